"""Exports: level, gap and scenario against hand-worked values, published ones and properties, and the page."""

from __future__ import annotations

import csv
import math
from functools import lru_cache
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import catalogue
from analytics.core import language, style
from analytics.core.codes import COMPARED, NORDIC
from analytics.core.label_layout import apart
from analytics.core.paths import DATA
from analytics.exports import gap_words
from analytics.exports import questions as exports
from analytics.render import screen
from tests.conftest import OpenPage

ALL = COMPARED
pairs = st.tuples(st.sampled_from(ALL), st.sampled_from(ALL))


@lru_cache(maxsize=1)
def shipped() -> dict[tuple[str, str, int], float]:
    """The table as a plain reader of CSV sees it: value by indicator, country and year."""
    with (DATA / "exports/export_indicators.csv").open(encoding="utf-8", newline="") as file:
        return {(r["indicator"], r["country"], int(r["year"])): float(r["value"]) for r in csv.DictReader(file)}


def at(frame: pd.DataFrame, year: int, country: str | None = None) -> pd.Series:
    rows = frame[frame["year"] == year]
    rows = rows if country is None else rows[rows["country"] == country]
    assert len(rows) == 1
    return rows.iloc[0]


def test_gap_of_finland_to_denmark_in_2023_by_hand() -> None:
    # Shipped: Finland 42.79306 %, Denmark 69.31436 % of GDP, Finland's GDP 294.935 billion dollars.
    # 69.31436 - 42.79306 = 26.52130 points; 0.2652130 x 294.935 = 78.220596 billion dollars.
    row = at(exports.gap("FI", "DK"), 2023)
    assert row["gap_pct_points"] == pytest.approx(26.52130, abs=1e-5)
    assert row["gap_usd"] / 1e9 == pytest.approx(78.220596, abs=1e-4)


def test_gap_of_finland_to_the_nordic_mean_in_2023_by_hand() -> None:
    # Sweden 55.19588, Norway 47.91210, Denmark 69.31436, Iceland 44.14589: sum 216.56823, mean 54.1420575.
    # 54.1420575 - 42.79306 = 11.3489975 points; 0.113489975 x 294.935 = 33.472166 billion dollars.
    row = at(exports.gap("FI"), 2023)
    assert row["reference_pct_gdp"] == pytest.approx(54.1420575, abs=1e-6)
    assert row["gap_pct_points"] == pytest.approx(11.3489975, abs=1e-6)
    assert row["gap_usd"] / 1e9 == pytest.approx(33.472166, abs=1e-4)


@given(pairs)
@settings(max_examples=30)
def test_a_gap_in_points_is_the_reverse_gap_with_the_other_sign(pair: tuple[str, str]) -> None:
    one, other = exports.gap(*pair), exports.gap(*reversed(pair))
    assert list(one["year"]) == list(other["year"]) == list(range(1995, 2025))
    assert one["gap_pct_points"].to_numpy() == pytest.approx(-other["gap_pct_points"].to_numpy())
    if pair[0] == pair[1]:
        assert (one["gap_pct_points"] == 0).all()
        assert (one["gap_usd"] == 0).all()


@pytest.mark.parametrize("country", ALL)
def test_the_gap_closed_in_dollars_gives_the_reference_share(country: str) -> None:
    for reference in exports.references(country):
        for row in exports.gap(country, reference).itertuples():
            own = shipped()["NE.EXP.GNFS.ZS", country, row.year] / 100 * row.gdp_usd
            assert 100 * (own + row.gap_usd) / row.gdp_usd == pytest.approx(row.reference_pct_gdp)


