"""How well the finder answers descriptions of companies that were graded by hand: nDCG@5 and first hits that fit.

`graded_descriptions.csv` holds the descriptions: `tuned` were looked at while the finder was made, `unseen` were
written before its last change and run once after it. `graded_fields.csv` grades the clusters of each field by what the
register says of them: fits, near, and all others no. Grades are of the work done, whatever the country.
`ATLAS_TEST_SHIPPED=1 python -m tests.finder.grading` gives the figures.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from math import log2
from pathlib import Path

import pandas as pd

from analytics.finder import questions as finder

HERE = Path(__file__).parent
FITS, NEAR = 2, 1
AT = 5


@dataclass(frozen=True)
class Answered:
    """A description with the grades of its first hits and the two measures."""

    language: str
    text: str
    ndcg: float
    first_fits: bool
    first: tuple[str, ...]


def descriptions(half: str) -> pd.DataFrame:
    """The descriptions of a set: tuned or unseen."""
    rows = pd.read_csv(HERE / "graded_descriptions.csv")
    return rows[rows["half"] == half]


def grades() -> dict[str, dict[str, int]]:
    """The grade of each cluster by field; clusters that are not named do not fit."""
    rows = pd.read_csv(HERE / "graded_fields.csv").set_index("field")
    return {
        str(field): {**dict.fromkeys(row["near"].split(), NEAR), **dict.fromkeys(row["fits"].split(), FITS)}
        for field, row in rows.iterrows()
    }


def answered(half: str) -> list[Answered]:
    """The finder's answers to the descriptions of a set."""
    graded = grades()
    return [_answer(row, graded[row["field"]]) for row in descriptions(half).to_dict("records")]


def mean_ndcg(answers: list[Answered]) -> float:
    """The mean nDCG@5 of answers."""
    return sum(answer.ndcg for answer in answers) / len(answers)


def share_first(answers: list[Answered]) -> float:
    """The share of answers whose first hit fits."""
    return sum(answer.first_fits for answer in answers) / len(answers)


def gain(relevant: list[int]) -> float:
    """Discounted cumulative gain of grades in order, 2^grade - 1 each (K. Järvelin and J. Kekäläinen, 2002)."""
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(relevant[:AT]))


def _answer(row: dict[str, str], graded: dict[str, int]) -> Answered:
    fits = finder.find(finder.Question(row["text"], country=row["country"]), limit=AT)
    found = [fit.row["cluster_id"] for fit in fits]
    got = [graded.get(cluster, 0) for cluster in found]
    best = sorted(graded.values(), reverse=True)
    return Answered(row["language"], row["text"], gain(got) / gain(best), got[:1] == [FITS], tuple(found))


if __name__ == "__main__":
    for half in sys.argv[1:2] or ("tuned", "unseen"):
        answers = answered(half)
        print(f"{half}: nDCG@5 {mean_ndcg(answers):.3f}, first fits {share_first(answers):.1%} of {len(answers)}")
        if "--each" in sys.argv:
            for answer in sorted(answers, key=lambda one: one.ndcg):
                print(f"{answer.ndcg:.2f} {'+' if answer.first_fits else '-'} {answer.text} {' '.join(answer.first)}")
