"""Questions about members: how many a cluster has, of what kinds they are, and how their number grows."""

from __future__ import annotations

import pandas as pd

from analytics.core.codes import NORDIC
from analytics.core.remembered import remembered
from analytics.warehouse import warehouse

OTHERS, ALL = "OTHERS", "NORDIC"


@remembered(64)
def sizes(country: str = "FI", ecosystem: str = "") -> pd.DataFrame:
    """Active clusters with their members, a row each in its country, those with no known count last and empty.

    `group_median_members`, `group_q1_members` and `group_q3_members` are over the clusters of the country with a known
    count (linear between ranks: type 7 of Hyndman and Fan 1996); `group_known` of `group_clusters` have one.
    """
    rows = _groups(country, ecosystem)
    return rows[rows["grp"].isin(NORDIC)].reset_index(drop=True)


@remembered(64)
def groups(country: str = "FI", ecosystem: str = "") -> pd.DataFrame:
    """The spread of members a cluster by group, indexed by country code, OTHERS (all but `country`) and NORDIC.

    A group with no active cluster has no row; `members` adds up the known counts.
    """
    rows = _groups(country, ecosystem).groupby("grp")
    stated = ("clusters", "known", "q1_members", "median_members", "q3_members")
    out = rows[[f"group_{name}" for name in stated]].first().rename(columns=lambda name: name.removeprefix("group_"))
    return out.assign(members=rows["members"].sum())


def by_ecosystem(country: str = "FI") -> pd.DataFrame:
    """Active clusters as in `sizes`, grouped by industrial ecosystem and side: `country` and OTHERS.

    With no country there is one side, NORDIC.
    """
    rows = warehouse().ask("membership.sizes", country=country, by_ecosystem=1)
    sides = (country, OTHERS) if country else (ALL,)
    return rows[rows["grp"].isin(sides)].reset_index(drop=True)


def coverage(ecosystem: str = "") -> pd.DataFrame:
    """Active clusters by country, whether a member count is known, and its year."""
    return warehouse().ask("membership.coverage", ecosystem=ecosystem)


def growth() -> pd.DataFrame:
    """Member counts of active clusters with several years of the same count, fastest growing first.

    `growth_pct_a_year` = ((last / first) ^ (1 / years between) - 1) * 100. Nothing is filled in between.
    """
    return warehouse().ask("membership.growth")


def counted() -> pd.DataFrame:
    """Members of active clusters by kind as the clusters count them, one count a cluster.

    Where `is_single_kind`, the total is the number of one kind, and whether others were counted is unknown.
    """
    return warehouse().ask("membership.counted")


def named(ecosystem: str = "") -> pd.DataFrame:
    """Memberships known by name, by country of the cluster (NORDIC = all five) and kind of member."""
    return warehouse().ask("membership.named", ecosystem=ecosystem)


def _groups(country: str, ecosystem: str) -> pd.DataFrame:
    return warehouse().ask("membership.sizes", country=country, ecosystem=ecosystem)
