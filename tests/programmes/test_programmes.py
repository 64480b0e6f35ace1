"""The benchmark of programmes: score and its band, gaps, timeline, money, and the page."""

from __future__ import annotations

import csv

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import catalogue
from analytics.core import language
from analytics.core.codes import COMPARED, FEATURES
from analytics.core.paths import DATA
from analytics.programmes import charts as draw
from analytics.programmes import questions as programmes
from analytics.warehouse import Warehouse
from tests.conftest import OpenPage
from tests.texts import texts


def shipped(name: str) -> list[dict[str, str]]:
    with (DATA / "programmes" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- score -----------------------------------------------------------------------------------------------


def test_score_of_finland_worked_by_hand() -> None:
    """Finland: 7 partial, 4 no, 1 unknown of 12 features.

    Score = 7 x 0.5 / 11; low = 3.5 / 12; high = (3.5 + 1) / 12.
    """
    row = programmes.score().set_index("country").loc["FI"]
    assert row["score"] == pytest.approx(3.5 / 11)
    assert row["score_low"] == pytest.approx(3.5 / 12)
    assert row["score_high"] == pytest.approx(4.5 / 12)
    assert (row["known"], row["features"]) == (11, 12)


def test_score_with_weights_worked_by_hand() -> None:
    """The national programme (no) counts 3, the unknown European contact is left out, training (partial) counts 2.

    Weights: 3 + 2 + 9 x 1 = 14; points: 6 partial x 0.5 + 2 x 0.5 = 4. Nothing is unknown, so the band is a point.
    """
    row = (
        programmes.score("national_programme:3,eccp_national_contact:0,training_for_managers:2")
        .set_index("country")
        .loc["FI"]
    )
    assert row["score"] == pytest.approx(4 / 14)
    assert row["score_low"] == row["score_high"] == pytest.approx(4 / 14)
    assert (row["known"], row["features"]) == (11, 11)


def test_columns_of_the_score_are_those_of_the_issue() -> None:
    chart = catalogue.chart("programmes.score", country="FI")
    assert list(chart.table.columns) == ["country", "score", "score_low", "score_high", "known", "features"]
    assert chart.method
    assert chart.alt


@pytest.fixture(scope="module")
def database() -> duckdb.DuckDBPyConnection:
    """A table of features to be filled, so that the question's own SQL meets other answers."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE programme_features (country VARCHAR, feature VARCHAR, value VARCHAR)")
    return connection


CELLS = st.lists(
    st.tuples(st.sampled_from(["yes", "partial", "no", None]), st.integers(0, 5)), min_size=1, max_size=12
).filter(lambda cells: any(weight for _value, weight in cells))


@settings(max_examples=60)
@given(cells=CELLS)
def test_the_band_contains_the_score_for_any_cells_and_weights(
    database: duckdb.DuckDBPyConnection, cells: list[tuple[str | None, int]]
) -> None:
    rows = [("XX", f"f{n}", value) for n, (value, _weight) in enumerate(cells) if value]
    # A second country that has everything makes every feature known to the table.
    rows += [("YY", f"f{n}", "yes") for n in range(len(cells))] + [("XX", "always", "no"), ("YY", "always", "yes")]
    database.execute("DELETE FROM programme_features")
    database.executemany("INSERT INTO programme_features VALUES (?, ?, ?)", rows)
    asked = {f"f{n}": float(weight) for n, (_value, weight) in enumerate(cells)} | {"always": 0.0}
    frame = (
        Warehouse(database, frozenset({"programme_features"}))
        .ask("programmes.score", countries=["XX", "YY"], features=list(asked), weights=list(asked.values()))
        .set_index("country")
    )
    row, full = frame.loc["XX"], frame.loc["YY"]
    used = [value for value, weight in cells if weight]
    assert 0 <= row["score_low"] <= row["score_high"] <= 1
    assert (row["known"], row["features"]) == (sum(value is not None for value in used), len(used))
    assert full["score"] == full["score_low"] == full["score_high"] == 1
    if any(used):
        assert row["score_low"] - 1e-12 <= row["score"] <= row["score_high"] + 1e-12
    else:
        assert (row["score_low"], row["score_high"]) == (0, 1)
        assert row["score"] != row["score"]
    if all(used):
        assert row["score"] == pytest.approx(row["score_low"])
        assert row["score"] == pytest.approx(row["score_high"])


@settings(max_examples=25)
@given(weights=st.lists(st.integers(0, 5), min_size=12, max_size=12).filter(any))
def test_the_band_contains_the_score_of_every_country_for_any_weights(weights: list[int]) -> None:
    text = ",".join(f"{feature}:{n}" for feature, n in zip(FEATURES, weights, strict=True))
    known = programmes.score(text).dropna(subset="score")
    assert (known["score_low"] <= known["score"] + 1e-12).all()
    assert (known["score"] <= known["score_high"] + 1e-12).all()


@pytest.mark.parametrize(
    "text",
    ["nothing_like_it:2", "national_programme:6", "national_programme:x", "national_programme",
     ",".join(f"{feature}:0" for feature in FEATURES)],
)  # fmt: skip
def test_unusable_weights_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"feature|weight"):
        programmes.score(text)


def test_groups_of_overlapping_bands() -> None:
    """a 0.8-1.0, b 0.7-0.8 (touches a), c 0.1-0.2, d 0.15-0.3, e 0.25-0.26: a-b, c-d and d-e meet, c and e do not."""
    import pandas as pd

    bands = [("a", 0.8, 1.0), ("b", 0.7, 0.8), ("d", 0.15, 0.3), ("e", 0.25, 0.26), ("c", 0.1, 0.2)]
    frame = pd.DataFrame(bands, columns=["country", "score_low", "score_high"])
    assert sorted(draw.unsettled(frame)) == [("a", "b"), ("d", "c"), ("d", "e")]
    assert draw.unsettled(frame[frame["country"].isin(["a", "c"])]) == []


# --- features and gaps -----------------------------------------------------------------------------------


def test_the_matrix_is_the_table_and_unknown_where_the_table_is_silent() -> None:
    frame = programmes.matrix()
    told = {(row["country"], row["feature"]): row["value"] for row in shipped("programme_features")}
    assert len(frame) == 7 * 12
    assert list(frame["feature"].unique()) == list(FEATURES)
    for row in frame.to_dict("records"):
        assert row["value"] == told.get((row["country"], row["feature"]), "unknown")


def test_gaps_of_finland_are_what_the_table_says() -> None:
    """By hand from programme_features.csv: four features that Finland lacks, and who has them."""
    rows = programmes.gaps("FI")
    lacking = rows[rows["value"] == "no"]
    having = {
        feature: sorted(part[part["other_value"] == "yes"]["country"]) for feature, part in lacking.groupby("feature")
    }
    assert having == {
        "national_programme": ["DE", "DK", "NO"],
        "multi_year_funding": ["DE", "DK", "NO"],
        "status_levels": ["NO"],
        "cluster_definition_in_policy": ["DE", "DK", "IS", "NO"],
    }
    assert set(rows[rows["value"] == "unknown"]["feature"]) == {"eccp_national_contact"}
    assert rows["feature"].nunique() == 12  # Finland has none of them in full
    assert set(rows[rows["value"] == "partial"]["other_value"]) == {"yes"}
    programme = rows[(rows["feature"] == "national_programme") & (rows["country"] == "NO")].iloc[0]
    assert programme["since_year"] == 2014
    assert programme["source_url"].startswith("https://")


def test_no_country_is_said_to_lack_what_it_has() -> None:
    for country in COMPARED:
        own = programmes.matrix((country,)).set_index("feature")["value"]
        rows = programmes.gaps(country)
        assert set(rows["feature"]) == set(own[own != "yes"].index)
        assert country not in set(rows["country"].dropna())


def test_every_since_year_is_the_year_of_a_dated_row_of_the_country() -> None:
    dated = {(row["country"], row["start_year"]) for row in shipped("programmes")}
    dated |= {(row["country"], row["year"]) for row in shipped("programme_timeline")}
    for row in shipped("programme_features"):
        assert not row["since_year"] or (row["country"], row["since_year"]) in dated, row


# --- timeline, money, figures ----------------------------------------------------------------------------


def test_the_timeline_shows_finlands_ended_programmes_as_ended() -> None:
    chart = catalogue.chart("programmes.timeline", country="FI")
    own = chart.table[(chart.table["country"] == "FI") & (chart.table["standing"] == "ended")]
    ended = {row["text"]: (row["start_year"], row["end_year"]) for row in own.to_dict("records")}
    oske = next(text for text in ended if "OSKE" in text)
    assert ended[oske] == (1994, 2013)
    assert any("SHOK" in text for text in ended)
    assert any("INKA" in text for text in ended)
    bars = {bar.hovertemplate.split("</b>")[0]: bar for bar in chart.figure.data if bar.type == "bar"}
    assert next(bar for text, bar in bars.items() if "OSKE" in text).marker.pattern.shape == "/"


def test_the_timeline_keeps_to_1990_to_2030_and_its_countries() -> None:
    frame = programmes.timeline("NO,DK")
    assert list(frame["country"].unique()) == ["NO", "DK"]
    assert frame["start_year"].dropna().between(1990, 2030).all()
    with pytest.raises(ValueError, match="XX"):
        programmes.timeline("FI,XX")


def test_marks_that_are_close_stand_above_each_other() -> None:
    """Years 2013, 2013, 2014, 2017 at least 3 apart: three lanes, and 2017 fits into the first again."""
    assert draw._lanes([2013, 2013, 2014, 2017], 3) == [0, 1, 2, 0]
    assert draw._lanes([2013, 2013, 2014, 2017], 1) == [0, 1, 0, 0]


def test_money_worked_by_hand() -> None:
    """Norway 2017: EUR 20.4m / 5,276,968 people = EUR 3.866; GDP 356,288.52m -> EUR 57.26 a million.

    Denmark 2021: EUR 21.4m / 5,856,733 people = EUR 3.654; 14 clusters counted in 2021 -> EUR 1.529m a cluster.
    """
    rows = programmes.money().set_index("programme_id")
    norway, denmark = rows.loc["no-nic"], rows.loc["dk-clusters-2021-2024"]
    assert norway["eur_per_inhabitant"] == pytest.approx(3.866, abs=0.0005)
    assert norway["eur_per_meur_gdp"] == pytest.approx(57.26, abs=0.005)
    assert norway["meur_per_cluster"] != norway["meur_per_cluster"]  # no count of 2017
    assert denmark["eur_per_inhabitant"] == pytest.approx(3.654, abs=0.0005)
    assert denmark["meur_per_cluster"] == pytest.approx(1.529, abs=0.0005)
    assert rows.loc["de-clusters4future", "eur_per_meur_gdp"] != rows.loc["de-clusters4future", "eur_per_meur_gdp"]


def test_figures_of_denmark_as_published() -> None:
    """Just under 6,000 companies in 2011 and 11,110 in 2016 (performance accounts of the innovation networks)."""
    frame = programmes.figures("dk_companies")
    networks = frame[frame["indicator"] == "companies_participating_innovation_networks"].set_index("year")["value"]
    assert networks.to_dict() == {2011: 6000, 2015: 7522, 2016: 11110}


@pytest.mark.parametrize("code", list(language.LANGUAGES))
@pytest.mark.parametrize("country", ["FI", "NO", "IS"])
def test_every_chart_is_drawn_in_each_language(code: str, country: str) -> None:
    language.use(code)
    for chart_id in ("programmes.matrix", "programmes.score", "programmes.timeline", "programmes.money"):
        chart = catalogue.chart(chart_id, country=country)
        assert chart.id == chart_id
        assert language.country_name(country) in chart.insight
        assert "{" not in chart.insight + chart.alt + chart.subtitle
        assert not chart.table.empty
    for measure in programmes.MEASURES:
        assert catalogue.chart("programmes.money", measure=measure, narrow=1).figure.data
    for view in programmes.VIEWS:
        assert catalogue.chart("programmes.figures", view=view).figure.data


# --- texts -----------------------------------------------------------------------------------------------


def test_texts_in_three_languages_name_the_same_figures() -> None:
    import re

    def figures(text: str) -> list[str]:
        return sorted(re.findall(r"\d+", text.replace("2025-28", "2025-2028")))

    for table, field, key in (
        ("programme_features", "evidence", ("country", "feature")),
        ("programme_timeline", "event", ("event",)),
        ("programmes", "annual_budget_original", ("programme_id",)),
    ):
        for row in filter(lambda row, field=field: row[field], shipped(table)):
            for code in ("fi", "sv"):
                said = texts(code)[table, field, "|".join(row[part] for part in key)]
                assert figures(row[field]) == figures(said), row


# --- the page --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", list(language.LANGUAGES))
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"country": "NO", "of": "IS", "f": "status_levels", "measure": "meur_per_cluster", "view": "no_support"},
        {"country": "IS", "w": ["national_programme:3", "status_levels:0"], "tc": ["NO", "DE"]},
    ],
)
def test_the_page_is_drawn(open_page: OpenPage, query: dict[str, str | list[str]], code: str) -> None:
    app = open_page("programmes", lang=code, **query)
    assert not app.exception
    assert [error.value for error in app.error] == []
    language.use(code)
    assert app.title[0].value == language._("Programmes")


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"country": "XX"}, "XX"),
        ({"f": "no_such_feature"}, "no_such_feature"),
        ({"w": ["national_programme:9"]}, "national_programme:9"),
        ({"measure": "gold"}, "gold"),
    ],
)
def test_a_bad_link_is_told_and_left_out(open_page: OpenPage, query: dict[str, str | list[str]], named: str) -> None:
    app = open_page("programmes", **query)
    assert not app.exception
    assert any(named in info.value for info in app.info)
    assert next(iter(query)) not in app.query_params


def test_a_link_that_weighs_nothing_is_told_and_weighs_all_the_same(open_page: OpenPage) -> None:
    app = open_page("programmes", w=[f"{feature}:0" for feature in FEATURES])
    assert not app.exception
    assert any("nothing to score" in info.value for info in app.info)


def test_a_weight_goes_into_the_link_and_changes_the_score(open_page: OpenPage) -> None:
    app = open_page("programmes")
    app.slider(key="w-national_programme").set_value(3).run()
    assert "national_programme:3" in app.query_params["w"]
    app.slider(key="w-national_programme").set_value(1).run()
    assert "w" not in app.query_params
