// SPDX-FileCopyrightText: 2026 samenspel contributors
// SPDX-License-Identifier: EUPL-1.2
//
// What the pages gain when scripts run. Every page reads, and every form sends, without this file.
// Each function below finds its own elements by a data attribute and does nothing when there are none.
"use strict";

(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const KEYS = "samenspel.sneltoetsen";

  /** Say something to a screen reader, in the live region of the page. */
  function say(text) {
    const voice = $("#stem");
    if (voice) voice.textContent = text;
  }

  function isTyping(target) {
    return target.isContentEditable || target.matches("input, textarea, select");
  }

  // Leaving: the page is hidden at once; the server ends the session and sends a page that says nothing.
  function leave() {
    const form = $("[data-exit]");
    if (!form) return;
    document.documentElement.classList.add("locked");
    document.title = "";
    form.submit();
  }

  function quickExit() {
    $("[data-exit]")?.addEventListener("submit", () => document.documentElement.classList.add("locked"));
    let presses = [];
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return void (presses = []);
      presses = [...presses.filter((at) => event.timeStamp - at < 1500), event.timeStamp];
      if (presses.length >= 3) leave();
    });
  }

  // Keys: "/" to search, "g" and a letter to go somewhere, "?" for help. They can be switched off (WCAG 2.1.4).
  function shortcuts() {
    let going = 0;
    const box = $("[data-keys]");
    if (box) {
      box.checked = localStorage.getItem(KEYS) !== "uit";
      box.addEventListener("change", () => localStorage.setItem(KEYS, box.checked ? "aan" : "uit"));
    }
    document.addEventListener("keydown", (event) => {
      if (localStorage.getItem(KEYS) === "uit") return;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || $("dialog[open]")) return;
      const wasGoing = event.timeStamp - going < 1500;
      going = 0;
      if (event.key === "/") return void (event.preventDefault(), $("[data-search]")?.focus());
      if (event.key === "?") return void $("#help")?.showModal();
      if (event.key === "g") return void (going = event.timeStamp);
      if (wasGoing) $(`[data-go="${CSS.escape(event.key)}"]`)?.click();
    });
  }

  function dialogs() {
    for (const button of $$("[data-open]")) {
      button.hidden = false;
      button.addEventListener("click", () => $(`#${button.dataset.open}`)?.showModal());
    }
  }

  // Locking: rest is counted over all tabs. A minute before, a dialog asks; then drafts are saved and the server locks.
  function lock() {
    const after = Number(document.body.dataset.lockAfter) * 1000;
    const form = $("[data-lock]");
    if (!after || !form) return;
    const tabs = new BroadcastChannel("samenspel");
    const dialog = $("#slot");
    let last = Date.now();
    const touch = () => {
      if (dialog.open || Date.now() - last < 1000) return;
      last = Date.now();
      tabs.postMessage(last);
    };
    tabs.onmessage = (event) => {
      last = event.data;
      if (dialog.open) dialog.close();
    };
    dialog.addEventListener("close", () => {
      last = Date.now();
      tabs.postMessage(last);
    });
    for (const kind of ["keydown", "pointerdown", "scroll"]) addEventListener(kind, touch, { passive: true });
    const warnFor = Math.min(60000, after / 2);
    setInterval(async () => {
      const left = after - (Date.now() - last);
      if (left <= 0) {
        document.documentElement.classList.add("locked");
        await Promise.all($$("form[data-autosave]").map(save));
        form.submit();
      } else if (left <= warnFor) {
        $("[data-lock-left]").textContent = Math.ceil(left / 1000);
        if (!dialog.open) dialog.showModal();
      }
    }, 1000);
  }

  // Drafts: a form with data-autosave sends itself there two seconds after the last key, and says when it was kept.
  // The page gets the address of the draft, so that loading it again brings back what was typed.
  async function save(form) {
    if (!form.samenspelChanged) return;
    form.samenspelChanged = false;
    const state = $("[data-autosave-state]", form);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), keepalive: true });
      if (!answer.ok) throw new Error(String(answer.status));
      const kept = answer.headers.get("Content-Location");
      if (kept) history.replaceState(null, "", kept);
      const time = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
      state.textContent = state.dataset.kept.replace("{time}", time);
    } catch {
      form.samenspelChanged = true;
      state.textContent = state.dataset.lost;
      setTimeout(() => save(form), 10000);
    }
  }

  function autosave() {
    for (const form of $$("form[data-autosave]")) {
      let timer;
      form.addEventListener("input", () => {
        form.samenspelChanged = true;
        clearTimeout(timer);
        timer = setTimeout(() => save(form), 2000);
      });
      form.addEventListener("submit", () => (form.samenspelSending = true));
      addEventListener("pagehide", () => form.samenspelSending || save(form));
    }
  }

  // Copying: the link leads to the text itself; with scripts the text goes to the clipboard.
  function copying() {
    document.addEventListener("click", async (event) => {
      const link = event.target.closest("a[data-copy]");
      if (!link) return;
      event.preventDefault();
      try {
        const answer = await fetch(link.href, { headers: { Accept: "text/plain" } });
        if (!answer.ok) throw new Error(String(answer.status));
        await navigator.clipboard.writeText(await answer.text());
        say("Gekopieerd");
        link.dataset.copied = "Gekopieerd";
        setTimeout(() => delete link.dataset.copied, 4000);
      } catch {
        location.assign(link.href);
      }
    });
  }

  // News: the stream only says *that* something changed. Nothing on the page moves until the reader asks.
  function news() {
    const address = document.body.dataset.stream;
    const notice = $("[data-news]");
    if (!address || !notice) return;
    const stream = new EventSource(address, { withCredentials: true });
    stream.addEventListener("nieuws", () => (notice.hidden = false));
    addEventListener("pagehide", () => stream.close());
  }

  function errors() {
    $("[data-error-summary]")?.focus();
  }

  function printing() {
    for (const button of $$("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => print());
    }
  }

  // A row that was added or taken away: the focus goes to the last one, so that a keyboard does not start over.
  function rows() {
    document.addEventListener("htmx:after:swap", () => {
      const group = $("[data-focus-last]");
      const last = group && $$(group.dataset.focusLast, group).at(-1);
      if (last) $("input:not([type=hidden]), select, textarea", last)?.focus();
    });
  }

  for (const start of [quickExit, shortcuts, dialogs, lock, autosave, copying, news, errors, printing, rows]) start();
})();
