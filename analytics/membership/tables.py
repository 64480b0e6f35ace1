"""The tables of how many members clusters have: what a row of each must look like."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analytics.contracts.fields import Whole, count, holds, identity, rule, url, year
from analytics.contracts.table import Table
from analytics.core.language import N_


def _parts(rows: pd.DataFrame) -> pd.Series:
    parts = ["companies", "sme", "large", "startups", "research_education", "public", "finance", "other"]
    largest = rows[parts].astype("Float64").max(axis=1)
    return holds(largest <= rows["members_total"].astype("Float64"))


class MembershipComposition(pa.DataFrameModel):
    """A cluster's member counts in a year."""

    cluster_id: str = identity("Cluster")
    year: Whole = year("Year of the counts")
    members_total: Whole = count("Members in all", "members")
    companies: Whole = count("Companies", "members")
    sme: Whole = count("Small and medium-sized companies", "members")
    large: Whole = count("Large companies", "members")
    startups: Whole = count("Start-ups", "members")
    research_education: Whole = count("Research and education organisations", "members")
    public: Whole = count("Public members", "members")
    finance: Whole = count("Financiers", "members")
    other: Whole = count("Other members", "members")
    member_employees: Whole = count("Employees of the members", "persons")
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("cluster_id", "year", "source_url")

    parts = rule("members_total", "not below any of its known parts", _parts)


TABLES = (
    Table(
        "membership_composition",
        "memberships/membership_composition.csv",
        MembershipComposition,
        N_("Composition of the membership"),
        {"cluster_id": "clusters.cluster_id"},
    ),
)
