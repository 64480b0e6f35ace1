"""A participant votes: the statements of others, drawn anew by themselves."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.core.language import _, ngettext
from analytics.workshops import board, live
from analytics.workshops.errors import Refused
from analytics.workshops.models import Details
from ui import workshop_ui

EVERY = 10  # seconds between two looks for what others wrote
SHOWN = 20  # statements of others before "show more"


@st.fragment(run_every=EVERY)
def others(code: str, question: int, token: str, language: str) -> None:
    """The statements of others with a button each; drawn anew by itself when somebody wrote."""
    workshop_ui.speak(language)
    try:
        details, rows, left = _ballot(code, token)
    except Refused as refusal:
        workshop_ui.say(refusal)
        return
    rows = rows[(rows["question_number"] == question) & ~rows["own"]]
    if not details.votes_per_device:
        return
    st.subheader(_("Statements of others"), anchor=False)
    st.markdown(ngettext("You have {n} vote left.", "You have {n} votes left.", left))
    workshop_ui.say_refusal()
    if rows.empty:
        st.caption(_("Nobody else has written anything on this question yet."))
    shown = st.session_state.setdefault("others shown", SHOWN)
    # What the device voted for stays in reach, however long the list grows.
    first = rows.index.isin(rows.index[-shown:]) | rows["voted"]
    for row in rows[first].iloc[::-1].itertuples():
        _ballot_row(code, row, token, left=left, closed=details.closed_at is not None)
    if len(rows) > int(first.sum()):
        st.button(_("Show more"), key="more others", width="stretch", on_click=_show_more)


def _ballot(code: str, token: str) -> tuple[Details, pd.DataFrame, int]:
    """The workshop, its ballot for the device and the votes left; asked again only after a change."""
    key, version = f"ballot {code}", live.version(code)
    known = st.session_state.get(key)
    if known is None or known[0].version != version:
        known = live.look(code), board.ballot(code, token), live.votes_left(code, token)
        st.session_state[key] = known
    details, rows, left = known
    return details, rows, left


def _ballot_row(code: str, row: Any, token: str, *, left: int, closed: bool) -> None:
    number, voted = int(row.number), bool(row.voted)
    with st.container(border=True, key=f"other-{number}", gap="xsmall"):
        if row.hidden:
            st.caption(_("This statement was taken off the board. You can take your vote back."))
        else:
            workshop_ui.typed(row.statement)
        st.button(
            _("Take the vote back") if voted else _("Vote"),
            key=f"vote-{number}-{voted}",
            icon=":material/how_to_vote:",
            width="stretch",
            disabled=closed or (not voted and left == 0),
            on_click=workshop_ui.attempt,
            args=(live.unvote if voted else live.vote, code, token, number),
        )


def _show_more() -> None:
    st.session_state["others shown"] += SHOWN
