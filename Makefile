# Two commands for a newcomer: `make serve` and `make test`. Everything is installed into .venv from requirements.lock.
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
RUN := .venv/bin/python
PYTEST := $(RUN) -m pytest
NODE_PARTS := tests/site/node_modules
export NO_MKDOCS_2_WARNING := 1

.PHONY: help serve build test test-ledger test-site test-slow check lint audit bench lock tools clean

help:                   ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 14

serve: .venv/ready      ## the site at http://127.0.0.1:8000/, rebuilt as you save
	@$(RUN) -m mkdocs serve --dirty --dev-addr $(ADDRESS)

build: .venv/ready      ## the site, strict, in site/
	$(RUN) -m mkdocs build --strict --clean --site-dir .cache/building
	@rm -rf site && mv .cache/building site  # a build that stops leaves the last good site whole

test: lint tools        ## all that takes minutes at most
	@$(MAKE) --no-print-directory -j2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) test-ledger test-site

test-ledger: .venv/ready
	$(PYTEST) -m "not slow" --ignore=tests/site --cov --cov-report=term

test-site: tools
	$(PYTEST) -m "not slow" tests/site

test-slow: tools        ## what takes longer: every page, a clean installation, the second builder
	$(PYTEST) -m slow

check: .venv/ready      ## the gates over facts, values and pages
	@$(RUN) -m ledger check

lint: .venv/ready       ## ruff and mypy
	$(RUN) -m ruff check
	$(RUN) -m mypy

audit: tools            ## Lighthouse, mobile, on one page of each kind
	@cd tests/site && npm ci --loglevel=error
	$(RUN) -m tests.site.audit

bench: .venv/ready      ## how long a thousand values take, this ledger, its site and its server
	$(RUN) -m tests.bench
	$(RUN) -m tests.bench_site

lock:                   ## resolve requirements.lock anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --all-extras \
	  --generate-hashes --no-strip-extras --no-annotate --no-header --upgrade pyproject.toml --output-file requirements.lock
	sed -i.old "s/ ; python_full_version < '3.15' and / ; /; s/ ; python_full_version < '3.15'//" requirements.lock
	@rm requirements.lock.old

clean:                  ## remove what the other commands made
	rm -rf site .cache .venv $(NODE_PARTS)

# The stamp is newer than what it was installed from, so that later starts lose no time. uv where there is one;
# else venv and pip, and where the system's Python came without ensurepip, the pip that it has.
.venv/ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(None if (3, 11) <= sys.version_info < (3, 15) else \
	  "Python 3.11 to 3.14 is needed, this is " + sys.version.split()[0] + ": say make PYTHON=python3.12 ...")'
	@echo "Installing into .venv, once ..."
	@set -e; if command -v uv >/dev/null; then \
	  uv venv --quiet --allow-existing --python "$(PYTHON)" .venv; \
	  install="uv pip install --quiet --compile-bytecode --python .venv/bin/python"; \
	elif $(PYTHON) -m venv .venv >/dev/null 2>&1; then \
	  install=".venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input"; \
	else \
	  $(PYTHON) -m venv --without-pip .venv; \
	  install="$(PYTHON) -m pip --python .venv/bin/python install --quiet --disable-pip-version-check --no-input"; \
	fi; \
	$$install --require-hashes -r requirements.lock; \
	$$install --no-deps --no-build-isolation -e .
	@touch $@

# A browser, Node and its packages, which the tests of the built site need.
tools: .venv/ready $(NODE_PARTS)/.package-lock.json
	@$(RUN) -m tests.tools

$(NODE_PARTS)/.package-lock.json: tests/site/package-lock.json
	@$(RUN) -m tests.tools npm
	cd tests/site && npm ci --omit=optional --loglevel=error
	@touch $@
