# The paper's workshop. `make` alone says what there is; every target may be run again at any time.

PYTHON ?= python3
PORT ?= 8000
DATA ?= paper
VENV := .venv
BIN := $(VENV)/bin
NODE := tests/journeys/node_modules
SAY = @printf '\033[1m› %s\033[0m\n'
# Where Python is told to keep no bytecode, each of some hundred starts would compile the whole house anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup demo run test check bench journeys clean

help: ## Say what there is to make
	@printf 'Standfirst: a news site in a box.\n\n'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@printf '\nNew here? `make demo`, then docs/tour.md.\n'

setup: $(VENV)/.developer ## Make .venv with everything a developer needs
	$(SAY) "ready: $(BIN)/standfirst --help"

demo: $(VENV)/.runtime ## Make and start the demo paper (PORT=8000)
	$(SAY) "the demo, on port $(PORT)"
	@$(BIN)/standfirst demo --port $(PORT)

run: $(VENV)/.runtime ## Start your own paper (DATA=paper PORT=8000)
	@test -e $(DATA)/paper.env || { \
	  echo "There is no paper in $(DATA)/ yet. Make one: $(BIN)/standfirst init --data $(DATA)"; exit 1; }
	@$(BIN)/standfirst run --data $(DATA) --port $(PORT)

check: $(VENV)/.developer ## The fast static gate: format, lint, types, layers, budgets, templates, docs …
	@$(BIN)/python -m tests.architecture

test: $(VENV)/.developer $(NODE)/.ready ## Everything: the gate, unit tests, journeys in real browsers
	@$(BIN)/python tests/system_packages.py
	@$(BIN)/python tests/everything.py

journeys: $(VENV)/.developer $(NODE)/.ready ## Only the journeys in real browsers
	@$(BIN)/python tests/system_packages.py
	@$(BIN)/pytest -q -m journey

bench: $(VENV)/.developer ## Figures, side by side with peers, in one run
	@test -d benchmarks || { echo "benchmarks/ is not there yet: nothing to measure."; exit 1; }
	@$(BIN)/python -m benchmarks

clean: ## Remove what was made here (never a paper's data)
	@rm -rf $(VENV) $(NODE) dist build .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	$(SAY) "clean"

# --- made once, and again when what they were made from changes -------------------------------------------------

$(VENV)/bin/pip:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Standfirst needs Python 3.11 or newer, and there is no $(PYTHON). On Debian: apt install python3 python3-venv"; \
	  exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Standfirst needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make $(MAKECMDGOALS) PYTHON=python3.12"; \
	  exit 1; }
	$(SAY) "making $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "Python cannot make a virtual environment. On Debian: apt install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.runtime: requirements/runtime.txt requirements/build.txt pyproject.toml | $(VENV)/bin/pip
	$(SAY) "installing what the paper stands on (about a minute)"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements/build.txt
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.developer: requirements/dev.txt $(VENV)/.runtime
	$(SAY) "installing the developer's tools"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(NODE)/.ready: tests/journeys/package.json tests/journeys/package-lock.json
	@command -v npm >/dev/null || $(PYTHON) tests/system_packages.py nodejs npm
	$(SAY) "installing the journeys' tools (axe-core, vnu, Lighthouse)"
	@cd tests/journeys && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@
