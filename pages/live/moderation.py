"""What the facilitator sees while the workshop goes on: the way in, what was written, hiding, merging and themes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analytics.core.codes import NEED_THEMES
from analytics.core.collation import alphabetical
from analytics.core.language import LANGUAGES, _, current, listing, ngettext
from analytics.workshops import board, live, steering, summaries
from analytics.workshops import rows as stored
from analytics.workshops.errors import Refused
from analytics.workshops.models import Details
from analytics.workshops.moderating import undo
from pages.live import bulk, files, leading, showing
from ui import address, browser_keys, navigation, network, workshop_ui

EVERY = 4  # seconds between two looks for what came in
PAGE = 12  # statements of a page of the moderation
SHORT = 60  # characters of a statement in a list to choose from
STATES = ("waiting", "board", "hidden", "merged", "all")
ORDERS = ("newest", "votes")


@st.fragment(run_every=EVERY)
def moderation(code: str, link: str | None, language: str) -> None:
    """The workshop as it goes on; drawn anew by itself."""
    workshop_ui.speak(language)
    try:
        details, rows = _received(code)
    except Refused as refusal:
        workshop_ui.say(refusal)
        return
    workshop_ui.typed(details.heading(language), "h2", "1.6rem", 650)
    if details.practice:
        st.warning(_("PRACTICE: nothing here is real"), icon=":material/school:")
    state = _("Closed") if details.closed_at else _("Open")
    st.markdown(f"**{state}** · {workshop_ui.how_many(details)}")
    workshop_ui.say_refusal()
    way, work = st.columns([1, 2], gap="large")
    with way:
        if not details.closed_at:
            _way_in(details, link)
        navigation.link("board", _("Open the board"), ":material/dashboard:", w=details.code)
        _door(details)
        files.take_along(details, rows)
    with work:
        leading.lead(details)
        _statements(details, rows)


def _received(code: str) -> tuple[Details, pd.DataFrame]:
    """The workshop and every statement; asked again only after a change. Raises WrongKey at any time."""
    name, key, version = f"received {code}", browser_keys.key(code), live.version(code)
    live.facilitate(code, key)
    known = st.session_state.get(name)
    if known is None or known[0].version != version:
        known = live.look(code), board.export(code, key)
        st.session_state[name] = known
    details, rows = known
    return details, rows


def _way_in(details: Details, link: str | None) -> None:
    known = network.usable(address.origin()) if network.only_here(address.origin()) else []
    if link is None:
        st.warning(workshop_ui.unreachable(), icon=":material/wifi_off:")
    else:
        st.html(workshop_ui.qr(link, "width:100%;max-width:320px;display:block"))
        st.markdown(_("Code: {code}").format(code=f"**{workshop_ui.code_in_groups(details.code)}**"))
        st.code(link, language=None, wrap_lines=True)
    if known:
        st.info(
            _(
                "You opened the atlas as localhost. Phones use this computer's network address, shown above. Try it "
                "with your phone, in the same network, before people come."
            ),
            icon=":material/smartphone:",
        )
    if len(known) > 1:
        st.selectbox(_("Network address of this computer"), known, key=network.CHOSEN)


def _door(details: Details) -> None:
    code, key = details.code, browser_keys.key(details.code)
    if details.closed_at:
        _act(_("Open again"), ":material/lock_open:", "reopen", live.reopen, code, key)
        st.caption(_("Closed: no statements or votes are taken. The board and your tools go on working."))
        showing.in_needs(details)
    else:
        _act(_("Close the workshop"), ":material/lock:", "close", live.close, code, key)
        if details.locked:
            _act(
                _("Let new devices in"),
                ":material/meeting_room:",
                "let in",
                partial(steering.lock, locked=False),
                code,
                key,
            )
        else:
            _act(_("Let no new devices in"), ":material/no_meeting_room:", "lock", steering.lock, code, key)
        if details.approval:
            act = partial(steering.ask_approval, approval=False)
            _act(_("Show statements at once"), ":material/visibility:", "no approval", act, code, key)
        else:
            _act(_("Approve before showing"), ":material/fact_check:", "approval", steering.ask_approval, code, key)


def _statements(details: Details, rows: pd.DataFrame) -> None:
    st.subheader(_("Statements"), anchor=False)
    waiting = rows["waiting"] & ~rows["hidden"]
    if waiting.any():
        n = int(waiting.sum())
        st.info(ngettext("{n} statement waits for you", "{n} statements wait for you", n), icon=":material/fact_check:")
    counts = {"board": _on_board(rows), "hidden": rows["hidden"], "merged": rows["merged_into"].notna()}
    counts |= {"waiting": waiting, "all": pd.Series(True, rows.index)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = address.choose_segment("show", _("Show"), STATES, _state_name, "board")
        order = address.choose_segment("order", _("Order"), ORDERS, _order_name, ORDERS[0])
        words = st.text_input(_("Search in the statements"), key="moderated words", max_chars=100, width=260)
    if details.undo:
        _act(_("Undo the last change"), ":material/undo:", "undo", undo, details.code, browser_keys.key(details.code))
    found = rows[counts[chosen]]
    if words := words.casefold().strip():
        found = found[found["statement"].str.casefold().str.contains(words, regex=False)]
    if found.empty:
        st.caption(_("No statement yet.") if rows.empty else _("No statement fits."))
        return
    pages = 1 + (len(found) - 1) // PAGE
    at = st.pagination(pages, key=f"moderated page {pages}") if pages > 1 else 1
    by = ["votes_with_merged", "number"] if order == "votes" else ["number"]
    shown = found.sort_values(by, ascending=False).iloc[PAGE * (at - 1) : PAGE * at]
    bulk.bulk(details, shown, waiting=chosen == "waiting")
    for row in shown.itertuples():
        _statement(details, rows, row)


def _state_name(state: str) -> str:
    names = {"waiting": _("Waiting"), "board": _("On the board"), "hidden": _("Hidden")}
    return (names | {"merged": _("Merged"), "all": _("All")})[state]


def _order_name(order: str) -> str:
    return {"newest": _("Newest first"), "votes": _("Most votes first")}[order]


def _on_board(rows: pd.DataFrame) -> pd.Series:
    return ~rows["hidden"] & ~rows["waiting"] & rows["merged_into"].isna()


def _statement(details: Details, rows: pd.DataFrame, row: Any) -> None:
    code, key, at = details.code, browser_keys.key(details.code), int(row.number)
    with st.container(border=True, key=f"statement-{at}", gap="xsmall"):
        workshop_ui.typed(row.statement, size="1rem")
        st.checkbox(_("Select number {number}").format(number=at), key=bulk.tick(at))
        st.caption(" · ".join(_facts(details, row)))
        with st.container(horizontal=True, gap="small"):
            if row.waiting and not row.hidden:
                _act(_("Approve"), ":material/check:", f"approve {at}", steering.approve, code, key, at)
                _act(_("Reject"), ":material/close:", f"reject {at}", steering.reject, code, key, at)
            elif row.hidden:
                _act(_("Show again"), ":material/visibility:", f"show {at}", live.unhide, code, key, at)
            else:
                _act(_("Hide"), ":material/visibility_off:", f"hide {at}", live.hide, code, key, at)
            if pd.notna(row.merged_into):
                _act(_("Take apart again"), ":material/call_split:", f"apart {at}", live.unmerge, code, key, at)
            else:
                _merging(details, rows, row)
            if details.themes and _is_statement(details, row):
                _retheming(details, row)


def _facts(details: Details, row: Any) -> list[str]:
    facts = [_("Number {number}").format(number=row.number)]
    if len(details.questions) > 1:
        facts.append(_("Question {number}").format(number=row.question_number))
    facts.append(LANGUAGES[row.language])
    if _is_statement(details, row):
        facts.append(ngettext("{n} vote", "{n} votes", int(row.votes)))
    if row.votes_with_merged > row.votes:
        facts.append(ngettext("{n} with those merged", "{n} with those merged", int(row.votes_with_merged)))
    if details.themes and _is_statement(details, row):
        facts.append(listing(map(summaries.theme_name, themes(row))) or _("no theme"))
    if pd.notna(row.merged_into):
        facts.append(_("merged into number {number}").format(number=row.merged_into))
    if row.hidden:
        facts.append(_("hidden"))
    return facts


def _is_statement(details: Details, row: Any) -> bool:
    """Whether it may have votes and themes: a word of a cloud has neither."""
    return details.question(int(row.question_number)).kind == "open"


def _act(label: str, icon: str, key: str, act: Callable[..., Any], *given: Any) -> None:
    st.button(label, icon=icon, key=key, on_click=workshop_ui.attempt, args=(act, *given))


def themes(row: Any) -> list[str]:
    """The codes of the themes of a statement."""
    return [] if pd.isna(row.theme) else str(row.theme).split(";")


def _merging(details: Details, rows: pd.DataFrame, row: Any) -> None:
    at, key = int(row.number), f"merge {row.number} {current()}"
    box = st.popover(_("Merge"), icon=":material/merge:", key=f"{key} box", on_change="rerun")
    if not box.open:
        return
    with box:
        others = rows[_on_board(rows) & (rows["question_number"] == row.question_number) & (rows["number"] != at)]
        said = {int(other.number): _shortened(other) for other in others.itertuples()}
        st.selectbox(
            _("It says the same as"),
            list(said),
            index=None,
            format_func=lambda n: said.get(n, str(n)),
            key=key,
            placeholder=_("Type or choose"),
        )
        st.button(_("Merge into it"), key=f"{key} do", on_click=_merge, args=(details.code, at, key))


def _shortened(row: Any) -> str:
    return f"{row.number}: {' '.join(row.statement.split())[:SHORT]}"


def _merge(code: str, at: int, key: str) -> None:
    into = st.session_state.get(key)
    if into is not None:
        workshop_ui.attempt(live.merge, code, browser_keys.key(code), at, int(into))


def _retheming(details: Details, row: Any) -> None:
    at, key = int(row.number), f"themes {row.number} {current()}"
    box = st.popover(_("Themes"), icon=":material/sell:", key=f"{key} box", on_change="rerun")
    if not box.open:
        return
    with box:
        given = themes(row)
        options = alphabetical({*NEED_THEMES, *given}, summaries.theme_name)
        names = {option: summaries.theme_name(option) for option in options}
        st.multiselect(
            _("At most two themes"),
            options,
            given,
            format_func=lambda option: names.get(option, option),
            max_selections=stored.THEMES,
            key=key,
            placeholder=_("no theme"),
        )
        st.button(_("Save the themes"), key=f"{key} do", on_click=_retheme, args=(details.code, at, key))


def _retheme(code: str, at: int, key: str) -> None:
    workshop_ui.attempt(live.set_themes, code, browser_keys.key(code), at, list(st.session_state.get(key, [])))
