# make run: start the atlas. make test: check everything. Both install what they need into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
PROCESSES ?= 2

.PHONY: run serve test ready programs test-spark lint bench messages chromium

run: $(VENV)/.run
	$(BIN)/streamlit run app.py --server.port $(PORT)

serve: $(VENV)/.run
	$(BIN)/python -m analytics serve --port $(PORT) --processes $(PROCESSES)

test:
	$(MAKE) -j2 ready
	$(BIN)/python -m pytest -n auto --dist loadfile --ignore tests/core --ignore tests/contracts; logic=$$?; \
	$(BIN)/python -m pytest -n auto tests/core tests/contracts --cov --cov-report=term:skip-covered; rooms=$$?; \
	ATLAS_TEST_SHIPPED=1 $(BIN)/python -m pytest -n auto tests/shipped && exit $$((logic + rooms))

# Programs come one after another (apt has one lock), Python packages beside them.
ready: programs lint .venv-spark/.installed

programs:
	@sh tests/browser/chromium.sh && sh tests/workshops/postgresql.sh && sh tests/publish/libreoffice.sh && sh tests/browser/nginx.sh

# Needs Java 17. The same roll-up of trade microdata in DuckDB, Sail and Apache Spark, one worker killed in the middle.
test-spark: $(VENV)/.dev .venv-spark/.installed .venv-spark-server/.installed
	$(BIN)/python -m benchmarks.spark

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m analytics audit

bench: $(VENV)/.dev chromium
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.all_pages

messages: $(VENV)/.dev
	$(BIN)/python -m analytics messages

chromium:
	@sh tests/browser/chromium.sh

# Spark's client is no neighbour of pandas 3, and its server no neighbour of the client: each has its own environment.
.venv-%/.installed: requirements-%.txt
	$(PYTHON) -m venv .venv-$*
	.venv-$*/bin/python -m pip install -q --require-hashes --no-deps -r $<
	touch $@

$(VENV)/.run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --require-hashes --no-deps -r requirements.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install -q --require-hashes --no-deps -r requirements-dev.txt
	touch $@
