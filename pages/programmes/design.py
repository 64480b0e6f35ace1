"""The programme designer: a preset or own levels in the link, what they give in twelve years, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.core.codes import DESIGN_PRESETS
from analytics.core.language import _, country_name, current
from analytics.programmes import design as model
from analytics.programmes import design_words as words
from analytics.programmes.design import BadDesign, Design, Level
from analytics.programmes.design_charts import SCALES
from ui import address, chart_frame, layout, markdown, table_frame

LINK = "d"  # name in the link; kept, links in the world depend on it
OWN = "own"
KEPT = "own design"  # in the session: the reader's own design, while a preset is looked at


def section(country: str) -> None:
    """Draw the designer for a country (ISO 3166 code): controls, warnings, headline, charts, tables and method."""
    st.subheader(_("Design a programme"), anchor=False)
    st.markdown(_("How many clusters would a programme of your own design support, and what would it cost?"))
    text, design = _asked(country)
    _start(text, design)
    _levels(design)
    _terms(design)
    wrong = model.faults(design)
    for caution in wrong:
        st.error(caution.text, icon=":material/error:")
    if not wrong:
        _results(country, text)
    _basis(country)


# --- the design in the link -----------------------------------------------------------------------------------


def _asked(country: str) -> tuple[str, Design]:
    """The design that the link asks for, as text and as a value; like Norway when it asks for none or for nonsense."""
    text = (st.query_params.get_all(LINK) or [DESIGN_PRESETS[0]])[0]
    try:
        design = model.of(text, country)
    except BadDesign:
        address.reset([LINK])
        st.info(
            _(
                "The link holds a programme design that cannot be read: {text}. A programme like Norway's is shown."
            ).format(text=markdown.escape(text[:60])),
            icon=":material/info:",
        )
        text = DESIGN_PRESETS[0]
        design = model.of(text, country)
    if text not in DESIGN_PRESETS:
        st.session_state[KEPT] = text
    return text, design


def _keep(design: Design) -> None:
    address.write(LINK, [model.write(design)])


def _start(text: str, design: Design) -> None:
    """The row of buttons that starts from a preset or goes back to the reader's own design."""
    key = _seed("start", text if text in DESIGN_PRESETS else OWN)

    def begin() -> None:
        chosen = str(st.session_state[key])
        own = st.session_state.get(KEPT) or model.write(design)
        address.write(LINK, [own if chosen == OWN else chosen], (DESIGN_PRESETS[0],))

    starts = {"NO": _("Like Norway"), "DK": _("Like Denmark"), OWN: _("Own design")}
    st.segmented_control(
        _("Start from"), list(starts), format_func=starts.__getitem__, required=True, key=key, on_change=begin
    )
    if text in DESIGN_PRESETS:
        st.caption(
            _("New clusters and running costs are scaled by population. Change anything to make the design your own.")
        )


# --- controls -------------------------------------------------------------------------------------------------


def _levels(design: Design) -> None:
    """One row of fields a level; a change makes the design the reader's own."""
    for place, level in enumerate(design.levels):
        last = place == len(design.levels) - 1

        def field(name: str, place: int = place) -> tuple[str, Callable[[], None]]:
            key = _seed(f"{name} {place}", getattr(design.levels[place], name))
            return key, lambda: _keep(_with_level(design, place, name, st.session_state[key]))

        with st.container(horizontal=True, vertical_alignment="bottom", key=f"design-level-{place}"):
            key, change = field("name")
            st.text_input(
                _("Level {n}").format(n=place + 1),
                key=key,
                on_change=change,
                max_chars=model.LONGEST_NAME,
                width=180,
                help=_("Letters, digits, spaces and hyphens."),
            )
            _number(_("New clusters a year"), *field("intake"), step=0.5)
            _number(_("Support, EUR 1,000 a year"), *field("support_keur"), step=10.0, width=190)
            _number(_("Years of support"), *field("years"), step=1, high=99)
            if not last or level.moves_up_pct:
                _number(_("Move up, %"), *field("moves_up_pct"), step=5.0, high=100)
    with st.container(horizontal=True):
        if len(design.levels) < model.MOST_LEVELS:
            st.button(
                _("Add a level"), icon=":material/add:", key="design-add", on_click=_keep, args=(_longer(design),)
            )
        if len(design.levels) > 1:
            st.button(
                _("Remove the last level"),
                icon=":material/remove:",
                key="design-remove",
                on_click=_keep,
                args=(_shorter(design),),
            )


def _terms(design: Design) -> None:
    """The fields of the whole programme."""

    def field(name: str) -> tuple[str, Callable[[], None]]:
        key = _seed(name, getattr(design, name))

        def change() -> None:
            value = st.session_state[key]
            _keep(design if value is None else replace(design, **{name: value}))

        return key, change

    with st.container(horizontal=True, vertical_alignment="bottom", key="design-terms"):
        _number(
            _("Clusters' own part, %"),
            *field("cofinancing_pct"),
            step=5.0,
            high=95,
            width=180,
            help=_("Of the supported budget: public support and own funding together. The support above is public."),
        )
        _number(_("Running costs, EUR million a year"), *field("running_meur"), step=0.1, width=240)
        _number(_("First year"), *field("start_year"), step=1, low=2000, high=2100)


