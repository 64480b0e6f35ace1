"""The pages, their place in the navigation, and links between them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analytics.core.language import _, current
from analytics.core.paths import ROOT
from ui import shell

# Pages that a link leads to: a facilitator's, a QR code, another web page.
BY_LINK = ("join", "board", "embed")


def draw() -> StreamlitPage:
    """Draw the navigation at the top and return the page to run."""
    sections = {
        "": ("overview", "map", "exports", "programmes", "present"),
        _("Membership"): ("membership", "fees", "network"),
        _("For companies"): ("what", "find", "stories", "funding", "support", "start"),
        _("Workshops"): ("needs", "workshop", "live", "join", "board"),
        _("Look up"): ("cluster", "region", "data", "embed"),
    }
    pages = {section: [_page(name) for name in names] for section, names in sections.items()}
    every = [page for listed in pages.values() for page in listed]
    if urlsplit(st.context.url or "").path.endswith("/embed"):
        return st.navigation(every, position="hidden")  # in another web page there is nowhere to go
    if shell.on_phone():
        # Streamlit's menu for phones puts sections into a list as something else than list items, which screen
        # readers stumble over; without sections it is a plain list.
        return st.navigation(every, position="top")
    return st.navigation(pages, position="top")


def link(name: str, label: str, icon: str = ":material/arrow_forward:", /, **query: str) -> None:
    """A link to a page, with parameters, in the language in use."""
    parameters: Mapping[str, str] = {**query, "lang": current()}
    st.page_link(_page(name), label=label, icon=icon, query_params=parameters)


def _page(name: str) -> StreamlitPage:
    # Making one looks at the disk; a session keeps its own, as Streamlit notes in them which may run.
    made: dict[tuple[str, str], StreamlitPage] = st.session_state.setdefault("pages made", {})
    key = (name, current())
    if key not in made:
        made[key] = _make(name)
    return made[key]


def _make(name: str) -> StreamlitPage:
    title, icon = {
        "overview": (_("Overview"), ":material/home:"),
        "map": (_("Map"), ":material/map:"),
        "exports": (_("Exports"), ":material/trending_up:"),
        "programmes": (_("Programmes"), ":material/balance:"),
        "present": (_("Present"), ":material/slideshow:"),
        "membership": (_("Members"), ":material/groups:"),
        "fees": (_("What it costs"), ":material/payments:"),
        "network": (_("Who connects clusters"), ":material/share:"),
        "what": (_("What is a cluster?"), ":material/help:"),
        "find": (_("Find a cluster"), ":material/search:"),
        "stories": (_("Success stories"), ":material/emoji_events:"),
        "funding": (_("Funding"), ":material/savings:"),
        "support": (_("Who helps"), ":material/support:"),
        "start": (_("Start or develop a cluster"), ":material/checklist:"),
        "needs": (_("What clusters need"), ":material/forum:"),
        "workshop": (_("Your own workshop"), ":material/upload_file:"),
        "live": (_("Run a live workshop"), ":material/record_voice_over:"),
        "join": (_("Join the workshop"), ":material/smartphone:"),
        "board": (_("What the room says"), ":material/dashboard:"),
        "cluster": (_("A cluster"), ":material/hub:"),
        "region": (_("A region"), ":material/location_on:"),
        "data": (_("Data and sources"), ":material/database:"),
        "embed": (_("A chart"), ":material/show_chart:"),
    }[name]
    first = name == "overview"
    return st.Page(
        ROOT / "pages" / f"{name}.py",
        title=title,
        icon=icon,
        url_path="" if first else name,
        default=first,
        visibility="hidden" if name in BY_LINK else "visible",
    )
