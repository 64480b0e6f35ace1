"""The tables of cluster programmes and policy: what a row of each must look like."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analytics.contracts.fields import (
    BY_ROW,
    BY_TEXT,
    OWN_NAME,
    Whole,
    area,
    count,
    country,
    holds,
    identity,
    nordic,
    not_above,
    number,
    percent_where,
    rule,
    share,
    text,
    url,
    word,
    year,
)
from analytics.contracts.shared import FigureTexts
from analytics.contracts.table import Table
from analytics.core.codes import BUDGET_COVERS, DESIGN_PRESETS, FEATURES, MONEY_KINDS, SOURCE_KINDS, YES_PARTIAL_NO
from analytics.core.language import N_


class Programmes(pa.DataFrameModel):
    """A cluster programme or instrument of a country."""

    programme_id: str = identity("Lasting name of the programme")
    country: str = country("Country")
    name: str = text("Name in its own language", translated=OWN_NAME)
    start_year: Whole = year("First year")
    end_year: Whole = year("Last year, planned or past")
    status: str = word("Standing", ("active", "ended", "merged"), required=False)
    status_note: str = text("Standing in the source's words, where it says more", required=False)
    operator: str = text("Who runs it", required=False)
    ministry: str = text("Ministry behind it", required=False)
    scope: str = word("Reach", ("national", "regional"))
    levels: str = text("Levels or lines, `;` between them", required=False)
    levels_n: Whole = count("Number of levels", "levels", low=1)
    clusters_supported: Whole = count("Clusters supported", "clusters")
    clusters_supported_year: Whole = year("Year of that count")
    annual_budget_meur: float = number("Yearly budget", "million EUR a year", low=0)
    annual_budget_original: str = text("Amount as stated", required=False, translated=BY_ROW)
    budget_year: Whole = year("Year of the budget")
    support_years_max: Whole = count("Longest support of a cluster", "years", low=1)
    cofinancing_pct: float = share("Own funding asked of the cluster")
    open_call: str = word("Open call", YES_PARTIAL_NO, required=False)
    selection: str = text("How clusters are chosen", required=False)
    quality_label_required: str = word("Quality label asked for", YES_PARTIAL_NO, required=False)
    international_support: str = word("Help in going abroad", YES_PARTIAL_NO, required=False)
    training_support: str = word("Training of cluster managers", YES_PARTIAL_NO, required=False)
    networking_support: str = word("Networking between clusters", YES_PARTIAL_NO, required=False)
    source_url: str = url("Page the row was read from")
    source_year: Whole = year("Year of that page")
    note: str = text("Remark", required=False)

    class Config:
        unique = ("programme_id",)

    order = rule("end_year", "not before start_year", not_above("start_year", "end_year"))


class ProgrammeFeatures(pa.DataFrameModel):
    """A feature of a country's cluster policy; a missing row = unknown."""

    country: str = country("Country")
    feature: str = word("Feature", sorted(FEATURES))
    value: str = word("Whether the country has it", YES_PARTIAL_NO)
    evidence: str = text("What the judgement rests on", translated=BY_ROW)
    since_year: Whole = year("First year of the programme or organisation that the evidence rests on, where dated")
    source_url: str = url("Page the row was read from")
    source_kind: str = word("Who says it", SOURCE_KINDS)

    class Config:
        unique = ("country", "feature")


class ProgrammeFeatureEvidence(pa.DataFrameModel):
    """A further page on a feature of a country, after the one that decides it in `programme_features`."""

    country: str = country("Country")
    feature: str = word("Feature", sorted(FEATURES))
    rank: Whole = count("Place among the pages; 1 is the one that decides", "places", low=2, required=True)
    value: str = word("What this page says of it", YES_PARTIAL_NO)
    evidence: str = text("What the page says", translated=BY_ROW)
    source_url: str = url("Page the row was read from")
    source_kind: str = word("Who says it", SOURCE_KINDS)

    class Config:
        unique = ("country", "feature", "rank")


