"""Sentences and names about cluster programmes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analytics.core.language import _, country_name, listing, number, percent, term

SIGNS = {"yes": "●", "partial": "◐", "no": "○", "unknown": "?"}


def value_word(value: str) -> str:
    """yes, partly, no or unknown in the language in use."""
    return term(value)


def headline(cells: pd.DataFrame, scores: pd.DataFrame, country: str) -> str:
    """The page's sentence: what the country has, and how its score stands beside the highest of the others."""
    counts = cells[cells["country"] == country]["value"].value_counts()
    by_country = scores.set_index("country")["score"]
    rest = by_country.drop(country, errors="ignore")
    return _(
        "{country}: {yes} of {all} features of a national cluster policy in place, {partial} in part, {no} missing, "
        "{unknown} unknown. Coverage score {score}; the highest of the others is {best}, {most}."
    ).format(
        country=country_name(country),
        yes=number(counts.get("yes", 0)),
        all=number(int(counts.sum())),
        partial=number(counts.get("partial", 0)),
        no=number(counts.get("no", 0)),
        unknown=number(counts.get("unknown", 0)),
        score=percent(100 * by_country.get(country, float("nan")), 0),
        best=country_name(str(rest.idxmax())),
        most=percent(100 * rest.max(), 0),
    )


def matrix(frame: pd.DataFrame, country: str) -> str:
    """What a country lacks, and who has it."""
    lacked = list(frame[(frame["country"] == country) & (frame["value"] == "no")]["feature"])
    said = []
    for feature in lacked:
        rows = frame[(frame["feature"] == feature) & (frame["value"] == "yes")]
        name = frame[frame["feature"] == feature]["feature_name"].iloc[0]
        said.append(f"{name} ({listing(country_name(code) for code in rows['country'])})" if len(rows) else str(name))
    if not said:
        return _("{country}: no feature is known to be missing altogether.").format(country=country_name(country))
    return _("{country} lacks, and in brackets who has it: {features}.").format(
        country=country_name(country), features="; ".join(said)
    )


def matrix_alt(frame: pd.DataFrame, countries: Sequence[str]) -> str:
    """The matrix in words: how many features each country has, has in part, lacks."""
    said = []
    for code in countries:
        counts = frame[frame["country"] == code]["value"].value_counts()
        known = listing(f"{term(value)} {number(counts[value])}" for value in SIGNS if value in counts)
        said.append(f"{country_name(code)}: {known}")
    return _("Matrix of {n} features by country. {values}.").format(
        n=number(frame["feature"].nunique()), values="; ".join(said)
    )


def score_and_band(row: Mapping[str, Any]) -> str:
    """A country's score with its band in brackets: "Finland 32% (29–38%)"."""
    return f"{country_name(str(row['country']))} {percent(100 * row['score'], 0)} ({band(row)})"


def band(row: Mapping[str, Any]) -> str:
    """The band of a score: "29–38%"."""
    return f"{number(100 * row['score_low'])}–{percent(100 * row['score_high'], 0)}"


def score(frame: pd.DataFrame, country: str) -> str:
    """A country's score, and between which countries the order is not settled."""
    row = frame.set_index("country").loc[country]
    said = _("{country}: {score}, from {low} to {high} depending on what is unknown.").format(
        country=country_name(country),
        score=percent(100 * row["score"], 0),
        low=percent(100 * row["score_low"], 0),
        high=percent(100 * row["score_high"], 0),
    )
    groups = unsettled(frame)
    if not groups:
        return said + " " + _("No two bands overlap, so the order is settled.")
    return (
        said
        + " "
        + _("The bands overlap, so the order is not settled among: {groups}.").format(
            groups="; ".join(listing(country_name(code) for code in group) for group in groups)
        )
    )


def unsettled(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """The largest groups of countries whose bands all share a point, in the order of the frame.

    Bands on a line that all meet each other share a point, so every such group shows at the low end of one of them.
    """
    bands = {
        row["country"]: (round(row["score_low"], 9), round(row["score_high"], 9)) for row in frame.to_dict("records")
    }
    found = [
        tuple(code for code, (low, high) in bands.items() if low <= point <= high)
        for point in (low for low, _high in bands.values())
    ]
    largest = [group for group in dict.fromkeys(found) if not any(set(group) < set(other) for other in found)]
    return [group for group in largest if len(group) > 1]


def standing_name(standing: str) -> str:
    """Whether a programme runs, in words."""
    return {
        "running": _("running"),
        "ended": _("ended"),
        "unclear": _("not clear whether it runs"),
    }[standing]


def timeline(frame: pd.DataFrame, country: str) -> str:
    """Which programmes of a country ended, how many run, and which have no first year."""
    own = frame[(frame["country"] == country) & (frame["kind"] == "programme")]
    undated = [str(text) for text in own.loc[own["start_year"].isna(), "text"]]
    own = own[own["start_year"].notna()]
    rest = (
        " " + _("Not drawn, because no first year is known: {programmes}.").format(programmes=listing(undated))
        if undated
        else ""
    )
    ended = [_with_years(row) for row in own[own["standing"] == "ended"].to_dict("records")]
    counts = {"running": number((own["standing"] == "running").sum())}
    counts["unclear"] = number((own["standing"] == "unclear").sum())
    if not ended:
        said = _("{country}: no programme ended; running: {running}; not clear: {unclear}.").format(
            country=country_name(country), **counts
        )
        return said + rest
    said = _("{country}, ended: {programmes}. Running: {running}; not clear: {unclear}.").format(
        country=country_name(country), programmes=listing(ended), **counts
    )
    return said + rest


def _with_years(row: Mapping[str, Any]) -> str:
    start = "?" if pd.isna(row["start_year"]) else str(row["start_year"])
    end = str(row["end_year"]) if not pd.isna(row["end_year"]) else "" if row["standing"] == "running" else "?"
    return f"{row['text']} {start}–{end}"


def view_name(view: str) -> str:
    """A view of the programmes' figures in words."""
    return {
        "dk_companies": _("Denmark: companies"),
        "no_clusters": _("Norway: clusters"),
        "no_support": _("Norway: support"),
    }[view]


def figures_title(view: str) -> str:
    """The title of a view of the programmes' figures."""
    return {
        "dk_companies": _("Companies in the Danish networks"),
        "no_clusters": _("Clusters in the Norwegian programme"),
        "no_support": _("Money of the Norwegian programme"),
    }[view]


def figures_unit(unit: str) -> str:
    """The unit of figures as it stands at an axis."""
    return {
        "NOK": _("NOK million"),
        "companies": _("number of companies"),
        "clusters": _("number of clusters"),
    }[unit]


def figures(frame: pd.DataFrame) -> str:
    """The first and the last value of a view's first figure."""
    million = frame["unit"].iloc[0] == "NOK"
    first = frame[frame["indicator"] == frame["indicator"].iloc[0]]

    def amount(value: float) -> str:
        return _("NOK {n} million").format(n=number(value / 1e6)) if million else number(value)

    return _("{what}: {first} in {start}, {last} in {end}.").format(
        what=first["name"].iloc[0],
        first=amount(first["value"].iloc[0]),
        start=int(first["year"].iloc[0]),
        last=amount(first["value"].iloc[-1]),
        end=int(first["year"].iloc[-1]),
    )
