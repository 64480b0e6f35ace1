"""A cluster's facts as lines of a card, short beside the map and in full on its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.clusters import questions as clusters
from analytics.clusters import register
from analytics.core.age import Age
from analytics.core.language import _, city_name, country_name, current, listing, ngettext, number, term
from analytics.regions import questions as regions
from ui import markdown, navigation, shortlist


def card(cluster_id: str) -> None:
    """The short card beside the map, with the way to the full page."""
    row = clusters.profile(cluster_id)
    if row is None:
        return
    with st.container(border=True, key="cluster-card"):
        st.subheader(markdown.escape(row["name"]), anchor=False)
        write_facts(facts(row)[:11])
        shortlist.button(cluster_id, "card")
        navigation.link(
            "cluster",
            _("All facts, members and similar clusters"),
            ":material/arrow_forward:",
            cluster=cluster_id,
        )


def write_facts(lines: list[tuple[str, str]]) -> None:
    """The known facts a line each, the unknown ones together at the end."""
    said = [f"**{label}:** {value}" for label, value in lines if value]
    if unknown := [label for label, value in lines if not value]:
        said.append(_("*Not published:* {labels}").format(labels=listing(one[:1].lower() + one[1:] for one in unknown)))
    st.markdown("\n\n".join(said))


def facts(row: pd.Series) -> list[tuple[str, str]]:
    """Label and value (Markdown) of each fact; the value is empty where it is not known."""

    def said(value: Any, words: str | None = None) -> str:
        return "" if pd.isna(value) else words if words is not None else markdown.escape(value)

    where = ", ".join(
        part
        for part in (
            markdown.escape(city_name(row["city"])) if isinstance(row["city"], str) else "",
            regions.name(row["nuts_code"]) if isinstance(row["nuts_code"], str) else "",
            country_name(row["country"]),
        )
        if part
    )
    if not isinstance(row["nuts_code"], str):
        where += " " + _("(no page names its city)")
    members = said(row["members_total"], _counted(row))
    status = ", ".join(filter(None, (clusters.status_name(row["status"]), register.seen_words(row["last_seen_year"]))))
    return [
        (_("Where"), where),
        (_("Industrial ecosystem"), markdown.words(term(row["ecosystem"]))),
        (_("Field"), markdown.escape(clusters.text(row, "sector_detail"))),
        (_("What it does"), markdown.escape(clusters.text(row, "what_it_does"))),
        (_("Members"), members),
        (_("Programme"), programme(row)),
        (_("Quality label"), register.label_words(row)),
        (_("Membership fee"), fee(row)),
        (
            _("Founded"),
            said(row["founded_year"], None if pd.isna(row["founded_year"]) else str(int(row["founded_year"]))),
        ),
        (
            _("Website"),
            markdown.link(row["website"], row["website"]) if isinstance(row["website"], str) else "",
        ),
        (_("Status"), markdown.words(status)),
        (_("Kind"), markdown.words(clusters.kind_name(row["kind"]))),
        *_belongs(row),
        (_("Staff of the cluster organisation"), said(row["staff"], number(row["staff"]))),
        (_("Employees of the members"), said(row["member_employees"], number(row["member_employees"]))),
        (_("Small and medium-sized members"), said(row["members_sme"], number(row["members_sme"]))),
        (_("Large members"), said(row["members_large"], number(row["members_large"]))),
        (_("Research members"), said(row["members_research"], number(row["members_research"]))),
        (_("Public members"), said(row["members_public"], number(row["members_public"]))),
        (_("What else the source says"), markdown.escape(clusters.text(row, "note"))),
    ]


def _belongs(row: pd.Series) -> list[tuple[str, str]]:
    """The row that stands for the same organisation, or the one that this is a part of, as a link."""
    other = row["duplicate_of"] or row["part_of"]
    if not isinstance(other, str):
        return []
    link = markdown.link(clusters.names()[other], f"/cluster?cluster={other}&lang={current()}")
    words = _("the same as {name}") if row["duplicate_of"] else _("part of {name}")
    return [(_("Belongs with"), words.format(name=link))]


def _counted(row: pd.Series) -> str:
    if pd.isna(row["members_total"]):
        return ""
    total = number(row["members_total"])
    if pd.isna(row["counts_year"]):
        return total
    year = int(row["counts_year"])
    return _("{n} (counted in {year})").format(n=total, year=year) + markdown.age_mark(Age(year))


def programme(row: pd.Series) -> str:
    """The programmes that a cluster is or was in, with its standing; empty where none is known."""
    if not isinstance(row["programme"], str):
        return ""
    named = listing(clusters.programme_name(p) for p in row["programme"].split("; "))
    status = clusters.programme_status(row["programme_status"])
    return markdown.escape(f"{named} – {status}" if status else named)


def fee(row: Mapping[Any, Any] | pd.Series) -> str:
    """What a year's membership costs, in words; empty when nothing is known."""
    low, high = row["fee_min_eur"], row["fee_max_eur"]
    if row["fee_state"] == "unknown":
        return ""
    if row["fee_state"] == "free" or pd.isna(low):
        return clusters.fee_name(row["fee_state"])
    if low == high:
        return _("EUR {low} a year").format(low=number(low))
    return _("EUR {low}–{high} a year").format(low=number(low), high=number(high))


def members_sentence(rows: pd.DataFrame, total: float | None) -> str:
    """How many members are known by name, of how many."""
    named = ngettext("{n} member is known by name", "{n} members are known by name", len(rows))
    if total is None or pd.isna(total):
        return _("{named}. How many there are in all is not published.").format(named=named)
    return _("{named}, of {all} in all.").format(named=named, all=number(total))
