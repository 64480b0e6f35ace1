"""Charts of the effects of cluster programmes: the evidence map, and Norway's figures beside their yardstick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import ceil
from typing import Any

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _, number
from analytics.core.plot import Axis, Empty, Label, Mark, Plot, Series, Symbol
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.core.text_layout import broken
from analytics.effects import questions, words
from analytics.effects.codes import DIRECTIONS, LEVELS, MAIN_OUTCOMES, OTHER, STRENGTHS

_SYMBOLS: dict[str, Symbol] = {
    "firm": "circle", "provisional": "circle", "some": "square", "weak": "diamond", "review": "square",
}  # fmt: skip
_HOLLOW = ("provisional", "review")
_COLUMNS = (
    *("outcome", "effect_direction", "country", "programme", "published_year", "grade", "provisional"),
    *("independence", "finding", "main_limit", "source_url", "source_kind", "evaluation_id"),
)


@chart(
    "effects.map",
    question="What have studies found on each outcome of cluster programmes, and how strong is their design?",
    ask=questions.mapped,
    allowed={"level": tuple(LEVELS), "nordic": (0, 1), "narrow": (0, 1)},
)
def evidence_map(frame: pd.DataFrame, *, level: str = "3", finding: str = "", narrow: int = 0) -> Chart:
    """A mark a finding, by outcome and direction; its shape says how strong the design is, `finding` is framed."""
    title = _("What the studies found")
    if frame.empty:
        reason = _("No study of this strength was found for these countries.")
        return Chart(title, words.level_name(level), reason, frame, (cite("programme_evaluations"),), reason,
                     Empty(reason))  # fmt: skip
    insight = words.without_gain(frame)
    return Chart(
        title=title,
        subtitle=_("A mark is a finding, its letters the country, its shape the strength of the design"),
        insight=insight,
        drawing=_marks(frame, finding, narrow=bool(narrow)),
        table=frame[list(_COLUMNS)],
        sources=(cite("programme_evaluations"),),
        alt=_("Matrix of outcomes and directions of effect. {insight}").format(insight=insight),
        method=_(
            "Grades follow the Maryland scale: 5 random selection, 4 as good as random, 3 a comparison group before and"
            " after, 2 a weaker comparison, 1 none, 0 opinions, cases and models. Studies were read as summaries. A "
            "provisional grade may change when the report is read. Yardsticks of other support and facts about "
            "programmes are in the table and not on the map."
        ),
    )


def _marks(frame: pd.DataFrame, finding: str, *, narrow: bool) -> Plot:
    marks = placed(frame, narrow=narrow)
    rows, strengths = _rows(marks), shown_strengths(frame)
    per_line, lines = _across(marks, narrow=narrow)
    heads = [f"{words.SIGNS[code]} {words.direction_name(code)}" for code in DIRECTIONS]
    return Plot(
        "dots",
        tuple(
            _of_strength(marks[marks["strength"] == strength], strength, finding, per_line, narrow=narrow)
            for strength in strengths
        ),
        x=Axis(
            low=-0.5,
            high=len(heads) - 0.5,
            ticks=tuple((float(place), broken(head, 9) if narrow else head) for place, head in enumerate(heads)),
            top=True,
            letters=12 if narrow else 14,
        ),
        y=Axis(
            low=0.4 - len(rows),
            high=0.6,
            ticks=tuple(
                (-float(at), broken(words.row_name(code), 14 if narrow else 24)) for at, code in enumerate(rows)
            ),
            grid=True,
            letters=11 if narrow else 14,
        ),
        legend="bottom",
        height=round(max(lines, 1.5) * (24 if narrow else 28) * len(rows))
        + (150 if narrow else 92)
        + 22 * max(len(strengths) - 2, 0),  # a taller legend
    )


def _rows(marks: pd.DataFrame) -> list[str]:
    """The rows of the map: the outcomes that are measured most, and one row for all others."""
    used = set(marks["row"])
    return [code for code in (*MAIN_OUTCOMES, OTHER) if code in used]


def shown_strengths(frame: pd.DataFrame) -> list[str]:
    """The strengths among the findings, firmest first: a series of the map each."""
    used = set(frame["strength"])
    return [strength for strength in STRENGTHS if strength in used]


def _across(marks: pd.DataFrame, *, narrow: bool) -> tuple[int, int]:
    """How many marks stand side by side in a cell, more and smaller ones where one has many, and the lines of that."""
    fullest = max(Counter(zip(marks["row"], marks["effect_direction"], strict=True)).values())
    across = 3 if narrow else 4 if fullest <= 8 else 6
    return across, ceil(fullest / across)


def placed(frame: pd.DataFrame, *, narrow: bool = False) -> pd.DataFrame:
    """The findings with the place of their marks, x and y: those of a cell stand in lines, the firmest first."""
    marks = frame.assign(row=frame["outcome"].map(words.map_row), firmness=frame["strength"].map(STRENGTHS.index))
    marks = marks.sort_values("firmness", kind="stable")
    rows, (across, lines) = _rows(marks), _across(marks, narrow=narrow)
    cells = marks.groupby(["row", "effect_direction"], sort=False)
    at, size = cells.cumcount(), cells["row"].transform("size")
    used = (size + across - 1) // across
    per_line = (size + used - 1) // used
    column, line = at % per_line, at // per_line
    of_line = per_line.where(line < used - 1, size - per_line * (used - 1))
    return marks.assign(
        x=marks["effect_direction"].map(DIRECTIONS.index) + 0.9 / across * (column - (of_line - 1) / 2),
        y=-marks["row"].map(rows.index) - 0.86 / lines * (line - (used - 1) / 2),
    )


def finding_at(frame: pd.DataFrame, series: int, point: int) -> str:
    """The id of the finding whose mark is that point of that series of the map."""
    strength = shown_strengths(frame)[series]
    marks = placed(frame)
    return str(marks.loc[marks["strength"] == strength, "evaluation_id"].iloc[point])


def _of_strength(rows: pd.DataFrame, strength: str, finding: str, per_line: int, *, narrow: bool) -> Series:
    small = per_line > 4 or narrow
    size = (20 if small else 28) - (3 if _SYMBOLS[strength] != "circle" else 0)
    told = rows.to_dict("records")
    looks = [_look(row["effect_direction"], strength, size, chosen=row["evaluation_id"] == finding) for row in told]
    return Series(
        words.strength_name(strength),
        tuple(float(row["y"]) for row in told),
        tuple(float(row["x"]) for row in told),
        shape="point",
        marks=tuple(looks),
        labels={
            place: Label(
                _letters(row["country"]),
                "centre",
                style.palette().text if strength in _HOLLOW else style.ink_on(look.fill),
                bold=row["evaluation_id"] == finding,
                letters=10 if small else 14,
            )
            for place, (row, look) in enumerate(zip(told, looks, strict=True))
        },
        hover=tuple(map(_told, told)),
        key=_look("none", strength, 14, chosen=False),
    )  # fmt: skip


def _letters(country: str) -> str:
    return "INT" if country == "WORLD" else country


def colour(direction: str) -> str:
    """The colour of a direction: blue and orange for gain and loss, greys between, which no eye mixes up."""
    palette = style.palette()
    return {
        "positive": palette.sequential[3],
        "mixed": palette.muted,
        "none": palette.text,
        "negative": palette.ecosystem[10],
    }[direction]


def _look(direction: str, strength: str, size: float, *, chosen: bool) -> Mark:
    fill, palette = colour(direction), style.palette()
    edge = palette.text if chosen else fill
    hollow = strength in _HOLLOW
    return Mark(
        palette.background if hollow else fill,
        edge,
        4 if chosen else 2,
        symbol=_SYMBOLS[strength],
        size=size + (5 if chosen else 0),
    )


def _told(row: Mapping[str, Any]) -> str:
    return f"{words.short_name(row)}\n{row['finding']}\n" + _("Strength: {grade}").format(grade=words.grade_words(row))


@chart(
    "effects.norway",
    question="How far ahead are Norwegian cluster members, and how far all firms that get support?",
    ask=questions.best_figures,
)
def norway(frame: pd.DataFrame) -> Chart:
    """The figures of the programme's owner as bars, the yardstick as a bar of its own below a gap."""
    insight = words.figures(frame)
    return Chart(
        title=_("Norway: cluster members beside all supported firms"),
        subtitle=_(
            "Value added, percentage points a year ahead of comparable firms. Published by Innovation Norway, which "
            "owns the programme"
        ),
        insight=insight,
        drawing=_bars(frame),
        table=frame[["evaluation_id", "programme", "published_year", "yardstick", "effect_value", "effect_unit",
                     "main_limit", "source_url"]],
        sources=(cite("programme_evaluations", "norway"),),
        alt=_("Bar chart. {insight}").format(insight=insight),
        method=_(
            "The figures of members are of their first three years. Keen firms join, and the programme's owner "
            "publishes them itself. The yardstick is of all firms with the agency's support, in clusters or not."
        ),
    )  # fmt: skip


def _bars(frame: pd.DataFrame) -> Plot:
    palette = style.palette()
    rows = frame.to_dict("records")
    names = [
        (
            _("All supported firms, report of {year}") if row["yardstick"] else _("Cluster members, report of {year}")
        ).format(year=row["published_year"])
        for row in rows
    ]
    return Plot(
        "bar",
        (
            Series(
                _("Lead in value added"),
                tuple(float(row["effect_value"]) for row in rows),
                shape="bar",
                marks=tuple(
                    Mark(palette.muted if row["yardstick"] else style.country_colour(row["country"])) for row in rows
                ),
                labels={place: Label(f"+{number(row['effect_value'], 1)}", "end") for place, row in enumerate(rows)},
                hover=tuple(str(row["finding"]) for row in rows),
                thickness=0.6,
            ),
        ),
        x=Axis(_("percentage points a year"), low=0, high=1.2 * float(frame["effect_value"].max()), step=5, grid=True),
        categories=tuple(broken(name, 24) for name in names),
        apart=int(frame["yardstick"].sum()),
        height=260,
    )
