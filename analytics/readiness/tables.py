"""The tables of the self-assessment and the first steps: what a row of each must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import Whole, count, holds, identity, number, rule, text, url, word, year
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
    title_en: str = text("The question in a few words")
    title_fi: str = text("The question in a few words, in Finnish")
    title_sv: str = text("The question in a few words, in Swedish")
    question_en: str = text("The question, answered by yes, partly, not yet or don't know")
    question_fi: str = text("The question, in Finnish")
    question_sv: str = text("The question, in Swedish")
    why_en: str = text("Why it is asked")
    why_fi: str = text("Why it is asked, in Finnish")
    why_sv: str = text("Why it is asked, in Swedish")
    next_step_en: str = text("What to do when it is not met")
    next_step_fi: str = text("What to do when it is not met, in Finnish")
    next_step_sv: str = text("What to do when it is not met, in Swedish")
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
    requirement_en: str = text("What is required, in our own words")
    requirement_fi: str = text("What is required, in Finnish")
    requirement_sv: str = text("What is required, in Swedish")
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
    title_en: str = text("The step in a few words")
    title_fi: str = text("The step in a few words, in Finnish")
    title_sv: str = text("The step in a few words, in Swedish")
    what_en: str = text("What to do")
    what_fi: str = text("What to do, in Finnish")
    what_sv: str = text("What to do, in Swedish")
    example_en: str = text("How a cluster did it")
    example_fi: str = text("How a cluster did it, in Finnish")
    example_sv: str = text("How a cluster did it, in Swedish")
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
