"""The map of clusters: where they are, what their regions are like, and each one's card."""

import streamlit as st

from analytics.clusters import questions as clusters
from analytics.core.language import _, current, ngettext, term
from analytics.map import layers
from analytics.map import view as map_view
from analytics.publish import vector_map
from analytics.regions import questions as regions
from ui import address, cluster_card, cluster_filters, frame, map_parts, region_card

frame.heading(
    _("Where the clusters are"),
    _("Which clusters work in each region of the five Nordic countries, and where is there room for more?"),
)
chosen = cluster_filters.filters()

with st.container(horizontal=True, vertical_alignment="bottom"):
    colour = address.choose_segment(
        "colour", _("Colour of the marks"), ("country", "ecosystem"), map_view.colour_name, "country"
    )
    layer_name = address.choose("layer", _("Regions show"), layers.LAYERS, layers.layer_name, "density", width=330)
    focus = "Renewable Energy"
    if layer_name == "lq":
        focus = address.choose("focus", _("Ecosystem"), clusters.ecosystems(), term, focus, width=330)
    map_parts.copy_link()
    cluster_filters.reset_button()

found = clusters.clusters(chosen)
if found.empty:
    cluster_filters.nothing_fits(chosen)
    st.stop()

located = found[found["nuts_code"].notna()]
frame.headline(map_view.headline(found, located))

cluster = address.checked("cluster", list(clusters.names()), (), _("Cluster"))[:1]
region = address.checked("region", regions.codes(3), (), _("Region"))[:1]
layer = layers.layer(layer_name, chosen, focus)

picture, side = st.columns([2, 1], gap="medium")
with picture:
    map_parts.map_of(located, layer, vector_map.Asked(chosen, layer_name, colour, focus), cluster, region)
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
        map_parts.counts(found)

# Only the open tab does its work.
rows, places, unplaced = st.tabs(
    [_("Clusters in a table"), _("Regions in a table"), _("Clusters without a known place")],
    key=f"tables-{current()}",
    on_change="rerun",
)
if rows.open:
    with rows:
        map_parts.cluster_table(found, key="rows")
        frame.downloads(found, subject="clusters", words=chosen.words(), sources=map_view.sources(layer))
if places.open:
    with places:
        map_parts.region_table(layer)
if unplaced.open:
    with unplaced:
        homeless = found[found["nuts_code"].isna()]
        st.markdown(
            ngettext(
                "{n} cluster fits the filters, but no page names its city. It counts everywhere except on the map.",
                "{n} clusters fit the filters, but no page names their city. They count everywhere except on the map.",
                len(homeless),
            )
        )
        map_parts.cluster_table(homeless, key="unplaced")

map_parts.method()
