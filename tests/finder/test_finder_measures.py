"""The finder's score, put together a second time from the tables' files for questions made up by hypothesis."""

from __future__ import annotations

import math
from functools import lru_cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.core.codes import ECOSYSTEMS, NORDIC, WANTS
from analytics.core.paths import DATA
from analytics.finder import questions as finder
from analytics.finder.questions import Question
from tests.counted import counted

LAND = {("FI", "SE"), ("FI", "NO"), ("SE", "NO"), ("SE", "DK")}
REGIONS = ("FI195", "NO0A2", "SE110", "DK011")


@lru_cache(maxsize=1)
def evidence() -> dict[str, dict[str, float]]:
    """What speaks for each want, cluster by cluster: the strongest of what stands in the files."""
    seats = pd.read_csv(DATA / "memberships" / "memberships.csv")
    stories = pd.read_csv(DATA / "knowledge" / "success_stories.csv")
    labels = {row.cluster_id: row for row in counted().itertuples()}
    found: dict[str, dict[str, float]] = {}
    for name, row in labels.items():
        own, told = seats[seats["cluster_id"] == name], set(stories.loc[stories["cluster_id"] == name, "theme"])
        kinds = set(own["member_type"])
        foreign = (own["member_country"].notna() & (own["member_country"] != row.country)).any()
        in_field = any(word.startswith("export") for word in str(row.sector_detail).lower().replace(",", " ").split())
        total = row.members_total if row.members_total == row.members_total else 0
        found[name] = {
            "partners": min(1.0, math.log10(total) / 2) if total >= 1 else 0.0,
            "exports": max(
                1.0 * ("internationalisation" in told or in_field), 0.7 * foreign, 0.5 * isinstance(row.esca_label, str)
            ),
            "rd": max(1.0 * bool(row.members_research > 0 or "research" in kinds), 0.8 * ("innovation" in told)),
            "skills": max(1.0 * ("skills" in told), 0.8 * ("education" in kinds)),
            "funding": max(1.0 * ("finance" in kinds), 0.6 * isinstance(row.programme, str)),
        }
    return found


@settings(max_examples=60)
@given(
    ecosystems=st.lists(st.sampled_from(ECOSYSTEMS), min_size=1, max_size=3, unique=True),
    country=st.sampled_from(("", *NORDIC)),
    region=st.sampled_from(("", *REGIONS)),
    wants=st.lists(st.sampled_from(WANTS), max_size=3, unique=True),
)
def test_the_score(ecosystems: list[str], country: str, region: str, wants: list[str]) -> None:
    borders = pd.read_csv(DATA / "regions" / "region_neighbours.csv")
    beside = set(borders.loc[borders["nuts_code"] == region, "neighbour"])
    places = pd.read_csv(DATA / "clusters" / "cluster_regions.csv").set_index("cluster_id")["nuts_code"].to_dict()
    expected = {}
    for row in counted().itertuples():
        if row.ecosystem not in ecosystems:
            continue
        parts = [(0.40, 1.0)]
        if country:
            across = (country, row.country) in LAND or (row.country, country) in LAND
            parts.append((0.10, 1.0 if row.country == country else 0.3 if across else 0.0))
        place = places.get(row.cluster_id)
        if region and place:
            parts.append((0.15, 1.0 if place == region else 0.6 if place in beside else 0.0))
        elif region and country and row.country != country:
            parts.append((0.15, 0.0))  # where it is does not matter: it is in another country
        fit = sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)
        speaks = [strength for want in wants if (strength := evidence()[row.cluster_id][want]) > 0]
        wanted = sum(speaks) / len(speaks) if speaks else 0.0
        expected[row.cluster_id] = fit + 0.15 * wanted * (1 - fit)
    fits = finder.find(Question("", tuple(ecosystems), country, region, tuple(wants)), limit=None)
    assert {fit.row["cluster_id"]: fit.score for fit in fits} == pytest.approx(expected)
