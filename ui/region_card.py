"""A region's facts: short beside the map, in full on its page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.clusters import questions as clusters
from analytics.core.age import Age
from analytics.core.language import _, country_name, ngettext, number, term
from analytics.core.remembered import remembered
from analytics.regions import questions as regions
from ui import markdown, navigation


def card(code: str) -> None:
    """The short card beside the map, with the way to the full page."""
    with st.container(border=True, key="region-card"):
        st.subheader(markdown.words(regions.name(code)), anchor=False)
        here = in_region(code)
        lines = [
            f"{country_name(regions.country(code))}, NUTS 3: {code}",
            ngettext("{n} active cluster", "{n} active clusters", len(here)),
            "\n".join(f"- {markdown.escape(name)}" for name in here["name"].head(6)),
        ]
        st.markdown("\n\n".join(lines))
        if len(here) > 6:
            st.caption(_("and {n} more").format(n=number(len(here) - 6)))
        st.markdown("\n\n".join(f"{label}: {value}" for label, value in figure_lines(code)[:4]))
        navigation.link("region", _("All figures, clusters and neighbours"), ":material/arrow_forward:", region=code)


@remembered(256)
def in_region(code: str) -> pd.DataFrame:
    """The active clusters of a NUTS 3 region, largest known membership first."""
    active = clusters.clusters(clusters.Filters())
    return active[active["nuts_code"] == code]


def figure_lines(code: str) -> list[tuple[str, str]]:
    """Label and value (with its year) of each figure of a region; those not published are named as such."""
    return [(regions.indicator_name(name), figure(code, name)) for name in regions.INDICATORS]


def known_figure(code: str, indicator: str) -> str:
    """The newest figure of a region as `figure` says it; empty where none is published."""
    return figure(code, indicator) if regions.newest(code, indicator) else ""


def figure(code: str, indicator: str, *, plain: bool = False) -> str:
    """The newest figure of a region with its year and mark of age, or that of the wider region that has one, named so.

    `plain` leaves out markup and the mark.
    """
    row = regions.newest(code, indicator)
    if row is None:
        return term("not_published") if plain else f"*{term('not_published')}*"
    said = {"value": number(row["value"]), "year": int(row["year"])}
    mark = "" if plain else markdown.age_mark(Age(int(row["year"])))
    if row["figure_code"] == code:
        return _("{value} ({year})").format(**said) + mark
    wider = _("{value} ({year}, NUTS 2 region {name})").format(**said, name=regions.name(row["figure_code"]))
    return wider + mark
