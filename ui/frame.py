"""How a chart, a table and a figure stand on a page: title, insight, picture, table twin, source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.language import _, current, term
from analytics.publish import stills, tables
from analytics.publish.tables import harmless_cells
from analytics.render import screen
from ui import address, navigation, share, shell

# One button, seen when the pointer is over the chart: the browser's own picture, which needs nothing of the server.
PLOTLY = {"modeBarButtons": [["toImage"]], "displaylogo": False, "displayModeBar": "hover", "responsive": True}


def heading(title: str, question: str) -> None:
    """A page's title with the languages beside it, and the question that it answers."""
    with st.container(horizontal=True, vertical_alignment="center", key="heading"):
        st.title(title, anchor=False, width="stretch")
        shell.language_switch()
    st.markdown(question)
    address.notes_here()


def headline(sentence: str) -> None:
    """The page in one sentence computed from the data, large."""
    st.markdown(f"## {sentence}")


def tile(label: str, value: str, context: str, link: tuple[str, str], /, **query: str) -> None:
    """A figure with what it is counted from and a link (page, words) to what stands behind it."""
    with st.container():
        st.metric(label, value)
        st.caption(context)
        navigation.link(*link, **query)


def show(chart: Chart, *, height: int = 380) -> None:
    """A chart in its frame, its exact values one tab away."""
    with _framed(chart):
        picture, values = st.tabs([_("Chart"), _("Table")], key=f"tabs-{chart.id}-{style.mode()}")
        with picture:
            figure = sized(chart, height)
            st.plotly_chart(
                figure, theme=None, config=PLOTLY | share.in_browser(chart), key=f"plot-{chart.id}", alt=chart.alt
            )
        with values:
            st.dataframe(chart.table, hide_index=True, height=height - 60, alt=chart.alt)


def still(chart: Chart, *, height: int, link: tuple[str, str]) -> None:
    """A small chart in its frame, drawn with no script, and a link (page, words) to the page behind it."""
    with _framed(chart, interactive=False):
        picture, values = st.tabs(
            [_("Chart"), _("Table")], key=f"tabs-{chart.id}-{style.mode()}-{current()}", on_change="rerun"
        )
        if picture.open:
            with picture:
                st.html(_still(chart, height))
        if values.open:
            with values:
                st.dataframe(chart.table, hide_index=True, height=height, alt=chart.alt)
    navigation.link(*link)


@lru_cache(maxsize=32)
def _still(chart: Chart, height: int) -> str:
    return stills.html(chart, height)


