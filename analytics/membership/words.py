"""Sentences about members: medians, coverage, growth and composition."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from analytics.core.codes import NORDIC
from analytics.core.language import _, country_name, country_words, in_country, listing, ngettext, number, percent, term
from analytics.membership.questions import ALL, OTHERS

FEWEST = 3  # known counts on both sides below which two medians are not set against each other
FOR_BAND = 4  # known counts below which the middle half is not drawn: it would stand on one or two clusters
YEAR_LIMITS = (2023, 2020, 2015)  # first years of the classes of counts, newest class first
KINDS = ("large", "sme", "company", "research_education", "public", "finance", "association", "other", "unaccounted")


def in_order(country: str) -> list[str]:
    """The Nordic countries, `country` first."""
    return sorted(NORDIC, key=lambda code: code != country)


def headline(groups: pd.DataFrame, country: str, ecosystem: str = "") -> str:
    """The median of a country beside those of its neighbours, with what is known; `groups` as in `questions`."""
    said = {
        "place": f"{country_name(country)}, {term(ecosystem)}" if ecosystem else country_name(country),
        "known": number(_cell(groups, country, "known", 0)),
        "all": number(_cell(groups, country, "clusters", 0)),
        "median": members_words(_cell(groups, country, "median_members")),
        "neighbours": members_words(_cell(groups, OTHERS, "median_members")),
        "values": listing(
            _median_words(code, _cell(groups, code, "median_members"), int(_cell(groups, code, "known", 0) or 0))
            for code in in_order(country)[1:]
        ),
    }
    if not _cell(groups, country, "known", 0):
        return _(
            "{place}: no active cluster has a known number of members. The median in the neighbours is {neighbours}."
        ).format(**said)
    return _(
        "The median cluster {where} has {median} members, in the neighbours {neighbours} ({values}). A"
        " number is known for {known} of {all} active clusters."
    ).format(where=f"{in_country(country)} ({term(ecosystem)})" if ecosystem else in_country(country), **said)


def members_words(value: float | None) -> str:
    """A number of members, with one decimal where a median lies between two."""
    return number(value, 0 if pd.isna(value) or float(value or 0) % 1 == 0 else 1)


def kind_name(kind: str) -> str:
    """A kind of member, in the plural."""
    return {
        "large": _("Large companies"),
        "sme": _("Small and medium-sized companies"),
        "company": _("Companies, size not stated"),
        "research_education": _("Research and education"),
        "public": _("Public bodies"),
        "finance": _("Financiers"),
        "association": _("Associations"),
        "other": _("Other members"),
        "unaccounted": _("Not broken down"),
    }[kind]


def short_name(name: str) -> str:
    """A cluster's name up to a bracket, slash, dash, comma or a Finnish association's "ry", for a mark in a chart."""
    return re.split(r" \(| / | [-–] |, | ry$", name)[0]


def period_name(place: int) -> str:
    """A class of counts by their year: newest first, then years before, year not stated, no count."""
    if place == 0:
        return _("{year} or later").format(year=YEAR_LIMITS[0])
    if place < len(YEAR_LIMITS):
        return f"{YEAR_LIMITS[place]}–{YEAR_LIMITS[place - 1] - 1}"
    if place == len(YEAR_LIMITS):
        return _("before {year}").format(year=YEAR_LIMITS[-1])
    return _("year not stated") if place == len(YEAR_LIMITS) + 1 else _("number not known")


def span(years: pd.Series) -> str:
    """The first and the last of the years that are known."""
    known = years.dropna()
    return f"{int(known.min())}–{int(known.max())}" if len(known) else _("in years not stated")


def cluster_members(row: Any) -> str:
    """A cluster's number of members with its year, as its point tells it."""
    said = {"name": row.name, "country": country_name(row.country), "n": number(row.members), "year": row.counts_year}
    if pd.isna(row.counts_year):
        return _("{name} ({country}): {n} members, year not stated").format(**said)
    return _("{name} ({country}): {n} members in {year}").format(**said)


def members_of_year(row: Any) -> str:
    """One of several counts of a cluster, as its point tells it."""
    said = {"name": row.name, "n": number(row.members), "year": row.year}
    if row.counted == "companies":
        return _("{name}: {n} companies in {year}").format(**said)
    return _("{name}: {n} members in {year}").format(**said)


def size(frame: pd.DataFrame, order: list[str]) -> str:
    """The median of each country, how many counts are known, and the middle half of the first country."""
    known = frame.dropna(subset="members")
    of_country = dict(list(known.groupby("country")))
    first = of_country.get(order[0], known.head(0))
    said = _(
        "Median members a cluster: {medians}. A number is known for {known} of {all} active clusters. {undated} of "
        "these state no year."
    ).format(
        medians=listing(
            _median_words(code, rows["group_median_members"].iloc[0], len(rows))
            for code in order
            if (rows := of_country.get(code)) is not None
        ),
        known=number(len(known)),
        all=number(len(frame)),
        undated=number(known["counts_year"].isna().sum()),
    )
    if len(first) < FOR_BAND:
        return said
    middle = _("The middle half of {of_country} clusters has {low}–{high} members.").format(
        **country_words(order[0]),
        low=number(first["group_q1_members"].iloc[0]),
        high=number(first["group_q3_members"].iloc[0]),
    )
    return f"{said} {middle}"


