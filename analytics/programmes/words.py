"""Sentences and names about cluster programmes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.core.language import (
    _,
    country_name,
    in_country,
    listing,
    ngettext,
    number,
    percent,
    sentence_start,
    term,
)
from analytics.core.remembered import remembered
from analytics.programmes import questions

SIGNS = {"yes": "●", "partial": "◐", "no": "○", "unknown": "?"}


def value_word(value: str) -> str:
    """yes, partly, no or unknown in the language in use."""
    return term(value)


@remembered(16)
def headline_of(country: str) -> str:
    """`headline` of the whole matrix."""
    return headline(questions.matrix(), country)


def headline(cells: pd.DataFrame, country: str) -> str:
    """The page's sentences: how much of a cluster policy the country has, and which other has the most."""
    counts = cells[cells["country"] == country]["value"].value_counts()
    every = int(counts.sum())
    there = int(counts.get("yes", 0))
    rest = [
        phrase
        for phrase, n in (
            (
                ngettext("{n} is there in part", "{n} are there in part", counts.get("partial", 0)),
                counts.get("partial"),
            ),
            (ngettext("{n} is missing", "{n} are missing", counts.get("no", 0)), counts.get("no")),
            (ngettext("{n} is unknown", "{n} are unknown", counts.get("unknown", 0)), counts.get("unknown")),
        )
        if n
    ]
    if not rest:
        said = _("All {all} parts of a national cluster policy are fully in place {where}.")
    elif there:
        said = ngettext(
            "{n} of the {{all}} parts of a national cluster policy is fully in place {{where}}, and {{rest}}.",
            "{n} of the {{all}} parts of a national cluster policy are fully in place {{where}}, and {{rest}}.",
            there,
        )
    else:
        said = _("None of the {all} parts of a national cluster policy is fully in place {where}: {rest}.")
    said = said.format(all=number(every), where=in_country(country), rest=listing(rest))
    others = cells[(cells["country"] != country) & (cells["value"] == "yes")]["country"].value_counts(sort=False)
    most = others[others == others.max()]
    return f"{sentence_start(said)} " + _("Of the other countries, the most are in place {where}: {n}.").format(
        n=number(most.iloc[0]), where=listing(in_country(code) for code in most.index)
    )


def matrix(frame: pd.DataFrame, country: str) -> str:
    """What a country lacks altogether, and who has all of it."""
    lacked = frame[(frame["country"] == country) & (frame["value"] == "no")]
    if lacked.empty:
        return sentence_start(_("no part is known to be missing altogether {where}.").format(where=in_country(country)))
    said = ngettext(
        "{n} part is missing altogether {{where}}: {{features}}.",
        "{n} parts are missing altogether {{where}}: {{features}}.",
        len(lacked),
    ).format(where=in_country(country), features=listing(_lower(name) for name in lacked["feature_name"]))
    held = frame[frame["feature"].isin(lacked["feature"]) & (frame["value"] == "yes")]["country"].value_counts(
        sort=False
    )
    full = [code for code in frame["country"].unique() if held.get(code, 0) == len(lacked)]
    if full:
        all_of_it = _("It is in place {where}.") if len(lacked) == 1 else _("They are all in place {where}.")
        said += " " + all_of_it.format(where=listing(in_country(code) for code in full))
    return sentence_start(said)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def no_page() -> str:
    """What stands in place of evidence where a cell is unknown."""
    return _("No page was found that tells whether the country has it.")


def kind_of_source(kind: str) -> str:
    """Who says it, in words: "government", "campaigner"."""
    return term(kind)


@dataclass(frozen=True)
class GapLine:
    """What a country lacks or has in part, in words: the part, how it has it, who has it in full, and how one does."""

    feature: str
    value: str
    holders: str
    example: str | None


@remembered(16)
def gap_lines(country: str) -> tuple[GapLine, ...]:
    """The rows of `questions.gaps` in words, a line a feature."""
    lines = []
    for _code, part in questions.gaps(country).groupby("feature", sort=False):
        full = part[part["other_value"] == "yes"]
        example = None if full.empty else f"{country_name(full.iloc[0]['country'])}: {full.iloc[0]['evidence']}"
        value = value_word(part.iloc[0]["value"])
        lines.append(GapLine(part.iloc[0]["feature_name"], value, _holders(full) or _("none known"), example))
    return tuple(lines)


