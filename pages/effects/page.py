"""Does it work? What evaluations of cluster programmes found, how strong they are, and objections with answers."""

import streamlit as st

from pages.effects import evidence, objections
from ui import layout

WIDE, NARROW = 720, 440  # pixels


def page() -> None:
    """Draw the page."""
    layout.heading("effects")
    evidence.headline()
    choice = evidence.controls()
    charts = []
    # Side by side where the marks of the map have room for their letters, else below each other.
    with st.container(horizontal=True, gap="medium", key="effect-map"):
        with st.container(width=WIDE):
            charts.append(evidence.evidence_map(choice))
        with st.container(width=NARROW):
            evidence.card(choice)
    with st.container(horizontal=True, gap="medium", key="effect-figures"):
        with st.container(width=WIDE):
            charts.append(evidence.norway())
        with st.container(width=NARROW):
            evidence.not_known()
    objections.section()
    evidence.table()
    evidence.method(charts)


if __name__ == "__main__":
    page()
