"""Native tables: the rows of a frame that fit."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from analytics.core import style
from analytics.core.language import ngettext, number, term
from analytics.core.text_metrics import LINE, cut, widest, width, wrapped
from analytics.publish.slides.chart_xml import rgb

SIZE = 14.0
SIDES = 0.16  # inches that a cell keeps free on its left and right together
ROW = 0.36
WIDEST = 3.2
CELLS = 400  # of a column, looked at for its width


def add_table(page: Any, rows: pd.DataFrame, box: tuple[float, float, float, float]) -> tuple[Any, str]:
    """The first columns and rows that fit; the frame, and words on what is left out ("" for nothing)."""
    left, top, across, down = box
    texts = {str(name): _texts(str(name), rows[name]) for name in rows.columns}
    widths: dict[str, float] = {}
    for name, cells in texts.items():
        wanted = max(widest(cells[:CELLS], SIZE), max(width(word, SIZE, True) for word in _heading(name).split(" ")))
        wide = min(wanted, WIDEST) + SIDES
        if widths and sum(widths.values()) + wide > across:
            break
        widths[name] = wide
    scale = min(across / sum(widths.values()), 1.6) if widths else 1.0
    widths = {name: wide * scale for name, wide in widths.items()}
    headed = max((len(wrapped(_heading(n), w - SIDES, SIZE, True)) for n, w in widths.items()), default=1)
    tall = headed * SIZE * LINE / 72 + 0.12
    fit = max(1, min(len(rows), int((down - tall) / ROW)))
    fit = fit if len(rows) else 0
    frame = page.shapes.add_table(
        fit + 1, max(len(widths), 1), Inches(left), Inches(top), Inches(sum(widths.values())), Inches(tall + fit * ROW)
    )
    table = frame.table
    for at, (name, wide) in enumerate(widths.items()):
        table.columns[at].width = Inches(wide)
        right = pd.api.types.is_numeric_dtype(rows[name]) and not pd.api.types.is_bool_dtype(rows[name])
        write_cell(table.cell(0, at), _heading(name), style.palette().panel, bold=True, right=right)
        for row in range(fit):
            text = cut(texts[name][row], wide - SIDES, SIZE, 1)
            write_cell(table.cell(row + 1, at), text, style.palette().background, right=right)
    table.rows[0].height = Inches(tall)
    for row in range(fit):
        table.rows[row + 1].height = Inches(ROW)
    return frame, _left_out(len(rows) - fit, len(texts) - len(widths))


def _left_out(rows: int, columns: int) -> str:
    said = []
    if rows:
        said.append(
            ngettext("{n} more row is in the file of the data.", "{n} more rows are in the file of the data.", rows)
        )
    if columns:
        said.append(
            ngettext(
                "{n} more column is in the file of the data.", "{n} more columns are in the file of the data.", columns
            )
        )
    return " ".join(said)


def _heading(name: str) -> str:
    return name.replace("_", " ")


def _texts(name: str, cells: pd.Series) -> list[str]:
    """The cells for reading: numbers in the language's way, years as they are, lists joined."""
    if pd.api.types.is_bool_dtype(cells):
        return [term("unknown" if pd.isna(cell) else "yes" if cell else "no") for cell in cells]
    if pd.api.types.is_numeric_dtype(cells):
        known = cells.dropna()
        whole = bool((known == known.round()).all())
        digits = 0 if whole else 1 if known.abs().max() >= 10 else 2
        plain = "year" in name or name.endswith("_id")
        return ["–" if pd.isna(v) else f"{v:.0f}" if plain else number(v, digits) for v in cells]
    return [_said(cell) for cell in cells]


def _said(cell: Any) -> str:
    if isinstance(cell, list | tuple | set | frozenset) or hasattr(cell, "tolist"):
        return "; ".join(str(part) for part in cell)
    return "–" if pd.isna(cell) else str(cell).replace("\n", " ")


def write_cell(
    cell: Any,
    text: str,
    fill: str,
    *,
    ink: str = "",
    bold: bool = False,
    right: bool = False,
    middle: bool = False,
    size: float = SIZE,
) -> None:
    """Write a line of words on a filling; `ink` is their colour, else one that is read on the filling."""
    cell.margin_left = cell.margin_right = Inches(SIDES / 2)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(fill)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.CENTER if middle else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = text.replace("\n", " ")
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = rgb(ink or style.ink_on(fill))
