"""What the neighbours have: cluster policies part by part, what a country lacks, and programmes over the years."""

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
    compare.gaps(choice)
    charts.append(compare.timeline(choice))
    left, right = st.columns(2, gap="large")
    with left:
        charts.append(compare.score(choice))
    with right:
        charts += compare.figures()
    compare.method(charts)


if __name__ == "__main__":
    page()
