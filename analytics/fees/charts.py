"""Charts of membership fees: what it would cost, what the tiers span, and who publishes fees."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from statistics import median

import pandas as pd
import plotly.graph_objects as go

from analytics.clusters.questions import fee_name
from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import NORDIC
from analytics.core.language import _, country_name, listing, number, percent
from analytics.fees.questions import SPANS, euro, money, organisation_words

STATES = ("published", "free", "paid", "unknown")
_FREE_AT = 4.0  # EUR; a logarithmic axis has no zero, so what is free stands at its left end
_STEPS = (10, 100, 1_000, 10_000, 100_000)


def cost(frame: pd.DataFrame, *, employees: int, turnover_eur: int, kind: str, country: str, narrow: int = 0) -> Chart:
    """The fee in each cluster, cheapest on top: a dot where it was worked out, a line where only a span is known."""
    who = organisation_words(employees, turnover_eur, kind)
    fees = frame[frame["fee_eur"].notna()]
    spans = frame[frame["state"].isin(SPANS) & frame["fee_low_eur"].notna()]
    drawn = [_Row(r.cluster, r.country, r.fee_eur, r.fee_eur) for r in fees.itertuples()]
    drawn += [_Row(r.cluster, r.country, r.fee_low_eur, r.fee_high_eur, open_=True) for r in spans.itertuples()]
    insight = _cost_insight(frame, fees, spans, who)
    return Chart(
        id="fees.cost",
        title=_("What it would cost us"),
        subtitle=_("{who}: fee in EUR a year, logarithmic scale; hollow: only a span is known").format(who=who),
        insight=insight,
        figure=_rows(drawn, narrow=bool(narrow)) if drawn else _empty(insight),
        table=frame,
        sources=_sources(frame[frame["fee_eur"].notna() | frame["fee_low_eur"].notna()]),
        alt=_("Chart of yearly fees by cluster. {insight}").format(insight=insight),
        params={
            "employees": employees,
            "turnover_eur": turnover_eur,
            "kind": kind,
            "country": country,
            "narrow": narrow,
        },
        method=_(
            "The tier whose limits hold the organisation's employees or turnover and whose kind of member is its own; "
            "both limits belong to the tier. Where several tiers apply, the lowest fee counts and the others are "
            "listed. Limits of turnover in a national currency are compared at the rate of the same row's fee. Joining "
            "fees are left out and shown beside the fee. What cannot be worked out is given as a span or not at all."
        ),
    )


def tiers(frame: pd.DataFrame, *, country: str, narrow: int = 0) -> Chart:
    """Every yearly fee for companies of each cluster as a dot on a line from its lowest to its highest."""
    drawn = [
        _Row(
            str(name),
            group["country"].iloc[0],
            group["fee_eur"].min(),
            group["fee_eur"].max(),
            steps=tuple(group["fee_eur"]),
        )
        for name, group in frame.groupby("name", sort=False)
    ]
    drawn.sort(key=lambda row: (NORDIC.index(row.country), row.high, row.low))
    widest = max(drawn, key=lambda row: row.high / max(row.low, 1), default=None)
    insight = (
        _("No cluster of this country publishes fee tiers for companies.")
        if widest is None
        else _("{cluster} asks from {low} to {high} a year; {n} clusters publish tiers for companies.").format(
            cluster=widest.name, low=money(widest.low, "EUR"), high=money(widest.high, "EUR"), n=number(len(drawn))
        )
    )
    return Chart(
        id="fees.tiers",
        title=_("From the smallest company to the largest"),
        subtitle=_(
            "Fee tiers for companies in the newest table seen, EUR a year, logarithmic scale; each dot is a tier"
        ),
        insight=insight,
        figure=_rows(drawn, narrow=bool(narrow)) if drawn else _empty(insight),
        table=frame[
            [
                *("cluster_id", "name", "country", "status", "tier", "size_basis", "size_min", "size_max"),
                *("fee_eur", "fee_amount", "fee_currency", "fee_year", "source_url"),
            ]
        ],
        sources=_sources(frame),
        alt=_("Chart of the span of fees by cluster. {insight}").format(insight=insight),
        params={"country": country, "narrow": narrow},
        method=_(
            "Yearly fees for companies, or for any organisation, converted at SEK 11.4, NOK 11.6, DKK 7.46 and ISK 150 "
            "for one euro. Sizes are employees, turnover or an index, so equal places of a dot are not equal sizes."
        ),
    )


def transparency(frame: pd.DataFrame) -> Chart:
    """What is known of the fees of the active clusters, a bar of 100 % a country."""
    figure = style.figure()
    codes = list(dict.fromkeys(frame["country"]))[::-1]
    for state in STATES:
        part = frame[frame["fee_state"] == state].set_index("country").reindex(codes)
        figure.add_trace(
            go.Bar(
                y=[country_name(code) for code in codes],
                x=list(part["share_pct"]),
                orientation="h",
                marker=_mark(state, [style.country_colour(code) for code in codes]),
                text=[
                    number(n) if share >= 4 else ""
                    for n, share in zip(part["clusters"], part["share_pct"], strict=True)
                ],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                constraintext="none",
                textfont={"color": style.palette().background if state == "published" else style.palette().text},
                hovertemplate=f"%{{y}}, {fee_name(state)}: %{{x:.1f}} %<extra></extra>",
                showlegend=False,
            )
        )
        # The legend shows the pattern without a country's colour.
        figure.add_trace(
            go.Bar(
                y=[None], x=[None], orientation="h", name=fee_name(state), marker=_mark(state, [style.palette().muted])
            )
        )
    known = _known(frame)
    for code in codes:
        row = known.loc[code]
        figure.add_annotation(
            x=100, y=country_name(code), xanchor="left", xshift=6, showarrow=False,
            text=_("{n} of {all}").format(n=number(row["known"]), all=number(row["all_clusters"])),
        )  # fmt: skip
    figure.update_layout(
        barmode="stack",
        bargap=0.35,
        xaxis={"title": {"text": _("% of active clusters")}, "range": [0, 100], "dtick": 25, "showgrid": True},
        yaxis={"showgrid": False, "ticklabelstandoff": 6},
        margin={"r": 76},
        showlegend=True,
        legend={"orientation": "h", "y": -0.24, "yanchor": "top", "x": 0, "itemclick": False, "traceorder": "normal"},
    )
    insight = _transparency_insight(known)
    return Chart(
        id="fees.transparency",
        title=_("Who says what membership costs"),
        subtitle=_("Active clusters by what is known of their fee, %; at the right: fee known, of all"),
        insight=insight,
        figure=figure,
        table=frame,
        sources=(Source(text=_("Cluster pages, read November 2026"), table="clusters"),),
        alt=_("Bar chart of what is known of fees by country. {insight}").format(insight=insight),
        method=_(
            "Share = active clusters whose fee is published or that are free / all active clusters of the atlas. That "
            "no fee was seen does not prove that none is published."
        ),
    )


# --- parts -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Row:
    """A line of the chart: a cluster's lowest and highest fee (EUR a year), the steps between, hollow when open."""

    name: str
    country: str
    low: float
    high: float
    steps: tuple[float, ...] = ()
    open_: bool = False

    @property
    def label(self) -> str:
        return euro(self.low) if self.low == self.high else _span(self.low, self.high)


