"""Charts of membership fees: what it would cost, what the tiers span, and who publishes fees."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.clusters.questions import fee_name
from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import COUNTED_KINDS, ECOSYSTEMS, NORDIC
from analytics.core.language import _, country_name, number
from analytics.core.plot import Axis, Empty, Label, Mark, Plot, Series, Stroke
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.core.text_layout import halved
from analytics.fees import questions, words
from analytics.fees.ours import amount
from analytics.fees.questions import SPANS, euro, organisation_words

STATES = ("published", "free", "paid", "unknown")
_FREE_AT = 4.0  # EUR; a logarithmic axis has no zero, so what is free stands at its left end
_STEPS = (10, 100, 1_000, 10_000, 100_000)


@chart(
    "fees.cost",
    question="What would membership of each cluster cost an organisation? Size -1 = not given.",
    ask=questions.cost,
    allowed={"country": ("", *NORDIC), "kind": questions.KINDS, "eco": ("", *ECOSYSTEMS), "body": ("", *COUNTED_KINDS)},
)
def cost(
    frame: pd.DataFrame,
    *,
    employees: int = 12,
    turnover_eur: int = 2_000_000,
    kind: str = "company",
    country: str = "",
    eco: str = "",
    body: str = "",
    narrow: int = 0,
) -> Chart:
    """The fee in each cluster as a bar, cheapest on top; where only a span is known, its upper part is pale."""
    who = organisation_words(employees, turnover_eur, kind)
    fees = frame[frame["fee_eur"].notna()]
    spans = frame[frame["state"].isin(SPANS) & frame["fee_low_eur"].notna()]
    drawn = [
        _Row(r["cluster"], r["country"], r["fee_eur"], r["fee_eur"], words.dated(amount(r), r["fee_year"]))
        for r in fees.to_dict("records")
    ]
    drawn += [
        _Row(
            r.cluster,
            r.country,
            r.fee_low_eur,
            r.fee_low_eur if pd.isna(r.fee_high_eur) else r.fee_high_eur,
            words.dated(words.about(r.fee_low_eur, r.fee_high_eur), r.fee_year),
        )
        for r in spans.itertuples()
    ]
    insight = words.cost(frame, fees, spans)
    return Chart(
        title=_("What it would cost us"),
        subtitle=_(
            "{who}: fee in EUR a year. Where only a span is known, its upper part is pale; an old fee carries its year"
        ).format(who=who),
        insight=insight,
        drawing=_bars(drawn, narrow=bool(narrow)) if drawn else Empty(insight),
        table=frame,
        sources=_sources(frame[frame["fee_eur"].notna() | frame["fee_low_eur"].notna()]),
        alt=_("Chart of yearly fees by cluster. {insight}").format(insight=insight),
        method=_(
            "The tier whose limits hold the organisation's employees or turnover and whose kind of member is its own. "
            "Both limits belong to the tier. Where several tiers apply, the lowest fee counts and the others are "
            "listed. Limits of turnover in a national currency are compared at the rate of the same row's fee. Joining "
            "fees are left out and shown beside the fee. What cannot be worked out is given as a span or not at all."
        ),
    )


@chart(
    "fees.tiers",
    question="What do clusters ask from the smallest company to the largest?",
    ask=questions.ladder,
    allowed={"country": ("", *NORDIC)},
)
def tiers(frame: pd.DataFrame, *, country: str = "", narrow: int = 0) -> Chart:
    """Every yearly fee for companies of each cluster as a dot on a line from its lowest to its highest."""
    drawn = [
        _Row(
            str(name),
            group["country"].iloc[0],
            group["fee_eur"].min(),
            group["fee_eur"].max(),
            words.dated(words.span(group["fee_eur"].min(), group["fee_eur"].max()), group["fee_year"].max()),
            tuple(group["fee_eur"]),
        )
        for name, group in frame.groupby("name", sort=False)
    ]
    drawn.sort(key=lambda row: (NORDIC.index(row.country), row.high, row.low))
    widest = max(drawn, key=lambda row: row.high / max(row.low, 1), default=None)
    insight = words.tiers(widest.name, widest.low, widest.high, len(drawn)) if widest else words.no_tiers()
    return Chart(
        title=_("From the smallest company to the largest"),
        subtitle=_(
            "Fee tiers for companies in the newest table seen, EUR a year, logarithmic scale. Each dot is a tier; an "
            "old table carries its year"
        ),
        insight=insight,
        drawing=_rows(drawn, narrow=bool(narrow)) if drawn else Empty(insight),
        table=frame[
            [
                *("cluster_id", "name", "country", "status", "tier", "size_basis", "size_min", "size_max"),
                *("fee_eur", "fee_amount", "fee_currency", "fee_year", "source_url"),
            ]
        ],
        sources=_sources(frame),
        alt=_("Chart of the span of fees by cluster. {insight}").format(insight=insight),
        method=_(
            "Yearly fees for companies, or for any organisation, converted at SEK 11.4, NOK 11.6, DKK 7.46 and ISK 150 "
            "for one euro. Sizes are employees, turnover or an index, so equal places of a dot are not equal sizes."
        ),
    )


@chart(
    "fees.transparency",
    question="What share of the active clusters of each country says what membership costs?",
    ask=questions.transparency,
)
def transparency(frame: pd.DataFrame) -> Chart:
    """What is known of the fees of the active clusters, a bar of 100 % a country."""
    insight = words.transparency(frame)
    return Chart(
        title=_("Who says what membership costs"),
        subtitle=_(
            "Active clusters by what is known of their fee, %. At the right stand those with a known fee and, in"
            " brackets, all"
        ),
        insight=insight,
        drawing=_shares(frame),
        table=frame,
        sources=(cite("clusters"),),
        alt=_("Bar chart of what is known of fees by country. {insight}").format(insight=insight),
        method=_(
            "Share = active clusters whose fee is published or that are free / all active clusters of the atlas. That "
            "no fee was seen does not prove that none is published."
        ),
    )


def _shares(frame: pd.DataFrame) -> Plot:
    codes = list(dict.fromkeys(frame["country"]))
    series = []
    for state in STATES:
        part = frame[frame["fee_state"] == state].set_index("country").reindex(codes)
        labels = {
            place: Label(number(n), "centre")
            for place, (n, share) in enumerate(zip(part["clusters"], part["share_pct"], strict=True))
            if share >= 4
        }
        series.append(
            Series(
                fee_name(state),
                tuple(None if pd.isna(share) else float(share) for share in part["share_pct"]),
                shape="bar",
                marks=tuple(_mark(state, style.country_colour(code)) for code in codes),
                labels=labels,
                hover=tuple(
                    f"{country_name(code)}, {fee_name(state)}: {number(share, 1)} %"
                    for code, share in part["share_pct"].items()
                ),
                thickness=0.65,
                key=_mark(state, style.palette().muted),
            )
        )
    told = words.known(frame).loc[codes]
    counted = [
        Label(_("{n} of {all}").format(n=number(row.known), all=number(row.all_clusters)), "after")
        for row in told.itertuples()
    ]
    series.append(Series("", (0.0,) * len(codes), shape="text", labels=dict(enumerate(counted)), helper=True))
    return Plot(
        "stacked_bar",
        tuple(series),
        x=Axis(_("% of active clusters"), low=0, high=100, step=25, grid=True),
        categories=tuple(country_name(code) for code in codes),
        legend="bottom",
    )


@dataclass(frozen=True)
class _Row:
    """A row of a chart: a cluster's lowest and highest fee (EUR a year), in words, and the steps between."""

    name: str
    country: str
    low: float
    high: float
    label: str
    steps: tuple[float, ...] = ()


