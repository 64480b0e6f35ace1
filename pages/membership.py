"""Members: how many a cluster has, how much of that is known, how it grows, and who the members are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from analytics import catalogue
from analytics.clusters import questions as clusters
from analytics.clusters import register
from analytics.core.chart import Chart
from analytics.core.codes import NORDIC
from analytics.core.language import _, country_name, country_words, number, term
from analytics.membership import questions as membership
from analytics.membership import words
from ui import address, chart_frame, counting, layout, markdown, navigation, sections, share, table_frame

NAMES = ("country", "eco")
CHARTS = ("size", "by_ecosystem", "coverage", "growth", "composition_counted", "composition_named")
QUERIES = ("sizes", "coverage", "growth", "counted", "named")


@dataclass(frozen=True)
class Choice:
    """What the reader looks at: the country in question and an industrial ecosystem, empty = all; both checked."""

    country: str
    ecosystem: str


def page() -> None:
    """Draw the page."""
    layout.heading("membership")
    choice = controls()
    headline(choice)
    parts = (_("How many"), _("By ecosystem"), _("Growth"), _("Who they are"), _("Each cluster"))
    drawn = (size, by_ecosystem, growth, composition, listed)
    sections.tabs("membership", {part: partial(draw, choice) for part, draw in zip(parts, drawn, strict=True)})
    onward()
    method(choice)


def controls() -> Choice:
    """One row of controls: the country in question, the ecosystem, a link to this view and reset."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="membership-controls"):
        country = address.choose("country", _("Country"), NORDIC, country_name, "FI", width=200)
        ecosystem = address.choose_or_none(
            "eco", _("Industrial ecosystem"), clusters.ecosystems(), term, placeholder=_("All"), width=330
        )
        share.copy_link()
        address.reset_button(NAMES)
    return Choice(country, ecosystem or "")


def headline(choice: Choice) -> None:
    """The median of the country and of its neighbours."""
    layout.headline(
        words.headline(membership.groups(choice.country, choice.ecosystem), choice.country, choice.ecosystem)
    )
    counting.note(register.counted_words())


def size(choice: Choice) -> None:
    """How large clusters are, by country."""
    chart_frame.show(_of_ecosystem("membership.size", choice, narrow=int(layout.on_phone())), height=600)


def by_ecosystem(choice: Choice) -> None:
    """How large clusters are, by ecosystem, and how much of that is known."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        chart_frame.show(catalogue.chart("membership.by_ecosystem", country=choice.country), height=640)
    with right:
        chart_frame.show(_of_ecosystem("membership.coverage", choice), height=460)


def growth(choice: Choice) -> None:
    """Clusters with counts of several years, of all ecosystems: too few are known to part them."""
    if choice.ecosystem:
        st.caption(
            _(
                "Growth and the kinds of members that clusters count are shown for all ecosystems: too few figures are "
                "known to part them."
            )
        )
    chart = catalogue.chart("membership.growth", country=choice.country)
    series = chart.table[["cluster_id", "counted"]].drop_duplicates()
    chart_frame.show(chart, height=90 + 36 * len(series))


def composition(choice: Choice) -> None:
    """Kinds of members, once as counted by clusters and once as named on pages, never in one bar."""
    st.markdown(
        _(
            "Two pictures that must not be added up: the first shows what clusters state about all their members, the "
            "second those members that happen to be known by name."
        )
    )
    left, right = st.columns(2, gap="large")
    with left:
        chart_frame.show(catalogue.chart("membership.composition_counted", country=choice.country), height=600)
    with right:
        chart_frame.show(_of_ecosystem("membership.composition_named", choice), height=600)


def listed(choice: Choice) -> None:
    """The country's active clusters with their members, unknown ones too, each with its page."""
    rows = membership.sizes(choice.country, choice.ecosystem)
    rows = rows[rows["country"] == choice.country]
    if rows.empty:
        st.info(
            _("There is no active cluster in this ecosystem {in_country}.").format(**country_words(choice.country)),
            icon=":material/info:",
        )
        return
    st.markdown(
        _("{country} has {n} active clusters, {known} of them with a known number of members.").format(
            **country_words(choice.country), n=number(len(rows)), known=number(rows["members"].notna().sum())
        )
    )
    table_frame.table(
        {
            _("Cluster"): rows["name"],
            _("Industrial ecosystem"): rows["ecosystem"].map(term),
            _("Members"): rows["members"],
            _("Members in year"): rows["counts_year"],
            _("Source"): rows["source_url"],
        },
        key="membership-clusters",
        title=_("Active clusters and their members: {country}").format(**country_words(choice.country)),
        sources=table_frame.pages_named("clusters"),
        alt=_("Table of active clusters with their number of members and its year."),
    )


def onward() -> None:
    """The way to fees and to the network."""
    with st.container(horizontal=True):
        navigation.link("fees", _("What membership costs"), ":material/payments:")
        navigation.link("network", _("The cluster network"), ":material/share:")


def method(choice: Choice) -> None:
    """Definitions, coverage and the questions as they are asked."""

    def write() -> None:
        chart_frame.methods([catalogue.chart(f"membership.{name}", country=choice.country) for name in CHARTS])
        st.markdown(
            _(
                "Only active clusters are looked at. Clusters whose number of members is not known are counted and "
                "never taken as zero."
            )
        )

    layout.worked_out(write, [f"membership.{name}" for name in QUERIES])


def _of_ecosystem(chart_id: str, choice: Choice, **look: int) -> Chart:
    """A chart of the ecosystem chosen; where nothing is known of that, a note says so and all are shown instead."""
    chart = catalogue.chart(chart_id, country=choice.country, ecosystem=choice.ecosystem, **look)
    if not chart.drawing.empty:
        return chart
    st.info(f"{markdown.escape(chart.insight)} {_('All ecosystems are shown instead.')}", icon=":material/info:")
    return catalogue.chart(chart_id, country=choice.country, **look)


if __name__ == "__main__":
    page()
