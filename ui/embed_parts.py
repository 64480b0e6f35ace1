"""One chart as it stands in another web page."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import streamlit as st

from analytics.core.chart import Chart
from analytics.core.language import _, current
from ui import address, frame, shell

# The page where the charts of a subject stand, and its name for their country in the link, if it has one.
PAGES: Mapping[str, tuple[str, str]] = {
    "clusters": ("", ""),
    "exports": ("exports", "c"),
    "programmes": ("programmes", "c"),
    "membership": ("membership", "country"),
    "fees": ("fees", "country"),
    "network": ("network", "country"),
    "knowledge": ("cluster", ""),
    "funding": ("funding", "c"),
    "readiness": ("start", ""),
    "needs": ("needs", ""),
}


def show() -> None:
    """The chart that the link names, or what is wrong with the link."""
    address.notes_here()
    chart = _asked()
    if chart is None:
        return
    st.html(f'<h1 style="font-size:1.35rem;line-height:1.25;margin:0;padding:0">{escape(chart.title)}</h1>')
    st.caption(chart.subtitle)
    st.markdown(chart.insight)
    from analytics.publish import pictures

    figure = frame.sized(chart, max(380, round(pictures.natural_height(chart))))
    st.plotly_chart(figure, theme=None, config=frame.PLOTLY, key="embedded", alt=chart.alt)
    frame.source_line(chart.sources)
    words = _("Open in the Nordic Cluster Atlas")
    st.markdown(f"[{words}]({_page(chart)})")  # in a tab of its own, as all links in text


def _asked() -> Chart | None:
    from analytics import catalogue

    id_ = " ".join(address.read("chart")[:1])
    if id_ not in catalogue.CHARTS:
        st.info(
            _("The link names no chart that the atlas knows. Copy the code under Share at the chart."),
            icon=":material/search_off:",
        )
        return None
    defaults = catalogue.CHARTS[id_].params
    given = {name: address.read(name)[0] for name in defaults if address.read(name)}
    phone = {"narrow": "1"} if "narrow" in defaults and shell.on_phone() else {}
    try:
        return catalogue.chart(id_, **catalogue.typed(id_, {**phone, **given}))
    except Exception:  # a value that a chart does not know fails in each chart's own way
        address.note(_("Chart"), list(given.values()))
        return catalogue.chart(id_)


def _page(chart: Chart) -> str:
    page, country = PAGES[chart.id.split(".")[0]]
    chosen = str(chart.params.get("country") or "")
    query = {country: chosen} if country and chosen else {}
    return f"{address.origin()}/{page}?{urlencode({**query, 'lang': current()})}"
