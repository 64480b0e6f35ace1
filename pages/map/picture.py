"""The map with its legends and files, the regions in a table, counts, and the method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from html import escape
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analytics.clusters import questions as clusters
from analytics.core import state, style
from analytics.core.language import _, country_name, current, number, term
from analytics.map import bubbles, layers, marks, view
from analytics.map import deck as maps
from analytics.map.layers import Layer
from analytics.publish import offer, vector_map
from analytics.regions import questions as regions
from ui import address, chart_frame, layout, markdown, navigation, share, table_frame

# What a click opens, as it stands in the link.
OPENED = ("cluster", "mark", "region")


def map_of(
    located: pd.DataFrame,
    layer: Layer,
    asked: vector_map.Asked,
    mark: str,
    region: list[str],
) -> None:
    """The map, its title, its legends and its source; a click writes the cluster, mark or region into the link."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{layer.title}**{markdown.age_mark(layers.age(layer))}", width="stretch")
        _share(asked)
    _swatches(zip(layer.classes.colours, layer.classes.labels, strict=True), "square")
    codes = regions.codes(3)
    deck = maps.deck(
        _marks_address(asked),
        layer.classes,
        layer.tips,
        view=marks.opened(asked.filters, mark) or view.view(asked.filters.countries, phone=layout.on_phone()),
        chosen_region=codes.index(region[0]) if region else None,
        chosen_mark=mark or None,
    )
    alt = view.alt(located, layer)
    with st.container(key="live-map"):
        st.pydeck_chart(
            deck, height=380 if layout.on_phone() else 620, on_select=_open_clicked, selection_mode="single-object",
            key=_map_key(), alt=alt,
        )  # fmt: skip
    _still(asked, alt)
    if layer.note:
        st.caption(layer.note)
    _swatches(view.legend(located, asked.colour), "round")
    _sizes()
    chart_frame.source_line(view.sources(layer))


def _share(asked: vector_map.Asked) -> None:
    """A button that opens the menu of the map's files; none is made before it is asked for."""
    box = st.popover(
        _("Share"), icon=":material/ios_share:", type="tertiary", key=f"share-map-{current()}", on_change="rerun"
    )
    if not box.open:
        return
    words, link = vector_map.chart(asked), address.full_link()
    with box:
        st.caption(_("The map with title, legends, sources and scale"))
        with st.container(horizontal=True, gap="small"):
            for kind, form in offer.made_from("map").items():
                share.offer(
                    _(form.label),
                    kind,
                    partial(form.make, "map", asked, link),
                    file_name=vector_map.file_name(asked, form.extension, form.shape),
                    key=f"map-{kind}",
                    icon=None,
                )
        share.whole_tables(words)
        share.link_and_citation(words)


def _still(asked: vector_map.Asked, alt: str) -> None:
    """The printed map and a sentence in place of the live one, where the browser has no WebGL to draw it with.

    The browser finds out by itself and asks for the picture only then.
    """
    st.html(
        "<style>.st-key-still-map {display: none}"
        "[data-atlas-webgl=none] .st-key-live-map {display: none}"
        "[data-atlas-webgl=none] .st-key-still-map {display: flex}</style>"
        "<script>{const canvas = document.createElement('canvas');"
        "if (!canvas.getContext('webgl2')) document.documentElement.dataset.atlasWebgl = 'none'}</script>",
        unsafe_allow_javascript=True,
    )
    with st.container(key="still-map"):
        st.caption(
            _(
                "Your browser cannot draw the live map (it has no WebGL), so this is its picture. The clusters and the "
                "regions are in the tables below."
            )
        )
        address = f"map-picture.svg?{_query(asked)}"
        st.html(f'<img src="{escape(address)}" alt="{escape(alt)}" loading="lazy" style="width:100%">')


def _marks_address(asked: vector_map.Asked) -> str:
    return f"map-marks/{{z}}/{{x}}/{{y}}.json?{_query(asked)}"


def _query(asked: vector_map.Asked) -> str:
    given = {name: value for name, value in asked.params.items() if value}
    data = {"data": state.of_visitor()} if state.of_visitor() else {}
    return urlencode({**given, "mode": style.mode(), **data}, doseq=True)


def _map_key() -> str:
    return f"map-{current()}-{style.mode()}"


def _open_clicked() -> None:
    picked = st.session_state[_map_key()].selection.objects
    for layer, names in (("marks", ("cluster", "mark")), ("regions", ("region",))):
        if shapes := picked.get(layer):
            picked_id = str(shapes[0]["properties"]["id"])
            address.reset(OPENED)
            address.write(names[":" in picked_id], [picked_id])
            return
    address.reset(OPENED)


