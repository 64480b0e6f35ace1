"""The tests: of logic on frozen tables (tests/data), of facts on the shipped ones (tests/shipped, a run of its own)."""

import os
from pathlib import Path

# Before anything reads a table: a process has one warehouse. Servers and commands that a test starts inherit it.
if "ATLAS_TEST_SHIPPED" not in os.environ:
    os.environ["ATLAS_DATA"] = str(Path(__file__).resolve().parent / "data")
