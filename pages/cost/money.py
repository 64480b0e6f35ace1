"""Money of programmes in two pictures that are never added up, and what may be said of them."""

from __future__ import annotations

import streamlit as st

from analytics import catalogue
from analytics.core.chart import Chart
from analytics.core.language import _
from analytics.programmes import money_words as words
from analytics.programmes import questions as programmes
from ui import address, chart_frame


def section(country: str) -> list[Chart]:
    """What is paid to cluster organisations beside other money, by the measure chosen."""
    st.subheader(_("Two kinds of money"), anchor=False)
    paid = programmes.money()
    payers = set(paid[(paid["status"] == "active") & paid["budget_meur"].notna()]["country"])
    st.markdown(words.claims_of_payer(country) if country in payers else words.claims(country))
    measure = address.choose_segment(
        "measure", _("Yearly money"), programmes.MEASURES, words.measure_name, programmes.MEASURES[0]
    )
    given = {"country": country, "narrow": 1}  # two columns leave no room for long names beside the bars
    other = measure if measure in programmes.OTHER_MEASURES else programmes.MEASURES[0]
    charts = [
        catalogue.chart("programmes.money", measure=measure, **given),
        catalogue.chart("programmes.money_other", measure=other, **given),
    ]
    for column, chart in zip(st.columns(2, gap="large"), charts, strict=True):
        with column:
            chart_frame.show(chart, height=chart.drawing.height)
    return charts
