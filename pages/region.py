"""One region: what is there on one screen, then its clusters, neighbours and exports in full."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.clusters import questions as clusters
from analytics.core import text_index
from analytics.core.age import Age
from analytics.core.collation import alphabetical
from analytics.core.language import _, country_name, listing, ngettext, number, term
from analytics.core.sources import cite
from analytics.markets import questions as partners
from analytics.regions import questions as regions
from analytics.regions import words
from ui import (
    address,
    chart_frame,
    cluster_card,
    cluster_table,
    empty_result,
    layout,
    markdown,
    navigation,
    region_card,
    sections,
    share,
    shortlist,
    still_map,
    table_frame,
)

ALIKE = 3  # regions like it that are named
NAMED = 4  # clusters named in the sentence on top
SHORT = ("population", "gdp_per_capita_pps", "active_enterprises")
AMOUNTS = (  # units that say how much in all
    "EUR million",
    "EUR million (derived)",
    "NOK million",
    "EUR billion",
    "SEK billion, goods exports",
)


def page() -> None:
    """Draw the page."""
    asked = next(iter(address.read("region")), "")
    layout.heading("region", regions.name(asked) if asked in regions.codes(3) else "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = address.choose_or_none("region", _("Region"), words.by_label(), words.label, width=420)
        share.copy_link()
    if code is None:
        every_region()
        return

    in_short(code)

    # A faulty table takes only the part that needs it.
    for part in (clusters_here, beside_another, beside_neighbours, exports, figures):
        with layout.page_errors():
            part(code)


def in_short(code: str) -> None:
    """One screen: the clusters there and what they do, people, income, regions alike; the unknown in one line."""
    here = region_card.in_region(code)
    st.caption(f"{country_name(regions.country(code))} · NUTS 3 {code}")
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.markdown(f"#### {_in_a_sentence(here)}")
        cluster_card.write_facts(_short_facts(code, here))
        chart_frame.source_line([cite("regional_stats")])
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_("Regions most like this one:"), width="content")
            for other in regions.similar(code)["nuts_code"].head(ALIKE):
                icon = ":material/compare_arrows:"
                navigation.link("region", words.label(other), icon, region=code, **{"with": other})
    with right:
        if len(here):
            said = _("Where it is: {place}").format(place=regions.name(code))
            still_map.draw(said, code)
            st.caption(said)
        navigation.link("map", _("Show it on the map"), ":material/map:", region=code)


def _in_a_sentence(here: pd.DataFrame) -> str:
    names = [markdown.escape(name) for name in here["name"].head(NAMED)]
    if not names:
        return _("No active cluster is known here.")
    if len(here) > len(names):
        names.append(_("{n} more").format(n=number(len(here) - len(names))))
    return _("{clusters}: {names}").format(
        clusters=ngettext("{n} active cluster", "{n} active clusters", len(here)), names=listing(names)
    )


def _short_facts(code: str, here: pd.DataFrame) -> list[tuple[str, str]]:
    facts = [
        (_("Leading ecosystems"), _leading(here)),
        (_("Members"), _members(here)),
        *((regions.indicator_name(name), region_card.known_figure(code, name)) for name in SHORT),
        (_("Goods exports in all"), _exported(code)),
    ]
    return facts if len(here) else facts[2:]


def _members(here: pd.DataFrame) -> str:
    known = here["members_total"].dropna()
    if known.empty:
        return ""
    if len(known) == len(here):
        return number(known.sum())
    return _("{members}, known of {known} of {all} clusters").format(
        members=number(known.sum()), known=number(len(known)), all=number(len(here))
    )


def _exported(code: str) -> str:
    """The newest amount of goods exports; shares and changes stand in the table only."""
    rows = regions.exports(code)
    amounts = rows[rows["unit"].isin(AMOUNTS)]
    if amounts.empty:
        return ""
    row = amounts.loc[amounts["year"].idxmax()]
    return _("{value} {unit} ({year})").format(
        value=number(row["value"]), unit=regions.unit_name(row["unit"]), year=int(row["year"])
    ) + markdown.age_mark(Age(int(row["year"])))


def figures(code: str) -> None:
    """Every figure of the region, folded."""
    sections.box(_("All figures"), "all-figures", lambda: _figures(code))


def _figures(code: str) -> None:
    cluster_card.write_facts(
        [(regions.indicator_name(name), region_card.known_figure(code, name)) for name in regions.INDICATORS]
    )
    chart_frame.source_line([cite("regional_stats")])


def every_region() -> None:
    """All regions that a search leaves, each with the way to its page."""
    search = text_index.fold(address.write_text("q", _("Search"), placeholder=_("Region or country"), width=420))
    counts = clusters.by_region(clusters.Filters(), "Digital").set_index("nuts_code")
    found = [code for code in regions.codes(3) if search in text_index.fold(f"{words.label(code)} {code}")]
    codes = alphabetical(found, lambda code: f"{country_name(regions.country(code))} {regions.name(code)}")
    if not codes:
        empty_result.nothing_fits(
            _("No region fits."), [empty_result.Offer(_("Search"), "q", (), (), len(regions.codes(3)))]
        )
        return
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
    others = tuple(other for other in words.by_label() if other != code)
    second = address.choose_or_none("with", _("Compare with"), others, words.label, width=420)
    if second is None:
        for row in regions.similar(code).head(ALIKE).to_dict("records"):
            st.caption(f"{words.label(str(row['nuts_code']))}: {words.why_similar(row)}")
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
    return listing(f"{term(name)} ({number(n)})" for name, n in counts.head(3).items()) if len(counts) else ""


def clusters_here(code: str) -> None:
    """The region's active clusters."""
    here = region_card.in_region(code)
    if here.empty:
        return
    st.subheader(_("Clusters"), anchor=False)
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
    if rows.empty:
        return
    st.subheader(_("Goods exports"), anchor=False)
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
