// SPDX-FileCopyrightText: 2026 samenspel contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Passkeys: the form asks the browser for a credential, puts it in the field `credential`, and sends itself.
// Signing in gets its options from the address in data-passkey; adding a passkey has them in data-passkey-options.
// What it says stands in the page, in the language of the page: data-old, data-follow, data-failed beside the button.
"use strict";

(() => {
  const form = document.querySelector("[data-passkey]");
  const start = form?.querySelector("[data-passkey-start]");
  const state = form?.querySelector("[data-passkey-state]");
  if (!form || !start) return;
  if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    state.textContent = state.dataset.old;
    return;
  }

  async function signIn() {
    const answer = await fetch(form.dataset.passkey, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const { publicKey } = (await answer.json()).request_options;
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  }

  async function add() {
    const { publicKey } = JSON.parse(form.dataset.passkeyOptions);
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
  }

  start.disabled = false;
  state.textContent = "";
  start.addEventListener("click", async () => {
    if (!form.reportValidity()) return;
    state.textContent = state.dataset.follow;
    try {
      const credential = await (form.dataset.passkey ? signIn() : add());
      form.elements.namedItem("credential").value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      state.textContent = state.dataset.failed;
    }
  });
})();
