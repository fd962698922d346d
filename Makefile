# Two commands: "make serve" runs the archive, "make test" runs every check. Each sets up what it needs.

.DEFAULT_GOAL := help
.PHONY: help serve test check screenshot train lock

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml

help:
	@echo "make serve       set up, ingest corpus/ if the archive is empty, and serve it"
	@echo "make test        set up and run every check"
	@echo "make screenshot  make the picture in the README anew"
	@echo "make train       train the theme tagger, the cutter and the reader of posts anew"
	@echo "make lock        make the locks anew (needs uv on the path)"

serve: .venv/run
	@$(BIN)/archive ingest corpus --if-empty
	@$(BIN)/archive serve

test: .venv/dev
	@tools/provision browser
	@$(MAKE) --no-print-directory check

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/archive evaluate
	$(BIN)/pytest -n 2

screenshot: .venv/dev
	@tools/provision browser
	$(BIN)/python tools/screenshot.py docs/search.png

train: .venv/dev
	$(BIN)/python tools/train.py
	$(BIN)/python tools/train_cutter.py
	$(BIN)/python tools/train_posts.py

.venv/bin/python:
	@tools/provision venv $(PYTHON)
	$(PYTHON) -m venv .venv

# The locks come first, with hashes; then this checkout, with nothing else and no build of its own environment.
.venv/run: .venv/bin/python requirements.lock pyproject.toml
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# Universal locks for Python 3.11 to 3.14, free of any registry's address.
lock:
	env -u PIP_FIND_LINKS $(LOCK) --extra build --output-file requirements.lock
	env -u PIP_FIND_LINKS $(LOCK) --extra build --extra dev --constraint requirements.lock --output-file requirements-dev.lock
