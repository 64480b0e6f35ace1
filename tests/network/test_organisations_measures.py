"""Names brought together, bridges and borders of members, found a second, naive way on made-up memberships."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.warehouse import Warehouse
from tests.made_up import filled, made_up, plain, register

SEATS = (
    "cluster_id VARCHAR, member_id VARCHAR, member_name VARCHAR, member_type VARCHAR, member_country VARCHAR,"
    " member_city VARCHAR, source_url VARCHAR, source_year INTEGER"
)
ALIASES = "member_id VARCHAR, canonical_id VARCHAR, canonical_name VARCHAR, decision VARCHAR"
CLUSTERS = st.lists(
    st.tuples(st.sampled_from(["FI", "SE"]), st.sampled_from(["Health", "Digital"]), st.booleans()),
    min_size=3,
    max_size=3,
)
# One row a cluster and listed name, as the table's contract asks.
LISTED = st.dictionaries(
    st.tuples(st.sampled_from("012"), st.sampled_from(["abb", "abb-oy", "vtt", "sitra"])),
    st.tuples(st.sampled_from([None, "FI", "SE"]), st.sampled_from([None, 2020, 2024])),
    max_size=10,
)
DECISION = st.sampled_from(["confirmed", "rejected"])
Clusters = list[tuple[str, str, bool]]
Listed = dict[tuple[str, str], tuple[str | None, int | None]]


def house_of(clusters: Clusters, listed: Listed, decision: str) -> Warehouse:
    known = [
        {
            "cluster_id": f"{n}",
            "name": f"Cluster {n}",
            "country": country,
            "ecosystem": ecosystem,
            "status": "active" if running else "ended",
            "kind": "business_network",
        }
        for n, (country, ecosystem, running) in enumerate(clusters)
    ]
    seats = [
        {"cluster_id": c, "member_id": m, "member_name": m.upper(), "member_country": home, "source_year": year}
        for (c, m), (home, year) in listed.items()
    ]
    alias = {"member_id": "abb-oy", "canonical_id": "abb", "canonical_name": "ABB Group", "decision": decision}
    return made_up(
        ["fold", "cluster_facts", "filtered_clusters", "resolved_members"],
        memberships=filled(SEATS, seats),
        member_aliases=filled(ALIASES, [alias]),
        **register(clusters=known),
    )


def together(listed: Listed, decision: str) -> dict[tuple[str, str], tuple[str, str | None]]:
    """Each cluster's organisations under one name, with the home country that its newest page tells."""
    best: dict[tuple[str, str], tuple[tuple[Any, ...], str, str | None]] = {}
    for (cluster, name), (home, year) in listed.items():
        joined = decision == "confirmed" and name == "abb-oy"
        key = (cluster, "abb" if joined else name)
        shown = "ABB Group" if decision == "confirmed" and key[1] == "abb" else name.upper()
        newest = (-(year or 0), joined, name)
        if key not in best or newest < best[key][0]:
            best[key] = (newest, shown, home)
    return {key: (shown, home) for key, (_, shown, home) in best.items()}


@settings(max_examples=50)
@given(clusters=CLUSTERS, listed=LISTED, decision=DECISION, ecosystems=st.sampled_from([[], ["Health"]]))
def test_organisations_of_several_clusters(
    clusters: Clusters, listed: Listed, decision: str, ecosystems: list[str]
) -> None:
    sits: dict[str, list[int]] = {}
    for cluster, member in together(listed, decision):
        if clusters[int(cluster)][2]:
            sits.setdefault(member, []).append(int(cluster))
    expected = {
        member: (len(seats), len({clusters[n][0] for n in seats}), len({clusters[n][1] for n in seats}))
        for member, seats in sits.items()
        if len(seats) > 1 and (not ecosystems or any(clusters[n][1] in ecosystems for n in seats))
    }
    rows = house_of(clusters, listed, decision).ask("network.organisations", ecosystems=ecosystems)
    found = rows.set_index("member_id")[["clusters", "countries", "ecosystems"]]
    assert {
        str(member): tuple(values) for member, values in zip(found.index, found.to_numpy(), strict=True)
    } == expected


@settings(max_examples=50)
@given(clusters=CLUSTERS, listed=LISTED, decision=DECISION, countries=st.sampled_from([[], ["FI"]]))
def test_memberships_across_a_border_and_how_much_is_known(
    clusters: Clusters, listed: Listed, decision: str, countries: list[str]
) -> None:
    house = house_of(clusters, listed, decision)
    seats = {(c, m): (name, home) for (c, m), (name, home) in together(listed, decision).items() if clusters[int(c)][2]}
    abroad = {
        (c, m): name
        for (c, m), (name, home) in seats.items()
        if home and home != clusters[int(c)][0] and (not countries or "FI" in (home, clusters[int(c)][0]))
    }
    rows = house.ask("network.cross_border", countries=countries).to_dict("records")
    assert {(row["cluster_id"], row["member_id"]): row["member_name"] for row in rows} == abroad

    chosen = [n for n, (country, _, runs) in enumerate(clusters) if runs and (not countries or country in countries)]
    own = {(c, m): home for (c, m), (_, home) in seats.items() if int(c) in chosen}
    (told,) = house.ask("network.coverage", countries=countries).to_dict("records")
    assert {name: plain(value) for name, value in told.items()} == {
        "clusters": len(chosen),
        "clusters_named": len({c for c, _ in own}),
        "memberships": len(own),
        "organisations": len({m for _, m in own}),
        "with_country": sum(home is not None for home in own.values()),
        "cross_border": sum(home is not None and home != clusters[int(c)][0] for (c, _), home in own.items()),
        "rows_listed": len(listed),
    }
