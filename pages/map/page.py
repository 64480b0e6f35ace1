"""The map of clusters: where they are, what their regions are like, and each one's card."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.clusters import questions as clusters
from analytics.clusters import register
from analytics.clusters.questions import Filters
from analytics.core.collation import alphabetical
from analytics.core.language import _, ngettext, term
from analytics.map import layers, marks
from analytics.map import view as map_view
from analytics.map.layers import Layer
from analytics.publish import vector_map
from analytics.regions import questions as regions
from pages.map import filters, picture
from ui import (
    address,
    chart_frame,
    cluster_card,
    cluster_table,
    counting,
    layout,
    region_card,
    sections,
    share,
    shortlist,
    table_frame,
)


def page() -> None:
    """Draw the page."""
    layout.heading("map")
    phone = layout.on_phone()
    # On a phone the map comes first and its filters, folded, after it.
    first = st.container() if phone else None
    with st.expander(_("Filters and colours"), icon=":material/tune:") if phone else st.container():
        asked = controls()
    with first or st.container():
        found = clusters.clusters(asked.filters)
        if found.empty:
            filters.nothing_fits(asked.filters)
            st.stop()
        layer = layers.layer(asked.layer, asked.filters, asked.focus, asked.year)
        answer(found, layer, asked)
    tables(found, layer, asked.filters)
    picture.method()


def controls() -> vector_map.Asked:
    """What the map is to show: the filters, the colour of the marks, the region layer and its year."""
    chosen = filters.filters()
    focus, year = "Renewable Energy", None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layer = address.choose("layer", _("Map layer"), layers.LAYERS, layers.layer_name, "clusters", width=330)
        if layer == "lq":
            focus = address.choose("focus", _("Ecosystem"), clusters.ecosystems(), term, focus, width=330)
        if years := [str(year) for year in reversed(layers.layer_years(layer))]:
            picked = address.choose("year", _("Year"), ["newest", *years], _year_name, "newest", width=160)
            year = None if picked == "newest" else int(picked)
        colour = address.choose_segment(
            "colour", _("Colour"), ("country", "ecosystem"), map_view.colour_name, "country"
        )
        share.copy_link()
        filters.reset_button()
    return vector_map.Asked(chosen, layer, colour, focus, year)


def answer(found: pd.DataFrame, layer: Layer, asked: vector_map.Asked) -> None:
    """The headline, the map, and beside it what is opened."""
    located = found[found["nuts_code"].notna()]
    layout.headline(map_view.headline(found, located))
    counting.note(register.left_out_words(asked.filters))

    cluster = address.checked("cluster", list(clusters.names()), (), _("Cluster"))[:1]
    mark = "".join(address.read("mark")[:1])
    held = marks.members(asked.filters, mark)
    region = address.checked("region", regions.codes(3), (), _("Region"))[:1]
    with st.container(key="beside-map"):
        wide, side = st.columns([2, 1], gap="medium")
    with wide:
        picture.map_of(located, layer, asked, mark if held else "".join(cluster), region)
    with side:
        # What a link opens stays open, also where the filters leave it out.
        offered = alphabetical({*found["cluster_id"], *cluster}, clusters.names().__getitem__)
        address.choose_or_none("cluster", _("Open a cluster"), offered, clusters.names().__getitem__, picture.OPENED)
        by_mark = {f"{marks.CLOSEST}:{ids[0]}": name for name, ids in marks.places(asked.filters).items()}
        if held and mark not in by_mark:
            by_mark[mark] = marks.place_name(asked.filters, mark)
        address.choose_or_none("mark", _("Open a place"), list(by_mark), by_mark.__getitem__, picture.OPENED)
        address.choose_or_none(
            "region", _("Open a region"), alphabetical(regions.codes(3), regions.name), regions.name, picture.OPENED
        )
        if cluster:
            cluster_card.card(cluster[0])
        elif region:
            region_card.card(region[0])
        elif held:
            picture.bubble(marks.place_name(asked.filters, mark), held)
        else:
            picture.counts(found)
        shortlist.bar()


def _year_name(year: str) -> str:
    return _("Newest") if year == "newest" else year


def tables(found: pd.DataFrame, layer: Layer, chosen: Filters) -> None:
    """The clusters and the regions in tables, and the clusters that no mark stands for."""
    parts = {
        _("Clusters in a table"): lambda: _rows(found, layer, chosen),
        _("Regions in a table"): lambda: picture.region_table(layer),
        _("Clusters without a known place"): lambda: _unplaced(found[found["nuts_code"].isna()]),
        _("For a slide"): lambda: chart_frame.show(catalogue.chart("map.clusters"), height=460),
    }
    sections.tabs("tables", parts)


def _rows(found: pd.DataFrame, layer: Layer, chosen: Filters) -> None:
    cluster_table.show(found, key="rows")
    table_frame.downloads(found, subject="clusters", words=chosen.words(), sources=map_view.sources(layer))


def _unplaced(homeless: pd.DataFrame) -> None:
    st.markdown(
        ngettext(
            "{n} cluster fits the filters, but no page names its city. It counts everywhere except on the map.",
            "{n} clusters fit the filters, but no page names their city. They count everywhere except on the map.",
            len(homeless),
        )
    )
    cluster_table.show(homeless, key="unplaced")


if __name__ == "__main__":
    page()
