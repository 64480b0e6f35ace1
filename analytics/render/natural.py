"""The room that the words of a description need, for whoever decides how large it is drawn."""

from __future__ import annotations

from itertools import pairwise

from analytics.core.plot import HORIZONTAL, Drawing, Grid, Plot, RegionMap

LEAST_HEIGHT = 400  # pixels that a plot was drawn for where it does not say; its labels need them
TALL = 520  # pixels: a plot that needs more is tall
_ROW, _LINE, _ROWS_ROOM, _LEGEND = 30, 18, 90, 60  # of a plot with a row for each name
_LEAST_WIDTH, _LETTER = 320, 7.5


def height(drawing: Drawing) -> float:
    """The height in pixels that the labels of a chart need."""
    if drawing.height:
        return float(drawing.height)
    lines = [label.count("\n") + 1 for label in _rows(drawing)]
    row = max((_LINE * (one + other) / 2 + 4 for one, other in pairwise(lines)), default=0)
    room = _ROWS_ROOM + (_LEGEND if _has_legend(drawing) else 0)
    return max(LEAST_HEIGHT, room + len(lines) * max(row, _ROW))


def width(drawing: Drawing) -> float:
    """The width in pixels that columns with names of their own need, and the names of the rows beside them."""
    columns = list(map(_longest, _columns(drawing)))
    column = max(((one + other) / 2 for one, other in pairwise(columns)), default=0)
    row = max(map(_longest, _rows(drawing)), default=0)
    return max(_LEAST_WIDTH, _LETTER * (len(columns) * column + row))


def _longest(label: str) -> int:
    return max(map(len, label.split("\n")))


def _has_legend(drawing: Drawing) -> bool:
    return bool(
        isinstance(drawing, RegionMap)
        or (isinstance(drawing, Plot) and drawing.legend)
        or (isinstance(drawing, Grid) and drawing.key)
    )


def _rows(drawing: Drawing) -> list[str]:
    """The names that stand one below another on the upright axis, none where it shows numbers."""
    if isinstance(drawing, Grid):
        return [name for name, _cells in drawing.rows]
    if not isinstance(drawing, Plot) or drawing.kind == "radar":
        return []
    if drawing.kind in HORIZONTAL:
        return [str(name) for name in drawing.categories]
    return [text for _place, text in drawing.y.ticks]


def _columns(drawing: Drawing) -> list[str]:
    """The names that stand beside each other on the level axis, none where it shows numbers."""
    if isinstance(drawing, Grid):
        return list(drawing.columns)
    if not isinstance(drawing, Plot) or drawing.kind in (*HORIZONTAL, "radar"):
        return []
    if drawing.kind in ("column", "stacked_column") and not drawing.x.years:
        return [str(name) for name in drawing.categories]
    return [text for _place, text in drawing.x.ticks]
