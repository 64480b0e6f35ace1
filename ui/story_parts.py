"""The parts of the page of success stories, and the story on the overview."""

from __future__ import annotations

from datetime import date
from html import escape
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from analytics.clusters import questions as clusters
from analytics.core.chart import Source
from analytics.core.codes import NORDIC, STORY_THEMES
from analytics.core.language import _, country_name, ngettext, number, term
from analytics.stories import questions as stories
from analytics.stories.questions import Filters
from ui import address, frame, loosen, map_parts, navigation

NAMES = {"countries": "c", "themes": "theme", "ecosystems": "eco"}
CLICKS = "story-clicks"  # in the session: how often the reader asked for another story
FIRST = 12  # cards before the reader asks for the rest


def controls() -> Filters:
    """Country, theme and industrial ecosystem, in the link."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="story-controls"):
        chosen = Filters(
            address.choose_many("c", _("Country"), NORDIC, country_name, width=240),
            address.choose_many("theme", _("Theme"), STORY_THEMES, stories.theme_name, width=240),
            address.choose_many("eco", _("Industrial ecosystem"), clusters.ecosystems(), term, width=240),
        )
        map_parts.copy_link()
        address.reset_button((*NAMES.values(), "all"))
    return chosen


def headline(rows: pd.DataFrame) -> None:
    """How many stories, of whom."""
    counted = {
        "stories": ngettext("{n} success story", "{n} success stories", len(rows)),
        "clusters": ngettext("{n} cluster", "{n} clusters", rows["cluster_id"].nunique()),
        "countries": ngettext("{n} country", "{n} countries", rows["country"].nunique()),
    }
    frame.headline(_("{stories}, {clusters}, {countries}").format(**counted))
    st.markdown(
        _(
            "{figures} of them name a figure, {years} a year, and {programmes} are of a whole programme or of a group "
            "that the atlas has no page for. The figures must not be added up: they measure different things in "
            "different years."
        ).format(
            figures=number(rows["value"].notna().sum()),
            years=number(rows["year"].notna().sum()),
            programmes=number(rows["cluster_id"].isna().sum()),
        )
    )


def cards(rows: pd.DataFrame) -> None:
    """A card a story; the first ones, and the rest when asked for."""
    shown = rows if address.checked("all", ("1",), (), _("All success stories")) else rows.head(FIRST)
    with st.grid(min_column_width=320, gap="medium", key="stories"):
        for row in shown.to_dict("records"):
            with st.container(border=True):
                card(pd.Series(row))
    if len(rows) > len(shown):
        st.button(
            ngettext("Show {n} more", "Show {n} more", len(rows) - len(shown)),
            icon=":material/expand_more:",
            on_click=address.write,
            args=("all", ("1",)),
        )


def card(row: pd.Series) -> None:
    """One story: its figure large, what it measures, the story in a sentence, whose it is, and the page it is from."""
    _figure(row)
    _telling(row)


def _figure(row: pd.Series) -> None:
    if words := stories.figure_words(row):
        # A metric would cut a long unit off.
        st.html(f'<div style="font-size:1.9rem;line-height:1.25">{escape(words)}</div>')
        st.caption(frame.escape_markdown(stories.metric_words(row)))


def _telling(row: pd.Series) -> None:
    st.markdown(f"### {frame.escape_markdown(stories.headline(row))}")
    if isinstance(row["cluster_id"], str):
        navigation.link("cluster", row["cluster_name"], ":material/hub:", id=row["cluster_id"])
    else:
        st.markdown(frame.escape_markdown(stories.group_name(row["cluster_name"])))
    facts = [country_name(row["country"]), stories.year_words(row), stories.theme_name(row["theme"])]
    if isinstance(row["ecosystem"], str):
        facts.append(term(row["ecosystem"]))
    st.caption(" · ".join(facts))
    frame.source_line([_source(row)])


def nothing_fits(chosen: Filters) -> None:
    """Say why there is nothing, and what would bring something back."""
    words = {"countries": _("Country"), "themes": _("Theme"), "ecosystems": _("Industrial ecosystem")}
    offers = [
        loosen.Offer(words[name], NAMES[name], (), (), len(stories.stories(chosen.without(name))))
        for name in chosen.restricting
    ]
    loosen.nothing_fits(_("No story fits all of these filters at once."), offers)


def take_along(rows: pd.DataFrame, chosen: Filters) -> None:
    """The stories as files."""
    words = [
        *map(country_name, chosen.countries),
        *map(stories.theme_name, chosen.themes),
        *map(term, chosen.ecosystems),
    ]
    sources = [Source(_("Pages named in each row, read November 2026"), "success_stories")]
    frame.downloads(rows, subject="success_stories", words=words, sources=sources)


def method() -> None:
    """Where stories come from and what they do not say."""

    def write() -> None:
        st.markdown(
            _(
                "The stories were read in November 2026 from pages of clusters, programmes and newspapers, and are "
                "told in our own words. Each page speaks for itself: nobody has checked whether the cluster was the "
                "cause. A story belongs to the industrial ecosystem of its cluster; stories of whole programmes have "
                "none and are left out when an ecosystem is chosen. Figures keep the unit and currency of their page."
            )
        )

    frame.worked_out(write, ["stories.list"])


def from_the_field() -> None:
    """One story on the overview: another every day, and another at a click."""
    row = stories.pick(date.today().toordinal() + st.session_state.get(CLICKS, 0))
    with st.container(border=True, key="from-the-field"):
        st.subheader(_("From the field"), anchor=False)
        left, right = st.columns([1, 2], gap="large")
        with left:
            _figure(row)
        with right:
            _telling(row)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(_("Another one"), icon=":material/refresh:", key="another-story", on_click=_next_story)
                navigation.link("stories", _("All success stories"))


def _next_story() -> None:
    st.session_state[CLICKS] = st.session_state.get(CLICKS, 0) + 1


def _source(row: pd.Series) -> Source:
    site = urlsplit(row["source_url"]).netloc.removeprefix("www.")
    return Source(_("{site}, read November 2026").format(site=site), "success_stories", url=row["source_url"])
