"""A visitor's tables in the place of the shipped ones: only theirs, on every page, until they let go."""

from __future__ import annotations

import threading

import pytest

from analytics.clusters import questions as clusters
from analytics.clusters.questions import Filters
from analytics.core import state
from analytics.own_tables import questions, using
from analytics.own_tables.models import Choices
from analytics.warehouse import GoneError, held, warehouse
from tests.conftest import OpenPage
from tests.own_tables.made import own_rows, shipped
from tests.ui.test_pages import words
from ui import own_data, page_registry

NAME = "Kokkolan testiklusteri"


def test_a_visitors_clusters_are_in_their_answers_alone() -> None:
    before = len(clusters.names())
    name = using.begin({"clusters": own_rows()})
    with state.using(name):
        assert sorted(clusters.names().values()) == [NAME, "Riihimäen klusteri"]
        found = clusters.clusters(Filters())
        # Both lie in NUTS 3 regions of their own: Central Ostrobothnia and Kanta-Häme.
        assert set(found["nuts_code"]) == {"FI1D5", "FI1C2"}
    others: list[int] = []
    other = threading.Thread(target=lambda: others.append(len(clusters.names())))
    other.start()
    other.join()
    assert others == [before]
    assert len(clusters.names()) == before
    using.end(name)
    assert not held(name)
    with state.using(name), pytest.raises(GoneError):
        warehouse()


def test_rows_that_are_added_stand_beside_the_shipped_and_in_the_place_of_their_own_key() -> None:
    rows = own_rows()
    known = shipped("clusters/clusters.csv")
    rows.loc[0, "cluster_id"] = known.loc[5, "cluster_id"]
    joined, replaced = questions.joined(rows, warehouse().table("clusters"), "clusters")
    assert replaced == 1
    assert len(joined) == len(known) + 1
    assert (joined["cluster_id"] == known.loc[5, "cluster_id"]).sum() == 1
    name = using.begin({"clusters": joined})
    with state.using(name):
        assert clusters.names()[known.loc[5, "cluster_id"]] == NAME
        assert len(clusters.names()) == len(known) + 1
    using.end(name)


def test_the_map_stands_on_a_single_cluster(open_page: OpenPage) -> None:
    app = open_page("map")
    app.session_state["own data"] = own_data.Own({"clusters": own_rows().head(1)}, {"clusters": 1})
    app.run()
    assert not app.exception
    assert "1 cluster fits" in words(app)


def test_more_visitors_than_are_held_begin_again_by_themselves(open_page: OpenPage) -> None:
    rows = own_rows()
    first = using.begin({"clusters": rows})
    later = [using.begin({"clusters": rows}) for _n in range(state.STATES)]
    assert not held(first)
    assert all(held(name) for name in later)
    app = open_page("map")
    app.session_state["own data"] = own_data.Own({"clusters": rows}, {"clusters": 2}, first)
    app.run()
    assert not app.exception
    assert "2 clusters fit" in words(app)
    for name in later:
        using.end(name)


@pytest.mark.parametrize("page", [key for key in page_registry.PAGES if key not in ("join", "board", "embed")])
def test_every_page_stands_on_a_register_of_two_clusters_and_says_so(open_page: OpenPage, page: str) -> None:
    app = open_page(page)
    app.session_state["own data"] = own_data.Own({"clusters": own_rows()}, {"clusters": 2})
    app.run()
    assert not app.exception
    assert not [error.value for error in app.error if "went wrong" in error.value]
    assert any("your own data" in note.value for note in app.warning)
    app.button(key="own-data-back").click().run()
    assert not any("your own data" in note.value for note in app.warning)


def test_rows_may_refer_to_the_visitors_other_tables() -> None:
    """Members of a visitor's belong to the clusters of their own register, and no longer to the shipped ones."""
    rows = shipped("memberships/memberships.csv").head(2)
    theirs = rows.loc[1, "cluster_id"]
    rows.loc[0, "cluster_id"] = own_rows().loc[0, "cluster_id"]
    request = questions.request(rows.to_csv(index=False).encode(), Choices("memberships"))
    assert [fault.row for fault in questions.read(request).faults] == [2]
    name = using.begin({"clusters": own_rows()})
    with state.using(name):
        assert [(fault.row, fault.value) for fault in questions.read(request).faults] == [(3, theirs)]
    using.end(name)


def test_a_chart_of_the_visitors_tables_has_files_and_no_address(open_page: OpenPage) -> None:
    """Of two charts of one page, the first counts the clusters of the register, the second does not."""
    app = open_page("cost")
    app.session_state["own data"] = own_data.Own({"clusters": own_rows()}, {"clusters": 2})
    for chart in ("programmes-design", "programmes-money"):
        app.session_state[f"share-{chart}-en"] = True
    app.run()
    assert not app.exception
    assert words(app).count("stands on your own tables") == 1
    shown = " ".join(code.value for code in app.code)
    assert "/data/programmes.design.csv" not in shown
    assert "/data/programmes.money.csv" in shown
    assert shown.count("own table of whoever made this, not data of the Nordic Cluster Atlas") == 2  # and in BibTeX


def test_a_file_is_made_of_the_visitors_own_data() -> None:
    from ui import share

    name = using.begin({"clusters": own_rows()})
    with state.using(name):
        make = share.later(lambda: ", ".join(sorted(clusters.names().values())))
    made: list[bytes | str] = []
    other = threading.Thread(target=lambda: made.append(make()))
    other.start()
    other.join()
    assert made == [f"{NAME}, Riihimäen klusteri"]
    using.end(name)