@pytest.mark.parametrize(
    ("measure", "country", "year", "value"),
    [
        ("pct_gdp", "FI", 2023, 42.79306),  # as shipped
        # 126,211.6 million dollars / 5,583,911 people = 22,602.72 dollars; / 1.0813 dollars a euro = 20,903.29 euros.
        ("per_head", "FI", 2023, 20_903.29),
        # 311,055.2 / 136,287.3 (Sweden 2024 and 2001, constant dollars) = 2.282349.
        ("real_index", "SE", 2024, 228.2349),
        # 36,890.2 of 126,211.6 million dollars = 29.22885 %.
        ("services_share", "FI", 2023, 29.22885),
        ("high_tech", "FI", 2024, 9.28523),  # as shipped
        ("rd", "SE", 2023, 3.59978),  # as shipped
    ],
)
def test_each_measure_by_hand(measure: str, country: str, year: int, value: float) -> None:
    row = at(exports.level(measure), year, country)
    assert row.iloc[-1] == pytest.approx(value, rel=1e-5)


def test_measures_agree_with_what_is_published_elsewhere() -> None:
    # Statistics Finland, Research and development 2015, release of 27 October 2016: R&D 2.9 % of GDP in 2015.
    assert round(at(exports.level("rd"), 2015, "FI").iloc[-1], 1) == 2.9
    # World Development Indicators 2013 (notes to the tables): Norway exported services for 41,452.7 million dollars
    # in 2010; with exports of 173,068.8 million that is 23.95 %.
    assert at(exports.level("services_share"), 2010, "NO").iloc[-1] == pytest.approx(23.95, abs=0.005)


def test_the_index_is_unknown_without_a_figure_for_its_base_year() -> None:
    assert ("NE.EXP.GNFS.KD", "FI", 2000) not in shipped()
    rows = exports.level("real_index", base_year=2000)
    assert rows.columns[-1] == "real_exports_index_2000_100"
    assert rows.loc[rows["country"] == "FI", rows.columns[-1]].isna().all()
    assert at(rows, 2000, "SE").iloc[-1] == pytest.approx(100)
    chart = catalogue.chart("exports.level", country="FI", base_year=2000)
    assert "No figure for the base year 2000, so the index is unknown: Finland." in chart.insight
    assert "Finland" not in {series.name for series in chart.drawing.series}
    nothing = catalogue.chart("exports.level", country="FI", base_year=1990)
    assert nothing.drawing.empty
    assert nothing.params["base_year"] == 1990


@given(st.integers(2001, 2024), st.sampled_from(ALL), st.integers(2001, 2024))
@settings(max_examples=30)
def test_changing_the_base_year_keeps_growth(base: int, country: str, year: int) -> None:
    rows = exports.level("real_index", "DE,NL", base)
    found = at(rows, year, country).iloc[-1] / at(rows, 2001, country).iloc[-1]
    expected = shipped()["NE.EXP.GNFS.KD", country, year] / shipped()["NE.EXP.GNFS.KD", country, 2001]
    assert found == pytest.approx(expected)


@pytest.mark.parametrize("measure", exports.MEASURES)
def test_level_has_a_row_for_every_country_and_year_and_invents_nothing(measure: str) -> None:
    rows = exports.level(measure, "DE,NL")
    first, last = rows["year"].min(), rows["year"].max()
    assert set(rows["country"]) == set(ALL)
    assert len(rows) == len(ALL) * (last - first + 1)
    codes = {"high_tech": "TX.VAL.TECH.MF.ZS", "rd": "GB.XPD.RSDV.GD.ZS", "pct_gdp": "NE.EXP.GNFS.ZS"}
    codes |= {"services_share": "BX.GSR.NFSV.CD", "real_index": "NE.EXP.GNFS.KD", "per_head": "NE.EXP.GNFS.CD_derived"}
    for country, year, value in rows.itertuples(index=False):
        known = (codes[measure], country, int(year)) in shipped()
        # Before 1999 there was no euro.
        assert pd.notna(value) == (known and (measure != "per_head" or year >= 1999))


