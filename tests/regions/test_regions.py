"""Regions beside each other: the likeness worked out again from the tables, the page's list and comparison."""

from __future__ import annotations

from math import log2, log10

import pandas as pd
import pytest

from analytics.clusters import questions as clusters
from analytics.core.paths import DATA
from analytics.regions import questions as regions
from analytics.regions import words
from tests.conftest import OpenPage

STATS = pd.read_csv(DATA / "regions" / "regional_stats.csv")


def newest(code: str, indicator: str) -> float | None:
    rows = STATS[(STATS["nuts_code"] == code) & (STATS["indicator"] == indicator)].sort_values("year")
    return None if rows.empty else float(rows["value"].iloc[-1])


def shares(code: str) -> dict[str, float]:
    found = clusters.clusters(clusters.Filters())
    here = found[found["nuts_code"] == code]["ecosystem"]
    shares_of = here.value_counts(normalize=True) if len(here) >= 3 else here.iloc[:0].value_counts()
    return {str(name): float(share) for name, share in shares_of.items()}


def part(one: float | None, other: float | None, log: object) -> float | None:
    return None if one is None or other is None else max(0.0, 1 - abs(log(one / other)))  # type: ignore[operator]


@pytest.mark.parametrize("code", ["FI195", "NO0A2", "DK042", "IS002"])
def test_likeness_is_the_mean_of_its_known_parts(code: str) -> None:
    expected = {}
    for other in regions.codes(3):
        if other == code:
            continue
        own, their = shares(code), shares(other)
        mix = sum(min(share, their.get(name, 0)) for name, share in own.items()) if own and their else None
        parts = [
            part(newest(other, "population"), newest(code, "population"), log10),
            part(newest(other, "gdp_per_capita_pps"), newest(code, "gdp_per_capita_pps"), log2),
            mix,
        ]
        known = [value for value in parts if value is not None]
        if len(known) >= 2:
            expected[other] = sum(known) / len(known)
    found = regions.similar(code).set_index("nuts_code")["score"].to_dict()
    assert found == pytest.approx(expected)
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_reasons_say_what_is_alike() -> None:
    row = {"population_part": 0.95, "income_part": 0.5, "ecosystem_part": 0.6}
    assert words.why_similar(row) == "about as many people and 60% of the clusters in the same fields"
    apart = {"population_part": 0.5, "income_part": 0.5, "ecosystem_part": None}
    assert words.why_similar(apart) == "the nearest in people, income and fields together"


def test_without_a_choice_the_page_lists_every_region(open_page: OpenPage) -> None:
    page = open_page("region")
    assert not page.exception
    assert len(page.dataframe[0].value) == len(regions.codes(3))


def test_a_danish_region_shows_the_figure_of_its_wider_region(open_page: OpenPage) -> None:
    page = open_page("region", region="DK042")
    said = "\n".join(block.value for block in page.markdown)
    assert f"NUTS 2 region {regions.name('DK04')}" in said


def test_an_amount_that_was_worked_out_from_a_share_is_told_on_top(open_page: OpenPage) -> None:
    said = "\n".join(block.value for block in open_page("region", region="FI1C1").markdown)
    assert "8,753 EUR million (derived from a share) (2022)" in said
    assert "100, known of 1 of 2 clusters" in said
    assert "*Not published:*" not in said


def test_a_region_whose_exports_are_known_as_changes_only_lacks_no_more_than_the_amount(open_page: OpenPage) -> None:
    said = "\n".join(block.value for block in open_page("region", region="FI1C2").markdown)
    assert "*Not published:* goods exports in all" in said


def test_two_regions_stand_side_by_side(open_page: OpenPage) -> None:
    page = open_page("region", lang="en", **{"region": "FI195", "with": "NO0A2"})
    assert not page.exception
    table = next(frame.value for frame in page.dataframe if "What" in frame.value.columns)
    assert list(table.columns) == ["What", regions.name("FI195"), regions.name("NO0A2")]
    people = table[table["What"] == "Population"].iloc[0]
    assert people[regions.name("FI195")].startswith(f"{newest('FI195', 'population'):,.0f}")
