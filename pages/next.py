"""Where next: products near to what a country sells, who is ahead in them, and the clusters whose field they are."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.core import trade
from analytics.core.codes import ECOSYSTEMS, NORDIC
from analytics.core.language import _, country_name, current, term
from analytics.core.sources import cite
from analytics.product_space import questions as products
from analytics.product_space import words
from analytics.product_space.charts import source
from analytics.specialisation.words import rca_number, valued
from ui import address, chart_frame, layout, markdown, navigation, share, table_frame

NAMES = ("country", "least", "eco")  # every control, for Reset
ALL = "all"
ROWS = 50  # of the list
BACI = "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37"


def page() -> None:
    """Draw the page; its controls live in the link. Without detailed trade figures it says how to get them."""
    layout.heading("next")
    made_of = products.edition()
    if made_of is None:
        _how_to_get_them()
        navigation.link("specialisation", _("Specialisation by product group"))
        return
    country, least, ecosystem = _controls()
    chosen: dict[str, Any] = {"country": country, "least": least, "ecosystem": ecosystem}
    rows = products.candidates(**chosen)
    if rows["density"].isna().all():  # also where there are none
        st.info(words.none_left(), icon=":material/filter_alt_off:")
    else:
        layout.headline(markdown.words(words.nearest(rows, country, made_of.year)))
        chart_frame.show(catalogue.chart("product_space.scatter", **chosen), height=560)
        _list(rows, made_of)
        nordic = catalogue.chart("product_space.nordic", **chosen)
        chart_frame.show(nordic, height=140 + 31 * len(nordic.table))
    with st.expander(_("How this was worked out, and its limits"), key=f"how-next-{current()}"):
        st.markdown(markdown.escape(words.method(made_of)))
    if ecosystem:
        navigation.link("map", _("The clusters of this field"), ":material/hub:", country=country, eco=ecosystem)
    navigation.link("specialisation", _("Specialisation by product group"), country=country)


def _controls() -> tuple[str, int, str]:
    """The country, the least world trade in million USD, and the ecosystem ("" = all)."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="next-controls"):
        country = address.choose("country", _("Country"), NORDIC, country_name, "FI", width=180)
        least = address.choose(
            "least", _("World trade at least"), [str(value) for value in products.LEAST],
            lambda value: words.billions(1e6 * int(value)), "1000", width=210,
        )  # fmt: skip
        known = set(products.candidates(country, 0)["ecosystem"])
        ecosystem = address.choose(
            "eco", _("Industrial ecosystem"), [ALL, *(name for name in ECOSYSTEMS if name in known)],
            lambda name: _("All") if name == ALL else term(name), ALL, width=300,
        )  # fmt: skip
        share.copy_link()
        address.reset_button(NAMES)
    return country, int(least), "" if ecosystem == ALL else ecosystem


def _list(rows: pd.DataFrame, made_of: products.Edition) -> None:
    """The nearest products with what speaks for and against them."""
    st.subheader(_("Nearest products not yet sold with advantage"), anchor=False)
    shown = rows.head(ROWS)
    table_frame.table(
        {
            _("Product (HS)"): [words.full_name(row) for row in shown.itertuples()],
            _("HS chapter"): shown["chapter"],
            _("Nearness"): shown["density"].round(3),
            _("RCA"): shown["rca"].round(2),
            _("Strongest neighbour (RCA)"): [
                valued(country_name(row.neighbour), rca_number(row.neighbour_rca))
                if pd.notna(row.neighbour_rca)
                else words.own_rca(None)
                for row in shown.itertuples()
            ],
            _("Growth a year, %"): shown["world_growth_pct"].round(1) + 0.0,
            _("Industrial ecosystem"): shown["ecosystem"].map(words.ecosystem_name),
            _("Clusters of the field"): shown["clusters"],
            _("Their names"): shown["cluster_names"].fillna(""),  # none, not unknown
            _("World trade, USD billion"): (shown["world_usd"] / 1e9).round(1),
            _("Complexity"): shown["complexity"].round(2),
        },
        key="nearest-products",
        title=_("Nearest products not yet sold with advantage"),
        sources=(
            source(made_of),
            cite("hs_ecosystems"),
            cite("clusters"),
        ),
        alt=_("Table of products with nearness, complexity, RCA, the strongest neighbour, world trade and clusters."),
    )
    st.caption(
        _(
            "Names of products are in the language of the source. Which ecosystem a product belongs to is the atlas's "
            "own judgement."
        )
    )
    navigation.link("data", _("From products to ecosystems"), ":material/table_rows:", table="hs_ecosystems")


def _how_to_get_them() -> None:
    st.info(words.missing(), icon=":material/inventory_2:")
    st.markdown(
        _(
            "The atlas ships exports by product group. This page needs them by product: BACI of the research centre "
            "CEPII, at six digits of the Harmonized System. Whoever runs this server can add it:"
        )
    )
    st.markdown(
        _("1. Download BACI (HS92) from [CEPII]({address}) and unpack it.").format(address=BACI)
        + "\n"
        + _("2. Add the figures up; the setting {setting} then names the folder.").format(setting=trade.SETTING)
        + "\n"
        + _("3. Start the atlas again.")
    )
    st.code(
        f"python -m analytics rollup BACI_HS92 --from baci --out trade\nexport {trade.SETTING}=$PWD/trade",
        language=None,
        wrap_lines=True,
    )


if __name__ == "__main__":
    page()
