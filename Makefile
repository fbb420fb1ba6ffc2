# Everything a person or CI does here. `make` alone lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
# What pytest and Python compile is kept, whatever the environment says: to compile all tests takes ten seconds.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest
# Each process has a half of the tests, in their order, so that few fixtures are set up twice; who is done early takes over.
IN_TWO := -n 2 --dist worksteal
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# A stamp is touched when its installation is complete, so that one cut short is done again.
DEMO_READY := $(VENV)/.requirements-installed
DEV_READY := $(VENV)/.requirements-dev-installed
MYSQL_READY := $(VENV)/.requirements-mysql-installed

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo serve test check full format lint types architecture migrations docs update-docs screenshots update-fingerprints benchmark coverage package newcomer mysql clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-19s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(DEMO_READY) ## Fill a database with the stories of all five domains and say what to look at
	@$(MANAGE) make_demo
	@echo
	@echo "The data are there, and another 'make demo' leaves them as they are. Now look at them:"
	@echo "  $(MANAGE) seed_demo_data --list-scenarios                 every story, and how large it is"
	@echo "  $(MANAGE) seed_demo_data --scenario ai-success --verify   the proof that this story is in the data"
	@echo "  make serve                                                      then open http://127.0.0.1:8000/"
	@echo "Log in as demo, with the password demo: it may see and change everything. Others see what their role lets them:"
	@echo "  demo-maintainer   Workshop maintainer"
	@echo "  demo-manager      Property manager"
	@echo "  demo-agent        Property agent"
	@echo "  demo-viewer       Property viewer"
	@echo "  demo-librarian    Librarian"
	@echo "  owner             Project owner, with the password Pass123"

serve: $(DEMO_READY) ## Show what is there in a browser, at http://127.0.0.1:8000/
	$(MANAGE) runserver

test: $(DEV_READY) ## Run the quick tests; nothing needs to be started first
	SEEDPLOT_RING=test $(PYTEST) $(IN_TWO) --durations=15

check: lint types architecture migrations $(DEV_READY) ## Run everything CI runs; the documents are among the tests
	SEEDPLOT_RING=check $(PYTEST) $(IN_TWO) --durations=25

full: lint types architecture migrations coverage newcomer $(DEV_READY) ## Run all there is: every sweep at full width, coverage, a fresh clone, a million rows
	SEEDPLOT_RING=full $(PYTEST) $(IN_TWO) --durations=50

format: $(DEV_READY) ## Format the code and repair what ruff can
	$(BIN)/python -m ruff check --fix-only .
	$(BIN)/python -m ruff format .

lint: $(DEV_READY) ## Check format and style, and that chance and clock stay out of the data
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .

types: $(DEV_READY) ## Check the types of the engine and of all seeding
	$(BIN)/python -m mypy

architecture: $(DEV_READY) ## Check who may import whom
	$(BIN)/lint-imports

migrations: $(DEV_READY) ## Check that every change of a model has its migration
	$(MANAGE) makemigrations --check --dry-run

docs: $(DEV_READY) ## Check that the documents say what the code does
	$(PYTEST) tests/docs

update-docs: $(DEV_READY) ## Write anew what the documents take from the code
	$(BIN)/python -m docs.generate

screenshots: $(DEV_READY) ## Take the README's pictures anew, with Chromium
	$(BIN)/python -m docs.screenshots

update-fingerprints: $(DEV_READY) ## Pin the fingerprints anew, when rows were changed on purpose
	DJANGO_SETTINGS_MODULE=tests.settings DATABASE_URL=sqlite://:memory: $(BIN)/python -m tests.metrics.fingerprints --update

benchmark: $(DEV_READY) ## Measure how fast and how large
	$(BIN)/python -m benchmarks

coverage: $(DEV_READY) ## Measure what the library's own tests cover of it; at least 95% is asked for
	rm -f .coverage .coverage.*
	SEEDPLOT_RING=check $(BIN)/python -m coverage run -m pytest tests/seedplot
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

package: $(DEV_READY) ## Build the library's wheel and source distribution into dist/, and check them
	rm -rf build dist *.egg-info
	$(BIN)/python -m build --no-isolation
	$(BIN)/python -m twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl

newcomer: $(DEV_READY) ## Follow docs/engine.md with nothing but the wheel and Django: 4.2, 5.2 and the newest there is
	$(BIN)/python -m tests.newcomer

mysql: $(MYSQL_READY) ## Install what MySQL and MariaDB need, for the commands and for the tests

clean: ## Remove the virtual environment, the demo database and all caches
	rm -rf $(VENV) build dist .coverage* db.sqlite3* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(DEMO_READY): requirements.txt
$(DEV_READY): requirements-dev.txt requirements-deploying.txt requirements-exports.txt requirements.txt
$(MYSQL_READY): requirements-mysql.txt

$(DEMO_READY) $(DEV_READY) $(MYSQL_READY): $(VENV)/.created
	@echo "Installing $(firstword $(filter requirements%,$^))."
	@$(PIP_INSTALL) --requirement $(firstword $(filter requirements%,$^))
	@touch $@

# An environment that works is kept, one that lacks pip or whose Python is gone is built anew.
$(VENV)/.created:
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		$(call require_python,$(PYTHON)) && \
		echo "Creating $(VENV)." && \
		$(PYTHON) -m venv --clear $(VENV); \
	}
	@$(call require_python,$(BIN)/python)
	@touch $@

define require_python
$(1) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || { \
	version=$$($(1) --version 2>&1) || version=missing; \
	echo "seedplot needs Python 3.11, 3.12 or 3.13, and '$(1)' is $$version. Try: make $(firstword $(MAKECMDGOALS)) PYTHON=python3.12" >&2; \
	exit 1; \
}
endef
