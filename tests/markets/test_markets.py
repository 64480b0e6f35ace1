"""Partners, regions and exporting enterprises: values read off the tables by hand, sums, and breaks kept open."""

from __future__ import annotations

from itertools import pairwise
from math import cos, radians, sin, sqrt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import catalogue
from analytics.core import language, style
from analytics.core.chart import Chart
from analytics.core.codes import NORDIC
from analytics.core.paths import DATA
from analytics.core.plot import Empty, Plot, RegionMap
from analytics.markets import questions as partners
from analytics.markets.charts import by_source
from analytics.markets.outlines import project
from analytics.render import screen
from tests.texts import texts

NORDIC_ISO3 = {"DNK", "FIN", "ISL", "NOR", "SWE"}
COUNTRIES = pytest.mark.parametrize("country", NORDIC)


def shipped(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / "exports" / f"{name}.csv", keep_default_na=False)


def told(text: str, code: str) -> str:
    """A text of firm_texts in another language."""
    return texts(code)["firm_texts", "text", text]


def plot(chart: Chart) -> Plot:
    """What a chart with axes shows."""
    assert isinstance(chart.drawing, Plot)
    return chart.drawing


def lines(chart: Chart, name: str) -> list[dict[int, float]]:
    """The shares of a country by year, a line after the other."""
    drawn = plot(chart)
    return [
        {int(year): share for year, share in zip(drawn.categories, one.y, strict=True) if share is not None}
        for one in drawn.series
        if one.name == name
    ]


# --- partners --------------------------------------------------------------------------------------------


def test_nordic_shares_are_those_of_the_table() -> None:
    shares = partners.nordic_share(["FI", "SE"]).set_index(["country", "year"])
    # Read off data/exports/export_partner_shares.csv, rows NORDIC.
    assert shares.loc[("FI", 2018), ["share_pct", "source_series"]].tolist() == [13.95, 1]
    assert shares.loc[("FI", 2019), ["share_pct", "source_series"]].tolist() == [14.70, 2]
    assert shares.loc[("SE", 2020), "share_pct"] == 25.71
    assert set(shares.index.get_level_values(0)) == {"FI", "SE"}
    assert shares.groupby("country").size().to_dict() == {"FI": 21, "SE": 21}


def test_the_nordic_sum_fits_the_listed_nordic_partners() -> None:
    # Only the largest partners are listed, never all four Nordic ones. What is missing from the sum is then the
    # unlisted ones', each of which is at most as large as the smallest partner listed (0.05 for rounding).
    rows = shipped("export_partner_shares")
    checked = 0
    for (_country, _year), group in rows.groupby(["country", "year"]):
        total = float(group.loc[group["partner_iso3"] == "NORDIC", "share_pct"].iloc[0])
        alone = group[group["partner_iso3"] != "NORDIC"]
        listed = alone.loc[alone["partner_iso3"].isin(NORDIC_ISO3), "share_pct"]
        unlisted = 4 - len(listed)
        assert -0.05 <= total - listed.sum() <= unlisted * alone["share_pct"].min() + 0.05
        if unlisted == 0:
            assert total == pytest.approx(listed.sum(), abs=0.05)
        checked += 1
    assert checked == 5 * 21


@COUNTRIES
def test_no_share_is_over_a_hundred_nor_are_all_partners_together(country: str) -> None:
    for year in partners.years(country):
        rows = partners.partners(country, year)
        assert rows["share_pct"].between(0, 100).all()
        assert rows.loc[~rows["is_sum"], "share_pct"].sum() <= 100
        assert rows["is_sum"].sum() == 1
        assert country not in set(rows["partner"])
        assert rows.loc[~rows["is_sum"], "share_pct"].is_monotonic_decreasing


def test_partners_by_hand() -> None:
    rows = partners.partners("FI").set_index("partner")
    assert set(rows["year"]) == {2020}
    assert rows.index[:3].tolist() == ["DE", "SE", "US"]
    assert rows.index[-1] == "NORDIC"
    # Germany 13.76 in 2020 and 14.73 in 2019: 13.76 - 14.73 = -0.97. Estonia is not listed in 2019: unknown.
    assert rows.at["DE", "change_pct_points"] == pytest.approx(-0.97)
    assert pd.isna(rows.at["EE", "change_pct_points"])


