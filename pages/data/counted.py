"""What every count of clusters in the atlas is of, and why the other rows of the register are left out."""

from __future__ import annotations

import streamlit as st

from analytics.clusters import register
from analytics.core.language import _, number
from ui import counting, layout, markdown, navigation, table_frame


def draw() -> None:
    """Draw the section, to which the counts of other pages lead."""
    st.subheader(_("What is counted as a cluster"), anchor=counting.ANCHOR)
    st.markdown(register.definition())
    counts = {words: register.register()[code] for words, code in register.reason_words().items()}
    if layout.on_phone():  # a table would keep the numbers beyond the edge of the screen
        st.markdown("\n".join(f"- {markdown.escape(words)}: **{number(n)}**" for words, n in counts.items()))
    else:
        table_frame.table(
            {_("Rows of the register"): list(counts), _("Number"): list(counts.values())},
            key="counted-rows",
            title=_("What is counted as a cluster"),
            sources=table_frame.whole_tables("clusters"),
            alt=_("Table of the rows of the register by whether and why they are counted."),
        )
    navigation.link("map", _("The whole register on the map"), ":material/map:", status="any", kind="any")
