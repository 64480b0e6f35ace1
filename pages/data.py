"""Data and sources: every table with its rows, coverage, columns, sources, and a download."""

import streamlit as st

from analytics import tables
from analytics.core.language import _, current, number
from ui import address, data_parts, frame

frame.heading(
    _("Data and sources"),
    _("What does the atlas know, where does it come from, and under which terms may it be used?"),
)
names = tables.names()
name = address.choose("table", _("Table"), names, tables.title, "clusters")
rows = tables.rows(name)
frame.headline(
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
        data_parts.rows(name, rows)
if columns.open:
    with columns:
        data_parts.columns(name, rows)
if origins.open:
    with origins:
        data_parts.sources(name, rows)
