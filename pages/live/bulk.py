"""Several statements at once: hide, merge, approve or reject those that are ticked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from analytics.core.language import _
from analytics.workshops import live, steering
from analytics.workshops.models import Details
from ui import browser_keys, workshop_ui


def tick(number: int) -> str:
    """The key of the box that selects a statement."""
    return f"tick {number}"


def bulk(details: Details, shown: pd.DataFrame, *, waiting: bool) -> None:
    """The buttons for all that are ticked among the statements that are shown."""
    code, key = details.code, browser_keys.key(details.code)
    ticked = shown[[bool(st.session_state.get(tick(int(number)))) for number in shown["number"]]]
    numbers = [int(number) for number in ticked["number"]]
    with st.container(horizontal=True, gap="small"):
        everything = [int(number) for number in shown["number"]]
        st.button(_("Select all here"), icon=":material/done_all:", on_click=_tick, args=(everything,))
        if not numbers:
            return
        if waiting:
            _act(_("Approve the selected"), ":material/check:", "approve ticked", numbers, steering.approve, code, key)
            _act(_("Reject the selected"), ":material/close:", "reject ticked", numbers, steering.reject, code, key)
            return
        _act(_("Hide the selected"), ":material/visibility_off:", "hide ticked", numbers, live.hide, code, key)
        if len(numbers) > 1 and ticked["question_number"].nunique() == 1:
            most = ticked.sort_values(["votes_with_merged", "number"], ascending=[False, True])
            into = int(most["number"].iloc[0])
            others = [number for number in numbers if number != into]
            st.button(
                _("Merge the selected into number {number}").format(number=into),
                icon=":material/merge:",
                key="merge ticked",
                on_click=_do,
                args=(numbers, live.merge, code, key, others, into),
            )


def _act(label: str, icon: str, name: str, numbers: list[int], act: Callable[..., Any], code: str, key: str) -> None:
    st.button(label, icon=icon, key=name, on_click=_do, args=(numbers, act, code, key, *numbers))


def _do(numbers: list[int], act: Callable[..., Any], *given: Any) -> None:
    workshop_ui.attempt(act, *given)
    for number in numbers:
        st.session_state[tick(number)] = False


def _tick(numbers: list[int]) -> None:
    for number in numbers:
        st.session_state[tick(number)] = True