@contextmanager
def _framed(chart: Chart, *, interactive: bool = True) -> Iterator[None]:
    with st.container(key=f"chart-{chart.id.replace('.', '-')}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(chart.title, anchor=False, width="stretch")
            share.menu(chart, interactive=interactive)
        st.caption(chart.subtitle)
        st.markdown(chart.insight)
        yield
        source_line(chart.sources)


def table(rows: pd.DataFrame, key: str, alt: str, *, height: int | None = None) -> None:
    """A table to read: unknown by name, years without separators, addresses as links, numbers by locale."""
    columns: dict[str, Any] = {}
    mended: dict[str, pd.Series] = {}
    years = (_("Year"), _("Founded"), _("Members in year"), _("Source year"))
    for name, cells in rows.items():
        if name in years:
            columns[name] = st.column_config.NumberColumn(format="%d", width=_room(cells))
        elif name in (_("Source"), _("Page")):
            columns[name] = st.column_config.LinkColumn(display_text=_("Open the page"))
        elif pd.api.types.is_numeric_dtype(cells):
            columns[name] = st.column_config.NumberColumn(format="localized", width=_room(cells))
        elif (safe := harmless_cells(cells)) is not cells:
            mended[name] = safe
    st.dataframe(
        rows.assign(**mended) if mended else rows,
        hide_index=True,
        height=height or min(420, 38 + 35 * max(1, len(rows))),
        key=key,
        alt=alt,
        placeholder=term("unknown"),
        column_config=columns,
    )
    box = st.popover(_("Share"), icon=":material/ios_share:", key=f"share-{key}-{current()}", on_change="rerun")
    if box.open:
        with box:
            downloads(rows, subject=key, words=[], sources=())
            share.link_here()


def _room(cells: pd.Series) -> int | None:
    """A width in pixels that holds the word for unknown, where a narrow column of numbers would cut it."""
    return 112 if cells.isna().any() else None


def worked_out(write: Callable[[], None], queries: Sequence[str]) -> None:
    """The box with definitions, coverage and the SQL as it is asked; it is filled when it is opened."""
    from analytics.warehouse import queries as named

    box = st.expander(_("How this was worked out"), key=f"how-{current()}", on_change="rerun")
    if box.open:
        with box:
            write()
            for name in queries:
                st.markdown(f"`{name}`")
                st.code(named()[name].sql, language="sql", wrap_lines=True)


@lru_cache(maxsize=128)
def sized(chart: Chart, height: int) -> go.Figure:
    """The chart's figure in a height in pixels."""
    # A chart's figure is shared, also with pages where it stands in another height.
    return go.Figure(screen.figure(chart)).update_layout(height=height)


def source_line(sources: Sequence[Source]) -> None:
    """Where figures come from, under the picture."""
    said = "; ".join(f"[{escape_markdown(s.text)}]({s.url})" if s.url else escape_markdown(s.text) for s in sources)
    st.caption(_("Source: {source}").format(source=said))


def escape_markdown(text: object) -> str:
    """Text from data, safe inside Markdown."""
    out = str(text)
    for sign in "\\`*_{}[]<>#|~$:":
        out = out.replace(sign, "\\" + sign)
    return out


def link(label: object, url: object) -> str:
    """A Markdown link to an outside page, or the label alone when the address is not http(s)."""
    address = str(url)
    if not address.startswith(("http://", "https://")):
        return escape_markdown(label)
    return f"[{escape_markdown(label)}]({address.replace('(', '%28').replace(')', '%29').replace(' ', '%20')})"


def site(url: str) -> str:
    """A Markdown link to an outside page, named by its site."""
    return link(urlsplit(url).netloc.removeprefix("www.").strip("."), url)


def downloads(frame: pd.DataFrame, *, subject: str, words: Sequence[str], sources: Sequence[Source]) -> None:
    """Buttons for the rows as CSV, XLSX, GeoJSON, GeoPackage and Parquet, made when asked for: exact, with sources."""
    title = subject if not words else f"{subject}: {', '.join(words)}"
    notes = (_("Empty means unknown, never zero."), *words)
    kinds: Mapping[str, tuple[str, Any]] = {
        "csv": ("text/csv", lambda: tables.to_csv(frame, bom=True)),
        "xlsx": (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda: tables.to_xlsx(frame, title=title, sources=sources, notes=notes),
        ),
        "geojson": ("application/geo+json", lambda: tables.to_geojson(frame, sources=sources)),
        "gpkg": (
            "application/geopackage+sqlite3",
            lambda: tables.to_geopackage(frame, layer=subject, sources=sources),
        ),
        "parquet": ("application/vnd.apache.parquet", lambda: tables.to_parquet(frame, sources=sources)),
    }
    if "lat" not in frame:
        kinds = {kind: made for kind, made in kinds.items() if kind in ("csv", "xlsx", "parquet")}
    names = {"csv": "CSV", "xlsx": "Excel (XLSX)", "geojson": "GeoJSON", "gpkg": "GeoPackage", "parquet": "Parquet"}
    with st.container(horizontal=True):
        for kind, (mime, make) in kinds.items():
            st.download_button(
                names[kind],
                data=share.later(make),
                file_name=tables.file_name(subject, list(words), date.today(), kind),
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"download-{subject}-{kind}",
            )
