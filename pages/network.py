"""Which organisations sit in several clusters, and whom could they connect?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.clusters import questions as clusters
from analytics.clusters import register
from analytics.core.chart import Chart, Source
from analytics.core.codes import NORDIC
from analytics.core.language import _, country_name, country_words, current, day, listing, ngettext, number, term
from analytics.network import questions as shared_members
from ui import address, chart_frame, counting, layout, markdown, navigation, sections, share, table_frame

START, END = "fi-energyvaasa", "no-gce-ocean-technology"
PHONE_WIDTH, DESK_WIDTH = 350, 900  # px of the picture of clusters


@dataclass(frozen=True)
class Choice:
    """What is selected; empty = all."""

    country: str
    eco: str


def page() -> None:
    """Draw the page."""
    layout.heading("network")
    choice = controls()
    headline(choice)
    counting.note(register.counted_words())
    parts = {
        _("For your cluster"): doors,
        _("From one cluster to another"): way,
        _("Who connects most?"): lambda: bridges(choice),
        _("Picture"): lambda: picture(choice),
        _("Members from another country"): lambda: abroad(choice),
        _("Names"): names,
    }
    sections.tabs("network", parts)
    method(choice)


def controls() -> Choice:
    """One row of controls: a country and an ecosystem."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        country = address.choose_or_none("country", _("Country"), NORDIC, country_name, placeholder=_("All"), width=220)
        eco = address.choose_or_none(
            "eco", _("Industrial ecosystem"), clusters.ecosystems(), term, placeholder=_("All"), width=320
        )
        share.copy_link()
        address.reset_button(("country", "eco", "rank", "from", "to", "own"))
    return Choice(country or "", eco or "")


def headline(choice: Choice) -> None:
    """Who connects most, and how many do so across borders."""
    found = shared_members.organisations(choice.country, choice.eco)
    abroad = found[found["countries"] > 1].sort_values(["betweenness", "member_id"], ascending=[False, True])
    if found.empty:
        layout.headline(_("No organisation is known to sit in several of these clusters."))
    elif abroad.empty:
        layout.headline(
            ngettext(
                "{n} organisation is known to sit in several clusters, all in one country.",
                "{n} organisations are known to sit in several clusters, each in one country only.",
                len(found),
            )
        )
    else:
        layout.headline(
            _(
                "{n} organisations are known to sit in several clusters. {abroad} of them open a door to clusters of "
                "another country, first of all {names}."
            ).format(
                n=number(len(found)),
                abroad=number(len(abroad)),
                names=listing(markdown.escape(name) for name in abroad["member_name"][:3]),
            )
        )


def doors() -> None:
    """Who opens a door for one cluster: its members that sit in other clusters too, those abroad first."""
    words = shared_members.cluster_words()
    cluster = address.choose("own", _("Your cluster"), tuple(words), words.__getitem__, START, width=420)
    rows = shared_members.doors(cluster)
    if rows.empty:
        st.info(_("No member of this cluster is known to sit in another one."), icon=":material/info:")
        return
    for abroad, part in rows.groupby("abroad", sort=False):
        st.markdown(f"**{_('Doors abroad') if abroad else _('Doors at home')}**")
        lines = []
        for other, known in part.groupby("cluster_id", sort=False):
            row = known.iloc[0]
            there = f"/cluster?cluster={other}&lang={current()}"
            who = listing(markdown.escape(name) for name in known["member_name"])
            lines.append(
                f"- [{markdown.escape(row['cluster_name'])}]({there}) ({country_name(row['cluster_country'])}): {who}"
            )
        st.markdown("\n".join(lines))
    chart_frame.source_line(table_frame.pages_named("memberships"))


def picture(choice: Choice) -> None:
    """The clusters and what they share."""
    width = PHONE_WIDTH if layout.on_phone() else DESK_WIDTH
    _show(catalogue.chart("network.clusters", country=choice.country, eco=choice.eco, width=width))


def bridges(choice: Choice) -> None:
    """The organisations that connect most, by one of three measures."""
    by = address.choose_segment(
        "rank",
        _("Rank by"),
        ("clusters", "countries", "between"),
        lambda value: {
            "clusters": _("Clusters"),
            "countries": _("Countries"),
            "between": _("Bridging role"),
        }[value],
        "clusters",
    )
    _show(catalogue.chart("network.bridges", country=choice.country, eco=choice.eco, by=by))


