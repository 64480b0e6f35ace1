"""Support organisations for a place and a reader, chosen a second, naive way from made-up ones."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import filled, made_up

COLUMNS = (
    "network_id VARCHAR, name VARCHAR, kind VARCHAR, reach VARCHAR, countries VARCHAR, serves VARCHAR,"
    " founded_year INTEGER, operator VARCHAR, what_it_offers VARCHAR, who_can_join VARCHAR, fee VARCHAR,"
    " website VARCHAR, source_url VARCHAR"
)
NORDIC = {"DK", "FI", "IS", "NO", "SE"}
NETWORKS = st.lists(
    st.fixed_dictionaries(
        {
            "reach": st.sampled_from(["regional", "national", "nordic", "european", "world"]),
            "countries": st.sampled_from([None, "FI", "DE", "FI; SE"]),
            "serves": st.sampled_from([None, "clusters", "cities; companies"]),
            "kind": st.sampled_from(["platform", "support"]),
        }
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(
    networks=NETWORKS,
    place=st.sampled_from(["", "FI", "NO"]),
    audience=st.sampled_from(["", "clusters", "companies"]),
)
def test_who_helps_in_a_place(networks: list[dict[str, str | None]], place: str, audience: str) -> None:
    rows = [{"network_id": f"n{n}", "name": f"N{n}", **row} for n, row in enumerate(networks)]
    expected = {}
    for row in rows:
        countries = set(row["countries"].split("; ")) if row["countries"] else None
        serves = row["serves"].split("; ") if row["serves"] else []
        if (place and countries and place not in countries) or (audience and audience not in serves):
            continue
        at_home = row["reach"] in ("national", "regional") and bool(countries) and bool(NORDIC & (countries or set()))
        shelf = "nordic" if row["reach"] == "nordic" or at_home else "world" if row["reach"] == "world" else "european"
        expected[row["network_id"]] = shelf
    found = made_up([], networks=filled(COLUMNS, rows)).ask("knowledge.networks", place=place, audience=audience)
    assert dict(zip(found["network_id"], found["shelf"], strict=True)) == expected
    shelves = ["nordic", "european", "world"]
    assert found["shelf"].tolist() == sorted(found["shelf"], key=shelves.index)
