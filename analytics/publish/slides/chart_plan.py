"""From a description to what PowerPoint can draw of it: its type of chart, its series and the scales of its axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from analytics.core.plot import CATEGORICAL, HORIZONTAL, Label, Mark, Plot, Series
from analytics.publish.slides.as_points import as_points
from analytics.publish.slides.scales import Scale, of_points, of_values

Kind = Literal["line", "bar", "column", "stacked_bar", "stacked_column", "xy", "bubble", "radar"]
Value = TypeVar("Value")

# A helper's name that leaves no trace in a legend: LibreOffice counts a legend's entries from the other end than
# PowerPoint, so that none can be taken out of bars on each other.
NAMELESS = "\u00a0"
_BARS = ("bar", "column", "stacked_bar", "stacked_column")
_ROWS = ("strip", "interval", "dumbbell", "timeline", "dots")


@dataclass(frozen=True)
class Plan:
    """A native chart: `names` are its categories, from the foot upwards where bars are horizontal."""

    kind: Kind
    plot: Plot
    series: tuple[Series, ...]
    x: Scale
    y: Scale
    names: tuple[str | int, ...] = ()

    @property
    def horizontal(self) -> bool:
        """Whether bars run along the x axis."""
        return self.kind in HORIZONTAL

    @property
    def stacked(self) -> bool:
        """Whether bars stand on each other."""
        return self.kind.startswith("stacked")

    @property
    def points(self) -> bool:
        """Whether both axes are of numbers."""
        return self.kind in ("xy", "bubble")

    @property
    def values(self) -> Scale:
        """The axis of values."""
        return self.x if self.horizontal else self.y

    def over_columns(self, series: Series) -> bool:
        """Whether a series is drawn as points over columns."""
        return self.kind in ("column", "stacked_column") and series.shape == "point"

    @property
    def dated(self) -> bool:
        """Whether the categories are years, which become dates: an axis of dates keeps the step it is given."""
        years = all(isinstance(name, int) and name >= 1900 for name in self.names)
        return years and self.kind in ("line", "column", "stacked_column")


def planned(plot: Plot, title: str) -> Plan:
    """The chart for PowerPoint; series without a name take the one of their row, else of what is measured."""
    if plot.kind in _BARS:
        series = [replace(one, shape="bar") if one.shape == "line" else one for one in plot.series]
        plot = replace(plot, series=tuple(series))
    if plot.facets:
        plot = _side_by_side(plot)
    if plot.kind == "radar":
        return _radar(plot, title)
    if plot.kind not in CATEGORICAL:
        return _of_points(plot, title)
    return _of_points(as_points(plot), title) if _needs_points(plot) else _over_categories(plot, title)


def _needs_points(plot: Plot) -> bool:
    """Whether a plot over categories shows something that needs an axis of numbers on both sides."""
    if plot.kind == "line":
        apart = plot.events or plot.notes or plot.bands or any(rule.axis == "x" for rule in plot.rules)
        return bool(apart or of_values(plot.y, []).words)
    return plot.kind in HORIZONTAL and any(one.shape == "point" for one in plot.series)


def _side_by_side(plot: Plot) -> Plot:
    """Panels as series of one chart, told apart by the panels' heads, and by tints where the colours are alike."""
    alone = len({one.facet for one in plot.series}) == len(plot.series)
    heads = [head.replace("\n", " ") for head in plot.facets]
    looks: list[frozenset[str]] = []
    made = []
    for one in plot.series:
        name = heads[one.facet] if alone or not one.name else f"{heads[one.facet]}: {one.name}"
        look = frozenset(mark.fill for mark in one.marks)
        tint = max(1 - 0.4 * looks.count(look), 0.2)
        looks.append(look)
        marks = tuple(replace(mark, opacity=mark.opacity * tint) for mark in one.marks)
        made.append(replace(one, name=name, marks=marks, facet=0))
    return replace(plot, series=tuple(made), facets=(), legend="top")


# ------------------------------------------------------------------ over categories


