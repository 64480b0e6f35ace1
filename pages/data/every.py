"""All tables: what each holds, how full it is and when it changed; a search over tables and fields; all as one file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.core.language import _, current, number
from analytics.open_data import descriptions, feed, uses
from analytics.open_data.descriptions import TableFacts
from ui import address, layout, table_frame

WORDS = "find"
WHOLE = "/data/nordic-cluster-atlas"  # the address of the whole atlas as a file


def draw() -> None:
    """Draw the list of tables."""
    every = descriptions.all_tables()
    layout.headline(
        _("{tables} tables with {rows} rows, of which {sourced} name the page or data set they are from.").format(
            tables=number(len(every)),
            rows=number(sum(one.rows for one in every)),
            sourced=number(sum(source.rows or 0 for one in every for source in one.sources)),
        )
    )
    words = address.write_text(WORDS, _("Find a table or a field"), placeholder=_("Such as: fee, budget, region"))
    found = uses.tables_found(words) if words else list(every)
    if found:
        _tables(found)
    else:
        st.info(_("No table or field has these words."), icon=":material/search_off:")
    if words and found:
        _fields(words)
    _whole()


def _tables(found: list[TableFacts]) -> None:
    changed = {one.table: one.day for one in reversed(feed.changes())}
    table_frame.table(
        {
            _("Table"): [one.title for one in found],
            _("To the table"): _links(found),
            _("A row is"): [one.row_is for one in found],
            _("Rows"): [one.rows for one in found],
            _("Years"): [years(one) for one in found],
            _("Known, %"): [one.filled for one in found],
            _("Last change"): [changed.get(one.name) for one in found],
        },
        key="tables",
        title=_("Tables of the atlas"),
        sources=(),
        height=min(560, 38 + 35 * len(found)),
        alt=_("Table of all tables with what a row is, rows, years, the share of known values and the last change."),
        strips=(_("Known, %"),),
    )


def years(facts: TableFacts) -> str:
    """The years of a table's figures in words; empty where no field says of which year they are."""
    if facts.first_year is None:
        return ""
    return str(facts.first_year) if facts.first_year == facts.last_year else f"{facts.first_year}–{facts.last_year}"


def _links(found: list[TableFacts]) -> pd.Series:
    addresses = [f"/data?table={one.name}&lang={current()}" for one in found]
    return pd.Series(addresses, name=table_frame.PAGE, dtype="str")


def _fields(words: str) -> None:
    found = uses.fields_found(words)
    if not found:
        return
    st.subheader(_("Fields"), anchor=False)
    table_frame.table(
        {
            _("Table"): [one.table.title for one in found],
            _("To the table"): _links([one.table for one in found]),
            _("Data field"): [one.field.name for one in found],
            _("What it is"): [one.field.said for one in found],
            _("Unit"): [one.field.unit_words for one in found],
        },
        key="fields-found",
        title=_("Fields of the tables"),
        sources=(),
        alt=_("Table of the fields that have the words."),
    )


def _whole() -> None:
    st.subheader(_("Take everything along"), anchor=False)
    with st.container(horizontal=True, gap="small"):
        st.link_button(_("All tables in a DuckDB file"), f"{WHOLE}.duckdb", icon=":material/download:")
        st.link_button(_("Data Package (ZIP)"), f"{WHOLE}.zip", icon=":material/download:")
        st.link_button(_("Feed of changes"), f"/data/changes.atom?lang={current()}", icon=":material/rss_feed:")
    origin = address.origin()
    with st.expander(_("For programs and data portals")):
        st.markdown(_("Every chart and table has an address of its own; *Share* at a chart shows it."))
        said = {
            _("All addresses (OpenAPI)"): "/openapi.json",
            _("Data Package without the tables"): "/data/datapackage.json",
            _("schema.org (JSON-LD)"): "/data/catalogue.jsonld",
            _("DCAT-AP (JSON-LD)"): "/data/dcat.jsonld",
        }
        for words, path in said.items():
            st.caption(words)
            st.code(f"{origin}{path}", language=None, wrap_lines=True)
