"""Exports as shipped: euro rates, the range of the gap, estimates of ecosystems, and marks of time, the second way."""

from __future__ import annotations

import csv
from statistics import fmean, median

import pytest

from analytics import catalogue
from analytics.core import language
from analytics.core.codes import NORDIC
from analytics.core.paths import DATA
from analytics.exports import gap_words
from analytics.exports import questions as exports
from analytics.specialisation import questions as products


def rows(path: str) -> list[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rates() -> dict[tuple[str, int], float]:
    return {(r["currency"], int(r["year"])): float(r["units_per_euro"]) for r in rows("exports/euro_rates.csv")}


def shares() -> dict[tuple[str, int], float]:
    return {
        (r["country"], int(r["year"])): float(r["value"])
        for r in rows("exports/export_indicators.csv")
        if r["indicator"] == "NE.EXP.GNFS.ZS"
    }


def test_euro_rates_cover_the_years_of_the_euro_and_no_others() -> None:
    for currency in ("USD", "NOK", "SEK", "DKK"):
        assert [year for code, year in rates() if code == currency] == list(range(1999, 2026))
    # The European Central Bank published no rate of the Icelandic krona from December 2008 to January 2018.
    assert [year for code, year in rates() if code == "ISK"] == [*range(1999, 2008), *range(2019, 2026)]
    # Denmark keeps its krone within 2.25 % of 7.46038 to the euro.
    assert all(abs(rate / 7.46038 - 1) < 0.0225 for (code, _year), rate in rates().items() if code == "DKK")
    assert {r["source_id"] for r in rows("exports/euro_rates.csv")} <= {r["source_id"] for r in rows("sources.csv")}


@pytest.mark.parametrize("country", NORDIC)
def test_the_three_measures_of_the_gap_the_naive_way(country: str) -> None:
    known, others = shares(), [code for code in NORDIC if code != country]
    last = {code: known[code, 2024] for code in others}
    extreme = max(others, key=lambda code: abs(last[code] - median(last.values())))
    asked = exports.gap(country)
    assert set(asked["extreme_country"]) == {extreme}
    for row in asked.itertuples():
        of_year = {code: known[code, row.year] for code in others}
        assert row.reference_pct_gdp == pytest.approx(fmean(of_year.values()))
        assert row.median_pct_gdp == pytest.approx(median(of_year.values()))
        assert row.trimmed_pct_gdp == pytest.approx(fmean(v for code, v in of_year.items() if code != extreme))
        rate = rates().get(("USD", row.year))
        if rate is None:
            assert row.year < 1999
            assert row.gap_eur != row.gap_eur  # unknown
            continue
        own = known[country, row.year]
        for share, euros in (
            (row.reference_pct_gdp, row.gap_eur),
            (row.median_pct_gdp, row.median_gap_eur),
            (row.trimmed_pct_gdp, row.trimmed_gap_eur),
        ):
            assert euros == pytest.approx((share - own) / 100 * row.gdp_usd / rate)


def test_the_range_of_finlands_gap_in_words_by_hand() -> None:
    # 2024: Finland 41.90779; Sweden 54.30958, Norway 47.49171, Denmark 71.00201, Iceland 42.45199.
    # Mean 53.81382, median (47.49171 + 54.30958) / 2 = 50.90065, without Denmark 144.25328 / 3 = 48.08443.
    # Gaps 11.90603, 8.99286 and 6.17664 points; GDP 298.699 billion dollars / 1.0824 = 275.9599 billion euros:
    # 32.8559, 24.8167 and 17.0450 billion euros.
    said = catalogue.chart("exports.gap_range", country="FI").insight
    assert said.startswith(
        "Finland exported 41.9% of its GDP in 2024. The neighbours' mean was 53.8%, their median 50.9%, and their mean "
        "without Denmark 48.1%."
    )
    headline = gap_words.headline(exports.gap("FI"))
    assert "6.2 to 11.9 percentage points" in headline
    assert "17.0 to 32.9 billion euros" in headline
    assert "18.4 to 35.6 billion US dollars" in gap_words.headline(exports.gap("FI"), "usd")  # 18.4496, 35.5632


def test_the_narrowing_and_norways_dip_are_named() -> None:
    said = catalogue.chart("exports.gap_range", country="FI").insight
    # 47.233375 - 36.806 = 10.427; 41.418338 - 36.21434 = 5.204; 53.813823 - 41.90779 = 11.906.
    assert "narrowed from 10.4 percentage points in 2014 to 5.2 in 2020, and was 11.9 in 2024" in said
    known = shares()
    low = [known["NO", year] for year in range(2016, 2021)]
    assert f"2016–2020, {min(low):.1f}% to {max(low):.1f}%, and rose to {known['NO', 2022]:.1f}% in 2022" in said
    above = [year for year in range(2016, 2021) if known["FI", year] > known["NO", year]]
    assert above == [2017, 2018, 2019, 2020]
    assert "In 2017, 2018, 2019 and 2020 Finland exported a larger share of its GDP than Norway." in said


@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_no_word_about_the_gap_joins_it_to_programmes(code: str) -> None:
    language.use(code)
    programme = {"en": "programme", "fi": "ohjelma", "sv": "program"}[code]
    for country in NORDIC:
        for chart_id in ("exports.gap_range", "exports.gap", "exports.scenario", "exports.intensity", "exports.level"):
            assert programme not in catalogue.chart(chart_id, country=country).insight.lower()


def test_crises_and_programmes_are_marked_in_their_years() -> None:
    plot = catalogue.chart("exports.gap_range", country="FI").drawing
    assert [event.x for event in plot.events] == [int(r["last_year"]) for r in rows("exports/crises.csv")]
    marked = {
        series.name: [year for year, value in zip(plot.categories, series.y, strict=True) if value is not None]
        for series in plot.series
        if series.helper
    }
    timeline = [r for r in rows("programmes/programme_timeline.csv") if r["country"] == "FI"]
    for name, kind in (("Programme starts", "programme_start"), ("Programme ends", "programme_end")):
        years = {int(r["year"]) for r in timeline if r["kind"] == kind}
        assert marked[name] == sorted(year for year in years if 1995 <= year <= 2024)


def test_finlands_electronics_and_renewables_claim_nothing() -> None:
    # Components, the one group that is electronics alone, are 0.2 of the world's share; the 1.3 of the ecosystem is
    # that of other machinery. Renewables have no group of their own.
    told = products.ecosystems("FI").set_index("ecosystem")["estimate"]
    for name in ("Electronics", "Renewable Energy", "Construction", "Aerospace and Defence"):
        assert told[name] == "unclear"
    assert told["Health"] == "rough"
    for name in ("Energy Intensive Industries", "Agri-Food", "Digital", "Textile", "Mobility-Transport-Automotive"):
        assert told[name] == "measured"


def test_paper_is_not_named_as_a_group_of_its_own() -> None:
    said = {"en": "Other manufactures", "fi": "Muut teollisuustuotteet", "sv": "Övriga industrivaror"}
    for code, name in said.items():
        language.use(code)
        assert products.names().at["MA_OTH", "product_short"] == name
        assert products.names().at["MA_OTH", "product_name"].startswith(name + " (")
