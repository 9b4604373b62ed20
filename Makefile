# Each target says what it is for; `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 5000
export PYTHONUTF8 := 1

.PHONY: help setup setup-dev run test lint types format locks bench screenshots

help: ## Say what each target is for
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/run.stamp: requirements.lock
	@echo "Setting up Python packages (once) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock
	@echo "Setting up Python packages for the tests (once) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
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

bench: setup-dev ## Measure speed and weight beside a reference
	@$(BIN)/python -m tests.bench

screenshots: setup-dev ## Make the screenshots of the README
	@$(BIN)/python -m tests.screenshots
