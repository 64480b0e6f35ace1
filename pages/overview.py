"""Overview: the question and its answer in four steps for one country, and where readers of five kinds begin."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.core.codes import NORDIC
from analytics.core.language import _, country_name, number
from analytics.core.sources import read_month
from analytics.overview import questions as overview
from analytics.overview import words
from analytics.overview.case import Case, Step, case
from analytics.publish import brief as country_brief
from analytics.publish import offer
from ui import address, counting, layout, navigation, page_registry, share, still_map

MAP_WIDTH = 480  # pixels


def page() -> None:
    """Draw the page."""
    layout.heading("overview")
    doors()
    with st.container(key="case-controls", horizontal=True, vertical_alignment="bottom"):
        country = address.choose("country", _("Country"), NORDIC, country_name, "FI", width=200)
        _buttons(country)
    told = case(country)
    layout.headline(told.question)
    st.markdown(told.answer)
    steps(told)
    where_and_why(told)


def doors() -> None:
    """Five readers, each with the page where they begin."""
    offered = [
        ("programmes", _("I prepare decisions")),
        ("present", _("I present")),
        ("find", _("I run a company")),
        ("cluster", _("I lead a cluster")),
        ("live", _("I run workshops")),
    ]
    with st.container(horizontal=True, gap="small", key="doors"):
        for target, said in offered:
            navigation.link(target, said, page_registry.PAGES[target].icon)


def _buttons(country: str) -> None:
    """The brief as a file, made when its button is pressed, and the way to the stage."""
    share.offer(
        _("Brief"),
        "pdf",
        partial(_brief, country),
        file_name=country_brief.file_name(country, "pdf"),
        key="overview-brief",
        icon=":material/description:",
    )
    if st.button(_("Present"), icon=":material/slideshow:", key="overview-present"):
        navigation.go("present")


def _brief(country: str) -> bytes:
    return offer.FORMATS["pdf"].make("brief", country_brief.brief(country))


def steps(told: Case) -> None:
    """The four steps side by side; on a phone one below another."""
    with st.container(key="steps"):
        for place, (column, step) in enumerate(zip(st.columns(4, gap="medium"), told.steps, strict=True), start=1):
            with column:
                _step(place, step, told.country)


def _step(place: int, step: Step, country: str) -> None:
    """The number with what it is of, a sentence or two, and the page behind them."""
    st.metric(f"**{place}. {step.heading}**", step.value)
    st.markdown(f"**{step.unit}**")
    st.markdown(step.text)
    navigation.link(step.page, step.link, country=country)


def where_and_why(told: Case) -> None:
    """The still map, and beside it why the question matters."""
    left, right = st.columns(2, gap="large")
    with left:
        figures = overview.figures()
        alt = _("Map of the {n} clusters whose place is known, as counted bubbles by country.").format(
            n=number(figures["located"])
        )
        still_map.draw(alt, width=f"min(100%, {MAP_WIDTH}px)")
        counting.note(
            _("{all} clusters are counted, from pages read in {read}. The place is known for {located}.").format(
                all=number(figures["clusters_active"]),
                located=number(figures["located"]),
                read=read_month("clusters"),
            )
        )
        navigation.link("map", _("See them on the map"))
    with right:
        st.subheader(_("Why it matters"), anchor=False)
        st.markdown(told.why)
        st.markdown(words.many_causes())
        navigation.link("exports", page_registry.link_text("exports"), country=told.country)


if __name__ == "__main__":
    page()
