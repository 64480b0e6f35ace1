"""Objections to a cluster programme, each with an honest answer and the findings that it rests on."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from analytics.core.language import _, current
from analytics.core.remembered import remembered
from analytics.effects import questions as effects
from analytics.effects import words
from ui import address, markdown


def section() -> None:
    """An objection a fold, with how far it is right."""
    st.subheader(_("Objections, and honest answers"), anchor=False)
    rows = effects.objections().to_dict("records")
    half = (len(rows) + 1) // 2
    for column, part in zip(st.columns(2), (rows[:half], rows[half:]), strict=True):
        with column:
            for row in part:
                _objection(row)


def _objection(row: Mapping[Hashable, Any]) -> None:
    label = f"{markdown.escape(row['objection'])} **{words.verdict_name(row['verdict'])}.**"
    with st.expander(label, key=f"objection-{row['objection_id']}-{current()}"):
        st.markdown(markdown.escape(row["answer"]))
        st.caption(_("The answer rests on:") + "\n" + _findings(row["objection_id"], address.origin()))


@remembered(256)
def _findings(objection_id: str, origin: str) -> str:
    """The findings as links to their cards and to their sources."""
    lines = []
    for _place, row in effects.evidence_of(objection_id).iterrows():
        query = urlencode({"finding": row["evaluation_id"], "lang": current()})
        card = markdown.link(words.short_name(row), f"{origin}/effects?{query}")
        source = markdown.link(_("source"), row["source_url"])
        lines.append(f"- {card} · {source}")
    return "\n".join(lines)
