"""How a table stands on a page: columns by their kind, a menu to share it, files to take along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analytics.core.chart import Source
from analytics.core.language import _, current, term
from analytics.publish import file_names, offer
from analytics.publish.cells import harmless_cells
from analytics.publish.table_files import TableFile
from ui import share


def table(rows: pd.DataFrame, key: str, alt: str, *, height: int | None = None) -> None:
    """A table to read: unknown by name, years without separators, addresses as links, numbers by locale."""
    columns: dict[str, Any] = {}
    mended: dict[str, pd.Series] = {}
    years = (_("Year"), _("Founded"), _("Members in year"), _("Source year"))
    for name, cells in rows.items():
        if name in years:
            columns[name] = st.column_config.NumberColumn(format="%d", width=_column_width(cells))
        elif name in (_("Source"), _("Page")):
            columns[name] = st.column_config.LinkColumn(display_text=_("Open the page"))
        elif pd.api.types.is_numeric_dtype(cells):
            columns[name] = st.column_config.NumberColumn(format="localized", width=_column_width(cells))
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


def _column_width(cells: pd.Series) -> int | None:
    """A width in pixels that holds the word for unknown, where a narrow column of numbers would cut it."""
    return 112 if cells.isna().any() else None


def downloads(rows: pd.DataFrame, *, subject: str, words: Sequence[str], sources: Sequence[Source]) -> None:
    """Buttons for the rows as files of each format of a table, made when asked for: exact, with sources."""
    title = subject if not words else f"{subject}: {', '.join(words)}"
    _buttons(TableFile(rows, title, subject, sources, (_("Empty means unknown, never zero."), *words)), words)


def _buttons(table: TableFile, words: Sequence[str] = ()) -> None:
    with st.container(horizontal=True):
        for kind, form in offer.offered("table").items():
            if form.columns <= set(table.rows):
                share.offer(
                    _(form.label),
                    kind,
                    partial(form.make, "table", table),
                    file_name=file_names.file_name(table.name, list(words), date.today(), form.extension),
                    key=f"download-{table.name}-{kind}",
                )
