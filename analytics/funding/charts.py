"""The chart of funding over time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.language import _, day, listing, ngettext

YEARS_BACK = 8  # what started earlier is cut at the left edge
_LINE, _BAR, _GAP = 19, 11, 8  # px: a line of text, a bar, the room below it
_COLUMNS = (
    *("funding_id", "name", "provider", "standing", "country_codes", "first_day", "last_day"),
    *("grant_min_keur", "grant_max_keur", "cofinancing_pct", "source_url", "source_year"),
)


def timeline(frame: pd.DataFrame, *, on: date, narrow: int = 0, asked: Mapping[str, Any] | None = None) -> Chart:
    """A bar an instrument from its first day to its last, its name and standing above it, and a line at the day `on`.

    A bar without a known end stops at the day with a question mark; an instrument without a known first day has none.
    """
    figure = style.figure()
    today = _years(on)
    top = 4.0
    for row in frame.to_dict("records"):
        lines = _label(row, 44 if narrow else 0)
        figure.add_annotation(
            x=0, y=top, xref="paper", xanchor="left", yanchor="top", align="left", showarrow=False, borderpad=0,
            text="<br>".join(lines), bgcolor=style.palette().background,
            font={"size": 13 if narrow else 14, "color": style.palette().text},
        )  # fmt: skip
        top += _LINE * len(lines) + _GAP
        if pd.notna(row["first_day"]):
            _add_bar(figure, row, top + _BAR / 2, today)
            top += _BAR + 2 * _GAP
    starts = frame["first_day"].dropna()
    first = max(int(starts.dt.year.min()) if len(starts) else on.year, on.year - YEARS_BACK)
    last = max([on.year, *frame["last_day"].dropna().dt.year])
    figure.add_vline(x=today, line={"color": style.palette().muted, "width": 1.5, "dash": "dot"})
    figure.add_annotation(
        x=today, y=top, yanchor="top", yshift=-2, showarrow=False, text=day(on),
        xanchor="right" if narrow else "center", font={"size": 13, "color": style.palette().muted},
    )  # fmt: skip
    figure.update_layout(
        barmode="overlay",
        height=int(top + 76),
        margin={"t": 30, "b": 34},
        xaxis={
            "range": [first, last + 1.02], "tickformat": "d", "dtick": 2 if narrow else 1, "showgrid": True,
            "side": "top", "fixedrange": True,
        },
        yaxis={"range": [top, 0], "visible": False, "fixedrange": True},
    )  # fmt: skip
    insight = _insight(frame)
    return Chart(
        id="funding.timeline",
        title=_("What is open, and until when"),
        subtitle=_(
            "Each bar runs from the first day to the last, of the call where its days are known, else of the "
            "programme's years; striped with ? = end not stated, dotted = upcoming, pale = closed, no bar = no start "
            "stated. The dotted line is {day}."
        ).format(day=day(on)),
        insight=insight,
        figure=figure,
        table=frame[list(_COLUMNS)],
        sources=(Source(_("Pages named in each row, read November 2026"), "funding"),),
        alt=_("Timeline of funding instruments with their standing on {day}. {insight}").format(
            day=day(on), insight=insight
        ),
        params={name: value for name, value in (asked or {}).items() if name != "narrow"},
        method=_(
            "An instrument is closed after the last day to apply, or after the last year of its programme where no "
            "such day is known, or when its page says so; upcoming before its first day; open between the two; not "
            "clear when the first or the last is not known. A year counts from 1 January to 31 December. A call can be "
            "closed while the programme that it fed still runs."
        ),
    )


def _label(row: Mapping[str, Any], width: int) -> list[str]:
    """The name in bold and the standing after it, on lines of at most `width` signs where that is not 0."""
    if not width:
        return [f"<b>{row['name']}</b>  {row['says']}"]
    return [*(f"<b>{line}</b>" for line in wrap(row["name"], width)), *wrap(row["says"], width + 4)]


def _add_bar(figure: go.Figure, row: Mapping[str, Any], place: float, today: float) -> None:
    start, ended = _years(row["first_day"]), pd.notna(row["last_day"])
    stop = _years(row["last_day"]) + 1 / 365 if ended else max(today, start)
    colour, shape = _look(row["standing"])
    figure.add_trace(
        go.Bar(
            y=[place], x=[stop - start], base=[start], width=_BAR, orientation="h", showlegend=False,
            opacity=0.45 if row["standing"] == "closed" else 1,
            marker={
                "color": colour,
                "pattern": {"shape": shape, "size": 6, "fillmode": "overlay", "fgcolor": style.palette().background},
                "line": {"color": colour, "width": 1},
            },
            hovertemplate=f"<b>{'<br>'.join(wrap(row['name'], 44))}</b><br>{row['says']}<extra></extra>",
        )
    )  # fmt: skip
    if not ended and row["standing"] == "unknown":
        figure.add_annotation(
            x=stop, y=place, xanchor="left", xshift=3, showarrow=False, text="<b>?</b>",
            font={"size": 14, "color": style.palette().muted},
        )  # fmt: skip


def _look(standing: str) -> tuple[str, str]:
    """Colour and pattern of a bar."""
    colours = style.palette()
    return {
        "open": (colours.sequential[3], ""),
        "upcoming": (colours.sequential[3], "."),
        "closed": (colours.muted, ""),
    }.get(standing, (colours.muted, "/"))


def _years(value: date) -> float:
    """A day as a year with its part gone by, the unit of the axis."""
    start = date(value.year, 1, 1).toordinal()
    return value.year + (value.toordinal() - start) / (date(value.year + 1, 1, 1).toordinal() - start)


def _insight(frame: pd.DataFrame) -> str:
    if frame.empty:
        return _("No funding fits.")
    counted = frame["standing"].value_counts()
    parts = [
        ngettext("{n} is open", "{n} are open", counted.get("open", 0)),
        ngettext("{n} is upcoming", "{n} are upcoming", counted.get("upcoming", 0)),
        ngettext("{n} is not clear", "{n} are not clear", counted.get("unknown", 0)),
        ngettext("{n} is closed", "{n} are closed", counted.get("closed", 0)),
    ]
    here = [
        part for part, status in zip(parts, ("open", "upcoming", "unknown", "closed"), strict=True) if status in counted
    ]
    return _("Of {all} shown: {parts}.").format(all=len(frame), parts=listing(here))
