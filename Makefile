# Midad from a bare clone: `make publish` and `make test` do all the set-up they need.
# Every job below begins with tools/bootstrap.sh, which makes .venv when it is not up to date.

.DEFAULT_GOAL := help
SHELL := /bin/sh
MIDAD := .venv/bin/python -P -m midad
RUN := .venv/bin/python -P -m
PORT ?= 8000
# extras are pinned with their package: pip before 23.3 would take a newer release for them, without a hash
LOCK := --upgrade --quiet --universal --generate-hashes --python-version 3.11 --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --no-header
# options for midad, e.g. `make publish OPTIONS="--language en"`
OPTIONS ?=
# languages to work on, e.g. `make publish LANGUAGES="ar en fr"`; all editions if empty
LANGUAGES ?=
CHOSEN := $(LANGUAGES:%=--language %) $(OPTIONS)

.PHONY: help ready ready-to-test publish html pdf press pot po status doctor serve check test lock clean

help:  ## list these jobs
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s%s\n", $$1, $$2 }'

ready:
	@sh tools/bootstrap.sh publish

ready-to-test:
	@sh tools/bootstrap.sh test

publish: ready  ## build the whole publication into _build/site
	@$(MIDAD) build all $(CHOSEN)

html: ready  ## build the web pages only
	@$(MIDAD) build html $(CHOSEN)

pdf: ready  ## build the PDFs only
	@$(MIDAD) build pdf $(CHOSEN)

press: ready  ## build the files for a print shop into _build/<language>/press
	@$(MIDAD) build press $(CHOSEN)

pot: ready  ## extract the messages of the briefs into _build/gettext
	@$(MIDAD) extract $(OPTIONS)

po: ready  ## extract, then bring the translators' catalogs in locale/ up to date
	@$(MIDAD) update $(CHOSEN)

status: ready  ## say how far each translation is
	@$(MIDAD) status $(CHOSEN)

doctor: ready  ## say what this machine lacks
	@$(MIDAD) doctor

serve: ready  ## show the publication while you write, on http://localhost:8000 (PORT=…)
	@$(MIDAD) serve --port $(PORT) $(OPTIONS)

test: ready-to-test  ## run all tests, with coverage
	@$(RUN) pytest -n 2 --dist loadgroup --cov --cov-report= $(OPTIONS)

check: ready-to-test  ## lint, types, house rules, and the coverage of the last `make test`
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	.venv/bin/lint-imports --no-cache
	$(RUN) coverage report

lock:  ## pin the requirements anew (needs uv)
	uv pip compile pyproject.toml $(LOCK) --group build -o requirements/publish.txt
	uv pip compile pyproject.toml $(LOCK) --group build --group test --group check --group csl -o requirements/develop.txt

clean:  ## remove what was built (not .venv)
	rm -rf _build .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
