"""The benchmark of programmes: score and its band, gaps, timeline, money, and the page."""

from __future__ import annotations

import csv

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import catalogue
from analytics.core import language
from analytics.core.codes import COMPARED, FEATURES
from analytics.core.paths import DATA, MACROS
from analytics.core.plot import Empty, Grid, Plot, Series
from analytics.programmes import questions as programmes
from analytics.programmes import timeline_charts, words
from analytics.warehouse import Warehouse
from tests.conftest import OpenPage
from tests.texts import texts


def shipped(name: str) -> list[dict[str, str]]:
    with (DATA / "programmes" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plot(chart_id: str, **params: str | int) -> Plot:
    drawing = catalogue.chart(chart_id, **params).drawing
    assert isinstance(drawing, Plot)
    return drawing


# --- score -----------------------------------------------------------------------------------------------


def test_columns_of_the_score_are_those_of_the_issue() -> None:
    chart = catalogue.chart("programmes.score", country="FI")
    assert list(chart.table.columns) == ["country", "score", "score_low", "score_high", "known", "features"]
    assert chart.method
    assert chart.alt


def test_the_score_is_drawn_as_the_table_says() -> None:
    table = catalogue.chart("programmes.score", country="FI").table
    *bands, dots = plot("programmes.score", country="FI").series
    assert [band.name for band in bands] == [language.country_name(code) for code in table["country"]]
    for place, row in enumerate(table.to_dict("records")):
        assert bands[place].x == pytest.approx((100 * row["score_low"], 100 * row["score_high"]))
        assert bands[place].y == (-place, -place)
        assert bands[place].highlight is (row["country"] == "FI")
        assert dots.x[place] == pytest.approx(100 * row["score"])
        assert dots.labels[place].text.startswith(language.percent(100 * row["score"], 0))


@pytest.fixture(scope="module")
def database() -> duckdb.DuckDBPyConnection:
    """A table of features to be filled, so that the question's own SQL meets other answers."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE programme_features (country VARCHAR, feature VARCHAR, value VARCHAR)")
    connection.execute((MACROS / "33_shown_features.sql").read_text(encoding="utf-8"))
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
    # Two countries that have everything make every feature known of most countries.
    full = [(country, f"f{n}", "yes") for country in ("YY", "ZZ") for n in range(len(cells))]
    rows += [*full, ("XX", "always", "no"), ("YY", "always", "yes"), ("ZZ", "always", "yes")]
    database.execute("DELETE FROM programme_features")
    database.executemany("INSERT INTO programme_features VALUES (?, ?, ?)", rows)
    asked = {f"f{n}": float(weight) for n, (_value, weight) in enumerate(cells)} | {"always": 0.0}
    frame = (
        Warehouse(database, frozenset({"programme_features"}))
        .ask("programmes.score", countries=["XX", "YY"], features=list(asked), weights=list(asked.values()))
        .set_index("country")
    )
    row, other = frame.loc["XX"], frame.loc["YY"]
    used = [value for value, weight in cells if weight]
    assert 0 <= row["score_low"] <= row["score_high"] <= 1
    assert (row["known"], row["features"]) == (sum(value is not None for value in used), len(used))
    assert other["score"] == other["score_low"] == other["score_high"] == 1
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


@pytest.mark.parametrize(
    ("chart", "wrong"),
    [
        ("programmes.matrix", {"country": "XX"}),
        ("programmes.money", {"measure": "gold"}),
        ("programmes.figures", {"view": "no_gold"}),
    ],
)
def test_codes_that_are_not_there_are_refused(chart: str, wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        catalogue.chart(chart, **wrong)


def test_groups_of_overlapping_bands() -> None:
    """a 0.8-1.0, b 0.7-0.8 (touches a), c 0.1-0.2, d 0.15-0.3, e 0.25-0.26: a-b, c-d and d-e meet, c and e do not."""
    bands = [("a", 0.8, 1.0), ("b", 0.7, 0.8), ("d", 0.15, 0.3), ("e", 0.25, 0.26), ("c", 0.1, 0.2)]
    frame = pd.DataFrame(bands, columns=["country", "score_low", "score_high"])
    assert sorted(words.unsettled(frame)) == [("a", "b"), ("d", "c"), ("d", "e")]
    assert words.unsettled(frame[frame["country"].isin(["a", "c"])]) == []


# --- features and gaps -----------------------------------------------------------------------------------


def compared() -> list[str]:
    """The features that more than half of the countries have a row of, by another way than the question's."""
    rows = shipped("programme_features")
    countries = {row["country"] for row in rows}
    return [code for code in FEATURES if 2 * sum(row["feature"] == code for row in rows) > len(countries)]


def test_the_matrix_is_the_table_and_unknown_where_the_table_is_silent() -> None:
    frame = programmes.matrix()
    told = {(row["country"], row["feature"]): row for row in shipped("programme_features")}
    assert list(frame["feature"].unique()) == compared() == programmes.features()
    assert len(frame) == len(COMPARED) * len(compared())
    for row in frame.to_dict("records"):
        own = told.get((row["country"], row["feature"]), {"value": "unknown", "source_kind": None})
        assert row["value"] == own["value"]
        assert (row["source_kind"] if isinstance(row["source_kind"], str) else None) == own["source_kind"]


def test_a_feature_known_of_few_countries_is_not_compared(database: duckdb.DuckDBPyConnection) -> None:
    """Of four countries: f0 known of two, which is no more than half; f1 known of three."""
    known = {"f0": ["AA", "BB"], "f1": ["AA", "BB", "CC"], "f2": ["AA", "BB", "CC", "DD"]}
    database.execute("DELETE FROM programme_features")
    rows = [(country, feature, "no") for feature, countries in known.items() for country in countries]
    database.executemany("INSERT INTO programme_features VALUES (?, ?, ?)", rows)
    shown = database.execute("SELECT feature FROM shown_features() ORDER BY feature").fetchall()
    assert shown == [("f1",), ("f2",)]


def test_the_page_that_decides_a_cell_comes_first_and_the_others_after_it() -> None:
    told = {(row["country"], row["feature"]): row for row in shipped("programme_features")}
    further: dict[tuple[str, str], list[str]] = {}
    for row in shipped("programme_feature_evidence"):
        further.setdefault((row["country"], row["feature"]), []).append(row["source_url"])
    assert further
    for (country, feature), addresses in further.items():
        pages = programmes.evidence(country, feature)
        assert list(pages["source_url"]) == [told[country, feature]["source_url"], *addresses]
        assert list(pages["rank"]) == list(range(1, len(pages) + 1))
        assert pages["value"].iloc[0] == told[country, feature]["value"]
    assert programmes.evidence("IS", "status_levels").empty


def test_every_further_page_belongs_to_a_cell_and_is_another_page() -> None:
    told = {(row["country"], row["feature"]): row["source_url"] for row in shipped("programme_features")}
    for row in shipped("programme_feature_evidence"):
        assert told[row["country"], row["feature"]] != row["source_url"], row


def cells(**values: str) -> pd.DataFrame:
    """A matrix of features a, b, c, ... by hand: FI="no yes" are its values in that order."""
    rows = [
        {"country": country, "feature": letter, "feature_name": f"Part {letter}", "value": value}
        for country, said in values.items()
        for letter, value in zip("abcdef", said.split(), strict=False)
    ]
    return pd.DataFrame(rows)


def test_the_headline_says_what_is_in_place_and_who_has_most() -> None:
    frame = cells(FI="no partial partial", NO="yes yes partial", DK="yes no yes", SE="no no yes")
    assert words.headline(frame, "FI") == (
        "None of the 3 parts of a national cluster policy is fully in place in Finland: 2 are there in part and 1 is "
        "missing. Of the other countries, the most are in place in Norway and in Denmark: 2."
    )
    assert words.headline(frame, "NO") == (
        "2 of the 3 parts of a national cluster policy are fully in place in Norway, and 1 is there in part. "
        "Of the other countries, the most are in place in Denmark: 2."
    )
    language.use("fi")
    assert words.headline(frame, "FI").startswith(
        "Suomessa yksikään kansallisen klusteripolitiikan 3 osasta ei ole kokonaan käytössä: 2 on osittain ja 1 "
        "puuttuu."
    )


def test_the_matrix_says_what_is_missing_and_who_has_all_of_it() -> None:
    frame = cells(FI="no no partial", NO="yes yes no", DK="yes partial yes")
    assert words.matrix(frame, "FI") == (
        "2 parts are missing altogether in Finland: part a and part b. They are all in place in Norway."
    )
    assert words.matrix(frame, "NO") == "1 part is missing altogether in Norway: part c. It is in place in Denmark."
    assert words.matrix(frame, "DK") == "No part is known to be missing altogether in Denmark."


@pytest.mark.parametrize("narrow", [0, 1])
def test_the_matrix_is_drawn_cell_by_cell(narrow: int) -> None:
    told = {(row["country"], row["feature"]): row["value"] for row in shipped("programme_features")}
    signs = {"yes": "●", "partial": "◐", "no": "○", "unknown": "?"}
    drawing = catalogue.chart("programmes.matrix", country="DK", narrow=narrow).drawing
    assert isinstance(drawing, Grid)
    assert drawing.columns == tuple(code if narrow else language.country_name(code) for code in COMPARED)
    assert drawing.column == COMPARED.index("DK")
    assert [name.replace("\n", " ") for name, _cells in drawing.rows] == [
        programmes.feature_name(code) for code in compared()
    ]
    for feature, (_name, line) in zip(compared(), drawing.rows, strict=True):
        for country, cell in zip(COMPARED, line, strict=True):
            value = told.get((country, feature), "unknown")
            assert cell.text == (signs[value] if narrow else f"{signs[value]} {language.term(value)}")
            assert cell.hatch == ("/" if value == "unknown" else "")


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


def drawn_rows(*rows: dict[str, object]) -> list[Series]:
    """The bars of programmes given by hand, pages read in 2026."""
    empty = {"country": "NO", "kind": "programme", "end_year": None, "last_seen_year": None, "ended_by_year": None}
    frame = pd.DataFrame([empty | row for row in rows])
    years = ["start_year", "end_year", "last_seen_year", "ended_by_year"]
    frame[years] = frame[years].astype("Int64")
    drawing = timeline_charts.timeline(frame, country="NO").drawing
    assert isinstance(drawing, Plot)
    return [one for one in drawing.series if one.shape == "bar" and not one.helper]


def test_an_end_is_drawn_as_what_is_known_of_it() -> None:
    """Ends of years: a programme to 2013 reaches 2014, today's 2026 reaches 2027."""
    known, planned, running, bounded, unclear = drawn_rows(
        {"text": "known", "start_year": 1994, "end_year": 2013, "standing": "ended", "last_seen_year": 2012},
        {"text": "planned", "start_year": 2025, "end_year": 2028, "standing": "running", "last_seen_year": 2025},
        {"text": "running", "start_year": 2014, "standing": "running", "last_seen_year": 2019},
        {"text": "bounded", "start_year": 2014, "standing": "ended", "last_seen_year": 2014, "ended_by_year": 2017},
        {"text": "unclear", "start_year": 2006, "standing": "unclear", "last_seen_year": 2023},
    )
    assert (known.start, known.x, known.labels) == ((1994,), (2014,), {})
    assert (planned.start, planned.x, planned.labels) == ((2025,), (2029,), {})
    assert (running.start, running.x, running.labels[0].text) == ((2014,), (2027,), "→")
    assert (bounded.start, bounded.x, bounded.labels[1].text) == ((2014, 2015), (2015, 2018), "?")
    assert (unclear.start, unclear.x, unclear.labels[1].text) == ((2006, 2024), (2024, 2027), "?")
    assert [one.marks[0].hatch for one in (known, planned, running, bounded, unclear)] == ["/", "", "", "/", ""]
    assert [one.marks[-1].hatch for one in (bounded, unclear)] == [".", "."]  # where the end may lie


def test_every_bar_and_mark_of_the_timeline_is_a_row_of_its_table() -> None:
    drawn = plot("programmes.timeline", country="FI", countries=",".join(COMPARED))
    values = [one for one in drawn.series if not one.helper]
    bars = sorted((one.name, one.start[0]) for one in values if one.shape == "bar")
    marks = sorted((one.name, year) for one in values if one.shape == "point" for year in one.x)
    rows = programmes.timeline(",".join(COMPARED))
    dated = rows[(rows["kind"] == "programme") & rows["start_year"].notna()]
    events = rows[rows["kind"] != "programme"]
    assert bars == sorted(zip(dated["text"], dated["start_year"], strict=True))
    assert marks == sorted(
        (language.country_name(row["country"]), row["start_year"] + 0.5) for row in events.to_dict("records")
    )
    places = [place for place, _text in drawn.y.ticks]
    assert places == sorted(set(places), reverse=True)


def test_the_legend_of_the_timeline_names_each_look_once() -> None:
    drawn = plot("programmes.timeline", country="FI")
    named = [one.name for one in drawn.series if one.in_legend]
    assert len(named) == len(set(named)) == 9
    assert all(one.helper for one in drawn.series if one.in_legend)
    assert drawn.legend


def test_the_timeline_keeps_to_1990_to_2030_and_its_countries() -> None:
    frame = programmes.timeline("NO,DK")
    assert list(frame["country"].unique()) == ["NO", "DK"]
    assert frame["start_year"].dropna().between(1990, 2030).all()
    with pytest.raises(ValueError, match="XX"):
        programmes.timeline("FI,XX")


def test_marks_that_are_close_stand_above_each_other() -> None:
    """Years 2013, 2013, 2014, 2017 at least 3 apart: three lanes, and 2017 fits into the first again."""
    assert timeline_charts.lanes([2013, 2013, 2014, 2017], 3) == [0, 1, 2, 0]
    assert timeline_charts.lanes([2013, 2013, 2014, 2017], 1) == [0, 1, 0, 0]


def test_money_worked_by_hand() -> None:
    """Norway 2022, the newest whole budget: EUR 14.52m / 5,457,127 people = EUR 2.661; 39 clusters -> 0.3723.

    Denmark 2024: EUR 22.45m / 5,976,992 people = EUR 3.756; 13 clusters -> EUR 1.727m a cluster. Denmark 2025: people
    of 2024, EUR 22.18m / 5,976,992 = EUR 3.711. Arena 2012: EUR 4.95m of a GDP of 399,069.18m -> EUR 12.404 a million.
    """
    rows = programmes.money().set_index("programme_id")
    norway, before, now = (rows.loc[name] for name in ("no-nic", "dk-clusters-2021-2024", "dk-clusters-2025-2028"))
    assert (norway["budget_year"], before["budget_year"], now["budget_year"]) == (2022, 2024, 2025)
    assert norway["eur_per_inhabitant"] == pytest.approx(2.661, abs=0.0005)
    assert norway["meur_per_cluster"] == pytest.approx(0.3723, abs=0.00005)
    assert pd.isna(norway["eur_per_meur_gdp"])  # no GDP in euro of 2022
    assert before["eur_per_inhabitant"] == pytest.approx(3.756, abs=0.0005)
    assert before["meur_per_cluster"] == pytest.approx(1.727, abs=0.0005)
    assert (now["population_year"], now["eur_per_inhabitant"]) == (2024, pytest.approx(3.711, abs=0.0005))
    assert rows.loc["no-arena", "eur_per_meur_gdp"] == pytest.approx(12.404, abs=0.0005)


def test_the_two_kinds_of_money_are_never_mixed_and_parts_and_plans_are_no_yearly_sum() -> None:
    """The newest whole sum of each programme, found in the file: a year's or a mean of years, in euros."""
    file = shipped("programme_budgets")
    for kind, rows in (("cluster_organisations", programmes.money()), ("other_ecosystem", programmes.other_money())):
        of_kind = [row for row in file if row["kind"] == kind and row["covers"] != "alternative"]
        assert sorted(rows["programme_id"]) == sorted({row["programme_id"] for row in of_kind})
        for row in rows.to_dict("records"):
            whole = [
                (int(one["year"]), float(one["amount_meur"])) for one in of_kind
                if one["programme_id"] == row["programme_id"] and one["covers"] in ("year", "mean")
                and one["amount_meur"]
            ]  # fmt: skip
            if whole:
                assert (row["budget_year"], row["budget_meur"]) == max(whole)
            else:
                assert pd.isna(row["budget_meur"])


@pytest.mark.parametrize("measure", programmes.MEASURES)
def test_budgets_are_drawn_the_largest_on_top_and_the_unknown_ones_last(measure: str) -> None:
    """All of the country's own programmes; of others those with a known sum, not ended, not over ten years old."""
    drawn = plot("programmes.money", country="NO", measure=measure)
    bars: Series = drawn.series[0]
    table = catalogue.chart("programmes.money", country="NO", measure=measure).table
    newest = max(int(row["year"]) for row in shipped("programme_budgets") if row["covers"] != "planned" and row["year"])
    wanted = {
        f"{language.country_name(row['country'])}: {row['programme']} ({row['budget_year']})": row
        for row in table.to_dict("records")
        if row["country"] == "NO"
        or (pd.notna(row[measure]) and row["status"] not in ("ended", "merged") and row["budget_year"] >= newest - 10)
    }
    names = [str(name).replace("\n", " ") for name in drawn.categories]
    assert sorted(names) == sorted(wanted)
    known = sorted((row[measure] for row in wanted.values() if pd.notna(row[measure])), reverse=True)
    assert list(bars.y) == known + [None] * (len(wanted) - len(known))
    unknown = language.term("unknown")
    assert [unknown in label.text for _place, label in sorted(bars.labels.items())] == [
        value is None for value in bars.y
    ]
    for name, value, mark in zip(names, bars.y, bars.marks, strict=True):
        row = wanted[name]
        assert value == (None if pd.isna(row[measure]) else row[measure])
        assert mark.hatch == ("" if row["status"] == "active" else "/")
    assert {str(name)[:6] for name in drawn.strong} == {"Norway"}


def test_a_country_without_a_budget_says_so() -> None:
    chart = catalogue.chart("programmes.money", countries="SE", measure="eur_per_meur_gdp", country="FI")
    assert isinstance(chart.drawing, Empty)
    assert "For Finland no such yearly sum is published" in chart.insight


@pytest.mark.parametrize("view", list(programmes.VIEWS))
def test_figures_are_drawn_at_their_years_and_gaps_stay_gaps(view: str) -> None:
    """The highest published figure of each year, from the file; Norway's amounts of money in millions."""
    country, indicators = programmes.VIEWS[view]
    highest: dict[tuple[str, int], float] = {}
    for row in shipped("programme_figures"):
        if row["country"] == country and row["indicator"] in indicators:
            cell = (row["indicator"], int(row["year"]))
            value = float(row["value"]) / (1e6 if row["unit"] == "NOK" else 1)
            highest[cell] = max(value, highest.get(cell, value))
    drawn = plot("programmes.figures", view=view)
    present = [code for code in indicators if any(indicator == code for indicator, _year in highest)]
    assert list(drawn.categories) == list(range(min(y for _i, y in highest), max(y for _i, y in highest) + 1))
    assert [list(one.y) for one in drawn.series] == [
        [highest.get((code, int(year))) for year in drawn.categories] for code in present
    ]
    for one in drawn.series:
        assert set(one.labels) == {place for place, value in enumerate(one.y) if value is not None}


@pytest.mark.parametrize("code", list(language.LANGUAGES))
@pytest.mark.parametrize("country", ["FI", "NO", "IS"])
def test_every_chart_is_drawn_in_each_language(code: str, country: str) -> None:
    language.use(code)
    for chart_id in ("programmes.matrix", "programmes.score", "programmes.timeline", "programmes.money"):
        chart = catalogue.chart(chart_id, country=country)
        assert chart.id == chart_id
        names = language.country_name(country), language.in_country(country)
        assert any(name.lower() in chart.insight.lower() for name in names)
        assert "{" not in chart.insight + chart.alt + chart.subtitle
        assert not chart.table.empty
    for measure in programmes.MEASURES:
        assert not plot("programmes.money", measure=measure, narrow=1).empty
    for view in programmes.VIEWS:
        assert not plot("programmes.figures", view=view).empty


# --- texts -----------------------------------------------------------------------------------------------


def test_texts_in_three_languages_name_the_same_figures() -> None:
    import re

    def figures(text: str) -> list[str]:
        return sorted(re.findall(r"\d+", text.replace("2025-28", "2025-2028")))

    for table, field, key in (
        ("programme_features", "evidence", ("country", "feature")),
        ("programme_feature_evidence", "evidence", ("country", "feature", "rank")),
        ("programme_timeline", "event", ("event",)),
        ("programmes", "annual_budget_original", ("programme_id",)),
    ):
        for row in (row for row in shipped(table) if row[field]):
            for code in ("fi", "sv"):
                said = texts(code)[table, field, "|".join(row[part] for part in key)]
                assert figures(row[field]) == figures(said), row


# --- the page --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", list(language.LANGUAGES))
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"country": "NO", "of": "IS", "f": "status_levels", "view": "no_support"},
        {"country": "IS", "w": ["national_programme:3", "status_levels:0"], "tc": ["NO", "DE"]},
    ],
)
def test_the_page_is_drawn(open_page: OpenPage, query: dict[str, str | list[str]], code: str) -> None:
    app = open_page("programmes", lang=code, **query)
    assert not app.exception
    assert [error.value for error in app.error] == []
    language.use(code)
    assert app.title[0].value == language._("What the neighbours have")


def test_a_chosen_cell_shows_all_its_pages_with_their_kind(open_page: OpenPage) -> None:
    app = open_page("programmes", of="FI", f="cluster_definition_in_policy")
    said = " ".join(block.value for block in app.markdown)
    for page in programmes.evidence("FI", "cluster_definition_in_policy").to_dict("records"):
        assert page["evidence"].replace("'", "") in said.replace("'", "")
        assert f"Source ({language.term(page['source_kind'])})" in said
    app = open_page("programmes", of="IS", f="status_levels")
    assert any("No page was found" in block.value for block in app.markdown)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"country": "XX"}, "XX"),
        ({"f": "no_such_feature"}, "no_such_feature"),
        ({"w": ["national_programme:9"]}, "national_programme:9"),
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
    app.session_state["programmes-more-en"] = True  # the menu is open
    app.run()
    app.slider(key="w-national_programme").set_value(3).run()
    assert "national_programme:3" in app.query_params["w"]
    app.slider(key="w-national_programme").set_value(1).run()
    assert "w" not in app.query_params