@COUNTRIES
def test_a_change_never_crosses_the_change_of_source(country: str) -> None:
    assert partners.partners(country, 2019)["change_pct_points"].isna().all()  # the first year of the second source
    assert set(partners.partners(country, 2020)["start_year"]) == {2019}
    assert set(partners.partners(country, 2018)["start_year"]) == {2000}
    assert partners.partners(country, 2000)["change_pct_points"].isna().all()


@COUNTRIES
def test_the_line_is_interrupted_between_2018_and_2019_and_the_break_is_named(country: str) -> None:
    chart = catalogue.chart("exports.nordic_share", country=country)
    rows = shipped("export_partner_shares")
    nordic = rows[rows["partner_iso3"] == "NORDIC"].set_index(["country", "year"])["share_pct"]
    for code in NORDIC:
        before, after = lines(chart, language.country_name(code))
        assert list(before) == list(range(2000, 2019))
        assert list(after) == [2019, 2020]
        assert before | after == nordic[code].to_dict()
    assert [(event.x, event.text) for event in plot(chart).events] == [(2018.5, "other source from 2019")]
    assert all(trace.connectgaps is False for trace in screen.figure(chart).data)


@COUNTRIES
def test_each_country_is_named_once_at_the_end_of_its_last_line(country: str) -> None:
    drawn = plot(catalogue.chart("exports.nordic_share", country=country))
    last = len(drawn.categories) - 1
    named = [(place, label.text) for one in drawn.series for place, label in one.labels.items()]
    assert sorted(named) == sorted((last, language.country_name(code)) for code in NORDIC)
    assert {one.name for one in drawn.series if one.highlight} == {language.country_name(country)}


@pytest.mark.parametrize("country", ["", "DE", "XX"])
def test_the_nordic_share_is_refused_for_other_countries(country: str) -> None:
    with pytest.raises(ValueError, match=f"country is one of FI, SE, NO, DK, IS, not '{country}'"):
        catalogue.chart("exports.nordic_share", country=country)


def test_the_sentence_gives_one_change_a_source() -> None:
    insight = catalogue.chart("exports.nordic_share", country="SE").insight
    # 22.08 - 17.46 = 4.62 and 25.71 - 25.26 = 0.45; across the break it would be 25.71 - 17.46 = 8.25.
    assert "+4.6" in insight
    assert "+0.4" in insight or "+0.5" in insight
    assert "8.2" not in insight
    assert "8.3" not in insight


@settings(max_examples=60)
@given(
    years=st.sets(st.integers(1990, 2030), min_size=1, max_size=20),
    change=st.integers(1990, 2031),
)
def test_a_line_joins_only_years_that_follow_each_other_in_one_source(years: set[int], change: int) -> None:
    rows = [{"year": y, "share_pct": 10.0, "source_series": 2 if y >= change else 1} for y in sorted(years)]
    span = range(min(years), max(years) + 1)
    found = by_source(pd.DataFrame(rows), span)
    assert sorted(year for one in found for year, share in zip(span, one, strict=True) if share is not None) == sorted(
        years
    )
    for one in found:
        assert len(one) == len(span)
        for (x0, y0), (x1, y1) in pairwise(zip(span, one, strict=True)):
            if y0 is not None and y1 is not None:
                assert x1 - x0 == 1
                assert not x0 < change <= x1


def test_partner_codes_become_names_and_the_sum_is_told_apart() -> None:
    assert [partners.alpha_2(code) for code in ("DEU", "KOR", "GBR", "RUS", "NORDIC")] == [
        *("DE", "KR", "GB", "RU"),
        "NORDIC",
    ]
    for code in shipped("export_partner_shares")["partner_iso3"].unique():
        assert len(partners.alpha_2(code)) == 2 or code == "NORDIC"
    chart = catalogue.chart("exports.partners", country="FI")
    drawn = plot(chart)
    (bars,) = drawn.series
    assert drawn.categories[-1] == "Other Nordic\ncountries (sum)"
    assert [mark.hatch for mark in bars.marks] == [""] * 10 + ["/"]
    assert bars.y == tuple(chart.table["share_pct"])
    assert list(bars.y[:10]) == sorted(chart.table["share_pct"][:10], reverse=True)
    assert drawn.apart == 1
    places = screen.figure(chart).data[0].y
    assert min(places[:10]) - places[10] > 1  # a gap wider than between two partners


