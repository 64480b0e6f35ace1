"""Counts, filters and the location quotient against the shipped file read by pandas and figures worked out by hand."""

from __future__ import annotations

import unicodedata

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.clusters import questions as clusters
from analytics.clusters.questions import EVERYTHING, Filters
from analytics.core.codes import COUNTED_KINDS
from analytics.core.paths import DATA
from analytics.map import layers
from analytics.regions import questions as regions
from analytics.warehouse import warehouse
from tests.counted import is_counted

SHIPPED = pd.read_csv(DATA / "clusters" / "clusters.csv", keep_default_na=False, dtype=str)
PLACES = pd.read_csv(DATA / "clusters" / "cluster_regions.csv").set_index("cluster_id")["nuts_code"]
NORDIC = ("FI", "SE", "NO", "DK", "IS")


def by_pandas(filters: Filters) -> set[str]:
    """The ids that fit, worked out on the file with pandas."""
    rows = SHIPPED
    if filters.countries:
        rows = rows[rows["country"].isin(filters.countries)]
    if filters.ecosystems:
        rows = rows[rows["ecosystem"].isin(filters.ecosystems)]
    if filters.labels:
        rows = rows[rows["esca_label"].replace("", "none").isin(filters.labels)]
    if filters.statuses:
        rows = rows[rows["status"].isin(filters.statuses)]
    if filters.kinds:
        active, year = rows["status"] == "active", pd.to_numeric(rows["last_seen_year"])
        lately = year.isna() | (year >= 2020)
        rows = rows[
            rows["kind"].isin(filters.kinds)
            & (~active | lately | ("not_seen_lately" in filters.kinds))
            & (~active | rows["duplicate_of"].eq(""))
            & (rows["country"].ne("FO") | ("FO" in filters.countries))
        ]
    founded = pd.to_numeric(rows["founded_year"])
    if filters.founded_from:
        rows = rows[founded >= filters.founded_from]
        founded = founded[rows.index]
    if filters.founded_to:
        rows = rows[founded <= filters.founded_to]
    return set(rows["cluster_id"])


some = st.lists(st.sampled_from((*NORDIC, "FO")), max_size=3, unique=True).map(tuple)
years = st.none() | st.integers(1990, 2026)


@settings(max_examples=40)
@given(
    countries=some,
    ecosystems=st.lists(st.sampled_from(["Digital", "Health", "Agri-Food"]), max_size=2, unique=True).map(tuple),
    labels=st.lists(st.sampled_from(clusters.LABELS), max_size=2, unique=True).map(tuple),
    statuses=st.lists(st.sampled_from(clusters.STATUSES), max_size=4, unique=True).map(tuple),
    kinds=st.lists(st.sampled_from(clusters.KINDS), max_size=4, unique=True).map(tuple),
    founded_from=years,
    founded_to=years,
)
def test_filters_find_what_pandas_finds(**chosen: object) -> None:
    filters = Filters(**chosen)  # type: ignore[arg-type]
    assert set(clusters.clusters(filters)["cluster_id"]) == by_pandas(filters)