def _bars(rows: list[_Row], *, narrow: bool) -> Plot:
    """A bar a cluster from nothing to its fee, on a plain axis; the fee in words after it."""
    colours = [style.country_colour(row.country) for row in rows]
    thickness = 0.3 if narrow else 0.6  # on a phone the name stands above the bar
    sure = Series(
        _("fee"),
        tuple(row.low for row in rows),
        shape="bar",
        marks=tuple(Mark(colour, style.palette().background, 1) for colour in colours),
        hover=tuple(f"{row.name}, {country_name(row.country)}: {row.label}" for row in rows),
        thickness=thickness,
    )
    span = Series(
        _("span"),
        tuple(row.high - row.low if row.high > row.low else None for row in rows),
        shape="bar",
        marks=tuple(Mark(style.tint(colour), style.palette().background, 1) for colour in colours),
        hover=tuple(f"{row.name}, {country_name(row.country)}: {row.label}" for row in rows),
        thickness=thickness,
    )
    said = {place: Label(row.label, "after") for place, row in enumerate(rows)}
    ends = Series("", (0.0,) * len(rows), shape="text", labels=said, helper=True)
    return Plot(
        "stacked_bar",
        (sure, span, ends),
        x=Axis(
            _("EUR a year"),
            low=0,
            high=max(100.0, max(row.high for row in rows)) * 1.05,
            ticks_wanted=2 if narrow else 5,
            grid=True,
        ),
        y=Axis(over=narrow),
        categories=tuple(
            f"{_plain(row.name) if narrow else halved(_plain(row.name), 22)} ({row.country})" for row in rows
        ),
    )


