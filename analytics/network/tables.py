"""The tables of memberships known by name: what a row of each must look like."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analytics.contracts.fields import BY_ROW, Whole, country, holds, identity, rule, text, url, word, year
from analytics.contracts.table import Table
from analytics.core.codes import ALIAS_DECISIONS, ALIAS_REASONS, MEMBER_TYPES
from analytics.core.language import N_


class Memberships(pa.DataFrameModel):
    """An organisation's membership in a cluster; lists are partial."""

    cluster_id: str = identity("Cluster")
    member_id: str = text(
        "Folded name of the member",
        pattern=r"[a-z0-9]+([-_.&+][a-z0-9]+)*",
        expected="a name in small letters and digits without blanks",
        kind="identifier",
    )
    member_name: str = text("Name as seen on the page")
    member_type: str = word("Kind of member", MEMBER_TYPES)
    member_country: str = country("Country of the member (GL: Greenland)", required=False)
    member_city: str = text("City of the member", required=False)
    source_url: str = url("Page the row was read from")
    source_year: Whole = year("Year of that page")

    class Config:
        unique = ("cluster_id", "member_id")


def _one_organisation(rows: pd.DataFrame) -> pd.Series:
    confirmed = rows["decision"] == "confirmed"
    return holds(~(confirmed & rows["member_id"].where(confirmed).duplicated(keep=False)))


def _no_chains(rows: pd.DataFrame) -> pd.Series:
    confirmed = rows["decision"] == "confirmed"
    return holds(~(confirmed & rows["canonical_id"].isin(rows.loc[confirmed, "member_id"])))


def _one_name(rows: pd.DataFrame) -> pd.Series:
    confirmed = rows["decision"] == "confirmed"
    names = rows[confirmed].groupby("canonical_id")["canonical_name"].nunique()
    return holds(~(confirmed & rows["canonical_id"].isin(names.index[names > 1])))


class MemberAliases(pa.DataFrameModel):
    """A decision whether two member_ids are one organisation."""

    member_id: str = text("The other name's member_id, as in memberships", kind="identifier")
    canonical_id: str = text("The member_id that stands for the organisation", kind="identifier")
    canonical_name: str = text("The name that it is shown under")
    decision: str = word("One organisation (confirmed), or not (rejected: not suggested again)", ALIAS_DECISIONS)
    reason: str = word("Why the names differ; empty when rejected", ALIAS_REASONS, required=False)
    decided_on: str = text(
        "Day of the decision",
        pattern=r"(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
        expected="a day such as 2026-11-21",
        kind="day",
    )
    source_url: str = url("Page that says that the two are one", required=False)
    note: str = text("Remark, in English", required=False, translated=BY_ROW)

    class Config:
        unique = ("member_id", "canonical_id")

    two_names = rule(
        "canonical_id",
        "another member_id than the row's own",
        lambda rows: holds(rows["member_id"] != rows["canonical_id"]),
    )
    reasoned = rule(
        "reason",
        "a reason when confirmed, empty when rejected",
        lambda rows: holds((rows["decision"] == "confirmed") == rows["reason"].notna()),
    )
    one_organisation = rule("member_id", "confirmed as one organisation only", _one_organisation)
    no_chains = rule("canonical_id", "a member_id that is not itself another name of an organisation", _no_chains)
    one_name = rule("canonical_name", "one name for one canonical_id", _one_name)


TABLES = (
    Table(
        "memberships",
        "memberships/memberships.csv",
        Memberships,
        N_("Memberships"),
        {"cluster_id": "clusters.cluster_id"},
    ),
    Table(
        "member_aliases",
        "memberships/member_aliases.csv",
        MemberAliases,
        N_("Names of one organisation"),
        {"member_id": "memberships.member_id", "canonical_id": "memberships.member_id"},
    ),
)
