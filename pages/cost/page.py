"""What would it cost: a programme by three sliders, three options, and the money that is paid today."""

import streamlit as st

from analytics.core.codes import NORDIC
from analytics.core.language import _, country_name
from pages.cost import money, options, result
from ui import address, chart_frame, layout, share

NAMES = ("country", "d", "years", "by", "measure")


def page() -> None:
    """Draw the page."""
    layout.heading("cost")
    with st.container(horizontal=True, vertical_alignment="bottom", key="cost-controls"):
        country = address.choose("country", _("Country"), NORDIC, country_name, "FI", width=200)
        share.copy_link()
        address.reset_button(NAMES)
    charts = result.section(country)
    charts += options.section(country)
    charts += money.section(country)
    asked = ("design_country", "design_presets", "design_references", "money")
    layout.worked_out(lambda: chart_frame.methods(charts), [f"programmes.{question}" for question in asked])


if __name__ == "__main__":
    page()