def test_gaps_stay_gaps_and_a_lone_year_is_a_dot() -> None:
    # Sweden's R&D is published for 1997, 1999 and 2001, and from 2003 on each year.
    chart = catalogue.chart("exports.level", measure="rd", country="SE")
    line = next(series for series in chart.drawing.series if series.name == "Sweden")
    values = dict(zip(chart.drawing.categories, line.y, strict=True))
    first = next(year for year, value in values.items() if value is not None)
    assert [year for year, value in values.items() if value is None and year > first] == [1998, 2000, 2002]
    dots = zip(chart.drawing.categories, line.marks, strict=True)
    assert [year for year, mark in dots if mark.size] == [1997, 1999, 2001]
    trace = next(trace for trace in screen.figure(chart).data if trace.name == "Sweden")
    assert trace.connectgaps is False


def test_scenario_of_finland_to_denmark_by_hand() -> None:
    # 2024: 71.00201 / 41.90779 = 1.694244; ln = 0.527237; / 11 years = 0.0479306; exp = 1.0490979.
    # With GDP growing 1 % a year: 1.0490979 x 1.01 = 1.0595889, so 5.95889 % a year.
    row = exports.scenario("FI", "DK", 2035, "1").iloc[0]
    assert (row["latest_year"], row["years"]) == (2024, 11)
    assert row["needed_growth_pct"] == pytest.approx(5.95889, abs=1e-4)


def test_past_growth_is_the_compound_growth_of_ten_years() -> None:
    row = exports.scenario("FI").iloc[0]
    real, gdp = "NE.EXP.GNFS.KD", "NY.GDP.MKTP.KD"
    for column, code in (("past_growth_pct", real), ("gdp_growth_pct", gdp)):
        grown = shipped()[code, "FI", 2024] / shipped()[code, "FI", 2014]
        assert row[column] == pytest.approx(100 * (math.exp(math.log(grown) / 10) - 1))


@given(
    st.sampled_from(NORDIC),
    st.sampled_from((exports.MEAN, *ALL)),
    st.integers(2025, 2060),
    st.floats(-5, 10, allow_nan=False),
)
@settings(max_examples=60)
def test_growing_as_needed_reaches_the_share(country: str, reference: str, target: int, gdp: float) -> None:
    rows = exports.scenario(country, reference, target, str(gdp))
    rates = rows.iloc[0]
    needed = rows[rows["path"] == "needed"]
    if rates["own_pct_gdp"] >= rates["reference_pct_gdp"]:
        assert needed.empty
        assert pd.isna(rates["needed_growth_pct"])
        return
    # Year by year: exports grow by the rate found, GDP by the one assumed.
    share = rates["own_pct_gdp"]
    for _year in range(int(rates["years"])):
        share *= (1 + rates["needed_growth_pct"] / 100) / (1 + gdp / 100)
    assert share == pytest.approx(rates["reference_pct_gdp"])
    assert list(needed["year"]) == list(range(2024, target + 1))
    realised = rows[(rows["path"] == "realised") & (rows["year"] == 2024)]["exports_usd_million"].iloc[0]
    assert needed["exports_usd_million"].iloc[0] == pytest.approx(realised)
    grown = needed["exports_usd_million"].iloc[-1] / realised
    assert grown == pytest.approx((1 + rates["needed_growth_pct"] / 100) ** (target - 2024))


def test_a_scenario_with_nothing_to_close_says_so() -> None:
    late = catalogue.chart("exports.scenario", target_year=2024)
    assert "The target year 2024 is not after 2024" in late.insight
    assert set(late.table["path"]) == {"realised"}
    ahead = catalogue.chart("exports.scenario", country="DK", reference="FI")
    assert "Denmark is already there" in ahead.insight
    assert "needed" not in set(ahead.table["path"])


