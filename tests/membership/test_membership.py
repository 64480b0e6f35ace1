"""Members: spread worked out by hand, counts by pandas from the tables, nothing mixed, nothing filled in."""

from __future__ import annotations

import shutil
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import catalogue
from analytics.core import language, style
from analytics.core.codes import ECOSYSTEMS, NORDIC
from analytics.core.paths import DATA
from analytics.membership import charts as draw
from analytics.membership import questions as membership
from analytics.overview import questions as overview
from analytics.warehouse import open_warehouse
from tests.conftest import OpenPage
from tests.ui.test_pages import words
from ui import markdown

LANGUAGES = list(language.LANGUAGES)
CHARTS = [
    ("membership.size", {"country": "FI"}),
    ("membership.size", {"ecosystem": "Health"}),
    ("membership.size", {"ecosystem": "Retail"}),
    ("membership.by_ecosystem", {"country": "FI"}),
    ("membership.by_ecosystem", {"country": ""}),
    ("membership.coverage", {"country": "SE"}),
    ("membership.coverage", {"ecosystem": "Retail"}),
    ("membership.growth", {"country": "FI"}),
    ("membership.growth", {}),
    ("membership.composition_counted", {"country": "NO"}),
    ("membership.composition_named", {"country": "IS"}),
    ("membership.composition_named", {"ecosystem": "Retail"}),
]


def active() -> pd.DataFrame:
    rows = pd.read_csv(DATA / "clusters" / "clusters.csv")
    return rows[rows["status"] == "active"]


# --- size ------------------------------------------------------------------------------------------------


def test_median_and_quartiles_of_iceland_by_hand() -> None:
    # The nine Icelandic counts of data/clusters/clusters.csv in order; of nine, the median is the fifth and the
    # quartiles are the third and the seventh.
    counts = active().loc[active()["country"] == "IS", "members_total"].dropna()
    assert sorted(counts) == [4, 5, 17, 23, 23, 30, 35, 50, 60]
    iceland = membership.groups().loc["IS"]
    assert iceland[["q1_members", "median_members", "q3_members"]].tolist() == [17, 23, 35]
    assert (iceland["known"], iceland["clusters"]) == (9, 15)


