"""Who supports clusters, what do they offer, and what does it cost?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analytics.clusters import questions as clusters
from analytics.core.codes import NETWORK_AUDIENCES, NORDIC
from analytics.core.language import _, country_name, listing, ngettext, number, term
from analytics.core.sources import read_month
from analytics.knowledge import questions as knowledge
from analytics.overview import questions as overview
from analytics.programmes import questions as programmes
from analytics.programmes import words
from ui import address, layout, markdown, navigation, sections, share, table_frame

NAMES = ("country", "for")
QUERIES = ["knowledge.networks", "knowledge.label_levels", "knowledge.label_holders", "overview.labels"]
ALL = "all"


@dataclass(frozen=True)
class Choice:
    """Where the reader is and what it is; empty = not said."""

    place: str
    audience: str


def page() -> None:
    """Draw the page."""
    layout.heading("support")
    choice = controls()
    rows = knowledge.networks(choice.place, choice.audience)
    headline(rows)
    parts = {
        _("Networks and organisations"): lambda: networks(rows),
        _("Quality label"): label,
        _("Training"): training,
    }
    sections.tabs("support", parts)
    onward()
    method()


def controls() -> Choice:
    """One row of controls: where the reader is and whom it acts for."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="support-controls"):
        place = address.choose("country", _("Where are you?"), (ALL, *NORDIC), _place_name, ALL, width=220)
        audience = address.choose("for", _("Who are you?"), (ALL, *NETWORK_AUDIENCES), _audience_name, ALL, width=300)
        share.copy_link()
        address.reset_button(NAMES)
    return Choice("" if place == ALL else place, "" if audience == ALL else audience)


def headline(rows: pd.DataFrame) -> None:
    """How many fit, and for how many of them the cost is known."""
    found = ngettext("{n} network or organisation fits.", "{n} networks and organisations fit.", len(rows))
    cost = _("{known} of them publish what they cost.").format(known=number(int(rows["fee"].notna().sum())))
    layout.headline(f"{found} {cost}" if len(rows) else found)


def networks(rows: pd.DataFrame) -> None:
    """Cards of networks and organisations, Nordic ones first."""
    if rows.empty:
        st.info(_("None is known for this choice. Choose another country or reader, or reset."))
        return
    for shelf in knowledge.SHELVES:
        shown = rows[rows["shelf"] == shelf]
        if shown.empty:
            continue
        first = shelf == rows["shelf"].iloc[0]
        named = f"{knowledge.shelf_name(shelf)} ({number(len(shown))})"
        sections.box(named, f"networks-{shelf}", partial(_cards, shown, shelf), expanded=first)


def _cards(rows: pd.DataFrame, shelf: str) -> None:
    with st.grid(min_column_width=320, key=f"shelf-{shelf}"):
        for row in rows.to_dict("records"):
            _card(row)


def label() -> None:
    """The quality label: its levels, and who holds one."""
    ladder()
    holders()


def ladder() -> None:
    """What each level of the quality label asks, costs and how long it holds, and how many were awarded it where."""
    st.subheader(_("The quality label: bronze, silver, gold"), anchor=False)
    st.markdown(
        _(
            "The label says how well a cluster is managed. It is given to the organisation that runs the cluster, "
            "after an assessment by outsiders."
        )
    )
    held = overview.labels()
    levels = knowledge.label_levels().to_dict("records")
    for column, row in zip(st.columns(len(levels), gap="medium"), levels, strict=True):
        with column, st.container(border=True, key=f"level-{row['level']}"):
            st.markdown(f"### {term(row['level']).capitalize()}")
            st.markdown(f"**{_('What it asks')}:** {markdown.escape(row['asks'])} ({markdown.site(row['source_url'])})")
            st.markdown(f"**{_('What it costs')}:** {_price(row)}")
            st.markdown(f"**{_('How long it holds')}:** {_validity(row['level'])}")
            st.markdown(f"**{_('Active clusters awarded it')}:** {_held(held, row)}")
            navigation.link("map", _("See them on the map"), ":material/map:", label=row["level"])


def holders() -> None:
    """Which cluster was awarded which label, and what is known of its end."""
    rows = knowledge.label_holders()
    ended = int(rows["valid_to"].notna().sum())
    st.markdown(
        _(
            "A label runs out unless it is renewed, and the pages seldom say when: an end is known for {known} of "
            "{all} labels, and {past} of those have passed. Ask the cluster whether its label is in force."
        ).format(known=number(ended), all=number(len(rows)), past=number(knowledge.run_out(rows, date.today())))
    )
    table_frame.table(
        {
            _("Cluster"): rows["name"],
            _("Page"): table_frame.cluster_links(rows["cluster_id"]),
            _("Country"): rows["country"].map(country_name),
            _("Quality label"): rows["label"].map(clusters.label_name),
            _("Status"): rows["status"].map(clusters.status_name),
            _("Awarded in"): rows["awarded_year"],
            _("Valid to, if known"): rows["valid_until"],
            _("Industrial ecosystem"): rows["ecosystem"].map(term),
            _("What else the source says"): rows["note"],
            _("Source"): rows["source_url"],
        },
        key="holders",
        title=_("Clusters awarded a quality label"),
        sources=table_frame.pages_named("clusters"),
        alt=_("Table of clusters awarded a quality label, active ones first."),
    )


