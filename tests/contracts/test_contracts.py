"""The shipped tables keep their contracts, and every kind of fault is caught, named and placed."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.contracts import validate
from analytics.contracts.checks import check, check_all, check_file
from analytics.contracts.faults import Fault
from analytics.contracts.files import count_rows
from analytics.contracts.manifest import dictionary, manifest, template
from analytics.contracts.text_files import TEXTS, text_files
from analytics.core import codes
from analytics.core.paths import DATA
from analytics.table_list import TABLES

# Three rows that keep the contract; the tests break one thing at a time.
GOOD_CLUSTER = {
    "cluster_id": "fi-alpha",
    "name": "Alpha",
    "name_en": "",
    "country": "FI",
    "city": "Vaasa",
    "region": "Pohjanmaa",
    "lat": "63.096",
    "lon": "21.6158",
    "ecosystem": "Renewable Energy",
    "sector_detail": "Wind power",
    "founded_year": "1999",
    "members_total": "40",
    "members_sme": "30",
    "members_large": "",
    "members_research": "",
    "members_public": "",
    "member_employees": "",
    "staff": "",
    "counts_year": "2020",
    "programme": "",
    "programme_status": "",
    "esca_label": "gold",
    "fee_model": "paid",
    "fee_min_eur": "100",
    "fee_max_eur": "900.5",
    "website": "https://alpha.example",
    "status": "active",
    "source_url": "https://alpha.example/about",
    "source_year": "2021",
    "note": "",
    "kind": "cluster_organisation",
    "kind_reason": "Members and a manager",
    "last_seen_year": "2021",
    "last_seen_source": "clusters",
    "duplicate_of": "",
    "part_of": "",
    "what_it_does": "",
    "what_it_does_url": "",
}


def clusters(**changes: object) -> pd.DataFrame:
    """Three clusters, fi-alpha (row 2), fi-beta (row 3) and fi-gamma (row 4); `changes` are to the second."""
    rows = [GOOD_CLUSTER | {"cluster_id": f"fi-{name}"} for name in ("alpha", "beta", "gamma")]
    return pd.DataFrame([rows[0], rows[1] | changes, rows[2]], dtype="object")


def places(faults: list[Fault]) -> list[tuple[int | None, str, str]]:
    return [(fault.row, fault.column, fault.value) for fault in faults]


def written(folder: Path, content: str | bytes, name: str = "glossary") -> Path:
    path = folder / f"{name}.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# --- what is shipped -------------------------------------------------------------------------------------


def test_shipped_tables_keep_their_contracts() -> None:
    assert check_all(TABLES) == []


def test_manifest_is_current() -> None:
    shipped = json.loads((DATA / "manifest.json").read_text("utf-8"))
    assert set(shipped) == {*TABLES, "texts"}
    listed = {shipped[name]["path"]: shipped[name]["sha256"] for name in TABLES} | shipped["texts"]["files"]
    for path, told in listed.items():
        content = (DATA / path).read_bytes().replace(b"\r\n", b"\n")
        assert told == hashlib.sha256(content).hexdigest(), f"{path}: run validate --write-manifest"
    assert shipped == manifest(TABLES)


def test_every_shipped_table_has_a_contract() -> None:
    files = {path.relative_to(DATA).as_posix() for path in DATA.glob("**/*.csv")}
    known = {table.path for table in TABLES.values()} | set(text_files())
    assert {file for file in files if not file.startswith("geography/")} == known


def test_shipped_files_are_utf8_with_unix_lines() -> None:
    for path in (*(table.path for table in TABLES.values()), *text_files()):
        content = (DATA / path).read_bytes().decode("utf-8")
        assert "\r" not in content, path
        assert content.endswith("\n"), path


def test_duckdb_reads_every_table_with_the_types_of_the_manifest() -> None:
    entries = manifest(TABLES)
    for name, entry in ((name, entries[name]) for name in TABLES):
        with duckdb.connect() as connection:
            rows = connection.execute(
                "SELECT count(*) FROM read_csv($file, header=true, auto_detect=false, columns = $columns)",
                {"file": str(DATA / entry["path"]), "columns": entry["columns"]},
            ).fetchone()
        assert rows == (count_rows(TABLES[name], DATA / entry["path"]),), name


def test_country_codes_are_those_of_iso_3166() -> None:
    # CLDR's two-letter territories without its groupings, exceptional reservations and private codes.
    not_iso = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
    cldr = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    assert set(codes.ISO_3166) == cldr - not_iso


def test_nuts_codes_form_a_tree_with_66_leaves() -> None:
    # 66 = FI 19, SE 21, NO 13, DK 11, IS 2 (NUTS 2021 level 3)
    known = set(codes.NUTS_2021)
    assert all(len(code) == 2 or code[:-1] in known for code in known)
    leaves = [code[:2] for code in known if len(code) == 5]
    assert {c: leaves.count(c) for c in set(leaves)} == {"FI": 19, "SE": 21, "NO": 13, "DK": 11, "IS": 2}


# --- each kind of fault ----------------------------------------------------------------------------------


def test_good_rows_have_no_fault() -> None:
    assert check(TABLES["clusters"], clusters()) == []


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("members_total", "many", "a whole number of at least 0 (members)"),
        ("members_total", "12.5", "a whole number of at least 0 (members)"),
        ("members_total", "9" * 40, "a whole number of at least 0 (members)"),
        ("founded_year", "1899", "a year from 1900 to 2030, as a whole number"),
        ("founded_year", "2031", "a year from 1900 to 2030, as a whole number"),
        ("lat", "21.6", "a number from 54 to 81 (degrees north)"),
        ("lat", "63,1", "a number from 54 to 81 (degrees north), with a decimal point and no commas"),
        ("lat", "nan", "a number from 54 to 81 (degrees north)"),
        ("lon", "33", "a number from -25 to 32 (degrees east)"),
        ("fee_min_eur", "-1", "a number of at least 0 (EUR a year)"),
        ("country", "SU", "one of: DK, FI, FO, IS, NO, SE"),
        ("esca_label", "platinum", "one of: bronze, silver, gold"),
        ("status", "", "a value, not an empty cell: one of: active, merged, ended, unknown"),
        ("source_url", "www.alpha.example", "an address that starts with http:// or https://"),
        ("name", " Alpha", "a text, without blanks at its ends"),
        ("name", "Al\npha", "a text, without line breaks and control characters"),
        *(
            ("name", f"Al{sign}pha", "a text, without line breaks and control characters")
            for sign in ("\x85", "\u00ad", "\u061c", "\u200b", "\u200f", "\u202e", "\u2067", "\ufeff", "\U000e0041")
        ),
        ("name", 7, "a text"),
    ],
)
def test_a_bad_cell_is_named_with_what_is_expected(column: str, value: object, expected: str) -> None:
    faults = check(TABLES["clusters"], clusters(**{column: value}))
    assert places(faults) == [(3, column, str(value))]
    assert faults[0].expected == expected
    assert faults[0].table == "clusters"


def test_an_ecosystem_outside_the_fourteen_is_a_fault() -> None:
    faults = check(TABLES["clusters"], clusters(ecosystem="Space"))
    assert places(faults) == [(3, "ecosystem", "Space")]
    assert faults[0].expected.count(", ") == 14  # 14 names, one of which holds a comma itself


@pytest.mark.parametrize(
    ("changes", "column", "value", "expected"),
    [
        ({"fee_max_eur": "99"}, "fee_max_eur", "99", "not below fee_min_eur"),
        ({"members_sme": "41"}, "members_sme", "41", "not above members_total"),
        ({"lon": ""}, "lat", "63.096", "both latitude and longitude, or neither"),
        ({"fee_model": "free"}, "fee_max_eur", "900.5", "0 or empty, because fee_model is free"),
        ({"last_seen_source": ""}, "last_seen_source", "", "a table where last_seen_year is known, else empty"),
        ({"duplicate_of": "fi-beta"}, "duplicate_of", "fi-beta", "a row that is no duplicate itself"),
        ({"part_of": "fi-beta"}, "part_of", "fi-beta", "a row that is no part itself"),
        ({"kind": "club"}, "kind", "club", "one of: " + ", ".join(codes.CLUSTER_KINDS)),
    ],
)
def test_rules_across_columns(changes: dict[str, object], column: str, value: str, expected: str) -> None:
    faults = check(TABLES["clusters"], clusters(**changes))
    assert places(faults) == [(3, column, value)]
    assert faults[0].expected == expected


def test_unknown_values_break_no_rule() -> None:
    assert check(TABLES["clusters"], clusters(members_total="", fee_min_eur="", lat="", lon="")) == []


def test_rules_of_other_tables() -> None:
    shipped = pd.read_csv(DATA / "programmes" / "programmes.csv", dtype="str", keep_default_na=False)
    oske = shipped[shipped["programme_id"] == "fi-oske"]
    late = oske.assign(start_year="2013", end_year="1994")
    assert [(f.column, f.expected) for f in check(TABLES["programmes"], late)] == [
        ("end_year", "not before start_year")
    ]

    fee = pd.read_csv(DATA / "memberships" / "membership_fees.csv", dtype="str", keep_default_na=False).head(1)
    tier = fee.assign(size_basis="employees", size_min="50", size_max="49")
    assert [(f.column, f.value) for f in check(TABLES["membership_fees"], tier)] == [("size_max", "49")]

    firms = pd.read_csv(DATA / "exports" / "exporting_firms.csv", dtype="str", keep_default_na=False).head(1)
    share = firms.assign(unit="%", value="100.1")
    assert [(f.column, f.value) for f in check(TABLES["exporting_firms"], share)] == [("value", "100.1")]
    assert check(TABLES["exporting_firms"], share.assign(unit="enterprises")) == []


def test_every_repetition_of_a_key_is_a_fault() -> None:
    frame = pd.concat([clusters(), clusters()])
    faults = check(TABLES["clusters"], frame)
    assert places(faults) == [(row, "cluster_id", f"fi-{n}") for row, n in ((5, "alpha"), (6, "beta"), (7, "gamma"))]
    assert faults[0].expected == "a cluster_id that is used once (it is in row 2 too)"


def test_a_key_of_two_columns_names_both() -> None:
    row = {
        "country": "FI",
        "feature": "national_programme",
        "value": "no",
        "evidence": "x",
        "since_year": "",
        "source_url": "http://a",
        "source_kind": "government",
    }
    faults = check(TABLES["programme_features"], pd.DataFrame([row, row | {"value": "yes"}]))
    assert places(faults) == [(3, "country, feature", "FI, national_programme")]


def test_a_reference_to_nothing_is_a_fault() -> None:
    row = {"nuts_code": "FI1D5", "method": "inside", "distance_km": ""}
    places_of = pd.DataFrame([row | {"cluster_id": c} for c in ("fi-beta", "fi-lost")])
    faults = check(TABLES["cluster_regions"], places_of, {"clusters": clusters()})
    assert places(faults) == [(3, "cluster_id", "fi-lost")]
    assert faults[0].expected == "a cluster_id that is in the table clusters"


def test_missing_and_unknown_columns_are_faults_of_the_header() -> None:
    faults = check(TABLES["clusters"], clusters().drop(columns="lat").assign(colour="red"))
    assert places(faults) == [(1, "lat", ""), (1, "colour", "")]
    assert faults[0].expected == "a column of this name: a number from 54 to 81 (degrees north)"
    assert faults[1].expected.startswith("one of the columns cluster_id, name,")


def test_a_column_that_stands_twice_is_a_fault() -> None:
    frame = clusters()
    assert places(check(TABLES["clusters"], pd.concat([frame, frame[["lat"]]], axis=1))) == [(1, "lat", "lat")]


def test_every_fault_of_a_row_and_of_a_table_is_listed() -> None:
    frame = clusters(lat="1", country="XX", founded_year="old", source_url="", fee_max_eur="5")
    frame.loc[2, "status"] = "sleeping"
    assert places(check(TABLES["clusters"], frame)) == [
        (3, "country", "XX"),
        (3, "lat", "1"),
        (3, "founded_year", "old"),
        (3, "fee_max_eur", "5"),
        (3, "source_url", ""),
        (4, "status", "sleeping"),
    ]


def test_typed_frames_are_checked_like_texts() -> None:
    typed = clusters().assign(lat=[63.0, 12.0, None], lon=[20.0, 20.0, None], founded_year=[1999.0, None, 2000.5])
    assert places(check(TABLES["clusters"], typed)) == [(3, "lat", "12.0"), (4, "founded_year", "2000.5")]


# --- files -----------------------------------------------------------------------------------------------

HEADER = "term,en,fi,sv,no,da\n"
LINE = "cluster,cluster,klusteri,kluster,klynge,klynge\n"
SIX = "6 cells, as many as the header"
LATIN = HEADER.encode() + "region,region,lääni,r,r,r\n".encode("latin-1")
EMPTY = "a header row with the columns term, en, fi, sv, no, da; the file is empty"


@pytest.mark.parametrize(
    ("content", "row", "column", "value", "expected"),
    [
        (HEADER + LINE + "a,b,c,d,e,f,g\n", 3, "", "7 cells", SIX),
        (
            HEADER + LINE + "\n" + LINE.replace("cluster,", "x,", 1),
            3,
            "",
            "",
            "a row with values; it is blank",
        ),
        (HEADER + LINE + "a,b,c,d,e\n", 3, "", "5 cells", SIX),
        (LATIN, 2, "fi", "l\\xe4\\xe4ni", "text in UTF-8"),
        (HEADER.encode("utf-16"), None, "", "UTF-16", "a file in UTF-8"),
        ("", None, "", "", EMPTY),
        (HEADER.replace(",", ";"), 1, "", "term;en;fi;sv;no;da", "columns separated by commas"),
        (HEADER + 'a,"b,c\n', 2, "", "unexpected end of data", "cells with closed quotation marks"),
        (HEADER.replace("da", "en") + LINE, 1, "en", "en", "a column name used once"),
    ],
)
def test_faults_of_the_file_itself(
    tmp_path: Path, content: str | bytes, row: int | None, column: str, value: str, expected: str
) -> None:
    first = check_file(TABLES["glossary"], written(tmp_path, content), {})[0]
    assert (first.row, first.column, first.value) == (row, column, value)
    assert first.expected.startswith(expected)
    assert first.file.endswith("glossary.csv")


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    assert places(check_file(TABLES["glossary"], tmp_path / "glossary.csv", {})) == [(None, "", "")]


def test_windows_lines_a_byte_order_mark_and_quoted_commas_are_no_faults(tmp_path: Path) -> None:
    line = 'region,"region, county",maakunta,region,fylke,region\n'
    content = b"\xef\xbb\xbf" + (HEADER + line).replace("\n", "\r\n").encode()
    assert check_file(TABLES["glossary"], written(tmp_path, content), {}) == []


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    # The cell with a line break takes two lines of the file but is one row; the repeated key is in row 4.
    content = HEADER + LINE + 'a,"b\nc",d,e,f,g\n' + LINE
    assert [(f.row, f.column) for f in check_file(TABLES["glossary"], written(tmp_path, content), {})] == [
        (3, "en"),
        (4, "term"),
    ]


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "glossary.csv"
    path.write_bytes(content)
    faults = check_file(TABLES["glossary"], path, {})
    assert all(fault.expected for fault in faults)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("geography", "notes"))
    return tmp_path / "data"


def test_a_broken_folder_names_each_table(data: Path) -> None:
    (data / "exports" / "exporting_firms.csv").unlink()
    glossary = data / "knowledge" / "glossary.csv"
    glossary.write_text(glossary.read_text("utf-8") + "bridge,bridge,,bro,bro,bro\n", "utf-8")
    sources = pd.read_csv(data / "sources.csv", dtype="str", keep_default_na=False)
    sources[sources["source_id"] != "finnish-customs"].to_csv(data / "sources.csv", index=False)
    faults = check_all(TABLES, data)
    assert {fault.table for fault in faults} == {
        "exporting_firms",
        "glossary",
    }  # only the former used the source
    assert "exports/exporting_firms.csv, the whole file: expected a readable file here; there is none" in map(
        str, faults
    )
    assert [(f.column, f.file) for f in faults if f.table == "glossary"] == [("fi", "knowledge/glossary.csv")]


def test_the_manifest_follows_the_files(data: Path) -> None:
    path = data / "knowledge" / "glossary.csv"
    before = manifest(TABLES, data)["glossary"]
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert manifest(TABLES, data)["glossary"] == before
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    frame[["term", "da", "no", "sv", "fi", "en"]].to_csv(path, index=False)
    after = manifest(TABLES, data)["glossary"]
    assert list(after["columns"]) == ["term", "da", "no", "sv", "fi", "en"]
    assert after["sha256"] != before["sha256"]


# --- the command -----------------------------------------------------------------------------------------


def test_validate_says_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert validate.run(TABLES) == 0
    rows = sum(len(pd.read_csv(DATA / table.path)) for table in TABLES.values())
    assert capsys.readouterr().out == f"{len(TABLES)} tables, {rows:,} rows: no fault\n"


def test_validate_a_users_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = "fi-lost,x,X,company,FI,,https://a.example,2020\n"
    header = template(TABLES["memberships"])
    path = written(tmp_path, header + row, "mine")
    assert validate.run(TABLES, path) == 2  # the file's name says no table
    assert "--table" in capsys.readouterr().err
    assert validate.run(TABLES, path, "memberships", "csv") == 1
    assert capsys.readouterr().out.splitlines() == [
        "table,file,row,column,value,expected",
        f"memberships,{path.as_posix()},2,cluster_id,fi-lost,a cluster_id that is in the table clusters",
    ]


def test_validate_writes_no_manifest_over_faults(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "manifest.json").unlink(missing_ok=True)
    (data / "sources.csv").write_text("nonsense\n", "utf-8")
    assert validate.run(TABLES, data, write_manifest=True) == 1
    assert not (data / "manifest.json").exists()
    shutil.copy(DATA / "sources.csv", data / "sources.csv")
    assert validate.run(TABLES, data, write_manifest=True) == 0
    assert json.loads((data / "manifest.json").read_text("utf-8")) == manifest(TABLES, data)


@pytest.mark.parametrize(
    "arguments",
    [
        {"path": Path("no-such-place")},
        {"table": "planets"},
        {"fmt": "xml"},
        {"table": "clusters", "write_manifest": True},
    ],
)
def test_validate_refuses_what_it_does_not_know(arguments: dict, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate.run(TABLES, **arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


# --- what is made from the models ------------------------------------------------------------------------


def test_the_dictionary_describes_every_column() -> None:
    rows = dictionary(TABLES)
    assert len(rows) == sum(len(table.columns) for table in (*TABLES.values(), TEXTS))
    assert rows["description"].str.len().gt(0).all()
    numbers = rows["type"].isin(["BIGINT", "DOUBLE"])
    assert rows.loc[numbers, "unit"].str.len().gt(0).all()
    lat = rows[(rows["table"] == "clusters") & (rows["column"] == "lat")].iloc[0]
    assert tuple(lat)[2:] == ("DOUBLE", "degrees north", "from 54 to 81", False, "Latitude, WGS 84")


def test_an_empty_template_keeps_the_contract(tmp_path: Path) -> None:
    for name in TABLES:
        assert check_file(TABLES[name], written(tmp_path, template(TABLES[name]), name), {}) == [], name


# --- properties ------------------------------------------------------------------------------------------

outside = st.one_of(st.floats(max_value=53.999), st.floats(min_value=81.001)).filter(lambda x: abs(x) < 1e300)


@settings(max_examples=40)
@given(latitude=outside, place=st.integers(0, 2))
def test_any_latitude_outside_the_nordic_box_is_a_fault_of_its_row(latitude: float, place: int) -> None:
    frame = clusters()
    frame.loc[place, "lat"] = repr(latitude)
    assert places(check(TABLES["clusters"], frame)) == [(place + 2, "lat", repr(latitude))]


@settings(max_examples=25)
@given(order=st.permutations(range(6)))
def test_the_order_of_rows_does_not_change_the_faults(order: list[int]) -> None:
    frame = pd.concat([clusters(lat="1", status="asleep"), clusters(members_sme="50")], ignore_index=True)
    frame["cluster_id"] = [f"fi-{number}" for number in range(6)]
    named = frame["cluster_id"].to_numpy()

    def of_cluster(table: pd.DataFrame) -> set[tuple[str, str, str]]:
        ids = table["cluster_id"].to_list()
        return {(ids[(f.row or 0) - 2], f.column, f.value) for f in check(TABLES["clusters"], table)}

    expected = {("fi-1", "lat", "1"), ("fi-1", "status", "asleep"), ("fi-4", "members_sme", "50")}
    assert set(named) == set(frame.iloc[order]["cluster_id"])
    assert of_cluster(frame.iloc[order]) == expected
