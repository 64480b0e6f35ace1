"""A visitor's own storyboard: views pinned on any page, kept in the session until they are saved as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from analytics.core.language import _
from analytics.publish import board_parts, storyboard
from analytics.publish.board_parts import Text
from analytics.publish.storyboard import MINE, Scene, Storyboard
from ui import navigation

KEY = "my storyboard"


def mine() -> Storyboard:
    """The storyboard as it stands, without slides at first."""
    board = st.session_state.get(KEY)
    return board if isinstance(board, Storyboard) else Storyboard(MINE, storyboard.same(_("My storyboard")), ())


def keep(board: Storyboard) -> None:
    """Make this the visitor's storyboard."""
    st.session_state[KEY] = replace(board, id=MINE)


def add(scenes: Sequence[Scene]) -> bool:
    """Put slides at the end; False, and nothing done, where they would be too many."""
    board = mine()
    if len(board.slides) + len(scenes) > storyboard.MOST_SLIDES:
        return False
    keep(replace(board, slides=(*board.slides, *scenes)))
    return True


def move(at: int, by: int) -> None:
    """Move a slide up (-1) or down (1)."""
    slides = list(mine().slides)
    to = at + by
    if 0 <= at < len(slides) and 0 <= to < len(slides):
        slides[at], slides[to] = slides[to], slides[at]
        keep(replace(mine(), slides=tuple(slides)))


def remove(at: int) -> None:
    """Take a slide out."""
    slides = list(mine().slides)
    if 0 <= at < len(slides):
        del slides[at]
        keep(replace(mine(), slides=tuple(slides)))


def change(at: int, key: str, words: str) -> None:
    """Write a slide's title, text or note in the language in use; one that a slide needs is not taken away."""
    slides = list(mine().slides)
    scene = slides[at]
    needed = not scene.chart and (key == "title" or (key == "text" and scene.kind == "text"))
    if needed and not words.strip():
        return
    before: Text = getattr(scene, key)
    slides[at] = replace(scene, **{key: before.changed(words[: board_parts.LONGEST_TEXT])})  # type: ignore[arg-type]
    keep(replace(mine(), slides=tuple(slides)))


def rename(title: str) -> None:
    """Give the storyboard another title; an empty one changes nothing."""
    if title.strip():
        keep(replace(mine(), title=mine().title.changed(title[: board_parts.LONGEST_TEXT])))


def button(chart_id: str, params: Mapping[str, Any]) -> None:
    """Pins a chart's view, and leads to the storyboard with what is pinned already."""
    from analytics.catalogue import CHARTS

    if st.button(_("Pin to my storyboard"), icon=":material/keep:", key=f"pin-{chart_id}"):
        chosen = {name: value for name, value in params.items() if value != CHARTS[chart_id].params[name]}
        if add([Scene("chart", chart_id, chosen)]):
            st.toast(_("Pinned as slide {n} of your storyboard.").format(n=len(mine().slides)))
        else:
            st.toast(_("Your storyboard is full: it has {n} slides.").format(n=storyboard.MOST_SLIDES))
    if pinned := len(mine().slides):
        words = _("My storyboard ({n})").format(n=pinned)
        navigation.link("present", words, ":material/slideshow:", board=MINE)
