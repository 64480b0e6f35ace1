"""The tables of cluster organisations: what a row of each must look like."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analytics.contracts.fields import (
    BY_ROW,
    BY_TEXT,
    Flag,
    Whole,
    count,
    flag,
    holds,
    identity,
    latitude,
    longitude,
    not_above,
    number,
    nuts,
    rule,
    text,
    url,
    word,
    year,
)
from analytics.contracts.table import Table
from analytics.core.codes import CLUSTER_KINDS, ECOSYSTEMS, QUALITY_LABELS, REGISTER_COUNTRIES, SEEN_IN
from analytics.core.language import N_


def _not_itself_a_duplicate(rows: pd.DataFrame) -> pd.Series:
    duplicates = rows.loc[rows["duplicate_of"].notna(), "cluster_id"]
    return ~rows["duplicate_of"].isin(duplicates)


def _outermost(rows: pd.DataFrame) -> pd.Series:
    parts = rows.loc[rows["part_of"].notna(), "cluster_id"]
    return ~rows["part_of"].isin(parts)


class Clusters(pa.DataFrameModel):
    """A row of the register: a cluster organisation, or a network, park, hub or project beside them."""

    cluster_id: str = identity("Lasting name of the cluster in links and in other tables")
    name: str = text("Name in its own language")
    name_en: str = text("Name in English", required=False)
    country: str = word("Country", sorted(REGISTER_COUNTRIES))
    city: str = text("City of the office", required=False)
    region: str = text("County-level name of 2024 (differs from NUTS 2021 in Norway and Denmark)", required=False)
    lat: float = latitude()
    lon: float = longitude()
    ecosystem: str = word("EU industrial ecosystem", ECOSYSTEMS)
    sector_detail: str = text("Field of work, in English", required=False, translated=BY_ROW)
    what_it_does: str = text("What it does, in our own plain sentences", required=False, translated=BY_ROW)
    what_it_does_url: str = url("Page that what_it_does rests on", required=False)
    founded_year: Whole = year("Year founded")
    members_total: Whole = count("Members in all, in counts_year", "members")
    members_sme: Whole = count("Small and medium-sized member companies", "members")
    members_large: Whole = count("Large member companies", "members")
    members_research: Whole = count("Member research and education organisations", "members")
    members_public: Whole = count("Public members", "members")
    member_employees: Whole = count("Employees of the members", "persons")
    staff: Whole = count("Staff of the cluster organisation", "persons")
    counts_year: Whole = year("Year of the member counts")
    programme: str = text("Programme the cluster is or was in; `;` joins two", required=False)
    programme_status: str = text("Level or standing in the programme", required=False, translated=BY_TEXT)
    esca_label: str = word("Highest known cluster management quality label", QUALITY_LABELS, required=False)
    fee_model: str = word("Whether membership costs", ("paid", "free"), required=False)
    fee_min_eur: float = number("Lowest yearly fee known", "EUR a year", low=0)
    fee_max_eur: float = number("Highest yearly fee known", "EUR a year", low=0)
    website: str = url("Website", required=False)
    status: str = word("Standing of the cluster", ("active", "merged", "ended", "unknown"))
    source_url: str = url("Page the row was read from")
    source_year: Whole = year("Year of that page")
    note: str = text("Remark", required=False, translated=BY_ROW)
    kind: str = word("What it is", CLUSTER_KINDS)
    kind_reason: str = text("What the kind was read from", required=False)
    last_seen_year: Whole = year("Latest year that a source shows it at work")
    last_seen_source: str = word("Table whose row is of that year", SEEN_IN, required=False)
    duplicate_of: str = identity("Row that stands for the same organisation", required=False)
    part_of: str = identity("Outermost row that it belongs to as a branch or project", required=False)

    class Config:
        unique = ("cluster_id",)

    described = rule(
        "what_it_does_url",
        "a page where what_it_does is told, else empty",
        lambda rows: rows["what_it_does"].isna() == rows["what_it_does_url"].isna(),
    )
    seen = rule(
        "last_seen_source",
        "a table where last_seen_year is known, else empty",
        lambda rows: rows["last_seen_year"].isna() == rows["last_seen_source"].isna(),
    )
    one_duplicate = rule("duplicate_of", "a row that is no duplicate itself", _not_itself_a_duplicate)
    one_whole = rule("part_of", "a row that is no part itself", _outermost)
    located = rule(
        "lat", "both latitude and longitude, or neither", lambda rows: rows["lat"].isna() == rows["lon"].isna()
    )
    fees = rule("fee_max_eur", "not below fee_min_eur", not_above("fee_min_eur", "fee_max_eur"))
    free = rule(
        "fee_max_eur",
        "0 or empty, because fee_model is free",
        lambda rows: holds((rows["fee_model"] != "free") | (rows["fee_max_eur"] == 0) | rows["fee_max_eur"].isna()),
    )
    some_sme = rule("members_sme", "not above members_total", not_above("members_sme", "members_total"))
    some_large = rule("members_large", "not above members_total", not_above("members_large", "members_total"))
    some_research = rule("members_research", "not above members_total", not_above("members_research", "members_total"))
    some_public = rule("members_public", "not above members_total", not_above("members_public", "members_total"))


# Columns whose values may come from another page than the row.
CELLS = (
    *("name", "city", "region", "lat", "lon", "founded_year", "staff", "counts_year", "member_employees"),
    *("members_total", "members_sme", "members_large", "members_research", "members_public"),
    *("programme", "programme_status", "esca_label", "fee_model", "fee_min_eur", "fee_max_eur"),
    *("website", "status", "last_seen_year"),
)


class ClusterRegions(pa.DataFrameModel):
    """The NUTS 3 region of a cluster with a known location."""

    cluster_id: str = identity("Cluster")
    nuts_code: str = nuts("NUTS 3 region")
    method: str = word("Point in the polygon, or nearest region just off the coast", ("inside", "nearest"))
    distance_km: float = number("Distance from the point to the region", "km", low=0)

    class Config:
        unique = ("cluster_id",)

    level_three = rule(
        "nuts_code", "a NUTS 3 code (five characters)", lambda rows: holds(rows["nuts_code"].str.len() == 5)
    )
    inside = rule(
        "distance_km",
        "0 or empty, because the point is inside",
        lambda rows: holds((rows["method"] != "inside") | (rows["distance_km"] == 0) | rows["distance_km"].isna()),
    )


class ClusterCellSources(pa.DataFrameModel):
    """A value of a cluster whose source is another page than that of its row."""

    cluster_id: str = identity("Cluster")
    field: str = word("Column of clusters", CELLS)
    value: str = text("The value that the page gives")
    source_year: Whole = year("Year of that page")
    source_url: str = url("Page the value was read from")
    used: Flag = flag("The value stands in the table; false = a newer or more official one does")
    earlier_value: str = text("Value that it replaced", required=False)
    earlier_year: Whole = year("Year of the value that it replaced")
    earlier_source_url: str = url("Page that the replaced value was read from", required=False)
    note: str = text("Remark", required=False)

    class Config:
        unique = ("cluster_id", "field", "source_url")

    replaced = rule(
        "earlier_source_url",
        "an address, because a value was replaced",
        lambda rows: rows["earlier_value"].isna() | rows["earlier_source_url"].notna(),
    )


class ClusterLabels(pa.DataFrameModel):
    """A cluster management quality label as a page tells of it."""

    cluster_id: str = identity("Holder; empty = not in the register, see note", required=False)
    label: str = word("Level", QUALITY_LABELS)
    awarded_year: Whole = year("Year of the award")
    valid_until: str = text(
        "Last day or last year stated",
        required=False,
        pattern=r"[0-9]{4}(-[0-9]{2}-[0-9]{2})?",
        expected="a year, or a date as year-month-day",
        kind="day",
    )
    source_url: str = url("Page the row was read from")
    note: str = text("Remark", required=False)

    class Config:
        unique = ("cluster_id", "label", "awarded_year", "valid_until", "source_url")


TABLES = (
    Table(
        "clusters",
        "clusters/clusters.csv",
        Clusters,
        N_("Clusters"),
        {"duplicate_of": "clusters.cluster_id", "part_of": "clusters.cluster_id"},
    ),
    Table(
        "cluster_cell_sources",
        "clusters/cluster_cell_sources.csv",
        ClusterCellSources,
        N_("Sources of single values of clusters"),
        {"cluster_id": "clusters.cluster_id"},
    ),
    Table(
        "cluster_labels",
        "clusters/cluster_labels.csv",
        ClusterLabels,
        N_("Quality labels awarded"),
        {"cluster_id": "clusters.cluster_id"},
    ),
    Table(
        "cluster_regions",
        "clusters/cluster_regions.csv",
        ClusterRegions,
        N_("Regions of clusters"),
        {"cluster_id": "clusters.cluster_id", "nuts_code": "regions.nuts_code"},
    ),
)
