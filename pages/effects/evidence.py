"""The answer, the evidence map with the card of a finding, Norway's figures, what is not known, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.core.chart import Chart
from analytics.core.language import _, country_name, number, term
from analytics.core.remembered import remembered
from analytics.effects import charts as effect_charts
from analytics.effects import questions as effects
from analytics.effects import words
from analytics.effects.codes import LEVELS
from ui import address, chart_frame, empty_result, layout, markdown, share, table_frame

NAMES = ("country", "area", "grade", "finding")
AREAS = ("all", "nordic")


@dataclass(frozen=True)
class Choice:
    """What the reader looks at: countries, the Nordic ones only or not, strengths, and the finding of the card."""

    countries: tuple[str, ...]
    area: str
    level: str
    finding: str
    narrow: int

    def rows(self) -> pd.DataFrame:
        """The findings of the map."""
        return effects.mapped(",".join(self.countries), int(self.area == "nordic"), self.level)


def headline() -> None:
    """The answer: what is supported, with care and not, and what that rests on."""
    layout.headline(effects.weighing())
    st.markdown(words.grounds(effects.verdicts(), effects.coverage()))


def controls() -> Choice:
    """Country, area and strength of design, in the link."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="effect-controls"):
        countries = address.choose_many("country", _("Country"), effects.countries(), country_name, width=240)
        area = address.choose_segment("area", _("Where"), AREAS, _area_name, "all")
        level = address.choose("grade", _("Strength of the studies"), list(LEVELS), words.level_name, "3", width=280)
        share.copy_link()
        address.reset_button(NAMES)
    chosen = Choice(countries, area, level, "", int(layout.on_phone()))
    rows, known = chosen.rows(), list(effects.findings()["evaluation_id"])
    gains = rows.loc[rows["effect_direction"] == "positive", "evaluation_id"]
    first = next(iter((*gains, *rows["evaluation_id"])), known[0])
    asked = address.one("finding", known, first, _("Finding"))
    return Choice(countries, area, level, asked, chosen.narrow)


def _area_name(code: str) -> str:
    return {"all": _("Everywhere"), "nordic": _("Nordic countries only")}[code]


def evidence_map(choice: Choice) -> Chart:
    """The map; a click on a mark opens its card."""
    rows = choice.rows()
    chart = catalogue.chart(
        "effects.map",
        countries=",".join(choice.countries),
        nordic=int(choice.area == "nordic"),
        level=choice.level,
        finding=choice.finding,
        narrow=choice.narrow,
    )
    if rows.empty:
        _nothing_fits(choice)
        return chart

    def pick(series: int, point: int) -> None:
        address.write("finding", (effect_charts.finding_at(rows, series, point),))

    chart_frame.show(chart, height=chart.drawing.height, on_pick=pick)
    return chart


def _nothing_fits(choice: Choice) -> None:
    countries, nordic = ",".join(choice.countries), int(choice.area == "nordic")
    offers = [
        empty_result.Offer(_("Strength of the studies"), "grade", ("0",), ("3",),
                           len(effects.mapped(countries, nordic, "0"))),
        empty_result.Offer(_("Country"), "country", (), (), len(effects.mapped("", nordic, choice.level))),
        empty_result.Offer(_("Where"), "area", ("all",), ("all",), len(effects.mapped(countries, 0, choice.level))),
    ]  # fmt: skip
    empty_result.nothing_fits(_("No study of this strength was found for these countries."), offers)


def card(choice: Choice) -> None:
    """A finding with all that is known of it; which one can be chosen without a click on the map too."""
    if choice.rows().empty and not address.read("finding"):
        return
    every = effects.findings()
    shown = list(choice.rows()["evaluation_id"])
    options = [*shown, *(code for code in every["evaluation_id"] if code not in shown)]
    chosen = address.choose("finding", _("Finding"), options, _names().__getitem__, choice.finding)
    row = every.set_index("evaluation_id", drop=False).loc[chosen]
    with st.container(border=True, key="finding-card"):
        st.markdown(f"**{words.SIGNS[row['effect_direction']]} {words.outcome_name(row['outcome'])}:** "
                    f"{markdown.escape(row['finding'])}")  # fmt: skip
        if isinstance(row["beside_id"], str):
            _beside(every, row["beside_id"])
        st.markdown("\n".join(f"- **{name}:** {markdown.escape(said)}" for name, said in _facts(row) if said))
        st.caption(
            _("Source: {source}").format(source=markdown.site(row["source_url"]))
            + f" ({term(row['source_kind'])}, {words.reading_name(row['read_quality'])})"
        )


