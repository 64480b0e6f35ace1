"""The likeness of clusters, worked out a second way with matrices of numpy and the geodesics of another library."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from analytics.clusters.similarity import prepare, similar
from tests.made_up import plain

FIELDS = ["wind", "food", "marine", "robot", "health"]  # each its own stem
GLOBE = Geod(a=6371008.8, b=6371008.8)
CLUSTERS = st.lists(
    st.tuples(
        st.sampled_from(["Health", "Digital"]),
        st.sets(st.sampled_from(FIELDS)),
        st.sets(st.sampled_from("pqrstuvw")),
        st.none() | st.integers(0, 900),
        st.none() | st.tuples(st.floats(55, 70), st.floats(5, 30)),
    ),
    min_size=2,
    max_size=6,
)
Clusters = list[tuple[str, set[str], set[str], int | None, tuple[float, float] | None]]


@settings(max_examples=80)
@given(clusters=CLUSTERS)
def test_likeness(clusters: Clusters) -> None:
    frame = pd.DataFrame(
        [
            {
                "cluster_id": f"c{n}",
                "name": f"C{n}",
                "country": "FI",
                "ecosystem": ecosystem,
                "sector_detail": " and ".join(sorted(field)) or None,
                "status": "active",
                "members_total": size,
                "lat": place and place[0],
                "lon": place and place[1],
            }
            for n, (ecosystem, field, _, size, place) in enumerate(clusters)
        ]
    )
    seats = [(f"c{n}", m, m) for n, (_, _, members, _, _) in enumerate(clusters) for m in sorted(members)]
    prepared = prepare(frame, pd.DataFrame(seats, columns=["cluster_id", "member_id", "member_name"]))

    has = np.array([[word in field for word in FIELDS] for _, field, _, _, _ in clusters], dtype=float)
    in_how_many = has.sum(axis=0)
    rarity = np.log(1 + has.any(axis=1).sum() / np.where(in_how_many, in_how_many, 1))
    weighed = has * rarity
    length = np.linalg.norm(weighed, axis=1)

    own_ecosystem, own_field, own_members, own_size, own_place = clusters[0]
    expected = {}
    for n, (ecosystem, field, members, size, place) in enumerate(clusters[1:], start=1):
        if ecosystem != own_ecosystem and not field & own_field and not members & own_members:
            continue
        score = 0.20 * (ecosystem == own_ecosystem)
        if field and own_field:
            score += 0.40 * weighed[0] @ weighed[n] / (length[0] * length[n])
        if members and own_members:
            score += 0.30 * (1 - 0.5 ** len(members & own_members))
        if size and own_size:
            score += 0.05 * max(0, 1 - np.log10(max(size, own_size) / min(size, own_size)))
        if place and own_place:
            km = GLOBE.inv(own_place[1], own_place[0], place[1], place[0])[2] / 1000
            score += 0.05 * np.exp(-km / 500)
        expected[f"c{n}"] = float(score)
    found = similar("c0", prepared, limit=None, abroad_only=False)
    assert dict(zip(found["cluster_id"], found["score"], strict=True)) == pytest.approx(expected, abs=1e-9)
    for row in found.to_dict("records"):
        _, field, members, size, _ = clusters[int(row["cluster_id"][1:])]
        known = bool(members and own_members)
        assert plain(row["shared_members"]) == (len(members & own_members) if known else None)
        assert set(row["shared_words"]) == field & own_field
        assert plain(row["members_total"]) == size
