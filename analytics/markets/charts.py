"""Charts about where exports go."""

from __future__ import annotations

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import COMPARED, NORDIC
from analytics.core.language import _, country_name, percent
from analytics.core.plot import Axis, Empty, Event, Label, Plot, Series, Stroke
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.markets import questions, words
from analytics.markets.bars import Bar, ranked

_PARTNER_COLUMNS = (
    *("country", "year", "partner_iso3", "is_sum", "share_pct"),
    *("start_year", "share_start_pct", "change_pct_points"),
)


@chart(
    "exports.nordic_share",
    question="What share of goods exports goes to the other Nordic countries?",
    ask=questions.nordic_shares,
    allowed={"country": NORDIC},
)
def nordic_share(frame: pd.DataFrame, *, country: str = "FI") -> Chart:
    """The share of goods exports that goes to the other Nordic countries, `country` in front.

    No line crosses a change of source, where a vertical mark stands.
    """
    first, last = int(frame["year"].min()), int(frame["year"].max())
    period = f"{first}–{last}"
    insight = words.nordic_share(frame, country)
    return Chart(
        title=_("Exports to the Nordic neighbours"),
        subtitle=_("Goods exports to the other Nordic countries, % of all goods exports, {years}").format(years=period),
        insight=insight,
        drawing=_country_lines(frame, country),
        table=frame[["country", "year", "share_pct", "source_series"]],
        sources=_sources(period),
        alt=_("Line chart of the Nordic share of goods exports by country, {years}. {insight}").format(
            years=period, insight=insight
        ),
        method=_(
            "Share = goods exports to the four other Nordic countries / goods exports to all partners of the source. "
            "The two sources count differently, so no change is worked out from one to the other. "
            "No year after {year} has been found in a form that may be shown."
        ).format(year=last),
    )


@chart(
    "exports.partners",
    question="Which partners take most of a country's goods exports? Year 0 is the latest.",
    ask=questions.partners,
    allowed={"country": COMPARED},
)
def partners(frame: pd.DataFrame, *, country: str = "FI") -> Chart:
    """The largest partners of a country in one year, Nordic ones in its colour, their sum apart and hatched."""
    title = _("Largest export partners")
    if frame.empty:
        said = _("No partner shares have been found.")
        return Chart(title, "", said, frame, (), said, Empty(said))
    year = int(frame["year"].iloc[0])
    listed, sums = frame[~frame["is_sum"]], frame[frame["is_sum"]]
    colour, muted = style.country_colour(country), style.palette().unknown
    bars = [
        Bar(words.partner_name(row.partner), row.share_pct, colour if row.partner in NORDIC else muted)
        for row in listed.itertuples()
    ]
    apart = [Bar(words.partner_name(row.partner), row.share_pct, colour, hatched=True) for row in sums.itertuples()]
    insight = words.partners(listed, sums, country, year)
    return Chart(
        title=title,
        subtitle=_(
            "{country}: % of goods exports, {year}. Nordic partners in colour, the sum of all four hatched"
        ).format(country=country_name(country), year=year),
        insight=insight,
        drawing=ranked(bars, apart, _("% of goods exports")),
        table=frame[list(_PARTNER_COLUMNS)],
        sources=_sources(str(year)),
        alt=_("Bar chart of the largest export partners in {year}. {insight}").format(year=year, insight=insight),
        method=_(
            "The sources of the atlas list the largest partners of each year only. A partner that is not listed is "
            "unknown, not zero. The Nordic sum is over all four other Nordic countries, listed or not. Changes are in "
            "percentage points since the first year of the same source and never cross a change of source."
        ),
    )


def _country_lines(frame: pd.DataFrame, country: str) -> Plot:
    years = range(int(frame["year"].min()), int(frame["year"].max()) + 1)
    series = []
    for code in [*(code for code in frame["country"].unique() if code != country), country]:
        name, colour, front = country_name(code), style.country_colour(code), code == country
        lines = by_source(frame[frame["country"] == code], years)
        for line in lines:
            # The name stands at the end of the last line only.
            last = max(place for place, share in enumerate(line) if share is not None)
            series.append(
                Series(
                    name,
                    line,
                    line=Stroke(colour, 4 if front else 2, opacity=1 if front else 0.75),
                    labels={last: Label(name, "right", colour)} if line is lines[-1] else {},
                    highlight=front,
                    hover=tuple(f"{name} {year}: {percent(share)}" for year, share in zip(years, line, strict=True)),
                )
            )
    return Plot(
        "line",
        tuple(series),
        x=Axis(years=True, step=5),
        y=Axis(_("% of goods exports"), low=0.0, high=5 * (float(frame["share_pct"].max()) // 5 + 1), ticks_wanted=6),
        categories=tuple(years),
        events=tuple(
            Event(year - 0.5, _("other source from {year}").format(year=year)) for year in _changes_of_source(frame)
        ),
    )


def by_source(rows: pd.DataFrame, years: range) -> list[tuple[float | None, ...]]:
    """A country's shares over `years`, a line a source in their order; years of no or another source have none."""
    return [
        tuple(None if pd.isna(share) else float(share) for share in own.set_index("year")["share_pct"].reindex(years))
        for _series, own in rows.groupby("source_series")
    ]


def _changes_of_source(frame: pd.DataFrame) -> list[int]:
    """The first years of the second and later sources."""
    starts = frame.groupby("source_series")["year"].min().sort_index()
    return [int(year) for year in starts.iloc[1:]]


def _sources(period: str) -> tuple[Source, ...]:
    return tuple(
        cite("export_partner_shares", part, years=period, url=page)
        for part, page in (
            ("before", "https://github.com/jbkunst/trd-sttstcs"),
            ("after", "https://github.com/uchicago-CAPP30122-win-2022/proj-cappmait"),
        )
    )