def _over_categories(plot: Plot, title: str) -> Plan:
    order = _order(plot)
    series = [_ordered(one, order) for one in plot.series if one.shape != "text"]
    if plot.kind == "line":
        series.sort(key=lambda one: one.highlight)
    values = _named(series, plot.values.title.replace("\n", " ") or title)
    shown = [value for one in values for value in one.y if value is not None]
    stacked = plot.kind.startswith("stacked")
    if stacked:
        bars = [one for one in values if one.shape == "bar"]
        shown += [sum(one.y[at] or 0.0 for one in bars) for at in range(len(order))]
        values = _with_ends(values, len(order))
    room = plot.kind == "bar" and any(one.labels for one in values)
    scale = of_values(plot.values, shown if plot.kind == "line" else [*shown, 0.0], stacked, room)
    if plot.kind == "line":
        values += [
            Series(f"{rule.at:g}", (rule.at,) * len(order), line=rule.stroke, helper=True)
            for rule in plot.rules
            if rule.axis == "y"
        ]
    other = Scale(plot.y if plot.kind in HORIZONTAL else plot.x, 0.0, float(len(order)))
    x, y = (scale, other) if plot.kind in HORIZONTAL else (other, scale)
    names = tuple(" " if at is None else _one_word(plot.categories[at]) for at in order)
    kind: Kind = plot.kind  # type: ignore[assignment]  # of the kinds over categories
    return Plan(kind, plot, tuple(values), x, y, names)


def _one_word(name: str | int) -> str | int:
    return int(name) if isinstance(name, int) else name


def _order(plot: Plot) -> list[int | None]:
    """The categories as PowerPoint counts them: horizontal bars from the foot, a free place before those apart."""
    order: list[int | None] = list(range(len(plot.categories)))
    if plot.apart:
        order.insert(len(order) - plot.apart, None)
    return order[::-1] if plot.kind in HORIZONTAL else order


def _ordered(series: Series, order: Sequence[int | None]) -> Series:
    places = {at: new for new, at in enumerate(order) if at is not None}
    return replace(
        series,
        y=tuple(None if at is None else series.y[at] for at in order),
        marks=tuple(Mark("") if at is None else series.mark(at) for at in order),
        labels={places[at]: label for at, label in series.labels.items()},
    )


def _with_ends(series: list[Series], count: int) -> list[Series]:
    """Words beyond a whole stack, or of an unknown value, stand at an unseen part on top of it."""
    ends: dict[int, Label] = {}
    kept = []
    for one in series:
        inner = ("centre", "after")
        if one.shape != "bar":
            kept.append(one)
            continue
        beyond = {at: label for at, label in one.labels.items() if label.side not in inner or one.y[at] is None}
        ends |= beyond
        kept.append(replace(one, labels={at: label for at, label in one.labels.items() if at not in beyond}))
    if not ends:
        return series
    nothing = tuple(0.0 if at in ends else None for at in range(count))
    labels = {at: replace(label, side="end") for at, label in ends.items()}
    return [*kept, Series(NAMELESS, nothing, shape="bar", marks=(Mark(""),), labels=labels, helper=True)]


def _named(series: Sequence[Series], fallback: str) -> list[Series]:
    bare = sum(not one.name for one in series)
    return [
        one if one.name else replace(one, name=fallback if bare == 1 else f"{fallback} {at}")
        for at, one in enumerate(series, start=1)
    ]


def _radar(plot: Plot, title: str) -> Plan:
    """Spokes carry the words of the first series; values below an axis of words are numbers without ticks."""
    labels = plot.series[0].labels if plot.series else {}
    names = [f"{name}\n{labels[at].text}" if at in labels else str(name) for at, name in enumerate(plot.categories)]
    series = []
    for one in _named(plot.series, title):
        colour = one.line.colour if one.line else one.mark(0).fill
        series.append(replace(one, marks=(Mark(colour, size=9),), labels={}))
    shown = [value for one in series for value in one.y if value is not None]
    other = Scale(plot.x, 0.0, float(len(names)))
    return Plan("radar", plot, tuple(series), other, of_values(plot.y, shown), tuple(names))


