"""What the data says for each want of a company: its strength, in words, with the page that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log10
from typing import Any

import pandas as pd

from analytics.clusters import questions as clusters
from analytics.core import text_index as words
from analytics.core.language import _, listing, ngettext


@dataclass(frozen=True)
class Reason:
    """A reason in words of the language in use, and the page that it rests on."""

    words: str
    url: str
    place: bool = False  # it tells only where the cluster is


def evidence_for(row: Mapping[str, Any], want: str) -> tuple[float, list[Reason]]:
    """How strongly the data speaks for a want (0 to 1) and in what words; no reasons means that nothing is known."""
    found = [(strength, reason) for strength, reason in EVIDENCE[want](row) if strength > 0]
    return max((strength for strength, _reason in found), default=0.0), [reason for _strength, reason in found]


Evidence = list[tuple[float, Reason]]


def _partners(row: Mapping[str, Any]) -> Evidence:
    if pd.isna(row["members_total"]) or row["members_total"] < 1:
        return []
    members = int(row["members_total"])
    said = ngettext("partners: {n} member", "partners: {n} members", members)
    return [(min(1.0, log10(members) / 2), Reason(said, row["source_url"]))]  # 1 from a hundred members on


def _exports(row: Mapping[str, Any]) -> Evidence:
    found: Evidence = []
    if isinstance(row["exports_story_url"], str):
        found.append((1.0, Reason(_("exports: a success story on international business"), row["exports_story_url"])))
    if "export" in words.stems(str(row["sector_detail"]), "en"):
        found.append((1.0, Reason(_("exports: it is the cluster's field"), row["source_url"])))
    if (n := _count(row["foreign_members"])) > 0:
        said = ngettext("exports: {n} known member from abroad", "exports: {n} known members from abroad", n)
        found.append((0.7, Reason(said, row["foreign_url"])))
    if isinstance(row["esca_label"], str):
        said = _("exports: awarded a quality label known across Europe ({label})").format(
            label=clusters.label_name(row["esca_label"])
        )
        found.append((0.5, Reason(said, row["label_source_url"])))
    return found


def _research(row: Mapping[str, Any]) -> Evidence:
    found: Evidence = []
    if (n := _count(row["members_research"])) > 0:
        said = ngettext("R&D: {n} research member", "R&D: {n} research members", n)
        found.append((1.0, Reason(said, row["source_url"])))
    elif (n := _count(row["research_members"])) > 0:
        said = ngettext("R&D: {n} research member known by name", "R&D: {n} research members known by name", n)
        found.append((1.0, Reason(said, row["research_url"])))
    if isinstance(row["innovation_story_url"], str):
        found.append((0.8, Reason(_("R&D: a success story on innovation"), row["innovation_story_url"])))
    return found


def _skills(row: Mapping[str, Any]) -> Evidence:
    found: Evidence = []
    if isinstance(row["skills_story_url"], str):
        found.append((1.0, Reason(_("skills: a success story on skills"), row["skills_story_url"])))
    if (n := _count(row["education_members"])) > 0:
        said = ngettext(
            "skills: {n} school or university among the known members",
            "skills: {n} schools or universities among the known members",
            n,
        )
        found.append((0.8, Reason(said, row["education_url"])))
    return found


def _funding(row: Mapping[str, Any]) -> Evidence:
    found: Evidence = []
    if (n := _count(row["finance_members"])) > 0:
        said = ngettext(
            "funding: {n} financier among the known members", "funding: {n} financiers among the known members", n
        )
        found.append((1.0, Reason(said, row["finance_url"])))
    if isinstance(row["programme"], str):
        named = listing(clusters.programme_name(name) for name in row["programme"].split("; "))
        said = _("funding: it is or was in a programme ({programme})").format(programme=named)
        found.append((0.6, Reason(said, row["source_url"])))
    return found


EVIDENCE: Mapping[str, Callable[[Mapping[str, Any]], Evidence]] = {
    "partners": _partners,
    "exports": _exports,
    "rd": _research,
    "skills": _skills,
    "funding": _funding,
}


def _count(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)
