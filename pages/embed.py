"""One chart for another web page: title, picture, source and the way to the atlas, without navigation."""

from __future__ import annotations

from html import escape

import streamlit as st

from analytics.core.chart import Chart
from analytics.core.language import _
from analytics.core.plot import Grid
from analytics.render import natural
from ui import address, chart_frame, layout, markdown, page_registry


def page() -> None:
    """Draw the chart that the link names, or say what is wrong with the link."""
    address.notes_here()
    chart = _asked()
    if chart is None:
        return
    st.html(f'<h1 style="font-size:1.35rem;line-height:1.25;margin:0;padding:0">{escape(chart.title)}</h1>')
    st.caption(markdown.words(chart.subtitle) + markdown.age_mark(chart.age))
    st.markdown(markdown.escape(chart.insight))
    if isinstance(chart.drawing, Grid) and chart.drawing.sentences:
        chart_frame.in_words(chart.drawing)
    else:
        figure = chart_frame.sized(chart, max(380, round(natural.height(chart.drawing))))
        st.plotly_chart(figure, theme=None, config=chart_frame.PLOTLY, key="embedded", alt=chart.alt)
    chart_frame.source_line(chart.sources)
    words = _("Open in the Nordic Cluster Atlas")
    link = f"{address.origin()}/{page_registry.page_link(chart)}"
    st.markdown(f"[{words}]({link})")  # in a tab of its own, as all links in text


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
    phone = {"narrow": "1"} if "narrow" in defaults and layout.on_phone() else {}
    try:
        return catalogue.chart(id_, **catalogue.typed(id_, {**phone, **given}))
    except Exception:  # a value that a chart does not know fails in each chart's own way
        address.note(_("Chart"), list(given.values()))
        return catalogue.chart(id_)


if __name__ == "__main__":
    page()
