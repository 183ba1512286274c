# Everything here works on a machine with Python 3.11 or newer, git and make. `make help` lists the chores.

PYTHON ?= python3
WORKERS ?= 2
ARGS ?=

BIN := .venv/bin
STAMPS := .venv/stamps
BUILT := src/wholesight/design/built/manifest.json
NPM := $(BIN)/node $(BIN)/npm-cli.js
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install
# Folders are listed with their files, so that a deleted file builds again too.
FRONT := $(wildcard src/wholesight/*/*.ts) $(shell find src/wholesight/*/islands src/wholesight/*/styles -not -name '*.test.ts' 2>/dev/null)

export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_NO_INPUT := 1

.PHONY: help install run test test-quick check bench docs pins clean
.DEFAULT_GOAL := help

help: ## List the chores
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | awk -F '|' '{printf "%-18s %s\n", $$1, $$2}'

install: $(STAMPS)/development $(BUILT) ## Make .venv and everything in it, and build the front end
	@:

run: $(STAMPS)/runtime $(BUILT) ## Start Wholesight and say where it is; offers the demo when there is no data yet
	@$(BIN)/wholesight serve --offer-demo $(ARGS)

test: install ## Run the whole suite: SQLite, PostgreSQL, islands, browser; says what it could not run and why
	@$(BIN)/python -m tools.suite --workers $(WORKERS) $(ARGS)

test-quick: install ## Run what needs neither PostgreSQL nor a browser, in under 90 seconds
	@$(BIN)/python -m tools.suite --quick --workers $(WORKERS) $(ARGS)

check: install ## Style, types and the order of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/node node_modules/typescript/bin/tsc --noEmit

bench: install ## Measure: prints figures, asserts none
	@set -e; for program in bench/[a-z]*.py; do echo "== $$program"; $(BIN)/python "$$program" $(ARGS); done

docs: install ## Write docs/ and the top pages as HTML into build/docs
	@$(BIN)/python -m tools.write_docs

pins: install ## Pin what pyproject.toml and package.json ask for, with hashes; UPGRADE=1 takes the newest
	@$(BIN)/python -m tools.pin $(if $(UPGRADE),--upgrade)
	@$(NPM) $(if $(UPGRADE),update,install --package-lock-only)
	@$(BIN)/python -m tools.plain_lock

clean: ## Remove all that make made, .venv included; never your data
	rm -rf .venv node_modules build dist $(dir $(BUILT)) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is younger than all that its step read, so a step runs again only when something changed.

$(STAMPS)/python: tools/check_python.py
	@command -v "$(PYTHON)" >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or say: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@"$(PYTHON)" tools/check_python.py
	@"$(PYTHON)" -m venv .venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: $(STAMPS)/python requirements/runtime.txt requirements/build.txt pyproject.toml
	@echo "Installing Python packages (1 of 2: what Wholesight runs with) ..."
	@$(PIP) --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	@$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@$(BIN)/python -m tools.link_node
	@touch $@

$(STAMPS)/development: $(STAMPS)/runtime requirements/development.txt
	@echo "Installing Python packages (2 of 2: what tests and checks need) ..."
	@$(PIP) --require-hashes -r requirements/development.txt
	@touch $@

$(STAMPS)/node_modules: $(STAMPS)/runtime package.json package-lock.json .npmrc
	@echo "Installing the front end's packages ..."
	@$(NPM) ci --loglevel=error --no-progress >/dev/null
	@touch $@

$(BUILT): $(STAMPS)/node_modules vite.config.ts $(FRONT)
	@echo "Building the front end ..."
	@$(BIN)/node node_modules/vite/bin/vite.js build --logLevel warn
	@touch $@
