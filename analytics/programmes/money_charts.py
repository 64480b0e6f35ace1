"""Charts of the money of programmes: what is paid to cluster organisations, and what to other work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import COMPARED
from analytics.core.language import _, country_name, number, sentence_start, term
from analytics.core.plot import Axis, Empty, Label, Mark, Plot, Series
from analytics.core.registry import chart
from analytics.core.sources import cite, read_year
from analytics.core.text_layout import broken
from analytics.programmes import money_words as words
from analytics.programmes import questions

OLDEST = 10  # years; older money of other countries is in the table only


@chart(
    "programmes.money",
    question="What is paid a year to cluster organisations, beside people, the economy and the clusters supported?",
    ask=questions.money,
    allowed={"country": COMPARED, "measure": questions.MEASURES},
)
def money(frame: pd.DataFrame, *, country: str = "FI", measure: str = "eur_per_inhabitant", narrow: int = 0) -> Chart:
    """Yearly money paid to cluster organisations, a bar a programme."""
    insight = words.money(frame, measure, country)
    return _chart(frame, _("Paid to cluster organisations"), insight, country, measure, narrow=bool(narrow))


@chart(
    "programmes.money_other",
    question="What other ecosystem and research money is there a year, which is not paid to cluster organisations?",
    ask=questions.other_money,
    allowed={"country": COMPARED, "measure": questions.OTHER_MEASURES},
)
def other_money(
    frame: pd.DataFrame, *, country: str = "FI", measure: str = "eur_per_inhabitant", narrow: int = 0
) -> Chart:
    """Yearly money of other ecosystem and research work, a bar a programme."""
    insight = words.other_money(frame, measure, country)
    return _chart(frame, _("Other ecosystem and research money"), insight, country, measure, narrow=bool(narrow))


def _chart(frame: pd.DataFrame, title: str, insight: str, country: str, measure: str, *, narrow: bool) -> Chart:
    rows = frame.sort_values(measure, na_position="first", kind="stable")[::-1]
    drawn = rows[(rows["country"] == country) | _of_use(rows, measure)]
    return Chart(
        title=title,
        subtitle=_(
            "{unit}, newest known year in brackets. Striped ones have ended or are not known to run. Ended and old "
            "programmes of other countries are in the table"
        ).format(unit=sentence_start(words.money_unit(measure))),
        insight=insight,
        drawing=Empty(_("No yearly sum is known.")) if drawn.empty else _bars(drawn, country, measure, narrow=narrow),
        table=frame,
        sources=(cite("programme_budgets"), cite("export_indicators", "population"), cite("regional_stats", "gdp")),
        alt=words.money_alt(drawn, measure),
        method=words.money_method(),
    )


def _of_use(rows: pd.DataFrame, measure: str) -> pd.Series:
    """Which programmes of other countries help a comparison: known, not ended, and not of long ago."""
    recent = rows["budget_year"] >= read_year("programme_budgets") - OLDEST
    return rows[measure].notna() & ~rows["status"].isin(["ended", "merged"]) & recent.fillna(False)


def _row_height(names: Sequence[str], *, narrow: bool) -> int:
    """Pixels of a row: half a page has room for some 18 letters a line beside the bars."""
    lines = max(ceil(len(name) / 18) for name in names) if names else 1
    return max(52 if narrow else 44, 17 * lines + 10)


def _bars(rows: pd.DataFrame, country: str, measure: str, *, narrow: bool) -> Plot:
    programmes = rows.to_dict("records")
    names = [_name(row, 24 if narrow else 34) for row in programmes]
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
                hover=tuple(_hover(row) for row in programmes),
                thickness=0.6,
            ),
        ),
        x=Axis(
            words.money_unit(measure),
            low=0,
            high=1.2 * max((value for value in values if value is not None), default=1),
            ticks_wanted=4,
            grid=True,
        ),
        y=Axis(letters=12 if narrow else 13),
        categories=tuple(names),
        strong=frozenset(name for name, row in zip(names, programmes, strict=True) if row["country"] == country),
        height=_row_height(names, narrow=narrow) * len(programmes) + 90,
    )


def _name(row: Mapping[str, Any], width: int) -> str:
    year = "" if pd.isna(row["budget_year"]) else f" ({int(row['budget_year'])})"
    return broken(f"{country_name(row['country'])}: {row['programme']}{year}", width)


def _hover(row: Mapping[str, Any]) -> str:
    amount = row["amount_original"]
    money = "" if pd.isna(amount) else f"{row['currency']} {number(amount)}\n"
    return f"{row['programme']}\n{money}{broken(str(row['note']), 60)}"


def _mark(row: Mapping[str, Any], front: bool) -> Mark:
    colour, opacity = style.country_colour(row["country"]), 1 if front else 0.75
    if row["status"] != "active":
        return Mark("", hatch="/", hatch_colour=colour, opacity=opacity)
    return Mark(colour, opacity=opacity)


def _label(row: Mapping[str, Any], measure: str) -> Label:
    if pd.isna(row[measure]):
        why = words.unknown_amount(row)
        said = f"○ {term('unknown')}" + (f" ({why})" if why else "")
        return Label(said, "end", style.palette().muted)
    return Label(words.money_of(row, measure), "end")
