"""What the regions of the map can show: a value a region, its classes and colours, its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from analytics.clusters import questions as clusters
from analytics.core import style
from analytics.core.codes import ECOSYSTEMS
from analytics.core.language import _, country_name, current, ngettext, number, term
from analytics.map.deck import Classes
from analytics.regions import questions as regions

LAYERS = ("clusters", "density", "dominant", "lq", "population", "gdp", "enterprises")
_INDICATOR = {"population": "population", "gdp": "gdp_per_capita_pps", "enterprises": "active_enterprises"}
# Limits of a location quotient stand symmetrically round 1 (0.5 and 2, 0.8 and 1.25).
_LQ_LIMITS = (0.5, 0.8, 1.25, 2.0)


@dataclass(frozen=True)
class Layer:
    """A choice of region layer drawn for one set of filters.

    `table` has nuts_code, value and year, one row a NUTS 3 region in code order; `tips` a text for each.
    """

    name: str
    title: str
    table: pd.DataFrame
    classes: Classes
    tips: tuple[str, ...]
    source: str


def layer_name(name: str) -> str:
    """A region layer in words."""
    return {
        "clusters": _("Number of clusters"),
        "density": _("Clusters per million inhabitants"),
        "dominant": _("Leading ecosystem"),
        "lq": _("Specialisation (location quotient)"),
        "population": _("Population"),
        "gdp": _("GDP per head (PPS)"),
        "enterprises": _("Active enterprises"),
    }[name]


def layer(name: str, filters: clusters.Filters, focus: str) -> Layer:
    """The region layer `name` for the clusters that fit; `focus` is the ecosystem of the location quotient.

    Raises KeyError for a layer that is not in LAYERS.
    """
    counted = clusters.by_region(filters, focus)
    if name in _INDICATOR:
        return _indicator_layer(name, counted)
    if name == "dominant":
        return _dominant_layer(counted)
    if name == "lq":
        return _lq_layer(counted, focus)
    column = {"clusters": "clusters", "density": "clusters_per_million"}[name]
    table = counted[["nuts_code", "population_year"]].assign(value=counted[column].astype(float))
    digits = 0 if name == "clusters" else 1
    years = _years(counted["population_year"])
    title = (
        _("Number of clusters by NUTS 3 region")
        if name == "clusters"
        else _("Clusters per million inhabitants by NUTS 3 region, population of {years}").format(years=years)
    )
    return Layer(
        name,
        title,
        table[["nuts_code", "value"]].assign(year=counted["population_year"] if name == "density" else pd.NA),
        _graded(
            table["value"],
            digits,
            _("none"),
            _("fewer than five clusters, or population not known") if name == "density" else "",
        ),
        _tips(counted, _cluster_words),
        "clusters" if name == "clusters" else "regional_stats",
    )


def _indicator_layer(name: str, counted: pd.DataFrame) -> Layer:
    indicator = _INDICATOR[name]
    figures = regions.indicators()
    figures = figures[figures["indicator"] == indicator].set_index("nuts_code")
    table = counted[["nuts_code"]].assign(
        value=counted["nuts_code"].map(figures["value"]).astype(float),
        year=counted["nuts_code"].map(figures["year"]),
    )
    years = _years(table["year"])
    title = {
        "population": _("Population by NUTS 3 region, 1 January {years}"),
        "gdp": _("GDP per head in purchasing power standards (PPS) by NUTS 3 region, {years}"),
        "enterprises": _("Active enterprises by NUTS 3 region, {years}"),
    }[name].format(years=years)
    worded = {
        "population": lambda v: _("{n} inhabitants").format(n=number(v)),
        "gdp": lambda v: _("GDP per head {n} PPS").format(n=number(v)),
        "enterprises": lambda v: _("{n} active enterprises").format(n=number(v)),
    }[name]
    values = dict(zip(table["nuts_code"], table["value"], strict=True))
    return Layer(
        name,
        title,
        table,
        _graded(table["value"], 0),
        _tips(counted, lambda row: _known(values[row.nuts_code], worded)),
        "regional_stats",
    )


def _dominant_layer(counted: pd.DataFrame) -> Layer:
    present = [e for e in ECOSYSTEMS if e in set(counted["dominant_ecosystem"].dropna())]
    labels = [*(term(e) for e in present), _("several equal"), _("no clusters")]
    colours = [*(style.tint(style.ecosystem_colour(e)) for e in present), style.palette().unknown, style.palette().land]
    of = tuple(
        present.index(row.dominant_ecosystem)
        if isinstance(row.dominant_ecosystem, str)
        else len(present) + (row.clusters == 0)
        for row in counted.itertuples()
    )
    table = counted[["nuts_code"]].assign(value=counted["leading_ecosystems"], year=pd.NA)

    def words(row: Any) -> str:
        if not isinstance(row.leading_ecosystems, str):
            return _("no clusters")
        return "\n".join(term(e) for e in row.leading_ecosystems.split("; "))

    return Layer(
        "dominant",
        _("Industrial ecosystem with the most clusters, by NUTS 3 region"),
        table,
        Classes(tuple(labels), tuple(colours), of),
        _tips(counted, words),
        "clusters",
    )


def _lq_layer(counted: pd.DataFrame, focus: str) -> Layer:
    values = counted["location_quotient"].astype(float)
    low, below, above, high = (number(limit, 2 if limit == 1.25 else 1) for limit in _LQ_LIMITS)
    labels = (
        _("under {limit}").format(limit=low),
        f"{low}–{below}",
        _("{low}–{high} (as everywhere)").format(low=below, high=above),
        f"{above}–{high}",
        _("over {limit}").format(limit=high),
        _("no clusters"),
    )
    of = tuple(5 if pd.isna(v) else sum(float(v) > limit for limit in _LQ_LIMITS) for v in values)
    return Layer(
        "lq",
        _("Location quotient of {ecosystem} by NUTS 3 region (1 = as in the five countries together)").format(
            ecosystem=term(focus)
        ),
        counted[["nuts_code"]].assign(value=values, year=pd.NA),
        Classes(labels, (*style.palette().diverging, style.palette().land), of),
        _tips(
            counted,
            lambda row: (
                _known(
                    row.location_quotient,
                    lambda v: _("location quotient {lq}: {part} of {all} clusters").format(
                        lq=number(v, 2), part=number(row.focus_clusters), all=number(row.clusters)
                    ),
                )
                if row.clusters
                else _("no clusters")
            ),
        ),
        "clusters",
    )


def _graded(values: pd.Series, digits: int, zero: str = "", missing: str = "") -> Classes:
    """Up to five classes of about as many regions each, limits rounded to two figures; zero and unknown by name."""
    known = values.dropna()
    limits = _limits(tuple(known[known > 0])) if (known > 0).any() else ()
    colours = style.palette().sequential[-len(limits) :] if limits else ()
    edges = [number(limit, digits) for limit in limits]
    first = number(float(known[known > 0].min()), digits) if limits else ""
    labels = [f"{low}–{high}" if low != high else high for low, high in zip([first, *edges[:-1]], edges, strict=False)]
    if digits == 0 and limits:
        starts = [first, *(number(limit + 1) for limit in limits[:-1])]
        labels = [f"{low}–{high}" if low != high else high for low, high in zip(starts, edges, strict=False)]
    extra = [(zero, style.palette().land)] if zero and (known == 0).any() else []
    unknown = [(missing or _("no figure in the atlas"), style.palette().unknown)] if values.isna().any() else []
    at_zero, at_unknown = len(labels), len(labels) + len(extra)
    of = tuple(
        at_unknown if pd.isna(v) else at_zero if v == 0 and extra else sum(float(v) > limit for limit in limits[:-1])
        for v in values
    )
    return Classes(
        (*labels, *(label for label, _c in extra + unknown)),
        (*colours, *(c for _l, c in extra + unknown)),
        of,
    )


@lru_cache(maxsize=64)
def _limits(values: tuple[float, ...]) -> tuple[float, ...]:
    """Upper limits of at most five classes with about as many values each (quintiles), rounded to two figures."""
    import mapclassify

    bins = mapclassify.Quantiles(list(values), k=min(5, len(set(values)))).bins
    rounded = sorted({float(f"{limit:.2g}") for limit in bins[:-1]})
    top = max(values)
    return (*(limit for limit in rounded if limit < top), top)


def _tips(counted: pd.DataFrame, words: Callable[..., str]) -> tuple[str, ...]:
    countries = {code: country_name(code) for code in counted["country"].unique()}
    return tuple(
        f"{regions.name(row.nuts_code)}, {countries[row.country]}\n{words(row)}" for row in counted.itertuples()
    )


def _cluster_words(row: Any) -> str:
    density = None if pd.isna(row.clusters_per_million) else row.clusters_per_million
    return _density_words(row.clusters, density, bool(pd.notna(row.population)), current())


@lru_cache(maxsize=4096)
def _density_words(count: int, density: float | None, peopled: bool, _language: str) -> str:
    said = ngettext("{n} cluster", "{n} clusters", count)
    if not peopled:
        return said + "\n" + _("population: no figure in the atlas")
    if density is None:
        return said
    return said + "\n" + _("{n} per million inhabitants").format(n=number(density, 1))


def _known(value: float, words: Callable[[float], str]) -> str:
    return _("no figure in the atlas") if pd.isna(value) else words(value)


def _years(years: Sequence[int] | pd.Series) -> str:
    known = sorted({int(year) for year in years if not pd.isna(year)})
    return str(known[0]) if len(known) == 1 else f"{known[0]}–{known[-1]}" if known else ""
