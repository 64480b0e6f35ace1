"""The parts of the facilitator's page: open a workshop, show the way in, moderate, close, take along, delete."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analytics.core.codes import NEED_THEMES
from analytics.core.language import LANGUAGES, _, current, listing, ngettext
from analytics.core.paths import ROOT
from analytics.publish import summary as files
from analytics.publish import tables
from analytics.workshops import board, live, summaries
from analytics.workshops.errors import Refused
from analytics.workshops.live import Details
from ui import address, devices, navigation, room

EVERY = 4  # seconds between two looks for what came in
PAGE = 12  # statements of a page of the moderation
SHORT = 60  # characters of a statement in a list to choose from
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FRESH = "fresh facilitator key"
STATES = ("board", "hidden", "merged", "all")


def start() -> None:
    """Open a new workshop, or go on with one that is open."""
    room.say_refusal()
    new, known = st.columns([3, 2], gap="large")
    with new:
        st.subheader(_("Open a workshop"), anchor=False)
        with st.form("open workshop"):
            st.text_input(_("Title"), key="new title", max_chars=live.TITLE_CHARACTERS)
            st.text_area(
                _("Questions, one a line"),
                key="new questions",
                placeholder=_("What do you need from a cluster?"),
                help=ngettext("At most {n} question.", "At most {n} questions.", live.QUESTIONS),
            )
            st.multiselect(
                _("Languages of the room"),
                list(LANGUAGES),
                list(LANGUAGES),
                format_func=LANGUAGES.__getitem__,
                key="new languages",
            )
            st.number_input(_("Votes for each phone (0 = no voting)"), 0, live.MOST_VOTES, live.VOTES, key="new votes")
            st.toggle(_("Group statements by theme (suggested; you correct them)"), value=True, key="new themes")
            st.form_submit_button(_("Open the workshop"), icon=":material/record_voice_over:", on_click=_open)
        st.caption(room.retention())
    with known:
        st.subheader(_("Go on with a workshop"), anchor=False)
        with st.form("known workshop"):
            given = st.text_input(_("Code of the workshop"), value=room.asked(), max_chars=40, autocomplete="off")
            if st.form_submit_button(_("Continue"), icon=":material/arrow_forward:"):
                st.query_params[room.W] = given
                st.rerun()


def may_facilitate(code: str) -> bool:
    """Whether this session or browser holds the workshop's key."""
    try:
        live.facilitate(code, devices.key(code))
    except Refused:
        return False
    return True


def ask_key(details: Details) -> None:
    """The workshop is known, but not that this visitor facilitates it."""
    _remember(details.code)
    room.typed(details.title, "h2", "1.5rem", 650)
    room.say_refusal()
    with st.form("key", width=640):
        st.text_input(_("Facilitator key"), type="password", key="given key", autocomplete="off", max_chars=100)
        st.form_submit_button(_("Facilitate"), on_click=_take_key, args=(details.code,))
    st.caption(
        _(
            "The key was shown once, when the workshop was opened. It is never part of a link: links end up in "
            "histories and logs. After you have given it, this browser keeps it in a cookie that no script can read."
        )
    )
    navigation.link("join", _("Take part instead"), ":material/smartphone:", w=details.code)
    navigation.link("board", _("The board for the projector"), ":material/dashboard:", w=details.code)


def facilitate(details: Details) -> None:
    """Everything for who holds the key; every act asks the store again whether the key is right."""
    code = details.code
    _remember(code)
    if st.session_state.get(FRESH) == code:
        _key_once(code)
    _moderation(code, devices.short_link(code), current())
    _ending(details)


# --- opening ---------------------------------------------------------------------------------------------


def _open() -> None:
    given = st.session_state
    questions = [line.strip() for line in str(given["new questions"]).splitlines() if line.strip()]
    opened = room.attempt(
        partial(live.open_workshop, themes=bool(given["new themes"]), votes_per_device=int(given["new votes"])),
        str(given["new title"]),
        questions,
        list(given["new languages"]),
    )
    if opened:
        devices.hold(opened.code, opened.key)
        given[f"remember {opened.code}"], given[FRESH] = True, opened.code
        st.query_params[room.W] = opened.code


