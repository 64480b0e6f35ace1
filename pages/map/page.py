"""The map of clusters: where they are, what their regions are like, and each one's card."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.clusters import questions as clusters
from analytics.clusters import register
from analytics.clusters.questions import Filters
from analytics.core.language import _, current, ngettext, term
from analytics.map import layers
from analytics.map import view as map_view
from analytics.map.layers import Layer
from analytics.publish import vector_map
from analytics.regions import questions as regions
from pages.map import filters, picture
from ui import address, cluster_card, cluster_table, counting, layout, region_card, share, table_frame


def page() -> None:
    """Draw the page."""
    layout.heading("map")
    chosen = filters.filters()

    with st.container(horizontal=True, vertical_alignment="bottom"):
        colour = address.choose_segment(
            "colour", _("Colour of the marks"), ("country", "ecosystem"), map_view.colour_name, "country"
        )
        layer_name = address.choose("layer", _("Regions show"), layers.LAYERS, layers.layer_name, "clusters", width=330)
        focus = "Renewable Energy"
        if layer_name == "lq":
            focus = address.choose("focus", _("Ecosystem"), clusters.ecosystems(), term, focus, width=330)
        share.copy_link()
        filters.reset_button()

    found = clusters.clusters(chosen)
    if found.empty:
        filters.nothing_fits(chosen)
        st.stop()

    located = found[found["nuts_code"].notna()]
    layout.headline(map_view.headline(found, located))
    counting.note(register.left_out_words(chosen))

    cluster = address.checked("cluster", list(clusters.names()), (), _("Cluster"))[:1]
    region = address.checked("region", regions.codes(3), (), _("Region"))[:1]
    layer = layers.layer(layer_name, chosen, focus)

    wide, side = st.columns([2, 1], gap="medium")
    with wide:
        picture.map_of(located, layer, vector_map.Asked(chosen, layer_name, colour, focus), cluster, region)
    with side:
        # What a link opens stays open, also where the filters leave it out.
        offered = list(dict.fromkeys([*found["cluster_id"], *cluster]))
        address.choose_or_none("cluster", _("Open a cluster"), offered, clusters.names().__getitem__)
        address.choose_or_none("region", _("Open a region"), regions.codes(3), regions.name)
        if cluster:
            cluster_card.card(cluster[0])
        elif region:
            region_card.card(region[0])
        else:
            picture.counts(found)
    tables(found, layer, chosen)
    picture.method()


def tables(found: pd.DataFrame, layer: Layer, chosen: Filters) -> None:
    """The clusters and the regions in tables, and the clusters that no mark stands for."""
    # Only the open tab does its work.
    rows, places, unplaced = st.tabs(
        [_("Clusters in a table"), _("Regions in a table"), _("Clusters without a known place")],
        key=f"tables-{current()}",
        on_change="rerun",
    )
    if rows.open:
        with rows:
            cluster_table.show(found, key="rows")
            table_frame.downloads(found, subject="clusters", words=chosen.words(), sources=map_view.sources(layer))
    if places.open:
        with places:
            picture.region_table(layer)
    if unplaced.open:
        with unplaced:
            homeless = found[found["nuts_code"].isna()]
            st.markdown(
                ngettext(
                    "{n} cluster fits the filters, but no page names its city. It counts everywhere except on the map.",
                    "{n} clusters fit the filters, but no page names their city. "
                    "They count everywhere except on the map.",
                    len(homeless),
                )
            )
            cluster_table.show(homeless, key="unplaced")


if __name__ == "__main__":
    page()
