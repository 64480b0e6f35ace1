"""Sentences about values: trends, extremes, the highlighted beside the others, and what is unknown."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.core.language import _, ngettext, number, quoted
from analytics.core.plot import Plot, Series
from analytics.render import reading
from analytics.render.reading import few, plain

_SERIES = 6  # whose extremes are told one by one


def headline(plot: Plot) -> str:
    """The latest value of the highlighted or first line, or the largest value, with its name."""
    series = reading.shown(plot)
    if plot.empty or not series or not plot.categories:
        return ""
    own = next((one for one in series if one.highlight), series[0])
    places = _places(own)
    if not places:
        return ""
    if plot.kind == "line" or plot.x.years:
        name, at = plain(own.name), places[-1]
    else:
        at = max(places, key=lambda place: own.y[place] or 0.0)
        name = ""
    where = _("{name} ({place})").format(name=name, place=plot.categories[at]) if name else plain(plot.categories[at])
    return f"{where}, {_said(plot, own, at)}"


def over_years(plot: Plot) -> list[str]:
    """Series over years: axes, the highlighted one, the highest and the lowest, gaps."""
    series = [one for one in reading.shown(plot) if _places(one)]
    own = next((one for one in series if one.highlight), series[0])
    said = [_axis_of_years(plot)]
    if len(series) == 1:
        return [*said, _trend(plot, own), _extremes(plot, own), unknown_words(_gaps(plot))]
    at = _places(own)[-1] if own.highlight else _last_of_several(series)
    if own.highlight or own.y[at] is None:
        said.append(_trend(plot, own))
    return [*said, _compared(plot, series, own, at), unknown_words(_gaps(plot))]


def over_categories(plot: Plot) -> list[str]:
    """Bars and spokes: axes, the largest and the smallest of each series, the highlighted ones, gaps."""
    series = [one for one in reading.shown(plot) if _places(one)]
    said = [_axis_of_categories(plot)]
    if len(series) == 1:
        said.append(_extremes(plot, series[0]))
    else:
        names = [plain(one.name) for one in series if one.name]
        if names:
            said.append(ngettext("There is {n} series: {{names}}.", "There are {n} series: {{names}}.", len(names))
                        .format(names=few(names)))  # fmt: skip
        items = [_ends(plot, one) for one in series[:_SERIES]]
        said.append(_("The largest and the smallest value of each series: {items}.").format(items="; ".join(items)))
    if not plot.kind.startswith("stacked"):
        said.append(_ranked(plot, series[0]))
    return [*said, unknown_words(_gaps(plot))]


def of_points(plot: Plot) -> list[str]:
    """Points on two axes: axes, how many, the ones at the ends, those whose place is unknown."""
    found = [one for one in reading.points(plot) if one.name]
    placed = [one for one in found if one.x is not None and one.y is not None]
    missing = [one.name for one in found if one.x is None]
    if plot.kind == "timeline":
        return [*_timeline(plot, placed), unknown_words(missing)]
    said = [_axes(plot), _counted(plot, found)]
    if plot.kind in reading.ROWS:
        if len(placed) > 1:
            said.append(
                _("At the largest value stands {high}, at the smallest {low}.").format(
                    high=_quoted(max(placed, key=lambda one: one.x or 0.0)),
                    low=_quoted(min(placed, key=lambda one: one.x or 0.0)),
                )
            )
    elif len(placed) > 1:
        said.append(
            _("Highest stands {high}, lowest {low}. Furthest to the right stands {right}, to the left {left}.").format(
                high=_quoted(max(placed, key=lambda one: one.y or 0.0)),
                low=_quoted(min(placed, key=lambda one: one.y or 0.0)),
                right=quoted(max(placed, key=lambda one: one.x or 0.0).name),
                left=quoted(min(placed, key=lambda one: one.x or 0.0).name),
            )
        )
    strong = [plain(one.name) for one in reading.shown(plot) if one.highlight and one.name]
    if strong:
        said.append(_("Shown in front: {names}.").format(names=few(strong)))
    return [*said, unknown_words(missing)]


def unknown_words(names: Sequence[str]) -> str:
    """How many values are unknown, and of what; empty where all are known."""
    if not names:
        return ""
    said = ngettext("{n} value is unknown: {{names}}.", "{n} values are unknown: {{names}}.", len(names))
    return said.format(names=few(_grouped(names)))


def _grouped(names: Sequence[str]) -> list[str]:
    """Each name once, with how often it stands there."""
    counts = {name: list(names).count(name) for name in dict.fromkeys(names)}
    return [f"{name} ({number(count)})" if count > 1 else name for name, count in counts.items()]


# ------------------------------------------------------------------ axes


def _axis_of_years(plot: Plot) -> str:
    names = [plain(one.name) for one in reading.shown(plot)]
    unit = plain(plot.values.title)
    given = {"names": few(list(filter(None, names)) or [_("Value")]), "first": plot.categories[0],
             "last": plot.categories[-1], "unit": quoted(unit)}  # fmt: skip
    if not unit:
        return ngettext(
            "There is {n} series ({{names}}), over the years {{first}}–{{last}}.",
            "There are {n} series ({{names}}), over the years {{first}}–{{last}}.",
            len(names),
        ).format(**given)
    return ngettext(
        "There is {n} series ({{names}}), over the years {{first}}–{{last}}. The vertical axis is labelled {{unit}}.",
        "There are {n} series ({{names}}), over the years {{first}}–{{last}}. The vertical axis is labelled {{unit}}.",
        len(names),
    ).format(**given)


def _axis_of_categories(plot: Plot) -> str:
    names = [plain(name) for name in plot.categories]
    if plot.kind == "radar":
        said = ngettext("There is {n} spoke: {{names}}.", "There are {n} spokes: {{names}}.", len(names))
        return said.format(names=few(names, 12))
    unit = plain(plot.values.title)
    if not unit:
        said = ngettext("There is {n} category: {{names}}.", "There are {n} categories: {{names}}.", len(names))
        return said.format(names=few(names))
    return ngettext(
        "There is {n} category ({{names}}), and the axis of values is labelled {{unit}}.",
        "There are {n} categories ({{names}}), and the axis of values is labelled {{unit}}.",
        len(names),
    ).format(names=few(names), unit=quoted(unit))


def _axes(plot: Plot) -> str:
    across, upright = plain(plot.x.title), plain(plot.y.title)
    if plot.kind in reading.ROWS:
        rows = [plain(name) for _place, name in plot.y.ticks]
        if not across:
            said = ngettext("There is {n} row: {{names}}.", "There are {n} rows: {{names}}.", len(rows))
            return said.format(names=few(rows))
        return ngettext(
            "There is {n} row ({{names}}), and the horizontal axis is labelled {{unit}}.",
            "There are {n} rows ({{names}}), and the horizontal axis is labelled {{unit}}.",
            len(rows),
        ).format(names=few(rows), unit=quoted(across))
    if across and upright:
        return _("The horizontal axis is labelled {across}, the vertical axis {upright}.").format(
            across=quoted(across), upright=quoted(upright)
        )
    return ""


def _counted(plot: Plot, found: Sequence[reading.Point]) -> str:
    said = ngettext("There is {n} mark on it.", "There are {n} marks on it.", len(found))
    names = list(dict.fromkeys(one.series for one in found if one.series))
    if not 1 < len(names) <= _SERIES or len(names) == len(plot.y.ticks):
        return said
    items = [f"{name}: {number(sum(one.series == name for one in found))}" for name in names]
    return _("{all} By kind: {items}.").format(all=said, items="; ".join(items))


def _timeline(plot: Plot, placed: Sequence[reading.Point]) -> list[str]:
    bars = [one for one in placed if one.start is not None]
    rows = [name.split("\n")[0] for _place, name in plot.y.ticks]
    named = ngettext("There is {n} row: {{names}}.", "There are {n} rows: {{names}}.", len(rows))
    said = [
        named.format(names=few(rows)),
        ngettext("There is {n} bar and mark on it.", "There are {n} bars and marks on it.", len(placed)),
    ]
    if bars:
        first = min(bars, key=lambda one: one.start or 0.0)
        last = max(bars, key=lambda one: one.x or 0.0)
        said.append(
            _("The first bar begins in {first_year} ({first}), the last one ends in {last_year} ({last}).").format(
                first_year=reading.first_year(first.start or 0.0), first=first.name,
                last_year=reading.last_year(last.x or 0.0), last=last.name,
            )
        )  # fmt: skip
    if plot.events:
        events = [plain(one.text) for one in plot.events if one.text]
        said.append(_("Dotted lines mark: {names}.").format(names=few(events)) if events else "")
    return said


# ------------------------------------------------------------------ values


def _places(series: Series) -> list[int]:
    return [at for at, value in enumerate(series.y) if value is not None]


def _digits(plot: Plot) -> int:
    return reading.decimals(reading.known(plot) or [0.0])


def _said(plot: Plot, series: Series, place: int) -> str:
    return reading.value_of(series, place, plot.values, _digits(plot))


def _quoted(point: reading.Point) -> str:
    return quoted(_("{label}: {value}").format(label=point.name, value=point.words) if point.words else point.name)


def _trend(plot: Plot, series: Series) -> str:
    first, *_between, last = _places(series) if len(_places(series)) > 1 else _places(series) * 2
    given = {
        "name": plain(series.name) or _("Value"),
        "first": _said(plot, series, first),
        "last": _said(plot, series, last),
        "first_year": plot.categories[first],
        "last_year": plot.categories[last],
    }
    if first == last:
        return _("{name}: {last} in {last_year}, the only year known.").format(**given)
    if plot.values.transformed:
        return _("{name}: {first} in {first_year} and {last} in {last_year}.").format(**given)
    change = _change(plot, (series.y[last] or 0.0) - (series.y[first] or 0.0))
    return _("{name}: {first} in {first_year} and {last} in {last_year}, a change of {change}.").format(
        change=change, **given
    )


def _change(plot: Plot, change: float) -> str:
    digits = _digits(plot)
    rounded = round(change, digits)
    said = ("+" if rounded > 0 else "−" if rounded < 0 else "") + number(abs(rounded), digits)
    if reading.in_percent(plot.values):
        return _("{points} percentage points").format(points=said)
    return said + plot.values.suffix


def _last_of_several(series: Sequence[Series]) -> int:
    """The last place at which two series have a value, or the last one with any."""
    counts = [sum(one.y[at] is not None for one in series) for at in range(len(series[0].y))]
    return max(at for at, count in enumerate(counts) if count >= min(2, max(counts)))


def _compared(plot: Plot, series: Sequence[Series], own: Series, at: int) -> str:
    """The highest and the lowest of a year, with their first values, and the place of the highlighted one."""
    others = sorted((one for one in series if one.y[at] is not None), key=lambda one: one.y[at] or 0.0, reverse=True)
    if len(others) < 2:
        return _extremes(plot, own)
    high, low = others[0], others[-1]
    given = {
        "year": plot.categories[at],
        "high": plain(high.name),
        "high_value": _then_and_now(plot, high, at),
        "low": plain(low.name),
        "low_value": _then_and_now(plot, low, at),
    }
    if not own.highlight:
        return _("In {year}, {high} is the highest ({high_value}) and {low} the lowest ({low_value}).").format(**given)
    return _(
        "In {year}, {high} is the highest ({high_value}) and {low} the lowest ({low_value}). {name} is in place {rank} "
        "of {all}."
    ).format(name=plain(own.name), rank=number(others.index(own) + 1), all=number(len(others)), **given)


def _then_and_now(plot: Plot, series: Series, at: int) -> str:
    first = _places(series)[0]
    now = _said(plot, series, at)
    if first == at:
        return now
    return _("{now}, against {before} in {year}").format(
        now=now, before=_said(plot, series, first), year=plot.categories[first]
    )


def _extremes(plot: Plot, series: Series) -> str:
    places = _places(series)
    if len(places) < 2:
        return _("The only known value is {value} ({name}).").format(
            value=_said(plot, series, places[0]), name=plain(plot.categories[places[0]])
        )
    high, low = _high_and_low(series)
    return _("The largest value is {high} ({high_name}) and the smallest {low} ({low_name}).").format(
        high=_said(plot, series, high), high_name=plain(plot.categories[high]),
        low=_said(plot, series, low), low_name=plain(plot.categories[low]),
    )  # fmt: skip


def _ends(plot: Plot, series: Series) -> str:
    """Such as "gold: Finland 20, Sweden 1"."""
    high, low = _high_and_low(series)
    ends = [f"{plain(plot.categories[at])} {_said(plot, series, at)}" for at in dict.fromkeys((high, low))]
    return _("{label}: {value}").format(label=plain(series.name) or _("Value"), value=", ".join(ends))


def _high_and_low(series: Series) -> tuple[int, int]:
    places = _places(series)
    return max(places, key=lambda at: series.y[at] or 0.0), min(places, key=lambda at: series.y[at] or 0.0)


def _ranked(plot: Plot, series: Series) -> str:
    """Where the highlighted category stands among the others."""
    places = sorted(_places(series), key=lambda at: series.y[at] or 0.0, reverse=True)
    strong = [at for at in places if plot.categories[at] in plot.strong]
    if len(strong) != 1 or len(places) < 2:
        return ""
    return _("{name}: {value}, in place {rank} of {all} from the largest.").format(
        name=plain(plot.categories[strong[0]]), value=_said(plot, series, strong[0]),
        rank=number(places.index(strong[0]) + 1), all=number(len(places)),
    )  # fmt: skip


def _gaps(plot: Plot) -> list[str]:
    """The names of what is unknown: series where there are several, else categories."""
    series = reading.shown(plot)
    if len(series) > 1 and all(one.name for one in series):
        return [plain(one.name) for one in series for _at in reading.unknown(one)]
    return [plain(plot.categories[at]) for one in series for at in reading.unknown(one)]
