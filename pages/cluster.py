"""One cluster: all facts with sources and years, members, history, fees, and similar clusters across the Nordics."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.clusters import questions as clusters
from analytics.clusters import register
from analytics.clusters import similar as similar_clusters
from analytics.comparison import questions as comparison
from analytics.core.language import _, city_name, country_name, current, ngettext, term
from analytics.fees import ours
from analytics.regions import questions as regions
from ui import (
    address,
    cluster_card,
    cluster_table,
    correction,
    counting,
    empty_result,
    layout,
    markdown,
    navigation,
    our_size,
    sections,
    share,
    shortlist,
    still_map,
    table_frame,
    write_to,
)

PARTNERS = 3  # shown before the further ones


def page() -> None:
    """Draw the page."""
    names = clusters.names()
    layout.heading("cluster", names.get(next(iter(address.read("cluster")), ""), ""))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        cluster_id = address.choose_or_none("cluster", _("Cluster"), list(names), names.__getitem__, width=520)
        share.copy_link()
    row = clusters.profile(cluster_id) if cluster_id else None
    if cluster_id is None or row is None:
        every_cluster()
        return
    in_short(cluster_id, row)

    # A faulty table takes only the part that needs it.
    for part in (partners, members, fees, stories, history, other_sources):
        with layout.page_errors():
            part(cluster_id)
    with layout.page_errors():
        everything(row)


def in_short(cluster_id: str, row: pd.Series) -> None:
    """One screen: what it is, who is in it, where, what it costs and how alive it is; the unknown in one line."""
    place = regions.name(row["nuts_code"]) if isinstance(row["nuts_code"], str) else country_name(row["country"])
    st.caption(f"{term(row['ecosystem'])} · {place} · {clusters.status_name(row['status'])}" + _seen(row))
    left, right = st.columns([3, 2], gap="large")
    with left:
        if does := clusters.text(row, "what_it_does") or clusters.text(row, "sector_detail"):
            st.markdown(f"#### {markdown.escape(does)}")
        staff, sales = our_size.asked()
        cluster_card.write_facts(_short_facts(cluster_id, row, staff, sales))
        with st.container(horizontal=True, vertical_alignment="center"):
            shortlist.button(cluster_id, "profile")
            write_to.cluster(cluster_id, (staff, sales), key="profile")
            _size()
            fields = {label: markdown.plain(value) for label, value in cluster_card.facts(row)}
            correction.link("clusters", cluster_id, row["name"], row["source_url"], fields)
        year = "" if pd.isna(row["source_year"]) else f" ({int(row['source_year'])})"
        told = row["what_it_does_url"]  # another page than the row's; the year is that of the row's page
        pages = [markdown.site(told)] if told and told != row["source_url"] else []
        pages.append(markdown.site(row["source_url"]) + year)
        st.caption(_("Source: {source}").format(source=", ".join(pages)))
    with right:
        where(row)
    shortlist.bar(**our_size.query(staff, sales))


def _size() -> None:
    """How large the reader's company is, which the fee depends on."""
    with st.popover(_("Our size"), icon=":material/groups:"):
        our_size.employees()
        our_size.turnover()


def _short_facts(cluster_id: str, row: pd.Series, staff: int, sales: int) -> list[tuple[str, str]]:
    fee = ours.fee(cluster_id, staff, sales)
    known = clusters.about("members", cluster_id)
    return [
        (_("Who is in it"), markdown.escape(comparison.who(known))),
        (_("Size"), markdown.escape(comparison.members(row))),
        (_("Growth"), markdown.escape(comparison.growth(clusters.about("history", cluster_id)))),
        (
            _("Fee for us, a year"),
            markdown.escape(fee.words) + markdown.age_mark(fee.age)
            if fee.known
            else _("{words}, ask them for it").format(words=fee.words),
        ),
        (_("Quality label"), markdown.escape(register.label_words(row))),
        (_("Programme"), cluster_card.programme(row)),
        (_("Website"), markdown.site(row["website"]) if isinstance(row["website"], str) else ""),
    ]


