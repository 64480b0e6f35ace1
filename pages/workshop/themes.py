"""The table of suggested themes, to be corrected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.core.codes import NEED_THEMES
from analytics.core.collation import alphabetical
from analytics.core.language import _, current, ngettext, number
from analytics.workshops import own as own_workshop
from analytics.workshops import statements as reading
from analytics.workshops import suggestions as made_elsewhere
from analytics.workshops import themes as suggesting
from analytics.workshops.statements import Understood, UnreadableError
from analytics.workshops.summaries import theme_name
from ui import layout, markdown, own_statements
from ui.own_statements import Own


def themes(read: Understood) -> pd.DataFrame:
    """The table of suggestions, to be corrected; returns the statements that count, with their themes."""
    own = own_statements.held()
    try:
        suggestions = _suggestions(read, own)
    except UnreadableError as error:
        st.error(markdown.escape(error), icon=":material/error:")
        return pd.DataFrame()
    rows = own_workshop.corrected(suggestions, own.corrections)
    fitting = int((rows["theme_1"] != "").sum())
    st.subheader(_("Suggested themes"), anchor=False)
    st.markdown(
        _(
            "{some} of {all} statements have a theme. The themes are suggestions from the words that stand beside "
            "them: choose others, take a theme away, or hide a statement. You decide."
        ).format(some=number(fitting), all=number(len(rows)))
    )
    _editor(suggestions, own)
    if own.corrections:
        changed = int(rows["changed"].sum())
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                ngettext(
                    "You changed the themes of {n} statement.", "You changed the themes of {n} statements.", changed
                )
            )
            st.button(_("Undo all changes"), icon=":material/undo:", on_click=_undo)
    said = own_workshop.decided(rows, merge=own.merge, apart=own.apart)
    if said.empty:
        st.info(_("All statements are hidden. Take a tick away in the column “Hide”."), icon=":material/info:")
    return said


def _undo() -> None:
    own = own_statements.held()
    own.corrections, own.table = {}, ""


def _suggestions(read: Understood, own: Own) -> pd.DataFrame:
    """The suggestions, made once for the same statements and words."""
    made_of = (pd.util.hash_pandas_object(read.statements).sum(), len(read.statements), own.additions)
    if own.worked is None or own.worked[0] != made_of:
        if own.worked is None or own.worked[0][:2] != made_of[:2]:
            own.apart.clear()
        with st.spinner(_("Themes are looked for")):
            own.worked = None
            found = made_elsewhere.suggested(read.statements, own.additions)
        own.worked = (made_of, found)
    return own.worked[1]


def _editor(suggestions: pd.DataFrame, own: Own) -> None:
    """The table to correct. It is drawn over the corrections made before; those made in it come by `_correct`."""
    assert own.worked is not None
    key = f"workshop-table-{hash(own.worked[0])}-{current()}"
    if own.table != key or key not in st.session_state:
        own.table, own.shown = key, {at: dict(changes) for at, changes in own.corrections.items()}
        st.session_state.pop(key, None)
    rows = own_workshop.corrected(suggestions, own.shown)
    options = [suggesting.NONE, *alphabetical(NEED_THEMES, theme_name)]
    first, second = labels(_("none fits")), labels("–")
    column = st.column_config
    st.data_editor(
        rows.assign(
            confidence=100 * rows["confidence"].astype("Float64"),
            theme_1=rows["theme_1"].replace("", suggesting.NONE),
            theme_2=rows["theme_2"].replace("", suggesting.NONE),
        ),
        key=key,
        hide_index=True,
        height=min(520, 38 + 35 * len(rows)),
        column_order=[
            *("statement", "theme_1", "theme_2", "confidence", "words"),
            *("question", "group", "language", "votes", "hide"),
        ],
        disabled=["statement", "confidence", "words", "question", "language", "votes"],
        column_config={
            "statement": column.TextColumn(_("Statement"), width=190 if layout.on_phone() else 300),
            "theme_1": column.SelectboxColumn(
                _("Theme 1"), options=options, format_func=first, required=True, width=160
            ),
            "theme_2": column.SelectboxColumn(
                _("Theme 2"), options=options, format_func=second, required=True, width=130
            ),
            "confidence": column.ProgressColumn(_("Confidence"), format="%d %%", min_value=0, max_value=100, width=110),
            "words": column.TextColumn(_("Because of"), width=160),
            "question": column.TextColumn(_("Question"), width=160),
            "group": column.TextColumn(_("Group"), max_chars=reading.SHORT, width=110),
            "language": column.TextColumn(_("Language"), width=75),
            "votes": column.NumberColumn(_("Votes"), width=60),
            "hide": column.CheckboxColumn(_("Hide"), width=60),
        },
        on_change=_correct,
        args=(key,),
        placeholder="–",
        alt=_("Table of statements with suggested themes."),
    )


def labels(none: str) -> Callable[[str | int | float | bool], str]:
    """The themes in words, fixed as they are drawn: Streamlit also asks for them outside a run."""
    names = {code: theme_name(code) for code in NEED_THEMES}
    return lambda code: names.get(str(code), none)


def _correct(key: str) -> None:
    """Keep what was changed in the table, under the statement's own words."""
    own = own_statements.held()
    if own.worked is None:
        return
    suggestions = own.worked[1]
    edited: Mapping[Any, Mapping[str, Any]] = st.session_state[key]["edited_rows"]
    for at, changes in edited.items():
        row = suggestions.iloc[int(at)]
        sound = {name: value for name, value in changes.items() if name in own_workshop.EDITABLE}
        own.corrections.setdefault((row["statement"], int(row["nth"])), {}).update(sound)
