"""The tables of evidence: findings of evaluations, grades of studies, objections; what a row of each must look like."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analytics.contracts.fields import (
    BY_ROW,
    BY_TEXT,
    Flag,
    Whole,
    area,
    count,
    flag,
    holds,
    identity,
    not_above,
    number,
    rule,
    text,
    url,
    word,
    year,
)
from analytics.contracts.table import Table
from analytics.core.codes import SOURCE_KINDS
from analytics.core.language import N_
from analytics.effects.codes import BOUNDS, DIRECTIONS, GRADES, INDEPENDENCE, METHODS, OUTCOMES, READINGS, VERDICTS

_FINDING = r"[a-z0-9]+(-[a-z0-9]+)*--[a-z0-9]+(-[a-z0-9]+)*"


def _finding_id(description: str, *, required: bool = True) -> str:
    say = "the study and the outcome, two hyphens between them, such as de-engel-2019--rd"
    made: str = text(description, required=required, pattern=_FINDING, expected=say, kind="identifier")
    return made


def _of_its_study(rows: pd.DataFrame) -> pd.Series:
    return holds(rows["evaluation_id"].str.replace("--.*", "", regex=True) == rows["study"])


class ProgrammeEvaluations(pa.DataFrameModel):
    """A finding: what an evaluation or a study says of one outcome of a programme."""

    evaluation_id: str = _finding_id("Lasting name of the finding")
    study: str = identity("Study or evaluation that it is from")
    country: str = area("Country, or WORLD for reviews of several countries")
    programme: str = text("Programme that was studied", translated=BY_TEXT)
    published_year: Whole = year("Year of publication")
    first_year: Whole = year("First year of the data")
    last_year: Whole = year("Last year of the data")
    period_note: str = text("What the years are of, where they are no plain period", required=False, translated=BY_TEXT)
    evaluator: str = text("Who studied it", translated=BY_TEXT)
    commissioned_by: str = text("Who ordered it; empty = nobody or not seen", required=False, translated=BY_TEXT)
    method: str = word("Method; empty = the page names none", METHODS, required=False)
    comparison_group: str = word("Whether firms were compared with others", ("yes", "no"), required=False)
    n_firms: Whole = count("Firms studied", "firms", low=1)
    outcome: str = word("What was measured", OUTCOMES, expected="a kind of outcome, such as exports")
    effect_direction: str = word("Direction of the effect", DIRECTIONS)
    effect_value: float = number("Size of the effect", "see effect_unit")
    effect_bound: str = word("How exact the size is; empty = as stated", BOUNDS, required=False)
    effect_unit: str = text("Unit of the size, as it stands after the number", required=False, translated=BY_TEXT)
    effect_years: Whole = count("Years after which the effect was measured", "years", low=1)
    own_grade: str = word("Strength of the design where it differs from its study's", GRADES, required=False)
    beside_id: str = _finding_id("Finding without which this one must not be shown", required=False)
    main_limit: str = text("What it cannot tell", translated=BY_TEXT)
    finding: str = text("The finding in a sentence", translated=BY_ROW)
    source_url: str = url("Page the row was read from")
    source_kind: str = word("Kind of source", SOURCE_KINDS)
    read_quality: str = word("How it was read", READINGS)

    class Config:
        unique = ("evaluation_id",)

    of_its_study = rule("study", "the part of evaluation_id before the two hyphens", _of_its_study)
    order = rule("last_year", "not before first_year", not_above("first_year", "last_year"))
    measured = rule(
        "effect_unit",
        "a unit, because effect_value is given",
        lambda rows: rows["effect_value"].isna() | rows["effect_unit"].notna(),
    )


class EvaluationGrades(pa.DataFrameModel):
    """How strong the design of a study is, on the Maryland scale (0 to 5), and how independent its authors are."""

    study: str = identity("Lasting name of the study")
    grade: str = word("Strength of the design; review = of other studies, context = a fact of the programme", GRADES)
    provisional: Flag = flag("Whether the grade could change when the report itself is read")
    independence: str = word("A = outside, B = ordered by the programme or its funder, C = its own", INDEPENDENCE)
    yardstick: Flag = flag("Whether it is of other support than clusters, to measure them by")
    reason: str = text("Why it has this grade", translated=BY_ROW)

    class Config:
        unique = ("study",)


class Objections(pa.DataFrameModel):
    """An objection to a cluster programme with an honest answer."""

    objection_id: str = identity("Lasting name of the objection")
    place: Whole = count("Place in the list", "objections", low=1, required=True)
    verdict: str = word("How far the objection is right, by its answer", VERDICTS)
    objection: str = text("The objection as it is heard", translated=BY_ROW)
    answer: str = text("The answer", translated=BY_ROW)

    class Config:
        unique = ("objection_id",)


class ObjectionEvidence(pa.DataFrameModel):
    """A finding that the answer to an objection rests on."""

    objection_id: str = identity("Objection")
    evaluation_id: str = _finding_id("Finding")
    place: Whole = count("Place in the answer", "findings", low=1, required=True)

    class Config:
        unique = ("objection_id", "evaluation_id")


TABLES = (
    Table(
        "programme_evaluations",
        "effects/programme_evaluations.csv",
        ProgrammeEvaluations,
        N_("Findings of evaluations"),
        {"study": "evaluation_grades.study", "beside_id": "programme_evaluations.evaluation_id"},
    ),
    Table("evaluation_grades", "effects/evaluation_grades.csv", EvaluationGrades, N_("Strength of the studies")),
    Table("objections", "effects/objections.csv", Objections, N_("Objections and answers")),
    Table(
        "objection_evidence",
        "effects/objection_evidence.csv",
        ObjectionEvidence,
        N_("Findings behind the answers"),
        {"objection_id": "objections.objection_id", "evaluation_id": "programme_evaluations.evaluation_id"},
    ),
)
