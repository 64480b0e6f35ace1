"""What is counted as a cluster, and counts by country, label, level and role, a second way on a made-up register."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_up import filled, made_up, plain, register

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "country": st.sampled_from(["FI", "FI", "SE", "FO"]),
            "ecosystem": st.sampled_from(["Health", "Digital"]),
            "status": st.sampled_from(["active", "active", "active", "merged", "ended", "unknown"]),
            "kind": st.sampled_from(["cluster_organisation", "business_network", "company"]),
            "duplicate_of": st.sampled_from([None, None, "c9"]),
            "last_seen_year": st.sampled_from([None, 2019, 2020]),
            "esca_label": st.sampled_from([None, "gold", "bronze"]),
            "members_total": st.none() | st.integers(0, 50),
            "fee_model": st.sampled_from([None, "free", "paid"]),
            "fee_min_eur": st.sampled_from([None, None, 100.0]),
            "programme_status": st.sampled_from([None, "Arena", "Winner 2020", "Something else"]),
        }
    ),
    max_size=10,
)
Rows = list[dict[str, Any]]
PLACED, PRICED = {"c0", "c2", "c4"}, {"c1", "c2"}


def named(rows: Rows) -> Rows:
    return [{"cluster_id": f"c{n}", "name": f"Cluster {n}", **row} for n, row in enumerate(rows)]


def reason_left_out(row: dict[str, Any]) -> str | None:
    """The first reason why an entry is no counted cluster."""
    if row["status"] in ("merged", "ended"):
        return "ended"
    if row["status"] == "unknown":
        return "unknown"
    if row["kind"] == "company":
        return "kind"
    if row["country"] == "FO":
        return "abroad"
    if row["duplicate_of"]:
        return "duplicate"
    return "not_seen_lately" if row["last_seen_year"] == 2019 else None


def fee_state(row: dict[str, Any]) -> str:
    if row["fee_model"] == "free":
        return "free"
    if row["fee_min_eur"] is not None or row["cluster_id"] in PRICED:
        return "published"
    return "paid" if row["fee_model"] == "paid" else "unknown"


@settings(max_examples=50)
@given(rows=ROWS)
def test_what_counts_and_how_much_is_known_of_it(rows: Rows) -> None:
    listed = named(rows)
    house = made_up(
        ["fold", "cluster_facts", "filtered_clusters"],
        **register(
            clusters=listed,
            cluster_regions=[{"cluster_id": name, "nuts_code": "FI1"} for name in sorted(PLACED)],
            membership_fees=[{"cluster_id": name} for name in sorted(PRICED) for _tier in range(2)],
        ),
        label_levels=filled(
            "level VARCHAR, rank INTEGER, asks VARCHAR, fee_min_eur DOUBLE, fee_max_eur DOUBLE, fee_source_url VARCHAR,"
            " source_url VARCHAR",
            [{"level": "bronze", "rank": 1}, {"level": "silver", "rank": 2}, {"level": "gold", "rank": 3}],
        ),
    )
    facts = {row["cluster_id"]: row for row in house.table("clusters").to_dict("records")}
    assert len(facts) == len(listed)
    counted = [row for row in listed if reason_left_out(row) is None]
    told = house.connection.execute(
        "SELECT cluster_id, left_out, fee_state, programme_level FROM cluster_facts"
    ).fetchall()
    levels = {"Arena": "Arena", "Winner 2020": "Winner"}
    assert {name: rest for name, *rest in told} == {
        row["cluster_id"]: [reason_left_out(row), fee_state(row), levels.get(row["programme_status"])] for row in listed
    }

    by_country: dict[str, Rows] = {}
    for row in counted:
        by_country.setdefault(row["country"], []).append(row)
    columns = ("clusters", "located", "with_members_known", "members", "labelled", "with_fees_known")
    found = house.ask("clusters.by_country").to_dict("records")
    assert {row["country"]: [plain(row[name]) for name in columns] for row in found} == {
        country: [
            len(own),
            sum(row["cluster_id"] in PLACED for row in own),
            len(members := [row["members_total"] for row in own if row["members_total"] is not None]),
            sum(members) if members else None,
            sum(row["esca_label"] is not None for row in own),
            sum(fee_state(row) in ("published", "free") for row in own),
        ]
        for country, own in by_country.items()
    }
    ecosystems = house.ask("clusters.by_ecosystem").to_dict("records")
    assert {(row["country"], row["ecosystem"]): row["clusters"] for row in ecosystems} == Counter(
        (row["country"], row["ecosystem"]) for row in counted
    )
    labels = house.ask("overview.labels").to_dict("records")
    held = [row for row in counted if row["esca_label"]]
    assert {(row["country"], row["label"]): row["clusters"] for row in labels} == Counter(
        (row["country"], row["esca_label"]) for row in held
    )
    ladder = house.ask("knowledge.label_levels")
    assert dict(zip(ladder["level"], ladder["clusters"], strict=True)) == {
        level: sum(row["esca_label"] == level for row in held) for level in ("bronze", "silver", "gold")
    }


@settings(max_examples=60)
@given(
    awards=st.lists(
        st.tuples(
            st.sampled_from(["gold", "bronze"]),
            st.none() | st.integers(2018, 2021),
            st.sampled_from([None, "2023", "2024-05-31"]),
        ),
        max_size=5,
        unique=True,
    )
)
def test_a_label_lasts_as_its_newest_award_says(awards: list[tuple[str, int | None, str | None]]) -> None:
    house = made_up(
        ["fold", "cluster_facts"],
        **register(
            clusters=[{"cluster_id": "c", "name": "C", "country": "FI", "status": "active", "esca_label": "gold"}],
            cluster_labels=[
                {"cluster_id": "c", "label": label, "awarded_year": year, "valid_until": until}
                for label, year, until in awards
            ],
        ),
    )
    (holder,) = house.ask("knowledge.label_holders").to_dict("records")
    own = [(year, until) for label, year, until in awards if label == "gold"]
    # Without a year an award is the oldest; of one year the one that lasts longest is told.
    year, until = max(own, key=lambda award: (award[0] or 0, award[1] or ""), default=(None, None))
    assert (plain(holder["awarded_year"]), plain(holder["valid_until"])) == (year, until)


@settings(max_examples=40)
@given(
    seats=st.lists(
        st.tuples(
            st.sampled_from("ab"),
            st.sampled_from(["company", "sme", "large", "research", "education", "public", "finance", None]),
        ),
        max_size=9,
    )
)
def test_roles_of_members_known_by_name(seats: list[tuple[str, str | None]]) -> None:
    house = made_up(
        [],
        clusters=("cluster_id VARCHAR, name VARCHAR, country VARCHAR, members_total BIGINT", [("a", "A", "FI", 7)]),
        memberships=(
            "cluster_id VARCHAR, member_name VARCHAR, member_type VARCHAR, source_url VARCHAR",
            [(cluster, f"m{n}", kind, "") for n, (cluster, kind) in enumerate(seats)],
        ),
    )
    own = [kind for cluster, kind in seats if cluster == "a"]
    firms = sum(kind in ("company", "sme", "large") for kind in own)
    science, state = sum(kind in ("research", "education") for kind in own), own.count("public")
    rows = house.ask("knowledge.roles", cluster="a")
    assert dict(zip(rows["role"], rows["members"], strict=True)) == {
        "companies": firms,
        "research": science,
        "public": state,
        "other": len(own) - firms - science - state,
    }
