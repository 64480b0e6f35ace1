"""The finder's figures that readers are told, on the shipped tables."""

from __future__ import annotations

import pytest

from analytics.finder import questions as finder
from tests.finder import grading


@pytest.mark.parametrize(("name", "halves"), [("seen", ("tuned", "unseen")), ("independent", ("independent",))])
def test_the_figures_that_readers_are_told_are_those_that_are_measured(name: str, halves: tuple[str, ...]) -> None:
    answers = [answer for half in halves for answer in grading.answered(half)]
    assert len(answers) == finder.MEASURED[name]
    assert grading.mean_ndcg(answers) == pytest.approx(finder.MEASURED[f"ndcg_{name}"], abs=0.006)
    assert 100 * grading.share_first(answers) == pytest.approx(finder.MEASURED[f"first_{name}"], abs=0.6)
