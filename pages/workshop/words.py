"""Words learned from corrections: they join the lexicon for this visit and are saved for the next workshop."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics.core.codes import NEED_THEMES
from analytics.core.language import _, current, number
from analytics.publish import file_names, tables
from analytics.workshops import own as own_workshop
from analytics.workshops import themes as suggesting
from analytics.workshops import uploads as bringing
from analytics.workshops.statements import UnreadableError
from analytics.workshops.themes import Entry
from pages.workshop import themes
from ui import markdown, own_statements, share, uploads
from ui.own_statements import Own


def words() -> None:
    """Words from corrected statements for the lexicon, in use at once, and saved for the next workshop."""
    own = own_statements.held()
    box = st.expander(_("Teach it your words"), key=f"workshop-words-{current()}", on_change="rerun")
    if not box.open or own.worked is None:
        return
    with box:
        st.markdown(
            _(
                "Words of statements whose theme you changed can join the lexicon. Tick those that speak of the theme, "
                "use them, and save the file for your next workshop. The atlas's own lexicon stays as it is."
            )
        )
        rows = own_workshop.corrected(own.worked[1], own.corrections)
        chosen = _proposals(rows[rows["changed"]], own)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.button(
                _("Use the ticked words"),
                icon=":material/check:",
                disabled=not chosen,
                on_click=_add_words,
                args=(chosen,),
            )
            if own.additions:
                share.offer(
                    _("Save {n} words (CSV)").format(n=number(len(own.additions))),
                    "csv",
                    tables.to_csv(pd.DataFrame(own.additions)),
                    file_name=file_names.file_name("theme_words", ["additions"], date.today(), "csv"),
                    key="workshop-save-words",
                )
                st.button(_("Forget the added words"), icon=":material/delete:", on_click=_forget_words)
        given = st.file_uploader(
            _("Words saved before (CSV)"), type=["csv"], key="workshop-additions", max_upload_size=1
        )
        if given is not None:
            try:
                found = uploads.kept(bringing.read_additions, given.getvalue())
            except (ValueError, UnreadableError) as error:
                st.error(markdown.escape(error), icon=":material/error:")
            else:
                st.button(
                    _("Use the {n} words of the file").format(n=number(len(found))),
                    icon=":material/check:",
                    on_click=_add_words,
                    args=(found,),
                )


def _add_words(found: tuple[Entry, ...]) -> None:
    own = own_statements.held()
    own.additions = suggesting.entries(pd.DataFrame([*own.additions, *found]))


def _forget_words() -> None:
    own_statements.held().additions = ()


def _proposals(changed: pd.DataFrame, own: Own) -> tuple[Entry, ...]:
    """A table of words to tick; returns those ticked."""
    theme = (changed["theme_1"] + ";" + changed["theme_2"]).str.strip(";")
    found = suggesting.proposals(changed.assign(theme=theme), own.additions)
    if found.empty:
        st.caption(_("No words yet: change a theme in the table above."))
        return ()
    column = st.column_config
    ticked = st.data_editor(
        found.assign(use=False),
        key=f"workshop-proposals-{hash(tuple(found['word']))}-{current()}",
        hide_index=True,
        height=min(300, 38 + 35 * len(found)),
        column_order=["use", "word", "theme", "language", "weight", "statements"],
        disabled=["word", "theme", "language", "statements"],
        column_config={
            "use": column.CheckboxColumn(_("Use"), width="small"),
            "word": column.TextColumn(_("Word")),
            "theme": column.SelectboxColumn(_("Theme"), options=list(NEED_THEMES), format_func=themes.labels("")),
            "language": column.TextColumn(_("Language"), width="small"),
            "weight": column.NumberColumn(_("Weight"), min_value=0.1, max_value=3, required=True, width="small"),
            "statements": column.NumberColumn(_("Statements"), width="small"),
        },
        alt=_("Table of words that can join the lexicon."),
    )
    return suggesting.entries(ticked.loc[ticked["use"].astype(bool)])
