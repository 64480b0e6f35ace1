"""Questions about funding for clusters and their members: what there is, for whom, and whether it is open on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

import pandas as pd

from analytics.core.codes import APPLICANT_KINDS, FUNDING_THEMES, NORDIC
from analytics.core.language import _, country_name, day, in_country, listing, number, percent, term
from analytics.core.remembered import remembered
from analytics.stories import questions as stories
from analytics.warehouse import warehouse

STATUSES = ("open", "upcoming", "unknown", "closed")
DEFAULT_STATUSES = ("open", "upcoming", "unknown")
APPLICANTS = (*APPLICANT_KINDS, "unknown")
THEMES = (*FUNDING_THEMES, "unknown")


@dataclass(frozen=True)
class Filters:
    """What funding to look at; an empty country, an empty tuple and year 0 do not restrict."""

    country: str = "FI"
    applicants: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = DEFAULT_STATUSES
    year: int = 0

    @property
    def restricting(self) -> tuple[str, ...]:
        """The names of the filters that restrict."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name))

    def without(self, name: str) -> Filters:
        """The same filters with one of them loosened."""
        loosened: Any = {"country": "", "year": 0}.get(name, ())
        return replace(self, **{name: loosened})

    @classmethod
    def of(cls, flat: Mapping[str, str | int]) -> Filters:
        """The filters from the parameters of the chart."""
        lists = {name: tuple(filter(None, str(flat[name]).split(","))) for name in ("applicants", "themes", "statuses")}
        return cls(country=str(flat["country"]), year=int(flat["year"]), **lists)

    @property
    def flat(self) -> dict[str, str | int]:
        """The filters as parameters of the chart: texts and numbers, lists with commas."""
        return {name: ",".join(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def opportunities(filters: Filters, on: str = "") -> pd.DataFrame:
    """The funding that fits, one row an instrument, with its standing on the day `on` (ISO 8601; empty = today).

    `name`, `provider`, `who`, `theme`, `note` and `says` (the standing with its day) are in the language in use;
    `first_day` and `last_day` are those of the call where its page gives them, else of the programme's years.
    Raises ValueError when `on` is not a day.
    """
    return _opportunities(filters, the_day(on))


@remembered(64)
def _opportunities(filters: Filters, on: date) -> pd.DataFrame:
    rows = warehouse().localised(
        _fitting(filters, on), "funding", "name", "provider", "theme", "note", who="who_can_apply"
    )
    return rows.assign(says=[standing_words(row) for row in rows.to_dict("records")])


def _fitting(filters: Filters, on: date) -> pd.DataFrame:
    asked = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(filters).items()}
    return warehouse().ask("funding.list", on=on, **asked)


def count(filters: Filters, on: str = "") -> int:
    """How many instruments `opportunities` would give."""
    return len(_fitting(filters, the_day(on)))


def opportunities_of(
    country: str = "FI",
    applicants: str = "",
    themes: str = "",
    statuses: str = ",".join(DEFAULT_STATUSES),
    year: int = 0,
    on: str = "",
) -> pd.DataFrame:
    """`opportunities` of filters given as texts, several values of one separated by commas."""
    asked: dict[str, str | int] = {
        "country": country,
        "applicants": applicants,
        "themes": themes,
        "statuses": statuses,
        "year": year,
    }
    return opportunities(Filters.of(asked), on)


def standing(country: str, on: str = "") -> pd.Series:
    """How much of the funding for a country's applicants (empty = any) has which standing on a day, and coverage."""
    return warehouse().ask("funding.standing", on=the_day(on), country=country).iloc[0]


def the_day(on: str) -> date:
    """A day given as ISO 8601; empty is today. Raises ValueError for anything else."""
    return date.fromisoformat(on) if on else date.today()


def without_national() -> tuple[str, ...]:
    """The Nordic countries of which no funding of their own is in the table."""
    return tuple(code for code in NORDIC if not standing(code)["national"])


def headline(country: str, on: str = "") -> str:
    """How many instruments are open to an applicant of a country on a day, in a sentence."""
    known = standing(country, on)
    said = {name: number(known[name]) for name in ("instruments", "open", "upcoming", "unknown")}
    said["day"] = day(the_day(on))
    if not country:
        text = _("{open} of {instruments} funding instruments are open on {day}. For {unknown} the pages do not say.")
    else:
        text = _(
            "{open} of {instruments} funding instruments open to applicants {where} are open on {day}. For {unknown} "
            "the pages do not say."
        )
        said["where"] = in_country(country)
    if known["upcoming"]:
        text += " " + _("Upcoming are {upcoming}.")
    return text.format(**said)


def caution(country: str, on: str = "") -> str:
    """What "open" rests on: a call's last day, or only the years of a programme; empty when nothing is open."""
    known = standing(country, on)
    if not known["open"]:
        return ""
    if not known["with_closing_day"]:
        return _(
            "No closing date is known for any of them: the programmes run, but their calls open and close on days of "
            "their own."
        )
    return _(
        "A closing day is known for {n} of the {open} open instruments. For the others no closing date is known: the "
        "programme runs, but its calls open and close on days of their own."
    ).format(n=number(known["with_closing_day"]), open=number(known["open"]))


def standing_words(row: dict[str, Any]) -> str:
    """Whether it is open, with the day or year that says so."""
    first, last, closes = row["first_day"], row["last_day"], row["closes"]
    if row["standing"] == "closed":
        if pd.isna(last):
            return _("closed, by its page")
        if pd.isna(closes):
            return _("closed: the programme ended in {year}").format(year=last.year)
        return _("closed: applications until {day}").format(day=day(last))
    if row["standing"] == "open":
        if pd.isna(closes):
            return _("open, no closing date known: the programme runs until {year}").format(year=last.year)
        return _("open: applications until {day}").format(day=day(last))
    if row["standing"] == "upcoming":
        return _("upcoming: from {day}").format(day=day(first))
    if pd.notna(last):
        return _("not clear: until {day}, start not stated").format(day=day(last))
    if pd.notna(first):
        return _("not clear: started in {year}, end not stated").format(year=first.year)
    return _("not clear: period not stated")


def status_name(value: str) -> str:
    """A standing, in words."""
    return {
        "open": _("open"),
        "upcoming": _("upcoming"),
        "unknown": _("not clear"),
        "closed": _("closed"),
    }.get(value, value)


def applicant_name(value: str) -> str:
    """A kind of applicant, in words."""
    return {
        "cluster": _("cluster organisations"),
        "company": _("companies"),
        "public": _("public bodies"),
        "research": term("research"),
        "unknown": _("not clear"),
    }.get(value, value)


def theme_name(value: str) -> str:
    """A kind of theme, in words; those that stories have too by the same words."""
    return {
        "cluster development": _("Cluster development"),
        "digitalisation": _("Digitalisation"),
        "unknown": _("not clear"),
    }.get(value) or stories.theme_name(value)


def countries_words(codes: str) -> str:
    """The countries of an instrument, in words."""
    named = {"EU": country_name("EU27"), "associated": _("associated countries (not named)")}
    return listing(named.get(code) or country_name(code) for code in codes.split("; "))


def period_words(row: pd.Series) -> str:
    """First and last year of the programme; empty when neither is known."""
    first, last = row["period_start"], row["period_end"]
    if pd.isna(first) and pd.isna(last):
        return ""
    if pd.isna(last):
        return _("from {year}, end not stated").format(year=int(first))
    if pd.isna(first):
        return _("until {year}, start not stated").format(year=int(last))
    return str(int(first)) if first == last else f"{int(first)}–{int(last)}"


def amount_words(row: pd.Series) -> str:
    """The grant in euro and the share of the cost that is paid; empty when neither is known."""
    low, high, share = row["grant_min_keur"], row["grant_max_keur"], row["cofinancing_pct"]
    parts = []
    if pd.notna(low) and pd.notna(high):
        parts.append(_("EUR {low}–{high}").format(low=number(low * 1000), high=number(high * 1000)))
    elif pd.notna(high):
        parts.append(_("at most EUR {high}").format(high=number(high * 1000)))
    elif pd.notna(low):
        parts.append(_("at least EUR {low}").format(low=number(low * 1000)))
    if pd.notna(share):
        parts.append(_("{share} of the cost is paid").format(share=percent(share, 0)))
    return ", ".join(parts)
