# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2

# `make` alone lists the targets. Every target installs first what it needs; that takes no time when it is there.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
export UV_PYTHON_DOWNLOADS := never
BIN := .venv/bin
WORKERS ?= 2

.PHONY: help setup demo run check fix test prove bench map messages

help: ## toon deze lijst
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "make %-8s %s\n", $$1, $$2}'

setup: ## installeer alles, ook om te testen en na te lopen, in deze map
	@tools/setup

demo: ## een regio met verzonnen mensen, draaiend (RESET=1: opnieuw; CHECK=1: nalopen en stoppen; PORT=8000)
	@tools/setup demo
	@$(BIN)/samenspel demo $(if $(PORT),--port $(PORT)) $(if $(filter 1,$(RESET)),--reset) $(if $(filter 1,$(CHECK)),--check)

run: ## draai samenspel met de instellingen uit de omgeving
	@tools/setup run
	@$(BIN)/samenspel run

check: setup ## alles wat voor de broncode zelf moet gelden, binnen een minuut
	@$(BIN)/python tools/check.py

fix: setup ## zet opmaak en volgorde van imports goed
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

test: setup ## alle tests, ook die in de browser (ARGS="-k naam" voor een deel)
	@tools/chromium
	@$(BIN)/pytest -n $(WORKERS) $(ARGS)

# `make prove crash`: the words after `prove` are names of proofs, not targets.
ifeq (prove,$(firstword $(MAKECMDGOALS)))
PROOFS := $(filter-out prove,$(MAKECMDGOALS))
.PHONY: $(PROOFS)
$(PROOFS):
	@:
endif

prove: setup ## bewijs onder last, bijvoorbeeld `make prove crash` (crash, hostile, leak, terms, mutation of faults)
	@$(BIN)/python -m bench.prove $(PROOFS)

bench: setup ## meet snelheid, naast wat dezelfde PostgreSQL hoogstens kan (ARGS=--write bewaart het)
	@$(BIN)/python -m bench $(ARGS)

map: setup ## toon de pakketten, waar ze voor zijn en wat ze gebruiken
	@$(BIN)/python tools/map.py

messages: setup ## werk de vertalingen bij en toon wat nog geen Engels heeft
	@$(BIN)/python tools/messages.py update
	@$(BIN)/python tools/messages.py gap
