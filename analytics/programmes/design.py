"""Design a programme: how many clusters it supports and what it costs year by year.

A cohort model with expected values. A design has one to four levels. Level i takes in n_i new clusters from outside at
the start of every year, supports each of them for d_i years with s_i (EUR thousand a year), and a share m_i of those
that finish it moves up; the others leave the programme, and from the last level all leave. Year t = 0 is the first:

    e_i(t) = n_i + m_(i-1) * e_(i-1)(t - d_(i-1))        clusters entering level i at the start of year t
    f_i(t) = e_i(t - d_i)                                clusters that finished it at the end of year t - 1
    N_i(t) = e_i(t) + e_i(t-1) + ... + e_i(t - d_i + 1)  clusters on level i in year t
    left_i(t) = (1 - m_i) * f_i(t)
    public cost(t) = sum of N_i(t) * s_i / 1000 + running costs                  (EUR million)
    co-financing(t) = sum of N_i(t) * s_i / 1000 * c / (100 - c)
    total budget(t) = public cost(t) + co-financing(t)

Clusters are conserved in every year: taken in so far = active + left so far (up to the rounding of binary fractions).
Fractions of clusters are kept, because a share of a few clusters is an expected value; only the view rounds.

What the terms mean: the support is the public part alone, as the published Norwegian and Danish amounts are;
co-financing c is the clusters' own part in per cent of the supported budget (public support + own funding), without the
running costs. All in the prices of the presets' years, with no inflation; support is paid for whole years; nobody drops
out within a level; the programme starts empty. A preset's intake and running costs are scaled by population (country /
Norway or Denmark). Known programmes are scaled by population and by GDP of their own year (design_references.sql).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from analytics.core.codes import DESIGN_MODELS, DESIGN_PRESETS
from analytics.core.language import _
from analytics.core.remembered import remembered
from analytics.programmes.design_cautions import Caution, doubts, faults
from analytics.programmes.design_full import Full, when_full
from analytics.programmes.design_plan import BadDesign, Design, Level, read
from analytics.warehouse import warehouse

YEARS = 12  # of the programme that sums are of, where a reader asks for no others
MOST_YEARS = 30
START_YEAR = 2027


@dataclass(frozen=True)
class Outcome:
    """A design worked out for a country: `by_level` and `by_year` as `cohorts` and `yearly` give them, `full` the
    programme when it is full, `references` a row a known budget of Norway or Denmark (programmes.design_references)."""

    country: str
    design: Design
    population: int
    population_year: int
    by_level: pd.DataFrame
    by_year: pd.DataFrame
    full: Full
    references: pd.DataFrame
    cautions: tuple[Caution, ...] = field(default=())

    def latest(self, reference: str) -> pd.Series:
        """The newest known budget of "NO" or "DK"."""
        return _latest(self.references, reference)

    @property
    def spent_meur(self) -> float:
        """What the public pays in all the years together, EUR million."""
        return float(self.by_year["cost_meur"].sum())

    @property
    def last_year(self) -> int:
        """The last of the years."""
        return int(self.by_year["year"].iloc[-1])


def _latest(references: pd.DataFrame, reference: str) -> pd.Series:
    return references[(references["reference"] == reference) & references["latest"]].iloc[0]


# --- presets ------------------------------------------------------------------------------------------------


@remembered(64)
def presets(country: str) -> pd.DataFrame:
    """One row a preset and level: parameters as published or assumed, scaled to a country, and what they rest on."""
    rows = warehouse().localised(
        warehouse().ask("programmes.design_presets", country=country), "design_presets", "name", "basis"
    )
    return warehouse().localised(rows, "design_terms", terms_basis="basis")


def preset(code: str, country: str) -> Design:
    """The programme of "NO" or "DK" scaled by population to a country, its levels named in the language in use.

    Raises BadDesign when there is no such preset or the population is unknown.
    """
    rows = presets(country)
    rows = rows[rows["preset"] == code]
    if rows.empty:
        raise BadDesign(_("There is no preset {code} for {country}.").format(code=code, country=country))
    levels = tuple(
        Level(
            str(row["name"]),
            float(row["intake_scaled"]),
            float(row["support_keur"]),
            int(row["years"]),
            float(row["moves_up_pct"]),
        )
        for row in rows.to_dict("records")
    )
    terms = rows.iloc[0]
    return Design(levels, float(terms["cofinancing_pct"]), float(terms["running_scaled_meur"]), START_YEAR)


def of(text: str, country: str) -> Design:
    """The design that a text means: a model's code or a design as `design_plan.write` writes it. Raises BadDesign.

    "NO1" is the lowest level of Norway's programme alone, "NO" and "DK" are the presets.
    """
    if text not in DESIGN_MODELS:
        return read(text)
    if text in DESIGN_PRESETS:
        return preset(text, country)
    norway = preset("NO", country)
    return replace(norway, levels=(replace(norway.levels[0], moves_up_pct=0.0),))


# --- the model ----------------------------------------------------------------------------------------------


def cohorts(design: Design, years: int = YEARS) -> pd.DataFrame:
    """Clusters by year and level. Raises BadDesign when the design has a fault.

    Columns year, level (from 1), level_name, clusters; at the start of the year came new_clusters (from outside) and
    from_below, and of those that had finished the level moved_up and left; cost_meur is the public support (EUR
    million). In each row clusters = clusters of the year before + new_clusters + from_below - moved_up - left.
    """
    wrong = faults(design)
    if wrong:
        raise BadDesign(" ".join(caution.text for caution in wrong))
    from_below = np.zeros(years)
    frames = []
    for place, level in enumerate(design.levels, start=1):
        entered = level.intake + from_below
        finished = np.concatenate([np.zeros(level.years), entered])[:years]
        share = level.moves_up_pct / 100 if place < len(design.levels) else 0.0
        moved_up = finished * share
        clusters = np.convolve(entered, np.ones(level.years))[:years]
        frames.append(
            pd.DataFrame(
                {
                    "year": design.start_year + np.arange(years),
                    "level": place,
                    "level_name": level.name,
                    "clusters": clusters,
                    "new_clusters": np.full(years, float(level.intake)),
                    "from_below": from_below,
                    "moved_up": moved_up,
                    "left": finished - moved_up,
                    "cost_meur": clusters * level.support_keur / 1000,
                }
            )
        )
        from_below = moved_up
    return pd.concat(frames).sort_values(["year", "level"], ignore_index=True)


def yearly(design: Design, by_level: pd.DataFrame, population: int) -> pd.DataFrame:
    """The programme's years: clusters, taken_in, left (clusters); support_meur, running_meur, cost_meur (public),
    cofinancing_meur, total_meur (EUR million) and cost_eur_per_inhabitant (EUR)."""
    sums = by_level.groupby("year", as_index=False).agg(
        clusters=("clusters", "sum"),
        taken_in=("new_clusters", "sum"),
        left=("left", "sum"),
        support_meur=("cost_meur", "sum"),
    )
    own = design.cofinancing_pct / (100 - design.cofinancing_pct)
    cost = sums["support_meur"] + design.running_meur
    return sums.assign(
        running_meur=float(design.running_meur),
        cost_meur=cost,
        cofinancing_meur=sums["support_meur"] * own,
        total_meur=cost + sums["support_meur"] * own,
        cost_eur_per_inhabitant=cost * 1e6 / population,
    )


@remembered(64)
def references(country: str) -> pd.DataFrame:
    """Norway's and Denmark's known budgets scaled to a country, a row a year, Norway first, the newest first."""
    return warehouse().localised(warehouse().ask("programmes.design_references", country=country), "programmes", "name")


@remembered(64)
def outcome(country: str = "FI", design: str = "NO", years: int = YEARS) -> Outcome:
    """A design (a model's code or a design as text) worked out for a country over so many years. Raises BadDesign."""
    if not 1 <= years <= MOST_YEARS:
        raise BadDesign(_("The number of years must be from 1 to {n}.").format(n=MOST_YEARS))
    facts = warehouse().ask("programmes.design_country", country=country)
    if facts.empty:
        raise BadDesign(_("The population of {country} is not known.").format(country=country))
    known = facts.iloc[0]
    meant = of(design, country)
    by_level = cohorts(meant, years)
    by_year = yearly(meant, by_level, int(known["population"]))
    others = references(country)
    active = None if pd.isna(known["active_clusters"]) else int(known["active_clusters"])
    return Outcome(
        country=country,
        design=meant,
        population=int(known["population"]),
        population_year=int(known["population_year"]),
        by_level=by_level,
        by_year=by_year,
        full=when_full(meant),
        references=others,
        cautions=doubts(meant, by_year, active, _dearest(others, country)),
    )


def _dearest(others: pd.DataFrame, country: str) -> float | None:
    """The highest known budget an inhabitant (EUR a year) among the neighbours."""
    value = others.loc[others["reference"] != country, "eur_per_inhabitant"].max()
    return None if pd.isna(value) else float(value)


# --- options side by side ------------------------------------------------------------------------------------


def options(country: str = "FI", years: int = YEARS) -> pd.DataFrame:
    """The models when full, and below them Norway's and Denmark's newest budgets, for the population of a country.

    Columns: kind ("option", "budget"), code (a model, or the country of a budget), year (first full year, or year of
    the budget), clusters, keur_per_cluster (a year: support of an option, the whole budget of a country),
    cost_meur (public, EUR million a year), cost_eur_per_inhabitant, spent_meur (in `years` years; options only); of
    budgets amount_original, currency, rate_used, cut_pct, admitted and source_url. Where the newest budget was cut, the
    budget of the year before stands above it. Raises BadDesign.
    """
    rows = []
    for code in DESIGN_MODELS:
        worked_out = outcome(country, code, years)
        full = worked_out.full
        rows.append(
            {
                "kind": "option", "code": code, "year": full.year, "clusters": full.clusters,
                "keur_per_cluster": full.keur_per_cluster, "cost_meur": full.cost_meur,
                "cost_eur_per_inhabitant": full.cost_meur * 1e6 / worked_out.population,
                "spent_meur": worked_out.spent_meur,
            }
        )  # fmt: skip
    return pd.concat([pd.DataFrame(rows), _budgets(references(country))], ignore_index=True)


def _budgets(known: pd.DataFrame) -> pd.DataFrame:
    cut = known[known["latest"] & known["cut_pct"].notna()]
    before = set(zip(cut["reference"], cut["year"] - 1, strict=True))
    shown = [row["latest"] or (row["reference"], row["year"]) in before for row in known.to_dict("records")]
    rows = known[shown].sort_values(["reference", "year"], ascending=[False, True])
    same = ["year", "keur_per_cluster", "amount_original", "currency", "rate_used", "cut_pct", "admitted", "source_url"]
    return rows[same].assign(
        kind="budget",
        code=rows["reference"],
        clusters=rows["scaled_clusters"],
        cost_meur=rows["scaled_population_meur"],
        cost_eur_per_inhabitant=rows["eur_per_inhabitant"],
    )
