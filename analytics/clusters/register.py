"""What is counted as a cluster, what a view leaves out and why, and what is known of each cluster's last sign of life.

The definition itself is SQL: `cluster_facts.counted` in analytics/macros/02_cluster_facts.sql.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from analytics.clusters.questions import (
    EVERYTHING,
    NOT_SEEN_LATELY,
    Filters,
    clusters,
    fee_name,
    label_name,
    programme_name,
    programme_status,
    status_name,
)
from analytics.core.codes import NORDIC
from analytics.core.language import _, day, listing, ngettext, number
from analytics.core.remembered import remembered
from analytics.core.state import of_data
from analytics.warehouse import warehouse

HIDDEN = (NOT_SEEN_LATELY, "kind", "duplicate", "abroad")


def left_out(filters: Filters) -> dict[str, int]:
    """How many rows fit but for their kind, and why each is left out: reason -> rows, in the order of HIDDEN."""
    found = set(clusters(filters)["cluster_id"])
    wider = clusters(replace(filters, kinds=()))
    hidden = wider[~wider["cluster_id"].isin(found)]
    told = hidden[["kind", "country", "duplicate_of"]].to_dict("records")
    reasons = [_why_hidden(row, filters) for row in told]
    return {reason: reasons.count(reason) for reason in HIDDEN if reason in reasons}


@remembered(128)
def left_out_words(filters: Filters) -> str:
    """A sentence on the rows that `filters` leave out by kind and by when they were seen; empty when there are none."""
    hidden = left_out(filters)
    if not hidden:
        return ""
    said = {
        "kind": ngettext(
            "{n} that is a park, hub, project or other body",
            "{n} that are parks, hubs, projects or other bodies",
            hidden.get("kind", 0),
        ),
        NOT_SEEN_LATELY: ngettext(
            "{n} that no source shows since {{year}}",
            "{n} that no source shows since {{year}}",
            hidden.get(NOT_SEEN_LATELY, 0),
        ).format(year=seen_since()),
        "duplicate": ngettext(
            "{n} row that repeats another", "{n} rows that repeat another", hidden.get("duplicate", 0)
        ),
        "abroad": ngettext("{n} in the Faroe Islands", "{n} in the Faroe Islands", hidden.get("abroad", 0)),
    }
    return _("Left out: {reasons}.").format(reasons=listing(said[reason] for reason in hidden))


def register() -> dict[str, int]:
    """The rows of the register by why they are not counted: all, counted, and each reason of `left_out`."""
    rows = warehouse().ask("clusters.list", **EVERYTHING.params)
    reasons = rows["left_out"].value_counts()
    return {"all": len(rows), "counted": int(rows["counted"].sum())} | {
        reason: int(reasons.get(reason, 0))
        for reason in (NOT_SEEN_LATELY, "kind", "duplicate", "abroad", "ended", "unknown")
    }


@of_data(maxsize=1)
def seen_since() -> int:
    """The first year in which a dated source shows a counted cluster."""
    return int(warehouse().ask("clusters.seen_since")["year"].iloc[0])


def counted_words() -> str:
    """What every count of clusters is of, in a sentence."""
    return _(
        "{n} clusters are counted: active cluster organisations and business networks that a source of {year} or later "
        "shows, or a page without a year."
    ).format(n=number(register()["counted"]), year=seen_since())


def seen_words(year: Any) -> str:
    """When a source last shows a cluster at work, in words; empty when no page has a year."""
    return "" if pd.isna(year) else _("last seen at work in {year}").format(year=int(year))


def label_words(row: Mapping[Any, Any] | pd.Series) -> str:
    """A cluster's label with the year of its award and whether it is known to be valid; empty when none is known."""
    label = row["esca_label"]
    if not isinstance(label, str):
        return ""
    year, until = row["awarded_year"], row["valid_until"]
    named = label_name(label)
    if isinstance(until, str):
        end = until if len(until) == 4 else day(date.fromisoformat(until))
        if label_is_valid(until):
            return _("{label}, valid until {end}").format(label=named, end=end)
        return _("{label} awarded, valid until {end}, later validity unknown").format(label=named, end=end)
    if pd.isna(year):
        return _("{label} awarded, year and validity unknown").format(label=named)
    return _("{label} awarded in {year}, validity unknown").format(label=named, year=int(year))


def label_is_valid(until: Any, today: date | None = None) -> bool:
    """Whether a label's stated end lies ahead; of an end stated as a year only its first day is sure."""
    if not isinstance(until, str):
        return False
    return date.fromisoformat(until if len(until) > 4 else f"{until}-01-01") >= (today or date.today())


def _why_hidden(row: Mapping[Any, Any], filters: Filters) -> str:
    if row["kind"] not in filters.kinds:
        return "kind"
    if row["country"] not in NORDIC and row["country"] not in filters.countries:
        return "abroad"
    return NOT_SEEN_LATELY if pd.isna(row["duplicate_of"]) else "duplicate"


def definition() -> str:
    """The definition behind every count of clusters, in a few sentences."""
    return _(
        "Every number of clusters is of the same rows unless a filter says otherwise: cluster organisations and "
        "business networks of the five Nordic countries whose status is active. A dated source must show them in {year}"
        " or later. Where no page has a year, they count. An organisation with several rows counts once."
    ).format(year=seen_since())


def reason_words() -> dict[str, str]:
    """Why rows are counted or not, in words -> the code in `register`."""
    return {
        _("In the register"): "all",
        _("Counted"): "counted",
        _("Active, but no source shows them since {year}").format(year=seen_since()): NOT_SEEN_LATELY,
        _("Active parks, hubs, projects and other bodies"): "kind",
        _("Active, but the same organisation as another row"): "duplicate",
        _("Active in the Faroe Islands, outside the five countries compared"): "abroad",
        _("Merged or ended"): "ended",
        _("Status unknown"): "unknown",
    }


def cell_sources(cluster_id: str) -> pd.DataFrame:
    """The facts of a cluster that come from another page than its row, with values and statuses in words."""
    rows = warehouse().ask("clusters.cell_sources")
    rows = rows[rows["cluster_id"] == cluster_id].reset_index(drop=True)
    for column in ("value", "earlier_value"):
        rows[column] = [_value_words(field, value) for field, value in zip(rows["field"], rows[column], strict=True)]
    return rows


def field_name(field: str) -> str:
    """A column of the table of clusters, in words."""
    return {
        "name": _("Name"),
        "city": _("City"),
        "region": _("Region"),
        "lat": _("Latitude"),
        "lon": _("Longitude"),
        "founded_year": _("Founded"),
        "staff": _("Staff of the cluster organisation"),
        "counts_year": _("Members in year"),
        "member_employees": _("Employees of the members"),
        "members_total": _("Members"),
        "members_sme": _("Small and medium-sized members"),
        "members_large": _("Large members"),
        "members_research": _("Research members"),
        "members_public": _("Public members"),
        "programme": _("Programme"),
        "programme_status": _("Level in the programme"),
        "esca_label": _("Quality label"),
        "fee_model": _("Membership fee"),
        "fee_min_eur": _("Lowest fee, EUR a year"),
        "fee_max_eur": _("Highest fee, EUR a year"),
        "website": _("Website"),
        "status": _("Status"),
        "last_seen_year": _("Last seen at work"),
    }[field]


def _value_words(field: str, value: Any) -> Any:
    if not isinstance(value, str):
        return None
    match field:
        case "status":
            return status_name(value)
        case "esca_label":
            return label_name(value)
        case "fee_model":
            return fee_name(value)
        case "programme":
            return programme_name(value)
        case "programme_status":
            return programme_status(value)
    return value
