"""Heat maps and matrices as native tables in their colours, with the key of the colours below."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from analytics.core import style
from analytics.core.plot import Cell, Grid
from analytics.core.text_metrics import LINE, cut, widest, width, wrapped
from analytics.core.word_grid import laid_out
from analytics.publish.slides.chart_xml import rgb
from analytics.publish.slides.sheet import SIDES, write_cell

_SIZES = (28.0, 24.0, 20.0, 18.0, 16.0, 15.0, 14.0)
_USUAL = 14  # a grid of larger letters than these has few figures, which fill the slide
_HIGHEST, _WIDEST = 0.6, 2.2  # inches of a cell
_KEY = 0.34
_SENTENCES = (14.0, 13.0, 12.0, 11.0, 10.0)
_NARROWER = 0.93  # letters of most faces beside those that are measured


def add_grid(page: Any, grid: Grid, box: tuple[float, float, float, float]) -> Any:
    """A heat map or matrix: its rows and columns, the words in its colours, the key of the colours below."""
    if grid.sentences:
        return _add_sentences(page, grid, box)
    left, top, across, down = box
    key = _KEY if grid.key else 0.0
    rows, columns = len(grid.rows) + 1, len(grid.columns) + 1
    tall = min((down - key) / rows, _HIGHEST * (2 if grid.letters > _USUAL else 1))
    size, lines, first, wide = _fitted(grid, across, tall)
    frame = page.shapes.add_table(
        rows, columns, Inches(left), Inches(top), Inches(first + sum(wide)), Inches(tall * rows)
    )
    table = frame.table
    table.columns[0].width = Inches(first)
    for at in range(1, columns):
        table.columns[at].width = Inches(wide[at - 1])
    head = ("", tuple(Cell(name, "", bold=True) for name in grid.columns))
    for at, (row, (name, cells)) in enumerate(zip(table.rows, (head, *grid.rows), strict=True)):
        row.height = Inches(tall)
        said = cut(name.replace("\n", " "), first - SIDES, size, lines)
        write_cell(table.cell(at, 0), said, style.palette().background, size=size)
        for column, cell in enumerate(cells, start=1):
            _write(table.cell(at, column), cell, wide[column - 1], size)
    if grid.column is not None:
        _add_frame(table, grid.column + 1, grid.frame)
    if grid.key:
        _add_key(page, grid.key, (left, top + tall * rows + 0.04, across, key))
    return frame


def _add_sentences(page: Any, grid: Grid, box: tuple[float, float, float, float]) -> Any:
    """Words on lines from the left, a rule between the rows."""
    left, top, across, down = box
    laid = laid_out(grid, across / _NARROWER, down, _SENTENCES, SIDES)
    wide = [inches * _NARROWER for inches in (laid.first, *(laid.each,) * len(grid.columns))]
    frame = page.shapes.add_table(
        len(laid.rows), len(wide), Inches(left), Inches(top), Inches(across), Inches(sum(laid.heights))
    )
    table, colours = frame.table, style.palette()
    for column, inches in zip(table.columns, wide, strict=True):
        column.width = Inches(inches)
    for at, (row, texts, tall) in enumerate(zip(table.rows, laid.rows, laid.heights, strict=True)):
        row.height = Inches(tall)
        inks = (colours.muted, *(cell.ink for cell in grid.rows[at - 1][1])) if at else ("",) * len(texts)
        for place, (text, ink) in enumerate(zip(texts, inks, strict=True)):
            cell = table.cell(at, place)
            write_cell(cell, text, colours.background, ink=ink, bold=not at, size=laid.size)
            cell.vertical_anchor = MSO_ANCHOR.TOP
            if at:
                _add_edge(cell._tc.get_or_add_tcPr(), "T", colours.grid, 0.75)
    return frame


def _fitted(grid: Grid, across: float, tall: float) -> tuple[float, int, float, list[float]]:
    """The largest type in which all words fit, the lines of a row's name, the inches of names and of each column.

    Where nothing fits, names keep a quarter of the room, and columns share the rest as their words need it.
    """
    names = [name.replace("\n", " ") for name, _cells in grid.rows]
    said = [
        [head, *(cells[at].text.replace("\n", " ") for _name, cells in grid.rows)]
        for at, head in enumerate(grid.columns)
    ]
    size, lines, first, wide = _SIZES[-1], 1, across / 4, [0.0]
    for size in _SIZES[0 if grid.letters > _USUAL else 2 :]:
        lines = 2 if 2 * size * LINE / 72 + 0.06 <= tall else 1
        wide = [max(width(text, size, True) for text in texts) * _NARROWER + SIDES for texts in said]
        first = min(widest(names, size) + SIDES, across - sum(wide))
        high_enough = size * LINE / 72 + 0.06 <= tall
        if high_enough and first > 1 and all(len(wrapped(name, first - SIDES, size)) <= lines for name in names):
            break
    least = min(across / 4, widest(names, size) + SIDES)
    first = max(first, least)
    room = across - first
    scale = room / sum(wide) if sum(wide) > room else 1.0
    spare = max(room - sum(wide), 0.0) / len(wide)
    return size, lines, first, [min(each * scale + spare, max(_WIDEST, each * scale)) for each in wide]


def _write(place: Any, cell: Cell, room: float, size: float) -> None:
    text = cut(cell.text.replace("\n", " "), (room - SIDES) / _NARROWER + 0.02, size, 1, cell.bold)
    fill = cell.fill or style.palette().background
    write_cell(place, text, fill, ink=cell.ink, bold=cell.bold, middle=True, size=size)
    properties = place._tc.get_or_add_tcPr()
    if cell.hatch:
        for old in properties.findall(qn("a:solidFill")):
            properties.remove(old)
        colours = ("fgClr", style.palette().unknown), ("bgClr", fill)
        inner = "".join(f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>' for name, colour in colours)
        properties.append(parse_xml(f'<a:pattFill {nsdecls("a")} prst="wdUpDiag">{inner}</a:pattFill>'))
    if cell.edge:
        for side in ("L", "R", "T", "B"):
            _add_edge(properties, side, cell.edge, 1.0)


def _add_frame(table: Any, column: int, colour: str) -> None:
    """A frame round the cells of a column, below its name."""
    last = len(table.rows) - 1
    for row in range(1, last + 1):
        for place, side in ((column, "L"), (column, "R"), (column - 1, "R"), (column + 1, "L")):
            if place < len(table.columns):
                _add_edge(table.cell(row, place)._tc.get_or_add_tcPr(), side, colour, 2.25)
    _add_edge(table.cell(1, column)._tc.get_or_add_tcPr(), "T", colour, 2.25)
    _add_edge(table.cell(0, column)._tc.get_or_add_tcPr(), "B", colour, 2.25)
    _add_edge(table.cell(last, column)._tc.get_or_add_tcPr(), "B", colour, 2.25)


def _add_edge(properties: Any, side: str, colour: str, points: float) -> None:
    """An edge of a cell; the format wants edges in this order, before the filling."""
    order = ("L", "R", "T", "B")
    for old in properties.findall(qn(f"a:ln{side}")):
        properties.remove(old)
    line = parse_xml(
        f'<a:ln{side} {nsdecls("a")} w="{round(points * 12700)}"><a:solidFill><a:srgbClr val="{colour[1:]}"/>'
        f"</a:solidFill></a:ln{side}>"
    )
    before = sum(len(properties.findall(qn(f"a:ln{one}"))) for one in order[: order.index(side)])
    properties.insert(before, line)


def _add_key(page: Any, key: tuple[tuple[str, str], ...], box: tuple[float, float, float, float]) -> None:
    shape = page.shapes.add_textbox(*(Inches(part) for part in box))
    shape.text_frame.word_wrap = True
    paragraph = shape.text_frame.paragraphs[0]
    for text, colour in key:
        for words, tone in (("■ ", colour), (f"{text}     ", style.palette().text)):
            run = paragraph.add_run()
            run.text = words
            run.font.size, run.font.color.rgb = Pt(14), rgb(tone)
