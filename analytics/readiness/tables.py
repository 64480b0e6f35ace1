"""The tables of the self-assessment and the first steps: what a row of each must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import BY_ROW, Whole, count, holds, identity, number, rule, text, url, word, year
from analytics.contracts.table import Table
from analytics.core.codes import GUIDE_PAGES, READINESS_AREAS, READINESS_RULE_SETS
from analytics.core.language import N_


class ReadinessCriteria(pa.DataFrameModel):
    """A question of the self-assessment of a cluster; the rules that it stands for are in readiness_rules."""

    place: Whole = count(
        "Place of the answer in a link; a place once given is never given to another question",
        "place",
        low=1,
        required=True,
    )
    criterion_id: str = identity("Lasting name of the question")
    area: str = word("Area of the result", READINESS_AREAS)
    title: str = text("The question in a few words", translated=BY_ROW)
    question: str = text("The question, answered by yes, partly, not yet or don't know", translated=BY_ROW)
    why: str = text("Why it is asked", translated=BY_ROW)
    next_step: str = text("What to do when it is not met", translated=BY_ROW)
    page: str = word("Page of the atlas that helps", GUIDE_PAGES)
    network_id: str = identity("Body that helps", required=False)
    source_url: str = url("Page that the question rests on")

    class Config:
        unique = ("criterion_id",)

    places = rule(
        "place",
        "each whole number from 1 on, once",
        lambda rows: ~rows["place"].duplicated(keep=False) & holds(rows["place"] <= len(rows)),
    )


class ReadinessRules(pa.DataFrameModel):
    """A published requirement of a body for being admitted or labelled, tied to a question of the self-assessment."""

    rule_set: str = word("Whose rule", READINESS_RULE_SETS)
    criterion_id: str = identity("Question of the self-assessment")
    requirement: str = text("What is required, in our own words", translated=BY_ROW)
    threshold: float = number("Published threshold; empty = none", "see threshold_unit", low=0)
    threshold_unit: str = word(
        "Unit of the threshold",
        (
            "activities",
            "areas of improvement",
            "full-time equivalents",
            "indicators",
            "kinds of members",
            "members",
            "percent",
            "years",
        ),
        required=False,
    )
    source_year: Whole = year("Year that the rule is of, where the page says it")
    source_url: str = url("Page that publishes the rule")

    class Config:
        unique = ("rule_set", "criterion_id")

    measured = rule(
        "threshold_unit",
        "a unit if there is a threshold, else empty",
        lambda rows: rows["threshold"].isna() == rows["threshold_unit"].isna(),
    )


class StartSteps(pa.DataFrameModel):
    """A step from the idea of a cluster to its maturity, with an example from the atlas."""

    step: Whole = count("Place in the order", "step", low=1, required=True)
    title: str = text("The step in a few words", translated=BY_ROW)
    what: str = text("What to do", translated=BY_ROW)
    in_practice: str = text("How a cluster did it", translated=BY_ROW)
    cluster_id: str = identity("The cluster of the example")
    funding_id: str = identity("Funding that may help", required=False)
    network_id: str = identity("Body that may help", required=False)
    page: str = word("Page of the atlas that helps", GUIDE_PAGES)
    source_url: str = url("Page that the example was read from")

    class Config:
        unique = ("step",)


TABLES = (
    Table(
        "readiness_criteria",
        "knowledge/readiness_criteria.csv",
        ReadinessCriteria,
        N_("Questions of the self-assessment"),
        {"network_id": "networks.network_id"},
    ),
    Table(
        "readiness_rules",
        "knowledge/readiness_rules.csv",
        ReadinessRules,
        N_("Published rules for clusters"),
        {"criterion_id": "readiness_criteria.criterion_id"},
    ),
    Table(
        "start_steps",
        "knowledge/start_steps.csv",
        StartSteps,
        N_("Steps from idea to maturity"),
        {"cluster_id": "clusters.cluster_id", "funding_id": "funding.funding_id", "network_id": "networks.network_id"},
    ),
)
