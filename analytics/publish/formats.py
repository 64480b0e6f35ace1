"""The formats in which a chart leaves the house, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import N_, _, current
from analytics.core.language import use as use_language
from analytics.publish import tables
from analytics.publish.offer import KINDS
from analytics.publish.printed import Printed, printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.publish.pictures import Kind

Shape = Literal["wide", "square"]
Make = Callable[[Chart, str, Sequence[str]], bytes]


@dataclass(frozen=True)
class Format:
    """A format: `make` takes a chart drawn light, the link of its view and filters in words, and gives the bytes."""

    label: str
    mime: str
    extension: str
    make: Make
    needs_browser: bool = False


def _picture(kind: Kind, shape: Shape = "wide") -> Make:
    def make(chart: Chart, link: str, filters: Sequence[str]) -> bytes:
        from analytics.publish import pictures

        return pictures.picture(chart, kind, shape=shape, link=link, filters=filters)

    return make


def _web(chart: Chart, link: str, filters: Sequence[str]) -> bytes:
    from analytics.publish import web

    return web.page(chart, link=link, filters=filters)


def _csv(chart: Chart, _link: str, _filters: Sequence[str]) -> bytes:
    return tables.to_csv(chart.table)


def _csv_for_excel(chart: Chart, _link: str, _filters: Sequence[str]) -> bytes:
    return tables.to_csv(chart.table, bom=True)


def _xlsx(chart: Chart, link: str, filters: Sequence[str]) -> bytes:
    words = printed(chart, link=link, filters=filters)
    return tables.to_xlsx(chart.table, title=words.title, sources=chart.sources, notes=_notes(chart, words))


def _notes(chart: Chart, words: Printed) -> list[str]:
    method = _("Method: {method}").format(method=chart.method) if chart.method else ""
    empty = _("Empty means unknown, never zero.")
    return [line for line in (words.subtitle, words.insight, *words.filters, method, empty, words.link) if line]


def _parquet(chart: Chart, _link: str, _filters: Sequence[str]) -> bytes:
    return tables.to_parquet(chart.table, sources=chart.sources)


def _json(chart: Chart, _link: str, _filters: Sequence[str]) -> bytes:
    from analytics.render import data

    return data.to_json(chart).encode("utf-8", "replace")


def _txt(chart: Chart, _link: str, _filters: Sequence[str]) -> bytes:
    from analytics.render import words

    return words.text(chart).encode("utf-8", "replace")


def _pptx(chart: Chart, link: str, filters: Sequence[str]) -> bytes:
    from analytics.publish import slides

    return slides.deck([slides.Slide(kind="chart", chart=chart, link=link, filters=tuple(filters))])


FORMATS: Mapping[str, Format] = {
    "png": Format(N_("PNG, wide"), *KINDS["png"], _picture("png"), needs_browser=True),
    "png-square": Format(N_("PNG, square"), *KINDS["png-square"], _picture("png", "square"), needs_browser=True),
    "svg": Format("SVG", *KINDS["svg"], _picture("svg"), needs_browser=True),
    "pdf": Format("PDF", *KINDS["pdf"], _picture("pdf"), needs_browser=True),
    "pptx": Format("PowerPoint (PPTX)", *KINDS["pptx"], _pptx),
    "html": Format(N_("Web page (HTML)"), *KINDS["html"], _web),
    "txt": Format(N_("Description in words (TXT)"), *KINDS["txt"], _txt),
    "csv": Format("CSV", *KINDS["csv"], _csv),
    "csv-excel": Format(N_("CSV for Excel"), *KINDS["csv-excel"], _csv_for_excel),
    "xlsx": Format("Excel (XLSX)", *KINDS["xlsx"], _xlsx),
    "json": Format("JSON", *KINDS["json"], _json),
    "parquet": Format("Parquet", *KINDS["parquet"], _parquet),
}


def with_shape(kind: str, shape: Shape) -> Make:
    """What makes a format; a picture in the shape asked for."""
    if kind in ("png", "svg", "pdf"):
        return _picture(kind, shape)  # type: ignore[arg-type]
    return FORMATS[kind].make


def offered() -> Mapping[str, Format]:
    """The formats that can be made here: those that need a browser are left out where there is none."""
    from analytics.publish import pictures

    hidden = bool(pictures.missing())
    return {kind: form for kind, form in FORMATS.items() if not (hidden and form.needs_browser)}


def file_name(chart: Chart, kind: str, made: date | None = None, shape: str = "") -> str:
    """Such as "exports-intensity_FI_1995_2026-11-21.png": the chart, its parameters, the day."""
    chosen = [str(value) for value in chart.params.values() if value not in ("", None, 0, -1)]
    words = [*chosen, *filter(None, (current() if current() != "en" else "", shape))]
    return tables.file_name(chart.id, words, made or date.today(), FORMATS[kind].extension)


@contextmanager
def for_print(language: str) -> Iterator[None]:
    """What is drawn and written inside is light and in this language, whatever the thread had."""
    before = current(), style.mode()
    use_language(language)
    style.use("light")
    try:
        yield
    finally:
        use_language(before[0])
        style.use(before[1])
