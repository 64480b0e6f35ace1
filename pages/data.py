"""Data and sources: every table with its rows, coverage, columns, sources, and a download."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import tables
from analytics.clusters import register
from analytics.core.chart import Source
from analytics.core.language import _, current, number, percent
from analytics.publish.cells import harmless
from ui import address, counting, layout, navigation, table_frame

SHOWN = 1000


def page() -> None:
    """Draw the page."""
    layout.heading("data")
    names = tables.names()
    name = address.choose("table", _("Table"), names, tables.title, "clusters")
    rows = tables.rows(name)
    layout.headline(
        _("{rows} rows, {columns} columns, of which {share} of the cells hold a value.").format(
            rows=number(len(rows)), columns=number(len(rows.columns)), share=tables.filled(rows)
        )
    )
    # Only the open tab does its work.
    shown, columns, origins = st.tabs(
        [_("Rows"), _("Columns"), _("Sources and licences")], key=f"data-tabs-{current()}", on_change="rerun"
    )
    if shown.open:
        with shown:
            _rows(name, rows)
    if columns.open:
        with columns:
            _columns(name, rows)
    if origins.open:
        with origins:
            _sources(name, rows)
    _counted()


def _counted() -> None:
    """What every count of clusters in the atlas is of, and why the other rows of the register are left out."""
    st.subheader(_("What is counted as a cluster"), anchor=counting.ANCHOR)
    st.markdown(register.definition())
    said = register.reason_words()
    table_frame.table(
        {_("Rows of the register"): list(said), _("Number"): [register.register()[code] for code in said.values()]},
        key="counted-rows",
        title=_("What is counted as a cluster"),
        sources=table_frame.whole_tables("clusters"),
        alt=_("Table of the rows of the register by whether and why they are counted."),
    )
    navigation.link("map", _("The whole register on the map"), ":material/map:", status="any", kind="any")


def _rows(name: str, table: pd.DataFrame) -> None:
    """The rows as shipped, and their downloads."""
    st.caption(_("As stored: names and texts stand in the language of the table, empty means unknown."))
    st.dataframe(table.head(SHOWN), hide_index=True, height=420, key=f"rows-{name}", alt=tables.title(name))
    if len(table) > SHOWN:
        st.caption(_("The first {n} rows are shown; the downloads hold all.").format(n=SHOWN))
    origins = tables.sources(name, table)
    listed = [
        Source(str(row.citation), name, url=row.url if isinstance(row.url, str) else "") for row in origins.itertuples()
    ]
    table_frame.downloads(table, subject=name, words=[], sources=listed)


def _columns(name: str, table: pd.DataFrame) -> None:
    """Each column with the share of rows that hold a value."""
    found = tables.coverage(table)
    table_frame.table(
        {
            _("Column"): found["column"],
            _("Known"): [percent(value, 0) for value in found["known_pct"]],
            _("Different values"): found["distinct"],
        },
        height=420,
        key=f"columns-{name}",
        title=_("{table}: columns").format(table=tables.title(name)),
        sources=table_frame.whole_tables(name),
        alt=_("Table of columns and how much of each is known."),
    )


def _sources(name: str, table: pd.DataFrame) -> None:
    """The sources of the table's rows with their licences and addresses."""
    found = tables.sources(name, table)
    if found.empty:
        st.markdown(_("This table is made by the atlas from its other tables; see the data folder's README."))
        return
    shown = {
        _("Publisher or site"): found["citation"].map(lambda text: harmless(str(text))),
        _("Rows"): found["rows"],
        _("Address"): list(found["url"]),
    }
    if "licence" in found:
        shown[_("Licence as stated")] = found["licence"]
    table_frame.table(
        shown,
        height=420,
        key=f"sources-{name}",
        title=_("{table}: sources").format(table=tables.title(name)),
        sources=table_frame.whole_tables(name),
        alt=_("Table of sources."),
    )


if __name__ == "__main__":
    page()
