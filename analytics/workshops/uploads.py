"""Statements and lexicon words in files of strangers, read in the worker process within limits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from typing import Any

import pandas as pd

from analytics.core import packed, worker
from analytics.core.csvfile import SEPARATORS
from analytics.core.language import _, number
from analytics.core.unseen import in_order
from analytics.workshops import statements, themes
from analytics.workshops.statements import Choices, Fault, Understood, UnreadableError, workbook
from analytics.workshops.statements.models import PARTS, UNPACKED, WIDEST
from analytics.workshops.themes import Entry

HEAD = 10_000  # bytes of the choices before a file
ROWS = 20_000  # of a table or sheet, filled or not
LINES = 4 * ROWS  # of a text file: a cell may hold several
SEPARATED = 500  # separators in a line
LETTERS = 1_500_000  # of all statements: themes are looked for in each
FAULTS = 200  # that are told one by one
WORKBOOK = packed.Limits(
    parts=PARTS,
    unpacked=UNPACKED,
    part=UNPACKED,
    elements=2_000_000,
    of_a_kind={"sheet": 50, "row": ROWS, "table": 50, "table-row": ROWS},
)


def request(content: bytes, choices: Choices) -> bytes:
    """A file with what a person decided about it, as `read` and `read_lines` take them."""
    return json.dumps(asdict(choices)).encode() + b"\n" + content


def read(asked: bytes) -> Understood:
    """What `statements.read` makes of a `request`, with at most 200 of its faults. Raises UnreadableError."""
    return _understood(_asked(read_job, asked))


def read_lines(asked: bytes) -> Understood:
    """What `statements.read_lines` makes of a `request` in UTF-8, with at most 200 faults. Raises UnreadableError."""
    return _understood(_asked(lines_job, asked))


def read_additions(content: bytes) -> tuple[Entry, ...]:
    """What `themes.read_additions` makes of a file. Raises UnreadableError."""
    return tuple(Entry(**entry) for entry in _asked(additions_job, content))


def _asked(job: worker.Job, content: bytes) -> Any:
    if len(content) > statements.BYTES + HEAD:
        raise UnreadableError(_("The file is larger than 5 MB. Split it, or keep only the columns that are needed."))
    try:
        return worker.ask(job, content)
    except worker.RefusedError as error:
        raise UnreadableError(str(error)) from error


# ------------------------------------------------------------------ in the worker


def get_ready() -> None:
    """Load what the jobs need."""
    import openpyxl  # noqa: F401


def read_job(asked: bytes) -> dict[str, Any]:
    """The file as plain values."""
    choices, content = _parts(asked)
    if content.startswith(b"PK\x03\x04"):
        _check_workbook(content)
    else:
        _check_text(content)
    return _plain(lambda: statements.read(content, choices))


def lines_job(asked: bytes) -> dict[str, Any]:
    """The pasted text as plain values."""
    choices, content = _parts(asked)
    _check_text(content)
    return _plain(lambda: statements.read_lines(content.decode(), choices))


def _parts(asked: bytes) -> tuple[Choices, bytes]:
    head, _line, content = asked.partition(b"\n")
    return _choices(json.loads(head)), content


def _choices(given: dict[str, Any]) -> Choices:
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    return Choices(**plain)


def additions_job(content: bytes) -> list[dict[str, Any]]:
    """The lexicon words as plain values."""
    _check_text(content)
    try:
        return [vars(entry) for entry in themes.read_additions(content)]
    except (ValueError, UnreadableError) as error:
        raise worker.RefusedError(str(error)) from error


def _check_workbook(content: bytes) -> None:
    last = ROWS

    def seen(name: str, attributes: Any) -> None:
        # A reader that is told of row 1,000,000,000 makes all those before it.
        given = attributes.get("r", "1")
        if name == "row" and (not re.fullmatch(r"[0-9]{1,9}", given) or int(given) > last):
            raise packed.TooLargeError

    try:
        packed.check(content, WORKBOOK, seen)
    except packed.TooLargeError as error:
        raise worker.RefusedError(
            _(
                "The workbook holds too much: at most {rows} rows in {sheets} sheets are read, empty ones too. Copy "
                "the statements to a new workbook, or use CSV."
            ).format(rows=number(ROWS), sheets=number(WORKBOOK.of_a_kind["sheet"]))
        ) from error
    except packed.DamagedError as error:
        # Not a workbook, locked or broken: the reader says which.
        try:
            # The first part of an open document says what it is.
            workbook.check_workbook(content, "content.xml" if b"opendocument" in content[:200] else "xl/workbook.xml")
        except UnreadableError as said:
            raise worker.RefusedError(str(said)) from error
        raise worker.RefusedError(
            _("The workbook is damaged. Open it, save it anew as XLSX or CSV, and try again.")
        ) from error


def _check_text(content: bytes) -> None:
    lines = content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n")
    widest = (
        max(
            (max(line.count(sign.encode()) for sign in SEPARATORS) for line in re.split(rb"[\r\n]", content)), default=0
        )
        if lines <= LINES
        else 0
    )
    if lines > LINES or widest > SEPARATED:
        raise worker.RefusedError(
            _("The table is too large: at most {rows} rows and {columns} columns are read, empty ones too.").format(
                rows=number(ROWS), columns=number(WIDEST)
            )
        )


def _plain(reading: Callable[[], Understood]) -> dict[str, Any]:
    try:
        found = reading()
    except UnreadableError as error:
        raise worker.RefusedError(str(error)) from error
    if found.rows > ROWS or len(found.columns) > SEPARATED:
        raise worker.RefusedError(
            _("The table is too large: at most {rows} rows and {columns} columns are read, empty ones too.").format(
                rows=number(ROWS), columns=number(WIDEST)
            )
        )
    if sum(map(len, found.statements["statement"])) > LETTERS:
        raise worker.RefusedError(
            _("The statements have more than {n} letters in all. Split the file.").format(n=number(LETTERS))
        )
    plain = {field.name: getattr(found, field.name) for field in fields(found) if field.name != "statements"}
    told = [replace(fault, found=fault.found[:300]) for fault in found.faults[:FAULTS]]
    if len(found.faults) > FAULTS:
        remedy = _("{n} more were found; mend these first.").format(n=number(len(found.faults) - FAULTS))
        told.append(Fault(found.faults[FAULTS].row, _("whole row"), "…", remedy))
    rows = found.statements.astype(object).where(found.statements.notna(), None).to_dict("records")
    plain |= {"faults": [vars(fault) for fault in told], "statements": rows, "choices": asdict(found.choices)}
    return {name: _seen(value) for name, value in plain.items()}


def _seen(value: Any) -> Any:
    """Plain values with the letters of all texts in the order in which they are read."""
    if isinstance(value, str):
        return in_order(value)
    if isinstance(value, dict):
        return {name: _seen(part) for name, part in value.items()}
    return [_seen(part) for part in value] if isinstance(value, list | tuple) else value


def _understood(plain: dict[str, Any]) -> Understood:
    given = pd.DataFrame(plain["statements"], columns=["row", *statements.FIELDS])
    rows = statements.from_frame(given[[*statements.FIELDS]]).statements.assign(row=given["row"].astype("int64"))
    values = {name: _tuples(value) for name, value in plain.items()}
    faults = tuple(Fault(**fault) for fault in plain["faults"])
    return Understood(**{**values, "faults": faults, "statements": rows, "choices": _choices(plain["choices"])})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(part) for part in value) if isinstance(value, list) else value
