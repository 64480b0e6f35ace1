"""What the facilitator takes along."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics.core.language import _, current
from analytics.publish import file_names, offer, summary
from analytics.publish.table_files import TableFile
from analytics.workshops import live_summary
from analytics.workshops.models import Details
from pages.live import beside
from ui import share


def take_along(details: Details, rows: pd.DataFrame) -> None:
    """The tables and summaries of the workshop as files."""
    box = st.expander(_("Download the results"), icon=":material/download:", key=f"take {current()}", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(
            _("The tables hold every statement with what you did to it; the summary holds what stands on the board.")
        )
        st.caption(_("To compare it with an earlier workshop, choose that one below the statements."))
        with st.container(horizontal=True):
            for at, (kind, label, content) in enumerate(_files(details, rows)):
                share.offer(
                    label,
                    kind,
                    content,
                    file_name=file_names.file_name("workshop", [details.code], date.today(), kind),
                    key=f"take-{kind}-{at}-{current()}",
                )


def _files(details: Details, rows: pd.DataFrame) -> list[tuple[str, str, bytes]]:
    """The files (kind, label, content), made again after a change.

    Not made on the click as elsewhere: such a file is gone after two runs of anybody's page, and in a full room the
    phones look for what is new many times a second.
    """
    earlier, hidden = beside.chosen(details)
    name, state = "files to take along", (details.code, details.version, current(), earlier, hidden)
    known = st.session_state.get(name)
    if known is None or known[0] != state:
        said, table = live_summary.of(details.code, earlier, hidden=hidden), _table(details, rows)
        tables_made = [
            (kind, _(form.label), form.make("statements", table))
            for kind, form in offer.made_from("statements").items()
        ]
        summaries_made = [
            (kind, _("Summary in {format}").format(format=_(form.label)), form.make("summary", said))
            for kind, form in offer.made_from("summary").items()
        ]
        summaries_made += [
            ("pptx", _("Summary in {format}").format(format="PowerPoint (PPTX)"), summary.to_pptx(said)),
            ("xlsx", _("Summary in {format}").format(format="Excel (XLSX)"), summary.to_xlsx(said)),
        ]
        made = [*tables_made, *summaries_made]
        known = st.session_state[name] = (state, made)
    return list(known[1])


def _table(details: Details, rows: pd.DataFrame) -> TableFile:
    notes = (_("Times are in UTC, rounded down to a quarter of an hour."), _("Empty means unknown, never zero."))
    return TableFile(rows, live_summary.title(details), "workshop", notes=notes)
