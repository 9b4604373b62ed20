# Each target says what it is for; `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 5000
export PYTHONUTF8 := 1

.PHONY: help setup setup-dev run test lint types format locks texts bench torture broken screenshots

help: ## Say what each target is for
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is too old: Python 3.11 or newer is needed. Name another one with PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python cannot make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

# $(1): lock file, $(2): what for. Shows a line that counts, and ends with pip's own exit code.
define install
	@echo "Installing $(2) (once) ..."
	@{ $(BIN)/python -m pip install --disable-pip-version-check --no-input --progress-bar off --require-hashes -r $(1) 2>$(VENV)/pip.errors; echo $$? >$(VENV)/pip.code; } \
	| awk '/^Collecting/ { n++; if (n % 10 == 0) { printf "  %d packages\n", n; fflush() } } /^Installing/ { print "  putting them in place ..."; fflush() }'
	@code=$$(cat $(VENV)/pip.code); if [ $$code != 0 ]; then cat $(VENV)/pip.errors; echo "Installing failed; is there a network to the package index?"; fi; exit $$code
endef

$(VENV)/run.stamp: requirements.lock | $(BIN)/python
	$(call install,requirements.lock,what the site needs)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock | $(BIN)/python
	$(call install,requirements-dev.lock,what the tests need)
	@touch $@ $(VENV)/run.stamp

setup: $(VENV)/run.stamp ## Install what the site needs

setup-dev: $(VENV)/dev.stamp ## Install what the tests need too

run: setup ## Run the demo site with its example content
	@CONSULTATION_PROFILE=demo INSTANCE=instance/demo HOST=$(HOST) PORT=$(PORT) $(BIN)/flask --app wsgi serve --demo

test: setup-dev ## Run lints, types, contracts and all tests on both databases
	@$(BIN)/python tests/run.py

lint: setup-dev ## Check style and import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

types: setup-dev ## Check types
	@$(BIN)/mypy

format: setup-dev ## Put the code in its usual form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

locks: setup-dev ## Work the lock files out anew
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes requirements.in -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes requirements-dev.in -o requirements-dev.lock

texts: setup-dev ## Collect the texts that are to be translated in build/messages.pot
	@mkdir -p build
	@$(BIN)/pybabel --quiet extract -F babel.cfg -k _ -k lazy_gettext -k ngettext:1,2 -o build/messages.pot consultation templates
	@grep -c '^msgid' build/messages.pot | sed 's/$$/ texts in build\/messages.pot/'

bench: setup-dev ## Measure speed and weight beside a reference
	@$(BIN)/python -m tests.bench

torture: setup-dev ## Attack live hours and let processes fail, in full
	@$(BIN)/python -m tests.torture

broken: setup-dev ## Break each rule on purpose and see which test notices
	@$(BIN)/python -m tests.broken

screenshots: setup-dev ## Make the screenshots of the README
	@$(BIN)/python -m tests.screenshots
