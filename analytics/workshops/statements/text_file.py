"""Text to rows: by a separator that names columns or splits the lines evenly, else a statement a line."""

from __future__ import annotations

import csv
import re
from collections import Counter
from contextlib import suppress
from itertools import islice

from analytics.core import csvfile
from analytics.core.language import _
from analytics.workshops.column_names import fields
from analytics.workshops.statements.models import Fault, Sheet, UnreadableError

_SEP_LINE = re.compile(r'\A"?sep=(.)"?;*,*[ ]*(?:\r\n|\r|\n)', re.IGNORECASE)
_LOOKED_AT = 30  # records from which the separator is found


def parsed(text: str, separator: str) -> Sheet:
    """The rows of a text as CSV. Where a quotation mark is not closed, marks are read as signs and a fault says so."""
    sound, broken = csvfile.sound_records(text, separator)
    if not broken:
        return Sheet(list(enumerate(sound, start=1)))
    try:
        found = list(enumerate(csvfile.records(text, separator, quoting=csv.QUOTE_NONE), start=1))
    except csv.Error as error:
        raise UnreadableError(_("A cell is far too long to be read. Put one statement in a row.")) from error
    remedy = _(
        "A quotation mark is not closed or stands inside a cell: double the marks in the text, or take them out."
    )
    return Sheet(found, [Fault(len(sound) + 1, _("whole row"), '"', remedy)])


def table(text: str, *, pasted: bool, lines: bool | None) -> tuple[Sheet, str]:
    """The rows and their separator, "" where each line is a statement."""
    named = _SEP_LINE.match(text)
    if named and named[1] in csvfile.SEPARATORS:
        sheet = parsed(text[named.end() :], named[1])
        faults = [Fault(f.row + 1, f.column, f.found, f.remedy) for f in sheet.faults]
        return Sheet([(row + 1, cells) for row, cells in sheet.rows], faults), named[1]
    separator = None if lines else _separator(text, pasted=pasted)
    return (parsed(text, separator), separator) if separator else (_lines(text, pasted=pasted), "")


def _separator(text: str, *, pasted: bool) -> str | None:
    """The separator of a row that names columns, the statement among them; else the one that splits rows evenly.

    Of pasted text at least half of the first row must be names: it may be a statement that begins with "Needs,".
    """
    best, most = None, 0
    even: list[tuple[int, str]] = []
    for separator in csvfile.SEPARATORS:
        rows: list[list[str]] = []
        with suppress(csv.Error):  # what stands before it tells enough; `parsed` refuses the rest
            for cells in islice(csvfile.records(text, separator), _LOOKED_AT):
                if any(map(str.strip, cells)):
                    rows.append(cells)
        for cells in rows[: 1 if pasted else 15]:
            names = fields(cells)
            n = len(set(names) - {""})
            whole = all(len(cell) <= 60 for cell in cells)
            alone = len(cells) == 1 or n > 1 or cells is rows[0]
            if "statement" in names and n > most and whole and alone and not (pasted and 2 * n < len(names)):
                best, most = separator, n
        if (separator == "\t" or not pasted) and (width := _even(rows)):
            even.append((width, separator))
    if even and (best is None or most < 2):
        widest = max(even)[1]
        return widest if best is None or best != widest else best
    return best


def _even(rows: list[list[str]]) -> int:
    """The number of columns into which a separator splits the rows; 0 where it does not, or where it reads as prose."""
    if len(rows) < 2:
        return 0
    width, times = Counter(map(len, rows)).most_common(1)[0]
    wide = [cells for cells in rows if len(cells) > 1]
    prose = sum(any(cell.startswith(" ") for cell in cells[1:]) for cells in wide)
    return width if width > 1 and times >= max(2, 0.6 * len(rows)) and 2 * prose < len(wide) else 0


def _lines(text: str, *, pasted: bool) -> Sheet:
    found = re.split(r"\r\n|\r|\n", text.removesuffix("\n"))
    if not pasted:  # a column of a file without a header: the marks round a text are the file's
        found = [re.sub(r'^"((?:[^"]|"")*)"$', lambda m: m[1].replace('""', '"'), line) for line in found]
    return Sheet([(row, [line]) for row, line in enumerate(found, start=1)])
