"""Charts of what was said in workshops. The atlas's tables do not hold it: no link, file or embed can ask for them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics.core.chart import Chart
from analytics.core.language import _, current
from analytics.render import screen
from analytics.workshops import charts, live_summary
from analytics.workshops.models import Details
from analytics.workshops.shares import Comparison, Shares, frame
from ui import chart_frame, markdown, table_frame


def show(chart: Chart, values: dict[str, pd.Series], *, key: str, source: str = "") -> None:
    """A chart in its frame with its values one tab away; not `chart_frame.show`, whose menu asks for charts by id."""
    with st.container(key=f"chart-{key}"):
        st.subheader(markdown.words(chart.title), anchor=False)
        st.caption(markdown.words(chart.subtitle))
        st.markdown(markdown.escape(chart.insight))
        picture, table = st.tabs([_("Chart"), _("Table")], key=f"{key}-tabs-{current()}")
        with picture:
            figure = chart_frame.Finished(screen.spec(chart))
            st.plotly_chart(figure, theme=None, config=chart_frame.PLOTLY, key=f"{key}-plot", alt=chart.alt)
        with table:
            table_frame.table(values, key=f"{key}-values", title=chart.title, alt=chart.alt)
        if source:
            st.caption(source)


def told(details: Details, found: Sequence[Shares]) -> None:
    """The themes and polls of one workshop."""
    if not found:
        st.markdown(_("Nothing that can be counted was answered."))
    shown = [one for one in found if not one.withheld]
    _grid(
        [charts.shares(one.kind, one.heading, frame(one), [live_summary.named(details, one.devices)]) for one in shown]
    )
    if few := [one.heading for one in found if one.withheld]:
        st.markdown(markdown.escape(live_summary.withheld(few)))


def compared(found: Comparison) -> None:
    """Two workshops side by side."""
    _grid(live_summary.compared_charts(found))
    st.markdown("\n".join(f"- {markdown.escape(said)}" for said in live_summary.limits(found)))


def _grid(drawn: Sequence[Chart]) -> None:
    with st.grid(min_column_width=360, gap="medium", key="workshop-shares"):
        for at, chart in enumerate(drawn):
            rows = chart.table
            values = {
                _("Answer"): rows["name"],
                _("Share, %"): rows["value"].astype("Float64").round(1),
                _("Devices"): rows["devices"],
                _("Of"): rows["counted"],
            }
            show(chart, values, key=f"shares-{at}")
