"""What the regions of the map can show: a value a region, its classes and colours, its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analytics.clusters import questions as clusters
from analytics.core import style
from analytics.core.age import Age, of_rows
from analytics.core.codes import ECOSYSTEMS
from analytics.core.language import _, country_name, current, listing, ngettext, number, term
from analytics.core.remembered import remembered
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
    note: str = ""


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


@remembered(128)
def layer(name: str, filters: clusters.Filters, focus: str, year: int | None = None) -> Layer:
    """The region layer `name` for the clusters that fit; `focus` is the ecosystem of the location quotient.

    `year` is that of a figure; None takes the newest of each region.

    Raises KeyError for a layer that is not in LAYERS.
    """
    counted = clusters.by_region(filters, focus)
    if name == "density":
        return _density_layer(counted)
    if name in _INDICATOR:
        return _indicator_layer(name, counted, year)
    if name == "dominant":
        return _dominant_layer(counted)
    if name == "lq":
        return _lq_layer(counted, focus)
    if name != "clusters":
        raise KeyError(name)
    return Layer(
        name,
        _("Number of clusters by NUTS 3 region"),
        counted[["nuts_code"]].assign(value=counted["clusters"].astype(float), year=pd.NA),
        of_counts(counted["clusters"]),
        _tips(counted, _cluster_words),
        "clusters",
    )


def of_counts(clusters_of_region: pd.Series) -> Classes:
    """The classes of counts of clusters, one definition for the map and for its still on slides."""
    return _graded(clusters_of_region.astype(float), 0, zero=_("none"))


def _density_layer(counted: pd.DataFrame) -> Layer:
    few = (counted["figure_clusters"] > 0) & counted["clusters_per_million"].isna() & counted["population"].notna()
    rates = counted["clusters_per_million"].astype(float).mask(counted["figure_clusters"] == 0, 0.0)
    wider = counted.loc[counted["figure_code"] != counted["nuts_code"], "figure_code"]
    return Layer(
        "density",
        _("Clusters per million inhabitants by NUTS 3 region, population of {years}").format(
            years=_years(counted["population_year"])
        ),
        counted[["nuts_code"]].assign(value=rates, year=counted["population_year"]),
        _graded(rates, 1, zero=_("none"), few=few),
        _tips(counted, lambda row: _cluster_words(row) + _of_wider(row.figure_code, row.nuts_code)),
        "regional_stats",
        _wider_note(wider),
    )


def _of_wider(figure_code: str | None, code: str = "") -> str:
    """A line that names the wider region which a figure is of; nothing where it is the region's own."""
    if not figure_code or figure_code == code:
        return ""
    return "\n" + _("Figure of the NUTS 2 region {name}").format(name=regions.name(figure_code))


def _wider_note(figure_codes: Iterable[str]) -> str:
    """A sentence on figures of wider regions; nothing where there are none."""
    countries = {regions.country(code) for code in figure_codes if isinstance(code, str)}
    if not countries:
        return ""
    return _("{countries}: figures of NUTS 2 regions, because none are published by NUTS 3 region.").format(
        countries=listing(country_name(code) for code in sorted(countries))
    )


def layer_years(name: str) -> tuple[int, ...]:
    """The years that a layer can show; none where it is no figure of a year."""
    return regions.years(_INDICATOR[name]) if name in _INDICATOR else ()


def age(layer: Layer) -> Age:
    """How old the regions' figures are; counts of clusters have no year."""
    return of_rows(layer.table.assign(country=layer.table["nuts_code"].map(regions.country)))


def _indicator_layer(name: str, counted: pd.DataFrame, year: int | None) -> Layer:
    figures = regions.figures(_INDICATOR[name], year).set_index("nuts_code")
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
    of = counted["nuts_code"].map(figures["figure_code"])
    wider = {code: other for code, other in zip(counted["nuts_code"], of, strict=True) if other != code}
    return Layer(
        name,
        title,
        table,
        _graded(table["value"], 0),
        _tips(counted, lambda row: _known(values[row.nuts_code], worded) + _of_wider(wider.get(row.nuts_code))),
        "regional_stats",
        _wider_note(wider.values()),
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


def _graded(values: pd.Series, digits: int, zero: str = "", few: pd.Series | None = None) -> Classes:
    """Up to five classes of about as many regions each, limits rounded to two figures.

    Zero and unknown are classes by name, and so are the regions with too `few` cases for a rate.
    """
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
    scarce = few if few is not None else pd.Series(False, index=values.index)
    if scarce.any():
        extra.append((_("fewer than five clusters: no rate"), style.mixed(style.palette().muted, 0.2)))
    unknown = [(_("no figure in the atlas"), style.palette().unknown)] if (values.isna() & ~scarce).any() else []
    at_zero, at_few, at_unknown = len(labels), len(labels) + len(extra) - 1, len(labels) + len(extra)
    of = tuple(
        at_few
        if is_few
        else at_unknown
        if pd.isna(v)
        else at_zero
        if v == 0 and zero
        else sum(float(v) > limit for limit in limits[:-1])
        for v, is_few in zip(values, scarce, strict=True)
    )
    return Classes(
        (*labels, *(label for label, _c in extra + unknown)),
        (*colours, *(c for _l, c in extra + unknown)),
        of,
    )


@lru_cache(maxsize=64)
def _limits(values: tuple[float, ...]) -> tuple[float, ...]:
    """Upper limits of at most five classes with about as many values each (quintiles), rounded to two figures."""
    classes = min(5, len(set(values)))
    inner = np.quantile(values, [place / classes for place in range(1, classes)])
    rounded = sorted({float(f"{limit:.2g}") for limit in inner})
    top = max(values)
    return (*(limit for limit in rounded if limit < top), top)


def _tips(counted: pd.DataFrame, words: Callable[..., str]) -> tuple[str, ...]:
    countries = {code: country_name(code) for code in counted["country"].unique()}
    return tuple(
        f"{regions.name(row.nuts_code)}, {countries[row.country]}\n{words(row)}" for row in counted.itertuples()
    )


def _cluster_words(row: Any) -> str:
    return _density_words(row.clusters, row.clusters_per_million, pd.isna(row.population), current())


@lru_cache(maxsize=4096)
def _density_words(count: int, density: float, unpeopled: bool, _language: str) -> str:
    said = ngettext("{n} cluster", "{n} clusters", count)
    if unpeopled:
        return said + "\n" + _("population: no figure in the atlas")
    if pd.isna(density):
        return said
    return said + "\n" + _("{n} per million inhabitants").format(n=number(density, 1))


def _known(value: float, words: Callable[[float], str]) -> str:
    return _("no figure in the atlas") if pd.isna(value) else words(value)


def _years(years: Sequence[int] | pd.Series) -> str:
    known = sorted({int(year) for year in years if not pd.isna(year)})
    return str(known[0]) if len(known) == 1 else f"{known[0]}–{known[-1]}" if known else ""
