"""Parts of a page behind a tab or in a closed box: only what is open is drawn, so that the rest costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from analytics.core.language import current

Draw = Callable[[], object]


def tabs(key: str, parts: Mapping[str, Draw]) -> None:
    """Tabs by their titles, the first one open at first."""
    places = st.tabs(list(parts), key=f"{key}-{current()}", on_change="rerun")
    for place, draw in zip(places, parts.values(), strict=True):
        if place.open:
            with place:
                draw()


def box(label: str, key: str, draw: Draw, **look: Any) -> None:
    """A box that is closed at first, unless `expanded` is given; `look` as Streamlit's expander takes it."""
    place = st.expander(label, key=f"{key}-{current()}", on_change="rerun", **look)
    if place.open:
        with place:
            draw()