def _holders(rows: pd.DataFrame) -> str:
    """The countries of a feature's rows of `gaps`, each with the year since which it has it, where that is known."""
    return listing(
        country_name(row["country"])
        if pd.isna(row["since_year"])
        else f"{country_name(row['country'])} ({row['since_year']})"
        for row in rows.to_dict("records")
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
    """A country's score and its place among the others, as far as the bands settle it."""
    row = frame.set_index("country").loc[country]
    said = _("the coverage is {score} {where}, from {low} to {high} depending on what is unknown.")
    if row["score_low"] == row["score_high"]:
        said = _("the coverage is {score} {where}.")
    said = sentence_start(
        said.format(
            where=in_country(country),
            score=percent(100 * row["score"], 0),
            low=percent(100 * row["score_low"], 0),
            high=percent(100 * row["score_high"], 0),
        )
    )
    bands = frame.set_index("country")[["score_low", "score_high"]].round(9)
    same = [code for code in bands.index if code != country and (bands.loc[code] == bands.loc[country]).all()]
    if same and row["score_low"] == row["score_high"]:
        return said + " " + _("It is the same {where}.").format(where=listing(in_country(code) for code in same))
    groups = [[code for code in group if code != country] for group in unsettled(frame) if country in group]
    if groups:
        others = dict.fromkeys(code for group in groups for code in group)
        said += " " + _("Its order with these is not settled, because the bands meet: {countries}.").format(
            countries=listing(country_name(code) for code in others)
        )
    return said


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
        "ended": _("has ended"),
        "unclear": _("not clear whether it runs"),
    }[standing]


def timeline(frame: pd.DataFrame, country: str) -> str:
    """Which programmes of a country ended, how many run, and which have no first year."""
    own = frame[(frame["country"] == country) & (frame["kind"] == "programme")]
    undated = [str(text) for text in own.loc[own["start_year"].isna(), "text"]]
    own = own[own["start_year"].notna()]
    ended = own[own["standing"] == "ended"]
    said = []
    if len(ended):
        one = ngettext(
            "{n} programme has ended {{where}}: {{programmes}}.",
            "{n} programmes have ended {{where}}: {{programmes}}.",
            len(ended),
        )
        said.append(
            one.format(
                where=in_country(country), programmes=listing(_with_years(row) for row in ended.to_dict("records"))
            )
        )
    else:
        said.append(_("no programme is known to have ended {where}.").format(where=in_country(country)))
    if running := int((own["standing"] == "running").sum()):
        said.append(ngettext("{n} programme is running.", "{n} programmes are running.", running))
    if unclear := int((own["standing"] == "unclear").sum()):
        said.append(
            ngettext("Whether {n} more still runs is not known.", "Whether {n} more still run is not known.", unclear)
        )
    if undated:
        said.append(_("Not drawn, because no first year is known: {programmes}.").format(programmes=listing(undated)))
    return " ".join(sentence_start(sentence) for sentence in said)


def _with_years(row: Mapping[str, Any]) -> str:
    if pd.isna(row["end_year"]):
        return _("{name} (from {year})").format(name=row["text"], year=row["start_year"])
    return f"{row['text']} ({row['start_year']}–{row['end_year']})"


def running_years(row: Mapping[str, Any]) -> str:
    """A bar of the timeline in words: name, years, standing, and what is not known of its end."""
    start, standing = row["start_year"], str(row["standing"])
    said = [
        str(row["text"]),
        f"{start}–{'' if pd.isna(row['end_year']) else row['end_year']}, {standing_name(standing)}",
    ]
    if pd.isna(row["end_year"]):
        if standing == "ended" and pd.notna(row["ended_by_year"]):
            said.append(_("last year not published, ended by {year}").format(year=row["ended_by_year"]))
        else:
            said.append(_("last year not published"))
    if standing == "running":
        said.append(_("seen running in {year}").format(year=row["last_seen_year"]))
    return "\n".join(said)


def event_kind(kind: str) -> str:
    """A kind of event in words."""
    return {
        "programme_start": _("start"),
        "programme_end": _("end"),
        "organisation": _("organisation"),
        "strategy": _("strategy"),
        "evaluation": _("evaluation"),
        "event": _("other event"),
    }[kind]


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