def by_ecosystem(known: pd.DataFrame, country: str) -> str:
    """In which ecosystems the country's median is above its neighbours', and in which below."""
    groups = known.groupby(["grp", "ecosystem"])["group_median_members"].agg(["first", "size"])
    counts = {"known": number(len(known)), "ecosystems": number(known["ecosystem"].nunique())}
    if not country:
        return _("A number of members is known for {known} clusters in {ecosystems} of the 14 ecosystems.").format(
            **counts
        )
    enough = groups[groups["size"] >= FEWEST]["first"].unstack("grp").reindex(columns=[country, OTHERS]).dropna()

    def those(rows: pd.DataFrame) -> str:
        found = [
            _("{ecosystem} ({own} against {others})").format(
                ecosystem=term(str(name)), own=members_words(row[country]), others=members_words(row[OTHERS])
            )
            for name, row in rows.iterrows()
        ]
        return listing(found) if found else _("none")

    return _(
        "{of_country} median is above the neighbours' in {above}. It is below in {below}. Compared where both sides "
        "have at least {fewest} clusters with a known number."
    ).format(
        **country_words(country),
        above=those(enough[enough[country] > enough[OTHERS]]),
        below=those(enough[enough[country] < enough[OTHERS]]),
        fewest=number(FEWEST),
    )


def coverage(frame: pd.DataFrame, order: list[str]) -> str:
    """How many counts are known, and how old they are."""
    known = frame[frame["known"]]
    first, mine = known[known["country"] == order[0]], frame[frame["country"] == order[0]]
    return _(
        "A number of members is known for {own} of {own_all} active clusters {in_country}, and in all five countries "
        "for {known} of {all}. Of these, {new} are of {year} or later and {undated} state no year."
    ).format(
        **country_words(order[0]),
        own=number(first["clusters"].sum()),
        own_all=number(mine["clusters"].sum()),
        known=number(known["clusters"].sum()),
        all=number(frame["clusters"].sum()),
        new=number(known.loc[known["counts_year"] >= YEAR_LIMITS[1], "clusters"].sum()),
        year=YEAR_LIMITS[1],
        undated=number(known.loc[known["counts_year"].isna(), "clusters"].sum()),
    )


def growth(series: list[pd.DataFrame], country: str) -> str:
    """How many clusters have counts of several years, and how those of the country have grown."""
    if not series:
        return _("No active cluster has counts of several years.")
    shrunk = sum(rows["growth_pct_a_year"].iloc[0] < 0 for rows in series)
    said = ngettext(
        "{n} cluster has counts of several years.", "{n} clusters have counts of several years.", len(series)
    )
    said += " " + _("{shrunk} of them had fewer in the last year than in the first.").format(shrunk=number(shrunk))
    own = [rows for rows in series if rows["country"].iloc[0] == country]
    if not country:
        return said
    if not own:
        return said + " " + _("{country}: none of them.").format(**country_words(country))
    told = listing(
        _("{name} from {first} ({start}) to {last} ({end})").format(
            name=short_name(rows["name"].iloc[0]),
            first=number(rows["members"].iloc[0]),
            start=rows["year"].iloc[0],
            last=number(rows["members"].iloc[-1]),
            end=rows["year"].iloc[-1],
        )
        for rows in own[:3]
    )
    known = {**country_words(country), "clusters": told, "n": number(len(own))}
    if len(own) > 3:
        return said + " " + _("{n} of them are from {country}, the fastest growing {clusters}.").format(**known)
    return said + " " + _("{country}: {clusters}.").format(**known)


def composition_counted(frame: pd.DataFrame, several: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """How many clusters tell kinds of members apart, and whose kinds do not add up."""
    over = several[several["share_pct"].isna()].drop_duplicates("cluster_id")
    whole = drawn[drawn["members_accounted"] == drawn["members_total"]]
    said = _(
        "{told} of {all} active clusters publish a count that tells kinds of members apart, {whole} of them for all "
        "members. {single} count one kind alone and are left out."
    ).format(
        told=number(several["cluster_id"].nunique()),
        all=number(frame["clusters"].max()),
        whole=number(whole["cluster_id"].nunique()),
        single=number(frame.loc[frame["is_single_kind"], "cluster_id"].nunique()),
    )
    for row in over.itertuples():
        said += " " + _("{name}: the kinds add up to {sum}, the total is {total}, so no shares are shown.").format(
            name=short_name(row.name), sum=number(row.members_accounted), total=number(row.members_total)
        )
    return said


def composition_named(frame: pd.DataFrame, country: str) -> str:
    """How many memberships are known by name, and the share of companies."""

    def companies(code: str) -> str:
        rows = frame[(frame["country"] == code) & frame["kind"].isin(("large", "sme", "company"))]
        return percent(rows["share_pct"].sum(), 0)

    whole = frame[frame["country"] == ALL].iloc[0]
    said = _(
        "{n} memberships in {named} of {all} active clusters are known by name. {share} of them are companies."
    ).format(
        n=number(whole["memberships_all"]),
        named=number(whole["clusters_named"]),
        all=number(whole["clusters"]),
        share=companies(ALL),
    )
    own = frame[frame["country"] == country]
    if own.empty:
        return said
    return f"{said} " + _(
        "{n} memberships are known {in_country}, and {share} of them are companies. They are in {named} of {all} active"
        " clusters."
    ).format(
        **country_words(country),
        share=companies(country),
        n=number(own["memberships_all"].iloc[0]),
        named=number(own["clusters_named"].iloc[0]),
        all=number(own["clusters"].iloc[0]),
    )


def _median_words(code: str, median: float | None, known: int) -> str:
    """A country's median, with a warning where it stands on one or two clusters."""
    said = f"{country_name(code)} {members_words(median)}"
    return _("{median} (only {n} known)").format(median=said, n=number(known)) if 0 < known < FEWEST else said


def _cell(groups: pd.DataFrame, group: str, column: str, default: float | None = None) -> float | None:
    return groups.at[group, column] if group in groups.index else default
