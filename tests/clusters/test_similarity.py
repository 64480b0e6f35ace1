"""The measure of likeness: worked by hand, held to its properties, and tried on the real clusters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from analytics.clusters.similarity import COLUMNS, WEIGHTS, Prepared, distance_km, prepare, sentence, similar
from analytics.core.language import use
from analytics.core.paths import DATA

PARTS = [f"{part}_part" for part in WEIGHTS]
ENERGY, FOOD = "Renewable Energy", "Agri-Food"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use("en")
    yield
    use("en")


def cluster(cluster_id: str, ecosystem: str, sector: str | None, **known: Any) -> dict[str, Any]:
    unknown = {"status": "active", "members_total": None, "lat": None, "lon": None}
    facts = {"name": cluster_id.upper(), "country": cluster_id[:2].upper(), "ecosystem": ecosystem}
    return {"cluster_id": cluster_id, **facts, "sector_detail": sector, **unknown, **known}


def four() -> list[dict[str, Any]]:
    """a and b are close kin; of c only the words are known; d is a merged one."""
    return [
        cluster("fi-a", ENERGY, "Wind energy", members_total=100, lat=60.0, lon=20.0),
        cluster("se-b", ENERGY, "Wind power", members_total=50, lat=62.0, lon=20.0),
        cluster("no-c", FOOD, "Food and energy technologies"),
        cluster("dk-d", ENERGY, "Offshore wind", status="merged"),
    ]


MEMBERS = {"fi-a": "pqrstu", "se-b": "pqxyz"}


def ready(clusters: list[dict[str, Any]], members: dict[str, str] = MEMBERS) -> Prepared:
    rows = [(cluster_id, m, f"Firm {m.upper()}") for cluster_id, ids in members.items() for m in ids]
    memberships = pd.DataFrame(rows, columns=["cluster_id", "member_id", "member_name"])
    return prepare(pd.DataFrame(clusters), memberships)


def pair(prepared: Prepared, one: str, other: str) -> dict[Any, Any]:
    found = similar(one, prepared, abroad_only=False, limit=None)
    return found[found["cluster_id"] == other].to_dict("records")[0]


# ------------------------------------------------------------------ worked by hand


def test_every_part_of_a_pair_worked_by_hand() -> None:
    row = pair(ready(four()), "fi-a", "se-b")
    # Stems (but "and", "technologies"): a wind energi, b wind power, c food energi, d offshor wind; N = 4
    # idf² of wind (in 3) ln(1+4/3)² = 0.8473² = 0.7179; energi (in 2) ln(3)² = 1.0986² = 1.2069;
    # of power (in 1) ln(5)² = 1.6094² = 2.5903. Cosine 0.7179 / root((0.7179+1.2069)(0.7179+2.5903))
    # = 0.7179 / root(1.9249 x 3.3082) = 0.7179 / 2.5235 = 0.2845.
    assert row["sector_similarity"] == pytest.approx(0.2845, abs=5e-5)
    assert row["shared_words"] == ["wind"]
    # p and q are shared: 1 - 1/2^2 = 0.75, and 0.3 x 0.75 = 0.225.
    assert (row["shared_members"], row["shared_member_names"]) == (2, ["Firm P", "Firm Q"])
    assert row["members_part"] == pytest.approx(0.225)
    # 1 - log10(100/50) = 1 - 0.30103
    assert row["size_similarity"] == pytest.approx(0.69897)
    # 2 degrees on one meridian: 2 x pi/180 x 6371.0088 = 222.390 km; exp(-0.44478) = 0.64097
    assert row["distance_km"] == pytest.approx(222.390, abs=5e-4)
    assert row["distance_part"] == pytest.approx(0.05 * 0.64097, abs=1e-6)
    # 0.2 + 0.4 x 0.2845 + 0.225 + 0.05 x 0.69897 + 0.05 x 0.64097
    # = 0.2 + 0.1138 + 0.225 + 0.03495 + 0.03205
    assert row["score"] == pytest.approx(0.60580, abs=2e-5)


def test_what_is_unknown_counts_nothing() -> None:
    row = pair(ready(four()), "fi-a", "no-c")
    # Only the words can be compared: 1.2069 / root(1.9249 x (2.5903 + 1.2069)) = 1.2069 / 2.7036 = 0.4464
    assert row["sector_similarity"] == pytest.approx(0.4464, abs=5e-5)
    assert row["score"] == pytest.approx(0.4 * 0.4464, abs=2e-5)
    assert row["ecosystem_part"] == 0
    missing = [
        "shared_members",
        "members_part",
        "size_similarity",
        "size_part",
        "distance_km",
        "distance_part",
    ]
    assert all(pd.isna(row[column]) for column in missing)
    assert row["shared_member_names"] == []


def test_no_words_is_unknown_and_not_unlike() -> None:
    clusters = [cluster("fi-a", ENERGY, None), cluster("se-b", ENERGY, "Regional innovation network")]
    row = pair(ready(clusters, {}), "fi-a", "se-b")
    assert pd.isna(row["sector_similarity"])
    assert row["score"] == 0.2


def test_known_lists_without_a_common_member_are_no_unknown() -> None:
    row = pair(ready(four(), {"fi-a": "pqr", "se-b": "xyz"}), "fi-a", "se-b")
    assert (row["shared_members"], row["members_part"]) == (0, 0.0)


def test_one_common_member_counts_half_whatever_the_lists_lengths() -> None:
    row = pair(ready(four(), {"fi-a": "pqrstu", "se-b": "p"}), "fi-a", "se-b")
    assert row["members_part"] == pytest.approx(0.3 / 2)


@pytest.mark.parametrize("members", [1000, 5000])
def test_from_ten_times_the_size_nothing_is_left_of_likeness(members: int) -> None:
    small = cluster("se-b", ENERGY, "Wind", members_total=100)
    row = pair(ready([{**four()[0], "members_total": members}, small]), "fi-a", "se-b")
    assert row["size_similarity"] == pytest.approx(0)
    assert "your size" not in sentence(row)


def test_words_meet_by_their_stems_and_it_is_it() -> None:
    clusters = [
        cluster("fi-a", "Digital", "Robotics, fisheries and IT"),
        cluster("se-b", "Electronics", "IT for fishery and field robots; AI"),
    ]
    row = pair(ready(clusters), "fi-a", "se-b")
    assert row["shared_words"] == ["IT", "fishery", "robots"]


# Published great-circle distance of the city centres: about 395-400 km.
HELSINKI, STOCKHOLM = (60.1699, 24.9384), (59.3293, 18.0686)


def test_helsinki_is_not_quite_400_km_from_stockholm() -> None:
    assert 395 < distance_km(HELSINKI, STOCKHOLM) < 400


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (HELSINKI, STOCKHOLM),
        (HELSINKI, (64.1466, -21.9426)),  # Reykjavik
        ((55.6761, 12.5683), (69.6492, 18.9553)),  # Copenhagen, Tromsø
        ((55.4038, 10.4024), (55.6050, 13.0038)),  # Odense, Malmö
    ],
)
def test_distance_agrees_with_the_ellipsoid(one: tuple[float, float], other: tuple[float, float]) -> None:
    metres = Geod(ellps="WGS84").inv(one[1], one[0], other[1], other[0])[2]
    assert distance_km(one, other) == pytest.approx(metres / 1000, rel=0.005)


# ------------------------------------------------------------------ who is offered


def test_merged_and_ended_are_not_offered_but_may_ask() -> None:
    ended, unsure = (cluster(f"is-{status}", ENERGY, "Wind", status=status) for status in ("ended", "unknown"))
    prepared = ready([*four(), ended, unsure])
    assert set(similar("fi-a", prepared)["cluster_id"]) == {"se-b", "no-c", "is-unknown"}
    assert set(similar("dk-d", prepared)["cluster_id"]) == {"fi-a", "se-b", "is-unknown"}


def test_own_country_only_when_asked_for() -> None:
    clusters = [{**row, "country": "FI"} if row["cluster_id"] == "se-b" else row for row in four()]
    assert list(similar("fi-a", ready(clusters))["cluster_id"]) == ["no-c"]
    assert list(similar("fi-a", ready(clusters), abroad_only=False)["cluster_id"]) == ["se-b", "no-c"]


def test_size_and_place_alone_make_no_partner() -> None:
    clusters = [
        cluster("fi-a", ENERGY, "Wind", members_total=50, lat=60.0, lon=20.0),
        cluster("se-b", FOOD, "Bread", members_total=50, lat=60.0, lon=20.0),
    ]
    nobody = similar("fi-a", ready(clusters, {}))
    assert nobody.empty
    assert {column: str(dtype) for column, dtype in nobody.dtypes.items()} == COLUMNS


def test_a_common_member_alone_makes_one() -> None:
    clusters = [cluster("fi-a", ENERGY, "Wind"), cluster("se-b", FOOD, "Bread")]
    row = pair(ready(clusters), "fi-a", "se-b")
    assert row["score"] == pytest.approx(0.3 * 0.75)
    assert sentence(row) == "Firm P and Firm Q sit in both clusters and can introduce you."


def test_ties_go_by_id_and_the_limit_cuts_after_that() -> None:
    twins = [cluster(cluster_id, ENERGY, "Wind") for cluster_id in ("se-z", "fi-a", "se-m", "se-y")]
    assert list(similar("fi-a", ready(twins), limit=2)["cluster_id"]) == ["se-m", "se-y"]
    assert len(similar("fi-a", ready(twins), limit=None)) == 3


def test_an_unknown_cluster_is_named() -> None:
    with pytest.raises(KeyError, match="no cluster 'xx-nowhere'"):
        similar("xx-nowhere", ready(four()))


# ------------------------------------------------------------------ in words


def test_a_partner_in_a_sentence_that_names_who_can_introduce() -> None:
    row = pair(ready(four()), "fi-a", "se-b")
    assert sentence(row, "Wind power") == (
        "They work with this: “Wind power”. Firm P and Firm Q sit in both clusters and can introduce you. "
        "They are about your size, with 50 members."
    )


def test_one_shared_member_is_one() -> None:
    row = pair(ready(four(), {"fi-a": "pq", "se-b": "px"}), "fi-a", "se-b")
    assert "Firm P sits in both clusters" in sentence(row)


def test_no_english_words_of_the_data_on_a_finnish_page() -> None:
    row = pair(ready(four()), "fi-a", "no-c")
    use("fi")
    said = sentence(row, "Ruoka ja energia")
    assert "Ruoka ja energia" in said
    assert "energy" not in said
    assert "Yhteistä jäsentä ei tiedetä." in said


# ------------------------------------------------------------------ properties

WORDS = ["wind", "food", "energy", "marine robotics", "health data", "and technology"]
PLACES = st.tuples(st.floats(-90, 90), st.floats(-180, 180)) | st.just((None, None))


@st.composite
def worlds(draw: st.DrawFn) -> Prepared:
    clusters = []
    for index in range(draw(st.integers(2, 7))):
        lat, lon = draw(PLACES)
        sector = " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=3))) or None
        known = {
            "country": draw(st.sampled_from(["FI", "SE", "NO"])),
            "status": draw(st.sampled_from(["active", "unknown", "merged", "ended"])),
            "members_total": draw(st.none() | st.integers(0, 1500)),
        }
        ecosystem = draw(st.sampled_from([ENERGY, FOOD]))
        clusters.append(cluster(f"x-{index}", ecosystem, sector, lat=lat, lon=lon, **known))
    members = {row["cluster_id"]: "".join(draw(st.sets(st.sampled_from("pqrstuv")))) for row in clusters}
    return ready(clusters, members)


@settings(max_examples=60)
@given(worlds())
def test_bounds_order_and_symmetry(prepared: Prepared) -> None:
    answers = {key: similar(key, prepared, abroad_only=False, limit=None) for key in prepared.profiles}
    scores = {
        (key, partner): score
        for key, frame in answers.items()
        for partner, score in zip(frame["cluster_id"], frame["score"], strict=True)
    }
    for (one, other), score in scores.items():
        if prepared.profiles[one].status in ("active", "unknown"):
            assert scores[other, one] == score
    for key, frame in answers.items():
        assert key not in set(frame["cluster_id"])
        assert frame["score"].between(0, 1).all()
        assert frame["score"].is_monotonic_decreasing
        for column in ("sector_similarity", "size_similarity"):
            assert frame[column].dropna().between(0, 1).all()
        for part, weight in WEIGHTS.items():
            assert frame[f"{part}_part"].dropna().between(0, weight).all()
        assert frame[PARTS].sum(axis=1).to_numpy() == pytest.approx(frame["score"].to_numpy())


def test_the_weights_are_whole() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)


# ------------------------------------------------------------------ the real clusters


@pytest.fixture(scope="module")
def nordic() -> Prepared:
    clusters = pd.read_csv(DATA / "clusters" / "clusters.csv")
    return prepare(clusters, pd.read_csv(DATA / "memberships" / "memberships.csv"))


def test_partners_abroad_of_gce_node(nordic: Prepared) -> None:
    found = similar("no-gce-node", nordic)
    assert len(found) == 10
    assert not (found["country"] == "NO").any()
    assert found["score"].is_monotonic_decreasing
    assert all(nordic.profiles[key].status in ("active", "unknown") for key in found["cluster_id"])
    assert found["ecosystem"].iloc[0] == ENERGY
    assert all(sentence(row) for row in found.to_dict("records"))


def test_the_two_registrations_of_one_alliance_find_each_other(nordic: Prepared) -> None:
    # Medicon Valley Alliance works on both sides of the Sound and is listed on both, same words, same size.
    danish, swedish = (similar(f"{c}-medicon-valley-alliance", nordic, limit=1).iloc[0] for c in ("dk", "se"))
    assert (danish["cluster_id"], swedish["cluster_id"]) == (
        "se-medicon-valley-alliance",
        "dk-medicon-valley-alliance",
    )
    assert danish["sector_similarity"] == danish["size_similarity"] == 1
    assert danish["score"] == swedish["score"]


def test_a_member_known_on_both_sides_is_found(nordic: Prepared) -> None:
    row = pair(nordic, "fi-energyvaasa", "dk-energy-cluster-denmark")
    assert row["shared_member_names"] == ["Danfoss"]
    assert "Danfoss sits in both clusters and can introduce you." in sentence(row)
