"""How the facilitator leads: which question is asked now, its time, its results, and a new start for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from analytics.core.language import _, current, ngettext
from analytics.workshops import practice, results, steering
from analytics.workshops.errors import Refused
from analytics.workshops.models import WRITTEN, Details, Question
from ui import answer_bars, browser_keys, workshop_ui

MINUTES = (1, 2, 5)


def lead(details: Details) -> None:
    """The question that is asked now, and what can be done with it."""
    at = details.live_question or 1
    question, last = details.question(at), len(details.questions)
    code, key = details.code, browser_keys.key(details.code)
    with st.container(border=True, key="leading"):
        asked = _("Question {number} of {last}").format(number=at, last=last)
        every = _("All questions") if details.closed_at else _("All questions are open")
        st.caption(asked if details.live_question or last == 1 else every)
        if details.live_question or last == 1:
            workshop_ui.typed(question.said(current()), size="1.15rem", weight=650)
        with st.container(horizontal=True, gap="small"):
            if last > 1:
                _moving(details, at, last)
            if question.revealed:
                act = partial(steering.reveal, shown=False)
                _act(_("Hide the results"), ":material/visibility_off:", "conceal", act, code, key, at)
            else:
                _act(_("Show the results"), ":material/visibility:", "reveal", steering.reveal, code, key, at)
            if not details.closed_at:
                _timer(details, question)
            _reset(details, question)
            if details.practice and not details.closed_at:
                _act(_("Add invented answers"), ":material/school:", "invent", practice.fill, code, current())
        if question.kind not in WRITTEN:
            found = results.results(code, at, current())
            st.html(f'{answer_bars.styles()}<div class="room">{answer_bars.answers(found)}</div>')


def _moving(details: Details, at: int, last: int) -> None:
    code, key = details.code, browser_keys.key(details.code)
    if details.live_question is None:
        _act(_("Ask one at a time"), ":material/looks_one:", "one at a time", steering.show_question, code, key, 1)
        return
    if at > 1:
        _act(_("Previous question"), ":material/arrow_back:", "previous", steering.show_question, code, key, at - 1)
    if at < last:
        _act(_("Next question"), ":material/arrow_forward:", "next", steering.show_question, code, key, at + 1)


def _timer(details: Details, question: Question) -> None:
    code, key = details.code, browser_keys.key(details.code)
    if question.ends_at is not None:
        left = int((question.ends_at - datetime.now(UTC).replace(tzinfo=None)).total_seconds())
        words = _("{minutes}:{seconds} left").format(minutes=max(left, 0) // 60, seconds=f"{max(left, 0) % 60:02}")
        st.markdown(f"**{words if left > 0 else _('Time is up')}**")
        act = steering.set_timer
        _act(_("Take the time away"), ":material/timer_off:", "no timer", act, code, key, question.number, None)
        return
    box = st.popover(_("Timer"), icon=":material/timer:", key="timer box", on_change="rerun")
    if box.open:
        with box:
            for minutes in MINUTES:
                label = ngettext("{n} minute", "{n} minutes", minutes)
                act, given = steering.set_timer, (code, key, question.number, 60 * minutes)
                _act(label, ":material/timer:", f"timer {minutes}", act, *given)


def _reset(details: Details, question: Question) -> None:
    code, key = details.code, browser_keys.key(details.code)
    box = st.popover(_("Start anew"), icon=":material/restart_alt:", key="reset box", on_change="rerun")
    if not box.open:
        return
    with box:
        try:
            gone = steering.what_reset_deletes(code, key, question.number)
        except Refused as refusal:
            workshop_ui.say(refusal)
            return
        st.markdown(
            _(
                "This deletes, for good, what was answered to this question: {statements}, {votes} and {answers}."
            ).format(
                statements=ngettext("{n} statement", "{n} statements", gone.statements),
                votes=ngettext("{n} vote", "{n} votes", gone.votes),
                answers=ngettext("{n} answer", "{n} answers", gone.answers),
            )
        )
        _act(_("Delete the answers"), ":material/delete_forever:", "reset", steering.reset, code, key, question.number)


def _act(label: str, icon: str, name: str, act: Callable[..., Any], *given: Any) -> None:
    # A button of another question is another button: a second click that comes late must not lead on once more.
    st.button(
        label, icon=icon, key=" ".join([name, *map(str, given[2:3])]), on_click=workshop_ui.attempt, args=(act, *given)
    )
