"""One region: its clusters, figures with ranks, neighbours and exports."""

from __future__ import annotations

import streamlit as st

from analytics.core.language import _, country_name, listing, ngettext, number, term
from analytics.core.sources import cite
from analytics.markets import questions as partners
from analytics.regions import questions as regions
from ui import address, chart_frame, cluster_table, layout, navigation, region_card, share, table_frame


def page() -> None:
    """Draw the page."""
    layout.heading("region")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = address.choose_or_none("region", _("Region"), regions.codes(3), label, width=420)
        share.copy_link()
    if code is None:
        st.info(_("Choose a region above, or open one from the map."), icon=":material/search:")
        navigation.link("map", _("To the map"), ":material/map:")
        st.stop()

    st.header(regions.name(code), anchor=False)
    st.caption(f"{country_name(regions.country(code))} · NUTS 3 {code}")

    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Figures"), anchor=False)
        st.markdown("\n\n".join(f"**{label}:** {value}" for label, value in region_card.figure_lines(code)))
        chart_frame.source_line([cite("regional_stats")])
    with right:
        clusters_here(code)

    with layout.page_errors():
        beside_neighbours(code)
    with layout.page_errors():
        exports(code)


def label(code: str) -> str:
    """A region's name with its country."""
    return f"{regions.name(code)}, {country_name(regions.country(code))}"


def clusters_here(code: str) -> None:
    """The region's active clusters."""
    here = region_card.in_region(code)
    st.subheader(_("Clusters"), anchor=False)
    if here.empty:
        st.markdown(_("No active cluster is known here."))
        return
    said = ngettext("{n} active cluster", "{n} active clusters", len(here))
    known = here["members_total"].dropna()
    if known.empty:
        st.markdown(_("{clusters}; none of them publishes a member count.").format(clusters=said))
    else:
        st.markdown(
            _("{clusters}; those with a known count have {members} members together ({known} of {all}).").format(
                clusters=said, members=number(known.sum()), known=number(len(known)), all=number(len(here))
            )
        )
    cluster_table.show(here, key="region-clusters")


def beside_neighbours(code: str) -> None:
    """The region among those that border on it."""
    rows = regions.neighbours(code)
    st.subheader(_("Beside its neighbours"), anchor=False)
    density = rows.dropna(subset="clusters_per_million").reset_index(drop=True)
    place = density.index[density["nuts_code"] == code]
    if len(density) > 1 and len(place) and place[0] == 0:
        st.markdown(_("In clusters per million inhabitants it is first of {all}.").format(all=number(len(density))))
    elif len(density) > 1 and len(place):
        st.markdown(
            _("In clusters per million inhabitants it is number {rank} of {all}; {first} is first.").format(
                rank=number(place[0] + 1),
                all=number(len(density)),
                first=regions.name(density["nuts_code"].iloc[0]),
            )
        )
    table_frame.table(
        {
            _("Region"): [regions.name(c) for c in rows["nuts_code"]],
            _("Country"): rows["country"].map(country_name),
            _("Active clusters"): rows["clusters"],
            _("Population"): rows["population"],
            _("Clusters per million inhabitants"): rows["clusters_per_million"].round(1),
            _("Rank in clusters per million"): rows["clusters_per_million"].rank(ascending=False, method="min"),
            _("GDP per head (PPS)"): rows["gdp_per_capita_pps"],
            _("Rank in GDP per head"): rows["gdp_per_capita_pps"].rank(ascending=False, method="min"),
            _("Year of GDP per head"): rows["gdp_year"],
        },
        key="neighbours",
        title=_("{region} beside its neighbours").format(region=regions.name(code)),
        sources=table_frame.whole_tables("clusters", "regional_stats", "region_neighbours"),
        alt=_("Table of the region and its neighbours."),
    )
    if len(rows) == 1:
        st.caption(_("No other region of the five countries borders on it by land."))


def exports(code: str) -> None:
    """What is published of the region's goods exports."""
    rows = regions.exports(code)
    st.subheader(_("Goods exports"), anchor=False)
    if rows.empty:
        st.markdown(
            _("No figure of this region's exports has been seen: *{unknown}*.").format(unknown=term("not_published"))
        )
        return
    named = rows["publisher"].dropna().map(partners.publisher_names).str.split("; ").explode()
    sources = [cite("exports_by_region", "publishers", publishers=listing(sorted(set(named))))]
    table_frame.table(
        {_("Year"): rows["year"], _("Value"): rows["value"], _("Unit"): rows["unit"].map(regions.unit_name)},
        key="exports",
        title=_("{region}: goods exports").format(region=regions.name(code)),
        sources=sources,
        alt=_("Table of the region's goods exports."),
    )
    chart_frame.source_line(sources)


if __name__ == "__main__":
    page()