def _rows(rows: list[_Row], *, narrow: bool) -> go.Figure:
    """Clusters under each other on a logarithmic axis, the fee beside the mark, on a phone the name above it."""
    figure = style.figure()
    heights = [-i for i in range(len(rows))]
    for height, row in zip(heights, rows, strict=True):
        colour = style.country_colour(row.country)
        ends = [_place(row.low), _place(row.high)]
        if row.low != row.high:
            figure.add_trace(
                go.Scatter(
                    x=ends, y=[height, height], mode="lines", hoverinfo="skip",
                    line={"color": colour, "width": 2, "dash": "dot" if row.open_ else "solid"},
                )
            )  # fmt: skip
        steps = row.steps or tuple(dict.fromkeys((row.low, row.high)))
        figure.add_trace(
            go.Scatter(
                x=[_place(step) for step in steps],
                y=[height] * len(steps),
                mode="markers",
                marker={
                    "size": 11,
                    "color": style.palette().background if row.open_ else colour,
                    "line": {"color": colour, "width": 2},
                },
                text=[f"{row.name}, {country_name(row.country)}: {euro(step)}" for step in steps],
                hovertemplate="%{text}<extra></extra>",
            )
        )
        figure.add_annotation(
            x=log10(ends[1]), y=height, xanchor="left", xshift=9, showarrow=False, text=row.label
        )  # fmt: skip
        if narrow:
            figure.add_annotation(
                x=0, xref="paper", y=height, xanchor="left", yshift=18, showarrow=False,
                text=f"{_short(row.name, 60)} ({row.country})", font={"color": style.palette().muted},
            )  # fmt: skip
    most = max(row.high for row in rows)
    steps_shown = _STEPS[::2] if narrow else _STEPS
    figure.update_layout(
        xaxis={
            "type": "log",
            "range": [log10(_FREE_AT) - 0.2, log10(max(most, 1_000)) + 1.9],
            "tickvals": steps_shown,
            "ticktext": [number(step) for step in steps_shown],
            "tickangle": 0,
            "title": {"text": _("EUR a year (logarithmic scale)")},
            "showgrid": True,
        },
        yaxis={
            "showgrid": False,
            "ticklabelstandoff": 6,
            "tickmode": "array",
            "tickvals": heights,
            "showticklabels": not narrow,
            "ticktext": [f"{_short(row.name)} ({row.country})" for row in rows],
            "range": [min(heights) - 0.7, 0.8],
        },
        hovermode="closest",
    )
    return figure


