"""A country brief as PDF, typeset by typst, and as a Word document. Neither needs a browser or the network."""

from __future__ import annotations

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from analytics.core import style
from analytics.core.language import _, day
from analytics.publish import raster, word
from analytics.publish.brief import Brief, Matrix, Plot
from analytics.render import svg

TEMPLATE = Path(__file__).parent / "templates" / "brief.typ"
SECOND_PAGE = 3  # sections on the first page
PLOT_WIDTH = 86  # mm, of the PDF's right column
WORD_WIDTH = 174  # mm, across a page
PIXELS = 96 / 25.4  # in a millimetre
LETTERS = 7 * 96 / 72  # of charts, in pixels: 7 points
DOTS = 300 / 96  # of a PNG, in a pixel


def to_pdf(brief: Brief) -> bytes:
    """The brief on two A4 pages: tagged (PDF/UA-1), its language set, charts as vectors.

    Texts reach typst as data and are never read as its markup.
    """
    import typst

    return bytes(
        typst.compile(
            TEMPLATE,
            format="pdf",
            ignore_system_fonts=True,  # the same page on every machine
            font_paths=raster.fonts(),
            sys_inputs={"brief": json.dumps(_data(brief), ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=int(datetime(brief.made.year, brief.made.month, brief.made.day, 12).timestamp()),
        )
    )


def to_docx(brief: Brief) -> bytes:
    """The brief as a Word document with real headings, lists and tables; charts as PNG with alternative texts."""
    from docx.shared import Mm, Pt

    document = word.document(brief.title, brief.language, brief.made)
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm((210 - WORD_WIDTH) / 2)
    section.top_margin = section.bottom_margin = Mm(13)
    for name, size, before, after in (
        ("Normal", 8.5, 0, 2), ("List Bullet", 8.5, 0, 1), ("Heading 1", 11.5, 5, 1), ("Title", 17, 0, 2),
        ("Caption", 8, 3, 0),
    ):  # fmt: skip
        chosen = document.styles[name]
        chosen.font.size, chosen.paragraph_format.line_spacing = Pt(size), 1.0
        chosen.paragraph_format.space_before, chosen.paragraph_format.space_after = Pt(before), Pt(after)
    document.add_heading(word.clean(_headline(brief)), level=0)
    document.add_paragraph(word.clean(brief.lead))
    _add_table(document, [[f.label for f in brief.figures], [f.value for f in brief.figures],
                          [f.context for f in brief.figures]], first=1)  # fmt: skip
    for at, part in enumerate(brief.sections):
        heading = document.add_heading(word.clean(part.heading), level=1)
        heading.paragraph_format.page_break_before = at == SECOND_PAGE
        for sentence in part.sentences:
            document.add_paragraph(word.clean(sentence), style="List Bullet")
        if part.plot:
            _add_plot(document, part.plot)
        if part.matrix:
            _add_matrix(document, part.matrix)
    document.add_heading(_("Sources"), level=1)
    for text in ("; ".join(brief.sources) + ".", " ".join((*brief.notes, _made(brief)))):
        document.add_paragraph(word.clean(text)).runs[0].font.size = Pt(7)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _headline(brief: Brief) -> str:
    return _("Country brief: {country}").format(country=brief.title)


def _made(brief: Brief) -> str:
    return _("Made on {day} with the Nordic Cluster Atlas.").format(day=day(brief.made))


# --- for typst -------------------------------------------------------------------------------------------


def _data(brief: Brief) -> dict[str, Any]:
    """All that the template shows, as texts."""
    colours = style.LIGHT
    return {
        "language": brief.language,
        "title": _headline(brief),
        "lead": brief.lead,
        "figures": [vars(figure) for figure in brief.figures],
        "sections": [
            {
                "heading": part.heading,
                "sentences": part.sentences,
                "plot": _plot_data(part.plot) if part.plot else None,
                "matrix": _matrix_data(part.matrix) if part.matrix else None,
            }
            for part in brief.sections
        ],
        "second_page": SECOND_PAGE,
        "sources_heading": _("Sources"),
        "sources": "; ".join(brief.sources) + ".",
        "notes": " ".join(brief.notes),
        "made": _made(brief),
        "date": [brief.made.year, brief.made.month, brief.made.day],
        "colours": {
            "strong": colours.country[brief.country], "text": colours.text, "muted": colours.muted,
            "grid": colours.grid, "panel": colours.panel, "full": colours.sequential[4], "half": colours.sequential[1],
        },
    }  # fmt: skip


def _plot_data(plot: Plot) -> dict[str, str]:
    return {"title": plot.title, "unit": plot.unit, "alt": plot.alt, "svg": _drawn(plot, PLOT_WIDTH, _height(plot))}


def _drawn(plot: Plot, width: float, height: float) -> str:
    """The chart as SVG of this size in millimetres."""
    return svg.drawn(plot.drawing, width * PIXELS, height * PIXELS, letters=LETTERS, title=plot.title, desc=plot.alt)


def _height(plot: Plot) -> float:
    """Millimetres: bars take a row each, other charts one height."""
    return 2 + 3.6 * len(plot.drawing.categories) if plot.drawing.kind == "bar" else 46


def _matrix_data(matrix: Matrix) -> dict[str, Any]:
    columns = [str(name) for name in matrix.rows.columns]
    return {"title": matrix.title, "key": matrix.key, "columns": columns, "rows": matrix.rows.to_numpy().tolist()}


# --- for Word --------------------------------------------------------------------------------------------


def _add_plot(document: Any, plot: Plot) -> None:
    from docx.shared import Mm

    caption = document.add_paragraph(style="Caption")
    caption.add_run(word.clean(f"{plot.title}: {plot.unit}"))
    caption.paragraph_format.keep_with_next = True
    width = 0.8 * WORD_WIDTH
    picture = raster.png(_drawn(plot, width, 0.8 * _height(plot)), DOTS)
    document.add_picture(BytesIO(picture), width=Mm(width))
    properties = document.inline_shapes[-1]._inline.docPr
    properties.set("title", word.clean(plot.title))
    properties.set("descr", word.clean(plot.alt))


def _add_matrix(document: Any, matrix: Matrix) -> None:
    caption = document.add_paragraph(word.clean(f"{matrix.title}: {matrix.key}"), style="Caption")
    caption.paragraph_format.keep_with_next = True
    rows = [list(map(str, matrix.rows.columns)), *matrix.rows.astype(str).to_numpy().tolist()]
    _add_table(document, rows, first=2.2)


def _add_table(document: Any, rows: list[list[str]], first: float) -> None:
    """A table with a heading row; a first column that is `first` times as wide as the others heads the rows."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Light Grid Accent 1")
    table.autofit = False
    unit = WORD_WIDTH / (first + len(rows[0]) - 1)
    for at, column in enumerate(table.columns):
        column.width = Mm(unit * (first if at == 0 else 1))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text, column in zip(row.cells, texts, table.columns, strict=True):
            cell.text, cell.width = word.clean(text), column.width
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(7.5)
    word.mark_head(table)
    _narrow_margins(table)
    if first == 1:
        look = table._tbl.tblPr.find(qn("w:tblLook"))  # no heads of rows; Word reads the name, LibreOffice the bits
        look.set(qn("w:firstColumn"), "0")
        look.set(qn("w:val"), "0420")


def _narrow_margins(table: Any) -> None:
    """Room at the sides of cells so small that the names of countries fit."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "45")  # twentieths of a point
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # the schema's order
