# `make demo` and `make test` do all their own set-up: nothing is needed but Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types unit docs bench clean

demo: .venv/ready
	$(BIN)/onrecord demo

test: .venv/ready-dev lint types unit

lint: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready-dev
	$(BIN)/mypy

unit: .venv/ready-dev
	$(BIN)/python -m pytest -n 2

# Regenerates what docs/ takes from the code.
docs: .venv/ready-dev
	$(BIN)/python -m cogapp -r docs/*.md

bench: .venv/ready-dev
	$(BIN)/python bench/read.py

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/ready-dev: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch .venv/ready $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