# ------------------------------------------------------------------ points


def _of_points(plot: Plot, title: str) -> Plan:
    kind: Kind = "bubble" if plot.kind == "bubble" else "xy"
    x = of_points(plot.x, _all([(*one.x, *one.start) for one in plot.series]), plot.kind == "dots")
    y = of_points(plot.y, _all([one.y for one in plot.series]), plot.kind in _ROWS and bool(plot.y.ticks))
    rows = {round(place): text.replace("\n", " ") for place, text in y.words}
    series = [piece for one in plot.series for piece in _pieces(one, x)]
    named = [
        one if one.helper or one.name else replace(one, name=_of_row(one, rows) or plot.x.title or title)
        for one in series
    ]
    return Plan(kind, plot, tuple(named), x, y)


def _all(lists: Sequence[Sequence[float | None]]) -> list[float]:
    return [value for values in lists for value in values if value is not None]


def _of_row(series: Series, rows: Mapping[int, str]) -> str:
    places = {round(value) for value in series.y if value is not None}
    return rows.get(next(iter(places)), "") if len(places) == 1 else ""


def _pieces(series: Series, x: Scale) -> list[Series]:
    """A series as those that PowerPoint draws: a line with gaps is several, and each bar is a line of its own."""
    known = [at for at, (a, b) in enumerate(zip(series.x, series.y, strict=True)) if a is not None and b is not None]
    if series.shape == "bar":
        made = [_segment(series, at) for at in known]
    else:
        made = [_piece(series, piece) for piece in (_runs(known) if series.line else [known]) if piece]
    words = _words_elsewhere(series, x)
    return [*made, words] if words else made


def _piece(series: Series, places: Sequence[int]) -> Series:
    words = series.shape == "text"
    return replace(
        series,
        name="" if words else series.name,
        x=_picked(series.x, places),
        y=_picked(series.y, places),
        sizes=_picked(series.sizes, places) if series.sizes else (),
        marks=tuple(series.mark(at) for at in places),
        labels={new: series.labels[at] for new, at in enumerate(places) if at in series.labels},
        hover=(),
        helper=series.helper or words,
    )


def _segment(series: Series, at: int) -> Series:
    """A bar among points, from where it starts to its value."""
    start, x, y = series.start[at] if series.start else 0.0, series.x[at], series.y[at]
    labels = {1: series.labels[at]} if at in series.labels and not _inside(series, at) else {}
    return replace(
        series,
        x=(start, x),
        y=(y, y),
        start=(),
        marks=(series.mark(at),),
        labels=labels,
        hover=(),
    )


def _picked(values: Sequence[Value], places: Sequence[int]) -> tuple[Value, ...]:
    return tuple(values[at] for at in places)


def _inside(series: Series, at: int) -> bool:
    return at in series.labels and series.labels[at].side == "centre"


def _words_elsewhere(series: Series, x: Scale) -> Series | None:
    """Labels of unknown values, which stand at zero, and labels inside bars, as those of unseen points."""
    places: list[tuple[float, float, Label]] = []
    for at, label in series.labels.items():
        across, up = series.x[at], series.y[at]
        if across is None and up is not None:
            places.append((max(x.low, 0.0), up, label))
        elif across is not None and up is not None and series.shape == "bar" and _inside(series, at):
            start = series.start[at] if series.start else 0.0
            places.append(((across + start) / 2, up, label))
    return unseen(places) if places else None


def unseen(places: Sequence[tuple[float, float, Label | None]]) -> Series:
    """A series of points that are not seen, which carry words: (x, y, label)."""
    return Series(
        "",
        tuple(y for _x, y, _label in places),
        tuple(x for x, _y, _label in places),
        shape="text",
        labels={at: label for at, (_x, _y, label) in enumerate(places) if label is not None},
        helper=True,
    )


def _runs(places: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs
