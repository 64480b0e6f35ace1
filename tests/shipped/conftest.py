"""Tests here are of the tables as they are shipped."""

from __future__ import annotations

import pytest

from analytics.core.paths import DATA, ROOT

if DATA != ROOT / "data":
    pytest.exit("Facts about the shipped tables are a run of their own: ATLAS_TEST_SHIPPED=1 pytest tests/shipped", 4)