def _number(
    label: str,
    key: str,
    change: Callable[[], None],
    *,
    step: float,
    low: float = 0,
    high: float = 999_999,
    width: int = 150,
    help: str | None = None,
) -> None:
    # A value from a link may lie outside the limits; it is shown as it is, beside the words on what is wrong.
    value = st.session_state[key]
    kind = type(step)
    st.number_input(
        label,
        min_value=kind(min(low, value)),
        max_value=kind(max(high, value)),
        step=step,
        format="%d" if kind is int else "%g",
        key=key,
        on_change=change,
        width=width,
        help=help,
    )


def _seed(name: str, value: Any) -> str:
    # As in ui/address.py: the language is part of the key because labels and options are translated.
    key = f"design {name}:{current()}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def _with_level(design: Design, place: int, name: str, value: Any) -> Design:
    level = design.levels[place]
    if name == "name":
        value = model.clean_name(str(value), otherwise=level.name)
    changed = level if value is None else replace(level, **{name: value})
    return replace(design, levels=(*design.levels[:place], changed, *design.levels[place + 1 :]))


def _longer(design: Design) -> Design:
    support = design.levels[-1].support_keur if design.levels else 100.0
    name = _("Level {n}").format(n=len(design.levels) + 1)
    return replace(design, levels=(*design.levels, Level(name, 1.0, support, 3)))


def _shorter(design: Design) -> Design:
    kept = design.levels[:-1]
    return replace(design, levels=(*kept[:-1], replace(kept[-1], moves_up_pct=0.0)) if kept else ())


# --- results --------------------------------------------------------------------------------------------------


def _results(country: str, text: str) -> None:
    result = model.outcome(country, text)
    for caution in result.cautions:
        st.warning(caution.text, icon=":material/warning:")
    layout.headline(words.headline(result))
    scales = {"population": _("Population"), "gdp": _("GDP")}
    scale = address.choose_segment(
        "by", _("Norway's and Denmark's budgets scaled by"), SCALES, scales.__getitem__, SCALES[0]
    )
    left, right = st.columns(2, gap="large")
    with left:
        chart_frame.show(catalogue.chart("programmes.design", country=country, design=text))
    with right:
        chart_frame.show(catalogue.chart("programmes.design_cost", country=country, design=text, scale=scale))
    _references(result)


def _references(result: model.Outcome) -> None:
    st.markdown("**" + _("Known programmes, scaled to the country") + "**")
    known = result.references
    rows = {
        _("Country"): known["reference"].map(country_name),
        _("Programme"): known["name"],
        _("Year"): known["year"],
        _("EUR million a year"): known["cost_meur"],
        _("EUR an inhabitant"): known["eur_per_inhabitant"].round(2),
        _("Scaled by population, EUR million"): known["scaled_population_meur"].round(1),
        _("Scaled by GDP, EUR million"): known["scaled_gdp_meur"].round(1),
        _("Clusters"): known["clusters"],
        _("Year of the clusters"): known["clusters_year"].astype(str),
        _("Clusters, scaled by population"): known["scaled_clusters"].round(1),
        _("Source"): known["source_url"],
    }
    title = _("Norway's and Denmark's known programmes scaled to the country")
    table_frame.table(
        rows, "design-references", title, title=title, sources=table_frame.pages_named("programme_figures")
    )


def _basis(country: str) -> None:
    """Formula, what the numbers mean, and what each preset rests on."""
    with st.expander(_("How the programme is worked out"), key="design-how"):
        st.markdown(
            _(
                "Each level takes in its new clusters every year, supports them for its years, and the stated share of "
                "those that finish moves up; the others leave. Every cluster taken in is either active or has left. "
                "The programme starts empty, prices do not change, and fractions of clusters are expected values, "
                "rounded only for reading."
            )
        )
        st.latex(r"e_i(t) = n_i + m_{i-1}\, e_{i-1}(t - d_{i-1}) \qquad N_i(t) = \sum_{k=0}^{d_i - 1} e_i(t-k)")
        st.latex(r"K(t) = \sum_i N_i(t)\, s_i + r \qquad B(t) = K(t) + \frac{c}{1-c} \sum_i N_i(t)\, s_i")
        st.markdown(
            _(
                "e: clusters entering level i; n: new clusters a year; m: share that moves up; d: years on the level; "
                "N: clusters supported; s: public support a cluster and year; r: running costs; K: public cost; "
                "c: the clusters' own part; B: total budget."
            )
        )
        st.markdown(
            _(
                "A known budget is scaled by population or by GDP in current dollars: budget × country ÷ Norway or "
                "Denmark, all of the budget's year, or of the last year before it that is known for both. The presets' "
                "new clusters and running costs are scaled by the newest population."
            )
        )
        for code, levels in model.presets(country).groupby("preset", sort=False):
            _preset_basis(str(code), levels)


def _preset_basis(code: str, levels: pd.DataFrame) -> None:
    titles = {"NO": _("Like Norway"), "DK": _("Like Denmark")}
    st.markdown(f"**{titles[code]}**")
    said = [
        f"- **{markdown.escape(row['name'])}**: {markdown.escape(row['basis'])} "
        + markdown.link(_("Source"), row["source_url"])
        for row in levels.to_dict("records")
    ]
    terms = levels.iloc[0]
    links = [
        markdown.link(_("Source"), terms[name])
        for name in ("cofinancing_source_url", "running_source_url")
        if pd.notna(terms[name])
    ]
    label, basis = _("Co-financing and running costs"), markdown.escape(terms["terms_basis"])
    said.append(f"- **{label}**: {basis} {', '.join(links)}")
    st.markdown("\n".join(said))
