"""Questions about cluster organisations: which, where, how many, and what is known of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

import pandas as pd

from analytics.core.codes import (
    CLUSTER_KINDS,
    COUNTED_KINDS,
    ECOSYSTEMS,
    QUALITY_LABELS,
    REGISTER_COUNTRIES,
    YEARS,
)
from analytics.core.collation import alphabetical
from analytics.core.language import LANGUAGES, _, country_name, current, listing, quoted, term
from analytics.core.remembered import remembered
from analytics.core.state import of_data
from analytics.stories import questions as stories
from analytics.warehouse import warehouse

STATUSES = ("active", "unknown", "merged", "ended")
NOT_SEEN_LATELY = "not_seen_lately"
KINDS = (*CLUSTER_KINDS, NOT_SEEN_LATELY)
LABELS = (*reversed(QUALITY_LABELS), "none")
FEES = ("published", "paid", "free", "unknown")
# Field of Filters -> name in a link; these names are kept, links in the world depend on them.
LINK_NAMES = {
    "search": "q",
    "countries": "country",
    "ecosystems": "eco",
    "programmes": "prog",
    "levels": "level",
    "labels": "label",
    "fees": "fee",
    "statuses": "status",
    "kinds": "kind",
}


@dataclass(frozen=True)
class Filters:
    """What clusters to look at; an empty tuple or None does not restrict."""

    countries: tuple[str, ...] = ()
    ecosystems: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    fees: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("active",)
    kinds: tuple[str, ...] = COUNTED_KINDS
    founded_from: int | None = None
    founded_to: int | None = None
    search: str = ""

    @classmethod
    def from_link(cls, given: Mapping[str, Sequence[str]]) -> Filters:
        """The filters that the parameters of a link say; "any" asks for no restriction where there is one by itself."""
        chosen: dict[str, Any] = {
            name: tuple(value for value in given[short] if value != "any")
            for name, short in LINK_NAMES.items()
            if short in given and name != "search"
        }
        for name, short in (("founded_from", "from"), ("founded_to", "to")):
            if (year := "".join(given.get(short, ())[:1])).isdecimal() and len(year) == 4:
                chosen[name] = int(year)
        return cls(**chosen, search="".join(given.get("q", ())[:1]))

    @property
    def params(self) -> dict[str, Any]:
        """The filters as parameters of the cluster queries."""
        return {k: list(v) if isinstance(v, tuple) else (v or None) for k, v in asdict(self).items()}

    @property
    def restricting(self) -> tuple[str, ...]:
        """The names of the filters that restrict more than the default view does."""
        default = Filters()
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != getattr(default, f.name))

    def without(self, name: str) -> Filters:
        """The same filters with one of them loosened."""
        loosened: Any = () if name in ("statuses", "kinds") else getattr(Filters(), name)
        return replace(self, **{name: loosened})

    def words(self) -> list[str]:
        """The filters in words of the language in use, for the head of an export."""
        said = [
            listing(country_name(c) for c in self.countries),
            listing(term(e) for e in self.ecosystems),
            listing(programme_name(p) for p in self.programmes),
            listing(level_name(v) for v in self.levels),
            listing(label_name(v) for v in self.labels),
            listing(fee_name(v) for v in self.fees),
            listing(status_name(v) for v in self.statuses),
            listing(kind_name(v) for v in self.kinds) if self.kinds != COUNTED_KINDS else "",
            quoted(self.search) if self.search else "",
        ]
        if self.founded_from or self.founded_to:
            years = {"first": self.founded_from or YEARS[0], "last": self.founded_to or YEARS[1]}
            said.append(_("founded {first}–{last}").format(**years))
        return [words for words in said if words]


EVERYTHING = Filters(statuses=(), kinds=())


@remembered(128)
def clusters(filters: Filters) -> pd.DataFrame:
    """The clusters that fit, one row each, largest known membership first."""
    # Only the ids are asked: the rows of all clusters are an answer that is remembered, in the same order.
    fitting = _fitting(filters)["cluster_id"]
    every = _every_cluster()
    return every[every["cluster_id"].isin(fitting)].reset_index(drop=True)


def count(filters: Filters) -> int:
    """How many clusters fit."""
    return len(_fitting(filters))


def _fitting(filters: Filters) -> pd.DataFrame:
    return warehouse().ask("clusters.fitting", **filters.params)


@remembered(2 * len(LANGUAGES))
def _every_cluster() -> pd.DataFrame:
    return warehouse().localised(warehouse().ask("clusters.list", **EVERYTHING.params), "clusters", "sector_detail")


def by_country(filters: Filters) -> pd.DataFrame:
    """Counts of the clusters that fit, one row a country, and how much of them is known."""
    return warehouse().ask("clusters.by_country", **filters.params)


def by_ecosystem(filters: Filters) -> pd.DataFrame:
    """Counts of the clusters that fit, one row a country and industrial ecosystem."""
    return warehouse().ask("clusters.by_ecosystem", **filters.params)


def by_region(filters: Filters, focus: str) -> pd.DataFrame:
    """Clusters, density, dominant ecosystem and the location quotient of `focus`, one row a NUTS 3 region.

    The location quotient is (clusters of the ecosystem in the region / clusters in the region) divided by the same
    share in the five countries together (Florence 1939; Isard 1960).
    """
    return warehouse().ask("clusters.by_region", focus=focus, **filters.params)


def profile(cluster_id: str) -> pd.Series | None:
    """All that is known of one cluster, or None when there is no such cluster."""
    rows = about("profile", cluster_id)
    if rows.empty:
        return None
    row = rows.iloc[0]
    return row.where(row.notna(), None)


@remembered(256)
def about(question: str, cluster_id: str) -> pd.DataFrame:
    """The rows of a cluster's own question, "profile", "members", "history", "fees" or "stories", in words."""
    # Of all clusters, an answer that the warehouse remembers: many clusters are looked at one after the other.
    rows = warehouse().ask(f"clusters.{question}")
    rows = rows[rows["cluster_id"] == cluster_id].reset_index(drop=True)
    match question:
        case "profile":
            return warehouse().localised(rows, "clusters", "sector_detail", "what_it_does", "note")
        case "fees":
            return warehouse().localised(rows, "membership_fees", "member_category")
        case "stories":
            return _published(rows)
    return rows


