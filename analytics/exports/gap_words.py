"""Sentences about the gap of exports: how large it is by which measure, how it has moved, and what it is worth."""

from __future__ import annotations

import pandas as pd

from analytics.core.codes import NORDIC
from analytics.core.language import _, country_name, listing, number, percent
from analytics.exports.money import billions, billions_between

NARROWED = (2014, 2020)  # between these years the gap of Finland was nearly halved
DIP = (2016, 2020)  # years in which Norway's share was low


def reference_name(code: str) -> str:
    """A reference as it stands in a sentence: a country's name or "the mean of the other Nordic countries"."""
    return _("the mean of the other Nordic countries") if code == "NORDIC" else country_name(code)


def headline(rows: pd.DataFrame, currency: str = "eur") -> str:
    """The latest gap in a sentence, as a range where several neighbours are compared with; from the rows of the gap."""
    row = rows.iloc[-1]
    if pd.notna(row["trimmed_pct_gdp"]):
        return _headline_of_range(row, currency)
    text = (
        _(
            "{country} exported {share} of its GDP in {year}, against {other} ({reference}). The gap is "
            "{points} percentage points, or {amount} a year."
        )
        if row["gap_pct_points"] >= 0
        else _(
            "{country} exported {share} of its GDP in {year}, against {other} ({reference}). The lead is "
            "{points} percentage points, or {amount} a year."
        )
    )
    return text.format(
        country=country_name(row["country"]),
        share=percent(row["own_pct_gdp"]),
        year=row["year"],
        reference=reference_name(row["reference"]),
        other=percent(row["reference_pct_gdp"]),
        points=number(abs(row["gap_pct_points"]), 1),
        amount=billions(abs(row[f"gap_{currency}"]), currency),
    )


def _headline_of_range(row: pd.Series, currency: str) -> str:
    shares = ("reference_pct_gdp", "median_pct_gdp", "trimmed_pct_gdp")
    points = sorted(row[name] - row["own_pct_gdp"] for name in shares)
    worth = sorted(row[f"{name}_{currency}"] for name in ("gap", "median_gap", "trimmed_gap"))
    if points[0] >= 0:
        text = _(
            "{country} exported {low} to {high} percentage points of its GDP less than its Nordic neighbours in "
            "{year}, or {amount}, depending on the measure."
        )
    elif points[-1] <= 0:
        text = _(
            "{country} exported {low} to {high} percentage points of its GDP more than its Nordic neighbours in "
            "{year}, or {amount}, depending on the measure."
        )
        points, worth = [-point for point in points[::-1]], [-amount for amount in worth[::-1]]
    else:
        text = _(
            "{country} exported about as much of its GDP as its Nordic neighbours in {year}: less than their mean or "
            "median, more by another measure."
        )
    return text.format(
        country=country_name(row["country"]),
        year=row["year"],
        low=number(points[0], 1),
        high=number(points[-1], 1),
        amount=billions_between(worth[0], worth[-1], currency),
    )


def _range(row: pd.Series) -> str:
    return _(
        "{country} exported {share} of its GDP in {year}. The neighbours' mean was {mean}, their median {median}, and "
        "their mean without {extreme} {trimmed}."
    ).format(
        country=country_name(row["country"]),
        share=percent(row["own_pct_gdp"]),
        year=row["year"],
        mean=percent(row["reference_pct_gdp"]),
        median=percent(row["median_pct_gdp"]),
        extreme=country_name(row["extreme_country"]),
        trimmed=percent(row["trimmed_pct_gdp"]),
    )


def gap_range(rows: pd.DataFrame, shares: pd.DataFrame) -> str:
    """The latest gap by three measures, how the gap to the mean has moved, and Norway's low years."""
    return " ".join(text for text in (_range(rows.iloc[-1]), history(rows), dip(rows, shares)) if text)


def history(rows: pd.DataFrame) -> str:
    """How the gap to the mean moved from 2014 to 2020 and since; "" where a figure is missing."""
    by_year = rows.set_index("year")["gap_pct_points"]
    first, then = NARROWED
    last = int(by_year.index.max())
    if first not in by_year or then not in by_year or last <= then:
        return ""
    before, middle, now = (float(by_year[year]) for year in (first, then, last))
    if min(before, middle, now) < 0:
        return ""
    text = (
        _(
            "The gap to the mean narrowed from {before} percentage points in {first} to {middle} in {then}, and was "
            "{now} in {last}."
        )
        if middle < before
        else _(
            "The gap to the mean widened from {before} percentage points in {first} to {middle} in {then}, and was "
            "{now} in {last}."
        )
    )
    return text.format(
        before=number(before, 1), first=first, middle=number(middle, 1), then=then, now=number(now, 1), last=last
    )


def dip(rows: pd.DataFrame, shares: pd.DataFrame) -> str:
    """The years in which Norway's share was low, and whether the country exported more; "" for Norway itself."""
    country = str(rows["country"].iloc[0])
    wide = shares.pivot(index="year", columns="country", values="exports_pct_gdp")
    if country == "NO" or not {country, "NO"} <= set(wide.columns):
        return ""
    low = wide.loc[DIP[0] : DIP[1]]
    if low["NO"].isna().any() or 2022 not in wide.index:
        return ""
    above = [str(year) for year in low.index[low[country] > low["NO"]]]
    text = _(
        "Norway's share was low in {first}–{last}, {least} to {most}, and rose to {peak} in 2022, the year of high "
        "energy prices."
    ).format(
        first=DIP[0],
        last=DIP[1],
        least=percent(low["NO"].min()),
        most=percent(low["NO"].max()),
        peak=percent(wide.at[2022, "NO"]),
    )
    if country in NORDIC and 0 < len(above) < len(low):
        text += " " + _("In {years} {country} exported a larger share of its GDP than Norway.").format(
            years=listing(above), country=country_name(country)
        )
    return text


def worth(rows: pd.DataFrame, currency: str) -> str:
    """What exports would be at the reference's intensity, from the last row of the gap."""
    row = rows.iloc[-1]
    more = row[f"gap_{currency}"]
    own = row["own_pct_gdp"] / 100 * row[f"gdp_{currency}"]
    text = _(
        "At the export share of the reference ({reference}), {country} would have exported goods and services worth "
        "{would} in {year}, not {own}."
    ).format(
        reference=reference_name(row["reference"]),
        country=country_name(row["country"]),
        would=billions(own + more, currency),
        own=billions(own, currency),
        year=row["year"],
    )
    if pd.notna(row["trimmed_pct_gdp"]):
        text += " " + _("At the median it would have been {median}, at the mean without {extreme} {trimmed}.").format(
            median=billions(own + row[f"median_gap_{currency}"], currency),
            trimmed=billions(own + row[f"trimmed_gap_{currency}"], currency),
            extreme=country_name(row["extreme_country"]),
        )
    return text
