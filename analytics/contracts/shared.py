"""Tables that several subjects share: what a row of each must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import (
    BY_ROW,
    BY_TEXT,
    Check,
    Whole,
    count,
    in_calendar,
    number,
    rule,
    text,
    url,
    word,
)
from analytics.contracts.table import Table
from analytics.core.codes import REFRESH_SOURCES
from analytics.core.language import N_


class FigureTexts(pa.DataFrameModel):
    """An indicator or a unit of a table of figures, in words."""

    kind: str = word("Which column of the table of figures the key is from", ("indicator", "unit"))
    key: str = text("The value in that column")
    text: str = text("The words in English; units as they stand after a number", translated=BY_TEXT)

    class Config:
        unique = ("kind", "key")


class Sources(pa.DataFrameModel):
    """A source of the statistics."""

    source_id: str = text(
        "Lasting name of the source",
        pattern=r"[a-z0-9][a-z0-9-]*",
        expected="a short name in small letters, digits and hyphens",
        kind="identifier",
    )
    citation: str = text("Citation as it is to be shown")
    url: str = url("Address; empty = worked out from other rows", required=False)
    licence: str = text("Licence as stated")
    publisher: str = text("Who published it, from the citation; `;` joins two", required=False)
    read: str = text("Month it was read", pattern=r"(19|20)\d\d-(0[1-9]|1[0-2])", expected="a month such as 2026-11")

    class Config:
        unique = ("source_id",)


class SourceLines(pa.DataFrameModel):
    """The line that names the source of a table, or of a part of it, below charts and tables."""

    table_name: str = text("Table, or what else is cited", pattern=r"\w+", expected="a table's name", kind="identifier")
    part: str = text("Part of the table; empty = all of it", required=False, kind="code")
    line: str = text(
        "The line; {read} is the month, other names in braces are filled in by the code", translated=BY_ROW
    )
    read: str = text(
        "Month it was read; empty = none stated",
        pattern=r"(19|20)\d\d-(0[1-9]|1[0-2])",
        expected="a month such as 2026-11",
        required=False,
    )
    url: str = url("Address; empty = none", required=False)

    class Config:
        unique = ("table_name", "part")


class Changes(pa.DataFrameModel):
    """What changed in a table on a day, counted by the keys of its rows; made by `python -m analytics changes`."""

    day: str = text(
        "Day of the change", pattern=r"(19|20)\d\d-\d\d-\d\d", expected="a day such as 2026-11-28", kind="day"
    )
    table_name: str = text("Table", pattern=r"\w+", expected="a table's name", kind="identifier")
    rows: Whole = count("Rows after the change", "rows", required=True)
    rows_added: Whole = count("Rows that are new", "rows", required=True)
    rows_removed: Whole = count("Rows that are gone", "rows", required=True)
    rows_changed: Whole = count("Rows of which a value is another one", "rows", required=True)
    fields_added: str = text("Fields that are new, joined by `; `", required=False, kind="code")
    fields_removed: str = text("Fields that are gone, joined by `; `", required=False, kind="code")

    class Config:
        unique = ("day", "table_name")

    sound_day = rule("day", "a day of the calendar", in_calendar("day"))


def _has_call(*columns: str) -> Check:
    """A check that each of the columns is filled where a call is known; rows that are worked out need no fields."""
    return lambda rows: rows["source"].isna() | rows[list(columns)].notna().all(axis=1) | (rows["source"] == "derived")


class RefreshCalls(pa.DataFrameModel):
    """How rows of a table of statistics are fetched again by `python -m analytics refresh`."""

    table_name: str = text("Table", pattern=r"\w+", expected="a table's name", kind="identifier")
    part: str = text("Rows of the table, by values of columns; empty = all", required=False, kind="code")
    source: str = word("Publisher that is asked; empty = no call is known", REFRESH_SOURCES, required=False)
    dataset: str = text("Data set, by the publisher's name", required=False, kind="code")
    query: str = text("Codes asked for, by the publisher's fields", required=False, kind="code")
    fields: str = text("Columns of the table and the publisher's fields", required=False, kind="code")
    codes: str = text("Codes of the table and the publisher's codes", required=False, kind="code")
    factor: float = number("Figures are multiplied by this; empty = 1", "factor", kind="amount")
    source_id: str = text("Source that refreshed rows name", required=False, kind="identifier")
    citation: str = text("Citation of that source; empty = as it stands in the table of sources", required=False)
    url: str = url("Address of the data set", required=False)
    rhythm_months: Whole = count("Months between two editions of the publisher; empty = unknown", "months", low=1)
    taken: str = text(
        "Month in which the rows were taken from the publisher; empty = unknown",
        pattern=r"(19|20)\d\d-(0[1-9]|1[0-2])",
        expected="a month such as 2026-11",
        required=False,
    )

    class Config:
        unique = ("table_name", "part")

    asked = rule("fields", "filled, because a publisher is named", _has_call("dataset", "fields", "source_id"))
    due = rule("rhythm_months", "filled, because a publisher is named", _has_call("rhythm_months"))


SOURCE_TABLES = (
    Table("sources", "sources.csv", Sources, N_("Sources")),
    Table("source_lines", "source_lines.csv", SourceLines, N_("Source lines of charts and tables")),
    Table("changes", "changes.csv", Changes, N_("Changes of the tables")),
    Table("refresh_calls", "refresh_calls.csv", RefreshCalls, N_("Calls that refresh the tables")),
)
