# What CI runs is what a person types. `make demo` and `make test` are all that a fresh machine needs:
# each makes the environment it wants in .venv, once, from the versions in requirements.lock.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
PYTHON := $(VENV)/bin/python
STORY ?= examples/strait
PYTEST_ARGS ?=
ARTICLES ?= 300

RUN := $(VENV)/.made-run
TEST := $(VENV)/.made-test
DEV := $(VENV)/.made-dev

.PHONY: help install lint format types test wheel entities eval bench docs build demo train schema screenshot lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(RUN): pyproject.toml requirements.lock scripts/environment
	scripts/environment .
	@touch $@

$(TEST): pyproject.toml requirements.lock scripts/environment
	scripts/environment '.[test]'
	@touch $(RUN) $@

$(DEV): pyproject.toml requirements.lock scripts/environment
	scripts/environment '.[dev]'
	@touch $(RUN) $(TEST) $@

install: $(DEV) ## the environment with everything a developer needs
	@echo "ready: $(VENV)/bin/rashomon, or '. $(VENV)/bin/activate'"

demo: $(RUN) ## compare the accounts of an example story
	scripts/demo $(STORY)

test: $(TEST) ## all tests but the wheel's
	$(PYTHON) -m pytest -m "not wheel" -rs $(PYTEST_ARGS)

wheel: $(TEST) ## build the wheel, install it into a clean environment, run the main job there
	$(PYTHON) -m pytest -m wheel tests/test_wheel.py

entities: $(TEST) ## the FollowTheMoney export against the library of that name (compiles bindings of ICU)
	$(PYTHON) -m pip --disable-pip-version-check --quiet install --constraint requirements.lock followthemoney
	$(PYTHON) -m pytest tests/reporting/test_exports.py -k entities -rs

lint: $(DEV) ## style, unused names, imports, layout
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

format: $(DEV) ## put the layout right
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

types: $(DEV) ## strict type check
	$(PYTHON) -m mypy

eval: $(TEST) ## measure, and fail where a figure is below its floor
	$(PYTHON) -m evaluation gate

bench: $(TEST) ## measure time and memory, beside other programs too; writes docs/benchmarks.md (ARTICLES=300)
	scripts/environment '.[bench]'
	$(PYTHON) -m benchmarks $(ARTICLES)

docs: $(TEST) schema ## write the generated parts of docs/ anew, then check all pages
	$(PYTHON) scripts/docs.py
	$(PYTHON) -m pytest tests/test_docs.py

schema: $(RUN) ## write the dossier's JSON Schema anew
	$(PYTHON) scripts/schema.py

build: $(TEST) ## wheel and source archive in dist/
	$(PYTHON) -m hatchling build

screenshot: $(RUN) ## docs/dossier.png and docs/room.png, from an example (needs Chromium)
	scripts/screenshot $(STORY)

train: ## train the annotator (needs torch; see training/README.md)
	scripts/train

lock: ## resolve every version anew into requirements.lock
	scripts/lock

clean: ## remove what was made, the environment too
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.venv*' -prune -exec rm -rf {} +
