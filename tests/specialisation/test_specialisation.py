"""Exports by product group: the formulas against hand-worked and published values, their laws, and the charts."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import catalogue
from analytics.core import language
from analytics.core.codes import ECOSYSTEMS, NORDIC, PRODUCT_LEAVES
from analytics.core.paths import MACROS
from analytics.specialisation import questions as products
from analytics.specialisation.ecosystem_charts import mean_clusters
from analytics.specialisation.words import quadrant, short
from analytics.warehouse import Warehouse, warehouse
from tests.conftest import OpenPage

Exports = Mapping[str, Mapping[str, float]]  # country -> group -> USD million

# Three groups. World: 200 + 300 + 500 = 1000. Finland: 10 + 30 + 60 = 100. Sweden: 40 + 0 + 10 = 50.
# Norway's third group is not known, but its published total is: 20 + 80 + ? = 200.
SMALL: Exports = {
    "WORLD": {"AGFO": 200, "MIFU": 300, "MATE": 500},
    "FI": {"AGFO": 10, "MIFU": 30, "MATE": 60},
    "SE": {"AGFO": 40, "MIFU": 0, "MATE": 10},
    "NO": {"AGFO": 20, "MIFU": 80, "TO": 200},
}


def asked(exports: Exports, weights: tuple = (), clusters: tuple = ()) -> Warehouse:
    """A warehouse over a few rows of the year 2020, asked by the shipped SQL."""
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE exports_by_product (country VARCHAR, year BIGINT, product_code VARCHAR, is_leaf BOOLEAN, "
        "exports_usd_million DOUBLE)"
    )
    rows = [
        (country, 2020, code, code != "TO", value)
        for country, of in exports.items()
        for code, value in (({"TO": sum(of.values())} if "TO" not in of else {}) | dict(of)).items()
    ]
    connection.executemany("INSERT INTO exports_by_product VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute("CREATE TABLE product_ecosystems (product_code VARCHAR, ecosystem VARCHAR, weight DOUBLE)")
    connection.execute(
        "CREATE TABLE cluster_facts (country VARCHAR, ecosystem VARCHAR, counted BOOLEAN, members_total BIGINT)"
    )
    if weights:
        connection.executemany("INSERT INTO product_ecosystems VALUES (?, ?, ?)", weights)
        connection.executemany("INSERT INTO cluster_facts VALUES (?, ?, ?, ?)", clusters)
    connection.execute("CREATE TABLE euro_rates (currency VARCHAR, year BIGINT, units_per_euro DOUBLE)")
    connection.execute("INSERT INTO euro_rates VALUES ('USD', 2020, 1.25), ('SEK', 2020, 10.0)")
    connection.execute((MACROS / "05_product_shares.sql").read_text("utf-8"))
    return Warehouse(connection, frozenset())


def by(frame: pd.DataFrame, value: str, *keys: str) -> dict:
    """The known values of a column by the values of other columns."""
    known = frame.dropna(subset=value)
    return {tuple(row[k] for k in keys) if len(keys) > 1 else row[keys[0]]: row[value] for _i, row in known.iterrows()}


# --- hand-worked -----------------------------------------------------------------------------------------


def test_rca_by_hand() -> None:
    frame = asked(SMALL).ask("specialisation.rca", countries=["FI", "SE"])
    # World shares 0.2, 0.3, 0.5; Finland's 0.1, 0.3, 0.6; Sweden's 0.8, 0, 0.2.
    assert by(frame, "rca", "country", "product_code") == pytest.approx(
        {
            ("FI", "AGFO"): 0.5, ("FI", "MIFU"): 1, ("FI", "MATE"): 1.2,
            ("SE", "AGFO"): 4, ("SE", "MIFU"): 0, ("SE", "MATE"): 0.4,
        }
    )  # fmt: skip
    # (RCA - 1) / (RCA + 1): -0.5/1.5, 0, 0.2/2.2; 3/5, -1, -0.6/1.4.
    assert by(frame, "symmetric_rca", "country", "product_code") == pytest.approx(
        {
            ("FI", "AGFO"): -1 / 3, ("FI", "MIFU"): 0, ("FI", "MATE"): 1 / 11,
            ("SE", "AGFO"): 3 / 5, ("SE", "MIFU"): -1, ("SE", "MATE"): -3 / 7,
        }
    )  # fmt: skip


def test_rca_without_fuels_leaves_them_out_of_both_totals() -> None:
    frame = asked(SMALL).ask("specialisation.rca", countries=["FI", "SE"], without_fuels=1)
    # World 200 and 500 of 700; Finland 10 and 60 of 70; Sweden 40 and 10 of 50.
    assert by(frame, "rca", "country", "product_code") == pytest.approx(
        {("FI", "AGFO"): 0.5, ("FI", "MATE"): 1.2, ("SE", "AGFO"): 0.8 / (2 / 7), ("SE", "MATE"): 0.2 / (5 / 7)}
    )


def test_a_published_worked_example_of_rca() -> None:
    """Soybeans of Brazil in 2010, as worked in Wikipedia, "Revealed comparative advantage".

    Brazil exported nearly 11 of 140 billion dollars as soybeans; the world 42 billion, 0.35 % of its trade. RCA: 22.
    """
    brazil = {"AGFO": 11.0, "MA_OTH": 129.0}
    world = {"AGFO": 42.0, "MA_OTH": 42 / 0.0035 - 42}
    frame = asked({"BR": brazil, "WORLD": world}).ask("specialisation.rca", product_codes=["AGFO"])
    assert round(frame["rca"].iloc[0]) == 22


def test_concentration_by_hand() -> None:
    house = asked(SMALL)
    # Finland 0.01 + 0.09 + 0.36 = 0.46 and (0.46 - 1/3) / (2/3) = 0.19; Sweden 0.64 + 0.04 = 0.68 and 0.52.
    plain = house.ask("specialisation.concentration", countries=["FI", "SE"])
    assert by(plain, "hhi", "country") == pytest.approx({"FI": 0.46, "SE": 0.68})
    assert by(plain, "hhi_normalised", "country") == pytest.approx({"FI": 0.19, "SE": 0.52})
    # Without fuels two groups are left: Finland (1/7)^2 + (6/7)^2 = 37/49, and (37/49 - 1/2) / (1/2) = 25/49.
    without = house.ask("specialisation.concentration", countries=["FI"], without_fuels=1)
    assert by(without, "hhi", "country") == pytest.approx({"FI": 37 / 49})
    assert by(without, "hhi_normalised", "country") == pytest.approx({"FI": 25 / 49})


def test_similarity_by_hand() -> None:
    frame = asked(SMALL).ask("specialisation.similarity", countries_a=["FI"], countries_b=["FI", "SE"])
    # The smaller shares of Finland and Sweden: 0.1 + 0 + 0.2.
    assert by(frame, "similarity", "country_b") == pytest.approx({"FI": 1, "SE": 0.3})


def test_a_year_that_lacks_a_group_is_not_made_up_to_the_whole() -> None:
    house = asked(SMALL)
    shares = house.ask("specialisation.structure", countries=["NO"])
    assert len(shares) == 3
    assert by(shares, "share_pct", "product_code") == pytest.approx({"AGFO": 10, "MIFU": 40})
    assert by(house.ask("specialisation.rca", countries=["NO"]), "rca", "product_code") == pytest.approx(
        {"AGFO": 0.5, "MIFU": 4 / 3}
    )
    # Without fuels the published total is 200 - 80 = 120.
    without = house.ask("specialisation.structure", countries=["NO"], without_fuels=1)
    assert by(without, "share_pct", "product_code") == pytest.approx({"AGFO": 100 * 20 / 120})
    assert house.ask("specialisation.concentration", countries=["NO"])[["hhi", "hhi_normalised"]].isna().all(axis=None)
    pairs = house.ask("specialisation.similarity", countries_a=["NO", "FI"], countries_b=["NO", "SE"])
    assert set(by(pairs, "similarity", "country_a", "country_b")) == {("FI", "SE")}


def test_ecosystems_by_hand() -> None:
    weights = (
        ("AGFO", "Agri-Food", 1.0),
        ("MIFU", "Not assigned", 1.0),
        ("MATE", "Textile", 0.75),
        ("MATE", "Health", 0.25),
    )
    clusters = (
        ("FI", "Textile", True, 10),
        ("FI", "Textile", True, None),
        ("FI", "Textile", False, 99),
        ("FI", "Health", True, None),
        ("FI", "Tourism", True, 7),
        ("NO", "Agri-Food", True, 5),
    )
    house = asked(SMALL, weights, clusters)
    own = house.ask("specialisation.ecosystems", countries=["FI"]).set_index("ecosystem")
    # Textile 0.75 x 60 = 45 of 100; the world 0.75 x 500 = 375 of 1000: RCA 0.45 / 0.375 = 1.2.
    assert own.loc["Textile", ["exports_usd_million", "share_pct", "rca"]].tolist() == pytest.approx([45, 45, 1.2])
    assert own.loc["Health", ["exports_usd_million", "share_pct", "rca"]].tolist() == pytest.approx([15, 15, 1.2])
    assert own["from_split_groups_pct"].dropna().to_dict() == {
        "Textile": 100, "Health": 100, "Agri-Food": 0, "Not assigned": 0,
    }  # fmt: skip
    assert own["clusters"].dropna().to_dict() == {"Textile": 2, "Health": 1, "Agri-Food": 0, "Tourism": 1}
    assert own["members_known"].dropna().to_dict() == {"Textile": 10, "Agri-Food": 0, "Tourism": 7}
    # 45 and 15 million dollars at 1.25 dollars a euro.
    assert own.loc[["Textile", "Health"], "exports_eur_million"].tolist() == pytest.approx([36, 12])
    assert not own.loc["Tourism", "in_goods_exports"]
    assert own.loc[["Tourism"], ["exports_usd_million", "share_pct", "rca"]].isna().all(axis=None)
    assert mean_clusters(own.reset_index()) == 1  # Textile 2, Health 1, Agri-Food 0
    norway = house.ask("specialisation.ecosystems", countries=["NO"]).set_index("ecosystem")
    assert by(norway.reset_index(), "rca", "ecosystem") == pytest.approx({"Agri-Food": 0.5, "Not assigned": 4 / 3})


def test_an_ecosystem_claims_nothing_that_its_whole_groups_contradict() -> None:
    weights = (
        # Finland's RCA by group: AGFO 0.5, MIFU 1, MATE 1.2.
        ("AGFO", "Agri-Food", 1.0),  # all whole
        ("MIFU", "Digital", 0.1),
        ("MIFU", "Electronics", 0.9),  # no whole group
        ("MATE", "Digital", 1.0),  # 60 of 63 whole, 1.2
    )
    own = asked(SMALL, weights, (("FI", "Digital", True, 1),)).ask("specialisation.ecosystems", countries=["FI"])
    assert by(own, "estimate", "ecosystem") == {
        "Agri-Food": "measured", "Electronics": "unclear", "Digital": "measured",
    }  # fmt: skip
    # Whole AGFO (0.5) with three quarters of MATE (1.2): 10 + 45 = 55 of 100 against 200 + 375 = 575 of 1000, 0.957,
    # on the same side of 1, but more than half of it is cut.
    mixed = (("AGFO", "Textile", 1.0), ("MATE", "Textile", 0.75), ("MATE", "Health", 0.25), ("MIFU", "Digital", 1.0))
    own = asked(SMALL, mixed, (("FI", "Digital", True, 1),)).ask("specialisation.ecosystems", countries=["FI"])
    told = own.set_index("ecosystem").loc["Textile"]
    assert (told["rca"], told["whole_groups_rca"]) == pytest.approx((0.55 / 0.575, 0.5))
    assert told["estimate"] == "rough"
    # Sweden: AGFO 4, MATE 0.4. 40 + 7.5 = 47.5 of 50, an RCA above 1 as the whole group's, most of it whole.
    own = asked(SMALL, mixed, (("SE", "Digital", True, 1),)).ask("specialisation.ecosystems", countries=["SE"])
    assert by(own, "estimate", "ecosystem")["Textile"] == "measured"
    # With MATE whole (0.4) and AGFO cut in half (4): 20 + 10 = 30 of 50 against 100 + 500 = 600 of 1000: exactly 1,
    # which the whole group alone contradicts.
    turned = (("MATE", "Textile", 1.0), ("AGFO", "Textile", 0.5), ("AGFO", "Health", 0.5), ("MIFU", "Digital", 1.0))
    own = asked(SMALL, turned, (("SE", "Digital", True, 1),)).ask("specialisation.ecosystems", countries=["SE"])
    told = own.set_index("ecosystem").loc["Textile"]
    assert told["rca"] == pytest.approx(1)
    assert told["estimate"] == "unclear"


def test_the_picture_and_the_sentence_leave_out_what_cannot_be_told() -> None:
    for country in NORDIC:
        chart = catalogue.chart("exports.ecosystems", country=country)
        rows = chart.table[chart.table["estimate"].notna() & (chart.table["ecosystem"] != "Not assigned")]
        drawn = {label.text for label in chart.drawing.series[0].labels.values()}
        unclear = {short(name) for name in rows.loc[rows["estimate"] == "unclear", "ecosystem"]}
        assert drawn == {short(name) for name in rows["ecosystem"]} - unclear
        claims, _, told = chart.insight.partition("The statistics cannot tell for ")
        assert all(name in told and name not in claims for name in unclear)
        hollow = [mark.fill == "" for mark in chart.drawing.series[0].marks]
        assert (
            sum(hollow)
            == (rows["estimate"] == "rough").sum()
            == claims.count("(rough)")
            + sum(hollow_and_weak(row, mean_clusters(chart.table)) for row in rows.itertuples())
        )


def hollow_and_weak(row: object, few: float) -> bool:
    """A rough ecosystem that is neither strong in exports nor has many clusters, of which the sentence says nothing."""
    return row.estimate == "rough" and row.rca < 1 and row.clusters < few  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("rca", "clusters", "words"),
    [
        (1.0, 5, "strong exports, many clusters"),
        (1.0, 4, "strong exports, few clusters"),
        (0.99, 5, "many clusters, weak exports"),
        (0.99, 4, "weak exports, few clusters"),
    ],
)
def test_quadrants(rca: float, clusters: int, words: str) -> None:
    assert quadrant(rca, clusters, few=5) == words


# --- laws ------------------------------------------------------------------------------------------------

values = st.floats(min_value=0.1, max_value=1e6)
countries = st.dictionaries(
    st.sampled_from(["FI", "SE", "NO", "DK"]),
    st.fixed_dictionaries(dict.fromkeys(("AGFO", "MIFU", "MATE", "MAIS"), values)),
    min_size=2,
)


@settings(max_examples=30)
@given(exports=countries, without_fuels=st.sampled_from([0, 1]))
def test_laws_of_the_measures(exports: dict[str, dict[str, float]], without_fuels: int) -> None:
    codes = next(iter(exports.values()))
    world = {code: sum(of[code] for of in exports.values()) for code in codes}
    house = asked({**exports, "WORLD": world})
    shares = house.ask("specialisation.structure", without_fuels=without_fuels)
    assert shares.groupby("country")["share_pct"].sum().tolist() == pytest.approx([100] * (len(exports) + 1))

    rca = house.ask("specialisation.rca", without_fuels=without_fuels)
    weight = shares[shares["country"] == "WORLD"].set_index("product_code")["share_pct"] / 100
    mean = (rca["rca"] * rca["product_code"].map(weight)).groupby(rca["country"]).sum()
    assert mean.tolist() == pytest.approx([1] * len(exports))
    assert rca["symmetric_rca"].between(-1, 1).all()

    hhi = house.ask("specialisation.concentration", without_fuels=without_fuels)
    assert hhi["hhi"].between(1 / (4 - without_fuels) - 1e-9, 1 + 1e-9).all()
    assert hhi["hhi_normalised"].between(-1e-9, 1 + 1e-9).all()

    like = by(
        house.ask("specialisation.similarity", without_fuels=without_fuels), "similarity", "country_a", "country_b"
    )
    for (a, b), value in like.items():
        assert -1e-9 <= value <= 1 + 1e-9
        assert value == pytest.approx(like[b, a])
        assert a != b or value == pytest.approx(1)


# --- the shipped tables ----------------------------------------------------------------------------------


def test_only_norway_in_2000_and_2001_lacks_groups() -> None:
    frame = warehouse().ask("specialisation.structure")
    lacking = frame[frame["share_pct"].isna()]
    assert set(zip(lacking["country"], lacking["year"], lacking["product_code"], strict=True)) == {
        ("NO", year, code) for year in (2000, 2001) for code in ("MAMT_OTH", "MAMT_TEOTH")
    }
    whole = frame[~((frame["country"] == "NO") & (frame["year"] < 2002))].groupby(["country", "year"])["share_pct"]
    assert (whole.sum() - 100).abs().max() < 1e-9
    for measure, value in (("specialisation.concentration", "hhi"), ("specialisation.similarity", "similarity")):
        rows = warehouse().ask(measure)
        place = "country" if "country" in rows else "country_a"
        assert set(rows.loc[rows[value].isna() & (rows[place] == "NO"), "year"]) == {2000, 2001}


@pytest.mark.parametrize("without_fuels", [0, 1])
def test_the_mean_rca_at_the_worlds_weights_is_one(without_fuels: int) -> None:
    shares = warehouse().ask("specialisation.structure", countries=["WORLD"], without_fuels=without_fuels)
    rows = (
        warehouse()
        .ask("specialisation.rca", without_fuels=without_fuels)
        .merge(shares[["year", "product_code", "share_pct"]], on=["year", "product_code"])
    )
    rows = rows[~((rows["country"] == "NO") & (rows["year"] < 2002))]
    mean = (rows["rca"] * rows["share_pct"] / 100).groupby([rows["country"], rows["year"]]).sum()
    assert (mean - 1).abs().max() < 1e-9


def test_every_leaf_group_has_names_and_weights_that_add_up_to_one() -> None:
    weights = products.concordance()
    assert set(weights["product_code"]) == set(PRODUCT_LEAVES)
    assert weights.groupby("product_code")["weight"].sum().tolist() == pytest.approx([1] * 17)
    assert set(weights["ecosystem"]) <= {*ECOSYSTEMS, "Not assigned"}
    for code in language.LANGUAGES:
        language.use(code)
        names = products.names()
        assert set(names.index) == set(PRODUCT_LEAVES)
        assert names["product_name"].is_unique
        assert names["product_short"].is_unique
        assert names["product_short"].str.len().max() <= 23  # longer ones crowd a phone
        assert (products.concordance()["reason"].str.len() > 10).all()


@pytest.mark.parametrize("country", NORDIC)
@pytest.mark.parametrize("without_fuels", [0, 1])
def test_the_ecosystems_add_up_to_all_goods(country: str, without_fuels: int) -> None:
    parts = products.ecosystems(country, 2023, without_fuels)
    groups = products.structure(country, 2023, without_fuels=without_fuels)
    total = groups.loc[groups["year"] == 2023, "exports_usd_million"].sum()
    assert parts["exports_usd_million"].sum() == pytest.approx(total)
    assert parts["share_pct"].sum() == pytest.approx(100)
    assert {*ECOSYSTEMS, "Not assigned"} == set(parts["ecosystem"])
    active = warehouse().ask("clusters.by_country").set_index("country")["clusters"]
    assert parts["clusters"].sum() == active[country]


# --- charts ----------------------------------------------------------------------------------------------

COLUMNS = {
    "exports.structure": ["country", "year", "product_code", "exports_usd_million", "share_pct"],
    "exports.rca": ["country", "year", "product_code", "rca", "symmetric_rca"],
    "exports.rca_time": ["country", "year", "product_code", "rca", "symmetric_rca"],
    "exports.concentration": ["country", "year", "hhi", "hhi_normalised"],
    "exports.similarity": ["country_a", "country_b", "year", "similarity"],
}


@pytest.mark.parametrize("chart_id", [*COLUMNS, "exports.ecosystems"])
@pytest.mark.parametrize("country", NORDIC)
@pytest.mark.parametrize("without_fuels", [0, 1])
def test_each_chart_is_drawn_for_each_country(chart_id: str, country: str, without_fuels: int) -> None:
    chart = catalogue.chart(chart_id, country=country, without_fuels=without_fuels)
    assert list(chart.table.columns) == COLUMNS.get(chart_id, list(chart.table.columns))
    assert language.country_name(country) in chart.insight
    assert "nan" not in chart.insight
    assert "{" not in chart.insight + chart.subtitle + chart.method
    assert not chart.drawing.empty
    assert ("Fuels are left out." in chart.subtitle) == bool(without_fuels)
    if "product_code" in chart.table:
        assert ("MIFU" in set(chart.table["product_code"])) <= (not without_fuels)


def test_norways_unknown_groups_are_named_and_marked() -> None:
    heatmap = catalogue.chart("exports.rca", country="NO", year=2000)
    assert "Unknown in that year: Other machinery and Ships and aircraft." in heatmap.insight
    assert "? = unknown" in [name for name, _colour in heatmap.drawing.key]
    unknown = [(name, cells[0].text) for name, cells in heatmap.drawing.rows if cells[0].text == "?"]
    assert sorted(unknown) == [("Other machinery", "?"), ("Ships and aircraft", "?")]
    bars = catalogue.chart("exports.structure", country="NO", year=2001)
    assert [label.text for label in bars.drawing.series[-1].labels.values()].count("unknown") == 2
    assert bars.drawing.series[0].y.count(None) == 2
    scatter = catalogue.chart("exports.ecosystems", country="NO", year=2001)
    assert "Exports unknown in that year: " in scatter.insight
    lines = catalogue.chart("exports.concentration", country="NO")
    norway = next(series for series in lines.drawing.series if series.name == "Norway")
    assert lines.drawing.categories[:3] == (2000, 2001, 2002)
    assert norway.y[:2] == (None, None)  # a gap
    assert norway.y[2] is not None


@pytest.mark.parametrize(
    ("chart_id", "params"),
    [
        ("exports.rca", {"year": 1990}),
        ("exports.structure", {"country": "XX"}),
        ("exports.similarity", {"country": "US"}),
        ("exports.rca_time", {"product_code": "PEARLS"}),
        ("exports.rca_time", {"product_code": "MIFU", "without_fuels": 1}),
        ("exports.ecosystems", {"country": "DE"}),
    ],
)
def test_what_is_not_there_is_said_so(chart_id: str, params: dict) -> None:
    with pytest.raises(ValueError, match=r"^(There|'|Fuels|country is one of FI, SE, NO, DK, IS)"):
        catalogue.chart(chart_id, **params)


@pytest.mark.parametrize("code", list(language.LANGUAGES))
@pytest.mark.parametrize(
    "query", [{}, {"view": "similarity"}, {"pyear": "2000", "fuels": "without", "group": "MATE"}, {"group": "nonsense"}]
)
def test_the_page_is_drawn(open_page: OpenPage, code: str, query: dict[str, str]) -> None:
    app = open_page("specialisation", lang=code, country="NO", **query)
    assert not app.exception
    assert [error.value for error in app.error] == []
    language.use(code)
    assert app.title[0].value == language._("Specialisation")
    headline = next(text.value for text in app.markdown if text.value.startswith("## "))
    assert language.country_name("NO") in headline
    assert any("nonsense" in info.value for info in app.info) == ("nonsense" in query.values())


@pytest.mark.parametrize("view", ["structure", "rca_time", "similarity", "concentration"])
def test_each_view_can_be_chosen(open_page: OpenPage, view: str) -> None:
    app = open_page("specialisation", view=view)
    assert not app.exception
    assert catalogue.chart(f"exports.{view}").title in [text.value for text in app.subheader]
