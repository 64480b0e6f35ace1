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
from analytics.core.label_layout import swarm
from analytics.core.paths import DATA
from analytics.core.plot import Empty, Plot, Series
from analytics.membership import questions as membership
from analytics.membership import words as sentences
from analytics.overview import questions as overview
from analytics.warehouse import open_warehouse
from tests import opened
from tests.conftest import OpenPage
from tests.counted import counted, is_counted
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
    return counted()


def drawing(chart_id: str, **params: str) -> Plot:
    found = catalogue.chart(chart_id, **params).drawing
    assert isinstance(found, Plot)
    return found


def points(plot: Plot) -> list[Series]:
    return [series for series in plot.series if series.shape != "text"]


# --- size ------------------------------------------------------------------------------------------------


def test_median_and_quartiles_of_iceland_by_hand() -> None:
    # The seven Icelandic counts of data/clusters/clusters.csv in order; of seven, the median is the fourth and the
    # quartiles lie halfway between the second and third and between the fifth and sixth.
    counts = active().loc[active()["country"] == "IS", "members_total"].dropna()
    assert sorted(counts) == [17, 23, 30, 35, 50, 60, 80]
    iceland = membership.groups().loc["IS"]
    assert iceland[["q1_members", "median_members", "q3_members"]].tolist() == [26.5, 35, 55]
    assert (iceland["known"], iceland["clusters"]) == (7, 13)