def everything(row: pd.Series) -> None:
    """Each fact of the register that is known, folded."""
    sections.box(_("All facts"), "all-facts", lambda: cluster_card.write_facts(cluster_card.facts(row)))


def every_cluster() -> None:
    """All counted clusters that a search leaves, each with the way to its page."""
    search = address.write_text("q", _("Search"), placeholder=_("Name, field or city"), width=520)
    rows = clusters.clusters(clusters.Filters(search=search))
    if rows.empty:
        offer = empty_result.Offer(_("Search"), "q", (), (), len(clusters.clusters(clusters.Filters())))
        empty_result.nothing_fits(_("No cluster fits all of these filters at once."), [offer])
        return
    st.markdown(ngettext("{n} cluster", "{n} clusters", len(rows)))
    shortlist.bar()
    shortlist.pick(rows["cluster_id"], "every")
    counting.note(register.counted_words() if not search else "")
    cluster_table.show(rows, key="every-cluster", height=640)
    navigation.link("map", _("Clusters on the map"), ":material/map:")


def _seen(row: pd.Series) -> str:
    seen = register.seen_words(row["last_seen_year"])
    return f" · {seen}" if seen else ""


def other_sources(cluster_id: str) -> None:
    """The facts that come from another page than the rest, each with its year and what it replaced."""
    rows = register.cell_sources(cluster_id)
    if rows.empty:
        return
    sections.box(_("Facts from other pages"), "other-sources", lambda: _cell_sources(cluster_id, rows))


def _cell_sources(cluster_id: str, rows: pd.DataFrame) -> None:
    table_frame.table(
        {
            _("Fact"): rows["field"].map(register.field_name),
            _("Value"): rows["value"],
            _("Year"): rows["source_year"],
            _("Shown"): rows["used"].map({True: _("yes"), False: _("no, a dated value is")}),
            _("Earlier value"): rows["earlier_value"],
            _("Source"): rows["source_url"],
        },
        key="cell-sources",
        title=_("{name}: facts from other pages").format(name=clusters.names()[cluster_id]),
        sources=table_frame.pages_named("cluster_cell_sources"),
        alt=_("Table of facts and the page each was read from."),
    )


def where(row: pd.Series) -> None:
    """Where it is, on a small map, with the way to the large one and to its region."""
    if not isinstance(row["nuts_code"], str):
        return
    said = _("Where it is: {place}").format(place=regions.name(row["nuts_code"]))
    still_map.draw(said, row["cluster_id"])
    st.caption(said)
    with st.container(horizontal=True):
        navigation.link(
            "map", _("Show it on the map"), ":material/map:", cluster=row["cluster_id"], country=row["country"]
        )
        navigation.link("region", _("Its region"), ":material/location_on:", region=row["nuts_code"])


def history(cluster_id: str) -> None:
    """Member counts over the years, each with its source."""
    rows = clusters.about("history", cluster_id)
    if rows.empty:
        return
    st.subheader(_("Members over the years"), anchor=False)
    table_frame.table(
        {
            _("Year"): rows["year"],
            _("Members"): rows["members_total"],
            _("Companies"): rows["companies"],
            _("Employees of the members"): rows["member_employees"],
            _("Source"): rows["source_url"],
        },
        key="history",
        title=_("{name}: members over the years").format(name=clusters.names()[cluster_id]),
        sources=table_frame.pages_named("membership_composition"),
        alt=_("Table of member counts by year."),
    )


def members(cluster_id: str) -> None:
    """The members known by name, those that sit in several clusters first."""
    rows = clusters.about("members", cluster_id)
    st.subheader(_("Members known by name"), anchor=False)
    if rows.empty:
        st.markdown(_("No member of this cluster has been seen by name on a public page."))
        return
    row = clusters.profile(cluster_id)
    st.markdown(cluster_card.members_sentence(rows, None if row is None else row["members_total"]))
    table_frame.table(
        {
            _("Member"): rows["member_name"],
            _("Kind"): rows["member_type"].map(clusters.member_type_name),
            _("Country"): rows["member_country"].map(country_name, na_action="ignore"),
            _("City"): rows["member_city"].map(city_name, na_action="ignore"),
            _("In other clusters"): rows["other_clusters"],
            _("Source year"): rows["source_year"],
            _("Source"): rows["source_url"],
        },
        key="members",
        title=_("{name}: members known by name").format(name=clusters.names()[cluster_id]),
        sources=table_frame.pages_named("memberships"),
        alt=_("Table of the members known by name."),
    )
    table_frame.downloads(
        rows,
        subject="members",
        words=[clusters.names()[cluster_id]],
        sources=table_frame.pages_named("memberships"),
    )


