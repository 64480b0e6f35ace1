"""What the facilitator takes along."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics.core.language import _, current
from analytics.publish import summary, tables
from analytics.workshops import board, summaries
from analytics.workshops.live import Details
from ui import share


def take_along(details: Details, rows: pd.DataFrame) -> None:
    """The tables and summaries of the workshop as files."""
    box = st.expander(_("Take it along"), icon=":material/download:", key=f"take {current()}", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(
            _("The tables hold every statement with what you did to it; the summary holds what stands on the board.")
        )
        with st.container(horizontal=True):
            for kind, label, content in _files(details, rows):
                share.offer(
                    label,
                    kind,
                    content,
                    file_name=tables.file_name("workshop", [details.code], date.today(), kind),
                    key=f"take-{kind}-{current()}",
                )


def _files(details: Details, rows: pd.DataFrame) -> list[tuple[str, str, bytes]]:
    """The files (kind, label, content), made again after a change.

    Not made on the click as elsewhere: such a file is gone after two runs of anybody's page, and in a full room the
    phones look for what is new many times a second.
    """
    name, state = "files to take along", (details.code, details.version, current())
    known = st.session_state.get(name)
    if known is None or known[0] != state:
        said = _summary(details)
        made = [
            ("csv", "CSV", tables.to_csv(rows, bom=True)),
            ("xlsx", "Excel (XLSX)", _xlsx(details, rows)),
            ("docx", _("Summary in Word (DOCX)"), summary.to_docx(said)),
            ("md", _("Summary in Markdown"), summary.to_markdown(said)),
        ]
        known = st.session_state[name] = (state, made)
    return list(known[1])


def _xlsx(details: Details, rows: pd.DataFrame) -> bytes:
    notes = (_("Times are in UTC, rounded down to a quarter of an hour."), _("Empty means unknown, never zero."))
    return tables.to_xlsx(rows, title=details.title, sources=(), notes=notes)


def _summary(details: Details) -> summaries.Summary:
    return summaries.of(board.needs(details.code), title=details.title)
