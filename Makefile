# Two commands set everything up themselves: `make demo` and `make test`.

.DEFAULT_GOAL := help
VENV := .venv
RUN := $(VENV)/bin

help: ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: ## install system packages (as root) and Python packages; seconds when nothing changed
	@sh .ci/setup run

demo: setup ## build the standards, publish them into a git library, serve them
	@sh .ci/demo

test: setup ## lint, types, import contracts, tests
	@sh .ci/test

test-all: ## everything, browser and office included; skips nothing
	@sh .ci/setup all
	@STDPUB_TEST_ALL=1 sh .ci/test

bench: setup ## speed beside a peer, in one run
	@sh .ci/bench

format: setup ## lay out the code
	@$(RUN)/ruff check --fix . && $(RUN)/ruff format .

clean: ## take away what setup and builds made
	@rm -rf $(VENV) .bench out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.PHONY: help setup demo test test-all bench format clean
