"""Which row names the columns and what each column holds, guessed from the names and from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from analytics.workshops.column_names import FIELDS, LEFT_OUT, fields, meanings
from analytics.workshops.statements.models import NO_COLUMN, Choices

_SEARCHED = 15  # rows among which the header is looked for
_SAMPLE = 200  # rows by which a column is judged
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER = re.compile(r"[-+]?[\d\s.,:%]+")
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(\D.*)?")

Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True)
class Column:
    """What a column looks like."""

    name: str
    filled: int
    length: float  # mean of its texts
    different: float  # share of its texts
    numbers: float  # share of numbers and dates
    emails: float


def header_row(rows: Rows, *, table: bool) -> int:
    """The row that names the columns, as a spreadsheet counts it; 0 = none does."""
    filled = [(row, cells) for row, cells in rows if any(cell.strip() for cell in cells)][: _SEARCHED + 1]
    width = median([_filled(cells) for _row, cells in filled]) if filled else 0
    best, most = 0, 0
    for at, (row, cells) in enumerate(filled[:_SEARCHED]):
        meant = fields(cells)
        n = len(set(meant) - {""})
        alone = at == 0 or _filled(cells) == 1 or _filled(cells) >= width
        if "statement" in meant and n > most and (n > 1 or alone):
            best, most = row, n
    if best or not table:
        return best
    for at, (row, cells) in enumerate(filled[:-1]):
        wide = _filled(cells) > 1 and _filled(cells) >= 0.6 * width
        if wide:
            data = any(_EMAIL.fullmatch(c.strip()) or _number(c) for c in cells if c.strip())
            numbered = any(_number(c) for c in filled[at + 1][1] if c.strip())
            return 0 if data and (numbered or not any(meanings(cells))) and not _counted(cells) else row
    return 0


def columns(rows: Rows, header: int) -> list[Column]:
    """The columns as they look below the header."""
    below = [cells for row, cells in rows if row > header][:_SAMPLE]
    names = next((list(cells) for row, cells in rows if row == header), [])
    width = len(names) if header else max(map(len, below), default=0)
    found = []
    for at in range(width):
        texts = [cells[at].strip() for cells in below if at < len(cells) and cells[at].strip()]
        n = len(texts) or 1
        found.append(
            Column(
                names[at].strip() if at < len(names) else "",
                len(texts),
                fmean(map(len, texts)) if texts else 0.0,
                len(set(texts)) / n,
                sum(_number(text) for text in texts) / n,
                sum(bool(_EMAIL.fullmatch(text)) for text in texts) / n,
            )
        )
    return found


def people(found: Sequence[Column]) -> list[int]:
    """Columns of names and addresses of people."""
    meant = meanings([column.name for column in found])
    return [
        at
        for at, column in enumerate(found)
        if column.emails >= 0.5 or (set(LEFT_OUT) & meant[at] and not set(FIELDS) & meant[at])
    ]


def roles(found: Sequence[Column], chosen: Choices) -> Choices:
    """The choices with a column for each field that the person left open."""
    if not found:
        return chosen
    meant = meanings([column.name for column in found])
    text = chosen.text if chosen.text is not None else _texts(found, meant)
    taken = {*text, *people(found)}
    given: dict[str, int] = {}
    for field in FIELDS[1:]:
        decided: int | None = getattr(chosen, field)
        if decided is None:
            fits = [at for at in range(len(found)) if field in meant[at] and at not in taken]
            if not fits and field == "votes":
                fits = [at for at, c in enumerate(found) if at not in taken and c.numbers == 1 and _of_votes(c.name)]
            decided = fits[0] if fits else NO_COLUMN
        taken.add(decided)
        given[field] = decided
    return Choices(
        chosen.sheet,
        chosen.header,
        tuple(text),
        given["group"],
        given["session"],
        given["language"],
        given["votes"],
        chosen.split,
        chosen.hidden,
        chosen.encoding,
        chosen.lines,
    )


def _texts(found: Sequence[Column], meant: Sequence[set[str]]) -> tuple[int, ...]:
    """The columns of statements: by name where the name is known, else the one of the longest and most varied texts."""
    barred = {*people(found), *(at for at, names in enumerate(meant) if "other" in names)}
    open_ = [at for at in range(len(found)) if at not in barred]
    named = [at for at in open_ if "statement" in meant[at]]
    worded = [at for at in named if found[at].numbers < 0.5 and found[at].filled]
    if worded:
        longest = max(worded, key=lambda at: found[at].length)
        kept = [at for at in worded if found[at].length >= 0.4 * found[longest].length]
        return tuple(kept)
    if named:
        return (named[0],)
    texts = [at for at in open_ if found[at].filled and found[at].numbers < 0.5] or open_ or list(range(len(found)))
    return (max(texts, key=lambda at: (_weight(found[at]), -at)),)


def _weight(column: Column) -> float:
    return min(column.length, 200) * (0.3 + column.different) * (1.5 if column.name.endswith("?") else 1)


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.strip()) or _DATE.fullmatch(text.strip()))


def _counted(cells: Sequence[str]) -> bool:
    """Whether the numbers in a row only number its columns ("1", "2", "3")."""
    return all(len(cell.strip()) <= 2 for cell in cells if _number(cell)) and not all(_number(c) for c in cells)


def _of_votes(name: str) -> bool:
    return any("votes" in meant for meant in meanings(re.split(r"\W+", name)))
