"""Asking for a reader's own table: read in the worker process, template, rows with a fault as a file."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict

import pandas as pd

from analytics.contracts.faults import Fault
from analytics.core import worker
from analytics.core.language import _, current
from analytics.core.worker import RefusedError
from analytics.own_tables import job, words
from analytics.own_tables.models import BYTES, Choices, Reading
from analytics.table_list import TABLES
from analytics.warehouse import GoneError, lent

HEAD = 100_000  # bytes of the choices before a file
SECONDS = 30.0  # of a processor, for a file of 100,000 rows on a slow machine
# Of the atlas itself.
_OWN_AFFAIRS = ("sources", "source_lines", "glossary", "table_column_names", "column_names", "refresh_calls")
SEPARATORS = {"en": ","}  # of the spreadsheets of a language; the others write a decimal comma


def request(content: bytes, choices: Choices) -> bytes:
    """A file with what a person decided about it, as `read` takes them."""
    return json.dumps(asdict(choices)).encode() + b"\n" + content


def read(asked: bytes) -> Reading:
    """A reader's file as the table that they mean, beside the tables in use.

    Raises RefusedError in words where nothing of it can be read.
    """
    if len(asked) > BYTES + HEAD:
        raise RefusedError(_("The file is larger than {n} MB. Split it.").format(n=BYTES // 1_000_000))
    try:
        with lent() as lent_by:
            return _reading(worker.ask(job.read_job, lent_by.encode() + b"\n" + asked, seconds=SECONDS))
    except GoneError:  # where it cannot be lent, the tables of the atlas tell what a row may refer to
        return _reading(worker.ask(job.read_job, b"\n" + asked, seconds=SECONDS))


def _reading(plain: dict[str, object]) -> Reading:
    def rows(name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(row) for row in plain[name])  # type: ignore[attr-defined]

    given: dict[str, object] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()
    }
    given |= {"rows": rows("rows"), "choices": Choices(**plain["choices"])}  # type: ignore[arg-type]
    given["first"] = tuple((row, tuple(cells)) for row, cells in plain["first"])  # type: ignore[attr-defined]
    given["faults"] = tuple(Fault(**fault) for fault in plain["faults"])  # type: ignore[attr-defined]
    return Reading(**given)  # type: ignore[arg-type]


def template(table: str) -> bytes:
    """An empty table to fill in, for the spreadsheets of the language in use: names, and a line on each column."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=SEPARATORS.get(current(), ";"), lineterminator="\r\n")
    writer.writerow(TABLES[table].columns)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def faulty_rows(reading: Reading) -> pd.DataFrame:
    """The rows with a fault, what is wrong with each beside them, to mend and hand in again."""
    said: dict[int, list[str]] = {row: [] for row in reading.faulty_rows}
    for fault, expected in zip(reading.faults, words.all_expected(reading.faults), strict=True):
        if fault.row is not None:
            said[fault.row].append(f"{fault.column}: {expected}")
    places = [at for at, row in enumerate(reading.numbers) if row in said]
    kept = pd.DataFrame([reading.rows[at] for at in places], columns=list(reading.columns))
    kept = kept.loc[:, (kept != "").any() | kept.columns.isin({fault.column for fault in reading.faults})]
    numbers = [reading.numbers[at] for at in places]
    kept.insert(0, _("Row"), numbers)
    kept.insert(1, _("To mend"), ["; ".join(said[row]) for row in numbers])
    return kept


def to_mend(reading: Reading) -> bytes:
    """`faulty_rows` as an XLSX workbook, every cell as text so that nothing is changed on the way."""
    file = io.BytesIO()
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": {"strings_to_formulas": False}}) as book:
        faulty_rows(reading).astype(str).to_excel(book, index=False)
    return file.getvalue()


def offered() -> tuple[str, ...]:
    """The tables that a reader may bring, those of clusters and exports first; the texts of the atlas itself not."""
    first = ("clusters", "memberships", "membership_fees", "exports_by_product", "export_indicators")
    return (*first, *(name for name in TABLES if name not in (*first, *_OWN_AFFAIRS)))


def sound_rows(reading: Reading) -> pd.DataFrame:
    """The rows without a fault, cells as text, "" = unknown."""
    faulty = set(reading.faulty_rows)
    kept = [row for row, n in zip(reading.rows, reading.numbers, strict=True) if n not in faulty]
    return pd.DataFrame(kept, columns=list(reading.columns), dtype=object)


def joined(own: pd.DataFrame, shipped: pd.DataFrame, table: str) -> tuple[pd.DataFrame, int]:
    """The shipped rows with a reader's own beside them, and how many shipped ones those stand in the place of."""
    as_text = shipped.astype(object).where(shipped.notna(), "")
    key = list(TABLES[table].key)
    if not key:
        return pd.concat([as_text, own], ignore_index=True), 0
    taken = set(own[key].astype(str).itertuples(index=False, name=None))
    stay = [row not in taken for row in as_text[key].astype(str).itertuples(index=False, name=None)]
    return pd.concat([as_text[stay], own], ignore_index=True), stay.count(False)
