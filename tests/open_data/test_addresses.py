"""Data addresses: the figures of the pages, in every format, refused in words where something is not known."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp

from analytics import catalogue
from analytics.core.paths import DATA
from analytics.warehouse import queries, warehouse
from tests.open_data.conftest import served
from tests.ui.asking import Answer, ask
from ui.pace import MOST_ADDRESSES, Pace


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def shipped(path: str) -> list[dict[str, str]]:
    """A table as its file has it."""
    return rows((DATA / path).read_text(encoding="utf-8"))


# --- figures ---------------------------------------------------------------------------------------------


def test_a_chart_address_gives_the_exact_figures_of_its_parameters(atlas: ASGIApp) -> None:
    found = rows(ask(atlas, "/data/exports.gap.csv?country=SE").text)
    shares = {
        (row["country"], row["year"]): float(row["value"])
        for row in shipped("exports/export_indicators.csv")
        if row["indicator"] == "NE.EXP.GNFS.ZS"
    }
    assert len(found) > 20
    for row in found:
        others = [shares[code, row["year"]] for code in ("DK", "FI", "IS", "NO")]
        assert row["country"] == "SE"
        assert float(row["gap_pct_points"]) == pytest.approx(sum(others) / 4 - shares["SE", row["year"]])


def test_all_formats_of_a_chart_hold_the_same_rows(atlas: ASGIApp) -> None:
    answers = {form: ask(atlas, f"/data/exports.rca.{form}?country=NO") for form in ("csv", "json", "parquet", "xlsx")}
    assert {answer.status for answer in answers.values()} == {200}
    text = rows(answers["csv"].text)
    whole = json.loads(answers["json"].body)
    table = pd.read_parquet(io.BytesIO(answers["parquet"].body))
    sheet = openpyxl.load_workbook(io.BytesIO(answers["xlsx"].body)).worksheets[0]
    assert list(text[0]) == whole["table"]["columns"] == list(table.columns) == [cell.value for cell in sheet[1]]
    assert len(text) == len(whole["table"]["rows"]) == len(table) == sheet.max_row - 1
    assert whole["sources"]


def test_what_is_said_about_figures_comes_in_the_language_asked_for(atlas: ASGIApp) -> None:
    said = json.loads(ask(atlas, "/data/exports.gap.meta.json?country=SE&lang=sv").body)
    chart = catalogue.chart("exports.gap", country="SE")
    assert said["language"] == "sv"
    assert said["title"] != chart.title
    assert said["params"] == dict(chart.params)
    assert said["page"] == "http://127.0.0.1/exports?country=SE&lang=sv"
    assert said["unit"]
    assert said["method"]
    assert {one["table"] for one in said["sources"]} == {"export_indicators", "euro_rates"}
    assert [one["name"] for one in said["columns"]] == [str(name) for name in chart.table.columns]


def test_a_table_address_gives_the_rows_that_have_the_values(atlas: ASGIApp) -> None:
    every = shipped("clusters/clusters.csv")
    asked = "/data/table/clusters.csv?country=FI&country=IS&status=active"
    wanted = {row["cluster_id"] for row in every if row["country"] in ("FI", "IS") and row["status"] == "active"}
    assert {row["cluster_id"] for row in rows(ask(atlas, asked).text)} == wanted
    assert len(rows(ask(atlas, "/data/table/clusters.csv").text)) == len(every)


def test_unknown_is_null_in_json_and_texts_follow_the_language(atlas: ASGIApp) -> None:
    answer = json.loads(ask(atlas, "/data/table/membership_fees.json").body)
    english = shipped("memberships/membership_fees.csv")
    assert len(answer["rows"]) == len(english)
    empty = [name for name in english[0] if not english[0][name]]
    assert empty
    assert all(value is None for name, value in answer["rows"][0].items() if name in empty)
    clusters = rows(ask(atlas, "/data/table/clusters.csv?lang=fi").text)
    stored = {row["cluster_id"]: row["sector_detail"] for row in shipped("clusters/clusters.csv")}
    assert any(row["sector_detail"] != stored[row["cluster_id"]] for row in clusters)


def test_places_come_as_geojson_only_where_a_table_has_them(atlas: ASGIApp) -> None:
    points = json.loads(ask(atlas, "/data/table/clusters.geojson?country=IS").body)
    assert {one["properties"]["country"] for one in points["features"]} == {"IS"}
    assert ask(atlas, "/data/table/memberships.geojson").status == 404


def test_values_that_no_row_has_give_the_header_alone(atlas: ASGIApp) -> None:
    answer = ask(atlas, "/data/table/clusters.csv?name=nobody&city=nowhere")
    assert answer.text == (DATA / "clusters/clusters.csv").read_text(encoding="utf-8").partition("\n")[0] + "\n"


def test_a_named_question_answers_with_its_parameters_and_says_what_it_stands_on(atlas: ASGIApp) -> None:
    asked = "countries=FI&countries=NO&statuses=ended&kinds=project&kinds=cluster_organisation"
    found = rows(ask(atlas, f"/data/query/clusters.by_country.csv?{asked}").text)
    ended = Counter(
        row["country"]
        for row in shipped("clusters/clusters.csv")
        if row["status"] == "ended" and row["kind"] in ("project", "cluster_organisation")
    )
    assert {row["country"]: int(row["clusters"]) for row in found} == {code: ended[code] for code in ("FI", "NO")}
    said = json.loads(ask(atlas, "/data/query/exports.gap.meta.json?country=SE").body)
    assert {one["table"] for one in said["sources"]} == {"export_indicators", "euro_rates"}
    assert (said["unit"], said["row"]) == (queries()["exports.gap"].units, queries()["exports.gap"].grain)
    assert said["rows"] == len(rows(ask(atlas, "/data/query/exports.gap.csv?country=SE").text)) > 20


# --- refusals --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "status", "named"),
    [
        ("/data/exports.nothing.csv", 404, "exports.gap"),
        ("/data/exports.gap.pdf", 404, ".parquet"),
        ("/data/exports.gap", 404, ".csv"),
        ("/data/exports.gap.csv?land=FI", 400, "country"),
        ("/data/exports.gap.csv?country=XX", 400, "FI, SE"),
        ("/data/exports.gap.csv?country=FI&country=SE", 400, "country"),
        ("/data/exports.gap.csv?lang=de", 400, "en, fi, sv"),
        ("/data/exports.scenario.csv?target_year=99999", 400, "2100"),
        ("/data/exports.scenario.csv?target_year=%D9%A2%D9%A0", 400, "whole number"),
        ("/data/exports.structure.csv?year=1800", 400, "2000"),
        ("/data/exports.gap.csv?narrow=1", 400, "country"),
        ("/data/membership.size.csv?ecosystem=Fishing", 400, "Agri-Food"),
        ("/data/exports.rca.csv?without_fuels=2", 400, "0, 1"),
        (f"/data/network.path.csv?start={'x' * 201}", 400, "200"),
        ("/data/table/sqlite_master.csv", 404, "clusters"),
        ("/data/table/clusters.csv?colour=red", 400, "cluster_id"),
        ("/data/table/clusters.csv?country=XX", 400, "DK, FI"),
        (f"/data/table/clusters.csv?{'&'.join(['country=FI'] * 101)}", 400, "100"),
        ("/data/table/..%2F..%2Fmanifest.json", 404, ""),
        ("/data/changes.atom?table=planets", 404, "clusters"),
        ("/data/query/clusters.nothing.csv", 404, "clusters.by_country"),
        ("/data/query/clusters.by_country.csv?land=FI", 400, "countries"),
        ("/data/query/clusters.by_country.csv?founded_from=early", 400, "whole number"),
        ("/data/query/clusters.by_country.csv?founded_from=1&founded_from=2", 400, "more than once"),
        ("/data/query/funding.standing.csv?on=tomorrow", 400, "tomorrow"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_what_is_not_known_is_refused_by_naming_what_is(atlas: ASGIApp, address: str, status: int, named: str) -> None:
    answer = ask(atlas, address)
    assert answer.status == status
    assert named in answer.text
    assert "Traceback" not in answer.text
    assert "etag" not in answer.headers


# --- for machines ----------------------------------------------------------------------------------------


def test_a_program_that_knows_the_state_is_told_in_a_few_bytes(atlas: ASGIApp) -> None:
    address = "/data/exports.intensity.csv?country=FI"
    first = ask(atlas, address)
    again = ask(atlas, address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    other = ask(atlas, "/data/exports.intensity.csv?country=NO", headers={"If-None-Match": first.headers["etag"]})
    assert other.status == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [("/data/exports.gap.csv", 200), ("/data/nothing.csv", 404), ("/data/changes.atom", 200), ("/openapi.json", 200)],
)
def test_pages_of_other_sites_may_read(atlas: ASGIApp, address: str, status: int) -> None:
    answer = ask(atlas, address, headers={"Origin": "https://elsewhere.example"})
    assert answer.status == status
    assert answer.headers["access-control-allow-origin"] == "*"
    asked_before = ask(atlas, address, "OPTIONS", {"Origin": "https://elsewhere.example"})
    assert asked_before.status == 204
    assert asked_before.headers["access-control-allow-methods"] == "GET, HEAD"
    assert ask(atlas, address, "HEAD").status == status
    assert ask(atlas, address, "POST").status == 405


def test_who_asks_too_fast_is_told_when_to_come_back() -> None:
    atlas = served(Pace(2, 0.1))
    statuses = [ask(atlas, "/data/exports.gap.csv") for _again in range(3)]
    assert [answer.status for answer in statuses] == [200, 200, 429]
    assert 1 <= int(statuses[2].headers["retry-after"]) <= 10
    assert statuses[2].headers["access-control-allow-origin"] == "*"


def test_tokens_come_back_and_each_address_has_its_own() -> None:
    now = [0.0]
    pace = Pace(2, 0.5, lambda: now[0])
    assert [pace.wait("10.0.0.1") for _again in range(3)] == [0, 0, 2]
    assert pace.wait("10.0.0.2") == 0
    now[0] = 1.0
    assert pace.wait("10.0.0.1") == 1  # half a token is none
    now[0] = 2.0
    assert pace.wait("10.0.0.1") == 0
    # A household has a whole network of IPv6; a mapped address is that of IPv4.
    assert [pace.wait(f"2001:db8::{last}") for last in (1, 2, 3)] == [0, 0, 2]
    assert pace.wait("::ffff:10.0.0.3") == pace.wait("10.0.0.3") == 0
    assert pace.wait("10.0.0.3") > 0
    for number in range(MOST_ADDRESSES + 10):
        pace.wait(f"host-{number}")
    assert len(pace._buckets) == MOST_ADDRESSES


# --- the description of the addresses --------------------------------------------------------------------


@pytest.fixture(scope="session")
def described(atlas: ASGIApp) -> dict[str, Any]:
    """openapi.json."""
    return dict(json.loads(ask(atlas, "/openapi.json").body))


def test_every_chart_table_and_question_is_described_with_its_parameters(described: dict[str, Any]) -> None:
    paths = described["paths"]
    assert {f"/data/{id_}.{{format}}" for id_ in catalogue.CHARTS} < set(paths)
    assert {f"/data/table/{name}.{{format}}" for name in warehouse().tables - {"texts"}} < set(paths)
    assert {f"/data/query/{name}.{{format}}" for name in queries()} < set(paths)
    gap = {one.get("name"): one for one in paths["/data/exports.gap.{format}"]["get"]["parameters"]}
    assert gap["country"]["schema"]["enum"] == ["FI", "SE", "NO", "DK", "IS", "DE", "NL"]
    assert gap["country"]["schema"]["default"] == "FI"


def test_the_description_keeps_the_rules_of_openapi(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1.")
    assert {"title", "version"} <= set(described["info"])
    ids = [path["get"]["operationId"] for path in described["paths"].values()]
    assert len(set(ids)) == len(ids)
    for address, path in described["paths"].items():
        given = path["get"]["parameters"]
        references = [one["$ref"] for one in given if "$ref" in one]
        assert references == ["#/components/parameters/lang"]
        for one in given:
            if "$ref" not in one:
                assert one["in"] in ("path", "query")
                assert (one["in"] == "path") == (f"{{{one['name']}}}" in address) == bool(one.get("required"))
        assert {"200", "400", "404", "429"} <= set(path["get"]["responses"])


def value_of(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    """Values that a schema allows, and others."""
    schema = schema.get("items", schema)
    sound = (
        st.sampled_from(schema["enum"]).map(str)
        if schema.get("enum")
        else st.integers(schema.get("minimum", -9), schema.get("maximum", 3000)).map(str)
        if schema["type"] in ("integer", "number")
        else st.text(max_size=20)
    )
    return sound | st.text(max_size=12) | st.sampled_from(["", "0", "-1", "NaN", "1e400", "' OR 1=1 --", "../x", "%00"])


@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_is_asked_the_server_does_not_fail(
    atlas: ASGIApp, described: dict[str, Any], data: st.DataObject
) -> None:
    from urllib.parse import quote, urlencode

    address = data.draw(st.sampled_from(sorted(described["paths"])))
    given_here = [one for one in described["paths"][address]["get"]["parameters"] if "$ref" not in one]
    formats, *parameters = given_here
    form = data.draw(st.sampled_from(formats["schema"]["enum"]))
    chosen = data.draw(st.lists(st.sampled_from(parameters), max_size=3)) if parameters else []
    query = [(one["name"], data.draw(value_of(one["schema"]))) for one in chosen]
    query += data.draw(st.lists(st.tuples(st.sampled_from(["lang", "x", "limit"]), st.text(max_size=5)), max_size=1))
    asked = f"{quote(address.replace('{format}', form))}?{urlencode(query)}"
    answer: Answer = ask(atlas, asked)
    assert answer.status in (200, 400, 404), asked
    assert "Traceback" not in answer.text[:2000]


def test_every_chart_table_and_question_answers_as_described(atlas: ASGIApp, described: dict[str, Any]) -> None:
    for address, path in described["paths"].items():
        answer = ask(atlas, address.replace("{format}", "csv"))
        assert answer.status == 200, address
        assert answer.headers["content-type"].partition(";")[0] in path["get"]["responses"]["200"]["content"]
        assert answer.headers["content-disposition"].startswith("inline; filename=")


# --- everything in one file ------------------------------------------------------------------------------


def test_the_database_holds_every_table_with_its_meaning(atlas: ASGIApp, tmp_path: Any) -> None:
    path = tmp_path / "atlas.duckdb"
    answer = ask(atlas, "/data/nordic-cluster-atlas.duckdb")
    path.write_bytes(answer.body)
    with duckdb.connect(str(path), read_only=True) as opened:
        names = {name for (name,) in opened.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        assert names == warehouse().tables - {"texts"}
        counted = opened.execute("SELECT count(*) FROM clusters WHERE country = 'FI'").fetchall()
        assert counted == [(sum(row["country"] == "FI" for row in shipped("clusters/clusters.csv")),)]
        said = opened.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'clusters' AND column_name = 'fee_min_eur'"
        ).fetchall()
    assert said == [("Lowest yearly fee known (EUR a year)",)]
    again = ask(atlas, "/data/nordic-cluster-atlas.duckdb", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status == 304


def test_a_workbook_says_of_which_day_it_is(atlas: ASGIApp) -> None:
    answer = ask(atlas, "/data/exports.gap.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    assert len(book.worksheets) == 2
    assert date.today().isoformat() in answer.headers["content-disposition"]
