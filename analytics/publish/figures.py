"""Figures in the texts of a storyboard: each is worked out of a chart's table, so that no number is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

import pandas as pd

from analytics.core.language import _, number, quoted

Pick = Literal["last", "first", "max", "min", "sum", "count", "different", "only"]
PICKS: tuple[str, ...] = get_args(Pick)
_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "column": str, "pick": str, "where": dict, "divide": (int, float), "digits": int, "chart": str, "params": dict,
}  # fmt: skip


class StoryboardError(ValueError):
    """A storyboard cannot be read or drawn; the message names the slide, the key and the remedy."""


@dataclass(frozen=True)
class Figure:
    """A value of a chart's table: a column of the rows that `where` keeps, and which of them.

    `chart` and `params` name another chart than the slide's; the value is divided by `divide` and said with `digits`.
    "only" wants all rows to have one value, "count" counts rows and "different" their different values.
    """

    column: str
    pick: str = "last"
    where: Mapping[str, Any] = field(default_factory=dict)
    divide: float = 1
    digits: int = 0
    chart: str = ""
    params: Mapping[str, str | int | float] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """As a storyboard's file has it."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in values.items() if value not in ("", {}) and (name, value) not in _PLAIN}

    def value(self, rows: pd.DataFrame) -> float:
        """The value, exact. Raises KeyError for an unknown column and ValueError for rows that have none."""
        for column, wanted in self.where.items():
            kept = wanted if isinstance(wanted, list | tuple) else (wanted,)
            rows = rows[rows[column].isin(kept)]
        values = rows[self.column] if self.pick == "count" else rows[self.column].dropna()
        if self.pick in ("count", "different"):
            return float(len(values) if self.pick == "count" else values.nunique())
        if values.empty or (self.pick == "only" and values.nunique() != 1):
            raise ValueError(f"{self.column} has no one value")
        if self.pick in ("max", "min", "sum"):
            return float(getattr(values, self.pick)()) / self.divide
        return float(values.iloc[-1 if self.pick == "last" else 0]) / self.divide


_PLAIN = (("pick", "last"), ("divide", 1), ("digits", 0))


def read(given: Any, chart: str, where: str) -> dict[str, Figure]:
    """The figures of a slide of a file. Raises StoryboardError."""
    from analytics.catalogue import CHARTS

    if not isinstance(given, dict):
        raise StoryboardError(
            f"{where}, figures: " + _("Write a table of names, each with the column of the chart that it is of.")
        )
    found = {}
    for name, parts in given.items():
        at = f"{where}, figures.{name[:60]}: "
        if not isinstance(parts, dict) or not isinstance(parts.get("column"), str):
            raise StoryboardError(at + _("Write a table of names, each with the column of the chart that it is of."))
        for key, value in parts.items():
            if key not in _KINDS or not isinstance(value, _KINDS[key]) or isinstance(value, bool):
                known = ", ".join(_KINDS)
                words = _("There is no such key. There are {known}.").format(known=known)
                raise StoryboardError(f"{at}{key[:60]}: {words}")
        if (
            parts.get("pick", "last") not in PICKS
            or parts.get("divide", 1) == 0
            or not 0 <= parts.get("digits", 0) <= 6
        ):
            raise StoryboardError(at + _("pick is one of {known}.").format(known=", ".join(PICKS)))
        if parts.get("chart", chart) not in CHARTS:
            other = quoted(parts.get("chart", "")[:60])
            raise StoryboardError(at + _("There is no chart {value}.").format(value=other))
        found[name] = Figure(**parts)
    return found


def said(
    wanted: Mapping[str, Figure], chart: str, params: Mapping[str, str | int | float], where: str
) -> dict[str, str]:
    """Each figure in the language in use. Raises StoryboardError for one that its table does not have."""
    from analytics import catalogue

    out = {}
    for name, figure in wanted.items():
        own = (figure.chart, figure.params) if figure.chart else (chart, params)
        try:
            value = figure.value(catalogue.chart(own[0], **own[1]).table)
        except (KeyError, ValueError, TypeError) as error:
            words = _("The figure cannot be worked out of the table of the chart {chart}.").format(chart=quoted(own[0]))
            raise StoryboardError(f"{where}, figures.{name}: {words}") from error
        out[name] = number(value, figure.digits)
    return out


def put(text: str, figures: Mapping[str, str]) -> str:
    """The text with its figures."""
    for name, value in figures.items():
        text = text.replace("{" + name + "}", value)
    return text
