"""What reading a reader's own table takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analytics.contracts.faults import Fault

BYTES = 25_000_000
ROWS = 100_000
COLUMNS = 500
CELLS = 5_000_000
FAULTS = 20_000  # that are kept; their number is told in full
FIRST = 8  # rows of the file that a person sees before the columns are confirmed


@dataclass(frozen=True)
class Choices:
    """What a person decided: the table, the sheet, the row of names (0 = guess), column of the file -> of the table."""

    table: str
    sheet: str = ""
    header: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)  # of the table -> place in the file; -1 = not in the file
    constants: Mapping[str, str] = field(default_factory=dict)  # columns not in the file -> the value of every row
    is_settled: bool = False  # `columns` was looked at; otherwise it is guessed


@dataclass(frozen=True)
class Reading:
    """A file as it was read: its names and first rows, which column is which, rows in the table's form, all faults.

    `rows` has a record a row with every column of the table, "" = unknown; `numbers` are the rows of the file.
    `mended` says in sentences what was put in the table's form. `faulty_rows` are all rows of the file with a fault,
    `faults_in_all` how many faults they have; of the faults themselves the first are kept.
    """

    choices: Choices
    kind: str
    sheets: tuple[str, ...]
    names: tuple[str, ...]
    first: tuple[tuple[int, tuple[str, ...]], ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    columns: tuple[str, ...]
    faults: tuple[Fault, ...]
    faulty_rows: tuple[int, ...]
    faults_in_all: int
    mended: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether the table may be used."""
        return not self.faults and bool(self.rows)
