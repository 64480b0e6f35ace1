"""What a number of clusters is of: a sentence under it, and the way to the definition."""

from __future__ import annotations

import streamlit as st

from analytics.core.language import _, current

ANCHOR = "counted"  # of the definition, on the page of data and sources


def note(words: str) -> None:
    """A small sentence on what is counted or left out, with the link to where it is defined."""
    link = f"[{_('Which clusters are counted')}](/data?lang={current()}#{ANCHOR})"
    st.caption(f"{words} {link}" if words else link)
