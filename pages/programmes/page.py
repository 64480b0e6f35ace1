"""Programmes: what the neighbours' cluster policies have that a country lacks, and how they came."""

import streamlit as st

from pages.programmes import compare
from ui import layout


def page() -> None:
    """Draw the page."""
    layout.heading("programmes")
    choice = compare.controls()
    compare.headline(choice)
    compare.brief(choice.country)
    charts = [compare.matrix(choice)]
    left, right = st.columns([3, 2], gap="large")
    with left:
        charts.append(compare.score(choice))
    with right:
        compare.evidence(choice)
    compare.gaps(choice)
    charts.append(compare.timeline(choice))
    charts += compare.figures()
    compare.method(charts)


if __name__ == "__main__":
    page()
