"""One table: its rows with their sources, its fields, where it comes from, the charts made of it, what changed."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analytics import catalogue, tables
from analytics.core.chart import Source
from analytics.core.language import _, current, day, number, percent
from analytics.core.sources import month
from analytics.open_data import addresses, descriptions, feed, uses
from analytics.open_data.descriptions import TableFacts
from analytics.publish.cells import harmless
from pages.data.every import years
from ui import address, data_address, layout, markdown, navigation, page_registry, sections, table_frame

SHOWN = 1000
MOST_CHOICES = 400  # different values of a field by which rows can be chosen
FIELD, VALUE = "field", "value"


def draw(name: str) -> None:
    """Draw the table's sections; only the open tab does its work."""
    facts = descriptions.of(name)
    st.caption(_("What a row is"))
    layout.headline(markdown.escape(facts.row_is))
    st.markdown(_facts_words(facts))
    parts = {
        _("Rows"): _rows,
        _("Fields"): _fields,
        _("Sources and licences"): _sources,
        _("Charts"): _charts,
        _("Changes"): _changes,
    }
    sections.tabs("data-tabs", {title: partial(part, facts) for title, part in parts.items()})


def _facts_words(facts: TableFacts) -> str:
    said = [
        _("{rows} rows and {fields} fields; {share} of the cells hold a value.").format(
            rows=number(facts.rows), fields=number(len(facts.fields)), share=percent(facts.filled, 0)
        )
    ]
    if facts.first_year:
        said.append(_("The figures are of {years}.").format(years=years(facts)))
    if facts.read:
        said.append(_("The sources were read in {month}.").format(month=month(facts.read)))
    return " ".join(said)


def _rows(facts: TableFacts) -> None:
    """The rows as shipped, those with a value of a field where the reader chooses so, and their downloads."""
    rows = tables.rows(facts.name)
    chosen = _chosen(facts, rows)
    if chosen:
        rows = addresses.table_rows(facts.name, chosen)
    st.caption(_("As stored: names and texts stand in the language of the table, empty means unknown."))
    shown = rows.head(SHOWN)
    settings: dict[str, Any] = {}
    for one in facts.fields:
        said = f"{one.said} ({one.unit_words})" if one.unit_words else one.said
        if one.kind == "address":
            settings[one.name] = st.column_config.LinkColumn(help=said, display_text=_("Open the page"))
        elif one.kind == "year":
            settings[one.name] = st.column_config.NumberColumn(help=said, format="%d")
        else:
            settings[one.name] = st.column_config.Column(help=said)
    if "source_id" in shown:
        listed, address_of = tables.rows("sources").set_index("source_id"), _("Address of the source")
        named = {_("Source"): listed["citation"], address_of: listed["url"]}
        shown = shown.assign(**{heading: shown["source_id"].map(cells) for heading, cells in named.items()})
        settings[address_of] = st.column_config.LinkColumn(display_text=_("Open the page"))
    st.dataframe(
        shown,
        hide_index=True,
        height=420,
        key=f"rows-{facts.name}",
        alt=facts.title,
        column_config=settings,
        placeholder="",
    )
    if len(rows) > SHOWN:
        st.caption(_("The first {n} rows are shown; the downloads hold all.").format(n=SHOWN))
    words = [f"{column} {value}" for column, values in chosen.items() for value in values]
    listed_sources = [Source(one.citation, facts.name, url=one.url) for one in facts.sources]
    table_frame.downloads(rows, subject=facts.name, words=words, sources=listed_sources)
    with st.expander(_("Data address")):
        data_address.of_table(facts.name, chosen)


def _chosen(facts: TableFacts, rows: pd.DataFrame) -> dict[str, list[str]]:
    """The field and values by which the reader chooses rows, as an address names them."""
    by = [
        one.name
        for one in facts.fields
        if one.kind in ("code", "identifier", "year", "flag") and 1 < rows[one.name].nunique() <= MOST_CHOICES
    ]
    if not by:
        return {}
    left, right = st.columns([1, 2])
    with left:
        column = address.choose_or_none(FIELD, _("Rows by field"), by, str, (VALUE,))
    if column is None:
        return {}
    values = sorted({addresses.as_text(value) for value in rows[column].dropna().tolist()})
    with right:
        chosen = address.choose_many(VALUE, _("Value"), values, str)
    return {column: list(chosen)} if chosen else {}


def _fields(facts: TableFacts) -> None:
    """Each field with its type, unit, allowed values and the share of rows that hold a value."""
    known = _("Known, %")
    table_frame.table(
        {
            _("Data field"): [one.name for one in facts.fields],
            _("What it is"): [one.said for one in facts.fields],
            known: [facts.known[one.name] for one in facts.fields],
            _("Type"): [_(descriptions.KIND_WORDS[one.kind]) for one in facts.fields],
            _("Unit"): [one.unit_words for one in facts.fields],
            _("Allowed values"): [one.allowed_words for one in facts.fields],
            _("Always filled"): [_("yes") if one.required else "" for one in facts.fields],
            _("Key"): [_("yes") if one.is_key else "" for one in facts.fields],
        },
        height=min(720, 38 + 35 * len(facts.fields)),
        key=f"columns-{facts.name}",
        title=_("{table}: columns").format(table=facts.title),
        sources=table_frame.whole_tables(facts.name),
        alt=_("Table of columns and how much of each is known."),
        strips=(known,),
    )


def _sources(facts: TableFacts) -> None:
    """The sources of the table's rows with their licences, months of reading and addresses."""
    if not facts.sources:
        st.markdown(_("This table is made by the atlas from its other tables; see the data folder's README."))
        return
    shown = {
        _("Publisher or site"): [harmless(one.citation) for one in facts.sources],
        _("Rows"): [one.rows for one in facts.sources],
        _("Address"): pd.Series([one.url for one in facts.sources], name="source_url", dtype="str"),
        _("Read"): [month(one.read) if one.read else None for one in facts.sources],
    }
    if facts.licences:
        shown[_("Licence as stated")] = [one.licence or None for one in facts.sources]
    table_frame.table(
        shown,
        height=420,
        key=f"sources-{facts.name}",
        title=_("{table}: sources").format(table=facts.title),
        sources=table_frame.whole_tables(facts.name),
        alt=_("Table of sources."),
    )


def _charts(facts: TableFacts) -> None:
    """The charts made from the table, each a link to where it stands."""
    with st.spinner(_("Looking for the charts…")):
        drawn = [catalogue.chart(id_) for id_ in uses.charts_of(facts.name)]
    if not drawn:
        st.markdown(_("No chart names this table as its source. Pages show it as text or as a list."))
    for chart in drawn:
        place = page_registry.page_of_chart(chart.id)
        navigation.link(place.key, f"{chart.title} ({page_registry.title(place.key)})", ":material/show_chart:")


def _changes(facts: TableFacts) -> None:
    """What changed in the table, newest first."""
    found = feed.changes(facts.name)
    if not found:
        st.markdown(_("No change of this table is written down."))
        return
    for one in found:
        st.markdown(f"**{day(one.day)}**  \n{markdown.escape(one.words)}")
    st.link_button(
        _("Feed of changes"),
        f"/data/changes.atom?table={facts.name}&lang={current()}",
        icon=":material/rss_feed:",
    )
