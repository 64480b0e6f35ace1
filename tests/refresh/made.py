"""Calls and rows that tests of the connectors ask with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from analytics.core.paths import ROOT
from analytics.refresh.calls import Call, cells, load

FROZEN = ROOT / "tests" / "data"
NO_ROWS = pd.DataFrame()


def shipped_call(name: str, root: Path = FROZEN) -> tuple[Call, pd.DataFrame]:
    """A call of the frozen tables, and the rows of its part."""
    call = next(one for one in load(root) if one.name == name)
    rows = cells(call.table, root)
    return call, rows[call.of_part(rows)]


def county_call(source: str, dataset: str, **query: tuple[str, ...]) -> Call:
    """A call for exports by county in the words of a statistical office."""
    call, _rows = shipped_call("exports_by_region")
    return replace(call, source=source, dataset=dataset, query=query)