def _rows(rows: list[_Row], *, narrow: bool) -> Plot:
    """Clusters under each other on a logarithmic axis, the fee beside the mark, on a phone the name above it."""
    series: list[Series] = []
    for place, row in enumerate(rows):
        series += _row(row, -place)
    most = max(row.high for row in rows)
    return Plot(
        "interval",
        tuple(series),
        x=Axis(
            _("EUR a year (logarithmic scale)"),
            low=_FREE_AT / 10**0.2,
            high=max(most, 1_000) * 10**1.9,
            log=True,
            ticks=tuple((float(step), number(step)) for step in (_STEPS[::2] if narrow else _STEPS)),
            grid=True,
        ),
        y=Axis(
            low=-len(rows) + 0.3,
            high=0.8,
            ticks=tuple(
                (-float(place), f"{_plain(row.name) if narrow else halved(_plain(row.name), 22)} ({row.country})")
                for place, row in enumerate(rows)
            ),
            over=narrow,
        ),
    )


def _row(row: _Row, place: float) -> list[Series]:
    colour = style.country_colour(row.country)
    ends = (_place(row.low), _place(row.high))
    drawn = []
    if row.low != row.high:
        stroke = Stroke(colour, 2)
        drawn.append(Series(row.name, (place, place), ends, line=stroke, helper=True))
    steps = row.steps or tuple(dict.fromkeys((row.low, row.high)))
    highest = max(range(len(steps)), key=lambda at: steps[at])
    drawn.append(
        Series(
            row.name,
            (place,) * len(steps),
            tuple(_place(step) for step in steps),
            shape="point",
            marks=(Mark(colour, colour, 2, size=11),),
            labels={highest: Label(row.label, "right")},
            hover=tuple(f"{row.name}, {country_name(row.country)}: {euro(step)}" for step in steps),
        )
    )
    return drawn


def _place(fee: float) -> float:
    return max(float(fee), _FREE_AT)


def _plain(name: str) -> str:
    """A name without what stands in brackets or behind a dash."""
    return name.split(" (")[0].split(" - ")[0]


def _mark(state: str, colour: str) -> Mark:
    """Full where a fee is published, framed where it is nothing, pale where only that there is one, hatched unknown."""
    palette = style.palette()
    if state == "unknown":
        return Mark(palette.background, palette.unknown, 1, hatch="/", hatch_colour=palette.unknown)
    if state == "free":
        return Mark(palette.background, colour, 3)
    return Mark(style.tint(colour) if state == "paid" else colour, palette.background, 1)


def _sources(rows: pd.DataFrame) -> tuple[Source, ...]:
    return (cite("membership_fees", n=number(rows["source_url"].nunique())),) if len(rows) else ()