@pytest.mark.parametrize(
    ("chart_id", "params", "said"),
    [
        ("exports.intensity", {"benchmarks": "US"}, "DE, NL"),
        ("exports.intensity", {"since": 2100}, "2100"),
        ("exports.level", {"measure": "profit"}, "real_index"),
        ("exports.gap", {"country": "XX"}, "FI, SE, NO, DK, IS"),
        ("exports.gap", {"reference": "EU27"}, "NORDIC"),
        ("exports.scenario", {"gdp_growth": "much"}, "much"),
        ("exports.scenario", {"gdp_growth": "nan"}, "between"),
        ("exports.scenario", {"gdp_growth": "-100"}, "between"),
        ("exports.scenario", {"target_year": 10**6}, "2100"),
    ],
)
def test_impossible_parameters_are_refused_in_words(chart_id: str, params: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        catalogue.chart(chart_id, **params)


@pytest.mark.parametrize(
    ("chart_id", "columns"),
    [
        ("exports.intensity", ["country", "year", "exports_pct_gdp"]),
        (
            "exports.gap",
            [
                *("country", "reference", "year", "gap_pct_points", "gap_eur", "median_gap_eur", "trimmed_gap_eur"),
                *("gap_usd", "median_gap_usd", "trimmed_gap_usd", "usd_per_euro"),
            ],
        ),
    ],
)
def test_the_columns_that_others_rely_on(chart_id: str, columns: list[str]) -> None:
    assert list(catalogue.chart(chart_id).table.columns) == columns


def test_the_nordic_mean_leaves_benchmarks_out() -> None:
    # 2024 without Finland: (54.30958 + 47.49171 + 71.00201 + 42.45199) / 4 = 53.8138 %.
    for benchmarks in ("", "DE,NL"):
        chart = catalogue.chart("exports.intensity", country="FI", since=2000, benchmarks=benchmarks)
        assert "41.9% of its GDP in 2024. The other Nordic countries exported 53.8% on average" in chart.insight
        assert "Denmark the most (71.0%)" in chart.insight
        assert len(chart.drawing.series) == 5 + len(benchmarks.split(",")) * bool(benchmarks)
        assert screen.figure(chart).data[-1].name == "Finland"  # drawn last, so in front


@given(st.lists(st.floats(0, 100), min_size=1, max_size=7), st.floats(0.5, 12))
def test_labels_of_lines_stand_apart_in_order_and_as_near_as_can_be(values: list[float], gap: float) -> None:
    heights = apart(sorted(values), gap)
    assert len(heights) == len(values)
    assert all(high - low >= gap - 1e-6 for low, high in pairwise(heights))
    ordered = sorted(values)
    if all(high - low >= gap for low, high in pairwise(ordered)):
        assert heights == pytest.approx(ordered)
    assert sum(heights) == pytest.approx(sum(values), abs=1e-6)  # pooled labels stay centred on their ends


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("code", list(language.LANGUAGES))
@pytest.mark.parametrize("country", NORDIC)
def test_every_chart_is_drawn_for_every_country(country: str, code: str, mode: str) -> None:
    language.use(code)
    style.use(mode)
    asked: list[tuple[str, dict[str, str]]] = [("exports.intensity", {}), ("exports.gap_range", {})]
    asked += [(id_, {"currency": money}) for id_ in ("exports.gap", "exports.scenario") for money in ("eur", "usd")]
    asked += [("exports.level", {"measure": measure, "benchmarks": "DE,NL"}) for measure in exports.MEASURES]
    asked += [("exports.level", {"measure": "per_head", "currency": "usd"})]
    for chart_id, params in asked:
        chart = catalogue.chart(chart_id, country=country, **params)
        for text in (chart.title, chart.subtitle, chart.insight, chart.alt, chart.method):
            assert text
            assert "{" not in text
            assert "nan" not in text.split()
        assert chart.sources
        assert not any(label.text == "" for series in chart.drawing.series for label in series.labels.values())


@pytest.mark.parametrize("code", list(language.LANGUAGES))
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"country": "IS", "ref": "NL", "measure": "rd", "bench": "no", "base": "2000", "target": "2030", "gdp": "2"},
        {"currency": "usd", "measure": "per_head"},
        {"country": "DK", "ref": "FI", "measure": "real_index", "base": "2000"},
    ],
)
def test_the_page_is_drawn_in_each_language(open_page: OpenPage, query: dict[str, str], code: str) -> None:
    app = open_page("exports", lang=code, **query)
    assert not app.exception
    assert [error.value for error in app.error] == []
    assert all(app.query_params[name] in (value, [value]) for name, value in query.items())
    language.use(code)
    country, reference = query.get("country", "FI"), query.get("ref", exports.MEAN)
    money = query.get("currency", "eur")
    assert "## " + gap_words.headline(exports.gap(country, reference), money) in [text.value for text in app.markdown]
    assert app.title[0].value == language._("Exports")


