"""The brief of a country as PDF, typeset by typst, and as a Word document. Neither needs a browser or the network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from analytics.core import style
from analytics.core.language import _, day
from analytics.publish import raster, word
from analytics.publish.brief import SECOND_PAGE, Brief, Table

TEMPLATE = Path(__file__).parent / "templates" / "brief.typ"
WORD_WIDTH = 174  # mm, across a page


def to_pdf(brief: Brief) -> bytes:
    """The brief on two A4 pages: tagged (PDF/UA-1), its language set.

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
    """The brief as a Word document with real headings, lists and tables; no pictures."""
    from docx.shared import Mm, Pt

    document = word.document(brief.title, brief.language, brief.made)
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm((210 - WORD_WIDTH) / 2)
    section.top_margin = section.bottom_margin = Mm(13)
    for name, size, before, after in (
        ("Normal", 8.5, 0, 2), ("List Bullet", 8, 0, 1), ("Heading 1", 11, 4, 1), ("Title", 17, 0, 2),
        ("Caption", 8, 3, 0),
    ):  # fmt: skip
        chosen = document.styles[name]
        chosen.font.size, chosen.paragraph_format.line_spacing = Pt(size), 1.0
        chosen.paragraph_format.space_before, chosen.paragraph_format.space_after = Pt(before), Pt(after)
    document.add_heading(word.clean(_headline(brief)), level=0)
    document.add_paragraph(word.clean(brief.question)).runs[0].bold = True
    document.add_paragraph(word.clean(brief.answer))
    columns = [[f.label, f.value, f.unit, f.text] for f in brief.facts]
    _add_table(document, [list(row) for row in zip(*columns, strict=True)], (1,) * len(columns), 8, heads=False)
    for at, part in enumerate(brief.sections):
        heading = document.add_heading(word.clean(part.heading), level=1)
        heading.paragraph_format.page_break_before = at == SECOND_PAGE
        for sentence in part.sentences:
            document.add_paragraph(word.clean(sentence), style="List Bullet")
        if part.table:
            _add_captioned(document, part.table)
    document.add_heading(_("Sources"), level=1)
    for text in (_sources(brief), " ".join((*brief.notes, _made(brief)))):
        document.add_paragraph(word.clean(text)).runs[0].font.size = Pt(7)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _headline(brief: Brief) -> str:
    return _("Cluster brief: {country}").format(country=brief.title)


def _made(brief: Brief) -> str:
    return _("Made on {day} with the Nordic Cluster Atlas.").format(day=day(brief.made))


def _sources(brief: Brief) -> str:
    return " ".join(f"{source}." for source in brief.sources)


# --- for typst -------------------------------------------------------------------------------------------


def _data(brief: Brief) -> dict[str, Any]:
    """All that the template shows, as texts."""
    colours = style.LIGHT
    return {
        "language": brief.language,
        "title": _headline(brief),
        "question": brief.question,
        "answer": brief.answer,
        "facts": [vars(fact) for fact in brief.facts],
        "sections": [
            {
                "heading": part.heading,
                "sentences": part.sentences,
                "table": _table_data(part.table) if part.table else None,
            }
            for part in brief.sections
        ],
        "second_page": SECOND_PAGE,
        "sources_heading": _("Sources"),
        "sources": _sources(brief),
        "notes": " ".join(brief.notes),
        "made": _made(brief),
        "date": [brief.made.year, brief.made.month, brief.made.day],
        "colours": {
            "strong": colours.country[brief.country], "text": colours.text, "muted": colours.muted,
            "grid": colours.grid, "panel": colours.panel, "full": colours.sequential[4], "half": colours.sequential[1],
        },
    }  # fmt: skip


def _table_data(table: Table) -> dict[str, Any]:
    columns = [str(name) for name in table.rows.columns]
    return {
        "title": table.title, "key": table.key, "columns": columns, "rows": table.rows.to_numpy().tolist(),
        "widths": table.widths, "marks": table.marks,
    }  # fmt: skip


# --- for Word --------------------------------------------------------------------------------------------


def _add_captioned(document: Any, table: Table) -> None:
    caption = document.add_paragraph(word.clean(f"{table.title}: {table.key}"), style="Caption")
    caption.paragraph_format.keep_with_next = True
    rows = [list(map(str, table.rows.columns)), *table.rows.astype(str).to_numpy().tolist()]
    _add_table(document, rows, table.widths)


def _add_table(
    document: Any, rows: list[list[str]], widths: Sequence[float], letters: float = 6.5, *, heads: bool = True
) -> None:
    """A table with a heading row; its first column heads the rows where it has such heads."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Light Grid Accent 1")
    table.autofit = False
    unit = WORD_WIDTH / sum(widths)
    for share, column in zip(widths, table.columns, strict=True):
        column.width = Mm(unit * share)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text, column in zip(row.cells, texts, table.columns, strict=True):
            cell.text, cell.width = word.clean(text), column.width
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(letters)
    word.mark_head(table)
    _narrow_margins(table)
    if not heads:
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