def fees(cluster_id: str) -> None:
    """The fee tiers that the cluster publishes."""
    rows = clusters.about("fees", cluster_id)
    if rows.empty:
        return
    st.subheader(_("What membership costs"), anchor=False)
    table_frame.table(
        {
            _("EUR"): rows["fee_eur"].round(),
            _("Amount"): rows["fee_amount"],
            _("Currency"): rows["fee_currency"],
            _("Year"): rows["fee_year"],
            _("Size from"): rows["size_min"],
            _("Size to"): rows["size_max"],
            _("Size in"): rows["size_basis"].map(_basis),
            _("Kind of member"): rows["member_category"],
            _("Source"): rows["source_url"],
        },
        key="fees",
        title=_("{name}: what membership costs").format(name=clusters.names()[cluster_id]),
        sources=table_frame.pages_named("membership_fees"),
        alt=_("Table of membership fees by size of the member."),
    )
    st.caption(_("Converted at SEK 11.4, NOK 11.6, DKK 7.46 and ISK 150 for one euro; a year's fee unless stated."))


def stories(cluster_id: str) -> None:
    """Success stories and programme figures that name the cluster."""
    rows = clusters.about("stories", cluster_id)
    if rows.empty:
        return
    st.subheader(_("Results and support that are published"), anchor=False)
    table_frame.table(
        {
            _("Year"): rows["year"],
            _("Figure"): rows["value"],
            _("Unit"): rows["unit"],
            _("What it is about"): rows["headline"],
            _("Source"): rows["source_url"],
        },
        key="stories",
        title=_("{name}: results and support").format(name=clusters.names()[cluster_id]),
        sources=table_frame.pages_named("success_stories"),
        alt=_("Table of published results and support."),
    )


def partners(cluster_id: str) -> None:
    """Partners worth writing to, abroad or everywhere, each with a reason in a sentence and who can open the door."""
    st.subheader(_("Partners worth writing to"), anchor=False)
    scope = address.choose_segment(
        "scope",
        _("Where to look"),
        ("abroad", "all"),
        lambda code: _("in the other countries") if code == "abroad" else _("everywhere"),
        "abroad",
        label_visibility="collapsed",
    )
    found = similar_clusters.similar_to(cluster_id, abroad_only=scope == "abroad")
    if found.empty:
        st.markdown(_("No similar cluster is known."))
        return
    _partners(found.head(PARTNERS))
    if len(found) > PARTNERS:
        sections.box(_("Further partners"), "further-partners", lambda: _partners(found.iloc[PARTNERS:]))
    sections.box(_("How similarity is worked out"), "how-similar", lambda: st.markdown(similar_clusters.method()))


def _partners(found: pd.DataFrame) -> None:
    for partner in found.itertuples():
        _partner(partner)


def _partner(partner: Any) -> None:
    page = f"/cluster?cluster={partner.cluster_id}&lang={current()}"
    name = f"**[{markdown.escape(partner.name)}]({page})**, {country_name(partner.country)}"
    with st.container(key=f"partner-{partner.cluster_id}", horizontal=True, vertical_alignment="center"):
        st.markdown(f"{name}. {markdown.escape(partner.sentence)}", width=1000)  # the button stands beside it
        shortlist.button(partner.cluster_id, "partner")


def _basis(value: str) -> str:
    return {
        "employees": _("employees"),
        "turnover": _("turnover"),
        "flat": _("the same for all"),
        "other": _("other"),
    }.get(value, value)


if __name__ == "__main__":
    page()
