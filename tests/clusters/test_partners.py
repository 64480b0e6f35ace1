"""Partners of clusters against pairs that were graded by hand: is the one worth writing to put before the other?"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analytics.clusters.similar import similar_to

PAIRS = pd.read_csv(Path(__file__).parent / "graded_partners.csv")
ALL = 1000


def orders() -> list[tuple[str, str, str, bool]]:
    """Each cluster with a partner worth writing to and one that is not, and whether the first stands before."""
    told = []
    for cluster_id, pairs in PAIRS.groupby("cluster_id"):
        found = list(similar_to(str(cluster_id), limit=ALL)["cluster_id"])
        place = {code: at for at, code in enumerate(found)}
        worth, other = (list(pairs.loc[pairs["worth"] == said, "partner_id"]) for said in ("yes", "no"))
        told += [(str(cluster_id), w, o, place.get(w, ALL) < place.get(o, ALL)) for w in worth for o in other]
    return told


def test_thirty_orders_of_graded_pairs() -> None:
    assert len(orders()) >= 30
    assert not PAIRS.duplicated(["cluster_id", "partner_id"]).any()


def test_partners_worth_writing_to_come_first() -> None:
    wrong = [(cluster_id, worth, other) for cluster_id, worth, other, right in orders() if not right]
    assert len(wrong) <= len(orders()) // 7, wrong


def test_a_solar_cluster_is_not_put_before_the_energy_cluster_that_shares_a_member() -> None:
    found = list(similar_to("fi-energyvaasa")["cluster_id"])
    assert found.index("dk-energy-cluster-denmark") < 3
    assert "no-solenergi" not in found[:3]
