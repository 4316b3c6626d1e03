# make demo · make serve · make test · make test-full · make check      (GNU make; Python 3.11 or later is all it needs)
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STORE  ?= kg-store
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help demo build serve test test-full check lock wheel clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

demo: build ## build the graph from seeds/ and ask the question it exists for
	@echo
	@echo '$$ kg path "Biegun" "Choe Son-hui"'
	@$(BIN)/kg path "Biegun" "Choe Son-hui" --store $(STORE)
	@echo
	@echo 'The pages: make serve, then http://127.0.0.1:8080/      More questions: $(BIN)/kg query, $(BIN)/kg show "Lee Do-hoon"'

build: $(VENV)/.run
	$(BIN)/kg build seeds --store $(STORE)

serve: build ## the pages and the SPARQL endpoint on http://127.0.0.1:8080/
	$(BIN)/kg serve --store $(STORE)

test: $(VENV)/.test ## everything CI checks; says which tests it skipped for lack of KG_TEST_DATA
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest -n auto

test-full: $(VENV)/.test ## the same, and fails if a test was skipped (set KG_TEST_DATA)
	$(MAKE) --no-print-directory check
	KG_NO_SKIPS=1 $(BIN)/python -m pytest -n auto

check: $(VENV)/.test ## ruff, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel: $(VENV)/.test ## dist/demarche_kg-*.whl
	$(BIN)/python -m build --no-isolation --wheel

lock: ## write requirements/*.lock anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate \
	  pyproject.toml requirements/build.in --extra build --extra png -o requirements/run.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate \
	  pyproject.toml requirements/build.in --extra build --extra png --group dev -c requirements/run.lock -o requirements/test.lock

clean: ## remove what make made
	rm -rf $(VENV) $(STORE) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo 'Demarche needs Python 3.11 or later: make demo PYTHON=/path/to/python3.11' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo 'This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }  # half of one would pass for a whole one next time

$(VENV)/.run: requirements/run.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.test: requirements/test.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/test.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@ $(VENV)/.run
