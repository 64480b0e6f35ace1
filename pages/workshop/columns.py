"""How a file of several columns is read: the guess with its first rows, and the choices, before anything is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from analytics.core.language import _, current, quoted
from analytics.workshops.statement_template import field_name
from analytics.workshops.statements import FIELDS, Choices, Understood
from ui import markdown, own_statements, table_frame
from ui.own_statements import Own

_NONE = -1


def confirmed(read: Understood, own: Own) -> bool:
    """Whether a person has said that the file is read right; until then the guess and the choices are shown."""
    if not read.asks or own.confirmed:
        if read.asks:
            st.button(_("Change how the file is read"), icon=":material/tune:", on_click=_reopen)
        return True
    st.subheader(_("Is this how your file should be read?"), anchor=False)
    st.markdown(_("Nothing is counted yet. Look at the first rows, change what is wrong, and go on."))
    for note in read.notes:
        st.info(markdown.escape(note), icon=":material/info:")
    _controls(read)
    _first_rows(read)
    n = len(read.statements)
    st.button(
        _("Read the statements"),
        type="primary",
        icon=":material/check:",
        disabled=n == 0,
        on_click=_confirm,
        help=None if n else _("No statement is found this way: choose another column or another row of names."),
    )
    return False


def _controls(read: Understood) -> None:
    chosen = read.choices
    if read.other_sheets:
        sheets = [read.sheet, *read.other_sheets]
        _select(_("Sheet"), "sheet", sheets, read.sheet, {name: name for name in sheets})
    if read.kind == "lines":
        return
    rows = [0, *(row for row, _cells in read.first)]
    if chosen.header not in rows:
        rows.append(chosen.header or 0)
    names = {0: _("No row names the columns")} | {
        row: _("Row {row}: {cells}").format(row=row, cells=" · ".join(_of_no_person(read, cells))[:60])
        for row, cells in read.first
    }
    _select(_("The row that names the columns"), "header", rows, chosen.header or 0, names)
    columns = {at: f"{at + 1}. {name[:70]}".strip() for at, (name, _meant) in enumerate(read.columns)}
    st.multiselect(
        _("Columns of statements"),
        list(columns),
        default=list(chosen.text or ()),
        format_func=lambda at: columns[at],
        key=_key("text"),
        on_change=_take,
        args=("text", _key("text")),
    )
    with st.container(horizontal=True):
        for field in FIELDS[1:]:
            value = getattr(chosen, field)
            known = {_NONE: "–"} | columns
            _select(field_name(field).capitalize(), field, list(known), _NONE if value is None else value, known)
    with st.container(horizontal=True):
        _check(_("Several answers in a cell are statements of their own"), "split", bool(chosen.split))
        if read.kind in ("xlsx", "ods"):
            _check(_("Read hidden rows and columns too"), "hidden", chosen.hidden)
    if read.encoding:
        pages = {"utf-8": "UTF-8", "cp1252": "Windows", "mac_roman": "Macintosh", "cp850": "MS-DOS"}
        pages.setdefault(read.encoding, read.encoding.upper())
        _select(_("Letters"), "encoding", list(pages), read.encoding, pages)


def _first_rows(read: Understood) -> None:
    """The rows as they stand in the file: those columns that are read, then the others as far as there is room.

    Names and addresses of people, which are left out, are not shown either.
    """
    used = [at for at, (_name, meant) in enumerate(read.columns) if meant]
    others = [at for at in range(len(read.columns)) if at not in (*used, *read.people)]
    order = [*used, *others][:8] or [0]
    shown: dict[str, list[Any]] = {_("Row"): [row for row, _cells in read.first]}
    for at in order:
        name, meant = read.columns[at] if read.columns else ("", "statement")
        head = f"{at + 1}. {name[:40]}" + (f" → {field_name(meant)}" if meant else "")
        shown[head] = [cells[at][:200] if at < len(cells) else "" for _row, cells in read.first]
    table_frame.table(
        shown,
        key="workshop-first-rows",
        title=_("The first rows of the file"),
        alt=_("Table of the first rows of the file {name}.").format(name=quoted(own_statements.held().name)),
    )


def _of_no_person(read: Understood, cells: Sequence[str]) -> list[str]:
    return [cell for at, cell in enumerate(cells) if cell and at not in read.people]


def _select(label: str, name: str, options: list[Any], value: Any, names: dict[Any, str]) -> None:
    key = _key(name)
    st.session_state[key] = value
    st.selectbox(
        label, options, format_func=lambda one: names.get(one, str(one)), key=key, on_change=_take, args=(name, key)
    )


def _check(label: str, name: str, value: bool) -> None:
    key = _key(name)
    st.session_state[key] = value
    st.checkbox(label, key=key, on_change=_take, args=(name, key))


def _key(name: str) -> str:
    own = own_statements.held()
    return f"workshop-column-{name}-{own.uploads}-{own.changes}-{current()}"


def _take(name: str, key: str) -> None:
    """A choice; another sheet or header makes the guess of the columns anew."""
    own = own_statements.held()
    value = st.session_state[key]
    own.changes += 1
    if name == "sheet":
        own.choices = Choices(sheet=value)
    elif name == "header":
        own.choices = Choices(sheet=own.choices.sheet, header=value, encoding=own.choices.encoding)
    else:
        change: dict[str, Any] = {name: tuple(value) if name == "text" else value}
        own.choices = replace(own.choices, **change)


def _confirm() -> None:
    own_statements.held().confirmed = True


def _reopen() -> None:
    own_statements.held().confirmed = False
