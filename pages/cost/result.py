"""The result first, then the three sliders that change it, its charts, and the details folded."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics import catalogue
from analytics.core.chart import Chart
from analytics.core.codes import DESIGN_MODELS
from analytics.core.language import _
from analytics.programmes import design as model
from analytics.programmes import design_cautions as cautions
from analytics.programmes import design_plan as plan
from analytics.programmes import design_words as words
from analytics.programmes.design_charts import SCALES
from analytics.programmes.design_full import sized, when_full
from analytics.programmes.design_plan import BadDesign, Design
from pages.cost import details
from ui import address, chart_frame, layout, markdown, sections, table_frame

DEFAULT = "NO"
OWN = "own"
KEPT = "own design"  # in the session: the reader's own design, while a model is looked at
MOST_CLUSTERS, MOST_SUPPORT, MOST_YEARS = 60, 2500, 20  # of the sliders; a design may go beyond


def section(country: str) -> list[Chart]:
    """The result of the design in the link for a country (ISO 3166 code), its controls, charts and details."""
    text, design = _asked(country)
    place = st.container()
    _start(text, design)
    wrong = cautions.faults(design)
    years = model.YEARS if wrong else _sliders(design)
    with place:
        if wrong:
            for caution in wrong:
                st.error(caution.text, icon=":material/error:")
        else:
            result = model.outcome(country, text, years)
            layout.headline(words.final_sum(result))
            st.markdown(words.beside(result))
            for caution in result.cautions:
                st.warning(caution.text, icon=":material/warning:")
    charts = [] if wrong else _charts(country, text, years)
    levels = _("Details: levels, own funding and administration")
    sections.box(levels, "design-details", lambda: details.fields(design), expanded=bool(wrong))
    if not wrong:
        sections.box(_("The first year, and who pays year by year"), "design-years", lambda: _year_by_year(result))
    return charts


def _asked(country: str) -> tuple[str, Design]:
    """The design that the link asks for, as text and as a value; the Norwegian model for none or for nonsense."""
    text = (st.query_params.get_all(details.LINK) or [DEFAULT])[0]
    try:
        design = model.of(text, country)
    except BadDesign:
        address.reset([details.LINK])
        st.info(
            _("The link holds a programme that cannot be read: {text}. The Norwegian model is shown.").format(
                text=markdown.escape(text[:60])
            ),
            icon=":material/info:",
        )
        text = DEFAULT
        design = model.of(text, country)
    if text not in DESIGN_MODELS:
        st.session_state[KEPT] = text
    return text, design


def _start(text: str, design: Design) -> None:
    """The row of buttons that starts from a model or goes back to the reader's own design."""
    key = details.seed("start", text if text in DESIGN_MODELS else OWN)

    def begin() -> None:
        chosen = str(st.session_state[key])
        own = st.session_state.get(KEPT) or plan.write(design)
        address.write(details.LINK, [own if chosen == OWN else chosen], (DEFAULT,))

    starts = {**{code: words.model_name(code) for code in DESIGN_MODELS}, OWN: _("Own programme")}
    st.segmented_control(
        _("Start from"), list(starts), format_func=starts.__getitem__, required=True, key=key, on_change=begin
    )


def _sliders(design: Design) -> int:
    """Clusters when full, support a cluster and year, and the years that are counted; returns the years."""
    full = when_full(design)
    left, middle, right = st.columns(3, gap="large")
    with left:
        _slider(
            _("Clusters at a time when full"), "clusters", round(full.clusters), 1, MOST_CLUSTERS,
            lambda value: details.keep(sized(design, clusters=value)),
        )  # fmt: skip
    with middle:
        _slider(
            _("Public support a cluster and year, EUR 1,000"), "support", round(full.keur_per_cluster),
            0, MOST_SUPPORT, lambda value: details.keep(sized(design, keur_per_cluster=value)),
        )  # fmt: skip
    with right:
        return address.slide_number("years", _("Years of the programme"), low=1, high=MOST_YEARS, default=model.YEARS)


def _slider(label: str, name: str, value: int, low: int, high: int, change: Callable[[int], None]) -> None:
    # A design from a link may lie outside the slider's ends; they give way.
    key = details.seed(name, value)
    st.slider(
        label, min(low, value), max(high, value), key=key,
        on_change=lambda: change(int(st.session_state[key])),
    )  # fmt: skip


def _charts(country: str, text: str, years: int) -> list[Chart]:
    scales = {"population": _("Population"), "gdp": _("GDP")}
    scale = address.one("by", SCALES, SCALES[0], _("Norway's and Denmark's budgets scaled by"))
    left, right = st.columns(2, gap="large")
    with left:
        dear = catalogue.chart("programmes.design_cost", country=country, design=text, years=years, scale=scale)
        chart_frame.show(dear)
        address.choose_segment(
            "by", _("Norway's and Denmark's budgets scaled by"), SCALES, scales.__getitem__, SCALES[0]
        )
    with right:
        levels = catalogue.chart("programmes.design", country=country, design=text, years=years)
        chart_frame.show(levels)
    return [dear, levels]


def _year_by_year(result: model.Outcome) -> None:
    st.markdown(words.first_year(result))
    years = result.by_year
    shown = {
        _("Year"): years["year"],
        _("Clusters"): years["clusters"].round(1),
        _("Taken in"): years["taken_in"].round(1),
        _("Support, EUR million"): years["support_meur"].round(2),
        _("Administration, EUR million"): years["running_meur"].round(2),
        _("Public cost, EUR million"): years["cost_meur"].round(2),
        _("Clusters' own part, EUR million"): years["cofinancing_meur"].round(2),
        _("Together, EUR million"): years["total_meur"].round(2),
    }
    title = _("The programme year by year")
    table_frame.table(shown, "design-plan", title, title=title, sources=table_frame.whole_tables("design_presets"))
