"""A summary of what people said as Markdown, Word, slides or a workbook; people's words come out as typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.core.language import _, day
from analytics.publish import word

if TYPE_CHECKING:
    from analytics.core.chart import Chart, Source
    from analytics.workshops.summaries import Sheet, Summary

# What CommonMark, tables, formulas, short codes and autolinks of common dialects read as markup.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$^&@]|:(?=\S))")
_BARE_SITE = re.compile(r"\b(www)\.", re.I)  # linked without any sign
_LINE_START = re.compile(r"^(\d+)([.)])|^([-+=:])")


def to_markdown(summary: Summary, *, made: date | None = None) -> bytes:
    """The summary as UTF-8 Markdown (CommonMark with tables); no text of it is read as markup.

    `made` is today if not given.
    """
    parts = [f"# {escaped(summary.title)}", escaped(summary.lead)]
    for section in summary.sections:
        parts.append(f"## {escaped(section.heading)}")
        parts.append("\n".join(f"- {escaped(sentence)}" for sentence in section.sentences))
    for sheet in summary.sheets:
        parts += [f"## {escaped(sheet.heading)}", _markdown_table(sheet.rows)]
    parts += [f"## {escaped(_('How to read this'))}", "\n".join(f"- {escaped(note)}" for note in summary.notes)]
    if summary.sources:
        parts += [f"## {escaped(_('Sources'))}", "\n".join(f"- {_markdown_source(s)}" for s in summary.sources)]
    parts.append(escaped(_made(made)))
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def to_docx(summary: Summary, *, made: date | None = None) -> bytes:
    """The summary as a Word document with real headings, lists and tables, its language set; no macros, no links out.

    Signs that XML cannot hold are left out. `made` is today if not given.
    """
    document = word.document(summary.title, summary.language, made or date.today())
    document.add_heading(word.clean(summary.title), level=0)
    document.add_paragraph(word.clean(summary.lead), style="Subtitle")
    for section in summary.sections:
        document.add_heading(word.clean(section.heading), level=1)
        _add_list(document, section.sentences)
    for chart in summary.charts:
        _add_chart(document, chart)
    if summary.sheets:
        _turn_page(document)
    for sheet in summary.sheets:
        document.add_heading(word.clean(sheet.heading), level=1)
        _add_table(document, sheet)
    document.add_heading(_("How to read this"), level=1)
    _add_list(document, summary.notes)
    if summary.sources:
        document.add_heading(_("Sources"), level=1)
        _add_list(document, (f"{s.text} {s.url}".strip() for s in summary.sources))
    document.add_paragraph(_made(made))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def to_pptx(summary: Summary, *, made: date | None = None) -> bytes:
    """The summary as slides: what it is, a native chart a question, the sentences of each section."""
    from analytics.publish import slides
    from analytics.publish.slides import Slide

    pages = [Slide(kind="title", title=summary.title, text=summary.lead)]
    pages += [
        Slide(kind="text", title=section.heading, text="\n".join(" ".join(line.split()) for line in section.sentences))
        for section in summary.sections
    ]
    pages += [Slide(kind="chart", title=chart.title, chart=chart) for chart in summary.charts]
    return slides.deck(pages, title=summary.title, made=made)


def to_xlsx(summary: Summary, *, made: date | None = None) -> bytes:
    """The answers of all questions as one table, a row an answer, with what the summary says as notes."""
    from analytics.publish import workbook

    parts = [
        pd.DataFrame(
            {
                _("Question"): chart.title,
                _("Answer"): chart.table["name"],
                _("Number"): chart.table["value"],
                # Shares of two workshops say in each row whose they are.
                _("What is counted"): chart.table.get("counted", chart.subtitle),
            }
        )
        for chart in summary.charts
    ]
    columns = [_("Question"), _("Answer"), _("Number"), _("What is counted")]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    notes = [summary.lead, *summary.notes]
    return workbook.to_xlsx(rows, title=summary.title, sources=summary.sources, notes=notes, made=made)


def escaped(text: object) -> str:
    """Text as Markdown that shows it as it is, on one line."""
    line = " ".join(word.clean(str(text)).split())
    line = _BARE_SITE.sub(r"\1\\.", _MARKUP.sub(r"\\\1", line))
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", line)


# --- parts -----------------------------------------------------------------------------------------------


def _markdown_table(rows: pd.DataFrame) -> str:
    lines = [[str(name) for name in rows.columns], *(list(map(_cell, row)) for row in rows.itertuples(index=False))]
    written = ["| " + " | ".join(map(escaped, line)) + " |" for line in lines]
    rule = "|" + "|".join("---:" if _numeric(rows[name]) else "---" for name in rows.columns) + "|"
    return "\n".join([written[0], rule, *written[1:]])


def _markdown_source(source: Source) -> str:
    # The addresses are ours, from the tables, not people's; angle brackets keep their signs.
    if not re.fullmatch(r"https?://[^\s<>]+", source.url):
        return escaped(source.text)
    return f"{escaped(source.text)} <{source.url}>"


def _add_chart(document: Any, chart: Chart) -> None:
    """The chart as a picture with its words for who cannot see it."""
    from docx.shared import Mm

    from analytics.publish import pictures

    document.add_heading(word.clean(chart.title), level=2)
    shape = document.add_picture(BytesIO(pictures.alone(chart, 6.3, 3.2)), width=Mm(160))
    shape._inline.docPr.set("descr", word.clean(chart.alt))


def _turn_page(document: Any) -> None:
    """What follows stands on landscape pages, because tables of statements are wide."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_height, section.page_width = word.paper()
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(18)


def _add_list(document: Any, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        document.add_paragraph(word.clean(sentence), style="List Bullet")


def _add_table(document: Any, sheet: Sheet) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    table = document.add_table(rows=1, cols=len(sheet.rows.columns), style="Light Grid Accent 1")
    texts = [
        [word.clean(_cell(value)) for value in line]
        for line in (sheet.rows.columns, *sheet.rows.itertuples(index=False))
    ]
    for _line in texts[1:]:
        table.add_row()
    widths = _widths(document, texts)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width  # LibreOffice goes by the columns, Word by the cells
    for row, line in zip(table.rows, texts, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, width in zip(row.cells, line, widths, strict=True):
            cell.text, cell.width = text, width
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)
    word.mark_head(table)


def _widths(document: Any, texts: list[list[str]]) -> list[int]:
    """Widths of columns in EMU: by the mean length of a text, none too narrow for its longest word."""
    section = document.sections[-1]
    room = section.page_width - section.left_margin - section.right_margin
    columns = list(zip(*texts, strict=True))
    weights = [
        max(
            min(60.0, sum(map(len, column)) / len(column)),
            min(32, 9 + 1.2 * max(map(len, " ".join(column).split()), default=0)),
        )
        for column in columns
    ]
    return [int(room * weight / sum(weights)) for weight in weights]


def _cell(value: object) -> str:
    if value is None or pd.isna(value):
        return ""
    return str(value)


def _numeric(cells: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(cells)) and cells.name != _("Year")


def _made(made: date | None) -> str:
    return _("Made on {day} with the Nordic Cluster Atlas.").format(day=day(made or date.today()))
