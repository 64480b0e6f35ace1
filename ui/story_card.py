"""One success story, as it stands on the page of stories."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from analytics.core.chart import Source
from analytics.core.language import _, country_name, term
from analytics.core.sources import cite
from analytics.effects import questions as effects
from analytics.stories import questions as stories
from ui import chart_frame, markdown, navigation


def card(row: pd.Series) -> None:
    """One story: its figure large, what it measures, the story in a sentence, whose it is, and the page it is from."""
    figure(row)
    text(row)


def figure(row: pd.Series) -> None:
    """The story's figure, large, and what it measures; nothing where it has none."""
    if words := stories.figure_words(row):
        # A metric would cut a long unit off.
        st.html(f'<div style="font-size:1.9rem;line-height:1.25">{escape(words)}</div>')
        st.caption(markdown.escape(stories.metric_words(row)))


def text(row: pd.Series) -> None:
    """The story in a sentence, whose it is, and the page it is from."""
    st.markdown(f"### {markdown.escape(row['headline'])}")
    if isinstance(row["cluster_id"], str):
        navigation.link("cluster", row["cluster_name"], ":material/hub:", cluster=row["cluster_id"])
    else:
        st.markdown(markdown.escape(stories.group_name(row["cluster_name"])))
    facts = [country_name(row["country"]), stories.year_words(row), stories.theme_name(row["theme"])]
    if isinstance(row["ecosystem"], str):
        facts.append(term(row["ecosystem"]))
    st.caption(" · ".join(facts))
    if isinstance(row["beside_id"], str):
        _beside(row["beside_id"])
    chart_frame.source_line([_source(row)])


def _beside(evaluation_id: str) -> None:
    finding = effects.finding(evaluation_id)
    if finding is not None:
        st.markdown(_("**Always read beside it:** {finding}").format(finding=markdown.escape(finding["finding"])))


def _source(row: pd.Series) -> Source:
    site = urlsplit(row["source_url"]).netloc.removeprefix("www.")
    return cite("success_stories", "page", site=site, url=row["source_url"])
