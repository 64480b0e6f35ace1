"""Questions about the effects of cluster programmes: findings, how they weigh, figures with yardsticks, objections."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.core.codes import NORDIC
from analytics.core.language import LANGUAGES, current
from analytics.core.remembered import remembered
from analytics.core.state import of_data
from analytics.effects import words
from analytics.effects.codes import LEVELS, OUTCOMES, WEIGHTS
from analytics.warehouse import warehouse

_TEXTS = (
    *("programme", "period_note", "evaluator", "commissioned_by"),
    *("effect_unit", "main_limit", "finding"),
)


def findings(countries: Sequence[str] = (), level: str = "", *, yardsticks: bool = True) -> pd.DataFrame:
    """The findings, by outcome and firmest first; `level` is a key of `LEVELS`, "" = all, facts about programmes too.

    Columns as in the table, with grade, on_scale, strength, provisional, independence, yardstick and reason of its
    study. Values must not be added up.
    """
    return _findings(tuple(countries), level, yardsticks, current()).copy(deep=False)


@of_data(maxsize=64)
def _findings(countries: tuple[str, ...], level: str, yardsticks: bool, _language: str) -> pd.DataFrame:
    # A page asks for them a dozen times a run, and putting texts into rows takes longer than the query.
    strengths = list(LEVELS[level]) if level else []
    rows = warehouse().ask(
        "effects.findings", countries=list(countries), strengths=strengths, yardsticks=yardsticks
    )  # fmt: skip
    return _in_order(_localised(rows))


def mapped(countries: str = "", nordic: int = 0, level: str = "3") -> pd.DataFrame:
    """The findings of the evidence map: on clusters, of the countries ("DE,FR", "" = all), of the strengths of a level.

    With `nordic` = 1 those of the Nordic countries among them.
    """
    wanted = [code for code in countries.split(",") if code]
    if nordic:
        wanted = [code for code in wanted or NORDIC if code in NORDIC]
        if not wanted:
            return findings(NORDIC, level, yardsticks=False).head(0)
    return findings(wanted, level, yardsticks=False)


def countries() -> list[str]:
    """The countries of the findings on clusters, the Nordic ones first, reviews of several countries last."""
    found = set(findings(yardsticks=False)["country"])
    others = sorted(found - {*NORDIC, "WORLD"})
    return [*(code for code in NORDIC if code in found), *others, *(["WORLD"] if "WORLD" in found else [])]


def finding(evaluation_id: str) -> pd.Series | None:
    """A finding by its id; None for an unknown one."""
    rows = findings()
    rows = rows[rows["evaluation_id"] == evaluation_id]
    return None if rows.empty else rows.iloc[0]


@remembered(8)
def verdicts() -> pd.DataFrame:
    """Each outcome with its weight: supported, with_care, not_supported or open; see effects.verdicts for the rule."""
    rows = warehouse().ask("effects.verdicts")
    return rows.sort_values("weight", key=lambda column: column.map(WEIGHTS.index), kind="stable", ignore_index=True)


def weighing() -> str:
    """What is supported, with care, and not, in two or three sentences that weigh studies by their design."""
    return words.weighing(verdicts())


def coverage() -> pd.Series:
    """What was not measured: highest_grade, studies_compared, nordic_exports, finnish, finnish_compared."""
    return warehouse().ask("effects.coverage").iloc[0]


@remembered(8)
def best_figures() -> pd.DataFrame:
    """The figures that are quoted most, and last the yardstick without which none of them may be shown.

    Columns as in `findings`; `yardstick` tells which row is the yardstick.
    """
    return _localised(warehouse().ask("effects.figures"))


@remembered(8)
def objections() -> pd.DataFrame:
    """The objections in their order: objection_id, place, verdict, objection, answer."""
    return warehouse().localised(warehouse().ask("effects.objections"), "objections", "objection", "answer")


def objection(key: str) -> pd.Series:
    """An objection by its key, such as "payback". Raises KeyError for an unknown one."""
    return objections().set_index("objection_id", drop=False).loc[key]


def evidence_of(key: str) -> pd.DataFrame:
    """The findings that the answer to an objection rests on, in its order."""
    rows = _evidence(current())
    return rows[rows["objection_id"] == key].reset_index(drop=True)


@of_data(maxsize=len(LANGUAGES))
def _evidence(_language: str) -> pd.DataFrame:
    return _localised(warehouse().ask("effects.objection_findings"))


def _localised(rows: pd.DataFrame) -> pd.DataFrame:
    rows = warehouse().localised(rows, "programme_evaluations", *_TEXTS)
    return warehouse().localised(rows, "evaluation_grades", "reason")


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values("outcome", key=lambda column: column.map(OUTCOMES.index), kind="stable", ignore_index=True)
