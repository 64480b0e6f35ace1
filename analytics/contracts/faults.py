"""What is wrong with a table, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a table.

    `row` is the row a spreadsheet shows (the header is row 1); None where the fault is of the whole file.
    """

    table: str
    file: str
    row: int | None
    column: str
    value: str
    expected: str

    @property
    def where(self) -> str:
        """The place in the file, in words: "row 3, column lat"."""
        row = [f"row {self.row}"] if self.row is not None else []
        column = [f"column {self.column}"] if self.column else []
        return ", ".join(row + column) or "the whole file"

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= 80 else self.value[:79] + "…"
        found = f"found {shown!r}, " if shown else ""
        return f"{self.file or self.table}, {self.where}: {found}expected {self.expected}"