class ProgrammeStanding(pa.DataFrameModel):
    """Whether a programme was still running when a page was written; without a row it has its `status` only."""

    programme_id: str = identity("Programme")
    still_running: str = word("Whether it was running", ("yes", "no", "unknown"))
    as_of_year: Whole = year("Year that the page tells of; empty = it bears no year")
    source_url: str = url("Page the row was read from")
    note: str = text("Remark", required=False)

    class Config:
        unique = ("programme_id",)


class ProgrammeSources(pa.DataFrameModel):
    """A further page on a programme, and what it states."""

    programme_id: str = identity("Programme")
    states: str = text("What the page states")
    evidence: str = text("The page in our words")
    agrees: str = word("Whether it agrees with the row of the programme", ("yes", "no"))
    source_url: str = url("Page the row was read from")
    source_kind: str = word("Who says it", SOURCE_KINDS)

    class Config:
        unique = ("programme_id", "states", "source_url")


class ProgrammeTimeline(pa.DataFrameModel):
    """A dated event of a country's cluster policy."""

    country: str = area("Country, or EU")
    year: Whole = year("Year", required=True)
    event: str = text("What happened", translated=BY_TEXT)
    kind: str = word(
        "Kind of event",
        ("programme_start", "programme_end", "organisation", "strategy", "evaluation", "event"),
    )
    source_url: str = url("Page the row was read from", required=False)
    source_text: str = text("Source in words, where it is no page or more than its address", required=False)

    class Config:
        unique = ("country", "year", "event")

    sourced = rule(
        "source_url",
        "an address, or the source in words in source_text",
        lambda rows: rows["source_url"].notna() | rows["source_text"].notna(),
    )


class ProgrammeFigures(pa.DataFrameModel):
    """A figure of a Nordic country's programmes, or of one of its clusters, in a year."""

    country: str = nordic("Country")
    year: Whole = year("Year; empty = not stated on the page")
    indicator: str = text("What is measured", pattern=r"\w+", expected="a name of letters, digits and _")
    cluster_id: str = identity("Cluster, where the figure is of one", required=False)
    value: float = number("Value", "see unit", required=True)
    unit: str = text("Unit of the value")
    source_url: str = url("Page the row was read from")
    note: str = text("Remark", required=False)

    class Config:
        unique = ("country", "year", "indicator", "cluster_id", "source_url")

    percent = rule("value", "from 0 to 100, because the unit is percent", percent_where(r"percent\Z"))


def _ends(rows: pd.DataFrame) -> pd.Series:
    last = rows.groupby("preset")["level"].transform("max") == rows["level"]
    return holds(~last | (rows["moves_up_pct"] == 0))


class DesignPresets(pa.DataFrameModel):
    """A level of a programme design to start from, as in Norway or Denmark, before it is scaled to a country."""

    preset: str = word("Country whose programme it is like", sorted(DESIGN_PRESETS))
    level: Whole = count("Level, 1 is the lowest", "levels", low=1, required=True)
    name: str = text("Name of the level", translated=BY_ROW)
    intake: float = number("Clusters taken in from outside a year", "clusters a year", low=0, required=True)
    support_keur: float = number("Public support a cluster and year", "EUR thousand", low=0, required=True)
    years: Whole = count("Years of support on the level", "years", low=1, required=True)
    moves_up_pct: float = share("Clusters finishing the level that move to the next", required=True)
    basis: str = text("What is published and what is our assumption", translated=BY_ROW)
    source_url: str = url("Page the published amount was read from")

    class Config:
        unique = ("preset", "level")

    ends = rule("moves_up_pct", "0 on the last level, because there is none to move to", _ends)


class DesignTerms(pa.DataFrameModel):
    """Co-financing and running costs of a programme design to start from."""

    preset: str = word("Country whose programme it is like", sorted(DESIGN_PRESETS))
    cofinancing_pct: float = number(
        "Clusters' part of the total", "percent", low=0, high=99, required=True, kind="percent"
    )
    running_meur: float = number("Running costs of the programme", "EUR million a year", low=0, required=True)
    basis: str = text("What is published and what is our assumption", translated=BY_ROW)
    cofinancing_source_url: str = url("Page of the co-financing; empty = our assumption", required=False)
    running_source_url: str = url("Page of the running costs; empty = our assumption", required=False)

    class Config:
        unique = ("preset",)


