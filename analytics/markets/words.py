"""Sentences about where exports go and which regions they come from."""

from __future__ import annotations

import pandas as pd

from analytics.core.language import _, country_name, country_words, in_country, listing, number, percent
from analytics.markets.questions import NORDIC_SUM


def nordic_share(frame: pd.DataFrame, country: str) -> str:
    """Where the share stood at the ends of each source, each with its own change; never a change across sources."""
    own = frame[frame["country"] == country].sort_values("year")
    spells = [
        _("{start} in {first} and {end} in {last} ({change} percentage points)").format(
            start=percent(part["share_pct"].iloc[0]),
            first=part["year"].iloc[0],
            end=percent(part["share_pct"].iloc[-1]),
            last=part["year"].iloc[-1],
            change=signed(part["share_pct"].iloc[-1] - part["share_pct"].iloc[0]),
        )
        for _series, part in own.groupby("source_series")
    ]
    newest = frame[frame["year"] == frame["year"].max()].set_index("country")["share_pct"]
    said = {
        **country_words(country),
        "year": int(frame["year"].max()),
        "top": in_country(str(newest.idxmax())),
        "most": percent(newest.max()),
    }
    if len(spells) == 2:
        return _(
            "The Nordic share of {of_country} goods exports was {before}. By another source it was {after}, and the two"
            " are not compared. The largest share in {year} was {most}, {top}."
        ).format(before=spells[0], after=spells[1], **said)
    return _(
        "The Nordic share of {of_country} goods exports was {spells}. The largest share in {year} was {most}, {top}."
    ).format(spells=listing(spells), **said)


def partners(listed: pd.DataFrame, sums: pd.DataFrame, country: str, year: int) -> str:
    """Which partners are largest, what those listed and the Nordic ones make up, and the change of the first."""
    first = listed.iloc[0]
    said = _(
        "The largest shares of {of_country} goods exports in {year} went to {largest}. The {n} partners listed take "
        "{listed} together, the four other Nordic countries {nordic}."
    ).format(
        **country_words(country),
        year=year,
        largest=listing(f"{partner_name(row.partner)} ({percent(row.share_pct)})" for row in listed[:3].itertuples()),
        n=number(len(listed)),
        listed=percent(listed["share_pct"].sum()),
        nordic=percent(sums["share_pct"].iloc[0] if len(sums) else None),
    )
    if pd.isna(first["change_pct_points"]):
        return said
    change = _(
        "The share of the largest changed by {change} percentage points since {start}, by the same source."
    ).format(
        partner=partner_name(first["partner"]), change=signed(first["change_pct_points"]), start=first["start_year"]
    )
    return f"{said} {change}"


def regions(known: pd.DataFrame, apart: pd.DataFrame, frame: pd.DataFrame, country: str, year: int) -> str:
    """Which region has the largest share, and of how many regions one has been seen."""
    said = {
        **country_words(country),
        "year": year,
        "region": known["name"].iloc[0],
        "share": percent(known["share_pct"].iloc[0]),
        "known": number(len(known)),
        "all": number(len(known) + int((frame["kind"] == "not_published").sum())),
        "sum": percent(known["share_pct"].sum()),
        "apart": percent(apart["share_pct"].sum()),
    }
    if apart.empty:
        return _(
            "Of {of_country} regions {region} had the largest share seen in {year}, {share}. A share has been seen for "
            "{known} of {all} regions, and together they make up {sum}."
        ).format(**said) + _newer(known)
    return _(
        "Of {of_country} regions {region} had the largest share seen in {year}, {share}. A share has been seen for "
        "{known} of {all} regions, and together they make up {sum}. {apart} is of no one region."
    ).format(**said)


def _newer(known: pd.DataFrame) -> str:
    """The shares of a year later than the one shown, for the few regions that have them."""
    later = known.dropna(subset="newer_year")
    if later.empty:
        return ""
    return " " + _("Newer shares: {regions}.").format(
        regions=listing(
            f"{row.name} {percent(row.newer_share_pct)} ({int(row.newer_year)})"
            for row in later.itertuples(index=False)
        )
    )


def headline(largest: pd.DataFrame, regions_known: pd.DataFrame, country: str) -> str:
    """The largest partner and, where shares are known, the largest region, each with its year."""
    first = largest.iloc[0]
    said = _("In {year}, {share} of {of_country} goods exports went to {partner}.").format(
        **country_words(country),
        share=percent(first["share_pct"]),
        partner=partner_name(first["partner"]),
        year=int(first["year"]),
    )
    if len(regions_known) < 2:
        return said
    top = regions_known.iloc[0]
    newer = pd.notna(top["newer_year"])
    return f"{said} " + _("The region with the largest share was {region} ({share} in {year}).").format(
        region=top["name"],
        share=percent(top["newer_share_pct"] if newer else top["share_pct"]),
        year=int(top["newer_year"] if newer else top["year"]),
    )


def regions_on_map(known: pd.DataFrame) -> str:
    """The three regions with the largest shares."""
    three = known[:3]
    return _("{regions} make up {sum} together.").format(
        regions=listing(f"{row.name} ({percent(row.share_pct)})" for row in three.itertuples(index=False)),
        sum=percent(three["share_pct"].sum()),
    )


def no_regions(country: str) -> str:
    """Why there are no regions to show."""
    return _("For fewer than two of {of_country} regions a published share of exports has been seen.").format(
        **country_words(country)
    )


def regional_measure(country: str, year: int) -> str:
    """What the shares of regions are shares of; countries do not measure the same."""
    return {
        "NO": _("Mainland goods exports by county of production, without crude oil and gas, % of the total, {year}"),
        "FI": _("Goods exports by region, % of the country's total as stated by Finnish Customs, {year}"),
    }.get(country, _("Goods exports by region, % of the country's total, {year}")).format(year=year)


def regional_method() -> str:
    """How the shares of regions were worked out."""
    return _(
        "Norway: a county's amount / all mainland goods exports, which include re-exports and goods that belong "
        "to no one county. Finland: shares as Finnish Customs states them, only for the regions its texts name. "
        "The two are not the same measure. Unless a year is asked for, the one with most regions is shown."
    )


def partner_name(code: str) -> str:
    """A partner in words; the sum of the Nordic ones is told apart."""
    return _("Other Nordic countries (sum)") if code == NORDIC_SUM else country_name(code)


def signed(points: float) -> str:
    """Percentage points with their sign, "+1.2" or "−0.4"; nothing is plus zero."""
    shown = round(float(points), 1)
    return ("+" if shown > 0 else "−" if shown < 0 else "") + number(abs(shown), 1)
