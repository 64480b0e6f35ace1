"""The tables of cluster organisations: what a row of each must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import (
    BY_ROW,
    BY_TEXT,
    Whole,
    count,
    holds,
    identity,
    latitude,
    longitude,
    nordic,
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
from analytics.core.codes import ECOSYSTEMS, QUALITY_LABELS
from analytics.core.language import N_


class Clusters(pa.DataFrameModel):
    """A cluster organisation or cluster."""

    cluster_id: str = identity("Lasting name of the cluster in links and in other tables")
    name: str = text("Name in its own language")
    name_en: str = text("Name in English", required=False)
    country: str = nordic("Country")
    city: str = text("City of the office", required=False)
    region: str = text("County-level name of 2024 (differs from NUTS 2021 in Norway and Denmark)", required=False)
    lat: float = latitude()
    lon: float = longitude()
    ecosystem: str = word("EU industrial ecosystem", ECOSYSTEMS)
    sector_detail: str = text("Field of work, in English", required=False, translated=BY_ROW)
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

    class Config:
        unique = ("cluster_id",)

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


TABLES = (
    Table("clusters", "clusters/clusters.csv", Clusters, N_("Clusters")),
    Table(
        "cluster_regions",
        "clusters/cluster_regions.csv",
        ClusterRegions,
        N_("Regions of clusters"),
        {"cluster_id": "clusters.cluster_id", "nuts_code": "regions.nuts_code"},
    ),
)
