# Everything a person, a hook or CI runs. Each target brings what it needs; a second run reuses it.
.DEFAULT_GOAL := help
.PHONY: help demo test journey check coverage mutate simulate proof bench bench-scale bench-pages bench-weight hostile format messages points states wheel program image-steps clean licences sbom review release-files sign-release verify-release

PYTHON ?= python3
PORT ?= 8000
DATA ?= data
SEEDS ?= 1000
PREFIX ?= /opt/bonbrug
BIN := .venv/bin
VENDOR := src/bonbrug/ui/static/vendor
COLLECTED := src/bonbrug/site/collected
SIGNER := bonbrug-release
VERSION := $(shell sed -nE 's/^\#\# ([0-9]+\.[0-9]+\.[0-9]+)$$/\1/p' CHANGELOG.md | head -1)
# The time in what we publish is that of the commit; without a history there is none.
COMMITTED := $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct 2>/dev/null))
TIMED := $(if $(COMMITTED),env SOURCE_DATE_EPOCH=$(COMMITTED),env -u SOURCE_DATE_EPOCH)

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

# The style is cut to what templates, modules and scripts name, so it is cut anew after a change of any.
PAGES := $(shell find src/bonbrug -name '*.html' -o -name '*.py' -o -path '*/static/*' -type f ! -path '*/vendor/*')

.venv/pages: .venv/build package-lock.json tools/front_end.py tools/cut_style.cjs tools/collect_static.py src/bonbrug/ui/icons.json $(PAGES)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tools/front_end.py $(VENDOR)
	$(BIN)/python tools/collect_static.py
	@touch $@

CATALOGUES := $(wildcard src/bonbrug/*/locale/*/LC_MESSAGES/django.po)

.venv/messages: .venv/build $(CATALOGUES) tools/messages.py
	$(BIN)/python tools/messages.py compile
	@touch $@

.venv/browser: .venv/dev tools/browser.py
	$(BIN)/python tools/browser.py
	@touch $@

.venv/debian.ready: .venv/dev tools/debian.py
	$(BIN)/python tools/debian.py caddy certutil systemd-analyze ssh-keygen
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
	$(TIMED) $(BIN)/uv build --quiet --wheel --out-dir dist --build-constraints requirements/wheel.txt --require-hashes

licences: .venv/dev ## may everything that ships be shipped? (make check asks it too)
	$(BIN)/python -m tools.supply.licences

sbom: .venv/dev ## dist/bonbrug-….cdx.json: everything that ships, for machines (CycloneDX)
	$(TIMED) $(BIN)/python -m tools.supply.sbom dist/bonbrug-$(VERSION).cdx.json

review: .venv/dev .venv/pages ## has anything that ships a known hole? Says so when nobody can be asked
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tools.supply.review

release-files: wheel .venv/dev ## dist/: wheel, what ships, pins with hashes, and the checksums of all of it
	$(TIMED) $(BIN)/python -m tools.supply.sbom dist/bonbrug-$(VERSION).cdx.json
	cp requirements/run.txt dist/bonbrug-$(VERSION).requirements.txt
	rm -f dist/.gitignore
	cd dist && LC_ALL=C sha256sum bonbrug-* > SHA256SUMS

sign-release: ## sign the checksums in dist/: make sign-release KEY=~/.ssh/bonbrug-release
	rm -f dist/SHA256SUMS.sig
	ssh-keygen -Y sign -f "$(KEY)" -n $(SIGNER) dist/SHA256SUMS
	$(MAKE) verify-release

verify-release: ## is dist/ whole, and signed by a key of deploy/release_signers?
	ssh-keygen -Y verify -f deploy/release_signers -I $(SIGNER) -n $(SIGNER) -s dist/SHA256SUMS.sig < dist/SHA256SUMS
	cd dist && sha256sum --check --strict SHA256SUMS

program: wheel ## the program alone, in a folder of its own: make program PREFIX=/opt/bonbrug
	$(PYTHON) -m venv $(PREFIX)
	$(BIN)/uv pip install --quiet --python $(PREFIX)/bin/python --require-hashes -r requirements/run.txt
	$(BIN)/uv pip install --quiet --python $(PREFIX)/bin/python --no-deps --reinstall dist/*.whl

image-steps: .venv/dev ## the steps of the container image, on a bare Debian (as root)
	$(BIN)/python tools/debian.py debootstrap
	$(BIN)/python -m tools.image_steps

check: $(READY) .venv/dev ## format, lint, types, contracts, migrations, translations, licences
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/bonbrug manage makemigrations --check --dry-run
	$(BIN)/python tools/messages.py check
	$(BIN)/python -m tools.supply.licences
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

bench: $(READY) .venv/dev ## speed, as ratios against zeep in the same run, and what judging costs of a run
	$(BIN)/python -m tests.proofs.bench
	$(BIN)/python -m tests.proofs.bench.judging

hostile: $(READY) .venv/dev ## 20,000 requests that nobody should send, and thousands of silent lines
	$(BIN)/python -m tests.proofs.hostile $(ARGS)

bench-scale: $(READY) .venv/dev ## thousands of connections, some silent: make bench-scale ARGS="--silent 10"
	$(BIN)/python -m tests.proofs.bench.scale $(ARGS)

bench-pages: $(READY) .venv/dev ## how long pages take: WAITING=200 FIRMS=10000 make bench-pages ARGS=--postgresql
	$(BIN)/python -m tests.proofs.bench.to_do
	$(BIN)/python -m tests.proofs.bench.operator_pages $(ARGS)
	$(BIN)/python -m tests.proofs.bench.board $(ARGS)

bench-weight: $(READY) .venv/browser ## what pages bring over the line in a real browser, first and second visit
	$(BIN)/python -m tests.proofs.bench.weight

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

.PHONY: data-map
data-map: $(READY) ## the pages of what is held about people, from the lists beside the tables
	$(BIN)/python -m tools.data_map

.PHONY: rights
rights: $(READY) ## the pages of who may do what, from the rule of the program
	$(BIN)/python -m tools.rights

.PHONY: tablet-api
tablet-api: $(READY) ## docs/wire/tablet.openapi.json, from the kinds of operations of the program
	$(BIN)/python -m tools.tablet_api

points: .venv/run ## the pages of what happens if, from docs/points.json
	$(BIN)/python -m tools.points

.PHONY: asvs
asvs: .venv/run ## the page of the security requirements, from docs/security/asvs.toml
	$(BIN)/python -m tools.asvs

states: .venv/run ## the page of the states of a job and its intent, drawn from the code
	$(BIN)/python -m tools.state_diagram

clean: ## remove what the targets above made, never the data
	rm -rf .venv node_modules build dist mutants $(VENDOR) $(COLLECTED)
