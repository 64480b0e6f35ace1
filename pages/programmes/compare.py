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
from analytics.core.language import _, country_name, current, in_country, sentence_start
from analytics.core.plot import Grid
from analytics.programmes import questions as programmes
from analytics.programmes import words
from analytics.publish import brief as country_brief
from analytics.publish import offer
from ui import address, cell_grid, chart_frame, layout, markdown, share, table_frame

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
        more = st.popover(
            _("More choices"), icon=":material/tune:", key=f"programmes-more-{current()}", on_change="rerun"
        )
        with more:
            shown = address.choose_many("tc", _("Countries in the timeline"), COMPARED, country_name, NORDIC)
            weights = _weights(drawn=bool(more.open))
        share.copy_link()
        address.reset_button(NAMES)
    timeline = ",".join(dict.fromkeys((country, *(shown or NORDIC))))
    return Choice(country, _usable(weights), timeline, int(layout.on_phone()))


def headline(choice: Choice) -> None:
    """What the country has, in a sentence."""
    layout.headline(words.headline_of(choice.country))


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
    """Countries by features; below them what the chosen cell rests on."""
    chart = catalogue.chart("programmes.matrix", country=choice.country)
    shown = programmes.features()
    code = address.one("of", COMPARED, choice.country, _("Country"))
    feature = address.one("f", shown, shown[0], _("Part of the policy"))

    def choose(row: int, column: int) -> None:
        address.write("of", [COMPARED[column]])
        address.write("f", [shown[row]])

    def draw() -> None:
        assert isinstance(chart.drawing, Grid)
        cell_grid.choose_cell(
            chart.drawing,
            key=f"matrix-{current()}",
            caption=chart.alt,
            codes=COMPARED,
            signs=[f"{sign} {words.value_word(value)}" for value, sign in words.SIGNS.items()],
            chosen=(shown.index(feature), COMPARED.index(code)),
            on_choose=choose,
        )
        _evidence(code, feature)

    chart_frame.framed(chart, draw, height=460)
    return chart


def _evidence(code: str, feature: str) -> None:
    """The words, the page and the kind of source behind a cell of the matrix."""
    pages = programmes.evidence(code, feature)
    with st.container(border=True, key="evidence"):
        st.markdown(f"**{country_name(code)} · {markdown.escape(programmes.feature_name(feature))}**")
        if pages.empty:
            st.markdown(f"{words.SIGNS['unknown']} {words.value_word('unknown')}. {words.no_page()}")
            return
        first, *further = pages.to_dict("records")
        since = programmes.matrix((code,)).set_index("feature").at[feature, "since_year"]
        dated = "" if pd.isna(since) else " " + _("In place since {year}.").format(year=since)
        st.markdown(f"{_said(first)}{dated}  \n{_source(first)}")
        if further:
            st.markdown(_("Further pages:"))
            st.markdown("\n".join(f"- {_said(page)} {_source(page)}" for page in further))


def _said(page: dict[str, str]) -> str:
    value = page["value"]
    return f"{words.SIGNS[value]} {words.value_word(value)}: {markdown.escape(page['evidence'])}"


def _source(page: dict[str, str]) -> str:
    kind = markdown.escape(words.kind_of_source(page["source_kind"]))
    return _("Source ({kind}): {page}").format(kind=kind, page=markdown.site(page["source_url"]))


def score(choice: Choice) -> Chart:
    """The coverage score with what the unknown cells leave open."""
    chart = catalogue.chart("programmes.score", country=choice.country, weights=choice.weights)
    chart_frame.show(chart, height=380)
    return chart


def gaps(choice: Choice) -> None:
    """What the country lacks or has in part, and who has it in full, a row a feature."""
    st.subheader(
        sentence_start(_("what is missing {where}, and who has it").format(where=in_country(choice.country))),
        anchor=False,
    )
    st.caption(_("A year is the first year of the programme or organisation behind the evidence, where known."))
    lines = words.gap_lines(choice.country)
    if layout.on_phone():
        for line in lines:
            st.markdown(_gap(line, choice.country))
        return
    shown = {
        _("Part of the policy"): pd.Series([line.feature for line in lines], name="feature_name"),
        country_name(choice.country): [line.value for line in lines],
        _("In place in full"): [line.holders for line in lines],
        _("For example"): [line.example for line in lines],
    }
    title = _("What {country} lacks and who has it").format(country=country_name(choice.country))
    sources = catalogue.chart("programmes.matrix", country=choice.country).sources
    table_frame.table(shown, "gaps", title, title=title, sources=sources)
    chart_frame.source_line(sources)


def _gap(line: words.GapLine, country: str) -> str:
    """A feature in a line, where a table would be cut: what the country has of it, and who has it in full."""
    said = f"- **{markdown.escape(line.feature)}**. {country_name(country)}: {line.value}. "
    return said + _("In place in full: {countries}.").format(countries=line.holders)


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
                "What a country lacks is a part that its pages deny or show in part, or of which no page was found. The"
                " three are told apart. Evidence is told in our own words and leads to its page. Kinds of source are "
                "our judgement from who publishes the page."
            )
        )

    asked = ("matrix", "evidence", "score", "gaps", "programmes", "events", "figures")
    layout.worked_out(write, [f"programmes.{question}" for question in asked])


def _weights(*, drawn: bool) -> str:
    """A slider a feature, if seen; weights other than 1 stand in the link, one value each ("national_programme:2")."""
    options = [f"{feature}:{n}" for feature in FEATURES for n in range(programmes.HEAVIEST + 1)]
    asked = programmes.parse_pairs(address.checked("w", options, (), _("Weights")))
    if drawn:
        st.markdown(_("How much each part counts in the coverage: 0 leaves it out, 1 is the default."))
    for feature in programmes.features() if drawn else ():
        key = f"w-{feature}"
        if st.session_state.get(key) != asked.get(feature, 1):
            st.session_state[key] = asked.get(feature, 1)
        st.slider(programmes.feature_name(feature), 0, programmes.HEAVIEST, key=key, on_change=_keep_weights, width=320)
    return ",".join(f"{feature}:{n}" for feature, n in asked.items())


def _keep_weights() -> None:
    given = {feature: int(st.session_state[f"w-{feature}"]) for feature in programmes.features()}
    address.write("w", [f"{feature}:{n}" for feature, n in given.items() if n != 1])


def _usable(weights: str) -> str:
    """The weights, or none when they leave nothing to score; the reader is told."""
    try:
        programmes.parse_weights(weights)
    except ValueError:
        st.info(
            _("Every part has the weight 0, which leaves nothing to score. All weigh the same here."),
            icon=":material/info:",
        )
        return ""
    return weights
