"""What stands round every page: language, theme mode, heading, the foot, method, and errors in plain words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from json import dumps
from pathlib import Path
from string import Template
from typing import Any

import pandas as pd
import streamlit as st

from analytics.core import language, style
from analytics.core.language import _, ngettext
from analytics.core.sources import read_month
from analytics.warehouse import WarehouseError, warehouse
from ui import address, markdown, page_registry, sections, terms

log = logging.getLogger("atlas")

NARROW = 700  # pixels of a window below which it is laid out as on a phone
STYLE = Path(__file__).resolve().parent / "page.css"
_WIDTH = """
export default function ({ data, setStateValue }) {
  let wait;
  const tell = () => {
    const narrow = window.innerWidth < data.below;
    if (narrow !== data.narrow) setStateValue("narrow", narrow);
  };
  const later = () => { clearTimeout(wait); wait = setTimeout(tell, 300); };
  tell();
  window.addEventListener("resize", later);
  return () => { clearTimeout(wait); window.removeEventListener("resize", later); };
}
"""


def choose_language() -> str:
    """Set the language: the link's, else the one chosen before, else the browser's; kept in the link."""
    asked = address.read("lang")[:1]
    known = [code for code in asked if code in language.LANGUAGES]
    before = st.session_state.get("language") or language.guess(st.context.locale)
    chosen = language.use(known[0] if known else before)
    st.session_state["language"] = chosen
    if known != [chosen] or len(address.read("lang")) > 1:
        st.query_params["lang"] = chosen
    if asked and not known:
        address.note(_("Language"), asked)
    style.use(st.context.theme.type or "light")
    return chosen


def legible() -> None:
    """Say what the theme cannot."""
    st.html(_style(language.current()))


@lru_cache(maxsize=len(language.LANGUAGES))
def _style(_language: str) -> str:
    """One piece for all rules: a browser looks at each piece anew in every run."""
    words = {"choose": dumps(_("Choose a file"), ensure_ascii=False), "dark": style.DARK.background, "narrow": NARROW}
    return f"<style>{Template(STYLE.read_text(encoding='utf-8')).substitute(words)}</style>"


def on_phone() -> bool:
    """Whether the page is as narrow as on a phone: by the browser's name until the window has told its width."""
    if "phone" not in st.session_state:
        st.session_state["phone"] = "Mobi" in (st.context.headers.get("User-Agent") or "")
    return bool(st.session_state["phone"])


def follow_width() -> None:
    """Let the window tell when it is narrower or wider than the page was drawn for; the page is then drawn again."""

    def keep() -> None:
        st.session_state["phone"] = bool(st.session_state["width"]["narrow"])

    _width()(data={"narrow": on_phone(), "below": NARROW}, key="width", height=0, on_narrow_change=keep)


@lru_cache(maxsize=1)
def _width() -> Any:
    return st.components.v2.component("width", js=_WIDTH)


def language_switch(offered: Sequence[str] = tuple(language.LANGUAGES)) -> None:
    """The languages by their own names."""

    def keep() -> None:
        st.query_params["lang"] = st.session_state["language switch"]

    st.session_state["language switch"] = language.current()
    st.segmented_control(
        _("Language"),
        list(offered),
        format_func=language.LANGUAGES.__getitem__,
        required=True,
        key="language switch",
        on_change=keep,
        label_visibility="collapsed",
        width="content",
    )


def heading(key: str, name: str = "") -> None:
    """The title of a page with the languages beside it, and the question that it answers.

    `name` is what the page is about, such as the cluster chosen: then it is the title, and the page has been found.
    """
    entry = page_registry.PAGES[key]
    from ui import search

    with st.container(horizontal=True, vertical_alignment="center", key="heading"):
        st.title(markdown.escape(name) if name else _(entry.heading), anchor=False, width="stretch")
        search.box()
        language_switch()
    if not name:
        st.markdown(_(entry.question), help=terms.explained(_(entry.heading), _(entry.question)))
    address.notes_here()


def headline(sentence: str) -> None:
    """The page in one sentence computed from the data, large."""
    st.markdown(f"## {sentence}", help=terms.explained(sentence))


def cards(rows: pd.DataFrame, first: int, title: str, draw: Callable[[dict[Any, Any]], None], *, key: str) -> None:
    """A grid of cards, one a row: the first ones, and the rest when asked for. `title` names the choice in the link."""
    shown = rows if address.checked("all", ("1",), (), title) else rows.head(first)
    with st.grid(min_column_width=320, gap="medium", key=key):
        for row in shown.to_dict("records"):
            with st.container(border=True):
                draw(row)
    if len(rows) > len(shown):
        st.button(
            ngettext("Show {n} more", "Show {n} more", len(rows) - len(shown)),
            icon=":material/expand_more:",
            on_click=address.write,
            args=("all", ("1",)),
        )


def worked_out(write: Callable[[], None], queries: Sequence[str]) -> None:
    """The box with definitions, coverage and the SQL as it is asked; it is filled when it is opened."""
    from analytics.warehouse import queries as named

    def draw() -> None:
        write()
        for name in queries:
            st.markdown(f"`{name}`")
            st.code(named()[name].sql, language="sql", wrap_lines=True)

    sections.box(_("How this was worked out"), "how", draw)


@contextmanager
def page_errors() -> Iterator[None]:
    """Say plainly what failed and what still works; the log has the details."""
    try:
        yield
    except WarehouseError as error:
        log.warning("%s", error)
        st.error(
            _("This view cannot be shown: a table that it needs is missing or faulty. Other pages still work."),
            icon=":material/error:",
        )
        st.code(str(error), language=None, wrap_lines=True)
        st.markdown(_("Mend the table, check it with the command below, and start the atlas again."))
        st.code("python -m analytics validate", language=None)
    except Exception:
        log.exception("a page failed")
        st.error(
            _("Something went wrong in this view. Other pages still work. Reset or reload often helps."),
            icon=":material/error:",
        )


def faults() -> None:
    """Name the tables that were left out at the start, on every page."""
    left_out = warehouse().faults
    if not left_out:
        return
    with st.expander(_("Some tables were left out because they break their contract"), icon=":material/warning:"):
        for table_faults in left_out.values():
            for fault in table_faults[:5]:
                st.text(str(fault))
            if len(table_faults) > 5:
                st.text(f"+ {len(table_faults) - 5}")


def say_language() -> None:
    """Tell screen readers the language of the page."""
    more = dumps(_("{n} more pages")).replace("<", "\\u003c")
    # Streamlit says "3 more" in English where a narrow window leaves no room for the whole navigation.
    st.html(
        f"<script>document.documentElement.lang = '{language.current()}';"
        "{const mend = () => document.querySelectorAll('[data-testid=stTopNavSection] p').forEach(place => {"
        "const said = /^(\\d+) more$/.exec(place.textContent);"
        f"if (said) place.textContent = {more}.replace('{{n}}', said[1])"
        "});"
        "mend(); window.atlasNavigation?.disconnect(); window.atlasNavigation = new MutationObserver(mend);"
        "window.atlasNavigation.observe(document.querySelector('[data-testid=stToolbar]') ?? document.body,"
        "{childList: true, subtree: true, characterData: true})}</script>",
        unsafe_allow_javascript=True,
    )


def foot() -> None:
    """Who says so, how old it is, and under which terms."""
    st.divider()
    st.caption(
        _(
            "Nordic Cluster Atlas · facts read from public pages in {read}, each with its source · "
            "boundaries © EuroGeographics · empty means unknown, never zero"
        ).format(read=read_month("clusters"))
    )
