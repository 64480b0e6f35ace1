"""What the worker process does with a reader's table: read, match, put in the table's form, check by contract."""

from __future__ import annotations

import gc
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Any

import pandas as pd

from analytics.contracts.checks import check
from analytics.contracts.faults import Fault
from analytics.contracts.table import Table
from analytics.core.language import _, listing, ngettext, number
from analytics.core.text_index import fold
from analytics.core.worker import RefusedError
from analytics.own_tables import files, matching, places, values
from analytics.own_tables.models import FAULTS, FIRST, ROWS, Choices, Reading
from analytics.table_list import TABLES
from analytics.warehouse import borrowed, warehouse

PLACED = "Placed by its city (GeoNames)"


def get_ready() -> None:
    """Load what reading needs, and make the database of new data, before the limits of a file hold."""
    warehouse()
    _load_libraries()


@lru_cache(maxsize=1)
def _load_libraries() -> None:
    """Read a small file, so that its libraries and the list of cities (400 MB while it is read) are there."""
    read(b"name,country,city\nA,NO,Oslo\n", Choices("clusters"))


def read_job(asked: bytes) -> dict[str, Any]:
    """A file as the plain values of a Reading; before it, lines with what is borrowed (warehouse.lent) and choices."""
    lent_by, head, content = asked.split(b"\n", 2)
    gc.disable()  # millions of cells that all stay: looking for unused ones takes a third of the time
    try:
        found = read(content, Choices(**json.loads(head)), lent_by.decode())
    finally:
        gc.enable()
    # Not `asdict` of the whole, which copies every cell.
    return {**vars(found), "choices": asdict(found.choices), "faults": [vars(fault) for fault in found.faults]}


def read(content: bytes, choices: Choices, lent_by: str = "") -> Reading:
    """A reader's file as the table that they mean. Raises RefusedError where nothing of it can be read.

    What its rows refer to is looked for in the tables in use, or in those that another process lends.
    """
    table = TABLES[choices.table]
    sheets = files.sheets(content)
    sheet = choices.sheet if choices.sheet in sheets else _likest(table, sheets)
    found = sheets[sheet]
    header = choices.header or matching.header(table, found)
    at = next((place for place, (row, _cells) in enumerate(found.rows) if row == header), None)
    if at is None:
        raise RefusedError(_("The file has no row {row}.").format(row=header))
    names = tuple(found.rows[at][1])
    columns = matching.matched(table, names)
    if choices.is_settled:
        columns = {name: choices.columns.get(name, matching.NOT_THERE) for name in table.columns}
        columns = {name: place if place < len(names) else matching.NOT_THERE for name, place in columns.items()}
    body = found.rows[at + 1 :]
    if len(body) > ROWS:
        raise RefusedError(_("The table is too large: at most {n} rows are read.").format(n=number(ROWS)))
    settled = replace(choices, sheet=sheet, header=header, columns=columns)
    return _checked(table, settled, found.kind, tuple(sheets), names, body, _references(table, lent_by))


def _checked(
    table: Table,
    choices: Choices,
    kind: str,
    sheets: tuple[str, ...],
    names: tuple[str, ...],
    body: list[tuple[int, list[str]]],
    references: Mapping[str, pd.DataFrame],
) -> Reading:
    frame, forms = _in_form(table, choices, body)
    numbers = [row for row, _cells in body]
    notes = [*_not_read(names, choices), *_completed(table, frame)]
    # A column that must be known and is not in the file is one fault, not one a row.
    given = [name for name in frame if table.schema.columns[name].nullable or any(frame[name])]
    faults = [_placed(fault, numbers) for fault in check(table, frame[given].replace("", None), references)]
    return Reading(
        choices=choices,
        kind=kind,
        sheets=sheets,
        names=names,
        first=tuple((row, tuple(cells)) for row, cells in body[:FIRST]),
        rows=tuple(zip(*(cells.tolist() for _name, cells in frame.items()), strict=True)),
        numbers=tuple(numbers),
        columns=tuple(frame.columns),
        faults=tuple(faults[:FAULTS]),
        faulty_rows=tuple(dict.fromkeys(fault.row for fault in faults if fault.row is not None)),
        faults_in_all=len(faults),
        mended=values.sentences(forms),
        notes=tuple(notes),
    )


