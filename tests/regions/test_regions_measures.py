"""Latest figures and ranks of regions, computed a second, naive way on made-up tables with ties."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import made_up


@settings(max_examples=40)
@given(
    values=st.dictionaries(
        st.tuples(st.sampled_from(["A", "B", "C"]), st.integers(2020, 2022)), st.integers(1, 4), min_size=1
    ),
    levels=st.lists(st.sampled_from([2, 3]), min_size=3, max_size=3),
)
def test_ranks_of_the_latest_figures(values: dict[tuple[str, int], int], levels: list[int]) -> None:
    level = dict(zip("ABC", levels, strict=True))
    house = made_up(
        [],
        regions=("nuts_code VARCHAR, country VARCHAR, level INTEGER", [(r, "FI", n) for r, n in level.items()]),
        regional_stats=(
            "nuts_code VARCHAR, indicator VARCHAR, year INTEGER, value DOUBLE, source_id VARCHAR",
            [(region, "population", year, value, "s") for (region, year), value in values.items()],
        ),
    )
    latest = {r: values[r, max(y for q, y in values if q == r)] for r in {r for r, _ in values}}
    rows = house.ask("regions.indicators")
    assert set(rows["nuts_code"]) == set(latest)
    for row in rows.to_dict("records"):
        peers = [v for r, v in latest.items() if level[r] == row["level"]]
        own = latest[row["nuts_code"]]
        assert row["value"] == own
        assert (row["nordic_rank"], row["nordic_regions"]) == (1 + sum(v > own for v in peers), len(peers))
