"""A quick chart of an answer: one column along the bottom or side, one column of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import NORDIC
from analytics.core.language import _, number
from analytics.core.plot import Axis, Mark, Plot, Series, Stroke
from analytics.sql.questions import Answer

Kind = Literal["bar", "line", "scatter"]
MOST_BARS = 40


def numeric(answer: Answer) -> list[str]:
    """The columns of an answer that hold numbers."""
    return [str(name) for name in answer.rows if pd.api.types.is_numeric_dtype(answer.rows[name].dtype)
            and not pd.api.types.is_bool_dtype(answer.rows[name].dtype)]  # fmt: skip


def kinds(answer: Answer, x: str) -> list[Kind]:
    """The kinds of chart that a column of an answer can be drawn along."""
    return ["bar", "line", "scatter"] if x in numeric(answer) else ["bar"]


def quick(answer: Answer, x: str, y: str, kind: Kind) -> Chart:
    """The answer as a chart: bars in the order of the rows, the first 40, or a line or points over numbers."""
    rows = answer.rows[[x, y] if x != y else [x]].dropna()
    values = _numbers(rows[y])
    colour = style.palette().link
    said = _("{n} rows, {y} by {x}.").format(n=number(len(rows)), y=y, x=x)
    if kind == "bar":
        shown = rows.head(MOST_BARS)
        if len(rows) > MOST_BARS:
            said += " " + _("The first {n} are drawn.").format(n=MOST_BARS)
        names = [str(value) for value in shown[x]]
        marks = tuple(Mark(style.country_colour(name) if name in NORDIC else colour) for name in names)
        drawing = Plot(
            "bar",
            (Series(y, tuple(values[: len(shown)]), shape="bar", marks=marks, hover=_hover(names, values)),),
            x=Axis(y, grid=True),
            categories=_apart(names),
            height=max(220, 26 * len(names) + 80),
        )
    else:
        places = _numbers(rows[x])
        if kind == "line":
            order = sorted(range(len(places)), key=places.__getitem__)
            places, values = [places[at] for at in order], [values[at] for at in order]
        series = Series(
            y,
            tuple(values),
            tuple(places),
            shape="line" if kind == "line" else "point",
            line=Stroke(colour, 2) if kind == "line" else None,
            marks=(Mark(colour, size=7),),
            hover=_hover([number(place, 6) if place % 1 else f"{place:.0f}" for place in places], values),
        )
        drawing = Plot(kind, (series,), x=Axis(x, years=_is_years(places)), y=Axis(y, grid=True))
    return Chart(title=f"{y} / {x}", subtitle="", insight=said, table=rows, sources=(), alt=said, drawing=drawing)


def _numbers(cells: pd.Series) -> list[float]:
    return [float(value) for value in cells]


def _hover(names: Sequence[str], values: Sequence[float]) -> tuple[str, ...]:
    return tuple(f"{name}: {value:g}" for name, value in zip(names, values, strict=False))


def _apart(names: Sequence[str]) -> tuple[str, ...]:
    """The names, with a number where one stands twice: a category is a row."""
    seen: dict[str, int] = {}
    kept = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        kept.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(kept)


def _is_years(places: Sequence[float]) -> bool:
    return bool(places) and all(place % 1 == 0 and 1800 <= place <= 2100 for place in places)
