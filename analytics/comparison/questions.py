"""What two to four clusters are, give and cost, side by side in words, for an organisation of a size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analytics.clusters import questions as clusters
from analytics.clusters import register
from analytics.core.age import Age
from analytics.core.language import _, country_name, listing, ngettext, number, term
from analytics.fees import ours
from analytics.fees.questions import NOT_GIVEN
from analytics.regions import questions as regions

MOST = 4
NAMED = 4  # members named in a cell
JOIN = ","  # between the ids of clusters in a link


def split(value: str) -> tuple[str, ...]:
    """The clusters that a text of ids names: known ones, each once, at most MOST."""
    known = clusters.names()
    return tuple(dict.fromkeys(code for code in value.split(JOIN) if code in known))[:MOST]


def side_by_side(ids: str = "", employees: int = NOT_GIVEN, turnover_eur: int = NOT_GIVEN) -> pd.DataFrame:
    """A row a fact, a column a cluster, in the language in use; what is not known is empty.

    The first column, `fact`, names the fact; the others are named by cluster_id.
    """
    columns = {code: _facts(code, employees, turnover_eur) for code in split(ids)}
    facts = list(next(iter(columns.values()), {}))
    return pd.DataFrame({"fact": facts, **{code: [told[fact] for fact in facts] for code, told in columns.items()}})


def where(row: pd.Series) -> str:
    """Region, if known, and country of a cluster."""
    region = regions.name(row["nuts_code"]) if isinstance(row["nuts_code"], str) else ""
    return ", ".join(filter(None, (region, country_name(row["country"]))))


def members(row: pd.Series) -> str:
    """How many members a cluster has and in which year they were counted; empty where it is not known."""
    if pd.isna(row["members_total"]):
        return ""
    total = ngettext("{n} member", "{n} members", int(row["members_total"]))
    if pd.isna(row["counts_year"]):
        return total
    year = int(row["counts_year"])
    return _said(_("{members} in {year}").format(members=total, year=year), Age(year))


def growth(rows: pd.DataFrame) -> str:
    """How the number of members went between the first and the last year that are known; empty for fewer than two."""
    known = rows[rows["members_total"].notna() & rows["year"].notna()].drop_duplicates("year")
    if len(known) < 2:
        return ""
    first, last = known.sort_values("year").iloc[[0, -1]].to_dict("records")
    return _("from {a} members in {first} to {b} in {last}").format(
        a=number(first["members_total"]),
        b=number(last["members_total"]),
        first=int(first["year"]),
        last=int(last["year"]),
    )


def who(rows: pd.DataFrame) -> str:
    """Some of the members that are known by name."""
    names = list(rows["member_name"])
    if len(names) <= NAMED:
        return listing(names)
    return _("{names} and {n} more").format(names=", ".join(names[:NAMED]), n=number(len(names) - NAMED))


# --- parts -----------------------------------------------------------------------------------------------


def _facts(cluster_id: str, employees: int, turnover_eur: int) -> dict[str, str]:
    row = clusters.profile(cluster_id)
    if row is None:
        raise LookupError(f"there is no cluster {cluster_id!r}")
    fee = ours.fee(cluster_id, employees, turnover_eur)
    return {
        _("What it does"): clusters.text(row, "what_it_does") or clusters.text(row, "sector_detail"),
        _("Industrial ecosystem"): term(row["ecosystem"]),
        _("Who is in it"): who(clusters.about("members", cluster_id)),
        _("Size"): members(row),
        _("Growth"): growth(clusters.about("history", cluster_id)),
        _("Fee for us, a year"): "" if fee.words == clusters.fee_name("unknown") else _said(fee.words, fee.age),
        _("Quality label"): register.label_words(row),
        _("Programme"): _programmes(row),
        _("Where"): where(row),
        _("Last seen at work"): "" if pd.isna(row["last_seen_year"]) else str(int(row["last_seen_year"])),
        _("Contact"): clusters.text(row, "website"),
        _("Source"): row["source_url"],
    }


def _programmes(row: Any) -> str:
    named: Sequence[str] = row["programme"].split("; ") if isinstance(row["programme"], str) else ()
    return listing(clusters.programme_name(name) for name in named)


def _said(words: str, age: Age) -> str:
    return f"{words} ({mark})" if (mark := age.mark()) else words
