"""What happened when, as quiet marks on charts over years. The marks say when; they explain nothing."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.core import style
from analytics.core.language import _, listing
from analytics.core.plot import Event, Mark, Series
from analytics.exports import questions


def crisis_lines(years: Sequence[int]) -> tuple[Event, ...]:
    """A dotted line in the last year of each crisis that lies within the years; what they are is said in words."""
    ends = questions.crises()["last_year"]
    return tuple(Event(float(year), colour=style.palette().unknown) for year in ends if min(years) < year <= max(years))


def crisis_words(years: Sequence[int]) -> str:
    """The crises within the years with their year, for a subtitle; "" where there is none."""
    rows = questions.crises()
    named = [
        f"{row.name} {row.first_year}" + (f"–{row.last_year % 100:02d}" if row.last_year > row.first_year else "")
        for row in rows.itertuples(index=False)
        if min(years) < row.last_year <= max(years)
    ]
    return _("Dotted lines: {crises}.").format(crises=listing(named)) if named else ""


def policy_marks(country: str, years: Sequence[int], at: float) -> tuple[Series, ...]:
    """Marks at the foot of a chart in the years in which cluster programmes of the country started (▸) or ended (✕)."""
    rows = questions.policy_years(country)
    made = []
    for kind, name in (("programme_start", _("Programme starts")), ("programme_end", _("Programme ends"))):
        found = {int(year): "\n".join(part["event"]) for year, part in rows[rows["kind"] == kind].groupby("year")}
        if not any(year in found for year in years):
            continue
        look = Mark(
            style.palette().muted,
            style.palette().muted,
            1,
            symbol="triangle-right" if kind == "programme_start" else "x",
            size=9.0,
        )
        made.append(
            Series(
                name,
                tuple(at if year in found else None for year in years),
                marks=tuple(look if year in found else Mark("") for year in years),
                hover=tuple(f"{year}: {found.get(year, '')}" for year in years),
                helper=True,
                in_legend=False,
                partial=True,
            )
        )
    return tuple(made)
