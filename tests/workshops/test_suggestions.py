"""Suggestions are made in the worker process: the same as here, and given up where they would take for ever."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.workshops import own, statements, suggestions
from analytics.workshops.statements import UnreadableError
from analytics.workshops.themes import Entry


def test_suggestions_made_elsewhere_are_those_made_here() -> None:
    given = statements.from_frame(
        pd.DataFrame(
            {
                "statement": [
                    "Rahoitusta yrityksille",
                    "Mer finansiering",
                    "Rahoitusta yrityksille!",
                    "Zorbing \U0001f9ff",
                ],
                "language": ["fi", None, "fi", None],
            }
        )
    ).statements
    words = (Entry("skills", "en", "zorbing", 3.0),)
    for additions in ((), words):
        pd.testing.assert_frame_equal(suggestions.suggested(given, additions), own.suggested(given, additions))
    assert suggestions.suggested(given, words)["theme_1"].iloc[3] == "skills"


def test_statements_that_take_long_to_look_through_are_given_up_and_the_next_are_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = statements.from_frame(pd.DataFrame({"statement": ["More money"]})).statements
    suggestions.suggested(few, ())
    many = statements.from_frame(
        pd.DataFrame({"statement": [f"{n} talous raha " * 20 for n in range(5_000)]})
    ).statements
    monkeypatch.setattr(suggestions, "SECONDS", 0.3)
    with pytest.raises(UnreadableError, match="too much time"):
        suggestions.suggested(many, ())
    monkeypatch.setattr(suggestions, "SECONDS", 20.0)
    assert len(suggestions.suggested(few, ())) == 1