def _converted(rows: pd.DataFrame) -> pd.Series:
    worked_out = rows["amount_original"] / 1e6 / rows["rate_used"]
    return holds(rows["amount_meur"].isna() | ((worked_out - rows["amount_meur"]).abs() < 0.0051))


class ProgrammeBudgets(pa.DataFrameModel):
    """Money of a programme in a year, to cluster organisations or to something else; the kinds are never added up."""

    country: str = country("Country")
    programme_id: str = identity("Programme; lasting name, also of one that has no row in programmes")
    year: Whole = year("Year of the money; empty = not stated")
    kind: str = word("Whom the money goes to", MONEY_KINDS)
    name: str = text("Name, where the programme has no row in programmes", required=False, translated=BY_TEXT)
    covers: str = word("What the amount covers (our reading of the source)", BUDGET_COVERS)
    amount_original: float = number("Amount in its own currency; empty = unknown", "see currency", low=0)
    currency: str = word("Currency", ("EUR", "DKK", "ISK", "NOK", "SEK"), required=False)
    amount_meur: float = number("Amount of a year; empty = unknown or of several years", "million EUR a year", low=0)
    rate_used: float = number("Units of the currency for a euro", "per EUR", low=0)
    clusters_supported: Whole = count("Clusters, cities or consortia supported that year", "clusters")
    source_url: str = url("Page the row was read from")
    source_kind: str = word("Kind of source", SOURCE_KINDS)
    note: str = text("Remark", required=False, translated=BY_TEXT)

    class Config:
        unique = ("programme_id", "year", "source_url")

    converted = rule("amount_meur", "amount_original in millions divided by rate_used", _converted)


class CountryClusterStats(pa.DataFrameModel):
    """A comparable cluster figure of a country or area."""

    country: str = area("Country, EU, EU27 or WORLD")
    year: Whole = year("Year; empty = not stated on the page")
    indicator: str = text("What is measured")
    value: float = number("Value", "see unit", low=0, required=True)
    unit: str = text("Unit of the value")
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("country", "year", "indicator", "source_url")

    percent = rule("value", "from 0 to 100, because the unit is percent", percent_where(r"percent\b(?!age)"))


TABLES = (
    Table("programmes", "programmes/programmes.csv", Programmes, N_("Programmes")),
    Table("programme_features", "programmes/programme_features.csv", ProgrammeFeatures, N_("Programme features")),
    Table(
        "programme_feature_evidence",
        "programmes/programme_feature_evidence.csv",
        ProgrammeFeatureEvidence,
        N_("Further evidence of programme features"),
    ),
    Table(
        "programme_standing",
        "programmes/programme_standing.csv",
        ProgrammeStanding,
        N_("Standing of programmes"),
        {"programme_id": "programmes.programme_id"},
    ),
    Table(
        "programme_sources",
        "programmes/programme_sources.csv",
        ProgrammeSources,
        N_("Further sources of programmes"),
        {"programme_id": "programmes.programme_id"},
    ),
    Table("programme_timeline", "programmes/programme_timeline.csv", ProgrammeTimeline, N_("Programme timeline")),
    Table(
        "programme_figures",
        "programmes/programme_figures.csv",
        ProgrammeFigures,
        N_("Programme figures"),
        {"cluster_id": "clusters.cluster_id"},
    ),
    Table("programme_budgets", "programmes/programme_budgets.csv", ProgrammeBudgets, N_("Money of the programmes")),
    Table("figure_texts", "programmes/figure_texts.csv", FigureTexts, N_("Programme figures in words")),
    Table(
        "design_presets",
        "programmes/design_presets.csv",
        DesignPresets,
        N_("Levels of the programme presets"),
        {"preset": "design_terms.preset"},
    ),
    Table("design_terms", "programmes/design_terms.csv", DesignTerms, N_("Terms of the programme presets")),
    Table(
        "country_cluster_stats",
        "programmes/country_cluster_stats.csv",
        CountryClusterStats,
        N_("Country figures on clusters"),
    ),
)
