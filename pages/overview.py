"""Overview: what the atlas says in six figures and two small charts, and where to go from here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from analytics import catalogue
from analytics.clusters import register
from analytics.core.language import _, country_name, listing, ngettext, number, percent
from analytics.core.sources import read_month
from analytics.overview import questions as overview
from analytics.stories import questions as stories
from ui import chart_frame, counting, layout, navigation, story_card

CLICKS = "story-clicks"  # in the session: how often the reader asked for another story


def page() -> None:
    """Draw the page."""
    layout.heading("overview")
    figures = overview.figures()
    with_programme = [code for code in str(figures["programme_countries"] or "").split(",") if code]
    headline(figures)
    tiles(figures, with_programme)
    charts()
    from_the_field()
    entries()
    method()


def headline(figures: Mapping[str, Any]) -> None:
    """Finland beside its neighbours in a sentence."""
    layout.headline(
        _("Finland exported {finland} of its GDP in {year}, its Nordic neighbours {neighbours} on average.").format(
            finland=percent(figures["exports_pct_gdp"]),
            neighbours=percent(figures["neighbours_exports_pct_gdp"]),
            year=figures["exports_year"],
        )
    )


def tiles(figures: Mapping[str, Any], with_programme: list[str]) -> None:
    """Five figures, each with what it is counted from and the page behind it."""
    with st.grid(min_column_width=165, key="tiles"):
        _tile(
            _("Active clusters"),
            number(figures["clusters_active"]),
            _("cluster organisations and business networks seen since {year}").format(year=register.seen_since()),
            ("map", _("See them on the map")),
        )
        _tile(
            _("National programmes"),
            _("{n} of 5").format(n=number(figures["countries_with_programme"])),
            listing(country_name(code) for code in with_programme),
            ("programmes", _("See the features")),
        )
        _tile(
            _("Finland's exports"),
            percent(figures["exports_pct_gdp"]),
            _("of GDP in {year}; neighbours {mean}").format(
                year=figures["exports_year"], mean=percent(figures["neighbours_exports_pct_gdp"])
            ),
            ("exports", _("See the figures")),
        )
        _tile(
            _("Needs recorded"),
            number(figures["needs"]),
            ngettext("from {n} event or article", "from {n} events and articles", figures["events"]),
            ("needs", _("Read them")),
        )
        _tile(
            _("Quality labels awarded"),
            number(figures["labelled"]),
            _("to active clusters, {n} of them gold; few sources say until when").format(
                n=number(figures["labelled_gold"])
            ),
            ("map", _("See the gold ones")),
            label="gold",
        )
    counting.note(
        _(
            "Read in {read}. Of {all} active clusters the place is known for {located}, a member count for "
            "{counted} and a fee for {priced}."
        ).format(
            read=read_month("clusters"),
            all=number(figures["clusters_active"]),
            located=number(figures["located"]),
            counted=number(figures["with_members_known"]),
            priced=number(figures["with_fees_known"]),
        )
    )


def charts() -> None:
    """Two small charts, drawn without a script."""
    left, right = st.columns(2, gap="large")
    with left:
        intensity = catalogue.chart("exports.intensity", country="FI", since=2000)
        chart_frame.still(intensity, height=300, link=("exports", _("Explore exports")))
    with right:
        fees = catalogue.chart("fees.transparency")
        chart_frame.still(fees, height=300, link=("fees", _("What membership costs")))


def from_the_field() -> None:
    """One story on the overview: another every day, and another at a click."""
    row = stories.pick(date.today().toordinal() + st.session_state.get(CLICKS, 0))
    with st.container(border=True, key="from-the-field"):
        st.subheader(_("From the field"), anchor=False)
        left, right = st.columns([1, 2], gap="large")
        with left:
            story_card.figure(row)
        with right:
            story_card.text(row)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(_("Another one"), icon=":material/refresh:", key="another-story", on_click=_next_story)
                navigation.link("stories", _("All success stories"))


def _next_story() -> None:
    st.session_state[CLICKS] = st.session_state.get(CLICKS, 0) + 1


def entries() -> None:
    """Where readers of different kinds begin."""
    st.subheader(_("Where to start"), anchor=False)
    offered = [
        (
            _("I make policy"),
            _("Look at the clusters region by region and compare your region with its neighbours."),
            "map", _("Clusters per million inhabitants"), {"layer": "density"},
        ),
        (
            _("I present"),
            _("Open the map in the language of your audience; it runs with no network and fits a projector."),
            "map", _("Map by industrial ecosystem"), {"colour": "ecosystem"},
        ),
        (
            _("I need data or charts"),
            _("Every table with its source, licence and coverage, ready to download."),
            "data", _("Tables and sources"), {},
        ),
    ]  # fmt: skip
    for column, (title, text, target, words, query) in zip(st.columns(3, gap="large"), offered, strict=True):
        with column:
            st.markdown(f"**{title}**\n\n{text}")
            navigation.link(target, words, **query)


def method() -> None:
    """Definitions and coverage."""
    with st.expander(_("How this was worked out"), key="how"):
        st.markdown(
            _(
                "Clusters are organisations seen on public pages up to November 2026; the lists are not registers. "
                "A country has a national programme when the table of programme features says yes; "
                "partial ones are not counted. The neighbours' export share is the plain mean of Sweden, Norway, "
                "Denmark and Iceland."
            )
        )


def _tile(label: str, value: str, context: str, link: tuple[str, str], /, **query: str) -> None:
    with st.container():
        st.metric(label, value)
        st.caption(context)
        navigation.link(*link, **query)


if __name__ == "__main__":
    page()
