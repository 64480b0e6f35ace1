"""Every shipped table of statistics says how it is refreshed, or that nobody knows."""

from __future__ import annotations

from analytics.core.paths import DATA
from analytics.refresh.calls import cells, load
from analytics.table_list import TABLES


def test_every_row_of_every_table_of_statistics_belongs_to_one_call() -> None:
    calls = load(DATA)
    statistics = {name for name, table in TABLES.items() if "sources.source_id" in table.references.values()}
    assert {call.table for call in calls} == statistics
    for name in statistics:
        rows = cells(name, DATA)
        times = sum(call.of_part(rows).astype(int) for call in calls if call.table == name)
        assert set(times) == {1}, f"{name}: rows without a call, or with two"