@remembered(8)
def _names() -> dict[str, str]:
    return {str(row["evaluation_id"]): words.short_name(row) for _place, row in effects.findings().iterrows()}


def _beside(every: pd.DataFrame, evaluation_id: str) -> None:
    other = every.loc[every["evaluation_id"] == evaluation_id, "finding"].iloc[0]
    st.markdown(_("**Always read beside it:** {finding}").format(finding=markdown.escape(other)))


def _facts(row: pd.Series) -> list[tuple[str, str]]:
    """What was studied, against whom, how, and how strong it is: names with words, "" where nothing is known."""
    against = words.comparison_name(row["comparison_group"])
    return [
        (_("Studied"), f"{row['programme']}, {country_name(row['country'])}"),
        (_("Compared with"), f"{against} ({words.method_name(row['method'])})"),
        (_("Firms"), "" if pd.isna(row["n_firms"]) else number(row["n_firms"])),
        (_("Years of the data"), words.years_words(row)),
        (_("Effect"), words.effect_words(row)),
        (_("Measured after"), words.after_words(row)),
        (_("Limit"), row["main_limit"]),
        (_("Strength of the design"), words.grade_words(row)),
        (_("Who studied it"), words.authors(row)),
        (_("Independence"), words.independence_name(row["independence"])),
        (_("Yardstick"), _("It is of other support than clusters.") if row["yardstick"] else ""),
    ]


def norway() -> Chart:
    """The figures that are quoted most, never without their yardstick."""
    chart = catalogue.chart("effects.norway")
    chart_frame.show(chart, height=chart.drawing.height)
    return chart


def not_known() -> None:
    """What no study tells."""
    st.subheader(_("What is not known"), anchor=False)
    st.markdown("\n".join(f"- {said}" for said in words.not_known(effects.coverage())))


def table() -> None:
    """All findings, with those that the map leaves out, as a table and files."""
    st.subheader(_("All findings"), anchor=False)
    title = _("Findings of evaluations of cluster programmes")
    sources = catalogue.chart("effects.map").sources
    table_frame.table(_columns(), "findings", title, title=title, sources=sources, height=330)


@remembered(8)
def _columns() -> dict[str, pd.Series[Any] | list[Any]]:
    rows = effects.findings()
    each = [row for _place, row in rows.iterrows()]
    return {
        _("Country"): rows["country"].map(country_name),
        _("Programme"): rows["programme"],
        _("Year"): rows["published_year"],
        _("Outcome"): rows["outcome"].map(words.outcome_name),
        _("Direction"): rows["effect_direction"].map(words.direction_name),
        _("Finding"): rows["finding"],
        _("Effect"): [words.effect_words(row) or None for row in each],
        _("Strength of the design"): [words.grade_words(row) for row in each],
        _("Independence"): rows["independence"].map(words.independence_name),
        _("Limit"): rows["main_limit"],
        _("Kind of source"): rows["source_kind"].map(term),
        _("Source"): rows["source_url"],
    }


def method(charts: Sequence[Chart]) -> None:
    """The scale, the rule of the answer, and the questions as they are asked."""

    def write() -> None:
        chart_frame.methods(charts)
        st.markdown(
            _(
                "**The answer at the top.** Only studies with grade 3 or more by others than the programme itself "
                "count. An outcome is well supported where outside researchers found it in at least two countries with "
                "a grade that is not provisional. It is supported with care where at least one outside study found it "
                "and fewer found no gain, and not supported where as many studies found no gain. A single study leaves "
                "it open."
            )
        )

    asked = ("verdicts", "findings", "coverage", "figures", "objections", "objection_findings")
    layout.worked_out(write, [f"effects.{question}" for question in asked])
