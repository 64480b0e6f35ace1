"""Each publisher's connector against format-faithful answers, and what it says when these change."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from analytics.refresh import pxweb_v1, statbank
from analytics.refresh.calls import Call
from analytics.refresh.errors import DriftError, EmptyError, RefreshError, UnreachableError, UnreadableError
from analytics.refresh.http import Http
from analytics.refresh.publishers import PUBLISHERS
from analytics.refresh.shape import shaped
from tests.refresh import formats
from tests.refresh.answering import Answer, Asked, Publisher
from tests.refresh.made import NO_ROWS, county_call, shipped_call

COUNTIES = ("01", "03", "06")
YEARS = ("2022", "2023")


def fetched(call: Call, before: pd.DataFrame, http: Http) -> pd.DataFrame:
    found = PUBLISHERS[call.source].fetch(call, before, http)
    assert isinstance(found, pd.DataFrame)
    return found


def figure(county: str, year: str) -> float:
    """What the statistical offices of these tests say of a county in a year."""
    return int(county) * 100 + int(year) / 10


def table_of(found: pd.DataFrame) -> dict[tuple[str, str], float]:
    return {(row.County, row.Year): row.value for row in found.itertuples()}


EXPECTED = {(county, year): figure(county, year) for county in COUNTIES for year in YEARS}


# --- European Central Bank -------------------------------------------------------------------------------

PATH = "/eurofxref-hist.zip"
DAYS = (
    "2024-01-02,1.5,7.5,150,11.5,11.5",
    "2023-12-29,1.25,7.5,N/A,11,12",
    "2023-01-02,1.0,7.25,140,10,11",
    "2022-12-30,1.1,7.4,140,10,10",
)


def test_rates_are_means_of_years_that_are_over_and_have_every_day(there: Publisher, http: Http) -> None:
    call, before = shipped_call("euro_rates")
    there.says(PATH, formats.ecb_zip("Date,USD,DKK,ISK,NOK,SEK", *DAYS))
    found = fetched(call, before, http).set_index(["currency", "year"])
    assert found.loc[("USD", "2023"), "mean"] == 1.125
    assert found.loc[("DKK", "2023"), "mean"] == 7.375
    assert found.loc[("NOK", "2022")].tolist() == [10.0, 1]
    assert ("ISK", "2023") not in found.index  # a day without a rate
    assert "2024" not in found.index.get_level_values("year")  # not over yet


def test_a_currency_that_is_gone_is_named(there: Publisher, http: Http) -> None:
    call, before = shipped_call("euro_rates")
    there.says(PATH, formats.ecb_zip("Date,USD,DKK,ISK,NOK", *DAYS))
    with pytest.raises(DriftError, match="the field 'SEK' is not there any more; there is Date, USD"):
        fetched(call, before, http)


def test_a_zip_that_is_cut_off_is_told(there: Publisher, http: Http) -> None:
    call, before = shipped_call("euro_rates")
    there.says(PATH, formats.ecb_zip("Date,USD", *DAYS)[:-20])
    with pytest.raises(UnreadableError, match=r"eurofxref-hist.zip: .*cut off"):
        fetched(call, before, http)


# --- World Bank ------------------------------------------------------------------------------------------

INDICATOR = "BX.GSR.NFSV.CD"
BANK = f"/en/country/DE;DK;FI;IS;NL;NO;SE/indicator/{INDICATOR}"


def test_an_indicator_comes_in_pages_and_in_the_unit_of_the_table(there: Publisher, http: Http) -> None:
    call, before = shipped_call(f"export_indicators {INDICATOR}")
    figures = [
        ("FI", "2025", 40123456789.5),
        ("DK", "2025", None),
        ("SE", "1999", 1.0),
        ("SE", "2024", 9e10),
        ("XX", "2024", 1.0),
    ]
    there.says(BANK, formats.world_bank(figures, per_page=2))
    rows = shaped(call, fetched(call, before, http), before).rows
    # Million US$; 1999 is before the table's first year, no figure is no row, and XX is no place of the table.
    assert rows[["country", "year", "value", "unit", "source_id"]].values.tolist() == [
        ["FI", "2025", "40123.4567895", "current US$ million", "world-bank-wdi-bx-gsr-nfsv-cd-api"],
        ["SE", "2024", "90000", "current US$ million", "world-bank-wdi-bx-gsr-nfsv-cd-api"],
    ]
    assert [one.query["page"] for one in there.asked] == ["1", "2", "3"]


def test_codes_of_the_publisher_become_those_of_the_table(there: Publisher, http: Http) -> None:
    call, before = shipped_call("export_indicators SP.POP.TOTL")
    there.says(
        "/en/country/DE;DK;EU;FI;IS;NL;NO;SE/indicator/SP.POP.TOTL", formats.world_bank([("EU", "2024", 449206579)], 50)
    )
    assert shaped(call, fetched(call, before, http), before).rows["country"].tolist() == ["EU27"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([{"message": [{"id": "120", "key": "Invalid value", "value": "not valid"}]}], "Invalid value"),
        ([{"page": 1, "per_page": 9, "total": 1}, [{"country": {"id": "FI"}, "year": "2024", "value": 1}]], "'date'"),
        (b'[{"page": 1, "per_page": 9, "to', "JSON"),
        ([{"page": 1, "per_page": 9, "total": 0}, []], "no figure"),
    ],
)
def test_the_bank_answers_otherwise_than_agreed(there: Publisher, http: Http, said: Any, told: str) -> None:
    call, before = shipped_call(f"export_indicators {INDICATOR}")
    there.says(BANK, said)
    with pytest.raises(RefreshError, match=told):
        shaped(call, fetched(call, before, http), before)


# --- Eurostat --------------------------------------------------------------------------------------------

GDP = "NAMA_10R_3GDP"


def eurostat(there: Publisher, dimensions: tuple[str, ...], data: bytes) -> None:
    there.says(f"/dataflow/ESTAT/{GDP}/latest", Answer(formats.structure(GDP, dimensions), headers=formats.XML))
    _call, before = shipped_call("regional_stats gdp_meur")
    key = "A.MIO_EUR." + "+".join(sorted(before["nuts_code"].unique()))
    there.says(f"/data/{GDP}/{key}", Answer(data, headers=formats.XML))


@pytest.mark.parametrize("written", [formats.observations, formats.observations_of_structure])
def test_a_data_set_of_eurostat_becomes_rows_of_regions(there: Publisher, http: Http, written: Any) -> None:
    call, before = shipped_call("regional_stats gdp_meur")
    series = [
        ({"freq": "A", "unit": "MIO_EUR", "geo": "FI1D5"}, {"2022": 5.5, "2023": 6.25}),
        ({"freq": "A", "unit": "MIO_EUR", "geo": "NO0B1"}, {"2023": 1.0}),
        ({"freq": "A", "unit": "MIO_EUR", "geo": "SE110"}, {"2022": math.nan}),
    ]
    eurostat(there, ("freq", "unit", "geo"), written(GDP, series))
    found = shaped(call, fetched(call, before, http), before)
    assert found.rows[["country", "region_name", "year", "value"]].values.tolist() == [
        ["FI", "Keski-Pohjanmaa", "2022", "5.5"],
        ["FI", "Keski-Pohjanmaa", "2023", "6.25"],
    ]
    assert found.unknown == ("NO0B1 gdp_meur",)  # a region that the table does not have


def test_eurostat_renames_a_dimension_sends_nothing_or_breaks_off(there: Publisher, http: Http) -> None:
    call, before = shipped_call("regional_stats gdp_meur")
    eurostat(there, ("freq", "measure", "geo"), b"")
    with pytest.raises(DriftError, match=r"the field 'unit' .* there is freq, measure, geo"):
        fetched(call, before, http)
    http.session.cache.clear()
    eurostat(there, ("freq", "unit", "geo"), formats.observations(GDP, []))
    with pytest.raises(EmptyError, match="no figure"):
        fetched(call, before, http)
    http.session.cache.clear()
    eurostat(there, ("freq", "unit", "geo"), formats.observations(GDP, [])[:-40])
    with pytest.raises(UnreadableError):
        fetched(call, before, http)


# --- PxWeb 1: Finland, Iceland ---------------------------------------------------------------------------

TABLE = "tul/county.px"


def pxweb_v1_answers(there: Publisher, names: tuple[str, str] = ("County", "Year")) -> None:
    """A table with a variable that may be left out."""
    codes = {names[0]: list(COUNTIES), names[1]: list(YEARS), "Size": ["T", "S"]}

    def reply(asked: Asked) -> Answer:
        if asked.body is None:
            said = [
                {"code": c, "text": c, "values": v, "valueTexts": v, "elimination": c == "Size"}
                for c, v in codes.items()
            ]
            return Answer({"title": "Exports", "variables": said})
        assert asked.body["response"] == {"format": "json-stat2"}
        return Answer(
            formats.json_stat({one["code"]: one["selection"]["values"] for one in asked.body["query"]}, figure)
        )

    there.says(f"/{TABLE}", reply)


@pytest.mark.parametrize("source", ["statfin", "hagstofa"])
def test_a_table_above_the_limit_is_asked_for_in_parts(
    there: Publisher, http: Http, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setattr(pxweb_v1, "MOST_CELLS", 2)
    pxweb_v1_answers(there)
    found = fetched(county_call(source, TABLE, County=("*",), Year=YEARS), NO_ROWS, http)
    assert table_of(found) == EXPECTED
    assert len(there.asked) == 1 + 3  # its variables; then 3 counties in 2 years, at most 2 cells at a time


def test_a_variable_or_code_that_pxweb_no_longer_has_is_named(there: Publisher, http: Http) -> None:
    pxweb_v1_answers(there, ("Region", "Year"))
    with pytest.raises(DriftError, match=r"the field 'County' .* there is Region, Year, Size"):
        fetched(county_call("statfin", TABLE, County=("01",), Year=YEARS), NO_ROWS, http)
    with pytest.raises(DriftError, match="'Region=99'"):
        fetched(county_call("statfin", TABLE, Region=("99",), Year=YEARS), NO_ROWS, http)


# --- StatBank: Denmark -----------------------------------------------------------------------------------


def statbank_answers(there: Publisher) -> None:
    codes = {"County": COUNTIES, "Year": YEARS}
    said = [
        {"id": c, "text": c, "elimination": False, "values": [{"id": v, "text": v} for v in of]}
        for c, of in codes.items()
    ]
    there.says("/tableinfo/EXP1", {"id": "EXP1", "text": "Exports", "variables": said})
    there.says(
        "/data",
        lambda asked: Answer(
            formats.json_stat_1({one["code"]: one["values"] for one in asked.body["variables"]}, figure)
        ),
    )


def test_the_statbank_is_asked_in_parts_and_answers_in_its_own_json_stat(
    there: Publisher, http: Http, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statbank, "MOST_CELLS", 3)
    statbank_answers(there)
    found = fetched(county_call("statbank", "EXP1", County=("*",), Year=("*",)), NO_ROWS, http)
    assert table_of(found) == EXPECTED
    assert list(found) == ["County", "Year", "value"]
    with pytest.raises(DriftError, match="'OMRÅDE'"):
        fetched(county_call("statbank", "EXP1", OMRÅDE=("*",)), NO_ROWS, http)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"value": [1.0, 2.0]}, "2 figures for 6 cells"),
        ({"dimension": {}}, "County"),
        ({"value": None}, "0 figures for 6 cells"),
    ],
)
def test_json_stat_that_does_not_add_up_is_told(there: Publisher, http: Http, change: Any, told: str) -> None:
    pxweb_v1_answers(there)
    ask = there.answers[f"/{TABLE}"][0]
    whole = formats.json_stat({"County": COUNTIES, "Year": YEARS}, figure)
    there.says(f"/{TABLE}", ask, Answer({**whole, **change}))
    with pytest.raises(RefreshError, match=told):
        fetched(county_call("statfin", TABLE, County=("*",)), NO_ROWS, http)


# --- PxWeb 2: Sweden, Norway -----------------------------------------------------------------------------


def pxweb_v2_answers(there: Publisher, county: str = "County") -> None:
    there.says(
        "/config",
        {
            "apiVersion": "2.0.0",
            "maxDataCells": 4,
            "maxCallsPerTimeWindow": 0,
            "timeWindow": 1,
            "defaultLanguage": "en",
        },
    )
    there.says("/tables", {"tables": [], "page": {"totalElements": 1}})
    codes = {county: COUNTIES, "Year": YEARS}
    there.says("/tables/TAB1/metadata", formats.json_stat(codes, figure))

    def data(asked: Asked) -> Answer:
        return Answer(
            formats.json_stat({one["variableCode"]: one["valueCodes"] for one in asked.body["selection"]}, figure)
        )

    there.says("/tables/TAB1/data", Answer(b"", 429, {"Retry-After": "0"}), data)


@pytest.mark.parametrize("source", ["scb", "ssb"])
def test_sweden_and_norway_are_asked_in_parts_by_the_codes_of_their_tables(
    there: Publisher, http: Http, source: str
) -> None:
    pxweb_v2_answers(there)
    found = fetched(county_call(source, "TAB1", County=("*",), Year=YEARS), NO_ROWS, http)
    assert table_of(found) == EXPECTED
    assert there.paths().count("/tables/TAB1/data") == 3  # once refused, then six cells in parts of at most four


def test_a_variable_that_sweden_no_longer_has_is_named(there: Publisher, http: Http) -> None:
    pxweb_v2_answers(there, "Region")
    with pytest.raises(DriftError, match=r"the field 'County' .* there is Region, Year"):
        fetched(county_call("scb", "TAB1", County=("*",), Year=YEARS), NO_ROWS, http)
    with pytest.raises(DriftError, match="'Year=1066'"):
        fetched(county_call("scb", "TAB1", Region=("*",), Year=("1066",)), NO_ROWS, http)


# --- UN Comtrade -----------------------------------------------------------------------------------------


def test_comtrade_needs_a_key_and_is_asked_a_year_at_a_time(
    there: Publisher, http: Http, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = county_call("comtrade", "C/A/HS", reporterCode=("246",), period=YEARS)
    monkeypatch.delenv("ATLAS_COMTRADE_KEY", raising=False)
    with pytest.raises(UnreachableError, match="ATLAS_COMTRADE_KEY"):
        fetched(call, NO_ROWS, http)
    monkeypatch.setenv("ATLAS_COMTRADE_KEY", "mine")
    there.says(
        "/C/A/HS", lambda asked: Answer({"count": 1, "data": [{"period": asked.query["period"], "primaryValue": 12.5}]})
    )
    assert fetched(call, NO_ROWS, http)["period"].tolist() == list(YEARS)
    assert {one.query["subscription-key"] for one in there.asked} == {"mine"}
    http.session.cache.clear()
    there.says("/C/A/HS", {"statusCode": 200, "error": "quota"})
    with pytest.raises(DriftError, match=r"'data' .* there is statusCode, error"):
        fetched(call, NO_ROWS, http)