@settings(max_examples=40)
@given(st.sampled_from(list(SHIPPED.index)), st.booleans(), st.booleans())
def test_search_minds_neither_case_nor_accents(index: int, upper: bool, bare: bool) -> None:
    row = SHIPPED.loc[index]
    asked = row["name"].upper() if upper else row["name"].lower()
    if bare:
        asked = "".join(c for c in unicodedata.normalize("NFD", asked) if not unicodedata.combining(c))
        asked = asked.translate(str.maketrans({"ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "ð": "d", "þ": "th"}))
    found = clusters.clusters(Filters(statuses=(), kinds=(), search=asked))
    assert row["cluster_id"] in set(found["cluster_id"])


def test_search_words_must_all_occur_in_any_order() -> None:
    assert "no-gce-node" in set(clusters.clusters(Filters(search="kristiansand NODE"))["cluster_id"])
    assert "no-gce-node" not in set(clusters.clusters(Filters(search="node turku"))["cluster_id"])


def test_search_knows_the_field_in_finnish_and_swedish() -> None:
    assert "fi-energyvaasa" in set(clusters.clusters(Filters(search="energiateknologia"))["cluster_id"])
    assert "fi-energyvaasa" in set(clusters.clusters(Filters(search="energiteknik"))["cluster_id"])


def test_counts_by_country_add_up_to_the_file() -> None:
    counted = clusters.by_country(EVERYTHING).set_index("country")
    for country, rows in SHIPPED.groupby("country"):
        assert counted.at[country, "clusters"] == len(rows)
        assert counted.at[country, "located"] == rows["cluster_id"].isin(PLACES.index).sum()
        known = rows.loc[rows["members_total"] != "", "members_total"].astype(int)
        assert counted.at[country, "with_members_known"] == len(known)
        members = counted.at[country, "members"]
        assert (0 if pd.isna(members) else members) == known.sum()


def test_two_programmes_in_one_cell_are_two_programmes() -> None:
    both = SHIPPED[SHIPPED["programme"] == "VINNVÄXT; S3-piloten (Tillväxtverket)"]["cluster_id"]
    for programme in ("VINNVÄXT", "S3-piloten (Tillväxtverket)"):
        found = clusters.clusters(Filters(statuses=(), kinds=(), programmes=(programme,)))
        assert set(both) <= set(found["cluster_id"])
    # 15 with VINNVÄXT alone and 6 with both, counted in the file.
    assert len(clusters.clusters(Filters(statuses=(), kinds=(), programmes=("VINNVÄXT",)))) == 21


def test_fee_states_follow_the_two_tables() -> None:
    priced = set(pd.read_csv(DATA / "memberships" / "membership_fees.csv")["cluster_id"])
    rows = clusters.clusters(EVERYTHING).set_index("cluster_id")
    shipped = SHIPPED.set_index("cluster_id")
    for code, state in rows["fee_state"].items():
        model, low = shipped.at[code, "fee_model"], shipped.at[code, "fee_min_eur"]
        expected = (
            "free" if model == "free" else "published" if low or code in priced else "paid" if model else "unknown"
        )
        assert state == expected, code


def test_density_and_location_quotient_by_hand() -> None:
    rows = clusters.by_region(Filters(), "Renewable Energy").set_index("nuts_code")
    active = SHIPPED[is_counted(SHIPPED) & SHIPPED["cluster_id"].isin(PLACES.index)]
    active = active.assign(nuts=active["cluster_id"].map(PLACES))
    here = active[active["nuts"] == "FI197"]
    people = pd.read_csv(DATA / "regions" / "regional_stats.csv")
    people = people[(people["nuts_code"] == "FI197") & (people["indicator"] == "population")].sort_values("year")
    population = people["value"].iloc[-1]
    assert rows.at["FI197", "clusters"] == len(here)
    assert len(here) >= 5
    few = rows["figure_clusters"] < 5  # in the region that the figure is of: Danish ones have that of NUTS 2
    assert rows.loc[few, "clusters_per_million"].isna().all()
    assert rows.at["FI197", "clusters_per_million"] == pytest.approx(len(here) * 1_000_000 / population)
    share_here = (here["ecosystem"] == "Renewable Energy").mean()
    share_all = (active["ecosystem"] == "Renewable Energy").mean()
    assert rows.at["FI197", "location_quotient"] == pytest.approx(share_here / share_all)


def test_location_quotients_weighted_by_clusters_average_one() -> None:
    # sum over regions of (n_r / N) * LQ_r = sum of n_re / N * N / N_e = 1, whatever the ecosystem.
    for ecosystem in ("Digital", "Renewable Energy", "Tourism"):
        rows = clusters.by_region(EVERYTHING, ecosystem)
        rows = rows[rows["clusters"] > 0]
        weights = rows["clusters"] / rows["clusters"].sum()
        assert (weights * rows["location_quotient"]).sum() == pytest.approx(1)


def test_a_tie_has_no_dominant_ecosystem_but_names_all_leaders() -> None:
    rows = clusters.by_region(EVERYTHING, "Digital").set_index("nuts_code")
    located = SHIPPED[SHIPPED["cluster_id"].isin(PLACES.index)]
    located = located.assign(nuts=located["cluster_id"].map(PLACES))
    for code, here in located.groupby("nuts"):
        counts = here["ecosystem"].value_counts()
        leaders = sorted(counts[counts == counts.max()].index)
        assert rows.at[code, "leading_ecosystems"] == "; ".join(leaders)
        dominant = rows.at[code, "dominant_ecosystem"]
        assert dominant == leaders[0] if len(leaders) == 1 else pd.isna(dominant)


def test_every_region_is_there_also_without_clusters() -> None:
    rows = clusters.by_region(Filters(countries=("IS",)), "Digital")
    assert len(rows) == 66
    assert rows.loc[rows["country"] != "IS", "clusters"].sum() == 0


def test_clusters_without_a_place_are_counted_not_lost() -> None:
    # The Faroe Islands have no NUTS region.
    rows = clusters.clusters(EVERYTHING)
    assert rows["nuts_code"].isna().sum() == ((SHIPPED["lat"] == "") | (SHIPPED["country"] == "FO")).sum()


@pytest.mark.parametrize("name", layers.LAYERS)
def test_every_layer_classes_every_region_and_names_unknown(name: str) -> None:
    layer = layers.layer(name, Filters(), "Digital")
    assert len(layer.classes.of) == len(layer.tips) == 66
    assert len(layer.classes.labels) == len(layer.classes.colours)
    assert set(layer.classes.of) <= set(range(len(layer.classes.labels)))
    for value, at in zip(layer.table["value"], layer.classes.of, strict=True):
        if pd.isna(value):
            unknown = {"no figure in the atlas", "no clusters", "several equal", "fewer than five clusters: no rate"}
            assert layer.classes.labels[at] in unknown
        else:
            assert layer.classes.labels[at] != "no figure in the atlas"


def test_classes_keep_the_order_of_values_and_their_labels_hold_them() -> None:
    layer = layers.layer("population", Filters(), "Digital")
    known = [(v, at) for v, at in zip(layer.table["value"], layer.classes.of, strict=True) if not pd.isna(v)]
    assert [at for _, at in sorted(known)] == sorted(at for _, at in known)
    for value, at in known:
        low, high = (int(edge.replace(",", "")) for edge in layer.classes.labels[at].split("–"))
        assert low - 1 <= value <= high


def test_location_quotient_classes_are_centred_on_one() -> None:
    layer = layers.layer("lq", Filters(), "Renewable Energy")
    for value, at in zip(layer.table["value"], layer.classes.of, strict=True):
        if not pd.isna(value):
            assert at == (0 if value <= 0.5 else 1 if value <= 0.8 else 2 if value <= 1.25 else 3 if value <= 2 else 4)


def test_a_region_ranks_by_value_among_those_with_a_figure() -> None:
    shipped = pd.read_csv(DATA / "regions" / "regional_stats.csv")
    level3 = shipped[(shipped["indicator"] == "population") & (shipped["nuts_code"].str.len() == 5)]
    latest = level3.sort_values("year").groupby("nuts_code")["value"].last()
    row = regions.indicators(region="FI1B1").set_index("indicator").loc["population"]
    assert row["value"] == latest["FI1B1"]
    assert row["nordic_rank"] == (latest > latest["FI1B1"]).sum() + 1
    assert row["nordic_regions"] == len(latest)


def test_central_ostrobothnia_lies_between_its_land_neighbours() -> None:
    # Keski-Pohjanmaa borders on Pohjanmaa, Pohjois-Pohjanmaa, Etelä-Pohjanmaa and Keski-Suomi.
    near = set(regions.neighbours("FI1D5")["nuts_code"])
    assert near == {"FI1D5", "FI195", "FI1D9", "FI194", "FI193"}


def test_overview_figures_come_from_the_tables() -> None:
    figures = warehouse().ask("overview.figures").iloc[0]
    counted = SHIPPED[is_counted(SHIPPED)]
    assert figures["clusters_active"] == len(counted)
    assert 0 < figures["located"] <= figures["clusters_active"]


def test_a_filter_loosened_is_the_default_again() -> None:
    narrow = Filters(countries=("FI",), search="x", founded_from=2000)
    assert set(narrow.restricting) == {"countries", "search", "founded_from"}
    assert narrow.without("countries").countries == ()
    assert narrow.without("founded_from").restricting == ("countries", "search")
    assert Filters().without("statuses").statuses == ()
    assert Filters().without("kinds").kinds == ()
    assert Filters().kinds == COUNTED_KINDS
