# The two commands of the README are `make graph` and `make test`. Nothing but Python 3.11 or newer and make is needed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
SELF := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

.PHONY: graph test slow weakened evaluate bench lint format docs requirements clean help

graph: $(VENV)/.runtime  ## build, check and summarise the graph
	$(BIN)/peelgraph build
	$(BIN)/peelgraph check

test: $(VENV)/.dev lint  ## run every check and test
	$(BIN)/python -m pytest

slow: $(VENV)/.dev  ## run the tests that take minutes: weakened shapes, random graphs, hooks installed for real
	$(BIN)/python -m pytest -m slow

weakened: $(VENV)/.dev  ## weaken every shape in every way, and write how many are noticed into docs/weakened-shapes.md
	$(BIN)/python -m tests.weakening.page

evaluate: $(VENV)/.dev  ## hold what is read from documents against their keys, and write docs/reading-quality.md
	$(BIN)/python -m tests.reading.evaluation.page

bench: $(VENV)/.bench $(VENV)-mappers/.done  ## measure speed and memory beside other tools, and write docs/performance.md
	$(BIN)/peelgraph build
	$(BIN)/python -m benchmarks.build
	$(BIN)/python -m benchmarks.everyday
	$(BIN)/python -m benchmarks.entailment
	$(BIN)/python -m benchmarks.queries
	$(BIN)/python -m benchmarks.check
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.cluster

lint: $(VENV)/.dev  ## static checks of the Python code and the form of all sources
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m builder.formatting --check

format: $(VENV)/.dev  ## bring Python, Turtle, queries, seeds and the JSON-LD context into their form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .
	$(BIN)/python -m builder.formatting

docs: $(VENV)/.dev  ## write the generated pages of docs/ anew
	$(BIN)/python -m builder.documentation

requirements:  ## pin all dependencies anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml build.in --output-file requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra dev --constraint requirements.txt pyproject.toml build.in \
		--output-file requirements-dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra dev --extra bench --constraint requirements-dev.txt pyproject.toml build.in \
		--output-file requirements-bench.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		benchmarks/mappers.in --output-file benchmarks/mappers.txt

clean:  ## remove everything that can be made again
	rm -rf $(VENV) $(VENV)-mappers build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis peelgraph.egg-info

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /\1\t/'

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "peelgraph needs Python 3.11 or newer; name one with make PYTHON=…")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(VENV)/bin/python requirements.txt pyproject.toml
	$(INSTALL) --requirement requirements.txt
	$(SELF)
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python requirements-dev.txt pyproject.toml
	$(INSTALL) --requirement requirements-dev.txt
	$(SELF)
	@touch $@ $(VENV)/.runtime

$(VENV)-mappers/.done: benchmarks/mappers.txt $(VENV)/bin/python  # other mappers of tables, which need older libraries
	$(PYTHON) -m venv $(VENV)-mappers
	$(VENV)-mappers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@

$(VENV)/.bench: $(VENV)/bin/python requirements-bench.txt pyproject.toml
	$(INSTALL) --requirement requirements-bench.txt
	$(SELF)
	@touch $@ $(VENV)/.dev $(VENV)/.runtime
