# `make demo` and `make test` need only Python 3.11 or later and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test check lint browser wheel bench lock clean

demo: $(VENV)/.installed
	$(BIN)/ishizue demo

test: $(VENV)/.installed-dev
	$(BIN)/pytest -n auto --dist loadfile -m "not browser and not slow"

check: lint test browser wheel

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# A real browser opens the brief: Debian's chromium, or any on PATH.
browser: $(VENV)/.installed-dev
	$(BIN)/pytest -m browser

# The wheel in an empty environment, run by a user who cannot write to it.
wheel: $(VENV)/.installed-dev
	sh tests/wheel.sh $(BIN)/python

bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks

# Writes the locks anew: exact versions with hashes, and no address of an index.
lock: $(VENV)/.installed-dev
	$(PIP) install pip-tools
	sh requirements.sh $(BIN)/pip-compile

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Ishizue needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	touch $@

$(VENV)/.installed-bench: requirements-bench.lock $(VENV)/.installed-dev
	$(PIP) install --quiet --require-hashes -r requirements-bench.lock
	touch $@

clean:
	rm -rf $(VENV) ishizue-demo .mypy_cache .ruff_cache .pytest_cache
