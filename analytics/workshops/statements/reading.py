"""A file or pasted lines to statements: sheet, header, columns, rows, and what is to be told of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analytics.core.language import _, ngettext, quoted
from analytics.workshops.column_names import fields
from analytics.workshops.statements import answers, decoding, guess, open_document, text_file, workbook
from analytics.workshops.statements.models import (
    BYTES,
    FIELDS,
    KINDS,
    NO_COLUMN,
    STATEMENTS,
    Choices,
    Kind,
    Sheet,
    Understood,
    UnreadableError,
    too_many,
)

_SPREADSHEET = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SHOWN = 12  # first rows of a file that a person sees


def read(content: bytes, choices: Choices | None = None) -> Understood:
    """The statements of a CSV, XLSX or ODS file, or a text of one statement a line. Raises UnreadableError."""
    chosen = choices or Choices()
    if len(content) > BYTES:
        raise UnreadableError(_("The file is larger than 5 MB. Split it, or keep only the columns that are needed."))
    if content.startswith(_OLD_EXCEL):
        raise UnreadableError(_("This is a workbook of the old Excel format. Save it as XLSX or CSV and try again."))
    if content.startswith(_SPREADSHEET):
        if open_document.MARK in content[:200]:
            return _book(open_document.sheets(content), "ods", chosen)
        return _book(workbook.sheets(content), "xlsx", chosen)
    text, encoding = decoding.decoded(content, chosen.encoding)
    return _text(text, encoding, chosen, pasted=False)


def read_lines(text: str, choices: Choices | None = None) -> Understood:
    """Pasted text: one statement a line, or a table with a header that names its columns. Raises UnreadableError."""
    if len(text.encode("utf-8", "replace")) > BYTES:
        raise UnreadableError(_("The text is larger than 5 MB. Paste it in parts."))
    return _text(text, "", choices or Choices(), pasted=True)


def from_frame(frame: pd.DataFrame) -> Understood:
    """Statements that are a table already: any of FIELDS and question, numbered from 1; statement is needed."""
    whole = frame.reindex(columns=[*FIELDS, *(name for name in frame if name not in FIELDS)])
    whole.insert(0, "row", range(1, len(frame) + 1))
    return Understood("frame", "", "", "", (), len(frame), 0, 0, whole.astype(KINDS), ())


def explained(read: Understood) -> list[str]:
    """What was understood, a line each, for the command line."""
    chosen = read.choices
    lines = [f"kind: {read.kind}"]
    lines += [f"{name}: {value}" for name, value in (("encoding", read.encoding), ("sheet", read.sheet)) if value]
    if read.separator:
        lines.append(f"separator: {read.separator!r}")
    lines.append(f"header: {'row ' + str(chosen.header) if chosen.header else 'none'}")
    lines += [f"column {at}: {name!r} -> {meant or 'not read'}" for at, (name, meant) in enumerate(read.columns, 1)]
    counts = f"rows: {read.rows}, empty: {read.empty}, left out: {read.left_out}, statements: {len(read.statements)}"
    return [*lines, counts, *(f"note: {note}" for note in read.notes)]


def _text(text: str, encoding: str, chosen: Choices, *, pasted: bool) -> Understood:
    text, places = decoding.mended(text)
    told = []
    if places:
        told.append(
            ngettext(
                "Broken letters were put right in {n} place.", "Broken letters were put right in {n} places.", places
            )
        )
    if lost := text.count("\ufffd"):
        told.append(
            ngettext(
                "{n} letter was lost before the file came here and stays “\ufffd”.",
                "{n} letters were lost before the file came here and stay “\ufffd”.",
                lost,
            )
        )
    if encoding in ("mac_roman", "cp850", "latin-1"):
        told.append(_("The letters were read as {name}: look whether å, ä and ö are right.").format(name=encoding))
    sheet, separator = text_file.table(text, pasted=pasted, lines=chosen.lines)
    return _understood(sheet, "csv" if separator else "lines", chosen, told, encoding=encoding, separator=separator)


def _book(sheets: dict[str, Sheet], kind: Kind, chosen: Choices) -> Understood:
    """The sheet that was chosen, else the first seen one that names a column of statements or holds anything."""
    filled = {name: sheet for name, sheet in sheets.items() if sheet.rows}
    if not filled:
        raise UnreadableError(_("The workbook is empty: no sheet holds any text."))
    if chosen.sheet is not None and chosen.sheet not in filled:
        raise UnreadableError(
            _("The workbook has no filled sheet {name}. It has {others}.").format(
                name=quoted(chosen.sheet), others=", ".join(map(quoted, filled))
            )
        )
    seen = {name: sheet for name, sheet in filled.items() if not sheet.hidden} or filled
    named = [
        name for name, sheet in seen.items() if any("statement" in fields(cells) for _row, cells in sheet.rows[:15])
    ]
    name = chosen.sheet or (named or list(seen))[0]
    told = []
    if hidden := [other for other, sheet in filled.items() if sheet.hidden and other != name]:
        told.append(_("Hidden sheets were not read: {names}.").format(names=", ".join(map(quoted, hidden))))
    if filled[name].hidden:
        told.append(_("The sheet that was read is hidden in the workbook."))
    others = tuple(other for other in filled if other != name)
    return _understood(filled[name], kind, replace(chosen, sheet=name), told, sheet_name=name, other_sheets=others)


def _seen(sheet: Sheet, chosen: Choices, told: list[str]) -> list[tuple[int, list[str]]]:
    """The rows without hidden ones and hidden columns, unless they were asked for; says so."""
    rows = list(sheet.rows)
    hidden = [row for row, _cells in rows if row in sheet.hidden_rows]
    if hidden:
        if chosen.hidden:
            text = ngettext("{n} hidden row was read too.", "{n} hidden rows were read too.", len(hidden))
        else:
            text = ngettext("{n} hidden row was not read.", "{n} hidden rows were not read.", len(hidden))
            rows = [(row, cells) for row, cells in rows if row not in sheet.hidden_rows]
        told.append(text)
    filled = {at for _row, cells in rows for at, cell in enumerate(cells) if cell.strip()} & sheet.hidden_columns
    if filled and not chosen.hidden:
        told.append(ngettext("{n} hidden column was not read.", "{n} hidden columns were not read.", len(filled)))
        rows = [(row, ["" if at in filled else cell for at, cell in enumerate(cells)]) for row, cells in rows]
    if sheet.no_value:
        told.append(
            _(
                "Formulas without a stored value stand in row {rows}: they are empty here. Open the file in a "
                "spreadsheet, save it, and try again."
            ).format(rows=answers.listed(sheet.no_value))
        )
    return rows


def _decided(rows: list[tuple[int, list[str]]], kind: Kind, chosen: Choices) -> tuple[Choices, list[guess.Column]]:
    """The choices with what was left open guessed, and the columns."""
    table = kind != "lines" and max((len(cells) for _row, cells in rows), default=0) > 1
    header = chosen.header
    if header is None:
        header = 0 if kind == "lines" else guess.header_row(rows, table=table)
    found = guess.columns(rows, header)
    if kind == "lines":
        found = found[:1]
    decided = guess.roles(found, replace(chosen, header=header))
    if decided.text is None:
        decided = replace(decided, text=(0,))
    outside = [at for at in (decided.text or ()) if not 0 <= at < max(len(found), 1)]
    if outside:
        raise UnreadableError(_("There is no column {n}.").format(n=outside[0] + 1))
    if decided.split is None:
        below = [cells for row, cells in rows if row > header]
        texts = [cells[at] for cells in below for at in decided.text or () if at < len(cells)]
        decided = replace(decided, split=kind != "lines" and any(len(answers.splittable(text)) > 1 for text in texts))
    return decided, found


def _understood(
    sheet: Sheet,
    kind: Kind,
    chosen: Choices,
    told: list[str],
    *,
    encoding: str = "",
    separator: str = "",
    sheet_name: str = "",
    other_sheets: tuple[str, ...] = (),
) -> Understood:
    rows = _seen(sheet, chosen, told)
    decided, found = _decided(rows, kind, chosen)
    header = decided.header or 0
    names = [column.name for column in found] if header else []
    below = [(row, cells) for row, cells in rows if row > header]
    given = answers.answers(below, names, decided, separator)
    if len(given.found) > STATEMENTS:
        raise too_many()
    told += _of_columns(rows, header, found, decided) + answers.notes(given)
    extra = len(given.found) - given.used
    if extra:
        told.append(_("Some rows gave several statements, so the statements are numbered from 1."))
        for at, one in enumerate(given.found, start=1):
            one["row"] = at
    blank = _blank(sheet.rows, header) if kind in ("xlsx", "ods") else 0
    return Understood(
        kind,
        encoding,
        separator,
        sheet_name,
        tuple((column.name, _meant(at, decided)) for at, column in enumerate(found)) if kind != "lines" else (),
        given.rows + blank,
        given.empty + blank,
        given.rows - given.empty - given.used,
        pd.DataFrame(given.found, columns=["row", *FIELDS]).astype(KINDS),
        tuple(sorted([*sheet.faults, *given.faults], key=lambda fault: fault.row)),
        other_sheets,
        extra,
        tuple(told),
        decided,
        tuple((row, tuple(cells)) for row, cells in rows[:_SHOWN]),
        len(found) > 1 or (bool(told) and (kind != "lines" or bool(encoding))),
        _of_people(found, decided),
    )


def _of_columns(
    rows: Sequence[tuple[int, list[str]]], header: int, found: Sequence[guess.Column], decided: Choices
) -> list[str]:
    """What is to be told of the rows above the header and of the columns that were not taken."""
    told = []
    above = [row for row, cells in rows if row < header and any(cell.strip() for cell in cells)]
    if above:
        told.append(
            ngettext(
                "{n} row above the names of the columns was not counted.",
                "{n} rows above the names of the columns were not counted.",
                len(above),
            )
        )
    if people := _of_people(found, decided):
        listed = ", ".join(quoted(found[at].name or str(at + 1)) for at in people)
        told.append(_("Columns with names or addresses of people were left out: {names}.").format(names=listed))
    return told


def _of_people(found: Sequence[guess.Column], decided: Choices) -> tuple[int, ...]:
    return tuple(at for at in guess.people(found) if not _meant(at, decided))


def _meant(at: int, decided: Choices) -> str:
    """The field that a column is read as, "" for none."""
    if at in (decided.text or ()):
        return "statement"
    return next((name for name in FIELDS[1:] if getattr(decided, name) == at != NO_COLUMN), "")


def _blank(rows: Sequence[tuple[int, list[str]]], header: int) -> int:
    """Rows below the header of a sheet that hold nothing."""
    below = [row for row, _cells in rows if row > header]
    first = header or (below[0] - 1 if below else 0)
    return below[-1] - first - len(below) if below else 0
