"""Organisations in several clusters: measures worked by hand, against networkx, and the page that shows them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import catalogue
from analytics.contracts.manifest import write_manifest
from analytics.core import language
from analytics.core.chart import Chart
from analytics.core.label_layout import beside
from analytics.core.paths import DATA
from analytics.core.plot import Empty, Plot
from analytics.network import questions as shared_members
from analytics.network import words
from analytics.network.charts import MOST_LISTED
from analytics.network.cluster_charts import LABELS, LABELS_PHONE
from analytics.render import screen
from analytics.table_list import TABLES
from analytics.warehouse import Warehouse, open_warehouse, warehouse
from tests import opened
from tests.conftest import OpenPage
from tests.counted import counted, is_counted
from ui import markdown

START, END = "fi-energyvaasa", "no-gce-ocean-technology"


def graph(*seats: str) -> nx.Graph:
    """A graph of memberships given as "cluster-organisation", such as "1-a"."""
    return shared_members.bipartite(
        pd.DataFrame([seat.split("-") for seat in seats], columns=["cluster_id", "member_id"])
    )


# --- betweenness, worked by hand -------------------------------------------------------------------------


def test_the_centre_of_a_star_has_all_the_betweenness() -> None:
    # One organisation in three clusters: each of the 3 pairs of clusters needs it, and no more pairs there are.
    found = shared_members.betweenness(graph("1-a", "2-a", "3-a"))
    assert found["organisation", "a"] == pytest.approx(1.0)
    assert all(found["cluster", cluster] == 0 for cluster in "123")


def test_betweenness_along_a_chain() -> None:
    # 1 - a - 2 - b - 3. Through a: 1-2, 1-b, 1-3 = 3 pairs. The most that one of 2 organisations beside 3 clusters
    # could have: it sits in all 3 clusters (3 pairs of them) and the other organisation hangs on one of those (its 2
    # pairs with the other two clusters): 5. So 3/5. Cluster 2 lies between {1, a} and {3, b}: 4 pairs; the most one
    # of 3 clusters beside 2 organisations could have: both organisations in it (1 pair) and a cluster on each (the
    # 2 clusters with each other: 1, each with the other's organisation: 2): 4, or both clusters on one
    # organisation: 1 + 2 = 3. So 4/4.
    found = shared_members.betweenness(graph("1-a", "2-a", "2-b", "3-b"))
    assert found["organisation", "a"] == pytest.approx(3 / 5)
    assert found["organisation", "b"] == pytest.approx(3 / 5)
    assert found["cluster", "2"] == pytest.approx(1.0)
    assert found["cluster", "1"] == 0


def test_a_single_membership_has_nothing_between() -> None:
    assert shared_members.betweenness(graph("1-a")) == {("cluster", "1"): 0.0, ("organisation", "a"): 0.0}


def test_betweenness_is_that_of_networkx() -> None:
    whole = shared_members.network()
    kinds = [node for node in whole.graph if node[0] == "organisation"]
    assert dict(whole.betweenness) == pytest.approx(nx.bipartite.betweenness_centrality(whole.graph, kinds))


# --- ways ------------------------------------------------------------------------------------------------


def test_the_way_lists_all_that_two_clusters_share_and_counts_the_ways() -> None:
    # 1 and 2 share a and b, 2 and 3 share c: two ways of the same length.
    found = shared_members.chain(graph("1-b", "1-a", "2-a", "2-b", "2-c", "3-c"), "1", "3")
    assert found == shared_members.Chain(("1", "2", "3"), (("a", "b"), ("c",)), 2)


def test_of_ways_equally_short_the_first_by_alphabet_is_taken() -> None:
    # 1 to 4 by way of 2 (through b, c) or of 3 (through a, d): a comes first, whatever the order of the rows.
    seats = ["1-b", "2-b", "2-c", "4-c", "1-a", "3-a", "3-d", "4-d"]
    for order in (seats, seats[::-1], sorted(seats)):
        found = shared_members.chain(graph(*order), "1", "4")
        assert found == shared_members.Chain(("1", "3", "4"), (("a",), ("d",)), 2)


def test_no_way_between_groups_or_without_known_members() -> None:
    apart = graph("1-a", "2-a", "3-b", "4-b")
    assert shared_members.chain(apart, "1", "3") is None
    assert shared_members.chain(apart, "1", "9") is None
    assert shared_members.reached(apart, "1") == ("2",)
    assert shared_members.reached(apart, "9") == ()


def test_from_a_cluster_to_itself_is_no_step() -> None:
    assert shared_members.chain(graph("1-a", "2-a"), "1", "1") == shared_members.Chain(("1",), (), 1)


@settings(max_examples=60)
@given(st.sets(st.tuples(st.sampled_from("1234567"), st.sampled_from("abcdefg")), min_size=2, max_size=24))
def test_ways_are_those_of_networkx(seats: set[tuple[str, str]]) -> None:
    made = graph(*(f"{cluster}-{member}" for cluster, member in seats))
    listed = sorted({cluster for cluster, _member in seats})
    for one, other in combinations(listed, 2):
        found = shared_members.chain(made, one, other)
        if found is None:
            assert not nx.has_path(made, ("cluster", one), ("cluster", other))
            continue
        ways = list(nx.all_shortest_paths(made, ("cluster", one), ("cluster", other)))
        assert found.equally_short == len(ways)
        taken = min(ways)
        assert found.clusters == tuple(name for _kind, name in taken[::2])
        assert [names[0] for names in found.organisations] == [name for _kind, name in taken[1::2]]


def test_the_way_asked_for_in_the_issue_holds_in_the_table() -> None:
    route = shared_members.route(START, END)
    assert route.chain is not None
    rows = warehouse().ask("network.memberships")
    seats = set(zip(rows["cluster_id"], rows["member_id"], strict=True))
    for (one, other), members in zip(
        zip(route.chain.clusters, route.chain.clusters[1:], strict=False), route.chain.organisations, strict=True
    ):
        assert all({(one, member), (other, member)} <= seats for member in members)


def test_an_unknown_cluster_is_refused() -> None:
    with pytest.raises(KeyError, match="no active cluster"):
        shared_members.route("fi-nowhere", END)


# --- questions -------------------------------------------------------------------------------------------


def by_hand() -> pd.DataFrame:
    """Memberships in counted clusters from the files, with names brought together as the table of decisions says."""
    rows = pd.read_csv(DATA / "memberships" / "memberships.csv", dtype="str", keep_default_na=False)
    facts = pd.read_csv(DATA / "clusters" / "clusters.csv", dtype="str", keep_default_na=False)
    decided = pd.read_csv(DATA / "memberships" / "member_aliases.csv", dtype="str", keep_default_na=False)
    confirmed = decided[decided["decision"] == "confirmed"].set_index("member_id")["canonical_id"].to_dict()
    rows["member_id"] = rows["member_id"].replace(confirmed)
    facts = facts.loc[is_counted(facts), ["cluster_id", "country", "ecosystem"]]
    return rows.merge(facts, on="cluster_id").drop_duplicates(["cluster_id", "member_id"])


def test_organisations_are_counted_as_by_hand() -> None:
    rows = by_hand()
    counted = rows.groupby("member_id").agg(
        clusters=("cluster_id", "nunique"), countries=("country", "nunique"), ecosystems=("ecosystem", "nunique")
    )
    several = counted[counted["clusters"] > 1]
    found = shared_members.organisations().set_index("member_id")[["clusters", "countries", "ecosystems"]]
    pd.testing.assert_frame_equal(found.sort_index(), several.sort_index(), check_dtype=False)


def test_pairs_are_those_with_a_member_in_common() -> None:
    members = by_hand().groupby("cluster_id")["member_id"].agg(set)
    expected = {
        (one, other): len(members[one] & members[other])
        for one, other in combinations(sorted(members.index), 2)
        if members[one] & members[other]
    }
    found = shared_members.shared()
    pairs = zip(found["cluster_a_id"], found["cluster_b_id"], strict=True)
    assert dict(zip(pairs, found["shared_members"], strict=True)) == expected


def test_a_country_keeps_its_links_abroad() -> None:
    whole, part = shared_members.shared(), shared_members.shared("FI")
    one_is_finnish = whole[(whole["country_a"] == "FI") | (whole["country_b"] == "FI")]
    assert len(part) == len(one_is_finnish) > 0
    assert part["is_cross_border"].any()


def test_memberships_across_borders_and_unknown_countries_add_up() -> None:
    known, rows = shared_members.coverage(), shared_members.cross_border()
    every = warehouse().ask("network.memberships")
    assert known["cross_border"] == len(rows) == int(every["is_cross_border"].sum())
    assert known["memberships"] - known["with_country"] == int(every["member_country"].isna().sum())
    assert (rows["member_country"] != rows["cluster_country"]).all()


def test_a_finnish_organisation_in_a_swedish_cluster_is_in_both_countries_tables() -> None:
    for country in ("FI", "SE"):
        rows = shared_members.cross_border(country)
        assert ("outokumpu", "se-mid-sweden-hydrogen-valley") in set(
            zip(rows["member_id"], rows["cluster_id"], strict=True)
        )


# --- names of one organisation ---------------------------------------------------------------------------


def with_decisions(folder: Path, decisions: Iterable[str]) -> Warehouse:
    """The shipped tables with other decisions on names."""
    data = folder / "data"
    shutil.copytree(DATA, data)
    path = data / "memberships" / "member_aliases.csv"
    header = path.read_text("utf-8").splitlines()[0]
    path.write_text("\n".join([header, *decisions]) + "\n", "utf-8")
    write_manifest(TABLES, data)
    return open_warehouse(data)


def test_only_confirmed_decisions_bring_names_together(tmp_path: Path) -> None:
    opened = with_decisions(
        tmp_path,
        [
            "sintef-ocean,sintef,SINTEF,rejected,,2026-11-21,,,,",
            "xstrata-nikkelverk,glencore-nikkelverk,Glencore,confirmed,former name,2026-11-21,,,,",
        ],
    )
    rows = opened.run("SELECT * FROM resolved_members", {}, label="test")
    listed = pd.read_csv(DATA / "memberships" / "memberships.csv", dtype="str", keep_default_na=False)
    # Both names stand in the list of Eyde: one row fewer, under the name of the decision, from the newer page.
    assert len(rows) == len(listed) - 1
    assert "xstrata-nikkelverk" not in set(rows["member_id"])
    glencore = rows[rows["member_id"] == "glencore-nikkelverk"]
    assert glencore[["cluster_id", "member_name", "seen_name"]].to_numpy().tolist() == [
        ["no-eyde", "Glencore", "Glencore Nikkelverk"]
    ]
    assert {"sintef-ocean", "sintef", "dong", "orsted"} <= set(rows["member_id"])


def test_without_decisions_every_row_stands_for_itself(tmp_path: Path) -> None:
    opened = with_decisions(tmp_path, [])
    rows = opened.run("SELECT cluster_id, member_id FROM resolved_members", {}, label="test")
    listed = pd.read_csv(DATA / "memberships" / "memberships.csv", dtype="str", keep_default_na=False)
    assert set(map(tuple, rows.to_numpy())) == set(map(tuple, listed[["cluster_id", "member_id"]].to_numpy()))


def test_the_page_of_a_cluster_counts_as_the_network_does() -> None:
    members = warehouse().ask("clusters.members", cluster="dk-copenhagen-cleantech-cluster").set_index("member_id")
    # DONG and Ørsted are one: in Energy Cluster Denmark, Energy Innovation Cluster and Kalundborg Symbiosis as well.
    assert members.loc["orsted", "member_name"] == "DONG (now Ørsted)"
    assert members.loc["orsted", "other_clusters"] == 3


# --- places and labels -----------------------------------------------------------------------------------


def test_places_do_not_depend_on_the_order_of_the_pairs_or_on_the_selection() -> None:
    pairs = [("a", "b"), ("b", "c"), ("c", "d"), ("e", "f")]
    countries = {"a": "FI", "b": "FI", "c": "NO", "d": "NO", "e": "IS", "f": "IS"}
    first = shared_members.layout(pairs, countries)
    assert first == shared_members.layout([pair[::-1] for pair in reversed(pairs)], countries)
    assert set(first) == set(countries)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in first.values())
    whole = shared_members.picture().nodes.set_index("cluster_id")
    part = shared_members.picture("FI").nodes.set_index("cluster_id")
    assert part[["x", "y"]].equals(whole.loc[part.index, ["x", "y"]])


def test_no_pairs_have_no_places() -> None:
    assert shared_members.layout([], {}) == {}


points = st.tuples(st.floats(0, 300), st.floats(0, 300), st.floats(2, 10))


@settings(max_examples=100)
@given(st.lists(points, min_size=1, max_size=12), st.integers(20, 120))
def test_labels_cover_neither_marks_nor_each_other(marks: list[tuple[float, float, float]], width: int) -> None:
    sides = beside(marks, [(width, 18)] * len(marks), (300, 300), gap=3)
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in marks]
    for (x, y, r), side in zip(marks, sides, strict=True):
        if side is None:
            continue
        left = x + r + 3 if "right" in side else x - r - 3 - width if "left" in side else x - width / 2
        foot = y + r + 3 if "top" in side else y - r - 3 - 18 if "bottom" in side else y - 9
        box = (left, foot, left + width, foot + 18)
        assert left >= 0
        assert foot >= 0
        assert box[2] <= 300
        assert box[3] <= 300
        assert not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken)
        taken.append(box)


def test_a_label_stands_on_the_first_free_side() -> None:
    # The second mark is where the first's label would stand on the right; the left end of the area is too near.
    assert beside([(20, 50, 5), (60, 50, 5)], [(40, 18)], (100, 100)) == ["top"]
    assert beside([(20, 50, 5)], [(40, 18)], (100, 100)) == ["right"]
    assert beside([(20, 50, 5)], [(400, 18)], (100, 100)) == [None]


# --- charts ----------------------------------------------------------------------------------------------


def plot(chart: Chart) -> Plot:
    """What a chart with axes shows."""
    assert isinstance(chart.drawing, Plot)
    return chart.drawing


def labels(chart: Chart) -> list[str]:
    """The names that are drawn."""
    return [label.text for one in plot(chart).series for label in one.labels.values()]


def test_more_labels_fit_where_there_is_more_room() -> None:
    wide = labels(catalogue.chart("network.clusters", width=900))
    narrow = labels(catalogue.chart("network.clusters", width=350))
    assert 0 < len(narrow) < len(wide) <= LABELS
    assert len(narrow) <= LABELS_PHONE


def test_the_picture_has_a_mark_for_every_cluster_of_its_table() -> None:
    chart = catalogue.chart("network.clusters", country="FI")
    marks = [mark for one in plot(chart).series if one.name for mark in one.marks]
    assert len(marks) == len({*chart.table["cluster_a"], *chart.table["cluster_b"]})
    finnish = [one for one in plot(chart).series if one.name == "Finland"]
    assert sum(bool(mark.fill) for mark in marks) == len(finnish[0].y)  # all others are hollow
    assert f"of {(counted()['country'] == 'FI').sum()} active clusters" in chart.insight


@pytest.mark.parametrize("country", ["", "FI", "IS"])
def test_every_pair_has_a_line_between_the_places_of_its_clusters(country: str) -> None:
    found = shared_members.picture(country)
    places = found.nodes.set_index("cluster_id")[["x", "y"]].apply(tuple, axis=1)
    drawn = set()
    for one in plot(catalogue.chart("network.clusters", country=country)).series:
        if one.line:
            points = list(zip(one.x, one.y, strict=True))
            assert points[2::3] == [(None, None)] * (len(points) // 3)
            drawn |= {frozenset(ends) for ends in zip(points[::3], points[1::3], strict=True)}
    pairs = zip(found.pairs["cluster_a_id"], found.pairs["cluster_b_id"], strict=True)
    assert drawn == {frozenset((places[a], places[b])) for a, b in pairs}


def test_the_chain_is_that_of_the_table_with_countries_under_clusters() -> None:
    chart = catalogue.chart("network.path")
    line, links = plot(chart).series
    assert line.helper
    assert links.y == tuple(-float(step) for step in chart.table["step"])
    said = [links.labels[place] for place in range(len(chart.table))]
    assert [label.text.replace("\n", " ") for label in said] == chart.table["name"].tolist()
    for row, label, mark in zip(chart.table.itertuples(), said, links.marks, strict=True):
        is_cluster = row.kind == "cluster"
        assert label.bold == bool(mark.fill) == is_cluster
        assert label.more == (language.country_name(row.country) if is_cluster else "")


def test_members_that_are_shared_as_well_are_counted_under_a_member() -> None:
    pairs = shared_members.shared()
    most = pairs.sort_values("shared_members").iloc[-1]
    chart = catalogue.chart("network.path", start=most["cluster_a_id"], end=most["cluster_b_id"])
    said = plot(chart).series[1].labels[1]
    assert said.more == f"and {most['shared_members'] - 1} other shared members"
    assert f"<br>{said.more}" in screen.figure(chart).layout.annotations[1].text


def test_the_ranking_follows_the_measure_asked_for() -> None:
    for by, column in (("clusters", "clusters"), ("countries", "countries"), ("between", "betweenness")):
        chart = catalogue.chart("network.bridges", by=by)
        ranked = chart.table[column]
        assert ranked.is_monotonic_decreasing
        (bars,) = plot(chart).series
        assert bars.y == tuple(ranked.head(MOST_LISTED))
        assert all(codes in bars.labels[at].text for at, codes in enumerate(chart.table["country_codes"][:MOST_LISTED]))


def test_where_no_way_is_known_both_ends_are_described() -> None:
    lost = catalogue.chart("network.path", start=START, end="is-ocean-cluster")
    assert lost.table.empty
    assert isinstance(lost.drawing, Empty)
    assert lost.insight.startswith("No way from EnergyVaasa to")
    assert "From EnergyVaasa, " in lost.insight
    facts = shared_members.active_clusters()
    named = set(warehouse().ask("network.memberships")["cluster_id"])
    nobody = facts[~facts["cluster_id"].isin(named)].iloc[0]
    unknown = catalogue.chart("network.path", start=START, end=nobody["cluster_id"])
    assert f"No member of {nobody['name']} is known by name." in unknown.insight


# --- the page --------------------------------------------------------------------------------------------


def said(app: object) -> str:
    kinds = ("markdown", "subheader", "header", "caption", "info")
    return "\n".join(str(getattr(part, "value", "")) for kind in kinds for part in app.get(kind))  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_page_is_drawn_in_each_language(open_page: OpenPage, code: str) -> None:
    app = open_page("network", lang=code, country="FI", rank="between")
    assert not app.exception
    language.use(code)
    assert "EnergyVaasa" in said(opened.tab(app, language._("From one cluster to another")))
    shown = said(opened.tab(app, language._("Who connects most?")))
    assert "The Switch" in shown


def test_the_way_stands_in_the_link(open_page: OpenPage) -> None:
    app = open_page("network", **{"from": "fi-energyvaasa", "to": "se-mid-sweden-hydrogen-valley"})
    opened.tab(app, "From one cluster")
    route = shared_members.route("fi-energyvaasa", "se-mid-sweden-hydrogen-valley")
    assert markdown.escape(words.route(route, "fi-energyvaasa", "se-mid-sweden-hydrogen-valley")) in said(app)


def test_an_unknown_cluster_in_the_link_is_left_out_with_a_note(open_page: OpenPage) -> None:
    app = opened.tab(open_page("network", to="fi-nowhere"), "From one cluster")
    assert not app.exception
    assert "fi-nowhere" in said(app)
    assert "EnergyVaasa reaches GCE Ocean Technology" in said(app)


def test_an_empty_selection_says_so(open_page: OpenPage) -> None:
    app = open_page("network", country="IS", eco="Textile")
    assert not app.exception
    assert "No organisation is known to sit in several of these clusters." in said(app)


def test_the_page_says_how_many_rows_were_resolved(open_page: OpenPage) -> None:
    listed = pd.read_csv(DATA / "memberships" / "memberships.csv", dtype="str", keep_default_na=False)
    decided = pd.read_csv(DATA / "memberships" / "member_aliases.csv", dtype="str", keep_default_na=False)
    confirmed = set(decided.loc[decided["decision"] == "confirmed", "member_id"])
    rows = int(listed["member_id"].isin(confirmed).sum())
    assert f"{rows} of the {len(listed):,} rows" in said(opened.tab(open_page("network"), "Names"))
