"""Does it work? What evaluations of cluster programmes found, how strong they are, and objections with answers."""

import streamlit as st

from pages.effects import evidence, objections
from ui import layout


def page() -> None:
    """Draw the page."""
    layout.heading("effects")
    evidence.headline()
    choice = evidence.controls()
    charts = []
    left, right = st.columns([8, 5], gap="large")
    with left:
        charts.append(evidence.evidence_map(choice))
    with right:
        evidence.card(choice)
    left, right = st.columns([8, 5], gap="large")
    with left:
        charts.append(evidence.norway())
    with right:
        evidence.not_known()
    objections.section()
    evidence.table()
    evidence.method(charts)


if __name__ == "__main__":
    page()