def test_median_and_quartiles_between_ranks_on_a_small_table(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "clusters" / "clusters.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    iceland = rows.index[(rows["country"] == "IS") & (rows["status"] == "active")]
    rows.loc[iceland, [f"members_{kind}" for kind in ("total", "sme", "large", "research", "public")]] = ""
    rows.loc[iceland[:4], "members_total"] = ["80", "10", "40", "20"]
    rows.to_csv(path, index=False, lineterminator="\n")
    opened = open_warehouse(tmp_path / "data")
    assert "clusters" not in opened.faults
    found = opened.ask("membership.sizes", country="FI").query("grp == 'IS'")
    # Of 10 20 40 80 the first quartile lies three quarters of the way from 10 to 20, the median halfway from 20 to
    # 40, the third quartile a quarter of the way from 40 to 80.
    assert set(found["group_q1_members"]) == {17.5}
    assert set(found["group_median_members"]) == {30.0}
    assert set(found["group_q3_members"]) == {50.0}
    assert set(found["group_known"]) == {4}
    assert set(found["group_clusters"]) == {15}


@pytest.mark.parametrize("country", NORDIC)
def test_every_country_agrees_with_numpy(country: str) -> None:
    rows = active()
    counts = rows.loc[rows["country"] == country, "members_total"].dropna().to_numpy()
    group = membership.groups(country).loc[country]
    assert group["known"] == len(counts)
    assert group["members"] == counts.sum()
    assert group[["q1_members", "median_members", "q3_members"]].tolist() == pytest.approx(
        list(np.quantile(counts, [0.25, 0.5, 0.75]))
    )
    others = rows[rows["country"] != country].drop_duplicates("name")["members_total"].dropna()
    assert membership.groups(country).at["OTHERS", "median_members"] == np.median(others)


def test_an_organisation_of_two_countries_counts_once_where_countries_are_pooled() -> None:
    rows = membership.sizes()
    valley = rows[rows["name"] == "Medicon Valley Alliance"]
    assert sorted(valley["country"]) == ["DK", "SE"]
    by_country, pooled = membership.groups().loc[list(NORDIC)], membership.groups()
    assert by_country["known"].sum() - pooled.at["NORDIC", "known"] == 1
    assert by_country["members"].sum() - pooled.at["NORDIC", "members"] == 300
    # Seen from Denmark, the Swedish row is a neighbour's.
    assert "Medicon Valley Alliance" in set(membership.by_ecosystem("DK").query("grp == 'OTHERS'")["name"])


def test_members_known_are_those_of_the_overview() -> None:
    figures = overview.figures()
    rows = membership.sizes()
    assert len(rows) == figures["clusters_active"]
    assert rows["members"].notna().sum() == figures["with_members_known"]
    assert membership.groups().at["NORDIC", "members"] == figures["members"]


def test_an_ecosystem_by_hand() -> None:
    # Known counts of Finnish health clusters in data/clusters/clusters.csv: 34, 100 and 600.
    health = membership.groups("FI", "Health").loc["FI"]
    assert health[["known", "clusters", "q1_members", "median_members", "q3_members"]].tolist() == [3, 5, 67, 100, 350]
    parted = membership.by_ecosystem("FI")
    assert set(parted.query("grp == 'FI' and ecosystem == 'Health'")["group_median_members"]) == {100}
    assert set(parted["grp"]) == {"FI", "OTHERS"}
    assert len(parted.query("grp == 'FI'")) == 69


def test_every_known_cluster_is_a_point_and_unknown_ones_stay_in_the_table() -> None:
    chart = catalogue.chart("membership.size", country="FI")
    assert sum(len(trace.x) for trace in chart.figure.data) == 123
    assert len(chart.table) == 206
    assert chart.table["members"].isna().sum() == 83
    assert "123 of 206" in chart.insight
    finland = chart.figure.data[0]
    assert finland.marker.color == style.country_colour("FI")
    assert sorted(finland.x) == sorted(active().query("country == 'FI'")["members_total"].dropna().astype(int))


def test_the_labels_of_a_row_name_its_largest_cluster_and_its_median() -> None:
    notes = [note.text for note in catalogue.chart("membership.size", country="FI").figure.layout.annotations]
    assert notes[:2] == ["<b>100</b>", "OuluHealth 600"]
    assert len(notes) == 2 * len(NORDIC)
    heights = [note.y for note in catalogue.chart("membership.size", country="FI").figure.layout.annotations]
    assert len(set(heights)) == len(heights)  # none beside another, so none can cover another


@settings(max_examples=80)
@given(places=st.lists(st.floats(0, 250), max_size=40))
def test_no_point_of_a_swarm_covers_another(places: list[float]) -> None:
    offsets = draw.swarm(places, 9)
    assert offsets == draw.swarm(places, 9)
    for (x, y), (other_x, other_y) in combinations(zip(places, offsets, strict=True), 2):
        assert (x - other_x) ** 2 + (y - other_y) ** 2 >= 81 - 1e-6


def test_names_are_cut_where_an_explanation_begins() -> None:
    assert draw.short_name("MADE - Manufacturing Academy of Denmark") == "MADE"
    assert draw.short_name("Linköping Science Park (Mjärdevi) / IoT World") == "Linköping Science Park"
    assert draw.short_name("Photonics Finland ry") == "Photonics Finland"
    assert draw.short_name("Food & Bio Cluster Denmark") == "Food & Bio Cluster Denmark"


# --- coverage --------------------------------------------------------------------------------------------


def test_coverage_adds_up_and_agrees_with_the_table() -> None:
    rows = membership.coverage()
    assert rows["clusters"].sum() == 206
    known = rows[rows["known"]]
    assert known["clusters"].sum() == 123
    shipped = active().dropna(subset="members_total")
    assert known.groupby("country")["clusters"].sum().to_dict() == shipped.groupby("country").size().to_dict()
    dated = known.dropna(subset="counts_year").groupby("counts_year")["clusters"].sum()
    expected = shipped.groupby("counts_year").size()
    assert {int(year): int(n) for year, n in dated.items()} == {int(year): int(n) for year, n in expected.items()}
    assert known.loc[known["counts_year"].isna(), "clusters"].sum() == shipped["counts_year"].isna().sum()
    parted = sum(int(membership.coverage(name)["clusters"].sum()) for name in ECOSYSTEMS)
    assert parted == 206


def test_the_bars_of_coverage_hold_every_cluster_once() -> None:
    chart = catalogue.chart("membership.coverage", country="FI")
    assert sum(sum(trace.x) for trace in chart.figure.data) == 206
    assert [trace.name for trace in chart.figure.data] == [
        *("2023 or later", "2020–2022", "2015–2019", "before 2015", "year not stated", "number not known"),
    ]
    assert [trace.marker.pattern.shape for trace in chart.figure.data] == [""] * 5 + ["/"]
    assert chart.figure.data[-1].x[0] == 69 - 25
    assert "25 of 69" in chart.insight
    assert "123 of 206" in chart.insight


# --- growth ----------------------------------------------------------------------------------------------


def test_growth_by_hand() -> None:
    rows = membership.growth().groupby("cluster_id")["growth_pct_a_year"].first()
    # (120 / 19) ^ (1 / 10) = exp(1.84304 / 10) = 1.20238; (180 / 160) ^ (1 / 4) = exp(0.117783 / 4) = 1.029884.
    assert rows["fi-photonics-finland"] == pytest.approx(20.238, abs=0.001)
    assert rows["fi-energyvaasa"] == pytest.approx(2.9884, abs=0.0001)
    assert rows["se-livsmedelsakademin"] < 0  # 70 in 2010, 60 in 2024


def test_only_like_is_set_beside_like() -> None:
    rows = membership.growth()
    assert (rows.groupby(["cluster_id", "counted"])["year"].nunique() >= 2).all()
    assert not rows.duplicated(["cluster_id", "counted", "year"]).any()
    # Odense Robotics: 85 companies in 2015, 133 members in 2019. Media Evolution: 400 companies in 2015, 350 members
    # in 2022.
    assert not {"dk-odense-robotics", "se-media-evolution"} & set(rows["cluster_id"])
    ocean = rows[rows["cluster_id"] == "is-ocean-cluster"]
    assert ocean[["year", "members", "counted"]].to_numpy().tolist() == [
        [2012, 10, "companies"], [2016, 64, "companies"], [2025, 70, "companies"],
    ]  # fmt: skip


def test_no_year_is_filled_in_and_only_active_clusters_are_there() -> None:
    rows = membership.growth()
    counts = pd.read_csv(DATA / "memberships" / "membership_composition.csv")
    now = active()[["cluster_id", "counts_year", "members_total"]].set_axis(["cluster_id", "year", "members"], axis=1)
    stated = pd.concat(
        [now, counts.assign(members=counts["members_total"].fillna(counts["companies"]))[list(now.columns)]]
    ).dropna()
    known = {(row.cluster_id, int(row.year), int(row.members)) for row in stated.itertuples()}
    assert {(row.cluster_id, row.year, row.members) for row in rows.itertuples()} <= known
    assert set(rows["cluster_id"]) <= set(active()["cluster_id"])
    # 340 on the page about 2021, 300 in the table of clusters for the same year: the page on the counts comes first.
    assert rows.query("cluster_id == 'no-offshore-wind' and year == 2021")["members"].tolist() == [340]


def test_the_country_comes_first_and_first_years_are_hollow() -> None:
    chart = catalogue.chart("membership.growth", country="FI")
    assert [tick.startswith("<b>") for tick in chart.figure.layout.yaxis.ticktext[:3]] == [True, True, False]
    photonics = chart.figure.data[0]
    assert list(photonics.x) == [19, 120]
    assert photonics.marker.color[0] == style.palette().background
    assert photonics.marker.color[-1] == style.country_colour("FI")


# --- kinds -----------------------------------------------------------------------------------------------


def test_counted_kinds_by_hand() -> None:
    rows = membership.counted().set_index(["cluster_id", "kind"])
    # BATCircle: 8 SMEs, 5 large companies and 4 of research of 17 in all.
    batcircle = rows.loc["fi-batcircle", "share_pct"]
    assert batcircle.to_dict() == pytest.approx({"sme": 800 / 17, "large": 500 / 17, "research_education": 400 / 17})
    # Norway Health Tech: 100 SMEs of the 260 members of 2023, not of the 370 of 2025.
    health = rows.loc[("no-health-technology", "sme")]
    assert (health["members"], health["members_total"], health["year"]) == (100, 260, 2023)
    assert rows.loc[("no-health-technology", "unaccounted"), "members"] == 160
    # Aerospace Cluster Sweden: 45 + 15 + 3 of 60 (decision 7 in data/README.md).
    assert rows.loc["se-aerospace-cluster-sweden", "share_pct"].isna().all()
    assert set(rows.loc["se-aerospace-cluster-sweden", "members_accounted"]) == {63}


def test_counted_shares_make_up_the_total_and_say_what_is_unaccounted_for() -> None:
    rows = membership.counted()
    assert set(rows["cluster_id"]) <= set(active()["cluster_id"])
    shares = rows.dropna(subset="share_pct").groupby("cluster_id")["share_pct"].sum()
    assert shares.to_numpy() == pytest.approx(100)
    single = rows[rows["is_single_kind"]]
    assert (single["members"] == single["members_total"]).all()
    chart = catalogue.chart("membership.composition_counted", country="FI")
    drawn = {label for trace in chart.figure.data for label in trace.y}
    assert len(drawn) == 10
    assert not any("EnergyVaasa" in label or "Aerospace" in label for label in drawn)
    assert "11 of 206" in chart.insight
    assert "Aerospace Cluster Sweden" in chart.insight
    hatched = [trace.name for trace in chart.figure.data if trace.marker.pattern.shape == "/"]
    assert hatched == ["Not broken down"]


def test_named_members_are_those_of_the_table() -> None:
    shipped = pd.read_csv(DATA / "memberships" / "memberships.csv").merge(active()[["cluster_id", "country"]])
    aliases = pd.read_csv(DATA / "memberships" / "member_aliases.csv").query("decision == 'confirmed'")
    one_name = aliases.set_index("member_id")["canonical_id"].reindex(shipped["member_id"]).reset_index(drop=True)
    shipped = shipped.assign(member_id=one_name.fillna(shipped["member_id"]))
    shipped = shipped.drop_duplicates(["cluster_id", "member_id"])  # a member listed under two of its names
    rows = membership.named()
    one_by_one = rows[rows["country"] != "NORDIC"]
    assert one_by_one.groupby("country")["memberships"].sum().to_dict() == shipped.groupby("country").size().to_dict()
    finland = shipped[shipped["country"] == "FI"]
    found = rows[rows["country"] == "FI"].set_index("kind")
    assert found.at["research_education", "memberships"] == finland["member_type"].isin(["research", "education"]).sum()
    assert found.at["large", "memberships"] == (finland["member_type"] == "large").sum()
    assert set(found["clusters_named"]) == {finland["cluster_id"].nunique()}
    assert rows.groupby("country")["share_pct"].sum().to_numpy() == pytest.approx(100)
    everywhere = rows[rows["country"] == "NORDIC"]
    valley = shipped[shipped["cluster_id"].str.endswith("medicon-valley-alliance")]
    assert everywhere["memberships"].sum() == len(shipped) - valley.duplicated("member_id").sum()


def test_counted_and_named_are_never_in_one_picture() -> None:
    counted = catalogue.chart("membership.composition_counted")
    named = catalogue.chart("membership.composition_named")
    assert {source.table for source in counted.sources} == {"membership_composition"}
    assert {source.table for source in named.sources} == {"memberships"}
    assert "members_total" not in named.table
    assert "memberships" not in counted.table


# --- words and pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("chart_id", "params"), CHARTS)
def test_each_chart_is_drawn_with_words(chart_id: str, params: dict[str, str], code: str, mode: str) -> None:
    language.use(code)
    style.use(mode)
    chart = catalogue.chart(chart_id, **params)
    assert chart.id == chart_id
    assert all(text and "{" not in text and "nan" not in text.lower().split() for text in (chart.insight, chart.alt))
    if chart.figure.data:
        assert chart.sources
        assert chart.method
        assert chart.figure.layout.xaxis.title.text


def test_the_headline_by_hand() -> None:
    said = draw.headline(membership.groups("FI"), "FI")
    assert "the median cluster has 100 members, in the neighbours 70" in said
    assert "Sweden 67.5, Norway 70, Denmark 200 and Iceland 23" in said
    assert "25 of 69 active clusters" in said
    # One Swedish health cluster has a known number, two Danish ones; a median of so few is marked as such.
    health = draw.headline(membership.groups("FI", "Health"), "FI", "Health")
    assert "Sweden 300 (only 1 known), Norway 87, Denmark 275 (only 2 known) and Iceland 17 (only 1 known)" in health
    retail = draw.headline(membership.groups("FI", "Retail"), "FI", "Retail")
    assert retail.startswith("Finland, Retail: no active cluster has a known number")
    assert "unknown" in retail


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("query", [{}, {"country": "IS", "eco": "Health"}, {"eco": "Retail"}])
def test_the_page_is_drawn_in_each_language(open_page: OpenPage, code: str, query: dict[str, str]) -> None:
    app = open_page("membership", lang=code, **query)
    assert not app.exception
    assert [error.value for error in app.error] == []
    language.use(code)
    shown = words(app)
    country, ecosystem = query.get("country", "FI"), query.get("eco", "")
    assert draw.headline(membership.groups(country, ecosystem), country, ecosystem) in shown
    assert catalogue.chart("membership.growth", country=country).title in shown
    if ecosystem == "Retail":  # no active cluster: all ecosystems are shown, and the page says so
        assert all(language.term("Retail") in info.value for info in app.info[:3])
        assert markdown.escape(catalogue.chart("membership.size", country=country).insight) in shown


def test_the_link_is_the_state_of_the_page(open_page: OpenPage) -> None:
    app = open_page("membership", country="NO")
    assert app.selectbox(key="country:en").value == "NO"
    app.selectbox(key="country:en").select("DK").run()
    assert app.query_params["country"] in ("DK", ["DK"])
    assert "Denmark: the median cluster has 200 members" in words(app)
    lost = open_page("membership", country="XX", eco="Fishing")
    assert not lost.exception
    assert len(lost.info) == 2
    assert "Finland: the median cluster" in words(lost)
