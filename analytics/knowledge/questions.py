"""Questions about what a cluster is, what a member gets and gives, and who supports clusters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from analytics.core.language import _, current
from analytics.core.remembered import remembered
from analytics.stories import questions as stories
from analytics.warehouse import warehouse

COMPARED = ("cluster", "ecosystem", "value chain")
# What a manager asks of a concept -> the dimensions of concept_comparison that answer it.
ASPECTS: Mapping[str, tuple[str, ...]] = {
    "inside": ("actors", "unit"),
    "bond": ("theme", "goal"),
    "closeness": ("geography", "coupling", "openness"),
    "lead": ("management", "scale"),
}
EXAMPLE = "fi-energyvaasa"
SHELVES = ("nordic", "european", "world")


@remembered(16)
def definitions() -> pd.DataFrame:
    """Definitions in the language in use (`definition`, `attributed_to`), each concept's first one on top."""
    rows = warehouse().ask("knowledge.definitions", lang=current())
    return warehouse().localised(rows, "cluster_definitions", "definition", "attributed_to")


@remembered(16)
def terms() -> pd.DataFrame:
    """The terms of the field in the language in use: `name`, what it means (`definition`), `words` it is met by."""
    rows = warehouse().ask("knowledge.terms")
    rows["name"] = rows["term"]
    return warehouse().localised(rows, "term_definitions", "definition", "words", name="term")


def lead(concept: str) -> pd.Series:
    """The wording of a concept that is shown first. Raises KeyError for an unknown concept."""
    rows = definitions()
    found = rows[(rows["concept"] == concept) & rows["lead"]]
    if found.empty:
        raise KeyError(f"There is no definition of {concept!r}.")
    return found.iloc[0]


@remembered(32)
def traits(concept: str, *dimensions: str) -> pd.DataFrame:
    """What the pages read say of a concept (`value`, in the language in use), in the order of `dimensions`."""
    rows = warehouse().localised(warehouse().ask("knowledge.traits"), "concept_comparison", "value")
    found = rows[(rows["concept"] == concept) & rows["dimension"].isin(dimensions)]
    return found.sort_values("dimension", key=lambda column: column.map(dimensions.index), kind="stable")


@remembered(16)
def figures() -> pd.Series:
    """Counts of active clusters, their size and what is known of their fees."""
    return warehouse().ask("knowledge.figures").iloc[0]


@remembered(32)
def examples() -> Mapping[str, str]:
    """The names of the clusters that serve as examples by their ids, Finland first."""
    rows = warehouse().ask("knowledge.examples")
    return dict(zip(rows["cluster_id"], rows["name"], strict=True))


def roles(cluster: str = EXAMPLE) -> pd.DataFrame:
    """The members of a cluster that are known by name, one row a role; a list on a page is seldom complete."""
    return warehouse().ask("knowledge.roles", cluster=cluster)


def results(cluster: str = EXAMPLE) -> pd.DataFrame:
    """A published result with its figure for each theme, of the example cluster where it has one."""
    return stories.localised(warehouse().ask("knowledge.results", cluster=cluster))


@remembered(16)
def exchange() -> pd.DataFrame:
    """What fee tables say that members get (`kind` gets) and give besides the fee (gives; hours = own work a year)."""
    return warehouse().localised(warehouse().ask("knowledge.exchange"), "membership_fees", note="benefits_note")


@remembered(32)
def networks(place: str = "", audience: str = "") -> pd.DataFrame:
    """Networks and support organisations that work in a Nordic country and for an audience; empty = all."""
    rows = warehouse().ask("knowledge.networks", place=place, audience=audience)
    return warehouse().localised(
        rows, "networks", "name", "operator", "fee", offers="what_it_offers", who="who_can_join"
    )


@remembered(32)
def label_levels() -> pd.DataFrame:
    """What each level of the quality label asks, costs and how long it holds, the lowest first."""
    return warehouse().localised(warehouse().ask("knowledge.label_levels"), "label_levels", "asks")


@remembered(32)
def label_rules(level: str) -> pd.DataFrame:
    """What pages say of how long a level of the quality label holds (`states`, in the language in use)."""
    rows = warehouse().localised(warehouse().ask("knowledge.label_rules"), "label_rules", "states")
    return rows[rows["level"] == level]


@remembered(32)
def label_holders() -> pd.DataFrame:
    """Every cluster that was awarded a label, active ones first; `valid_to` is empty where no end is known."""
    return warehouse().localised(warehouse().ask("knowledge.label_holders"), "clusters", "note")


def run_out(holders: pd.DataFrame, today: date) -> int:
    """How many of the labels had a known end before `today`."""
    return int((holders["valid_to"] < pd.Timestamp(today)).sum())


# --- words -----------------------------------------------------------------------------------------------


def concept_name(concept: str) -> str:
    """A concept in words."""
    return {
        "business ecosystem": _("Business ecosystem"),
        "cluster": _("Cluster"),
        "cluster organisation": _("Cluster organisation"),
        "ecosystem": _("Ecosystem"),
        "innovation ecosystem": _("Innovation ecosystem"),
        "innovation platform": _("Innovation platform"),
        "knowledge ecosystem": _("Knowledge ecosystem"),
        "network": _("Network"),
        "value chain": _("Value chain"),
        "value network": _("Value network"),
    }.get(concept, concept)


def aspect_name(aspect: str) -> str:
    """What a manager asks of a concept."""
    return {
        "inside": _("Who is in it?"),
        "bond": _("What holds it together?"),
        "closeness": _("How close are they?"),
        "lead": _("Who leads it, and how large is it?"),
    }[aspect]


def gain_name(theme: str) -> str:
    """What a member gains, by the theme of a success story."""
    return {
        "internationalisation": _("Exports and new markets"),
        "innovation": _("New products and growth"),
        "skills": _("New skills"),
        "regional development": _("Jobs and investment at home"),
        "green transition": _("A greener business"),
    }.get(theme, theme)


def kind_name(kind: str) -> str:
    """The kind of a network, in words."""
    return {
        "association": _("association"),
        "funding": _("funding organisation"),
        "label": _("quality label body"),
        "network": _("network"),
        "platform": _("platform"),
        "support": _("support organisation"),
    }.get(kind, kind)


def reach_name(reach: str) -> str:
    """How far a network reaches, in words."""
    return {
        "regional": _("regional"),
        "national": _("national"),
        "nordic": _("Nordic"),
        "european": _("European"),
        "world": _("worldwide"),
    }.get(reach, reach)


def audience_name(audience: str) -> str:
    """Whom a network works for, in words."""
    return {
        "cities": _("Cities and regions"),
        "clusters": _("Cluster organisations"),
        "companies": _("Companies"),
        "networks": _("Networks and associations of clusters"),
        "people": _("Single persons"),
    }.get(audience, audience)


def shelf_name(shelf: str) -> str:
    """The group that a network is shown in."""
    return {
        "nordic": _("In the Nordic countries"),
        "european": _("In Europe"),
        "world": _("In the world"),
    }[shelf]
