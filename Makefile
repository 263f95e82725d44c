# Istmo's commands. Each one first makes sure of everything it needs, so on a fresh machine
# `make run` and `make test` are all there is to know.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:

PYTHON ?= python3
export PYTHON
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
OUT := out

CATALOG := resources/locale/es/LC_MESSAGES/istmo
COMPILED := $(if $(wildcard $(CATALOG).po),$(CATALOG).mo)

.PHONY: help setup run test check format bench screenshots packet deb messages pins clean

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

setup: $(VENV)/requirements.stamp $(VENV)/project.stamp $(COMPILED) ## Make .venv and install everything into it

$(VENV)/requirements.stamp: requirements/development.txt
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Istmo needs Python 3.11 or newer. Name one: make $(or $(MAKECMDGOALS),setup) PYTHON=python3.12" >&2; exit 1; }
	@installers/system-packages.sh setup
	"$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	    --only-binary :all: --require-hashes --requirement requirements/development.txt
	@touch $@

$(VENV)/project.stamp: pyproject.toml $(VENV)/requirements.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	    --no-deps --no-build-isolation --editable . --config-settings editable_mode=compat
	@touch $@

%.mo: %.po $(VENV)/requirements.stamp
	@$(BIN)/python -c 'import sys; from babel.messages.mofile import write_mo; \
	    from babel.messages.pofile import read_po; \
	    write_mo(open(sys.argv[2], "wb"), read_po(open(sys.argv[1], "rb"), locale="es"))' $< $@

run: setup ## Start Istmo; without a display, print the sample plans' packets to out/
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || [ "$$(uname -s)" != Linux ]; then \
	    installers/system-packages.sh run; \
	    exec $(BIN)/python -m desktop; \
	else \
	    echo "No display here, so no window: printing the sample plans' packets to $(OUT)/ instead."; \
	    exec $(BIN)/istmo samples --output $(OUT); \
	fi

test: setup ## Run the tests, off screen, with coverage
	@installers/system-packages.sh test
	@mkdir -p build
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest --numprocesses auto --cov --cov-report=term $(ARGS)

check: setup ## Format, lint, types, arrows between the rooms, translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tests.check_translations

format: setup ## Let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## Measure the budgets
	@installers/system-packages.sh test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks $(ARGS)

screenshots: setup ## Draw every page to out/screenshots
	@installers/system-packages.sh test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.screenshots $(OUT)/screenshots $(ARGS)

packet: setup ## Print the sample plans' packets to out/ and their pages as pictures to out/pages
	@installers/system-packages.sh packet
	$(BIN)/istmo samples --output $(OUT)
	@rm -rf $(OUT)/pages && mkdir -p $(OUT)/pages
	@find $(OUT) -name '*.pdf' -print0 | while IFS= read -r -d '' document; do \
	    pdftoppm -r 80 -png "$$document" "$(OUT)/pages/$$(basename "$$document" .pdf)"; \
	done
	@echo "Pages: $$(find $(OUT)/pages -name '*.png' | wc -l) in $(OUT)/pages"

deb: setup ## Build the Debian package
	@installers/system-packages.sh deb
	installers/deb.sh

messages: setup ## Bring the translations up to date with the code
	@mkdir -p build $(dir $(CATALOG))
	$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --output-file build/istmo.pot \
	    --project Istmo --header-comment "# Translations template for PROJECT." --no-wrap \
	    --add-location file --sort-by-file --add-comments Translators: --strip-comments desktop db
	$(BIN)/pybabel --quiet update --input-file build/istmo.pot --output-file $(CATALOG).po --locale es \
	    --init-missing --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date
	@$(BIN)/python -m tests.check_translations || true

pins: ## Choose the newest versions that pyproject.toml allows and pin them with their digests
	@installers/system-packages.sh setup
	@test -x build/pins/bin/uv || { "$(PYTHON)" -m venv build/pins && build/pins/bin/pip install --quiet uv; }
	@for group in runtime development build; do \
	    arguments=(); \
	    [ $$group = runtime ] || arguments=(--group $$group --constraint requirements/runtime.txt); \
	    build/pins/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	        --generate-hashes --no-emit-index-url --no-emit-find-links \
	        --custom-compile-command "make pins" $${arguments[@]+"$${arguments[@]}"} pyproject.toml \
	        --output-file requirements/$$group.txt; \
	done
	@grep -c == requirements/*.txt

clean: ## Remove what the other commands made
	rm -rf $(VENV) build dist $(OUT) *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -f $(CATALOG).mo
