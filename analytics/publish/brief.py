"""The country brief: what the atlas knows of a country, in computed sentences and small charts, for two pages.

Nothing is measured here: figures come from the named queries, most sentences are the insights of registered charts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics import catalogue
from analytics.clusters import questions as clusters
from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import COMPARED, ECOSYSTEMS, NORDIC
from analytics.core.language import _, country_name, current, listing, number, percent
from analytics.core.markdown import strip_markdown
from analytics.core.plot import Drawing
from analytics.membership import questions as membership
from analytics.membership.words import members_words
from analytics.needs import questions as needs
from analytics.programmes import design, design_words
from analytics.programmes import questions as programmes
from analytics.programmes import words as programme_words
from analytics.publish import brief_charts, file_names
from analytics.publish.brief_charts import Range
from analytics.publish.printed import source_words
from analytics.specialisation.words import short

NEEDS_OF = "FI"  # the articles of workshop_needs tell of Finland; the table has no country
MARKS = {"yes": "●", "partial": "◐", "no": "○", "unknown": "?"}


@dataclass(frozen=True)
class Figure:
    """A figure of the first lines: a name, a value in words, what it is counted from."""

    label: str
    value: str
    context: str


@dataclass(frozen=True)
class Plot:
    """A small chart: title, unit, what to draw, and in words what it shows."""

    title: str
    unit: str
    drawing: Drawing
    alt: str


@dataclass(frozen=True, eq=False)
class Matrix:
    """Marks (`MARKS`) by feature, the country in question first; columns are names for reading."""

    title: str
    key: str
    rows: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Section:
    """A heading, its sentences, and a chart or a matrix."""

    heading: str
    sentences: tuple[str, ...]
    plot: Plot | None = None
    matrix: Matrix | None = None


@dataclass(frozen=True, eq=False)
class Brief:
    """A country brief, all texts in `language` (ISO 639-1): plain text, to be shown as it is."""

    country: str
    title: str
    lead: str
    figures: tuple[Figure, ...]
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
    charts = _charts(country)
    day = made or date.today()
    return Brief(
        country=country,
        title=country_name(country),
        lead=_("Clusters, members, exports, programmes and needs on two pages, every sentence computed from the data."),
        figures=_figures(country, charts),
        sections=(
            _clusters(country, charts),
            _membership(country, charts),
            _exports(country, charts),
            _programmes(country, charts),
            _needs(country, charts),
        ),
        notes=(
            _("Unknown is said as unknown and never filled in; the figures are as old as their sources."),
            _("The other Nordic countries: {countries}, each with the same weight in a mean.").format(
                countries=listing(country_name(code) for code in NORDIC if code != country)
            ),
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
    """The registered charts whose sentences and tables the brief takes, by id."""
    of = {"country": country}
    asked: dict[str, dict[str, str]] = {
        "exports.ecosystems": of, "membership.size": of, "membership.coverage": of,
        "fees.transparency": {}, "exports.intensity": of, "exports.gap": of, "exports.level": of, "exports.rca": of,
        "programmes.matrix": of, "programmes.score": of, "programmes.money": of,
        "needs.themes": {}, "needs.services": {},
    }  # fmt: skip
    return {id_: catalogue.chart(id_, **params) for id_, params in asked.items()}


def _said(charts: dict[str, Chart], *ids: str) -> list[str]:
    return [charts[id_].insight for id_ in ids]


def _figures(country: str, charts: dict[str, Chart]) -> tuple[Figure, ...]:
    counts = clusters.by_country(clusters.Filters()).set_index("country")
    exports = charts["exports.intensity"].table
    own = exports[exports["country"] == country].iloc[-1]
    others = charts["exports.gap"].table.set_index("year").at[own["year"], "gap_pct_points"] + own["exports_pct_gdp"]
    spread = membership.groups(country)
    cells = programmes.matrix((country,))["value"].value_counts()
    return (
        Figure(
            _("Active clusters"),
            number(counts.at[country, "clusters"]),
            _("of {all} in the five countries").format(all=number(counts["clusters"].sum())),
        ),
        Figure(
            _("Quality label"),
            number(counts.at[country, "labelled"]),
            _("clusters have been awarded one; few sources say until when"),
        ),
        Figure(
            _("Median members a cluster"),
            members_words(spread.at[country, "median_members"]),
            _("known for {known} of {all} clusters").format(
                known=number(spread.at[country, "known"]), all=number(spread.at[country, "clusters"])
            ),
        ),
        Figure(
            _("Exports, % of GDP, {year}").format(year=int(own["year"])),
            percent(own["exports_pct_gdp"]),
            _("other Nordic countries {mean} on average").format(mean=percent(others)),
        ),
        Figure(
            _("Features of cluster policy"),
            _("{yes} of {all}").format(yes=number(cells.get("yes", 0)), all=number(int(cells.sum()))),
            _("in place; {partial} in part, {unknown} unknown").format(
                partial=number(cells.get("partial", 0)), unknown=number(cells.get("unknown", 0))
            ),
        ),
    )


def _clusters(country: str, charts: dict[str, Chart]) -> Section:
    rows = clusters.by_ecosystem(clusters.Filters(countries=(country,)))
    rows = rows.sort_values("clusters", ascending=False, kind="stable")
    named = list(map(short, rows["ecosystem"]))
    most = listing(
        _("{name} ({n})").format(name=name, n=number(n))
        for name, n in zip(named[:3], rows["clusters"].head(3), strict=True)
    )
    without = sorted(short(name) for name in ECOSYSTEMS if name not in set(rows["ecosystem"]))
    sentences = [
        _("Most active clusters work in {ecosystems} ({country}).").format(
            country=country_name(country), ecosystems=most
        ),
        _("No active cluster is known in: {ecosystems}.").format(ecosystems=listing(without))
        if without
        else _("Each of the {n} industrial ecosystems has an active cluster.").format(n=number(len(ECOSYSTEMS))),
        *_said(charts, "exports.ecosystems"),
    ]
    title, unit = _("Clusters by industrial ecosystem"), _("active clusters, number")
    drawing = brief_charts.bars(named, list(map(int, rows["clusters"])), style.country_colour(country))
    return Section(_("Clusters"), tuple(sentences), _plot(title, unit, drawing, sentences[:2]))


def _membership(country: str, charts: dict[str, Chart]) -> Section:
    chart = charts["membership.size"]
    groups = chart.table.groupby("country").first()
    order = [country, *(code for code in NORDIC if code != country)]
    drawing = brief_charts.ranges(
        [
            Range(
                country_name(code),
                row["group_q1_members"], row["group_median_members"], row["group_q3_members"],
                _("known {known} of {all}").format(
                    known=number(row["group_known"]), all=number(row["group_clusters"])
                ),
                style.country_colour(code),
                code == country,
            )
            for code, row in groups.reindex(order).iterrows()
        ]
    )  # fmt: skip
    said = _said(charts, "membership.size", "membership.coverage", "fees.transparency")
    unit = _("members of a cluster: dot = median, band = middle half")
    return Section(_("Membership"), tuple(said), _plot(chart.title, unit, drawing, said[:1]))


def _exports(country: str, charts: dict[str, Chart]) -> Section:
    chart = charts["exports.intensity"]
    named = [(code, country_name(code), style.country_colour(code)) for code in NORDIC]
    drawing = brief_charts.lines(chart.table[["country", "year", "exports_pct_gdp"]], named, country)
    said = _said(charts, "exports.intensity", "exports.gap", "exports.level", "exports.rca")
    return Section(_("Exports"), tuple(said), _plot(chart.title, chart.subtitle, drawing, said[:1]))


def _programmes(country: str, charts: dict[str, Chart]) -> Section:
    chart = charts["programmes.matrix"]
    cells = chart.table.pivot(index="feature", columns="country", values="value")
    columns = [country, *(code for code in COMPARED if code != country)]
    marks = cells.reindex(index=programmes.features(), columns=columns).map(MARKS.__getitem__)
    rows = marks.rename(columns=country_name)
    rows.insert(0, _("Feature"), [programmes.feature_name(code) for code in marks.index])
    lacks = cells.at["national_programme", country] != "yes"
    said = (
        programme_words.headline(programmes.matrix(), country),
        *_said(charts, "programmes.matrix", "programmes.score", "programmes.money"),
        *([design_words.proposal(design.outcome(country))] if lacks else []),
    )
    key = _("● yes, ◐ partly, ○ no, ? unknown: no page was found that tells")
    return Section(_("Programmes"), said, matrix=Matrix(chart.title, key, rows.reset_index(drop=True)))


def _needs(country: str, charts: dict[str, Chart]) -> Section:
    chart = charts["needs.themes"]
    rows = chart.table.drop_duplicates("theme")
    said = _said(charts, "needs.themes", "needs.services")
    alt = said[:1]
    open_ones = needs.open_promises()["service"]
    if len(open_ones):
        said.append(_("Nothing is known yet to answer: {services}.").format(services="; ".join(open_ones)))
    if country != NEEDS_OF:
        other = _("{country}: no workshop is known to the atlas. What follows was said in Finland.")
        said.insert(0, other.format(country=country_name(country)))
    names = [_theme(code) for code in rows["theme"]]
    drawing = brief_charts.bars(names, list(map(int, rows["theme_needs"])), style.country_colour(NEEDS_OF))
    return Section(_("Needs"), tuple(said), _plot(chart.title, _("needs, number by theme"), drawing, alt))


def _theme(code: str) -> str:
    from analytics.workshops.summaries import theme_name

    return theme_name(code)


def _plot(title: str, unit: str, drawing: Drawing, said: Iterable[str]) -> Plot:
    title, unit = strip_markdown(title), strip_markdown(unit)
    return Plot(title, unit, drawing, " ".join((f"{title}, {unit}.", *said)))
