"""The navigation, and links between pages."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analytics.core import switches
from analytics.core.language import current
from ui import layout, markdown, page_registry
from ui.page_registry import PageEntry


def draw() -> StreamlitPage:
    """Draw the navigation at the top and return the page to run."""
    made = _made()
    pages = {section: [_page(key, made) for key in keys] for section, keys in page_registry.sections().items()}
    every = [page for listed in pages.values() for page in listed]
    if urlsplit(st.context.url or "").path.endswith("/embed"):
        return st.navigation(every, position="hidden")  # in another web page there is nowhere to go
    if layout.on_phone():
        # Streamlit's menu for phones puts sections into a list as something else than list items, which screen
        # readers stumble over; without sections it is a plain list.
        return st.navigation(every, position="top")
    return st.navigation(pages, position="top")


def link(name: str, label: str, icon: str = ":material/arrow_forward:", /, **query: str) -> None:
    """A link to a page, with parameters, in the language in use."""
    parameters: Mapping[str, str] = {**query, "lang": current()}
    st.page_link(_page(name), label=markdown.words(label), icon=icon, query_params=parameters)


def forward(name: str) -> None:
    """Send an old link on to the page where what it asks for stands now, with all its parameters."""
    now = page_registry.page_now(name, list(st.query_params))
    if now != name:
        st.switch_page(_page(now), query_params={key: st.query_params.get_all(key) for key in st.query_params})


def go(name: str, /, **query: str) -> None:
    """Leave for a page at once, with parameters, in the language in use."""
    st.switch_page(_page(name), query_params={**query, "lang": current()})


def _made() -> dict[tuple[str, str], StreamlitPage]:
    # Making one looks at the disk; a session keeps its own, as Streamlit notes in them which may run.
    made: dict[tuple[str, str], StreamlitPage] = st.session_state.setdefault("pages made", {})
    return made


def _page(name: str, made: dict[tuple[str, str], StreamlitPage] | None = None) -> StreamlitPage:
    made = _made() if made is None else made
    key = (name, current())
    if key not in made:
        made[key] = _make(page_registry.PAGES[name])
    return made[key]


def _make(entry: PageEntry) -> StreamlitPage:
    return st.Page(
        entry.file,
        title=page_registry.title(entry.key),
        icon=entry.icon,
        url_path=entry.url_path,
        default=not entry.url_path,
        visibility="visible" if entry.listed and switches.is_on(entry.switch) else "hidden",
    )