def _in_form(
    table: Table, choices: Choices, body: list[tuple[int, list[str]]]
) -> tuple[pd.DataFrame, dict[str, values.Column]]:
    """Every column of the table that the file has, its cells in the table's form."""
    forms: dict[str, values.Column] = {}
    columns: dict[str, list[str]] = {}
    given = list(zip_longest(*(cells for _row, cells in body), fillvalue=""))  # rows may be short
    for name, column in table.schema.columns.items():
        place = choices.columns[name]
        cells: Sequence[str] = [choices.constants.get(name, "")] * len(body)
        if place != matching.NOT_THERE:
            cells = given[place] if place < len(given) else [""] * len(body)
        forms[name] = values.Column(column, cells)
        columns[name] = forms[name].read(cells)
    return pd.DataFrame(columns, dtype=object), forms


def _completed(table: Table, frame: pd.DataFrame) -> list[str]:
    """What the atlas adds to a register of clusters: lasting names where none are given, places by city."""
    if table.name != "clusters" or frame.empty:
        return []
    told = []
    if not frame["cluster_id"].any():
        frame["cluster_id"] = _ids(frame)
        told.append(_("The clusters have no lasting names (cluster_id): they were made from country and name."))
    lacking = (frame["lat"] == "") & (frame["lon"] == "") & (frame["city"] != "")
    placed = 0
    for row in frame.index[lacking]:
        place = places.of(frame.at[row, "country"], frame.at[row, "city"])
        if place is not None:
            frame.at[row, "lat"], frame.at[row, "lon"] = f"{place[0]}", f"{place[1]}"
            note = frame.at[row, "note"]
            frame.at[row, "note"] = f"{note}; {PLACED}" if note else PLACED
            placed += 1
    if placed:
        told.append(
            ngettext(
                "{n} cluster without coordinates was placed by its city.",
                "{n} clusters without coordinates were placed by their city.",
                placed,
            )
        )
    return told


def _ids(frame: pd.DataFrame) -> list[str]:
    seen: dict[str, int] = {}
    made = []
    for country, name in zip(frame["country"], frame["name"], strict=True):
        words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in fold(f"{country} {name}"))
        slug = "-".join(words.split())
        seen[slug] = seen.get(slug, 0) + 1
        made.append(slug if seen[slug] == 1 else f"{slug}-{seen[slug]}")
    return made


def _not_read(names: tuple[str, ...], choices: Choices) -> list[str]:
    used = set(choices.columns.values())
    left = [name for at, name in enumerate(names) if at not in used and name.strip()]
    if not left:
        return []
    said = listing(left[:8]) if len(left) <= 8 else f"{', '.join(left[:8])}, …"
    return [_("Columns of the file that are not read: {names}.").format(names=said)]


def _placed(fault: Fault, numbers: list[int]) -> Fault:
    """A fault by the row of the file, which titles above the names and blank rows move."""
    if fault.row is None or fault.row < 2:
        return Fault(fault.table, "", None, fault.column, fault.value, fault.expected)
    return Fault(fault.table, "", numbers[fault.row - 2], fault.column, fault.value[:300], fault.expected)


def _likest(table: Table, sheets: dict[str, files.Rows]) -> str:
    """The sheet that names most columns of the table."""
    scores = {}
    for name, rows in sheets.items():
        header = matching.header(table, rows)
        cells = next(cells for row, cells in rows.rows if row == header)
        scores[name] = sum(place != matching.NOT_THERE for place in matching.matched(table, cells).values())
    return max(scores, key=scores.__getitem__)


def _references(table: Table, lent_by: str) -> dict[str, pd.DataFrame]:
    """The tables that a table refers to."""
    names = {target.split(".")[0] for target in table.references.values()}
    with borrowed(lent_by) as found:
        return {name: found.table(name) for name in sorted(names & found.tables)}