def test_bad_values_of_a_link_are_named_and_left_out(open_page: OpenPage) -> None:
    bad = {
        "country": "XX",
        "ref": "EU27",
        "measure": "profit",
        "base": "1890",
        "target": "soon",
        "gdp": "99",
        "bench": "maybe",
        "currency": "yen",
    }
    app = open_page("exports", **bad)
    assert not app.exception
    said = " ".join(info.value for info in app.info)
    assert all(f"“{value}”" in said for value in bad.values())
    assert not set(bad) & set(app.query_params)
    assert "## " + gap_words.headline(exports.gap("FI")) in [text.value for text in app.markdown]


def test_a_country_is_not_compared_with_itself(open_page: OpenPage) -> None:
    app = open_page("exports", country="DK", ref="DK")
    assert "compared with the Nordic mean instead" in app.info[0].value
    assert "## " + gap_words.headline(exports.gap("DK")) in [text.value for text in app.markdown]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ({"country": "SE", "fuels": "without", "pyear": "2015"}, "Specialisation"),
        ({"c": "SE", "group": "MATE"}, "Specialisation"),
        ({"country": "SE", "partners": "2015"}, "Markets and regions"),
        ({"country": "SE", "partners": "2015", "measure": "rd"}, "Exports"),
    ],
)
@pytest.mark.parametrize("code", ["en", "fi"])
def test_an_old_link_lands_where_its_view_stands_now(
    open_page: OpenPage, query: dict[str, str], title: str, code: str
) -> None:
    app = open_page("exports", lang=code, **query)
    assert not app.exception
    language.use(code)
    assert app.title[0].value == language._(title)
    assert all(app.query_params[name] in (value, [value]) for name, value in query.items())
    assert next(box.value for box in app.selectbox if box.label == language._("Country")) == "SE"


def test_what_happened_when_names_crises_and_programmes_with_their_pages(open_page: OpenPage) -> None:
    rows = exports.policy_years("FI")
    assert (rows["year"].diff().dropna() >= 0).all()
    assert set(rows["kind"]) == {"programme_start", "programme_end"}
    assert "What happened when" in [box.label for box in open_page("exports").expander]


# --- one mean ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("country", NORDIC)
def test_the_nordic_mean_is_one_number_everywhere(country: str) -> None:
    shares = exports.intensity(NORDIC).set_index(["year", "country"])["exports_pct_gdp"]
    gaps = exports.gap(country).set_index("year")["reference_pct_gdp"]
    for year, mean in gaps.items():
        naive = sum(shares[year, code] for code in NORDIC if code != country) / 4
        assert mean == pytest.approx(naive)
        assert exports.mean_of_others(shares[year], country) == pytest.approx(naive)


def test_a_mean_with_a_country_missing_is_unknown() -> None:
    values = pd.Series({"FI": 1.0, "SE": 2.0, "NO": 3.0, "DK": 4.0})
    assert pd.isna(exports.mean_of_others(values, "FI"))
    assert exports.mean_of_others(pd.concat([values, pd.Series({"IS": 5.0})]), "FI") == 3.5
