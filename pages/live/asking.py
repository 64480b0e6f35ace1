"""The questions of a new workshop, as the facilitator writes them: a kind, a text per language, settings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

import streamlit as st

from analytics.core.language import LANGUAGES, _
from analytics.workshops import live, opening
from analytics.workshops.models import KINDS, Asked, Kind

HOW_MANY = "new question count"
CHOSEN_FROM: tuple[Kind, ...] = ("choice", "ranking", "dots")


def kind_name(kind: str) -> str:
    """A kind of question in words."""
    return {
        "open": _("Open text"),
        "words": _("Word cloud"),
        "choice": _("Choice"),
        "scale": _("Scale"),
        "ranking": _("Ranking"),
        "dots": _("Dots"),
    }[kind]


def texts(label: str, key: str, spoken: Sequence[str], limit: int, **more: Any) -> None:
    """A line for a text in each language, side by side."""
    for column, language in zip(st.columns(max(len(spoken), 1)), spoken, strict=False):
        named = f"{label} ({LANGUAGES[language]})" if len(spoken) > 1 else label
        column.text_input(named, key=f"{key} {language}", max_chars=limit, **more)


def questions(spoken: Sequence[str]) -> None:
    """The questions so far, and buttons for one more or less."""
    count = int(st.session_state.setdefault(HOW_MANY, 1))
    for number in range(1, count + 1):
        with st.container(border=True):
            _question(number, spoken)
    with st.container(horizontal=True):
        if count < live.QUESTIONS:
            st.button(_("Add a question"), icon=":material/add:", key="add question", on_click=_count, args=(1,))
        if count > 1:
            st.button(
                _("Remove the last"), icon=":material/remove:", key="remove question", on_click=_count, args=(-1,)
            )


def _count(change: int) -> None:
    st.session_state[HOW_MANY] += change


def _question(number: int, spoken: Sequence[str]) -> None:
    key = f"new question {number}"
    texts(
        _("Question {number}").format(number=number),
        key,
        spoken,
        live.QUESTION_CHARACTERS,
        placeholder=_("What do you need from a cluster?") if number == 1 else None,
    )
    kind = st.segmented_control(
        _("Kind of answer"), KINDS, default="open", format_func=kind_name, key=f"{key} kind", required=True
    )
    if kind in CHOSEN_FROM:
        for column, language in zip(st.columns(max(len(spoken), 1)), spoken, strict=False):
            label = _("Options, one a line")
            named = f"{label} ({LANGUAGES[language]})" if len(spoken) > 1 else label
            column.text_area(named, key=f"{key} options {language}")
    if kind == "choice":
        st.toggle(_("Several may be chosen"), key=f"{key} multiple")
    elif kind == "dots":
        st.number_input(_("Dots for each phone"), 1, opening.MOST_DOTS, 5, key=f"{key} budget", width=240)
    elif kind == "scale":
        low, high = st.columns(2)
        low.number_input(_("Lowest point"), *opening.SCALE, 1, key=f"{key} lowest")
        high.number_input(_("Highest point"), *opening.SCALE, 5, key=f"{key} highest")
        texts(_("The lowest means"), f"{key} low", spoken, opening.OPTION_CHARACTERS)
        texts(_("The highest means"), f"{key} high", spoken, opening.OPTION_CHARACTERS)


def written(key: str, spoken: Sequence[str]) -> dict[str, str]:
    """What was written in each language, without those left empty."""
    found = {language: str(st.session_state.get(f"{key} {language}", "")) for language in spoken}
    return {language: text for language, text in found.items() if text.strip()}


def asked(spoken: Sequence[str], *, revealed: bool) -> list[Asked]:
    """The questions as they stand on the page; those without a text are left out."""
    found = [_asked(f"new question {n}", spoken, revealed) for n in range(1, st.session_state[HOW_MANY] + 1)]
    return [question for question in found if question.texts]


def _asked(key: str, spoken: Sequence[str], revealed: bool) -> Asked:
    given = st.session_state
    kind: Kind = given.get(f"{key} kind") or "open"
    return Asked(
        texts=written(key, spoken),
        kind=kind,
        options=_options(key, spoken) if kind in CHOSEN_FROM else (),
        multiple=bool(given.get(f"{key} multiple")) and kind == "choice",
        lowest=int(given.get(f"{key} lowest", 1)),
        highest=int(given.get(f"{key} highest", 5)),
        low_end=written(f"{key} low", spoken) if kind == "scale" else {},
        high_end=written(f"{key} high", spoken) if kind == "scale" else {},
        budget=int(given.get(f"{key} budget", 5)),
        revealed=revealed,
    )


def _options(key: str, spoken: Sequence[str]) -> tuple[dict[str, str], ...]:
    """The options by their lines: the first lines of all languages are the first option."""
    lines = [[line.strip() for line in written(f"{key} options", [s]).get(s, "").splitlines()] for s in spoken]
    rows = [dict(zip(spoken, row, strict=True)) for row in zip_longest(*lines, fillvalue="")]
    kept = [{language: text for language, text in row.items() if text} for row in rows]
    return tuple(row for row in kept if row)
