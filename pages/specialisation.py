"""Specialisation: where a country is strong, whether it has clusters there, and what else it exports."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.core.chart import Chart
from analytics.core.codes import NORDIC, NOT_ASSIGNED
from analytics.core.language import _, country_name, country_words, listing, number, percent, term
from analytics.specialisation import questions as products
from analytics.specialisation.ecosystem_charts import mean_clusters
from analytics.specialisation.words import standing
from ui import address, chart_frame, layout, markdown, navigation, sections, share, table_frame

TOP = "top"
NAMES = ("country", "pyear", "fuels", "view", "group")  # every control, for Reset
LARGE = 25.0  # % of goods exports that are fuels, above which the reader is told so


def page() -> None:
    """Draw the page; its controls live in the link."""
    layout.heading("specialisation")
    country, year, without_fuels = _controls()
    layout.headline(_headline(country, year, without_fuels))
    _fuels_note(country, year, without_fuels)
    seen = [
        _show("exports.rca", 660, country=country, year=year, without_fuels=without_fuels),
        _show("exports.ecosystems", 540, country=country, year=year, without_fuels=without_fuels),
    ]
    _ecosystem_lists(seen[-1].table)
    seen.append(_more(country, year, without_fuels))
    sections.box(_("How this was worked out: products"), "how-products", lambda: _methods(seen))
    navigation.link("exports", _("How large exports are"), country=country)
    navigation.link("markets", _("Where exports go and come from"), country=country)
    navigation.link("next", _("Products within reach"), country=country)


def _methods(charts: list[Chart]) -> None:
    for text in dict.fromkeys(chart.method for chart in charts):
        st.markdown(markdown.escape(text))


def _more(country: str, year: int, without_fuels: int) -> Chart:
    """One more view at a time."""
    st.header(_("More views"), anchor=False)
    names = {
        "structure": _("All product groups"),
        "rca_time": _("Over the years"),
        "similarity": _("Likeness"),
        "concentration": _("Concentration"),
    }
    # A link with a product group was made for the view over the years.
    first = "rca_time" if address.read("group") else "structure"
    view = address.choose_segment(
        "view", _("View"), tuple(names), names.__getitem__, first, label_visibility="collapsed"
    )
    if view == "structure":
        return _show("exports.structure", 560, country=country, year=year, without_fuels=without_fuels)
    if view == "rca_time":
        group = _group(without_fuels)
        return _show("exports.rca_time", 480, country=country, product_code=group, without_fuels=without_fuels)
    chart_id = "exports.similarity" if view == "similarity" else "exports.concentration"
    return _show(chart_id, 480, country=country, without_fuels=without_fuels)


def _group(without_fuels: int) -> str:
    """The product group of the view over the years; "" = the country's strongest."""
    names = products.names()["product_name"].drop(products.UNCLASSIFIED)
    if without_fuels:
        names = names.drop("MIFU")
    options = [TOP, *names.sort_values().index]
    chosen = address.choose(
        "group", _("Product group over time"), options,
        lambda code: _("The five strongest") if code == TOP else names[code], TOP, width=420,
    )  # fmt: skip
    return "" if chosen == TOP else chosen


def _controls() -> tuple[str, int, int]:
    """The country, the year, and 1 when fuels are left out."""
    known = [str(year) for year in reversed(products.years())]
    with st.container(horizontal=True, vertical_alignment="bottom", key="product-controls"):
        country = address.choose("country", _("Country"), NORDIC, country_name, "FI", width=200)
        year = address.choose("pyear", _("Year"), known, str, known[0], width=120)
        fuels = address.choose_segment(
            "fuels", _("Fuels"), ["with", "without"], {"with": _("counted in"), "without": _("left out")}.__getitem__,
            "with",
        )  # fmt: skip
        share.copy_link()
        address.reset_button(NAMES)
    return country, int(year), int(fuels == "without")


