"""Programmes compared: controls, matrix with its evidence, score and weights, gaps, timeline, figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.core.chart import Chart
from analytics.core.codes import COMPARED, FEATURES, NORDIC
from analytics.core.language import _, country_name
from analytics.programmes import questions as programmes
from analytics.programmes import words
from analytics.publish import brief as country_brief
from analytics.publish import offer
from ui import address, chart_frame, layout, markdown, share, table_frame

NAMES = ("country", "w", "tc", "of", "f", "view")


@dataclass(frozen=True)
class Choice:
    """What the reader looks at: the country in question, its weights, the countries of the timeline; all checked."""

    country: str
    weights: str
    timeline: str
    narrow: int


def controls() -> Choice:
    """One row of controls: the country, the weights and the rest behind popovers."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="programme-controls"):
        country = address.choose("country", _("Country"), NORDIC, country_name, "FI", width=200)
        with st.popover(_("Weights"), icon=":material/scale:"):
            weights = _weights()
        with st.popover(_("More choices"), icon=":material/tune:"):
            shown = address.choose_many("tc", _("Countries in the timeline"), COMPARED, country_name, NORDIC)
        share.copy_link()
        address.reset_button(NAMES)
    timeline = ",".join(dict.fromkeys((country, *(shown or NORDIC))))
    return Choice(country, _usable(weights), timeline, int(layout.on_phone()))


def headline(choice: Choice) -> None:
    """What the country has, in a sentence."""
    cells, scores = programmes.matrix(), programmes.score(choice.weights)
    layout.headline(words.headline(cells, scores, choice.country))


def brief(country: str) -> None:
    """The country brief as two files, made when their buttons are pressed; the button turns until they are there."""
    with st.container(horizontal=True, vertical_alignment="center", key="country-brief"):
        st.markdown(
            _("**Country brief:** {country} on two pages").format(country=country_name(country)), width="content"
        )
        for kind, form in offer.made_from("brief").items():
            share.offer(
                kind.upper(),
                kind,
                partial(_made, country, form),
                file_name=country_brief.file_name(country, kind),
                key=f"brief-{kind}",
            )


def _made(country: str, form: offer.Format) -> bytes:
    return form.make("brief", country_brief.brief(country))


def matrix(choice: Choice) -> Chart:
    """Countries by features."""
    chart = catalogue.chart("programmes.matrix", country=choice.country, narrow=choice.narrow)
    chart_frame.show(chart, height=640)
    return chart


def evidence(choice: Choice) -> None:
    """The words and the page behind a cell of the matrix that the reader chooses."""
    st.subheader(_("What a cell rests on"), anchor=False)
    code = address.choose("of", _("Country of the cell"), COMPARED, country_name, choice.country)
    feature = address.choose("f", _("Feature"), FEATURES, programmes.feature_name, "national_programme")
    rows = programmes.matrix((code,))
    cell = rows[rows["feature"] == feature].iloc[0]
    word = words.value_word(cell["value"])
    with st.container(border=True, key="evidence"):
        if not isinstance(cell["evidence"], str):
            st.markdown(f"**{word}** – " + _("No page was found that tells whether the country has it."))
            return
        st.markdown(f"**{word}** – {markdown.escape(cell['evidence'])}")
        st.caption(_("Source: {source}").format(source=markdown.link(cell["source_url"], cell["source_url"])))


def score(choice: Choice) -> Chart:
    """The coverage score with what the unknown cells leave open."""
    chart = catalogue.chart("programmes.score", country=choice.country, weights=choice.weights)
    chart_frame.show(chart, height=420)
    return chart


def gaps(choice: Choice) -> None:
    """What the country lacks, who has it, how and since when."""
    rows = programmes.gaps(choice.country)
    st.subheader(_("What is missing, and who has it"), anchor=False)
    st.caption(
        _(
            "{country}: the features that are missing, there in part or unknown; for each, the countries that have "
            "more of it. Since: first year of the programme or organisation that the evidence rests on."
        ).format(country=country_name(choice.country))
    )
    shown = {
        _("Feature"): rows["feature_name"],
        country_name(choice.country): rows["value"].map(words.value_word),
        _("Who has it"): [country_name(code) if isinstance(code, str) else _("none known") for code in rows["country"]],
        _("There"): rows["other_value"].map(words.value_word, na_action="ignore"),
        _("How they do it"): rows["evidence"],
        _("Since"): [None if pd.isna(year) else str(year) for year in rows["since_year"]],
        _("Source"): rows["source_url"],
    }
    title = _("What {country} lacks and who has it").format(country=country_name(choice.country))
    sources = catalogue.chart("programmes.matrix", country=choice.country).sources
    table_frame.table(shown, "gaps", title, title=title, sources=sources)
    chart_frame.source_line(sources)


def timeline(choice: Choice) -> Chart:
    """Programmes as bars, events as marks."""
    chart = catalogue.chart(
        "programmes.timeline", country=choice.country, countries=choice.timeline, narrow=choice.narrow
    )
    chart_frame.show(chart, height=chart.drawing.height)
    return chart


def figures() -> list[Chart]:
    """Figures of the two programmes over time."""
    view = address.choose_segment(
        "view", _("Figures over time"), list(programmes.VIEWS), words.view_name, "dk_companies"
    )
    chart = catalogue.chart("programmes.figures", view=view)
    chart_frame.show(chart, height=400)
    st.caption(
        _("European partnerships: the atlas has figures for the European Union as a whole only, none by country.")
    )
    return [chart]


def method(charts: Sequence[Chart]) -> None:
    """Formulas, coverage and the questions as they are asked."""

    def write() -> None:
        chart_frame.methods(charts)
        st.markdown(
            _(
                "What a country lacks is a feature that its pages deny or show in part, or of which no page was found; "
                "the three are told apart. Evidence is told in our own words and leads to its page."
            )
        )

    asked = ("matrix", "score", "gaps", "programmes", "events", "figures")
    layout.worked_out(write, [f"programmes.{question}" for question in asked])


def _weights() -> str:
    """A slider a feature; the weights that differ from 1 stand in the link, one value each ("national_programme:2")."""
    options = [f"{feature}:{n}" for feature in FEATURES for n in range(programmes.HEAVIEST + 1)]
    asked = programmes.parse_pairs(address.checked("w", options, (), _("Weights")))
    st.markdown(_("How much each feature counts in the score: 0 leaves it out, 1 is the default."))
    for feature in FEATURES:
        key = f"w-{feature}"
        if st.session_state.get(key) != asked.get(feature, 1):
            st.session_state[key] = asked.get(feature, 1)
        st.slider(programmes.feature_name(feature), 0, programmes.HEAVIEST, key=key, on_change=_keep_weights, width=320)
    return ",".join(f"{feature}:{n}" for feature, n in asked.items())


def _keep_weights() -> None:
    given = {feature: int(st.session_state[f"w-{feature}"]) for feature in FEATURES}
    address.write("w", [f"{feature}:{n}" for feature, n in given.items() if n != 1])


def _usable(weights: str) -> str:
    """The weights, or none when they leave nothing to score; the reader is told."""
    try:
        programmes.parse_weights(weights)
    except ValueError:
        st.info(
            _("Every feature has the weight 0, which leaves nothing to score; all weigh the same here."),
            icon=":material/info:",
        )
        return ""
    return weights
