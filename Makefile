# Everything a person, a hook or CI runs. Each target brings what it needs; a second run reuses it.
.DEFAULT_GOAL := help
.PHONY: help demo test journey check coverage mutate simulate proof bench bench-scale bench-pages hostile format messages points states wheel program image-steps clean

PYTHON ?= python3
PORT ?= 8000
DATA ?= data
SEEDS ?= 1000
PREFIX ?= /opt/bonbrug
BIN := .venv/bin
VENDOR := src/bonbrug/ui/static/vendor

help: ## show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

.venv/uv:
	$(PYTHON) tools/need_python.py
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	@touch $@

.venv/run: .venv/uv requirements/run.txt pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/run.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

.venv/build: .venv/run requirements/build.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/build.txt
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

.venv/mutate: .venv/dev requirements/mutate.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/mutate.txt
	@touch $@

.venv/pages: .venv/run package-lock.json tools/front_end.py src/bonbrug/ui/icons.json
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tools/front_end.py $(VENDOR)
	@touch $@

CATALOGUES := $(wildcard src/bonbrug/*/locale/*/LC_MESSAGES/django.po)

.venv/messages: .venv/build $(CATALOGUES) tools/messages.py
	$(BIN)/python tools/messages.py compile
	@touch $@

.venv/browser: .venv/dev tools/browser.py
	$(BIN)/python tools/browser.py
	@touch $@

.venv/debian.ready: .venv/dev tools/debian.py
	$(BIN)/python tools/debian.py caddy certutil systemd-analyze
	@touch $@

.venv/php: .venv/run tools/php.py
	$(BIN)/python tools/php.py
	@touch $@

READY := .venv/run .venv/pages .venv/messages

demo: $(READY) ## the manual's example on one port, with its first sync
	$(BIN)/bonbrug demo --port $(PORT) --data $(DATA)

test: $(READY) .venv/browser .venv/debian.ready .venv/php ## all tests, browser tests included
	$(BIN)/python tools/run_tests.py

journey: $(READY) .venv/browser ## the manual, chapter by chapter, in a real browser
	$(BIN)/pytest tests/journeys $(ARGS)

wheel: $(READY) ## dist/bonbrug-….whl, with the pages and the translations inside
	rm -rf dist
	$(BIN)/uv build --quiet --wheel --out-dir dist

program: wheel ## the program alone, in a folder of its own: make program PREFIX=/opt/bonbrug
	$(PYTHON) -m venv $(PREFIX)
	$(BIN)/uv pip install --quiet --python $(PREFIX)/bin/python --require-hashes -r requirements/run.txt
	$(BIN)/uv pip install --quiet --python $(PREFIX)/bin/python --no-deps --reinstall dist/*.whl

image-steps: .venv/dev ## the steps of the container image, on a bare Debian (as root)
	$(BIN)/python tools/debian.py debootstrap
	$(BIN)/python -m tools.image_steps

check: $(READY) .venv/dev ## format, lint, types, contracts, migrations and translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/bonbrug manage makemigrations --check --dry-run
	$(BIN)/python tools/messages.py check
	$(BIN)/pytest -q tests/architecture

ENGINE := tests/proofs/mutation

coverage: .venv/dev ## every branch of the engine's state machine, or it fails
	$(BIN)/coverage run --rcfile=$(ENGINE)/coverage.ini -m pytest -q -c $(ENGINE)/pytest.ini --rootdir=. tests/sync
	$(BIN)/coverage report --rcfile=$(ENGINE)/coverage.ini

mutate: .venv/mutate ## small mistakes in the engine, one at a time: do its tests notice?
	$(BIN)/python tools/mutate.py $(ARGS)

simulate: .venv/dev ## invented faults by seed against the engine: make simulate SEEDS=10000
	$(BIN)/python -m tests.proofs.simulator --schedules $(SEEDS) $(ARGS)

proof: $(READY) .venv/dev ## the long proofs, hours in all: crashes, faults, buttons, people, store
	$(BIN)/python -m tests.proofs.buttons 200
	$(BIN)/python -m tests.proofs.faults --all
	$(BIN)/python -m tests.proofs.crash --all
	$(BIN)/python -m tests.proofs.crash --random 2000
	$(BIN)/python -m tests.proofs.crash --together 120 --on SQLite
	$(BIN)/python -m tests.proofs.crash --together 120 --on PostgreSQL
	$(BIN)/python -m tests.proofs.store --all
	$(BIN)/python -m tests.proofs.model 20000 50
	$(BIN)/python -m tests.proofs.totals 1000000

bench: $(READY) .venv/dev ## speed, as ratios against zeep in the same run
	$(BIN)/python -m tests.proofs.bench

hostile: $(READY) .venv/dev ## 20,000 requests that nobody should send, and thousands of silent lines
	$(BIN)/python -m tests.proofs.hostile $(ARGS)

bench-scale: $(READY) .venv/dev ## thousands of connections, some silent: make bench-scale ARGS="--silent 10"
	$(BIN)/python -m tests.proofs.bench.scale $(ARGS)

bench-pages: $(READY) .venv/dev ## how long To do takes with many invoices: WAITING=200 make bench-pages
	$(BIN)/python -m tests.proofs.bench.to_do

.PHONY: graph model
graph: .venv/dev ## who imports whom: rooms, arrows and circles of the building and its engine
	@$(BIN)/python -m tools.graph

model: $(READY) ## docs/data-model.svg and .md, from the tables of all houses
	$(BIN)/python -m tools.data_model

format: .venv/dev ## let the formatter decide
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

messages: $(READY) ## put new texts into the catalogues
	$(BIN)/python tools/messages.py update

.PHONY: fields
fields: $(READY) ## the pages of which fields travel, from the lists of the program
	$(BIN)/python -m tools.fields

points: .venv/run ## the pages of what happens if, from docs/points.json
	$(BIN)/python -m tools.points

.PHONY: asvs
asvs: .venv/run ## the page of the security requirements, from docs/security/asvs.toml
	$(BIN)/python -m tools.asvs

states: .venv/run ## the page of the states of a job and its intent, drawn from the code
	$(BIN)/python -m tools.state_diagram

clean: ## remove what the targets above made, never the data
	rm -rf .venv node_modules build dist mutants $(VENDOR)
