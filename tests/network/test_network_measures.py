"""Members that clusters share, counted a second, naive way on made-up memberships."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import made_up


@settings(max_examples=40)
@given(
    seats=st.sets(st.tuples(st.sampled_from("1234"), st.sampled_from("abcde"))),
    ended=st.sets(st.sampled_from("1234")),
    countries=st.lists(st.sampled_from(["FI", "SE"]), min_size=4, max_size=4),
    chosen=st.sampled_from([[], ["FI"]]),
)
def test_shared_members(seats: set[tuple[str, str]], ended: set[str], countries: list[str], chosen: list[str]) -> None:
    country = dict(zip("1234", countries, strict=True))
    facts = [(c, c, country[c], "Health", "ended" if c in ended else "active", c not in ended) for c in "1234"]
    house = made_up(
        [],
        cluster_facts=(
            "cluster_id VARCHAR, name VARCHAR, country VARCHAR, ecosystem VARCHAR, status VARCHAR, counted BOOLEAN",
            facts,
        ),
        resolved_members=("cluster_id VARCHAR, member_id VARCHAR, member_name VARCHAR", [(c, m, m) for c, m in seats]),
    )
    expected = {}
    for a, b in combinations(sorted(set("1234") - ended), 2):
        common = sorted({m for c, m in seats if c == a} & {m for c, m in seats if c == b})
        if common and (not chosen or "FI" in (country[a], country[b])):
            expected[a, b] = (len(common), "; ".join(common), country[a] != country[b])
    found = {
        (row["cluster_a_id"], row["cluster_b_id"]): (
            row["shared_members"],
            row["shared_member_names"],
            row["is_cross_border"],
        )
        for row in house.ask("network.shared_members", countries=chosen).to_dict("records")
    }
    assert found == expected
