"""Bars of shares with the largest on top, and apart from them those that are not of the same kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.core import style
from analytics.core.language import _, percent
from analytics.core.plot import Axis, Label, Mark, Plot, Series
from analytics.core.text_layout import halved

_NAME_LETTERS = 18  # longer names get two lines, so that a phone has room left for the bars


@dataclass(frozen=True)
class Bar:
    """A bar: its name, its value in percent, its colour; hatched for a sum or remainder, about for a rounded figure."""

    name: str
    value: float
    colour: str
    hatched: bool = False
    about: bool = False

    @property
    def label(self) -> str:
        """The value in words."""
        if self.about:
            return _("about {value}").format(value=percent(self.value, 0))
        if 0 < self.value < 0.05:
            return _("under {limit}").format(limit=percent(0.1))
        return percent(self.value)


def ranked(bars: Sequence[Bar], apart: Sequence[Bar], unit: str) -> Plot:
    """Bars in the order given, and below a gap those that stand apart."""
    drawn = [*bars, *apart]
    ground = style.palette().background
    series = Series(
        unit,
        tuple(float(bar.value) for bar in drawn),
        shape="bar",
        marks=tuple(
            Mark(bar.colour, hatch="/", hatch_colour=ground) if bar.hatched else Mark(bar.colour) for bar in drawn
        ),
        labels={place: Label(bar.label, "end") for place, bar in enumerate(drawn)},
        thickness=0.72,
    )
    return Plot(
        "bar",
        (series,),
        x=Axis(unit, low=0.0, high=1.22 * max(bar.value for bar in drawn), grid=True),
        categories=tuple(halved(bar.name, _NAME_LETTERS) for bar in drawn),
        apart=len(apart),
    )