def test_nordic_partners_have_the_countrys_colour() -> None:
    chart = catalogue.chart("exports.partners", country="SE", year=2010)
    (bars,) = plot(chart).series
    own, other = style.country_colour("SE"), style.palette().unknown
    nordic = [code in NORDIC_ISO3 for code in chart.table["partner_iso3"][:-1]]
    assert [mark.fill for mark in bars.marks[:-1]] == [own if one else other for one in nordic]
    assert True in nordic


# --- regions ---------------------------------------------------------------------------------------------


def test_norways_counties_by_hand() -> None:
    rows = partners.by_region("NO").set_index("name")
    assert set(rows["year"]) == {2020}
    # 73 607 of 442 289 NOK million: 16.642 %. Viken 33 954 of 442 289: 7.677 %.
    assert rows.at["Vestland", "share_pct"] == pytest.approx(16.642, abs=0.001)
    assert rows.at["Viken", "share_pct"] == pytest.approx(7.677, abs=0.001)
    assert rows[rows["kind"] == "apart"].index.tolist() == [
        *("Re-exports of goods produced abroad", "Several counties", "County not stated"),
    ]
    assert rows[rows["kind"] == "not_published"].index.tolist() == ["Jan Mayen"]


@pytest.mark.parametrize("year", range(2013, 2021))
def test_norways_counties_and_the_rest_make_up_the_whole(year: int) -> None:
    rows = partners.by_region("NO", year)
    # Amounts are rounded to NOK million, about 25 rows of a total above 360 000: within 0.01 %.
    assert rows["share_pct"].sum() == pytest.approx(100, abs=0.01)
    assert (rows["kind"] == "not_published").sum() == (1 if year == 2020 else 0)


def test_finlands_shares_are_as_stated_and_the_rest_is_unknown() -> None:
    rows = partners.by_region("FI")
    known = rows[rows["kind"] == "region"].set_index("nuts_code")
    # Finnish Customs' text for 2019, as in data/exports/exports_by_region.csv.
    assert known["share_pct"].to_dict() == {
        "FI1B1": 29.3, "FI1C1": 11.7, "FI197": 8.1, "FI1C4": 7.2, "FI196": 6.0, "FI1D7": 6.0,
    }  # fmt: skip
    assert known[known["is_about"]].index.tolist() == ["FI196", "FI1D7"]
    rest = rows[rows["kind"] == "not_published"]
    assert len(rest) == 13
    assert rest["share_pct"].isna().all()
    assert known["value"].isna().all()


@pytest.mark.parametrize("country", ["SE", "DK", "IS"])
def test_countries_without_comparable_regions_get_an_empty_chart_that_says_so(country: str) -> None:
    for chart_id in ("exports.by_region", "exports.by_region_map"):
        chart = catalogue.chart(chart_id, country=country)
        assert isinstance(chart.drawing, Empty)
        assert chart.drawing.text == chart.insight
        assert language.country_name(country) in chart.insight
        assert chart.params == {"country": country, "year": 0}


def test_stated_figures_keep_their_own_units() -> None:
    swedish = partners.stated_by_region("SE")
    assert "SE" not in set(swedish["nuts_code"])
    skane = swedish[swedish["nuts_code"] == "SE224"]
    assert skane[["year", "value", "unit"]].to_numpy().tolist() == [[2020, 117.0, "SEK billion, goods exports"]]
    assert partners.stated_by_region("DK").empty


def test_the_map_hatches_regions_with_no_figure_and_puts_the_others_in_their_class() -> None:
    chart = catalogue.chart("exports.by_region_map", country="FI")
    drawing = chart.drawing
    assert isinstance(drawing, RegionMap)
    drawn = {region.name: region for region in drawing.regions}
    assert len(drawn) == 19
    classes: dict[str, set[str]] = {}
    for name, region in drawn.items():
        classes.setdefault(drawing.key[region.group][0], set()).add(name)
    without = classes.pop("no figure seen")
    assert len(without) == 13
    assert classes == {
        "5.0–7.5%": {"Satakunta", "Kymenlaakso", "Lapland"},  # 6.0, 7.2, 6.0
        "7.5–10.0%": {"Pirkanmaa"},  # 8.1
        "10.0% or more": {"Helsinki-Uusimaa", "Southwest Finland"},  # 29.3, 11.7
    }
    assert [(name, look.hatch) for name, look in drawing.key] == [
        ("no figure seen", "/"), ("5.0–7.5%", ""), ("7.5–10.0%", ""), ("10.0% or more", ""),
    ]  # fmt: skip
    assert drawn["Åland"].hover == "Åland: no figure seen"
    assert drawn["Pirkanmaa"].hover == "Pirkanmaa: 8.1%"


