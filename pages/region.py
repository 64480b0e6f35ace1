"""One region: its clusters, figures with ranks, neighbours and exports."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.clusters import questions as clusters
from analytics.core.collation import alphabetical
from analytics.core.language import _, country_name, listing, ngettext, number, term
from analytics.core.sources import cite
from analytics.markets import questions as partners
from analytics.regions import questions as regions
from analytics.regions import words
from ui import address, chart_frame, cluster_table, layout, navigation, region_card, share, shortlist, table_frame


def page() -> None:
    """Draw the page."""
    asked = next(iter(address.read("region")), "")
    layout.heading("region", regions.name(asked) if asked in regions.codes(3) else "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = address.choose_or_none(
            "region", _("Region"), alphabetical(regions.codes(3), words.label), words.label, width=420
        )
        share.copy_link()
    if code is None:
        every_region()
        return

    st.caption(f"{country_name(regions.country(code))} · NUTS 3 {code}")

    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Figures"), anchor=False)
        st.markdown("\n\n".join(f"**{label}:** {value}" for label, value in region_card.figure_lines(code)))
        chart_frame.source_line([cite("regional_stats")])
    with right:
        clusters_here(code)

    with layout.page_errors():
        beside_another(code)
    with layout.page_errors():
        beside_neighbours(code)
    with layout.page_errors():
        exports(code)


def every_region() -> None:
    """All regions, each with the way to its page."""
    counts = clusters.by_region(clusters.Filters(), "Digital").set_index("nuts_code")
    codes = alphabetical(regions.codes(3), lambda code: f"{country_name(regions.country(code))} {regions.name(code)}")
    table_frame.table(
        {
            _("Region"): [regions.name(code) for code in codes],
            _("Page"): table_frame.page_links("region", pd.Series(codes)),
            _("Country"): [country_name(regions.country(code)) for code in codes],
            _("Clusters"): counts.loc[codes, "clusters"].reset_index(drop=True),
            _("Population"): counts.loc[codes, "population"]
            .where(counts["figure_code"] == counts.index)
            .reset_index(drop=True),
        },
        key="every-region",
        height=640,
        title=_("Regions"),
        sources=table_frame.whole_tables("clusters", "regional_stats"),
        alt=_("Table of all regions with the number of their clusters."),
    )


def beside_another(code: str) -> None:
    """Two regions side by side, the second chosen or suggested."""
    st.subheader(_("Beside another region"), anchor=False)
    alike = regions.similar(code)
    others = alphabetical((other for other in regions.codes(3) if other != code), words.label)
    second = address.choose_or_none("with", _("Compare with"), others, words.label, width=420)
    if second is None:
        if alike.empty:
            return
        st.markdown(_("Regions most like this one:"))
        for row in alike.head(3).to_dict("records"):
            other = str(row["nuts_code"])
            navigation.link("region", words.label(other), ":material/compare_arrows:", region=code, **{"with": other})
            st.caption(words.why_similar(row))
        return
    pair = (code, second)
    here = [region_card.in_region(one) for one in pair]
    rows: list[tuple[str, list[str]]] = [
        (regions.indicator_name(name), [region_card.figure(one, name, plain=True) for one in pair])
        for name in regions.INDICATORS
    ]
    rows.append((_("Clusters"), [number(len(found)) for found in here]))
    rows.append((_("Leading ecosystems"), [_leading(found) for found in here]))
    table_frame.table(
        {
            _("What"): [what for what, _values in rows],
            **{regions.name(one): [values[at] for _what, values in rows] for at, one in enumerate(pair)},
        },
        key="beside-another",
        title=_("{first} beside {second}").format(first=regions.name(code), second=regions.name(second)),
        sources=table_frame.whole_tables("clusters", "regional_stats"),
        alt=_("Table of two regions side by side."),
    )


def _leading(found: pd.DataFrame) -> str:
    counts = found["ecosystem"].value_counts()
    return listing(f"{term(name)} {number(n)}" for name, n in counts.head(3).items()) if len(counts) else ""


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
        st.markdown(_("{clusters}. No member count is published.").format(clusters=said))
    elif len(here) == 1:
        st.markdown(_("{clusters}, with {members} members.").format(clusters=said, members=number(known.sum())))
    else:
        st.markdown(
            _("{clusters}. Those with a known count have {members} members together ({known} of {all}).").format(
                clusters=said, members=number(known.sum()), known=number(len(known)), all=number(len(here))
            )
        )
    shortlist.bar()
    shortlist.pick(here["cluster_id"], "region")
    cluster_table.show(here, key="region-clusters")


def beside_neighbours(code: str) -> None:
    """The region among those that border on it."""
    rows = regions.neighbours(code)
    st.subheader(_("Beside its neighbours"), anchor=False)
    table_frame.table(
        {
            _("Region"): [regions.name(c) for c in rows["nuts_code"]],
            _("Country"): rows["country"].map(country_name),
            _("Active clusters"): rows["clusters"],
            _("Population"): rows["population"],
            _("GDP per head (PPS)"): rows["gdp_per_capita_pps"],
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