def _published(rows: pd.DataFrame) -> pd.DataFrame:
    """Stories and programme figures in the language in use."""
    told = rows["kind"] == "story"
    figures = warehouse().localised(rows[~told], "figure_texts", headline="text", unit="text")
    return pd.concat([stories.localised(rows[told]), figures]).sort_index()


def names() -> Mapping[str, str]:
    """Every cluster's name by its id, by country and in the alphabetical order of the language in use."""
    return _names(current())


@of_data(maxsize=len(LANGUAGES))
def _names(_language: str) -> Mapping[str, str]:
    rows = warehouse().ask("clusters.list", **EVERYTHING.params)
    listed = dict(zip(rows["cluster_id"], rows["name"], strict=True))
    country = dict(zip(rows["cluster_id"], rows["country"], strict=True))
    named = alphabetical(listed, listed.__getitem__)
    return {code: listed[code] for code in sorted(named, key=lambda code: REGISTER_COUNTRIES.index(country[code]))}


@of_data(maxsize=1)
def options() -> Mapping[str, tuple[str, ...]]:
    """The values that the programme, level and founding filters can take, most common first."""
    rows = warehouse().ask("clusters.options")
    none = dict.fromkeys(("founded", "level", "programme"), ())  # a register of a visitor may name none
    return {**none, **{str(name): tuple(group["value"]) for name, group in rows.groupby("filter")}}


def ecosystems() -> tuple[str, ...]:
    """The EU's 14 industrial ecosystems in the alphabetical order of the language in use."""
    return tuple(alphabetical(ECOSYSTEMS, term))


def text(row: Mapping[str, Any], field: str) -> str:
    """A cluster's text of a field, such as "sector_detail" or "note", empty when there is none."""
    value = row.get(field)
    return value if isinstance(value, str) else ""


def label_name(value: str | None) -> str:
    """A cluster management quality label's level; missing is "no label known"."""
    return term(value) if value in QUALITY_LABELS else _("no label known")


def kind_name(value: str) -> str:
    """What a row of the register is, or that it was not seen lately, in words."""
    return _("not seen lately") if value == NOT_SEEN_LATELY else term(value)


def status_name(value: str) -> str:
    """Whether a cluster works today, in words."""
    return {
        "active": _("active"),
        "merged": _("merged into another"),
        "ended": _("ended"),
        "unknown": _("status unknown"),
    }.get(value, value)


def fee_name(value: str) -> str:
    """What is known of a cluster's membership fee, in words."""
    return {
        "published": _("fee published"),
        "paid": _("paid, amount not published"),
        "free": _("free of charge"),
        "unknown": _("fee not known"),
    }.get(value, value)


def level_name(value: str) -> str:
    """A level within a programme; brand names such as Arena stay as they are."""
    return {
        "Winner": _("winner"),
        "Participant": _("participant"),
        "Stronghold": _("stronghold"),
        "Emerging area": _("emerging area"),
        "Mature": _("mature cluster"),
    }.get(value, value)


def programme_name(value: str) -> str:
    """A programme by its own name, descriptive English names in the language in use."""
    return {
        "NIC": _("Norwegian Innovation Clusters (NIC)"),
        "Danish national clusters 2021-2024": _("Danish national clusters 2021–2024"),
        "Innovation Networks Denmark": _("Innovation Networks Denmark"),
        "Ecosystem agreement (Innokaupungit)": _("Ecosystem agreement (InnoCities)"),
        "Business Finland Hydrogen & Batteries": _("Business Finland: hydrogen and batteries"),
        "Region Skåne cluster programme 2017-2021": _("Region Skåne's cluster programme 2017–2021"),
        "Vinnova cluster funding": _("Vinnova's cluster funding"),
        "Centres of Excellence and Research Clusters (Rannís)": _(
            "Centres of Excellence and Research Clusters (Rannís)"
        ),
        "EDIH": _("European Digital Innovation Hubs (EDIH)"),
    }.get(value, value)


def programme_status(value: str | None) -> str:
    """A cluster's standing in its programme in the language in use; empty when it is not known."""
    if not isinstance(value, str):
        return ""
    rows = pd.DataFrame({"programme_status": [value]})
    return str(warehouse().localised(rows, "clusters", "programme_status").iat[0, 0])


def member_type_name(value: str) -> str:
    """A kind of member, in words."""
    return {
        "company": _("company"),
        "large": _("large company"),
        "sme": _("small or medium-sized company"),
        "public": _("public body"),
        "education": _("educational institution"),
        "research": _("research organisation"),
        "association": _("association"),
        "finance": _("financier"),
        "other": _("other"),
    }.get(value, value)
