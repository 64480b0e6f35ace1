"""The small charts of a country brief, as descriptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.core import style
from analytics.core.language import number
from analytics.core.plot import Axis, Label, Mark, Plot, Series, Stroke
from analytics.membership.words import members_words

_BAND = 0.35  # opacity


@dataclass(frozen=True)
class Range:
    """A middle value within a low and a high one, all positive or all NaN (unknown: `note` alone is written)."""

    name: str
    low: float
    middle: float
    high: float
    note: str
    colour: str
    front: bool


def bars(names: Sequence[str], values: Sequence[int], colour: str) -> Plot:
    """A bar a name, the first on top; whole numbers of at least 0 at their ends."""
    series = Series(
        "",
        tuple(map(float, values)),
        shape="bar",
        marks=(Mark(colour),),
        labels={at: Label(number(value), "end") for at, value in enumerate(values)},
    )
    return Plot("bar", (series,), x=Axis(low=0, visible=False), categories=tuple(names), height=16 + 24 * len(names))


def lines(rows: pd.DataFrame, named: Sequence[tuple[str, str, str]], front: str) -> Plot:
    """Lines over the years from zero, of `rows` (country, year, value); each ends in its name and last value.

    `named` are (code, name, colour). A year that is not published stays a gap.
    """
    value = str(rows.columns[-1])
    years = range(int(rows["year"].min()), int(rows["year"].max()) + 1)
    series = []
    for code, name, colour in named:
        line = rows[rows["country"] == code].set_index("year")[value].astype(float).reindex(years)
        last = max((at for at, known in enumerate(line.notna()) if known), default=None)
        if last is None:
            continue
        label = Label(f"{name} {number(line.iloc[last], 1)}", "right", colour, bold=code == front)
        values = tuple(None if pd.isna(one) else float(one) for one in line)
        stroke = Stroke(colour, 4.5 if code == front else 2)
        series.append(Series(name, values, line=stroke, labels={last: label}, highlight=code == front))
    return Plot("line", tuple(series), x=Axis(years=True, step=10), y=Axis(low=0), categories=tuple(years))


def ranges(rows: Sequence[Range]) -> Plot:
    """A range a row on a logarithmic scale, the first on top."""
    series = []
    for at, row in enumerate(rows):
        y, colour, note = -float(at), row.colour, Label(row.note, "after", style.palette().muted)
        if pd.isna(row.middle):
            series.append(Series(row.name, (y,), (None,), "text", labels={0: note}))
            continue
        said = Label(members_words(row.middle), "top", bold=row.front)
        dot = Mark(colour, size=12 if row.front else 10)
        band = Stroke(colour, 12, opacity=_BAND)
        series += [
            Series(row.name, (y, y), (row.low, row.high), line=band, helper=True),
            Series(row.name, (y,), (row.middle,), "point", marks=(dot,), labels={0: said}),
            Series(row.name, (y,), (row.middle,), "text", labels={0: note}),
        ]
    known = [value for row in rows for value in (row.low, row.high) if not pd.isna(value)] or [1.0, 100.0]
    return Plot(
        "interval",
        tuple(series),
        x=Axis(low=min(known) / 1.3, high=max(known) * 1.3, log=True, grid=True),
        y=Axis(
            low=0.4 - len(rows),
            high=0.7,
            ticks=tuple((-float(at), row.name) for at, row in enumerate(rows)),
            strong=frozenset(-float(at) for at, row in enumerate(rows) if row.front),
        ),
    )
