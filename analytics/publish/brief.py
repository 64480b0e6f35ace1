"""The brief of a country: a page for the decision and a page of evidence, in whole sentences and three tables.

Nothing is measured here: the first page tells the case of the front page, the second what it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics import catalogue
from analytics.core.chart import Chart
from analytics.core.codes import COMPARED, NORDIC
from analytics.core.language import _, country_name, current, in_country, listing, number, sentence_start
from analytics.core.markdown import strip_markdown
from analytics.effects import questions as effects
from analytics.effects import words as effect_words
from analytics.overview import words as case_words
from analytics.overview.case import Case, case
from analytics.programmes import design, design_words
from analytics.programmes import questions as programmes
from analytics.programmes import words as programme_words
from analytics.publish import file_names
from analytics.publish.printed import source_words

MARKS = {"yes": "●", "partial": "◐", "no": "○", "unknown": "?"}
SECOND_PAGE = 3  # sections on the first page


@dataclass(frozen=True)
class Fact:
    """A fact of the first page: a heading, one number, what it is of, and a sentence or two."""

    label: str
    value: str
    unit: str
    text: str


@dataclass(frozen=True, eq=False)
class Table:
    """A small table: title, what its signs or columns mean, rows with names for reading.

    `widths` are the widths of its columns as shares; a table with `marks` shows signs by country, its own first.
    """

    title: str
    key: str
    rows: pd.DataFrame
    widths: tuple[float, ...]
    marks: bool = False


@dataclass(frozen=True, eq=False)
class Section:
    """A heading, its sentences, and a table."""

    heading: str
    sentences: tuple[str, ...]
    table: Table | None = None


@dataclass(frozen=True, eq=False)
class Brief:
    """The brief of a country, all texts in `language` (ISO 639-1): plain text, to be shown as it is."""

    country: str
    title: str
    question: str
    answer: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    made: date
    language: str


def brief(country: str, made: date | None = None) -> Brief:
    """The brief of one of the five countries, in the language in use; `made` is today if not given.

    Raises ValueError for another country.
    """
    if country not in NORDIC:
        raise ValueError(f"There is a brief of {', '.join(NORDIC)}, not of {country!r}.")
    told, charts, day = case(country), _charts(country), made or date.today()
    return Brief(
        country=country,
        title=country_name(country),
        question=told.question,
        answer=told.answer,
        facts=tuple(Fact(step.heading, step.value, step.unit, step.text) for step in told.steps),
        sections=(
            _options(country, charts),
            Section(_("What we do not know"), _unknown(country)),
            Section(_("Next step"), _next_step(told)),
            _policies(country, charts),
            _evaluations(),
            Section(_("Why it matters"), (told.why, charts["exports.gap_range"].insight, case_words.many_causes())),
        ),
        notes=(
            _("Unknown is said as unknown and never filled in."),
            *(f"{strip_markdown(c.title)}: {mark}." for c in charts.values() if (mark := c.age.mark(day))),
        ),
        sources=tuple(dict.fromkeys(source_words(s.text, s.years) for c in charts.values() for s in c.sources)),
        made=day,
        language=current(),
    )


def file_name(country: str, extension: str, made: date | None = None) -> str:
    """Such as "brief_Finland_2026-11-21.pdf"."""
    return file_names.file_name("brief", [country_name(country)], made or date.today(), extension)


def _charts(country: str) -> dict[str, Chart]:
    """The registered charts whose sentences, sources and ages the brief takes, by id."""
    of = {"country": country}
    asked: dict[str, dict[str, str]] = {
        "programmes.options": of, "programmes.matrix": of, "effects.map": {}, "exports.gap_range": of,
    }  # fmt: skip
    return {id_: catalogue.chart(id_, **params) for id_, params in asked.items()}


# --- the decision ----------------------------------------------------------------------------------------


def _options(country: str, charts: dict[str, Chart]) -> Section:
    rows = design.options(country)
    rows = rows[rows["kind"] == "option"]
    table = pd.DataFrame(
        {
            _("Option"): [design_words.model_name(code) for code in rows["code"]],
            _("Levels"): [design_words.model_basis(code) for code in rows["code"]],
            _("Clusters when full"): [design_words.clusters(round(value, 1)) for value in rows["clusters"]],
            _("First full year"): [str(int(year)) for year in rows["year"]],
            _("EUR million a year when full"): [design_words.million(value) for value in rows["cost_meur"]],
            _("EUR an inhabitant and year"): [number(value, 2) for value in rows["cost_eur_per_inhabitant"]],
            _("EUR million over {n} years").format(n=design.YEARS): [
                design_words.million(value) for value in rows["spent_meur"]
            ],
        }
    )
    key = _("public cost in constant prices, scaled to the population")
    return Section(
        _("Three options"),
        (charts["programmes.options"].insight,),
        Table(_("What each option costs"), key, table, (2, 3.4, 1.4, 1.5, 1.4, 1.4, 1.4)),
    )


def _unknown(country: str) -> tuple[str, ...]:
    coverage = effects.coverage()
    if country != "FI":
        coverage = coverage.copy()
        coverage["finnish_compared"] = coverage["finnish"]  # what is unknown of Finland is said in its own brief
    said = [strip_markdown(text) for text in effect_words.not_known(coverage)]
    money = programmes.money(country)
    if not (money["status"].eq("active") & money["budget_meur"].notna()).any():
        said.append(
            sentence_start(
                _("what is paid to cluster organisations {where} in a year is not published.").format(
                    where=in_country(country)
                )
            )
        )
    said.append(_("How many clusters move up a level is not published, so the options rest on an assumption."))
    cells = programmes.matrix((country,))
    unknown = cells[cells["value"] == "unknown"]["feature_name"]
    if len(unknown):
        names = listing(name[:1].lower() + name[1:] for name in unknown)
        said.append(
            sentence_start(
                _("no page tells about these parts of a cluster policy {where}: {names}.").format(
                    where=in_country(country), names=names
                )
            )
        )
    return tuple(said)


def _next_step(told: Case) -> tuple[str, ...]:
    measured = _(
        "Settle before the next call what is measured. Compare the firms with others outside the programme, exports "
        "included."
    )
    if told.has == "yes":
        return (measured,)
    return (_("Choose which of the three options is prepared, and say who pays for it."), measured)


# --- the evidence ----------------------------------------------------------------------------------------


def _policies(country: str, charts: dict[str, Chart]) -> Section:
    chart = charts["programmes.matrix"]
    cells = chart.table.pivot(index="feature", columns="country", values="value")
    columns = [country, *(code for code in COMPARED if code != country)]
    marks = cells.reindex(index=programmes.features(), columns=columns).map(MARKS.__getitem__)
    rows = marks.rename(columns=country_name)
    rows.insert(0, _("Part of the policy"), [programmes.feature_name(code) for code in marks.index])
    key = _("● yes, ◐ partly, ○ no, ? unknown: no page was found that tells")
    said = (programme_words.headline_of(country), chart.insight)
    widths = (5.0, *(1.6 for _code in columns))
    return Section(
        _("What the countries have"), said, Table(chart.title, key, rows.reset_index(drop=True), widths, True)
    )


def _evaluations() -> Section:
    rows = shown_findings()
    table = pd.DataFrame(
        {
            _("Country"): [country_name(code) for code in rows["country"]],
            _("Programme"): list(rows["programme"]),
            _("Published"): ["" if pd.isna(year) else str(year) for year in rows["published_year"]],
            _("What was measured"): [effect_words.outcome_name(code) for code in rows["outcome"]],
            _("Effect"): [effect_words.direction_name(code) for code in rows["effect_direction"]],
            _("Strength"): [effect_words.strength_name(code) for code in rows["strength"]],
        }
    )
    table = table.drop_duplicates(ignore_index=True)  # a study may have several findings of one outcome
    said = (
        effects.weighing(),
        effect_words.grounds(effects.verdicts(), effects.coverage()),
        _("{figures} These figures are published by the programme's owner.").format(
            figures=effect_words.figures(effects.best_figures())
        ),
    )
    key = _("the firmest studies of all countries and the Nordic ones by others than the programme, no vote")
    title = _("Evaluations with a comparison before and after")
    return Section(_("Does it work?"), said, Table(title, key, table, (1.3, 4.1, 1.2, 2.4, 1.2, 3.2)))


def shown_findings() -> pd.DataFrame:
    """The findings on cluster programmes in the brief: the firmest of all countries, and the Nordic ones by others."""
    rows = effects.findings(level="3", yardsticks=False)
    nordic = rows["country"].isin(NORDIC) & rows["independence"].isin(("A", "B"))
    return rows[(rows["strength"] == "firm") | nordic].reset_index(drop=True)
