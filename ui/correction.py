"""A prefilled message that suggests a correction of a row: to the operator where an address is set, else to copy."""

from __future__ import annotations

import os
from urllib.parse import quote

import streamlit as st

from analytics.core.language import _, current

SETTING = "ATLAS_CONTACT"  # the operator's e-mail address


def link(table: str, row: str, name: str, source: str) -> None:
    """A button that opens the message: table, row, field, value and source."""
    box = st.popover(
        _("Suggest a correction"), icon=":material/edit_note:", key=f"correct-{current()}", on_change="rerun"
    )
    if not box.open:
        return
    subject = _("Correction to the Nordic Cluster Atlas: {name}").format(name=name)
    lines = (
        _("Table: {table}").format(table=table),
        _("Row: {row}").format(row=row),
        _("Source today: {source}").format(source=source),
        _("Field that is wrong:"),
        _("Right value:"),
        _("Page that shows it:"),
    )
    text = "\n".join(lines)
    with box:
        st.code(f"{subject}\n\n{text}", language=None, wrap_lines=True)
        if contact := os.environ.get(SETTING, "").strip():
            address = f"mailto:{quote(contact, safe='@')}?subject={quote(subject)}&body={quote(text)}"
            st.link_button(_("Open in your mail program"), address, icon=":material/outgoing_mail:")
        else:
            st.caption(_("Copy the text and send it to whoever runs this site."))
