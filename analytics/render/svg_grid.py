"""Heat maps, matrices and maps of regions as SVG."""

from __future__ import annotations

from analytics.core import style, word_grid
from analytics.core.plot import Cell, Grid, Mark, RegionMap, Stroke
from analytics.render import svg_legend
from analytics.render.svg_canvas import LINE, Box, Canvas, high, wide
from analytics.render.svg_frame import NAMES, OFF, fitting, word_size

_SIZES = {"heatmap": (0.97, 0.94), "matrix": (0.9, 0.86)}  # of cells, across and down
_LETTERS, _LEAST = 14.0, 8.0
_SENTENCES, _CELL_SIDES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0), 14.0  # sizes of type, room beside words
_SIDE = 6.0
_MAP_LINE = 0.7


def draw(canvas: Canvas, grid: Grid) -> None:
    """Names of columns on top, of rows at the left, cells with words, the key below."""
    if grid.empty:
        return
    if grid.sentences:
        _draw_sentences(canvas, grid)
        return
    key = [svg_legend.filled(name, Mark(colour)) for name, colour in grid.key]
    below = svg_legend.height_of(key, canvas.width)
    names = [fitting(name, NAMES * canvas.width, grid.letters) for name, _cells in grid.rows]
    left = _SIDE + OFF + max(wide(name, grid.letters) for name in names)
    step = (canvas.width - left - _SIDE) / len(grid.columns)
    head_size = word_size(grid.columns, step - 4, max(_LETTERS, grid.letters), bold=True)  # one of them is
    heads = [fitting(name, step - 4, head_size, True) for name in grid.columns]
    top = _SIDE + OFF + max(high(head, head_size) for head in heads)
    row = (canvas.height - top - below - _SIDE) / len(grid.rows)
    size = min(grid.letters, max(_LEAST, row / (LINE * max(name.count("\n") + 1 for name in names))))
    for at, head in enumerate(heads):
        canvas.text(left + (at + 0.5) * step, top - OFF, head, across="middle", up="bottom",
                    size=head_size, bold=at == grid.column)  # fmt: skip
    across, down = _SIZES[grid.kind]
    for line, ((_name, cells), name) in enumerate(zip(grid.rows, names, strict=True)):
        middle = top + (line + 0.5) * row
        canvas.text(left - OFF, middle, name, across="right", size=size)
        for at, cell in enumerate(cells):
            x = left + (at + 0.5) * step
            half, tall = across * step / 2, down * row / 2
            _draw_cell(canvas, Box(x - half, middle - tall, x + half, middle + tall), cell, max(_LETTERS, grid.letters))
    if grid.column is not None:
        _draw_frame(canvas, grid, Box(left + grid.column * step, top, left + (grid.column + 1) * step,
                                      top + row * len(grid.rows)))  # fmt: skip
    svg_legend.draw(canvas, key, left, canvas.height - below + 4)


def _draw_sentences(canvas: Canvas, grid: Grid) -> None:
    """Words on lines from the left, a rule between the rows."""
    across, down = canvas.width - 2 * _SIDE, canvas.height - 2 * _SIDE
    laid = word_grid.laid_out(grid, across / 72, down / 72, _SENTENCES, _CELL_SIDES / 72)
    lefts = [_SIDE + 72 * (laid.first + at * laid.each if at >= 0 else 0) for at in range(-1, len(grid.columns))]
    top, gap = _SIDE, laid.size * LINE / 4
    for at, (row, tall) in enumerate(zip(laid.rows, laid.heights, strict=True)):
        cells = ("", *(cell.ink for cell in grid.rows[at - 1][1])) if at else ("",) * len(row)
        if at:
            canvas.line([(_SIDE, top), (canvas.width - _SIDE, top)], Stroke(style.palette().grid, 1))
        for place, (left, text, ink) in enumerate(zip(lefts, row, cells, strict=True)):
            colour = ink or (style.palette().text if at == 0 or place else style.palette().muted)
            canvas.text(left, top + gap, text, up="top", size=laid.size, colour=colour, bold=at == 0)
        top += 72 * tall


def _draw_cell(canvas: Canvas, box: Box, cell: Cell, letters: float) -> None:
    colours = style.palette()
    mark = Mark(cell.fill or colours.background, cell.edge, 1 if cell.edge else 0, hatch=cell.hatch,
                hatch_colour=colours.unknown)  # fmt: skip
    canvas.rect(box, mark)
    if cell.text:
        ink = cell.ink or style.ink_on(cell.fill or colours.background)
        canvas.text((box.left + box.right) / 2, (box.top + box.bottom) / 2, cell.text, across="middle",
                    size=_cell_size(cell.text, box.width - 2, box.height, letters), colour=ink,
                    bold=cell.bold)  # fmt: skip


def _cell_size(text: str, width: float, height: float, letters: float) -> float:
    """The usual size, or a smaller one with which the words fit."""
    share = min(1.0, width / (wide(text, letters, True) or 1.0), height / high(text, letters))
    return max(_LEAST, letters * share)


def _draw_frame(canvas: Canvas, grid: Grid, box: Box) -> None:
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    canvas.line(corners, Stroke(grid.frame, 3 if grid.kind == "matrix" else 2), closed=True)


def draw_map(canvas: Canvas, drawing: RegionMap) -> None:
    """Regions as filled outlines, north up, as large as the picture allows, the classes below."""
    shown = sorted({region.group for region in drawing.regions})
    key = [svg_legend.filled(*drawing.key[group]) for group in shown]
    below = svg_legend.height_of(key, canvas.width)
    points = [point for region in drawing.regions for ring in region.rings for point in ring]
    if points:
        west, east = min(x for x, _y in points), max(x for x, _y in points)
        south, north = min(y for _x, y in points), max(y for _x, y in points)
        room = Box(_SIDE, _SIDE, canvas.width - _SIDE, canvas.height - below - _SIDE)
        scale = min(room.width / ((east - west) or 1.0), room.height / ((north - south) or 1.0))
        left = room.left + (room.width - (east - west) * scale) / 2
        top = room.top + (room.height - (north - south) * scale) / 2
        for region in sorted(drawing.regions, key=lambda one: one.group):
            look = drawing.key[region.group][1]
            outline = Mark(look.fill, style.palette().muted, _MAP_LINE, hatch=look.hatch,
                           hatch_colour=look.hatch_colour)  # fmt: skip
            rings = [[(left + (x - west) * scale, top + (north - y) * scale) for x, y in ring] for ring in region.rings]
            canvas.area(rings, outline)
    svg_legend.draw(canvas, key, _SIDE, canvas.height - below + 2)
