"""Questions about cluster programmes: features, coverage score, gaps, timeline, money, figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.core.codes import COMPARED, FEATURES, NORDIC
from analytics.core.language import DEFAULT, N_, _, current
from analytics.core.remembered import remembered
from analytics.warehouse import warehouse

_FEATURE_NAMES: Mapping[str, str] = {
    "national_programme": N_("National cluster programme"),
    "multi_year_funding": N_("Funding for several years"),
    "open_competitive_calls": N_("Open competitive calls"),
    "status_levels": N_("Levels of maturity"),
    "quality_label_linked": N_("Quality label is part of it"),
    "cluster_definition_in_policy": N_("Cluster defined in policy"),
    "dedicated_support_organisation": N_("Support organisation for clusters"),
    "national_cluster_association": N_("National association of clusters"),
    "eccp_national_contact": N_("National contact of the European platform"),
    "training_for_managers": N_("Training for cluster managers"),
    "internationalisation_support": N_("Support for internationalisation"),
    "public_monitoring_and_evaluation": N_("Public monitoring and evaluation"),
}
HEAVIEST = 5
MEASURES = ("eur_per_inhabitant", "budget_meur", "eur_per_meur_gdp", "meur_per_cluster")
OTHER_MEASURES = MEASURES[:3]  # what is counted there are cities and consortia, no clusters
# A view of the programmes' figures: the country and what is measured.
VIEWS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "dk_companies": (
        "DK",
        ("companies_participating_innovation_networks", "companies_participating_all_clusters_networks"),
    ),
    "no_clusters": ("NO", ("clusters_total", "clusters_arena", "clusters_nce", "clusters_gce", "clusters_mature")),
    "no_support": ("NO", ("budget_total", "support_total", "awarded_new_clusters")),
}


@remembered(64)
def matrix(countries: tuple[str, ...] = COMPARED) -> pd.DataFrame:
    """Every country by every feature that is known of most countries, in the order in which they are shown.

    Columns: country, feature, feature_name, value (yes, partial, no, unknown), evidence, since_year, source_url,
    source_kind (a code of `SOURCE_KINDS`).
    """
    rows = warehouse().ask("programmes.matrix", countries=list(countries))
    rows = warehouse().localised(rows, "programme_features", "evidence")
    rows.insert(2, "feature_name", rows["feature"].map(feature_name))
    order = {code: place for place, code in enumerate((*countries, *FEATURES))}
    return rows.sort_values(["feature", "country"], key=lambda column: column.map(order)).reset_index(drop=True)


def matrix_of_all() -> pd.DataFrame:
    """The matrix of all countries."""
    return matrix()


@remembered(64)
def features() -> list[str]:
    """The features that are shown, in their order."""
    return list(matrix()["feature"].unique())


@remembered(64)
def evidence(country: str, feature: str) -> pd.DataFrame:
    """All pages on a feature of a country, the one that decides first; none where it is unknown.

    Columns: country, feature, rank, value, evidence, source_url, source_kind.
    """
    rows = warehouse().ask("programmes.evidence", country=country, feature=feature)
    decides = warehouse().localised(rows[rows["rank"] == 1], "programme_features", "evidence")
    further = warehouse().localised(rows[rows["rank"] > 1], "programme_feature_evidence", "evidence")
    return pd.concat([decides, further], ignore_index=True)


def score(weights: str = "") -> pd.DataFrame:
    """The coverage score of each country, highest first: country, score, score_low, score_high, known, features.

    The score (0 to 1) is the weighted mean of the known cells (yes = 1, partial = 0.5, no = 0); low and high count
    the unknown cells as no and as yes. `weights` as in `parse_weights`. Raises ValueError for unusable weights.
    """
    given = parse_weights(weights)
    return warehouse().ask(
        "programmes.score", countries=list(COMPARED), features=list(given), weights=list(given.values())
    )


def parse_weights(text: str) -> dict[str, float]:
    """ "national_programme:2,status_levels:0" as weights by feature; features not named weigh 1.

    Weights are whole numbers from 0 (left out) to 5. Raises ValueError for an unknown feature, another weight, or when
    nothing is left to weigh.
    """
    given: dict[str, float] = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        feature, _sign, weight = pair.partition(":")
        if feature not in FEATURES:
            raise ValueError(f"There is no feature {feature!r}; there are {', '.join(FEATURES)}.")
        if weight not in {str(n) for n in range(HEAVIEST + 1)}:
            raise ValueError(f"A weight is a whole number from 0 to {HEAVIEST}, not {weight!r} ({feature}).")
        given[feature] = float(weight)
    if given.keys() == set(FEATURES) and not any(given.values()):
        raise ValueError("Every feature has the weight 0, so there is nothing to score.")
    return given


def parse_pairs(pairs: Sequence[str]) -> dict[str, int]:
    """["national_programme:2"] as {"national_programme": 2}; of a feature named twice, the last one."""
    return {feature: int(weight) for feature, _sign, weight in (pair.partition(":") for pair in pairs)}


@remembered(64)
def gaps(country: str, others: tuple[str, ...] = COMPARED) -> pd.DataFrame:
    """What `country` lacks or has in part, a row for each feature and country that has more of it.

    Columns: feature, feature_name, value, country, other_value, evidence, since_year, source_url, source_kind.
    A feature that no other country is known to have more of keeps one row without a country.
    """
    rows = warehouse().ask("programmes.gaps", country=country, others=list(others))
    rows = warehouse().localised(rows, "programme_features", "evidence")
    rows.insert(1, "feature_name", rows["feature"].map(feature_name))
    order = {code: place for place, code in enumerate(("no", "partial", "unknown", *FEATURES, "yes", *COMPARED))}
    return rows.sort_values(
        ["value", "feature", "country"], key=lambda column: column.map(order), kind="stable", ignore_index=True
    )


def timeline(countries: str = ",".join(NORDIC)) -> pd.DataFrame:
    """Programmes and events of the countries ("FI,SE"), in the order named.

    Columns: country, kind ("programme" or a kind of event), text, start_year, end_year, standing (running, ended,
    unclear; of programmes), last_seen_year, ended_by_year, source. Raises ValueError for an unknown country.
    """
    codes = _codes(countries)
    rows = _timeline()
    rows = rows[rows["country"].isin(codes)]
    return rows.sort_values("country", key=lambda column: column.map(codes.index), kind="stable", ignore_index=True)


@remembered(8)
def _timeline() -> pd.DataFrame:
    # Of all countries at once: a reader adds one after the other.
    codes = list(COMPARED)
    programmes = _named(warehouse().ask("programmes.programmes", countries=codes)).assign(kind="programme")
    events = warehouse().localised(warehouse().ask("programmes.events", countries=codes), "programme_timeline", "event")
    events = events.rename(columns={"event": "text"})
    events = events.assign(start_year=events["year"], end_year=events["year"], standing=None)
    columns = [
        "country",
        "kind",
        "text",
        "start_year",
        "end_year",
        "standing",
        "last_seen_year",
        "ended_by_year",
        "source",
    ]
    rows = pd.concat(
        [
            programmes.rename(columns={"programme": "text", "source_url": "source"})[columns].astype(object),
            events.reindex(columns=columns).astype(object),
        ],
        ignore_index=True,
    )
    years = ["start_year", "end_year", "last_seen_year", "ended_by_year"]
    rows[years] = rows[years].astype("Int64")
    return rows


def money(countries: str = ",".join(COMPARED)) -> pd.DataFrame:
    """What is paid to cluster organisations a year, a row a programme; see programmes.money for the units.

    Raises ValueError for an unknown country.
    """
    return _money("cluster_organisations", countries)


def other_money(countries: str = ",".join(COMPARED)) -> pd.DataFrame:
    """Other ecosystem and research money a year, a row a programme, as `money` gives it."""
    return _money("other_ecosystem", countries)


def _money(kind: str, countries: str) -> pd.DataFrame:
    rows = _named(warehouse().ask("programmes.money", kind=kind, countries=_codes(countries)))
    return warehouse().localised(rows, "programme_budgets", "note", programme="name")


def figures(view: str = "dk_companies") -> pd.DataFrame:
    """Figures over time of a view (a key of `VIEWS`): country, year, indicator, name, value, unit, source_url.

    Raises ValueError for an unknown view.
    """
    if view not in VIEWS:
        raise ValueError(f"There is no view {view!r}; there are {', '.join(VIEWS)}.")
    country, indicators = VIEWS[view]
    rows = warehouse().ask("programmes.figures", country=country, indicators=list(indicators))
    rows = warehouse().localised(rows, "figure_texts", name="text")
    order = {code: place for place, code in enumerate(indicators)}
    return rows.sort_values(
        ["indicator", "year"], key=lambda column: column.map(order) if column.name == "indicator" else column
    ).reset_index(drop=True)


def feature_name(code: str) -> str:
    """A feature in words."""
    return _(_FEATURE_NAMES[code]) if code in _FEATURE_NAMES else code


def _codes(countries: str) -> list[str]:
    codes = list(dict.fromkeys(filter(None, (code.strip() for code in countries.split(",")))))
    for code in codes:
        if code not in COMPARED:
            raise ValueError(f"There is no country {code!r} here; there are {', '.join(COMPARED)}.")
    return codes or list(COMPARED)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """The programme's name in the language in use as `programme`, in place of its own."""
    names = list(warehouse().localised(rows, "programmes", "name")["name"])
    if current() == DEFAULT:
        names = [_english(own, name) for own, name in zip(rows["name"], names, strict=True)]
    return rows.assign(name=names).rename(columns={"name": "programme"})


def _english(own: str, name: str) -> str:
    """The English name with the abbreviation by which the programme is known at home: "... Programme (OSKE)"."""
    short = re.search(r"\(([A-Z]{3,})\)", own)
    return f"{name} ({short[1]})" if short and short[1] not in name else name