def _span(low: float, high: float) -> str:
    """Two fees in EUR with the currency once ("EUR 439–17,544", "439–17 544 EUR"); cents where the low has them."""
    amounts = f"{number(low, 2 if 0 < low < 10 and low % 1 else 0)}–{number(high)}"
    return _("{currency} {amount}").format(currency="EUR", amount=amounts).replace(" ", "\u00a0")


def _place(fee: float) -> float:
    return max(fee, _FREE_AT)


def _short(name: str, width: int = 22) -> str:
    """A name on two lines when it is long, what stands in brackets or behind a dash left out."""
    name = name.split(" (")[0].split(" - ")[0]
    if len(name) <= width:
        return name
    cuts = [i for i, letter in enumerate(name) if letter == " "]
    middle = min(cuts, key=lambda i: abs(i - len(name) / 2), default=None)
    return name if middle is None else f"{name[:middle]}<br>{name[middle + 1 :]}"


def _mark(state: str, colours: list[str]) -> dict[str, object]:
    """Full where a fee is published, framed where it is nothing, pale where only that there is one, hatched unknown."""
    palette = style.palette()
    if state == "unknown":
        fills, pattern = palette.background, {"shape": "/", "fgcolor": palette.unknown, "size": 6, "solidity": 0.25}
        return {"color": fills, "pattern": pattern, "line": {"color": palette.unknown, "width": 1}}
    if state == "free":
        return {"color": palette.background, "line": {"color": colours, "width": 3}}
    return {
        "color": [style.tint(colour) for colour in colours] if state == "paid" else colours,
        "line": {"color": palette.background, "width": 1},
    }


def _known(frame: pd.DataFrame) -> pd.DataFrame:
    """Countries with their active clusters (all_clusters), how many of these have a known fee, and the share in %."""
    known = frame[frame["fee_state"].isin(["published", "free"])].groupby("country", sort=False)
    out = known.agg(known=("clusters", "sum"), all_clusters=("all_clusters", "first"), share=("share_pct", "sum"))
    return pd.DataFrame(out)


def _cost_insight(frame: pd.DataFrame, fees: pd.DataFrame, spans: pd.DataFrame, who: str) -> str:
    counts = {"all": number(len(frame)), "spans": number(len(spans))}
    if fees.empty:
        return _("{who}: no one fee can be worked out; for {spans} of {all} clusters a span is known.").format(
            who=who, **counts
        )
    return _(
        "One fee can be worked out for {n} of {all} clusters, half of them ask {middle} or less; "
        "for {spans} more a span is known."
    ).format(n=number(len(fees)), middle=money(median(fees["fee_eur"]), "EUR"), **counts)


def _transparency_insight(known: pd.DataFrame) -> str:
    totals = known[["known", "all_clusters"]].sum()
    return _("The fee is known for {n} of {all} active clusters ({share}): {countries}.").format(
        n=number(totals["known"]),
        all=number(totals["all_clusters"]),
        share=percent(100 * totals["known"] / totals["all_clusters"], 0),
        countries=listing(f"{country_name(str(code))} {percent(row.share, 0)}" for code, row in known.iterrows()),
    )


def _sources(rows: pd.DataFrame) -> tuple[Source, ...]:
    said = _("{n} pages of the clusters, each row with its own; read November 2026").format(
        n=number(rows["source_url"].nunique())
    )
    return (Source(text=said, table="membership_fees"),) if len(rows) else ()


def _empty(said: str) -> go.Figure:
    figure = style.figure()
    figure.add_annotation(x=0.5, y=0.5, xref="paper", yref="paper", text=said, showarrow=False)
    return figure.update_layout(xaxis={"visible": False}, yaxis={"visible": False})