def _take_key(code: str) -> None:
    given = str(st.session_state["given key"]).strip()
    try:
        live.facilitate(code, given)
    except Refused as refusal:
        st.session_state[room.REFUSAL] = refusal
        return
    devices.hold(code, given)
    st.session_state[f"remember {code}"] = True


def _remember(code: str) -> None:
    if st.session_state.pop(f"remember {code}", False):
        devices.remember(code)


def _key_once(code: str) -> None:
    with st.container(border=True, key="fresh-key"):
        st.markdown(f"**{_('Your facilitator key: shown only now. Keep it like a password.')}**")
        st.code(devices.key(code), language=None)
        st.caption(
            _(
                "This browser keeps it too. You need it on another computer, or if the cookies are cleared; nobody can "
                "give it to you again."
            )
        )
        with st.container(horizontal=True):
            st.download_button(
                _("Save as a file"),
                data=_("Workshop {code}, facilitator key: {key}").format(code=code, key=devices.key(code)),
                file_name=f"{code}.txt",
                on_click="ignore",
                icon=":material/download:",
            )
            st.button(_("I have kept it"), on_click=st.session_state.pop, args=(FRESH, None))


# --- what goes on ----------------------------------------------------------------------------------------


@st.fragment(run_every=EVERY)
def _moderation(code: str, link: str, language: str) -> None:
    room.speak(language)
    try:
        details, rows = _received(code)
    except Refused as refusal:
        room.say(refusal)
        return
    room.typed(details.title, "h2", "1.6rem", 650)
    state = _("Closed") if details.closed_at else _("Open")
    st.markdown(f"**{state}** · {room.how_many(details)}")
    room.say_refusal()
    way, work = st.columns([1, 2], gap="large")
    with way:
        _way_in(details, link)
        _door(details)
        _take_along(details, rows)
    with work:
        _statements(details, rows)


def _received(code: str) -> tuple[Details, pd.DataFrame]:
    """The workshop and every statement; asked again only after a change. Raises WrongKey at any time."""
    name, key, version = f"received {code}", devices.key(code), live.version(code)
    live.facilitate(code, key)
    known = st.session_state.get(name)
    if known is None or known[0].version != version:
        known = live.look(code), board.export(code, key)
        st.session_state[name] = known
    details, rows = known
    return details, rows


def _way_in(details: Details, link: str) -> None:
    st.html(room.qr(link, "width:100%;max-width:320px;display:block"))
    st.markdown(_("Code: {code}").format(code=f"**{room.code_in_groups(details.code)}**"))
    st.code(link, language=None, wrap_lines=True)
    navigation.link("board", _("The board for the projector"), ":material/dashboard:", w=details.code)


def _door(details: Details) -> None:
    code, key = details.code, devices.key(details.code)
    if details.closed_at:
        _act(_("Open again"), ":material/lock_open:", "reopen", live.reopen, code, key)
        st.caption(_("Closed: no statements or votes are taken. The board and your tools go on working."))
    else:
        _act(_("Close the workshop"), ":material/lock:", "close", live.close, code, key)


# --- moderation ------------------------------------------------------------------------------------------


def _statements(details: Details, rows: pd.DataFrame) -> None:
    st.subheader(_("Statements"), anchor=False)
    counts = {"board": _on_board(rows), "hidden": rows["hidden"], "merged": rows["merged_into"].notna()}
    counts["all"] = pd.Series(True, rows.index)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = address.choose_segment("show", _("Show"), STATES, _state_name, STATES[0])
        words = st.text_input(_("Search in the statements"), key="moderated words", max_chars=100, width=260)
    found = rows[counts[chosen]]
    if words := words.casefold().strip():
        found = found[found["statement"].str.casefold().str.contains(words, regex=False)]
    if found.empty:
        st.caption(_("No statement yet.") if rows.empty else _("No statement fits."))
        return
    pages = 1 + (len(found) - 1) // PAGE
    at = st.pagination(pages, key=f"moderated page {pages}") if pages > 1 else 1
    newest = found.iloc[::-1].iloc[PAGE * (at - 1) : PAGE * at]
    for row in newest.itertuples():
        _statement(details, rows, row)


