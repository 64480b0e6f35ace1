"""What every count of clusters in the atlas is of, and why the other rows of the register are left out."""

from __future__ import annotations

import streamlit as st

from analytics.clusters import register
from analytics.core.language import _
from ui import counting, navigation, table_frame


def draw() -> None:
    """Draw the section, to which the counts of other pages lead."""
    st.subheader(_("What is counted as a cluster"), anchor=counting.ANCHOR)
    st.markdown(register.definition())
    said = register.reason_words()
    table_frame.table(
        {_("Rows of the register"): list(said), _("Number"): [register.register()[code] for code in said.values()]},
        key="counted-rows",
        title=_("What is counted as a cluster"),
        sources=table_frame.whole_tables("clusters"),
        alt=_("Table of the rows of the register by whether and why they are counted."),
    )
    navigation.link("map", _("The whole register on the map"), ":material/map:", status="any", kind="any")