def way() -> None:
    """The way from one cluster to another, with links to the clusters passed."""
    words = shared_members.cluster_words()
    options = tuple(words)
    with st.container(horizontal=True):
        start = address.choose("from", _("From"), options, words.__getitem__, START, width=340)
        end = address.choose("to", _("To"), options, words.__getitem__, END, width=340)
    chart = catalogue.chart("network.path", start=start, end=end)
    _show(chart)
    passed = chart.table[chart.table["kind"] == "cluster"]
    with st.container(horizontal=True):
        for row in passed.itertuples(index=False):
            navigation.link("cluster", row.name, ":material/hub:", cluster=str(row.id))


def abroad(choice: Choice) -> None:
    """Memberships in a cluster of another country, and of how many the country is not known."""
    known = shared_members.coverage(choice.country, choice.eco)
    rows = shared_members.cross_border(choice.country, choice.eco)
    st.markdown(
        _(
            "{crossing} of the {known} memberships with a known home country are in a cluster of another country. The "
            "country of {unknown} more is not known. They may be of either kind."
        ).format(
            crossing=number(known["cross_border"]),
            known=number(known["with_country"]),
            unknown=number(known["memberships"] - known["with_country"]),
        )
    )
    if choice.country:
        st.caption(
            _("The table also has {of_country} organisations in clusters abroad.").format(
                **country_words(choice.country)
            )
        )
    if rows.empty:
        st.info(_("None is known here. Choose all countries or all ecosystems to see more."), icon=":material/info:")
        return
    table_frame.table(
        {
            _("Organisation"): rows["member_name"],
            _("Home country"): rows["member_country"].map(country_name),
            _("Cluster"): rows["cluster_name"],
            _("Country of the cluster"): rows["cluster_country"].map(country_name),
            _("Industrial ecosystem"): rows["ecosystem"].map(term),
            _("Source year"): rows["source_year"],
            _("Source"): rows["source_url"],
        },
        key="cross-border",
        title=_("Members from another country"),
        sources=table_frame.pages_named("memberships"),
        alt=_("Table of memberships in clusters of another country."),
    )


def names() -> None:
    """Which names were brought together, each by a decision of its own, never otherwise."""
    rows = shared_members.decided_names()
    confirmed = rows[rows["decision"] == "confirmed"]
    st.markdown(
        _(
            "{n} of the {all} rows of the table of memberships are listed under another name of the same organisation "
            "and are counted with it here. Each of these {names} names was confirmed one by one. Names that only look "
            "alike, subsidiaries and merged bodies stay apart."
        ).format(
            n=number(confirmed["rows_resolved"].sum()),
            all=number(shared_members.coverage()["rows_listed"]),
            names=number(len(confirmed)),
        )
    )
    sections.box(_("See the names"), "names", lambda: _names_table(rows))


def method(choice: Choice) -> None:
    """Definitions, coverage and queries."""

    def write() -> None:
        of_choice = {"country": choice.country, "eco": choice.eco}
        chart_frame.methods(
            [
                catalogue.chart("network.clusters", **of_choice),
                catalogue.chart("network.path", start=START, end=END),
                catalogue.chart("network.bridges", **of_choice),
            ]
        )
        st.markdown(
            _(
                "Only active clusters are looked at. Medicon Valley Alliance works in two countries and has a row of "
                "its own in each. Its Danish members count as coming from abroad in the Swedish one. The home country "
                "is the one stated with each membership. Where several pages differ, each row keeps its own."
            )
        )

    layout.worked_out(
        write,
        (
            *("network.memberships", "network.shared_members", "network.organisations"),
            *("network.cross_border", "network.coverage", "network.aliases"),
        ),
    )


def _names_table(rows: pd.DataFrame) -> None:
    sources = [Source(_("Decisions of the atlas, each with the page that supports it where one is needed"), "")]
    table_frame.table(
        {
            _("Listed as"): rows["member_name"],
            _("Counted as"): rows["canonical_name"],
            _("Reason"): rows["reason"].map(shared_members.reason_name),
            _("Remark"): rows["note"],
            _("Source"): rows["source_url"],
            _("Rows"): rows["rows_resolved"],
            _("Decision"): rows["decision"].map(shared_members.decision_name),
            _("Decided on"): [day(pd.Timestamp(text).date()) for text in rows["decided_on"]],
        },
        key="names",
        title=_("Names brought together or kept apart"),
        sources=sources,
        alt=_("Table of names that were brought together or kept apart."),
    )
    chart_frame.source_line(sources)
    navigation.link("data", _("The table with its downloads"), ":material/database:", table="member_aliases")


def _show(chart: Chart) -> None:
    chart_frame.show(chart, height=chart.drawing.height)


if __name__ == "__main__":
    page()
