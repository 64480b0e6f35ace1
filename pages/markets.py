"""Markets and regions: where a country's goods go, which regions they come from, and who exports."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.core.chart import Chart
from analytics.core.codes import NORDIC
from analytics.core.language import _, country_name, country_words, listing, number, percent
from analytics.core.sources import cite
from analytics.markets import questions as partners
from analytics.markets import words
from analytics.regions import questions as regions
from ui import address, chart_frame, layout, markdown, navigation, sections, share, table_frame

NAMES = ("country", "partners")  # every control, for Reset


def page() -> None:
    """Draw the page; its controls live in the link."""
    layout.heading("markets")
    with st.container(horizontal=True, vertical_alignment="bottom", key="market-controls"):
        country = address.choose("country", _("Country"), NORDIC, country_name, "FI", width=200)
        years = [str(year) for year in partners.years(country)]
        year = address.choose("partners", _("Year of the partners"), years, str, years[0], width=180) if years else ""
        share.copy_link()
        address.reset_button(NAMES)
    if year:
        layout.headline(words.headline(partners.partners(country, int(year)), _shares(country), country))
    _destinations(country, year)
    _regions(country)
    sections.box(_("Who exports"), f"who-{country}", lambda: _enterprises(country), icon=":material/factory:")
    navigation.link("exports", _("How large exports are"), country=country)
    navigation.link("specialisation", _("What the country is specialised in"), country=country)


def _shares(country: str) -> pd.DataFrame:
    """The regions with a known share, largest first."""
    rows = partners.by_region(country)
    return rows[rows["kind"] == "region"]


def _destinations(country: str, year: str) -> None:
    st.header(_("Where exports go"), anchor=False)
    if not year:
        st.info(_("No partner shares of {of_country} exports have been found.").format(**country_words(country)))
        return
    left, right = st.columns(2, gap="large")
    with left:
        nordic = catalogue.chart("exports.nordic_share", country=country)
        chart_frame.show(nordic, height=420)
    with right:
        largest = catalogue.chart("exports.partners", country=country, year=int(year))
        chart_frame.show(largest, height=420)
    _worked_out("partners", nordic, largest)


def _regions(country: str) -> None:
    st.header(_("Where exports come from"), anchor=False)
    stated = partners.stated_by_region(country)
    every = [code for code in regions.codes(3) if code.startswith(country)]
    if stated.empty:
        st.info(
            _(
                "No export figure of a region has been seen {in_country}. The atlas has all of Norway's counties and "
                "some figures of Finland and Sweden."
            ).format(**country_words(country)),
            icon=":material/info:",
        )
        navigation.link("map", _("To the map"), ":material/map:", country=country)
        return
    shares = _shares(country)
    if len(shares) > 1:
        height = max(420, 120 + 30 * len(shares))
        left, right = st.columns([3, 2], gap="large")
        with left:
            bars = catalogue.chart("exports.by_region", country=country)
            chart_frame.show(bars, height=height)
        with right:
            chart_frame.show(catalogue.chart("exports.by_region_map", country=country), height=height)
        _worked_out("regions", bars)
    else:
        st.markdown(
            _(
                "The figures seen of {of_country} regions are of different kinds, so the regions cannot be set side by "
                "side in a chart. They are listed as their sources state them."
            ).format(**country_words(country))
        )
    others = _("Other export figures of regions")
    sections.box(others, f"stated-{country}", lambda: _stated(country, stated, every), icon=":material/table:")
    navigation.link("map", _("Clusters of these regions on the map"), ":material/map:", country=country)


def _stated(country: str, stated: pd.DataFrame, every: list[str]) -> None:
    """The table of what the sources state, and by name which regions have no figure at all."""
    missing = [regions.name(code) for code in every if code not in set(stated["nuts_code"])]
    kinds = stated["unit"].nunique()
    if kinds > 1:
        st.markdown(
            _(
                "The sources state {n} figures in {kinds} different units for {country}. Read the unit of each "
                "row, and compare only rows with the same unit and year."
            ).format(**country_words(country), n=number(len(stated)), kinds=number(kinds))
        )
    if missing:
        st.markdown(
            _("No figure has been seen for {n} of {all} regions: {names}.").format(
                n=number(len(missing)), all=number(len(every)), names=markdown.escape(listing(missing))
            )
        )
    table_frame.table(
        {
            _("Region"): stated["name"],
            _("Year"): stated["year"],
            _("Value"): stated["value"],
            _("Unit"): stated["unit"].map(regions.unit_name),
            _("Publisher"): stated["publisher"].map(partners.publisher_names),
            _("Source"): stated["url"],
        },
        key="stated-by-region",
        title=_("Other export figures of regions"),
        sources=table_frame.pages_named("exports_by_region"),
        alt=_("Table of regional export figures as stated by their sources."),
        height=320,
    )
    named = stated["publisher"].dropna().map(partners.publisher_names).str.split("; ").explode()
    chart_frame.source_line([cite("exports_by_region", "publishers", publishers=listing(sorted(set(named))))])


def _enterprises(country: str) -> None:
    every = partners.firms()
    own = every[every["country"] == country]
    without = [country_name(code) for code in NORDIC if code not in set(every["country"])]
    st.markdown(
        _(
            "{n} figures on exporting enterprises, of {countries} countries and the EU, {first}–{last}, "
            "come in {kinds} definitions: what counts as an SME, which trade and which part of the year differ. "
            "Rows with different definitions must not be compared."
        ).format(
            n=number(len(every)),
            countries=number(every.loc[~every["country"].str.startswith("EU"), "country"].nunique()),
            first=every["year"].min(),
            last=every["year"].max(),
            kinds=number(every["measure"].nunique()),
        )
        + (" " + _("No figure has been seen for: {countries}.").format(countries=listing(without)) if without else "")
    )
    _in_the_same_words(every)
    parts = {
        country_name(country): lambda: _firms_of(country, own),
        _("All countries"): lambda: _firms_table(every, "firms-all"),
    }
    sections.tabs(f"firms-{country}", parts)
    chart_frame.source_line([cite("exporting_firms")])


def _firms_of(country: str, rows: pd.DataFrame) -> None:
    if rows.empty:
        st.info(
            _("No figure on {of_country} exporting enterprises has been seen.").format(**country_words(country)),
            icon=":material/info:",
        )
    else:
        _firms_table(rows, "firms-own")


def _in_the_same_words(every: pd.DataFrame) -> None:
    """Figures that several countries have in the same words for the same year: the only ones to lay side by side."""
    shared = every[(every["areas"] > 1) & (every["unit"] == "%")].sort_values("value", ascending=False)
    lines = [
        _("- {definition}, {year}: {values}").format(
            definition=markdown.escape(str(definition)),
            year=year,
            values=listing(
                f"{row.area} {percent(row.value, 0 if row.value % 1 == 0 else 1)}" for row in rows.itertuples()
            ),
        )
        for (definition, year), rows in shared.groupby(["definition", "year"])
    ]
    if lines:
        st.markdown(_("Found in the same words for several countries and the same year:") + "\n\n" + "\n".join(lines))


def _firms_table(rows: pd.DataFrame, key: str) -> None:
    table_frame.table(
        {
            _("Country"): rows["area"],
            _("What is counted"): rows["definition"],
            _("Year"): rows["year"],
            _("Value"): rows["value"],
            _("Unit"): rows["unit_words"],
            _("Publisher"): rows["publisher"].map(partners.publisher_names),
            _("Source"): rows["url"],
        },
        key=key,
        title=_("Enterprises that export"),
        sources=table_frame.pages_named("exporting_firms"),
        alt=_("Table of figures on exporting enterprises with their definitions."),
    )


def _worked_out(key: str, *charts: Chart) -> None:
    sections.box(_("How this was worked out"), f"how-{key}", lambda: chart_frame.methods(charts))


if __name__ == "__main__":
    page()