def _swatches(entries: Iterable[tuple[str, str]], shape: str) -> None:
    edge, line = "50%" if shape == "round" else "2px", f"1px solid {style.palette().muted}"
    _legend(
        (f"width:14px;height:14px;border-radius:{edge};background:{c};border:{line}", "", said) for c, said in entries
    )


def _sizes() -> None:
    muted = style.palette().muted
    shown = [(_("{n} members").format(n=number(n)), bubbles.radius(n), muted) for n in (20, 100, 500)]
    shown.append((_("members not published"), bubbles.radius(None), "transparent"))
    ring = f"border-radius:50%;border:3px solid {muted};box-sizing:border-box"
    side = 2 * bubbles.counted_radius(3)
    counted = f"border-radius:50%;background:{muted};color:{style.ink_on(muted)};font-weight:700"
    _legend(
        [
            *(
                (f"width:{2 * r:.0f}px;height:{2 * r:.0f}px;background:{fill};{ring}", "", said)
                for said, r, fill in shown
            ),
            (
                f"width:{side:.0f}px;height:{side:.0f}px;{counted};display:grid;place-items:center",
                "3",
                _("a number: clusters near each other"),
            ),
        ]
    )


def _legend(entries: Iterable[tuple[str, str, str]]) -> None:
    """A line of signs with their words: the style of each sign, what stands in it, and the words."""
    items = "".join(
        f'<li style="display:inline-flex;align-items:center;gap:6px;margin:0 14px 4px 0">'
        f'<span aria-hidden="true" style="{look}">{inside}</span>{escape(said)}</li>'
        for look, inside, said in entries
    )
    st.html(f'<ul style="list-style:none;margin:0;padding:0;font-size:14px">{items}</ul>')


def bubble(heading: str, held: list[str]) -> None:
    """The clusters of an opened bubble, each a way to its page."""
    with st.container(border=True, key="bubble-card"):
        st.subheader(heading, anchor=False)
        for code in held:
            navigation.link("cluster", clusters.names()[code], ":material/hub:", cluster=code)


def counts(found: pd.DataFrame) -> None:
    """Clusters by country and by ecosystem, when nothing is opened."""
    homeless = Counter(found.loc[found["nuts_code"].isna(), "country"])
    lines = [_("Click a mark or a region, or choose one above. Until then, the clusters by country:")]
    for code, n in Counter(found["country"]).most_common():
        unknown = homeless[code]
        lines.append(
            _("**{country}** {n}, of which {unknown} without a known place").format(
                country=country_name(code), n=number(n), unknown=number(unknown)
            )
            if unknown
            else f"**{country_name(code)}** {number(n)}"
        )
    top = Counter(found["ecosystem"]).most_common(5)
    lines += [_("Most common ecosystems:"), "\n".join(f"- {term(name)}: {number(n)}" for name, n in top)]
    st.markdown("\n\n".join(lines))


def region_table(layer: Layer) -> None:
    """The region layer as a table."""
    rows = view.region_rows(layer)
    if layer.name == "dominant":
        rows["value"] = [
            "; ".join(term(e) for e in value.split("; ")) if isinstance(value, str) else "" for value in rows["value"]
        ]
    headings = {
        "nuts_code": _("NUTS 3 code"),
        "region": _("Region"),
        "country": _("Country"),
        "value": layer.title,
        "year": _("Year"),
    }
    shown = {heading: rows[name] for name, heading in headings.items() if name in rows}
    table_frame.table(
        shown,
        height=420,
        key="regions table",
        title=layer.title,
        sources=view.sources(layer),
        alt=layer.title,
    )


def method() -> None:
    """Definitions, coverage and the question as it is asked."""
    layout.worked_out(_method, ["clusters.by_region"])


def _method() -> None:
    st.markdown(
        _(
            "A mark is a cluster whose city is known. Its area grows with its members. A ring means that no member "
            "count is published. Clusters too near to each other to be told apart share a bubble with their number, "
            "whose middle is never farther from their places than its own radius. Zoom in and it opens, except for "
            "those of one city, which its list names. A cluster's NUTS 3 region is the one that its city lies in (the "
            "nearest one for points just off the coast)."
        )
    )
    st.markdown(
        _(
            "Classes hold about as many regions each, with limits rounded to two figures. The location quotient is an "
            "ecosystem's share of a region's clusters divided by its share of all clusters that fit the filters. With "
            "few clusters in a region it jumps. Read it with the counts."
        )
    )