def _headline(country: str, year: int, without_fuels: int) -> str:
    rows = products.rca(country, year, without_fuels).set_index(["country", "product_code"])
    first = products.strongest(rows.reset_index(), country, 2)
    return _("Beside the world, {of_country} strongest specialities in {year} are {groups}.").format(
        **country_words(country),
        year=year,
        groups=listing(
            _("{group} ({rca} times the world's share)").format(
                group=markdown.words(rows.at[(country, code), "product_short"]),
                rca=number(rows.at[(country, code), "rca"], 1),
            )
            for code in first
        ),
    )


def _fuels_note(country: str, year: int, without_fuels: int) -> None:
    if without_fuels:
        return
    rows = products.structure(country, year).set_index(["product_code", "year"])["share_pct"]
    share = rows.get(("MIFU", year))
    if share is not None and share > LARGE:
        st.info(
            _(
                "Fuels are {share} of {of_country} goods exports in {year} and press down every other share. Set "
                "“Fuels” to “left out” to see the rest."
            ).format(**country_words(country), share=percent(share), year=year),
            icon=":material/oil_barrel:",
        )


def _show(chart_id: str, height: int, **params: object) -> Chart:
    chart = catalogue.chart(chart_id, **params)
    chart_frame.show(chart, height=height)
    return chart


def _ecosystem_lists(rows: pd.DataFrame) -> None:
    parts = {
        _("Ecosystems in a list"): lambda: _ecosystem_list(rows),
        _("From product groups to ecosystems"): _weights,
    }
    sections.tabs("ecosystem-lists", parts)


def _weights() -> None:
    """The judgement behind the ecosystems: weights and reasons."""
    st.markdown(
        _(
            "This table is the atlas's own judgement. Change a weight in data/exports/product_ecosystems.csv and "
            "every figure above follows."
        )
    )
    listed = products.concordance()
    table_frame.table(
        {
            _("Product group"): listed["product_name"],
            _("Industrial ecosystem"): listed["ecosystem"].map(_ecosystem),
            _("Weight"): listed["weight"],
            _("Reason"): listed["reason"],
        },
        key="product-ecosystems",
        title=_("From product groups to ecosystems"),
        sources=table_frame.whole_tables("product_ecosystems"),
        alt=_("Table of product groups, the ecosystems they are counted in, weights and reasons."),
    )


def _ecosystem_list(rows: pd.DataFrame) -> None:
    few = mean_clusters(rows)
    goods = rows[rows["in_goods_exports"].astype(bool) & (rows["ecosystem"] != NOT_ASSIGNED)]
    table_frame.table(
        {
            _("Industrial ecosystem"): goods["ecosystem"].map(_ecosystem),
            _("Exports and clusters"): [
                term("unknown") if pd.isna(row.rca) else standing(row.rca, row.clusters, few, row.estimate)
                for row in goods.itertuples()
            ],
            _("EUR million"): goods["exports_eur_million"].round(0),
            _("% of goods exports"): goods["share_pct"].round(1),
            _("RCA"): goods["rca"].round(2),
            _("Active clusters"): goods["clusters"],
            _("Members known"): goods["members_known"],
            _("in clusters"): goods["clusters_with_members_known"],
        },
        key="ecosystem-list",
        title=_("Industrial ecosystems: exports and clusters"),
        sources=table_frame.whole_tables("exports_by_product", "product_ecosystems", "clusters", "euro_rates"),
        alt=_("Table of industrial ecosystems with goods exports, RCA, active clusters and known members."),
    )
    services = rows[~rows["in_goods_exports"].astype(bool)]
    st.markdown(
        _("Not in goods exports, with the number of active clusters: {ecosystems}.").format(
            ecosystems=listing(f"{_ecosystem(row.ecosystem)} ({number(row.clusters)})" for row in services.itertuples())
        )
    )
    loose = rows[rows["ecosystem"] == NOT_ASSIGNED].iloc[0]
    st.markdown(
        _("Goods that belong to no ecosystem: {share} of goods exports.").format(share=percent(loose["share_pct"]))
    )


def _ecosystem(name: str) -> str:
    return _("Not assigned") if name == NOT_ASSIGNED else term(name)


if __name__ == "__main__":
    page()
