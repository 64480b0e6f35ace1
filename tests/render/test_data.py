"""A chart as JSON: exact values, null for unknown, the same text every time."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.core.plot import Label
from analytics.render import data
from tests.render import examples
from tests.render.examples import chart_of


def test_the_description_is_plain_data_without_defaults() -> None:
    made = json.loads(data.to_json(chart_of(examples.LINE)))
    drawing = made["drawing"]
    assert drawing["kind"] == "line"
    assert drawing["categories"] == [2020, 2021, 2022, 2023]
    own = drawing["series"][0]
    assert own["y"] == [1.5, None, -2.25, 3.25]
    assert own["labels"] == {"3": {"text": "Finland", "colour": examples.BLUE, "bold": True}}
    assert Label("Finland").side == "right"  # a default, so it is left out
    assert drawing["x"] == {"step": 1, "years": True}
    assert "notes" not in drawing


def test_words_sources_and_parameters_are_there() -> None:
    made = data.content(chart_of(examples.LINE, params={"country": "FI", "years": (2020, 2021)}))
    assert made["params"] == {"country": "FI", "years": [2020, 2021]}
    assert (made["title"], made["subtitle"], made["method"]) == ("A title", "what was measured, %", "Counted.")
    assert made["sources"] == [
        {"text": "Statistics", "table": "table", "years": "2020–2024", "url": "https://example.org/"}
    ]
    assert made["language"] == "en"


def test_unknown_is_null_and_numbers_are_exact() -> None:
    table = pd.DataFrame(
        {
            "whole": pd.array([1, None], dtype="Int64"),
            "part": [0.1 + 0.2, np.nan],
            "day": [date(2026, 11, 28), None],
            "text": ["a", pd.NA],
            "list": [["x", "y"], None],
            "yes": [True, False],
            "moment": [pd.Timestamp("2026-11-28 10:00"), pd.NaT],
            "huge": [float("inf"), 2.5],
        }
    )
    made = json.loads(data.to_json(chart_of(examples.LINE, table=table)))["table"]
    assert made["columns"] == list(table.columns)
    assert made["rows"] == [
        [1, 0.1 + 0.2, "2026-11-28", "a", ["x", "y"], True, "2026-11-28T10:00:00", None],
        [None, None, None, None, None, False, None, 2.5],
    ]


@pytest.mark.parametrize("name", examples.DRAWINGS)
def test_every_kind_is_written_alike_each_time(name: str) -> None:
    chart = chart_of(examples.DRAWINGS[name])
    assert data.to_json(chart) == data.to_json(chart)
    assert json.loads(data.to_json(chart))["drawing"]["kind"] == examples.DRAWINGS[name].kind
