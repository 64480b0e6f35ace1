"""The words of a chart are plain text and are shown as such."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.core.chart import Chart
from ui import chart_frame, share


def test_the_insight_of_a_chart_is_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(chart_frame.st, "markdown", shown.append)
    monkeypatch.setattr(share, "menu", lambda *_given, **_named: None)
    chart = Chart("T", "S", "A *b* [c](http://x) :smile:", pd.DataFrame(), (), "alt", id="toy.chart")
    with chart_frame._framed(chart):
        pass
    assert shown == ["A \\*b\\* \\[c\\](http:gray[]\\://x) \\:smile\\:"]  # a bare address would be a link
