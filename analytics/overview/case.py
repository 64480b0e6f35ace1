"""The case of a country for a cluster programme: a question, its answer, and four steps with one number each.

Nothing is measured here: overview and brief tell the same figures, which come from the subjects' own questions.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.core.codes import NORDIC
from analytics.core.language import _
from analytics.core.remembered import remembered
from analytics.effects import questions as effects
from analytics.exports import gap_words
from analytics.exports import questions as exports
from analytics.overview import words
from analytics.programmes import design
from analytics.programmes import questions as programmes
from analytics.programmes.design import Outcome

NATIONAL = "national_programme"


@dataclass(frozen=True)
class Step:
    """A step of the answer: its page and the link to it, a heading, one number with what it is of, and sentences."""

    page: str
    link: str
    heading: str
    value: str
    unit: str
    text: str


@dataclass(frozen=True, eq=False)
class Case:
    """A country's case, in the language in use; `why` is why it matters: exports, as a range."""

    country: str
    has: str
    question: str
    answer: str
    steps: tuple[Step, ...]
    why: str
    programme: Outcome


@remembered(16)
def case(country: str = "FI") -> Case:
    """The case of one of the five countries (ISO 3166 code). Raises ValueError for another."""
    if country not in NORDIC:
        raise ValueError(f"There is a case of {', '.join(NORDIC)}, not of {country!r}.")
    cells = programmes.matrix((country, *(code for code in NORDIC if code != country)))
    national = cells[cells["feature"] == NATIONAL].set_index("country")["value"]
    own, others = cells[cells["country"] == country], national.drop(country)
    has, verdicts, outcome = str(national[country]), effects.verdicts(), design.outcome(country)
    today = _today(outcome) if has == "yes" else None
    return Case(
        country=country,
        has=has,
        question=words.question(country, has),
        answer=words.answer(country, has, _with(others, "yes"), verdicts, outcome, today),
        steps=(
            Step("programmes", _("Compare the programmes"), words.neighbours_heading(), *words.neighbours(others)),
            Step("effects", _("See the evidence"), words.effects_heading(), *words.effects(verdicts)),
            Step("programmes", _("See it part by part"), words.lacks_heading(country), *words.lacks(own, country)),
            Step("cost", _("Change the programme"), words.cost_heading(has), *words.cost(outcome, today)),
        ),
        why=gap_words.headline(exports.gap(country)),
        programme=outcome,
    )


def _with(others: pd.Series, value: str) -> list[str]:
    return [str(code) for code in others.index[others == value]]


def _today(outcome: Outcome) -> pd.Series | None:
    """The newest known budget of the country's own programme; None where none is known."""
    known = outcome.references["reference"].unique()
    return outcome.latest(outcome.country) if outcome.country in known else None