def training() -> None:
    """Training for those who run clusters, country by country, Finland first."""
    rows = programmes.matrix(NORDIC)
    rows = rows[rows["feature"] == "training_for_managers"].set_index("country").loc[list(NORDIC)].reset_index()
    table_frame.table(
        {
            _("Country"): rows["country"].map(country_name),
            _("There"): rows["value"].map(words.value_word),
            _("What there is"): rows["evidence"],
            _("Source"): rows["source_url"],
        },
        key="training",
        title=_("Training for cluster managers"),
        sources=table_frame.pages_named("programme_features"),
        alt=_("Table of training for cluster managers by country."),
    )


def onward() -> None:
    """Where to go from here."""
    with st.container(horizontal=True):
        navigation.link("start", _("Start or develop a cluster"), ":material/checklist:")
        navigation.link("funding", _("Funding"), ":material/savings:")
        navigation.link("programmes", _("National programmes compared"), ":material/balance:")


def method() -> None:
    """What the page rests on."""
    layout.worked_out(_method, QUERIES)


# --- parts -----------------------------------------------------------------------------------------------


def _method() -> None:
    st.markdown(
        _(
            "Networks and organisations were read from public pages in {read}. The list is not complete. A choice of "
            "country keeps those of that country and those open to all of the Nordic countries, Europe or the world. A "
            "choice of reader keeps those whose pages name such readers. Prices of the label are for a first "
            "assessment, without VAT. A cluster counts with the highest label seen."
        ).format(read=read_month("networks"))
    )


def _card(row: dict[str, Any]) -> None:
    with st.container(border=True, key=f"network-{row['network_id']}"):
        st.markdown(f"#### {markdown.link(row['name'], row['website'])}")
        st.caption(" · ".join(_kind(row)))
        st.markdown(markdown.escape(_sentence(row["offers"])))
        unknown = f"*{_('not stated')}*"
        st.markdown(
            f"**{_('For whom')}:** {_whom(row) or unknown}  \n"
            f"**{_('What it costs')}:** {_said(row['fee']) or '*' + term('not_published') + '*'}  \n"
            f"**{_('Run by')}:** {_said(row['operator']) or unknown}"
        )
        if row["source_url"] != row["website"]:
            st.caption(markdown.site(str(row["source_url"])))


def _kind(row: dict[str, Any]) -> list[str]:
    countries = row["countries"]
    founded = row["founded_year"]
    return [
        knowledge.kind_name(str(row["kind"])),
        ", ".join(country_name(code) for code in countries.split("; "))
        if isinstance(countries, str)
        else knowledge.reach_name(str(row["reach"])),
        _("founding year not known") if pd.isna(founded) else _("since {year}").format(year=founded),
    ]


def _price(row: dict[str, Any]) -> str:
    low, high = row["fee_min_eur"], row["fee_max_eur"]
    if pd.isna(low):
        return term("not_published")
    amount = number(low) if low == high else f"{number(low)}–{number(high)}"
    said = _("EUR {amount} without VAT, first assessment").format(amount=amount)
    return f"{said} ({markdown.site(str(row['fee_source_url']))})"


def _validity(level: str) -> str:
    rules = knowledge.label_rules(level)
    return ". ".join(f"{row.states} ({markdown.site(row.source_url)})" for row in rules.itertuples()) or term("unknown")


def _held(held: pd.DataFrame, row: dict[str, Any]) -> str:
    counts = held[held["label"] == row["level"]].set_index("country")["clusters"].reindex(NORDIC, fill_value=0)
    parts = listing(f"{country_name(code)} {number(count)}" for code, count in counts.items())
    return f"{number(row['clusters'])} ({parts})"


def _whom(row: dict[str, Any]) -> str:
    """Who can join in the words of the row, else whom it works for."""
    if isinstance(row["who"], str) or not isinstance(row["serves"], str):
        return _said(row["who"])
    return ", ".join(knowledge.audience_name(code).lower() for code in row["serves"].split("; "))


def _said(value: object) -> str:
    return markdown.escape(value) if isinstance(value, str) else ""


def _sentence(text: object) -> str:
    said = str(text)
    return said[:1].upper() + said[1:]


def _place_name(code: str) -> str:
    return _("All Nordic countries") if code == ALL else country_name(code)


def _audience_name(code: str) -> str:
    return _("Everyone") if code == ALL else knowledge.audience_name(code)


if __name__ == "__main__":
    page()
