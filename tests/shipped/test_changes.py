"""The changes that are shipped end where the tables stand."""

from __future__ import annotations

from analytics.open_data import feed
from analytics.table_list import TABLES
from analytics.warehouse import warehouse


def test_changes_add_up_to_the_rows_there_are() -> None:
    for name in TABLES:
        found = feed.changes(name)
        if name == "changes":
            assert found == ()
            continue
        rows = len(warehouse().table(name))
        assert sum(one.added - one.removed for one in found) == rows == found[0].rows, (
            f"{name}: bring the changes up to date by `python -m analytics changes`"
        )
