"""The chart of what programmes cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import COMPARED
from analytics.core.language import _, term
from analytics.core.plot import Axis, Empty, Label, Mark, Plot, Series
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.core.text_layout import broken
from analytics.programmes import questions, words


@chart(
    "programmes.money",
    question="What does each programme cost a year, beside people, the economy and the clusters it supports?",
    ask=questions.money,
    allowed={"country": COMPARED, "measure": questions.MEASURES},
)
def money(frame: pd.DataFrame, *, country: str = "FI", measure: str = "eur_per_inhabitant", narrow: int = 0) -> Chart:
    """Yearly budgets of programmes by one measure, a bar a programme, the largest on top, the unknown ones below."""
    rows = frame.sort_values(measure, na_position="first")[::-1]
    insight = words.money(rows, measure, country)
    return Chart(
        title=_("What the programmes cost a year"),
        subtitle=_(
            "Yearly budget, {unit}; in brackets the budget's year, striped: ended; what the money pays for differs"
        ).format(unit=words.money_unit(measure)),
        insight=insight,
        drawing=Empty(insight) if frame.empty else _bars(rows, country, measure, narrow=bool(narrow)),
        table=frame,
        sources=(cite("programmes"), cite("export_indicators", "population"), cite("regional_stats", "gdp")),
        alt=words.money_alt(rows, measure),
        method=words.money_method(),
    )


def _bars(rows: pd.DataFrame, country: str, measure: str, *, narrow: bool) -> Plot:
    programmes = rows.to_dict("records")
    names = [_name(row, 24 if narrow else 38) for row in programmes]
    values = tuple(None if pd.isna(row[measure]) else float(row[measure]) for row in programmes)
    return Plot(
        "bar",
        (
            Series(
                words.money_unit(measure),
                values,
                shape="bar",
                marks=tuple(_mark(row, row["country"] == country) for row in programmes),
                labels={place: _label(row, measure) for place, row in enumerate(programmes)},
                hover=tuple(f"{row['programme']}\n{row['budget_original']}" for row in programmes),
                thickness=0.6,
            ),
        ),
        x=Axis(
            words.money_unit(measure),
            low=0,
            high=1.2 * max((value for value in values if value is not None), default=1),
            ticks_wanted=4 if narrow else 6,
            grid=True,
        ),
        y=Axis(letters=12 if narrow else 13),
        categories=tuple(names),
        strong=frozenset(name for name, row in zip(names, programmes, strict=True) if row["country"] == country),
        height=(52 if narrow else 42) * len(programmes) + 90,
    )


def _name(row: Mapping[str, Any], width: int) -> str:
    return broken(f"{row['country']} {row['programme']} ({row['budget_year']})", width)


def _mark(row: Mapping[str, Any], front: bool) -> Mark:
    colour, opacity = style.country_colour(row["country"]), 1 if front else 0.75
    if row["status"] == "ended":
        return Mark("", hatch="/", hatch_colour=colour, opacity=opacity)
    return Mark(colour, opacity=opacity)


def _label(row: Mapping[str, Any], measure: str) -> Label:
    if pd.isna(row[measure]):
        return Label(f"○ {term('unknown')}", "end", style.palette().muted)
    return Label(words.money_of(row, measure), "end")
