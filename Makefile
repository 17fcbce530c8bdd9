# One command each: `make run` opens the window, `make test` proves that everything is in order. `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Two OpenMP threads on two busy cores spin against each other: tests run on one, side by side.
TEST_ENV := OMP_NUM_THREADS=1 QT_QPA_PLATFORM=offscreen
FUZZ = --count $(or $(COUNT),2000) --seed $(or $(SEED),0) --jobs $(or $(JOBS),2)

.DEFAULT_GOAL := help
.PHONY: help run test check unit e2e bench bench-defaults fuzz fuzz-readers fuzz-weights fuzz-runs fuzz-specs kills monkey screenshots translations constraints libraries-run libraries-test clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(READY) libraries-run ## open the window on an embedded dataset
	$(BIN)/robustgui gui

test: $(READY) libraries-test check unit e2e ## lint, types, all tests; what the continuous integration runs

check: $(READY) ## lint, format, types, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/translations.py check

unit: $(READY) libraries-test ## unit, contract and window tests, without a display
	$(TEST_ENV) $(BIN)/pytest -q -n 2 --dist loadfile tests/unit tests/contract tests/gui

e2e: $(READY) libraries-test ## the program in a real window, under Xvfb with a window manager
	tools/with_display.sh env OMP_NUM_THREADS=1 $(BIN)/pytest -q tests/e2e

bench: $(READY) libraries-test ## measure frame times, start, throughput; prints a table
	tools/with_display.sh $(BIN)/python -m tests.bench

bench-defaults: $(READY) ## the defaults on every dataset that is there, beside a small search; goes on where it was; prints a table
	OMP_NUM_THREADS=1 $(BIN)/python -m tests.bench.bench_defaults --search

fuzz: $(READY) libraries-test ## property tests with new random examples; then damaged inputs of every kind: the four below
	$(TEST_ENV) $(BIN)/pytest -q -m hypothesis --hypothesis-profile search tests/unit tests/contract tests/gui
	OMP_NUM_THREADS=1 $(BIN)/python -m tests.fuzz $(FUZZ)

fuzz-readers: $(READY) ## damaged data files through every reader; COUNT of each format, SEED and JOBS may be given; prints a table
	OMP_NUM_THREADS=1 $(BIN)/python -m tests.fuzz readers $(FUZZ)

fuzz-weights: $(READY) ## damaged networks: .pt, .safetensors, .onnx, checkpoints
	OMP_NUM_THREADS=1 $(BIN)/python -m tests.fuzz weights $(FUZZ)

fuzz-runs: $(READY) ## damaged run folders: listed, opened, shown, compared, resumed, evaluated
	OMP_NUM_THREADS=1 $(BIN)/python -m tests.fuzz runs $(FUZZ)

fuzz-specs: $(READY) ## damaged specs and options: read, written, resolved, built
	OMP_NUM_THREADS=1 $(BIN)/python -m tests.fuzz specs $(FUZZ)

monkey: $(READY) libraries-test ## random acts at the window with a real engine; SEEDS, FIRST and ACTIONS may be given
	$(TEST_ENV) nice $(BIN)/python -m tests.monkey --seeds $(or $(SEEDS),20) --first $(or $(FIRST),0) --actions $(or $(ACTIONS),1000)

kills: $(READY) ## 200 kills of training, resume, evaluation, audit, conversion and export at random moments; COUNT and SEED may be given
	OMP_NUM_THREADS=1 nice $(BIN)/python -m tests.kills --count $(or $(COUNT),200) --seed $(or $(SEED),0)

screenshots: $(READY) libraries-test ## take the README's pictures of the real window anew
	tools/with_display.sh $(BIN)/python tools/make_screenshots.py

translations: $(READY) ## collect new texts and compile the translations
	$(BIN)/python tools/translations.py update
	$(BIN)/python tools/translations.py release

constraints: $(READY) ## write constraints.txt from what is installed
	(sed -n '1p' constraints.txt; $(BIN)/pip freeze --exclude-editable | grep -v ' @ ' | sed 's/+cpu//' | sort -f) > constraints.new
	mv constraints.new constraints.txt

libraries-run: $(READY)
	@tools/system_libraries.sh run

libraries-test: $(READY)
	@tools/system_libraries.sh test

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "robustgui needs Python 3.11 or newer; $$($(PYTHON) --version) was found. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean: ## remove the environment and everything that was made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
