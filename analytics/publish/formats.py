"""A chart as a file of each format, and what every file is made under: light, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _, current, speaking
from analytics.publish import file_names, offer, tables, workbook
from analytics.publish.printed import Printed, printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.publish.offer import Shape
    from analytics.publish.pictures import Kind


def to_png(chart: Chart, link: str, filters: Sequence[str]) -> bytes:
    """The chart as PNG."""
    return picture(chart, "png", link, filters)


def to_square_png(chart: Chart, link: str, filters: Sequence[str]) -> bytes:
    """The chart as PNG, as wide as high."""
    return picture(chart, "png", link, filters, "square")


def to_svg(chart: Chart, link: str, filters: Sequence[str]) -> bytes:
    """The chart as SVG."""
    return picture(chart, "svg", link, filters)


def to_pdf(chart: Chart, link: str, filters: Sequence[str]) -> bytes:
    """The chart as PDF."""
    return picture(chart, "pdf", link, filters)


def picture(chart: Chart, kind: Kind, link: str, filters: Sequence[str], shape: Shape = "wide") -> bytes:
    """The chart as a picture of this kind and shape."""
    from analytics.publish import pictures

    return pictures.picture(chart, kind, shape=shape, link=link, filters=filters)


def to_pptx(chart: Chart, link: str, filters: Sequence[str]) -> bytes:
    """The chart as a slide."""
    from analytics.publish import slides

    return slides.deck([slides.Slide(kind="chart", chart=chart, link=link, filters=tuple(filters))])


def to_html(chart: Chart, link: str, filters: Sequence[str]) -> bytes:
    """The chart as a web page."""
    from analytics.publish import web

    return web.page(chart, link=link, filters=filters)


def to_csv(chart: Chart, _link: str, _filters: Sequence[str]) -> bytes:
    """The chart's values as CSV."""
    return tables.to_csv(chart.table)


def to_csv_for_excel(chart: Chart, _link: str, _filters: Sequence[str]) -> bytes:
    """The chart's values as CSV with the mark by which Excel knows UTF-8."""
    return tables.to_csv(chart.table, bom=True)


def to_xlsx(chart: Chart, link: str, filters: Sequence[str]) -> bytes:
    """The chart's values as a workbook with what is printed on the chart."""
    words = printed(chart, link=link, filters=filters)
    return workbook.to_xlsx(chart.table, title=words.title, sources=chart.sources, notes=_notes(chart, words))


def _notes(chart: Chart, words: Printed) -> list[str]:
    method = _("Method: {method}").format(method=chart.method) if chart.method else ""
    empty = _("Empty means unknown, never zero.")
    return [
        line for line in (words.subtitle, words.insight, words.age, *words.filters, method, empty, words.link) if line
    ]


def to_parquet(chart: Chart, _link: str, _filters: Sequence[str]) -> bytes:
    """The chart's values as Parquet."""
    return tables.to_parquet(chart.table, sources=chart.sources)


def to_json(chart: Chart, _link: str, _filters: Sequence[str]) -> bytes:
    """The chart as data: its words, its description and its table."""
    from analytics.render import data

    return data.to_json(chart).encode("utf-8", "replace")


def to_txt(chart: Chart, _link: str, _filters: Sequence[str]) -> bytes:
    """The chart in words."""
    from analytics.render import words

    return words.text(chart).encode("utf-8", "replace")


def file_name(chart: Chart, kind: str, made: date | None = None) -> str:
    """Such as "exports-intensity_FI_1995_2026-11-21.png": the chart, its parameters, shape and language, the day."""
    form = offer.FORMATS[kind]
    chosen = [str(value) for value in chart.params.values() if value not in ("", None, 0, -1)]
    shape = "" if form.shape == "wide" else form.shape
    words = [*chosen, *filter(None, (current() if current() != "en" else "", shape))]
    return file_names.file_name(chart.id, words, made or date.today(), form.extension)


@contextmanager
def for_print(language: str) -> Iterator[None]:
    """What is drawn and written inside is light and in this language, whatever the thread had."""
    before = style.mode()
    style.use("light")
    try:
        with speaking(language):
            yield
    finally:
        style.use(before)