def _state_name(state: str) -> str:
    return {"board": _("On the board"), "hidden": _("Hidden"), "merged": _("Merged"), "all": _("All")}[state]


def _on_board(rows: pd.DataFrame) -> pd.Series:
    return ~rows["hidden"] & rows["merged_into"].isna()


def _statement(details: Details, rows: pd.DataFrame, row: Any) -> None:
    code, key, at = details.code, devices.key(details.code), int(row.number)
    with st.container(border=True, key=f"statement-{at}", gap="xsmall"):
        room.typed(row.statement, size="1rem")
        st.caption(" · ".join(_facts(details, row)))
        with st.container(horizontal=True, gap="small"):
            if row.hidden:
                _act(_("Show again"), ":material/visibility:", f"show {at}", live.unhide, code, key, at)
            else:
                _act(_("Hide"), ":material/visibility_off:", f"hide {at}", live.hide, code, key, at)
            if pd.notna(row.merged_into):
                _act(_("Take apart again"), ":material/call_split:", f"apart {at}", live.unmerge, code, key, at)
            else:
                _merging(details, rows, row)
            if details.themes:
                _retheming(details, row)


def _facts(details: Details, row: Any) -> list[str]:
    facts = [_("Number {number}").format(number=row.number)]
    if len(details.questions) > 1:
        facts.append(_("Question {number}").format(number=row.question_number))
    facts += [LANGUAGES[row.language], ngettext("{n} vote", "{n} votes", int(row.votes))]
    if row.votes_with_merged > row.votes:
        facts.append(ngettext("{n} with those merged", "{n} with those merged", int(row.votes_with_merged)))
    if details.themes:
        facts.append(listing(map(summaries.theme_name, _themes(row))) or _("no theme"))
    if pd.notna(row.merged_into):
        facts.append(_("merged into number {number}").format(number=row.merged_into))
    if row.hidden:
        facts.append(_("hidden"))
    return facts


def _act(label: str, icon: str, key: str, act: Callable[..., Any], *given: Any) -> None:
    st.button(label, icon=icon, key=key, on_click=room.attempt, args=(act, *given))


def _themes(row: Any) -> list[str]:
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
        room.attempt(live.merge, code, devices.key(code), at, int(into))


def _retheming(details: Details, row: Any) -> None:
    at, key = int(row.number), f"themes {row.number} {current()}"
    box = st.popover(_("Themes"), icon=":material/sell:", key=f"{key} box", on_change="rerun")
    if not box.open:
        return
    with box:
        given = _themes(row)
        options = sorted({*NEED_THEMES, *given}, key=summaries.theme_name)
        names = {option: summaries.theme_name(option) for option in options}
        st.multiselect(
            _("At most two themes"),
            options,
            given,
            format_func=lambda option: names.get(option, option),
            max_selections=live.THEMES,
            key=key,
            placeholder=_("no theme"),
        )
        st.button(_("Save the themes"), key=f"{key} do", on_click=_retheme, args=(details.code, at, key))


def _retheme(code: str, at: int, key: str) -> None:
    room.attempt(live.set_themes, code, devices.key(code), at, list(st.session_state.get(key, [])))


# --- taking along and ending -----------------------------------------------------------------------------


