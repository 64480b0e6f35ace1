"""A workshop beside an earlier one, for its facilitator: chosen here, drawn here, and in the summary to take along."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from analytics.core.language import _, current
from analytics.workshops import live, live_summary, shares
from analytics.workshops.errors import Refused
from analytics.workshops.models import Details
from ui import browser_keys, workshop_charts, workshop_ui

MOST = 30  # workshops that are looked for among the keys of a browser


def beside(details: Details) -> None:
    """Choose an earlier workshop and see both side by side."""
    box = st.expander(
        _("Compare with an earlier workshop"), icon=":material/compare:", key=f"beside {current()}", on_change="rerun"
    )
    if not box.open:
        return
    with box:
        try:
            _chosen(details)
        except Refused as refusal:
            workshop_ui.say(refusal)


def earlier(details: Details) -> dict[str, Details]:
    """The workshops before this one that this browser facilitates or that the page of needs shows, by code, latest
    first. Practice stands beside practice only."""
    found = {shown.details.code: shown.details for shown in shares.shown_in_needs()}
    for code in browser_keys.codes()[:MOST]:
        with suppress(Refused):
            live.facilitate(code, browser_keys.key(code))
            found[code] = live.look(code)
    before = [
        one
        for one in found.values()
        if one.code != details.code and one.practice == details.practice and one.opened_at < details.opened_at
    ]
    return {one.code: one for one in sorted(before, key=lambda one: one.opened_at, reverse=True)}


def chosen(details: Details) -> tuple[str, bool]:
    """The code of the workshop that is compared with ("" for none), and whether this browser facilitates it too."""
    code = str(st.session_state.get(_key(details)) or "")
    with suppress(Refused):
        live.facilitate(code, browser_keys.key(code))
        return code, True
    return (code, False) if code in {shown.details.code for shown in shares.shown_in_needs()} else ("", False)


def _chosen(details: Details) -> None:
    known = earlier(details)
    if not known:
        st.markdown(
            _(
                "No earlier workshop is known here. Workshops that this browser facilitates can be chosen, and those "
                "that stand under “What clusters need”."
            )
        )
        return
    st.selectbox(
        _("Earlier workshop"),
        list(known),
        index=None,
        format_func=lambda code: live_summary.named(known[code]) if code in known else code,
        key=_key(details),
        placeholder=_("Type or choose"),
    )
    code, hidden = chosen(details)
    if not code:
        return
    found = shares.compared(details, live.look(code), hidden=(True, hidden))
    st.caption(_("The summaries to take along hold this comparison."))
    workshop_charts.compared(found)


def _key(details: Details) -> str:
    return f"beside {details.code}"