def test_median_and_quartiles_between_ranks_on_a_small_table(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / "clusters" / "clusters.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    iceland = rows.index[(rows["country"] == "IS") & is_counted(rows)]
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
    assert set(found["group_clusters"]) == {len(iceland)}


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
    others = rows[rows["country"] != country]["members_total"].dropna()
    assert membership.groups(country).at["OTHERS", "median_members"] == np.median(others)


def test_an_organisation_of_two_countries_counts_once_where_countries_are_pooled() -> None:
    rows = membership.sizes()
    valley = rows[rows["name"] == "Medicon Valley Alliance"]
    assert list(valley["country"]) == ["SE"]
    by_country, pooled = membership.groups().loc[list(NORDIC)], membership.groups()
    assert by_country["known"].sum() == pooled.at["NORDIC", "known"]
    assert by_country["members"].sum() == pooled.at["NORDIC", "members"]
    # Seen from Denmark, the Swedish row is a neighbour's.
    assert "Medicon Valley Alliance" in set(membership.by_ecosystem("DK").query("grp == 'OTHERS'")["name"])


def test_members_are_told_of_the_clusters_of_the_overview() -> None:
    assert len(membership.sizes()) == overview.figures()["clusters_active"]


def test_an_ecosystem_by_hand() -> None:
    # Known counts of Finnish health clusters in data/clusters/clusters.csv: 34 and 100.
    health = membership.groups("FI", "Health").loc["FI"]
    assert health[["known", "clusters", "q1_members", "median_members", "q3_members"]].tolist() == [
        2,
        4,
        50.5,
        67,
        83.5,
    ]
    parted = membership.by_ecosystem("FI")
    assert set(parted.query("grp == 'FI' and ecosystem == 'Health'")["group_median_members"]) == {67}
    assert set(parted["grp"]) == {"FI", "OTHERS"}
    assert len(parted.query("grp == 'FI'")) == (active()["country"] == "FI").sum()


def test_every_known_cluster_is_a_point_and_unknown_ones_stay_in_the_table() -> None:
    chart, rows = catalogue.chart("membership.size", country="FI"), points(drawing("membership.size", country="FI"))
    known, every = active()["members_total"].notna().sum(), len(active())
    assert sum(len(series.x) for series in rows) == known
    assert len(chart.table) == every
    assert chart.table["members"].isna().sum() == every - known
    assert f"{known} of {every}" in chart.insight
    assert [series.name for series in rows] == ["Finland", "Sweden", "Norway", "Denmark", "Iceland"]
    assert rows[0].mark(0).fill == style.country_colour("FI")
    for code, series in zip(NORDIC, rows, strict=True):
        shipped = active()[active()["country"] == code].dropna(subset="members_total")
        assert sorted(series.x) == sorted(shipped["members_total"].astype(int))
        assert len(series.hover) == len(series.x)


def test_the_line_is_the_median_and_the_band_the_middle_half() -> None:
    plot = drawing("membership.size", country="FI")
    counts = [active()[active()["country"] == code]["members_total"].dropna() for code in NORDIC]
    assert [rule.at for rule in plot.rules] == [np.median(known) for known in counts]
    assert [band.x for band in plot.bands] == [tuple(np.quantile(known, [0.25, 0.75])) for known in counts]
    for place, (rule, band) in enumerate(zip(plot.rules, plot.bands, strict=True)):
        assert band.y == (rule.low, rule.high) == (-place - 0.3, -place + 0.3)


def test_the_labels_of_a_row_name_its_largest_cluster_and_its_median() -> None:
    captions = [series for series in drawing("membership.size", country="FI").series if series.shape == "text"]
    finland = active().query("country == 'FI'")
    own, largest = finland["members_total"].dropna(), finland.loc[finland["members_total"].idxmax()]
    named = f"{sentences.short_name(largest['name'])} {largest['members_total']:.0f}"
    assert [label.text.strip() for label in captions[0].labels.values()] == [f"{own.median():.0f}", named]
    assert captions[0].labels[0].bold
    assert not captions[1].labels[0].bold
    assert captions[0].x == (own.median(), largest["members_total"])
    assert sum(len(series.labels) for series in captions) == 2 * len(NORDIC)
    heights = [y for series in captions for y in series.y]
    assert len(set(heights)) == len(heights)  # none beside another, so none can cover another


def test_rows_of_ecosystems_hold_every_known_cluster_on_its_side() -> None:
    plot = drawing("membership.by_ecosystem", country="FI")
    others, own = plot.series
    assert own.name == "Finland"
    assert (others.mark(0).fill, own.mark(0).fill) == (style.palette().muted, style.country_colour("FI"))
    known = active().dropna(subset="members_total")
    assert sorted(own.x) == sorted(known.loc[known["country"] == "FI", "members_total"])
    assert sorted(others.x) == sorted(known[known["country"] != "FI"]["members_total"])
    names = {round(place): name.replace("\n", " ") for place, name in plot.y.ticks}
    in_row = [x for x, y in zip(own.x, own.y, strict=True) if names[round(y or 0)] == "Health"]
    assert sorted(in_row) == [34, 100]
    assert [rule.at for rule in plot.rules] == sorted((rule.at for rule in plot.rules), reverse=True)
    assert len(drawing("membership.by_ecosystem", country="").series) == 1


@settings(max_examples=80)
@given(places=st.lists(st.floats(0, 250), max_size=40))
def test_no_point_of_a_swarm_covers_another(places: list[float]) -> None:
    offsets = swarm(places, 9)
    assert offsets == swarm(places, 9)
    for (x, y), (other_x, other_y) in combinations(zip(places, offsets, strict=True), 2):
        assert (x - other_x) ** 2 + (y - other_y) ** 2 >= 81 - 1e-6


def test_names_are_cut_where_an_explanation_begins() -> None:
    assert sentences.short_name("MADE - Manufacturing Academy of Denmark") == "MADE"
    assert sentences.short_name("Linköping Science Park (Mjärdevi) / IoT World") == "Linköping Science Park"
    assert sentences.short_name("Photonics Finland ry") == "Photonics Finland"
    assert sentences.short_name("Food & Bio Cluster Denmark") == "Food & Bio Cluster Denmark"


# --- coverage --------------------------------------------------------------------------------------------


def test_coverage_adds_up_and_agrees_with_the_table() -> None:
    rows = membership.coverage()
    assert rows["clusters"].sum() == len(active())
    known = rows[rows["known"]]
    assert known["clusters"].sum() == active()["members_total"].notna().sum()
    shipped = active().dropna(subset="members_total")
    assert known.groupby("country")["clusters"].sum().to_dict() == shipped.groupby("country").size().to_dict()
    dated = known.dropna(subset="counts_year").groupby("counts_year")["clusters"].sum()
    expected = shipped.groupby("counts_year").size()
    assert {int(year): int(n) for year, n in dated.items()} == {int(year): int(n) for year, n in expected.items()}
    assert known.loc[known["counts_year"].isna(), "clusters"].sum() == shipped["counts_year"].isna().sum()
    parted = sum(int(membership.coverage(name)["clusters"].sum()) for name in ECOSYSTEMS)
    assert parted == len(active())


def test_the_bars_of_coverage_hold_every_cluster_once() -> None:
    chart, plot = catalogue.chart("membership.coverage", country="FI"), drawing("membership.coverage", country="FI")
    assert sum(sum(value or 0 for value in series.y) for series in plot.series) == len(active())
    assert [series.name for series in plot.series] == [
        *("2023 or later", "2020–2022", "2015–2019", "before 2015", "year not stated", "number not known"),
    ]
    assert [series.mark(0).hatch for series in plot.series] == [""] * 5 + ["/"]
    assert plot.categories == ("Finland", "Sweden", "Norway", "Denmark", "Iceland")
    assert plot.strong == {"Finland"}
    unknown = plot.series[-1]
    rows = active()
    shipped = [rows[rows["country"] == code]["members_total"] for code in NORDIC]
    assert unknown.y == tuple(counts.isna().sum() for counts in shipped)
    assert {label.side for label in unknown.labels.values()} == {"end"}
    assert [label.text for label in unknown.labels.values()] == [
        f"{counts.notna().sum()} of {len(counts)}" for counts in shipped
    ]
    newest = plot.series[0]
    assert {at: label.text for at, label in newest.labels.items()} == {
        at: str(value) for at, value in enumerate(newest.y) if value
    }
    assert f"{shipped[0].notna().sum()} of {len(shipped[0])}" in chart.insight
    assert f"{rows['members_total'].notna().sum()} of {len(rows)}" in chart.insight


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
    plot = drawing("membership.growth", country="FI")
    assert [place in plot.y.strong for place, _name in plot.y.ticks[:3]] == [True, True, False]
    photonics = plot.series[0]
    assert list(photonics.x) == [19, 120]
    assert photonics.marks[0].fill == ""  # hollow
    assert photonics.marks[-1].fill == photonics.marks[0].edge == style.country_colour("FI")


def test_the_years_of_the_first_last_lowest_and_highest_counts_are_told() -> None:
    rows = membership.growth()
    plot = drawing("membership.growth")
    assert len(plot.series) == len(plot.y.ticks) == rows.groupby(["cluster_id", "counted"]).ngroups
    drawn = {series.hover: series for series in plot.series}
    assert sum(len(series.x) for series in drawn.values()) == len(rows)
    for series in plot.series:
        counts = list(series.x)
        told = {0, len(counts) - 1, counts.index(min(counts)), max(i for i, x in enumerate(counts) if x == max(counts))}
        assert set(series.labels) == told
        assert all(label.text in series.hover[place] for place, label in series.labels.items())
        assert sum(label.side == "left" for label in series.labels.values()) == 1


# --- kinds -----------------------------------------------------------------------------------------------


def test_counted_kinds_by_hand() -> None:
    rows = membership.counted().set_index(["cluster_id", "kind"])
    # Norway Health Tech: 100 SMEs of the 260 members of 2023, not of the 370 of 2025.
    health = rows.loc[("no-health-technology", "sme")]
    assert (health["members"], health["members_total"], health["year"]) == (100, 260, 2023)
    assert rows.loc[("no-health-technology", "unaccounted"), "members"] == 160


def test_counted_shares_make_up_the_total_and_say_what_is_unaccounted_for() -> None:
    rows = membership.counted()
    assert set(rows["cluster_id"]) <= set(active()["cluster_id"])
    shares = rows.dropna(subset="share_pct").groupby("cluster_id")["share_pct"].sum()
    assert shares.to_numpy() == pytest.approx(100)
    single = rows[rows["is_single_kind"]]
    assert (single["members"] == single["members_total"]).all()
    chart = catalogue.chart("membership.composition_counted", country="FI")
    plot = drawing("membership.composition_counted", country="FI")
    assert len(plot.categories) == len(set(plot.categories)) > 5
    assert not any("EnergyVaasa" in str(label) or "Aerospace" in str(label) for label in plot.categories)
    assert all(", FI" in str(label).replace("\u00a0", " ") for label in plot.strong)
    assert set(plot.categories[: len(plot.strong)]) == plot.strong
    assert f"of {len(active())}" in chart.insight
    assert [series.name for series in plot.series if series.mark(0).hatch == "/"] == ["Not broken down"]
    for bar in range(
        len(plot.categories)
    ):  # every bar is whole, and a kind that a page does not name is unknown, not zero
        shares = {series.name: series.y[bar] for series in plot.series if series.y[bar] is not None}
        assert sum(shares.values()) == pytest.approx(100)
        assert "Not broken down" in shares  # which is nothing where all kinds are told
        assert 0 not in [share for name, share in shares.items() if name != "Not broken down"]


def test_the_bars_of_named_members_are_whole_and_hold_the_shares_of_the_table() -> None:
    plot, rows = drawing("membership.composition_named", country="IS"), membership.named()
    assert str(plot.categories[0]).startswith("Iceland (")
    assert plot.strong == {plot.categories[0]}
    order = ["IS", "FI", "SE", "NO", "DK"]
    shares = rows.pivot(index="country", columns="kind", values="share_pct").fillna(0)
    for series in plot.series:
        kind = next(kind for kind in shares if sentences.kind_name(kind) == series.name)
        assert series.y == pytest.approx(tuple(shares.loc[order, kind]))
    assert [sum(series.y[bar] or 0 for series in plot.series) for bar in range(5)] == pytest.approx([100] * 5)


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
    if isinstance(chart.drawing, Empty):
        assert chart.drawing.text == chart.insight
        assert params == {"ecosystem": "Retail"}
    else:
        assert isinstance(chart.drawing, Plot)
        assert chart.sources
        assert chart.method
        assert chart.drawing.x.title
        assert not chart.drawing.empty


def test_the_headline_by_hand() -> None:
    said = sentences.headline(membership.groups("FI"), "FI")
    assert "The median cluster in Finland has 112 members, in the neighbours 7" in said
    assert "Sweden 83.5, Norway 65, Denmark 166.5 and Iceland 35" in said
    assert "21 of 54 active clusters" in said
    # Two Finnish health clusters have a known number; a median of so few is marked as such.
    assert "only 2 known" in sentences.headline(membership.groups("FI", "Health"), "FI", "Health")
    retail = sentences.headline(membership.groups("FI", "Retail"), "FI", "Retail")
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
    assert sentences.headline(membership.groups(country, ecosystem), country, ecosystem) in shown
    grown = words(opened.tab(app, language._("Growth")))
    assert catalogue.chart("membership.growth", country=country).title in grown
    if ecosystem == "Retail":  # no active cluster: all ecosystems are shown, and the page says so
        assert all(language.term("Retail") in info.value for info in app.info[:3])
        assert markdown.escape(catalogue.chart("membership.size", country=country).insight) in shown


def test_the_link_is_the_state_of_the_page(open_page: OpenPage) -> None:
    app = open_page("membership", country="NO")
    assert app.selectbox(key="country:en").value == "NO"
    app.selectbox(key="country:en").select("DK").run()
    assert app.query_params["country"] in ("DK", ["DK"])
    assert "The median cluster in Denmark has 166.5 members" in words(app)
    lost = open_page("membership", country="XX", eco="Fishing")
    assert not lost.exception
    assert len(lost.info) == 2
    assert "in Finland has" in words(lost)
