"""The finder's figures that readers are told, on the shipped tables."""

from __future__ import annotations

import pytest

from analytics.finder import questions as finder
from tests.finder import grading


@pytest.mark.parametrize("half", ["tuned", "unseen"])
def test_the_figures_that_readers_are_told_are_those_that_are_measured(half: str) -> None:
    answers = grading.answered(half)
    assert len(answers) == finder.MEASURED[half]
    assert grading.mean_ndcg(answers) == pytest.approx(finder.MEASURED[f"ndcg_{half}"], abs=0.006)
    assert 100 * grading.share_first(answers) == pytest.approx(finder.MEASURED[f"first_{half}"], abs=0.6)
