"""What reading statements takes and gives: limits, choices, faults, the result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from analytics.core.language import _, number

BYTES = 5_000_000
STATEMENTS = 5_000
CHARACTERS = 1_000  # of a statement
SHORT = 200  # characters of a group or session
UNPACKED = 25_000_000  # bytes of a workbook's parts
PARTS = 500  # of a workbook
WIDEST = 1_000  # columns of a table
CELLS = 1_500_000  # of a workbook's sheet
VOTES = 1_000_000
FIELDS = ("statement", "group", "session", "language", "votes")
KINDS = {"row": "int64", **dict.fromkeys(("statement", "group", "session", "language"), "str"), "votes": "Int64"}
NO_COLUMN = -1

Kind = Literal["csv", "xlsx", "ods", "lines", "frame"]


class UnreadableError(Exception):
    """A file of which nothing can be read; says why and what to do, in the language in use."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in one row: the row as a spreadsheet counts it, the column, what stands there, what to do."""

    row: int
    column: str
    found: str
    remedy: str

    def __str__(self) -> str:
        where = _("row {row}, column {column}").format(row=self.row, column=self.column)
        return f"{where}: {self.found[:80]!r}. {self.remedy}"


@dataclass(frozen=True)
class Choices:
    """What a person decided about a file; None = guess. Columns count from 0, NO_COLUMN = no column has it."""

    sheet: str | None = None
    header: int | None = None  # row as a spreadsheet counts it, 0 = the file has no header
    text: tuple[int, ...] | None = None
    group: int | None = None
    session: int | None = None
    language: int | None = None
    votes: int | None = None
    split: bool | None = None  # several answers in a cell become statements of their own
    hidden: bool = False  # read hidden rows and columns too
    encoding: str | None = None
    lines: bool | None = None  # each line is a statement, whatever separators it holds


@dataclass
class Sheet:
    """Rows of texts with the place of each in the file; the first may be a header."""

    rows: list[tuple[int, list[str]]]
    faults: list[Fault] = field(default_factory=list)
    blank: int = 0  # rows without text that are not among the rows
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    no_value: tuple[int, ...] = ()  # rows in which a formula has no stored value


@dataclass(frozen=True, eq=False)
class Understood:
    """How a file was read.

    `columns` are the file's own names with the field each is read as ("" = not read). `statements` has row, statement,
    group, session, language, votes (missing = not given) and, of a live workshop, question; one row a statement as in
    the file. `rows` counts all rows under the header, `empty` those without any text, `left_out` those that hold
    something but no sound statement: rows == statements - extra + empty + left_out, where `extra` counts statements
    after the first of their row. `notes` say in sentences what was decided or left out, `choices` is the decision in
    full, `first` the first rows as they stand in the file. `asks` = a person should look before anything is counted.
    `people` are the places of the columns that were left out because they hold names or addresses of people.
    """

    kind: Kind
    encoding: str
    separator: str
    sheet: str
    columns: tuple[tuple[str, str], ...]
    rows: int
    empty: int
    left_out: int
    statements: pd.DataFrame
    faults: tuple[Fault, ...]
    other_sheets: tuple[str, ...] = ()
    extra: int = 0
    notes: tuple[str, ...] = ()
    choices: Choices = Choices()
    first: tuple[tuple[int, tuple[str, ...]], ...] = ()
    asks: bool = False
    people: tuple[int, ...] = ()


def too_many() -> UnreadableError:
    """The refusal of a file with more statements than are read."""
    return UnreadableError(_("There are more than {most} statements. Split the file.").format(most=number(STATEMENTS)))
