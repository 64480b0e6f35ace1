"""Where the words of a grid of sentences stand: broken into lines, each row as high as its longest cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.core.plot import Grid
from analytics.core.text_metrics import sentences, widest, wrapped

LINE = 1.25  # height of a line in sizes of its type
_APART = 0.5  # between two rows, in lines
_NAMES = 0.2  # of the width at most, for the names of rows
_MOST = 12  # lines of a cell


@dataclass(frozen=True)
class WordGrid:
    """The words of head and rows, lines parted by "\\n"; sizes in points, widths and heights in inches."""

    size: float
    first: float
    each: float
    rows: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]


def laid_out(grid: Grid, across: float, down: float, sizes: Sequence[float], sides: float) -> WordGrid:
    """The largest type (of falling `sizes`) in which all words fit; at the smallest, cells keep whole sentences.

    `sides` is what a cell keeps free on its left and right together.
    """
    for size in sizes:
        laid = _at(grid, across, sides, size, _MOST)
        if sum(laid.heights) <= down:
            return laid
    for lines in range(_MOST - 1, 0, -1):
        laid = _at(grid, across, sides, sizes[-1], lines)
        if sum(laid.heights) <= down:
            break
    return laid


def _at(grid: Grid, across: float, sides: float, size: float, lines: int) -> WordGrid:
    names = [_plain(name) for name, _cells in grid.rows]
    first = min(_NAMES * across, widest(names, size) + sides)
    each = (across - first) / len(grid.columns)

    def broken(text: str, room: float, bold: bool = False) -> str:
        said = sentences(_plain(text), room - sides, size, lines)
        return "\n".join(wrapped(said, room - sides, size, bold))

    head = ("", *(broken(name, each, bold=True) for name in grid.columns))
    rows = [
        (broken(name, first), *(broken(cell.text, each) for cell in cells))
        for name, (_name, cells) in zip(names, grid.rows, strict=True)
    ]
    line = size * LINE / 72
    every = (head, *rows)
    return WordGrid(
        size, first, each, every, tuple((max(text.count("\n") for text in row) + 1 + _APART) * line for row in every)
    )


def _plain(text: str) -> str:
    return text.replace("\n", " ")
