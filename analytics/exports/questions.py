"""Questions about the level, the growth and the gap of exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.core.codes import BENCHMARKS, COMPARED, NORDIC
from analytics.core.state import of_data
from analytics.warehouse import warehouse

MEAN = "NORDIC"  # the plain mean of the Nordic countries other than the one in question
AS_BEFORE = "past"  # the mean growth of the past ten years
LAST_TARGET = 2100
IN_DOLLARS = {"per_head": "exports_usd_per_inhabitant"}  # columns where amounts are asked for in dollars

# Each measure of level and the column (with its unit) that holds it.
MEASURES: Mapping[str, str] = {
    "real_index": "real_exports_index",
    "pct_gdp": "exports_pct_gdp",
    "per_head": "exports_eur_per_inhabitant",
    "services_share": "services_pct_exports",
    "high_tech": "high_tech_pct_manufactures",
    "rd": "rd_pct_gdp",
}


def countries(benchmarks: str = "") -> tuple[str, ...]:
    """The Nordic countries and the benchmarks named ("DE,NL"). Raises ValueError for any other benchmark."""
    named = [code.strip() for code in benchmarks.split(",") if code.strip()]
    for code in named:
        _one_of("benchmarks", code, BENCHMARKS)
    return (*NORDIC, *(code for code in BENCHMARKS if code in named))


def intensity(countries: Sequence[str] = (), since: int = 1995) -> pd.DataFrame:
    """Exports of goods and services in % of GDP, one row a country and year with a figure.

    Raises ValueError when there is no figure from `since` on.
    """
    rows = warehouse().ask("exports.intensity", countries=list(countries), since=since)
    if rows.empty:
        raise ValueError(f"There is no export share from {since} on.")
    return rows


def intensity_of(since: int = 1995, benchmarks: str = "") -> pd.DataFrame:
    """`intensity` of the Nordic countries and the benchmarks named ("DE,NL")."""
    return intensity(countries(benchmarks), since)


def level(
    measure: str = "real_index", benchmarks: str = "", base_year: int = 2001, currency: str = "eur"
) -> pd.DataFrame:
    """One measure of exports (a key of `MEASURES`): country, year and a column named by its unit (and base year).

    Every country has a row for each year between the first and the last with a figure of any country; a figure that
    is not published is missing. The index is 100 in `base_year`, and missing throughout for a country with no figure
    in that year. Raises ValueError for an unknown measure or benchmark.
    """
    column = MEASURES[_one_of("measure", measure, MEASURES)]
    column = IN_DOLLARS.get(measure, column) if currency == "usd" else column
    rows = warehouse().ask("exports.level", countries=list(countries(benchmarks)), base_year=base_year)
    known = rows.loc[rows[column].notna(), "year"]
    rows = rows[rows["year"].between(known.min(), known.max())] if len(known) else rows
    named = f"{column}_{base_year}_100" if measure == "real_index" else column
    return rows[["country", "year", column]].rename(columns={column: named}).reset_index(drop=True)


def gap(country: str = "FI", reference: str = MEAN) -> pd.DataFrame:
    """The gap to the export intensity of `reference` (a country or `MEAN`), one row a year in which both have a figure.

    gap_pct_points = reference_pct_gdp - own_pct_gdp (positive = behind); gap_usd = gap_pct_points / 100 * gdp_usd, in
    current US dollars; gap_eur is missing where the year's rate is unknown. Against the mean, columns median_* and
    trimmed_* measure the gap to the median and to the mean without extreme_country.
    Raises ValueError for an unknown country or reference.
    """
    _check_pair(country, reference)
    return warehouse().ask("exports.gap", country=country, reference=reference)


def gap_to_neighbours(country: str = "FI") -> pd.DataFrame:
    """`gap` to the mean of the other Nordic countries, with their median and their mean without the extreme one."""
    return gap(country, MEAN)


def scenario(
    country: str = "FI", reference: str = MEAN, target_year: int = 2035, gdp_growth: str = AS_BEFORE
) -> pd.DataFrame:
    """Paths of real exports (at 2015 prices, million): realised, needed to reach the share, and as in the past.

    `gdp_growth` is the assumed real growth of GDP in % a year, or "past" for the compound growth of the past ten years.
    needed_growth_pct = ((reference share / own share)^(1 / years) * (1 + GDP growth) - 1) * 100, missing when the
    target year is not after the latest year with figures or the share is reached already.
    Raises ValueError for an unknown country or reference, a target year after `LAST_TARGET`, or growth that is not a
    number above -100 and below 100.
    """
    _check_pair(country, reference)
    assumed = None if gdp_growth == AS_BEFORE else float(gdp_growth)
    if not target_year <= LAST_TARGET:
        raise ValueError(f"target_year is at most {LAST_TARGET}, not {target_year}.")
    if assumed is not None and not -100 < assumed < 100:
        raise ValueError(f"gdp_growth is a percentage between -100 and 100, not {gdp_growth!r}.")
    return warehouse().ask(
        "exports.scenario", country=country, reference=reference, target_year=target_year, gdp_growth_pct=assumed
    )


def crises() -> pd.DataFrame:
    """Crises that moved the trade of all, with first_year and last_year, named in the language in use."""
    return warehouse().localised(warehouse().ask("exports.crises"), "crises", "name", "what")


def policy_years(country: str = "FI") -> pd.DataFrame:
    """When cluster programmes of a country started or ended (kind), an event a row, in the language in use."""
    return warehouse().localised(
        warehouse().ask("exports.policy_years", country=country), "programme_timeline", "event"
    )


@of_data(maxsize=1)
def years() -> Mapping[str, tuple[int, int]]:
    """First and last year of each indicator."""
    rows = warehouse().ask("exports.years")
    return {row.indicator: (int(row.first_year), int(row.last_year)) for row in rows.itertuples()}


def mean_of_others(values: pd.Series, country: str) -> float:
    """The plain mean over the Nordic countries other than `country` of values by country code (the index).

    NaN when one of them has no value: the rule of the macro reference_shares, for measures that it does not cover.
    """
    return float(values.reindex([code for code in NORDIC if code != country]).mean(skipna=False))


def references(country: str) -> tuple[str, ...]:
    """What a country can be compared with: the Nordic mean, the other Nordic countries, the benchmarks."""
    return (MEAN, *(code for code in COMPARED if code != country))


def _check_pair(country: str, reference: str) -> None:
    _one_of("country", country, COMPARED)
    _one_of("reference", reference, (MEAN, *COMPARED))


def _one_of(name: str, value: str, allowed: Sequence[str] | Mapping[str, str]) -> str:
    if value not in allowed:
        raise ValueError(f"{name} is one of {', '.join(allowed)}, not {value!r}.")
    return value
