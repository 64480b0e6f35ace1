"""A message to a cluster, to open in a mail program or to copy, in any of the three languages."""

from __future__ import annotations

import streamlit as st

from analytics.clusters import questions as clusters
from analytics.comparison.letter import letter
from analytics.core.language import LANGUAGES, _, current, speaking
from analytics.fees import ours
from ui import markdown

SPOKEN = {"FI": "fi", "SE": "sv"}  # where the cluster's own language is one of the atlas; elsewhere English is


def cluster(cluster_id: str, size: tuple[int, int], *, key: str, description: str = "") -> None:
    """A button that opens the message of a company of `size`: employees and turnover, -1 where not given."""
    box = st.popover(_("Write to them"), icon=":material/mail:", key=f"write-{key}-{current()}", on_change="rerun")
    if not box.open:
        return
    with box:
        row = clusters.profile(cluster_id)
        if row is None:
            return
        tongue = st.segmented_control(
            _("Language of the message"),
            list(LANGUAGES),
            format_func=LANGUAGES.__getitem__,
            default=SPOKEN.get(row["country"], "en"),
            required=True,
            key=f"tongue-{key}",
        )
        with speaking(tongue or "en"):  # the fee may hold words
            fee = ours.fee(cluster_id, *size)
        said = fee.words if fee.known else ""
        message = letter(row["name"], tongue or "en", description=description, employees=size[0], fee=said)
        st.code(f"{message.subject}\n\n{message.body}", language=None, wrap_lines=True)
        st.link_button(_("Open in your mail program"), message.mailto, icon=":material/outgoing_mail:")
        if website := clusters.text(row, "website"):
            said = _("The atlas has no e-mail addresses. Find it on the cluster's own site: {page}")
            st.caption(said.format(page=markdown.site(website)))
        else:
            st.caption(_("The atlas has no e-mail addresses, and the cluster's website is not known."))
