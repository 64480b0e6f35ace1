"""Rows to statements: what each cell says, what is wrong with it, and what is no statement at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from analytics.core import text_index as words
from analytics.core.language import _, ngettext, number
from analytics.workshops.column_names import LANGUAGES, is_no_answer, is_total
from analytics.workshops.statements.models import CHARACTERS, NO_COLUMN, SHORT, VOTES, Choices, Fault

_BULLET = re.compile(r"^\s*(?:[-–•*·]|\d{1,2}[.)])\s+")


@dataclass
class Read:
    """What the rows under a header gave."""

    found: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    told: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # kind -> rows
    empty: int = 0
    rows: int = 0
    used: int = 0  # rows that gave a statement


def answers(rows: Sequence[tuple[int, list[str]]], names: Sequence[str], decided: Choices, separator: str) -> Read:
    """The statements of the rows under the header; what is wrong joins the faults, what is left out is told."""
    read = Read(rows=len(rows))
    several = len({names[at] for at in decided.text or () if at < len(names)}) > 1
    for row, given in rows:
        if not any(cell.strip() for cell in given):
            read.empty += 1
            continue
        cells = _together(row, given, names, decided, read) if separator == "," and names else given
        _beyond(row, cells, names, read)
        kept = _texts(row, cells, decided, read)
        if not kept:
            continue
        read.used += 1
        own = {name: _cell(cells, getattr(decided, name)) for name in ("group", "session", "language", "votes")}
        group = _short(row, _("group"), own["group"], read.faults)
        session = _short(row, _("session"), own["session"], read.faults)
        language = _language(row, own["language"], read.faults)
        votes = _votes(row, own["votes"], read.faults)
        if len(kept) > 1 and votes is not None:
            read.told["votes"].append(row)
            votes = None
        for at, text in kept:
            asked = session or (names[at][:SHORT] if several and at < len(names) and names[at] else None)
            read.found.append(
                {
                    "row": row,
                    "statement": text,
                    "group": group,
                    "session": asked,
                    "language": language,
                    "votes": votes,
                }
            )
    return read


def splittable(text: str) -> list[str]:
    """The answers of a cell that plainly holds several: "a;b;c;" as Forms writes them, or a line with a bullet each."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(map(_BULLET.match, lines)):
        return [_BULLET.sub("", line).strip() for line in lines]
    if text.rstrip().endswith(";") and text.count(";") > 1:
        return [part.strip() for part in text.split(";") if part.strip()]
    return [text]


def notes(read: Read) -> list[str]:
    """What was left out or put together, in sentences."""
    said = {
        "total": lambda n: ngettext("{n} row of totals was left out.", "{n} rows of totals were left out.", n),
        "no_answer": lambda n: ngettext(
            "{n} row holds no answer, such as “-” or “n/a”, and was left out.",
            "{n} rows hold no answer, such as “-” or “n/a”, and were left out.",
            n,
        ),
        "together": lambda n: ngettext(
            "{n} text was put together again at its commas.",
            "{n} texts were put together again at their commas.",
            n,
        ),
        "votes": lambda n: ngettext(
            "{n} row gave several statements, so its votes were left open.",
            "{n} rows gave several statements, so their votes were left open.",
            n,
        ),
    }
    return [
        f"{said[kind](len(rows))} {_('Rows: {rows}.').format(rows=listed(rows))}" for kind, rows in read.told.items()
    ]


def listed(rows: Sequence[int]) -> str:
    """Row numbers, the first few of them."""
    return ", ".join(map(str, rows[:8])) + (" …" if len(rows) > 8 else "")


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at].strip() if at is not None and NO_COLUMN < at < len(cells) else ""


def _texts(row: int, cells: Sequence[str], decided: Choices, read: Read) -> list[tuple[int, str]]:
    """The sound statements of a row and the column of each."""
    columns = decided.text or ()
    given = [(at, _cell(cells, at)) for at in columns if _cell(cells, at)]
    first = next((cell for cell in cells if cell.strip()), "")
    if any(is_total(text) for _at, text in given) or (not given and is_total(first)):
        read.told["total"].append(row)
        return []
    if not given:
        remedy = _("The row has no statement and was left out: write one, or take the row out.")
        read.faults.append(Fault(row, _("statement"), " ".join(cells).strip(), remedy))
        return []
    parts = [(at, part) for at, text in given for part in (splittable(text) if decided.split else [text])]
    said = [(at, part) for at, part in parts if not is_no_answer(part)]
    if not said:
        read.told["no_answer"].append(row)
    kept = []
    for at, text in said:
        if len(text) <= CHARACTERS:
            kept.append((at, text))
            continue
        remedy = _("The statement has {n} characters, {most} at most, and was left out: shorten or split it.").format(
            n=number(len(text)), most=number(CHARACTERS)
        )
        read.faults.append(Fault(row, _("statement"), text, remedy))
    return kept


def _together(row: int, cells: list[str], names: Sequence[str], decided: Choices, read: Read) -> list[str]:
    """A row typed without quotation marks into a file of commas, with its text in one piece again.

    Only where nothing else fits: too many cells and sound votes and language after them, or a sentence that was typed
    into the first cell alone.
    """
    texts = decided.text or ()
    surplus = len(cells) - len(names)
    if len(texts) != 1 or len(names) < 2:
        return cells
    at = texts[0]
    if surplus > 0:
        joined = [*cells[:at], ",".join(cells[at : at + surplus + 1]), *cells[at + surplus + 1 :]]
        trial: list[Fault] = []
        votes, language = _cell(joined, decided.votes), _cell(joined, decided.language)
        _votes(row, votes, trial), _language(row, language, trial)
        if not trial and (votes or language) and any(c.startswith(" ") for c in cells[at + 1 : at + surplus + 1]):
            read.told["together"].append(row)
            return joined
    elif surplus < 0 and at == 0 and len(cells) > 1 and all(cell.startswith(" ") for cell in cells[1:]):
        read.told["together"].append(row)
        return [",".join(cells)]
    return cells


def _beyond(row: int, cells: Sequence[str], names: Sequence[str], read: Read) -> None:
    if names and any(cell.strip() for cell in cells[len(names) :]):
        beyond = " ".join(cells[len(names) :]).strip()
        remedy = _("There are more cells than columns: put quotation marks round texts that hold the separator.")
        read.faults.append(Fault(row, _("beyond the last column"), beyond, remedy))


def _short(row: int, column: str, text: str, faults: list[Fault]) -> str | None:
    if len(text) > SHORT:
        remedy = _("The text is longer than {most} characters and was cut: shorten it.").format(most=SHORT)
        faults.append(Fault(row, column, text, remedy))
    return text[:SHORT] or None


def _language(row: int, text: str, faults: list[Fault]) -> str | None:
    if not text:
        return None
    folded = words.fold(text)
    code = next((code for code, names in LANGUAGES.items() if folded in names or folded[:3] == f"{code}-"), None)
    if code is None:
        remedy = _(
            "The language is none of the five that are known and will be recognised: write fi, sv, en, no or da."
        )
        faults.append(Fault(row, _("language"), text, remedy))
    return code


def _votes(row: int, text: str, faults: list[Fault]) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdecimal() and int(text[:8]) <= VOTES and len(text) <= 8:
        return int(text)
    remedy = _("Votes are a whole number from 0 on; they were left open and the statement was kept.")
    faults.append(Fault(row, _("votes"), text, remedy))
    return None
