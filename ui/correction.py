"""A prefilled message that suggests a correction of a row: to the operator where an address is set, else to copy."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import quote

import streamlit as st

from analytics.core.language import _, current, term

SETTING = "ATLAS_CONTACT"  # the operator's e-mail address


def link(table: str, row: str, name: str, source: str, fields: Mapping[str, str]) -> None:
    """A button that opens the message: table, row, source, and of `fields` the one chosen with its value today."""
    box = st.popover(
        _("Suggest a correction"), icon=":material/edit_note:", key=f"correct-{current()}", on_change="rerun"
    )
    if not box.open:
        return
    field = box.selectbox(
        _("What is wrong?"), list(fields), index=None, placeholder=_("Choose"), key=f"wrong-{row}-{current()}"
    )
    value = fields[field] or term("unknown") if field else ""
    subject = _("Correction to the Nordic Cluster Atlas: {name}").format(name=name)
    lines = (
        _("Table: {table}").format(table=table),
        _("Row: {row}").format(row=row),
        _("Source today: {source}").format(source=source),
        _("Field that is wrong: {field}").format(field=field or "").strip(),
        _("Value today: {value}").format(value=value).strip(),
        _("Right value:"),
        _("Page that shows it:"),
    )
    text = "\r\n".join(lines)  # as mail has it
    with box:
        st.code("\n".join((subject, "", *lines)), language=None, wrap_lines=True)
        if contact := os.environ.get(SETTING, "").strip():
            address = f"mailto:{quote(contact, safe='@')}?subject={quote(subject)}&body={quote(text)}"
            st.link_button(_("Open in your mail program"), address, icon=":material/outgoing_mail:")
        else:
            st.caption(_("Copy the text and send it to whoever runs this site."))
