"""What have clusters achieved for their members and regions?"""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.clusters import questions as clusters
from analytics.core.codes import NORDIC, STORY_THEMES
from analytics.core.language import _, country_name, ngettext, number, term
from analytics.core.plot import Grid
from analytics.core.sources import read_month
from analytics.stories import questions as stories
from analytics.stories.questions import Filters
from ui import address, chart_frame, empty_result, layout, share, story_card, table_frame

NAMES = {"countries": "country", "themes": "theme", "ecosystems": "eco"}
FIRST = 12  # cards before the reader asks for the rest


def page() -> None:
    """Draw the page."""
    layout.heading("stories")
    chosen = controls()
    rows = stories.stories(chosen)
    if rows.empty:
        nothing_fits(chosen)
    else:
        headline(rows)
        cards(rows)
        if not chosen.restricting:
            one = catalogue.chart("stories.cluster")
            if isinstance(one.drawing, Grid):
                chart_frame.framed(one, partial(chart_frame.in_words, one.drawing), height=180)
            else:
                chart_frame.show(one, height=180)
        take_along(rows, chosen)
    method()


def controls() -> Filters:
    """Country, theme and industrial ecosystem, in the link."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="story-controls"):
        chosen = Filters(
            address.choose_many("country", _("Country"), NORDIC, country_name, width=240),
            address.choose_many("theme", _("Theme"), STORY_THEMES, stories.theme_name, width=240),
            address.choose_many("eco", _("Industrial ecosystem"), clusters.ecosystems(), term, width=240),
        )
        share.copy_link()
        address.reset_button((*NAMES.values(), "all"))
    return chosen


def headline(rows: pd.DataFrame) -> None:
    """How many stories, of whom."""
    counted = {
        "stories": ngettext("{n} success story", "{n} success stories", len(rows)),
        "clusters": ngettext("{n} cluster", "{n} clusters", rows["cluster_id"].nunique()),
        "countries": ngettext("{n} country", "{n} countries", rows["country"].nunique()),
    }
    layout.headline(_("The atlas tells {stories} from {clusters} and {countries}.").format(**counted))
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
    layout.cards(rows, FIRST, _("All success stories"), lambda row: story_card.card(pd.Series(row)), key="stories")


def nothing_fits(chosen: Filters) -> None:
    """Say why there is nothing, and what would bring something back."""
    words = {"countries": _("Country"), "themes": _("Theme"), "ecosystems": _("Industrial ecosystem")}
    offers = [
        empty_result.Offer(words[name], NAMES[name], (), (), len(stories.stories(chosen.without(name))))
        for name in chosen.restricting
    ]
    empty_result.nothing_fits(_("No story fits all of these filters at once."), offers)


def take_along(rows: pd.DataFrame, chosen: Filters) -> None:
    """The stories as files."""
    words = [
        *map(country_name, chosen.countries),
        *map(stories.theme_name, chosen.themes),
        *map(term, chosen.ecosystems),
    ]
    table_frame.downloads(
        rows, subject="success_stories", words=words, sources=table_frame.pages_named("success_stories")
    )


def method() -> None:
    """Where stories come from and what they do not say."""

    def write() -> None:
        st.markdown(
            _(
                "The stories were read in {read} from pages of clusters, programmes and newspapers, and are told in our"
                " own words. Each page speaks for itself: nobody has checked whether the cluster was the cause. A story"
                " belongs to the industrial ecosystem of its cluster. Stories of whole programmes have none and are "
                "left out when an ecosystem is chosen. Figures keep the unit and currency of their page."
            ).format(read=read_month("success_stories", "rows"))
        )

    layout.worked_out(write, ["stories.list"])


if __name__ == "__main__":
    page()
