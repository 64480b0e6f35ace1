"""The one list of the files that the atlas offers: name, type, what each can be made from, and what makes it.

Pages, the Share menus and the command line read it, so a new format is a writer and an entry in FORMATS. Writers are
named and imported when a file is asked for: the list itself costs nothing. What a writer takes depends on the thing:

    chart       a Chart drawn light, the link of its view, filters in words
    table       a table_files.TableFile
    statements  the same, of a workshop
    map         a vector_map.Asked, the link of its view
    summary     a summaries.Summary
    brief       a brief.Brief
    storyboard  a storyboard.Storyboard, a .pptx file whose look is taken or None
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal

from analytics.core.language import N_

Thing = Literal["chart", "table", "statements", "map", "summary", "brief", "storyboard", "statement"]
Group = Literal["picture", "document", "data"]
Shape = Literal["wide", "square"]

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    """A kind of file; `label` is a message, `writers` names what makes it from each thing as "module:function".

    `columns` are those that a table must have.
    A `shape` other than wide makes it a variant of another format, which the command line asks for by --shape.
    """

    label: str
    mime: str
    extension: str
    group: Group
    writers: Mapping[str, str] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    shape: Shape = "wide"

    @property
    def is_text(self) -> bool:
        """Whether the file is UTF-8 text."""
        return self.mime.startswith("text/") or self.extension in ("svg", "toml", "json")

    def make(self, thing: Thing, *given: Any) -> bytes:
        """The file of a thing; `given` is what its writers take. Raises KeyError when it is not made of that thing."""
        module, _colon, name = self.writers[thing].partition(":")
        content: bytes = getattr(import_module(module), name)(*given)
        return content


_PUBLISH = "analytics.publish"


def _of_chart(name: str) -> dict[str, str]:
    return {"chart": f"{_PUBLISH}.formats:{name}"}


def _of_table(name: str) -> dict[str, str]:
    return {"table": f"{_PUBLISH}.table_files:{name}"}


def _of_statements(name: str) -> dict[str, str]:
    return {"statements": f"{_PUBLISH}.table_files:{name}"}


def _of_map(name: str) -> dict[str, str]:
    return {"map": f"{_PUBLISH}.vector_map:{name}"}


def _of_board(name: str) -> dict[str, str]:
    return {"storyboard": f"{_PUBLISH}.presentation:{name}"}


_PLACES = frozenset({"lat", "lon"})

FORMATS: dict[str, Format] = {
    "png": Format(N_("PNG, wide"), "image/png", "png", "picture", _of_chart("to_png") | _of_map("to_png")),
    "png-square": Format(
        N_("PNG, square"),
        "image/png",
        "png",
        "picture",
        _of_chart("to_square_png") | _of_map("to_square_png"),
        shape="square",
    ),
    "svg": Format("SVG", "image/svg+xml", "svg", "picture", _of_chart("to_svg") | _of_map("to_svg")),
    "pptx": Format(
        "PowerPoint (PPTX)",
        f"{_OFFICE}.presentationml.presentation",
        "pptx",
        "document",
        _of_chart("to_pptx") | _of_board("to_pptx"),
    ),
    "pdf": Format(
        "PDF",
        "application/pdf",
        "pdf",
        "picture",
        _of_chart("to_pdf") | _of_map("to_pdf") | _of_board("to_pdf") | {"brief": f"{_PUBLISH}.brief_files:to_pdf"},
    ),
    "docx": Format(
        "Word (DOCX)",
        f"{_OFFICE}.wordprocessingml.document",
        "docx",
        "document",
        {"brief": f"{_PUBLISH}.brief_files:to_docx", "summary": f"{_PUBLISH}.summary:to_docx"},
    ),
    "html": Format(N_("Web page (HTML)"), "text/html", "html", "document", _of_chart("to_html") | _of_board("to_html")),
    "md": Format("Markdown", "text/markdown", "md", "document", {"summary": f"{_PUBLISH}.summary:to_markdown"}),
    "txt": Format(N_("Description in words (TXT)"), "text/plain", "txt", "document", _of_chart("to_txt")),
    "toml": Format(N_("Storyboard file"), "application/toml", "toml", "document", _of_board("to_toml")),
    "csv": Format(
        "CSV", "text/csv", "csv", "data", _of_chart("to_csv") | _of_table("to_csv") | _of_statements("to_csv")
    ),
    "csv-excel": Format(N_("CSV for Excel"), "text/csv", "csv", "data", _of_chart("to_csv_for_excel")),
    "xlsx": Format(
        "Excel (XLSX)",
        f"{_OFFICE}.spreadsheetml.sheet",
        "xlsx",
        "data",
        _of_chart("to_xlsx") | _of_table("to_xlsx") | _of_statements("to_xlsx"),
    ),
    "json": Format("JSON", "application/json", "json", "data", _of_chart("to_json") | _of_table("to_json")),
    "geojson": Format("GeoJSON", "application/geo+json", "geojson", "data", _of_table("to_geojson"), columns=_PLACES),
    "gpkg": Format(
        "GeoPackage", "application/geopackage+sqlite3", "gpkg", "data", _of_table("to_geopackage"), columns=_PLACES
    ),
    "parquet": Format(
        "Parquet",
        "application/vnd.apache.parquet",
        "parquet",
        "data",
        _of_chart("to_parquet") | _of_table("to_parquet"),
    ),
    # The whole atlas, which data addresses give (analytics.open_data.package).
    "duckdb": Format("DuckDB", "application/vnd.duckdb", "duckdb", "data"),
    "zip": Format("ZIP", "application/zip", "zip", "data"),
    "ipynb": Format(
        N_("Take it as a notebook"),
        "application/x-ipynb+json",
        "ipynb",
        "data",
        {"statement": "analytics.sql.notebook:to_ipynb"},
    ),
}  # in the order in which they are offered


def made_from(thing: Thing) -> dict[str, Format]:
    """The formats of a thing by their names, in the order in which they are offered."""
    return {kind: form for kind, form in FORMATS.items() if thing in form.writers}


def commanded(thing: Thing) -> tuple[str, ...]:
    """The formats of a thing on the command line, where a shape is no format."""
    return tuple(kind for kind, form in made_from(thing).items() if form.shape == "wide")
