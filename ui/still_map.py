"""The small still map as a picture with an address of its own: the page need not wait until it is drawn."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from analytics.core import state, style
from analytics.core.language import current
from analytics.publish import small_map


def draw(alt: str, only: str = "", width: str = "100%") -> None:
    """Draw the map of all clusters, or of `only` a cluster or a NUTS 3 region; `width` is in CSS."""
    asked = {"only": only, "lang": current(), "mode": style.mode(), "data": state.of_visitor()}
    query = urlencode({name: value for name, value in asked.items() if value})
    st.html(
        f'<img src="small-map.webp?{escape(query)}" alt="{escape(alt)}" loading="lazy" '
        f'style="display:block;width:{width};aspect-ratio:{small_map.WIDTH}/{small_map.HEIGHT}">'
    )