def test_norways_map_has_the_class_of_each_share_and_no_far_islands() -> None:
    chart = catalogue.chart("exports.by_region_map", country="NO")
    drawing = chart.drawing
    assert isinstance(drawing, RegionMap)
    shares = chart.table.set_index("name")["share_pct"]
    limits = {"under 2.5%": (0, 2.5), "2.5–5.0%": (2.5, 5), "5.0–7.5%": (5, 7.5), "7.5–10.0%": (7.5, 10)}
    for region in drawing.regions:
        low, high = limits.get(drawing.key[region.group][0], (10, 100))
        assert low <= shares[region.name] < high
    assert not {"Jan Mayen", "Svalbard"} & {region.name for region in drawing.regions}
    assert len(drawing.regions) == 11  # counties since 2020


def test_regional_bars_are_the_known_shares_and_what_is_of_no_one_region_stands_apart() -> None:
    chart = catalogue.chart("exports.by_region", country="NO")
    (bars,) = plot(chart).series
    known = chart.table[chart.table["share_pct"].notna()]
    assert bars.y == tuple(known["share_pct"])
    assert plot(chart).apart == (known["kind"] == "apart").sum() == 3
    assert [mark.hatch for mark in bars.marks[-4:]] == ["", "/", "/", "/"]
    finnish = plot(catalogue.chart("exports.by_region", country="FI")).series[0]
    assert [finnish.labels[place].text for place in range(6)] == [
        *("29.3%", "11.7%", "8.1%", "7.2%", "about 6%", "about 6%"),
    ]


@settings(max_examples=100)
@given(lon=st.floats(4, 32), lat=st.floats(54, 72))
def test_the_projection_keeps_chords_from_the_middle(lon: float, lat: float) -> None:
    # In Lambert's azimuthal equal-area projection the distance from the middle is the straight chord through the
    # sphere; the chord is worked out here from points in space.
    x, y = project(lon, lat, 15, 65)
    a, b = (
        (cos(radians(p)) * cos(radians(q)), cos(radians(p)) * sin(radians(q)), sin(radians(p)))
        for q, p in ((lon, lat), (15, 65))
    )
    chord = 6371 * sqrt(sum((i - j) ** 2 for i, j in zip(a, b, strict=True)))
    assert sqrt(x * x + y * y) == pytest.approx(chord, abs=1e-6)


# --- enterprises -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_each_definition_and_unit_is_there_in_three_languages(code: str) -> None:
    language.use(code)
    rows = partners.firms()
    assert len(rows) == len(shipped("exporting_firms")) == 53
    assert rows[["definition", "unit_words", "area"]].map(lambda cell: bool(str(cell).strip())).all(axis=None)
    assert rows[["definition", "unit_words"]].notna().all(axis=None)


def test_no_text_is_left_over_and_translations_differ_from_the_english() -> None:
    english, figures = shipped("firm_texts"), shipped("exporting_firms")
    for kind in ("indicator", "unit"):
        part = english[english["kind"] == kind]
        assert set(part["key"]) == set(figures[kind])
        for said in (
            part["text"],
            *(part["text"].map(lambda text, code=code: told(text, code)) for code in ("fi", "sv")),
        ):
            assert said.is_unique
    for text in english.loc[english["key"] != "%", "text"]:
        assert len({text, told(text, "fi"), told(text, "sv")}) == 3


def test_only_figures_in_the_same_words_and_year_count_as_shared() -> None:
    rows = partners.firms()
    # 42 wordings, two of which only add "(about)" to another: goods exporters, and goods exports of 250+ employees.
    assert rows["indicator"].nunique() == 42
    assert rows["measure"].nunique() == 40
    shared = rows[rows["areas"] > 1].groupby("indicator")["country"].agg(lambda codes: sorted(codes)).to_dict()
    # Read off data/exports/exporting_firms.csv.
    assert shared == {
        "share of intra-EU goods exports, SMEs": ["DE", "EU28", "FI", "NL"],
        "share of intra-EU goods exports, micro enterprises": ["DK", "FI", "SE"],
        "share of services exports, enterprises with 250+ employees": ["DK", "NO"],
    }
