"""How a workshop ends for the facilitator: handed over, left, or deleted."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analytics.core.language import _
from analytics.workshops import board, live, live_summary
from analytics.workshops.errors import OnlyPractice, Refused
from analytics.workshops.models import Details
from pages.live import moderation
from ui import address, browser_keys, navigation, own_statements, workshop_ui
from ui.own_statements import FILE, Own


def ending(details: Details) -> None:
    """Hand the statements over, leave, or delete the workshop."""
    code = details.code
    st.divider()
    if details.practice:
        st.caption(_(OnlyPractice.text))
    elif st.button(_("Analyse the answers"), icon=":material/query_stats:", key="hand over"):
        workshop_ui.attempt(_hand_over, details)
        navigation.go("workshop")
    st.button(_("Leave: take the key out of this browser"), icon=":material/logout:", on_click=_leave, args=(code,))
    with st.expander(_("Delete the workshop"), icon=":material/delete:", key="delete workshop"):
        st.markdown(
            _("Deleting takes away the workshop with all statements and votes, at once and for good. Export it first.")
        )
        with st.form("delete", border=False, width=480):
            st.text_input(_("Type the code of the workshop to confirm"), key="delete code", autocomplete="off")
            st.form_submit_button(
                _("Delete the workshop"), icon=":material/delete_forever:", on_click=_delete, args=(code,)
            )
        st.caption(workshop_ui.retention())


def _hand_over(details: Details) -> None:
    """Give what stands on the board to the page on own workshops, in place of a file, with its themes."""
    from analytics.workshops.themes import NONE

    rows = board.needs(details.code)
    given = rows.assign(statement=rows["statement"].str.strip())
    corrections: dict[tuple[str, int], dict[str, Any]] = {}
    if details.themes:
        times = given.groupby("statement").cumcount()
        for row, nth in zip(given.itertuples(), times, strict=True):
            first, second = (*moderation.themes(row), NONE, NONE)[:2]
            corrections[(row.statement, int(nth))] = {"theme_1": first, "theme_2": second}
    handed = given.drop(columns="theme")
    own_statements.replace(Own(way=FILE, handed=handed, name=live_summary.title(details), corrections=corrections))


def _leave(code: str) -> None:
    browser_keys.hold(code, "")
    st.session_state[f"remember {code}"] = True


def _delete(code: str) -> None:
    from analytics.workshops.rows import plain_code

    if plain_code(str(st.session_state["delete code"])) != code:
        st.session_state["not deleted"] = True
        return
    try:
        live.delete(code, browser_keys.key(code))
    except Refused as refusal:
        st.session_state[workshop_ui.REFUSAL] = refusal
        return
    browser_keys.hold(code, "")
    st.session_state["deleted"] = True
    address.reset([workshop_ui.W])


def say_deleted() -> None:
    """Say once that the workshop is gone, or that the code to confirm was another one."""
    if st.session_state.pop("deleted", False):
        st.success(
            _("The workshop was deleted with everything that was written in it."), icon=":material/check_circle:"
        )
    if st.session_state.pop("not deleted", False):
        st.warning(_("Nothing was deleted: the code was not that of this workshop."), icon=":material/error:")