def _take_along(details: Details, rows: pd.DataFrame) -> None:
    box = st.expander(_("Take it along"), icon=":material/download:", key=f"take {current()}", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(
            _("The tables hold every statement with what you did to it; the summary holds what stands on the board.")
        )
        with st.container(horizontal=True):
            for ending, label, mime, content in _made(details, rows):
                st.download_button(
                    label,
                    data=content,
                    file_name=tables.file_name("workshop", [details.code], date.today(), ending),
                    mime=mime,
                    on_click="ignore",
                    icon=":material/download:",
                    key=f"take-{ending}-{current()}",
                )


def _made(details: Details, rows: pd.DataFrame) -> list[tuple[str, str, str, bytes]]:
    """The files (ending, words, type, content), made again after a change.

    Not made on the click as elsewhere: such a file is gone after two runs of anybody's page, and in a full room the
    phones look for what is new many times a second.
    """
    name, state = "files to take along", (details.code, details.version, current())
    known = st.session_state.get(name)
    if known is None or known[0] != state:
        said = _summary(details)
        made = [
            ("csv", "CSV", "text/csv", tables.to_csv(rows, bom=True)),
            ("xlsx", "Excel (XLSX)", XLSX, _xlsx(details, rows)),
            ("docx", _("Summary in Word (DOCX)"), DOCX, files.to_docx(said)),
            ("md", _("Summary in Markdown"), "text/markdown", files.to_markdown(said)),
        ]
        known = st.session_state[name] = (state, made)
    return list(known[1])


def _xlsx(details: Details, rows: pd.DataFrame) -> bytes:
    notes = (_("Times are in UTC, rounded down to a quarter of an hour."), _("Empty means unknown, never zero."))
    return tables.to_xlsx(rows, title=details.title, sources=(), notes=notes)


def _summary(details: Details) -> summaries.Summary:
    rows = board.needs(details.code)
    # A semicolon would make two groups of one question.
    return summaries.of(rows.assign(group=rows["group"].str.replace(";", ",")), title=details.title)


def _ending(details: Details) -> None:
    code = details.code
    st.divider()
    if st.button(_("Explore it like an imported workshop"), icon=":material/query_stats:", key="hand over"):
        room.attempt(_hand_over, details)
        st.switch_page(ROOT / "pages" / "workshop.py", query_params={"lang": current()})
    with st.expander(_("Leave or delete"), icon=":material/delete:", key="leave or delete"):
        st.button(_("Leave: take the key out of this browser"), icon=":material/logout:", on_click=_leave, args=(code,))
        st.markdown(
            _("Deleting takes away the workshop with all statements and votes, at once and for good. Export it first.")
        )
        with st.form("delete", border=False, width=480):
            st.text_input(_("Type the code of the workshop to confirm"), key="delete code", autocomplete="off")
            st.form_submit_button(
                _("Delete the workshop"), icon=":material/delete_forever:", on_click=_delete, args=(code,)
            )
        st.caption(room.retention())


def _hand_over(details: Details) -> None:
    """Give what stands on the board to the page on own workshops as a file that was uploaded, with its themes."""
    from analytics.workshops.statements import SHORT as SHORT_TEXT
    from analytics.workshops.themes import NONE
    from ui.workshop_parts import FILE, Own

    rows = board.needs(details.code)
    groups = [text if len(text) <= SHORT_TEXT else f"{text[: SHORT_TEXT - 1]}…" for text in rows["group"]]
    given = rows.assign(statement=rows["statement"].str.strip(), group=groups)
    corrections: dict[tuple[str, int], dict[str, Any]] = {}
    if details.themes:
        times = given.groupby("statement").cumcount()
        for row, nth in zip(given.itertuples(), times, strict=True):
            first, second = (*_themes(row), NONE, NONE)[:2]
            corrections[(row.statement, int(nth))] = {"theme_1": first, "theme_2": second}
    file = given.drop(columns="theme").to_csv(index=False, lineterminator="\n").encode("utf-8")
    st.session_state["workshop"] = Own(way=FILE, file=file, name=details.title, corrections=corrections)


def _leave(code: str) -> None:
    devices.hold(code, "")
    st.session_state[f"remember {code}"] = True


def _delete(code: str) -> None:
    from analytics.workshops.rows import plain_code

    if plain_code(str(st.session_state["delete code"])) != code:
        st.session_state["not deleted"] = True
        return
    try:
        live.delete(code, devices.key(code))
    except Refused as refusal:
        st.session_state[room.REFUSAL] = refusal
        return
    devices.hold(code, "")
    st.session_state["deleted"] = True
    address.reset([room.W])


def say_deleted() -> None:
    """Say once that the workshop is gone, or that the code to confirm was another one."""
    if st.session_state.pop("deleted", False):
        st.success(
            _("The workshop was deleted with everything that was written in it."), icon=":material/check_circle:"
        )
    if st.session_state.pop("not deleted", False):
        st.warning(_("Nothing was deleted: the code was not that of this workshop."), icon=":material/error:")
