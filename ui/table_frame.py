"""How a table stands on a page: columns by their kind, a menu to share it, files to take along."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analytics import tables as about_tables
from analytics.core.age import YEARS, Age, of_rows
from analytics.core.chart import Source
from analytics.core.language import _, current, exact_number, term, writes_numbers_alike
from analytics.core.sources import cite
from analytics.publish import file_names, offer
from analytics.publish.cells import harmless_cells
from analytics.publish.table_files import TableFile
from analytics.table_facts import column_kind
from ui import markdown, share

Columns = Mapping[str, "pd.Series[Any] | Sequence[Any]"]
MOST_WRITTEN = 20_000  # cells of a table whose numbers are written here, which takes the server some 8 ms a thousand
PAGE = "page of the atlas"  # the data column of links that lead nowhere outside the site


def table(
    columns: Columns,
    key: str,
    alt: str,
    *,
    title: str,
    sources: Sequence[Source] = (),
    height: int | None = None,
    strips: Collection[str] = (),
) -> None:
    """A table to read: unknown by name, years without separators, addresses as links, numbers by locale.

    `columns` are cells by their heading in words; a series keeps the name of its data column, which tells its kind.
    `title` and `sources` stand in the files that are made of it. `strips` are headings of shares in per cent, drawn
    as strips that are filled so far.
    """
    rows = pd.DataFrame(dict(columns), copy=False)
    names = {heading: str(cells.name) for heading, cells in columns.items() if isinstance(cells, pd.Series)}
    # The browser writes numbers by its own language, which need not be the page's.
    alike = rows.size > MOST_WRITTEN or writes_numbers_alike(st.context.locale)
    by_browser: Any = "localized" if alike else None
    shown: dict[str, Any] = {}
    mended: dict[str, pd.Series] = {}
    numbers: list[str] = []
    for heading, cells in rows.items():
        name = names.get(str(heading), "")
        if heading in strips:
            shown[heading] = st.column_config.ProgressColumn(format="%.0f", min_value=0, max_value=100, width=120)
        elif column_kind(name).is_year and not pd.api.types.is_string_dtype(cells):
            shown[heading] = st.column_config.NumberColumn(format="%d", width=_column_width(cells))
        elif name == PAGE or column_kind(name).kind == "address":
            shown[heading] = st.column_config.LinkColumn(display_text=_("Open the page"))
        elif pd.api.types.is_numeric_dtype(cells):
            shown[heading] = st.column_config.NumberColumn(format=by_browser, width=_column_width(cells))
            numbers.append(str(heading))
        elif (safe := harmless_cells(cells)) is not cells:
            mended[heading] = safe
    rows = rows.assign(**mended) if mended else rows
    st.dataframe(
        rows if by_browser or not numbers else rows.style.format(exact_number, na_rep=term("unknown"), subset=numbers),
        hide_index=True,
        height=height or min(420, 38 + 35 * max(1, len(rows))),
        key=key,
        alt=alt,
        placeholder=term("unknown"),
        column_config=shown,
    )
    if mark := markdown.age_mark(_age(columns)):
        st.markdown(mark)
    box = st.popover(_("Share"), icon=":material/ios_share:", key=f"share-{key}-{current()}", on_change="rerun")
    if box.open:
        with box:
            _buttons(file_of(columns, title, sources), key=f"shown-{key}")  # the whole rows may be offered beside it
            share.link_here()


def file_of(columns: Columns, title: str, sources: Sequence[Source]) -> TableFile:
    """The table as a file, without links that lead nowhere outside the site."""
    kept = {
        heading: cells for heading, cells in columns.items() if not isinstance(cells, pd.Series) or cells.name != PAGE
    }
    names = {heading: str(cells.name) for heading, cells in kept.items() if isinstance(cells, pd.Series)}
    notes = (_("Empty means unknown, never zero."), *filter(None, (_age(columns).mark(),)))
    return TableFile(pd.DataFrame(kept), title, title, sources, notes, names)


def _age(columns: Columns) -> Age:
    """How old the figures of a table of a page are, by the data columns that its headings stand for."""
    series = {str(cells.name): cells for cells in columns.values() if isinstance(cells, pd.Series)}
    return of_rows(pd.DataFrame(series, copy=False)) if series.keys() & set(YEARS) else Age()


def cluster_links(ids: pd.Series) -> pd.Series:
    """A column of links to the pages of clusters."""
    return page_links("cluster", ids)


def page_links(page: str, codes: pd.Series) -> pd.Series:
    """A column of links to the pages of what the codes name: `page` is the page's address and its parameter."""
    return codes.map(lambda code: f"/{page}?{page}={code}&lang={current()}").rename(PAGE)


def pages_named(name: str) -> tuple[Source, ...]:
    """The source of rows that name their own pages, of a table of the atlas."""
    return (cite(name, "rows"),)


def whole_tables(*names: str) -> tuple[Source, ...]:
    """Tables of the atlas as sources, where the rows shown name none of their own."""
    return tuple(Source(about_tables.title(name), name) for name in names)


def _column_width(cells: pd.Series) -> int | None:
    """A width in pixels that holds the word for unknown, where a narrow column of numbers would cut it."""
    return 112 if cells.isna().any() else None


def downloads(rows: pd.DataFrame, *, subject: str, words: Sequence[str], sources: Sequence[Source]) -> None:
    """Buttons for the rows as files of each format of a table, made when asked for: exact, with sources."""
    name = about_tables.title(sources[0].table if sources else subject)
    title = name if not words else f"{name}: {', '.join(words)}"
    notes = (_("Empty means unknown, never zero."), *filter(None, (of_rows(rows).mark(),)), *words)
    _buttons(TableFile(rows, title, subject, sources, notes), words, key=subject)


def _buttons(table: TableFile, words: Sequence[str] = (), *, key: str) -> None:
    forms = {kind: form for kind, form in offer.made_from("table").items() if form.columns <= set(table.rows)}
    draws = {
        kind: partial(
            share.offer,
            _(form.label),
            kind,
            partial(form.make, "table", table),
            file_name=file_names.file_name(table.name, list(words), date.today(), form.extension),
            key=f"download-{key}-{kind}",
        )
        for kind, form in forms.items()
    }
    share.folding(draws, f"download-{key}")
