# `make` alone lists what can be done here.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c

# Looked for when it is needed: the first step may have to install it.
PYTHON ?= $$(command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready
DEMO := build/demo/.ready
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" pyproject.toml

.PHONY: help setup demo run build test lint rows bench torture translations pictures lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## get ready: system packages, .venv with the locked libraries, the program itself

# The sources are installed editable, so only these files can make an environment stale.
$(READY): pyproject.toml build_spec/requirements-dev.txt build_spec/system_packages.sh
	bash build_spec/system_packages.sh
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found." >&2; exit 1; }
	"$(PYTHON)" -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version) if sys.version_info < (3, 11) else None'
	"$(PYTHON)" -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r build_spec/requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

demo: $(READY) ## four laptops, a stick, one joint inspection and its figures, in build/demo, with pictures of the window
	rm -rf build/demo
	mkdir -p build
	$(BIN)/xunshen demo build/demo
	$(BIN)/python build_spec/demo_pictures.py build/demo
	touch $(DEMO)

# Made once for `make run`, so that what was tried there stays; `make demo` begins anew.
$(DEMO): | $(READY)
	$(MAKE) demo

run: $(READY) $(DEMO) ## open the window on the demonstration
	@$(BIN)/python -c 'from desktop.acts.demonstration import PASSPHRASES as said; print("口令 Passphrase:", *list(said.values())[:1])'
	$(BIN)/xunshen --vault build/demo/lzy

build: $(READY) ## freeze the program into one folder that needs no Python, dist/xunshen, and try it
	bash build_spec/system_packages.sh build
	rm -rf dist/xunshen
	$(BIN)/python -m PyInstaller --noconfirm --log-level ERROR --distpath dist --workpath build/pyinstaller build_spec/xunshen.spec
	$(BIN)/python build_spec/try_frozen.py dist/xunshen build/pyinstaller/xunshen

test: lint ## everything that must hold: lint, types, tests
	$(BIN)/python -m pytest -q

lint: $(READY) ## style (ruff) and types (mypy --strict)
	$(BIN)/ruff check .
	$(BIN)/mypy

rows: $(READY) ## what the program is for, row by row: each holds as it is, and fails without what it rests on
	$(BIN)/python -m tests.fieldwork.rows

bench: $(READY) ## measured ratios against bare SQLite, zstd and others; asserts nothing
	$(BIN)/python -m tests.bench

torture: $(READY) ## kill the program three hundred times while it saves, then ten whole seasons of ten laptops and their mishaps
	$(BIN)/python -m tests.torture --kills 300
	$(BIN)/python -m tests.simulation --seeds 10

translations: $(READY) ## gather the window's words from its sources, and make the files it reads of those translated
	$(BIN)/pyside6-lupdate $$(find desktop/ui -name "*.py" | sort) -ts resources/translations/xunshen_zh.ts -source-language en_US -target-language zh_CN -no-obsolete -locations none
	$(BIN)/pyside6-lrelease resources/translations/xunshen_zh.ts -qm resources/translations/xunshen_zh.qm

pictures: $(READY) ## every page of the window and the interview paper as pictures, in build/pictures
	$(BIN)/python -m tests.ui.pictures

lock: ## choose the newest fitting libraries anew and write them down with their hashes (needs uv)
	$(LOCK) --upgrade --output-file build_spec/requirements.txt
	$(LOCK) --upgrade --extra dev --constraint build_spec/requirements.txt --output-file build_spec/requirements-dev.txt

clean: ## remove all that was made here, .venv too
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
