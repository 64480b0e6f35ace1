"""Files of analytics.publish.tables, opened with other programs: openpyxl, GDAL, the csv module, pyarrow."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.core.chart import Source
from analytics.publish import cells, file_names, tables, workbook

SOURCES = (
    Source("Statistics Finland", "exports", "2015–2023", "https://stat.fi/"),
    Source("=Åsa's list", "clusters"),
)
DAY = date(2026, 11, 21)
DANGEROUS = "=+-@\t\r\n＝＋－＠"
# 0.1 + 0.2 is 0.30000000000000004 in doubles: it needs 17 digits, one more than xlsxwriter writes by itself.
LONG = 0.1 + 0.2


@pytest.fixture
def frame() -> pd.DataFrame:
    """Three clusters, the last without a place; every kind of value, and a missing one in most columns."""
    return pd.DataFrame(
        {
            "name": ["Åbo Marin", "=HYPERLINK(1)", "  @home, \"x\"\nnext"],
            "lat": [60.4518, -33.5, np.nan],
            "lon": [22.2666, 18.25, np.nan],
            "members": pd.array([1200, None, -5], dtype="Int64"),
            "share_pct": [LONG, -1.5, np.nan],
            "open": pd.array([True, False, None], dtype="boolean"),
            "founded": pd.Series(["2009-05-01", None, "2026-02-28"], dtype="datetime64[us]"),
            "read_at": pd.Series(["2026-11-21 18:30", None, "2026-11-21"], dtype="datetime64[us]"),
            "topics": [["wind", "sea"], [], None],
            "founded_year": pd.array([2009, 1999, None], dtype="Int64"),
        }
    )  # fmt: skip


def _csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def _book(content: bytes) -> Any:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(content))


def _written(content: bytes, folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


# ------------------------------------------------------------------ CSV


def test_csv_gives_exact_values_and_empty_for_missing(frame: pd.DataFrame) -> None:
    content = tables.to_csv(frame)
    head, first, second, third = _csv(content)
    assert head == list(frame.columns)
    # ISO by hand: decimal points, dates without a time where no row has one, lists joined, text marked.
    assert first == ["Åbo Marin", "60.4518", "22.2666", "1200", "0.30000000000000004", "true", "2009-05-01",
                     "2026-11-21T18:30:00", "wind; sea", "2009"]  # fmt: skip
    assert second == ["'=HYPERLINK(1)", "-33.5", "18.25", "", "-1.5", "false", "", "", "", "1999"]
    assert third == [
        '\'  @home, "x"\nnext',
        "",
        "",
        "-5",
        "",
        "",
        "2026-02-28",
        "2026-11-21T00:00:00",
        "",
        "",
    ]
    assert b"\r" not in content
    assert content.endswith(b"\n")


def test_csv_bom_is_asked_for(frame: pd.DataFrame) -> None:
    assert tables.to_csv(frame, bom=True) == b"\xef\xbb\xbf" + tables.to_csv(frame)
    assert not tables.to_csv(frame).startswith(b"\xef\xbb\xbf")


def test_csv_keeps_the_kind_of_each_cell_in_a_mixed_column() -> None:
    mixed = pd.DataFrame({"-x": pd.Series([-1, "-1", Decimal("-1.10"), date(2026, 1, 2), None], dtype="object")})
    assert _csv(tables.to_csv(mixed)) == [["'-x"], ["-1"], ["'-1"], ["-1.10"], ["2026-01-02"], [""]]


@pytest.mark.parametrize("lead", ["", " ", "   ", "\u00a0", "\ufeff", "\x00", " \u200b "])
@pytest.mark.parametrize("sign", list(DANGEROUS))
def test_formula_like_text_gets_an_apostrophe(lead: str, sign: str) -> None:
    assert cells.harmless(f"{lead}{sign}1") == f"'{lead}{sign}1"


@pytest.mark.parametrize("text", ["", "-", " - ", "a=b", "1-2", " plain", "'=1", "Åland", "a\n=b", "(-1)"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert cells.harmless(text) == text


_TEXT = st.text(max_size=20) | st.text(alphabet=f"{DANGEROUS} \u00a0\",;'a", max_size=8)


@given(st.lists(st.tuples(_TEXT, _TEXT), min_size=1, max_size=5))
def test_csv_text_comes_back_and_never_starts_a_formula(rows: list[tuple[str, str]]) -> None:
    read = _csv(tables.to_csv(pd.DataFrame(rows, columns=["a", "b"], dtype="object")))
    assert len(read) == len(rows) + 1
    for given_row, read_row in zip(rows, read[1:], strict=True):
        for text, cell in zip(given_row, read_row, strict=True):
            assert cell in (text, f"'{text}")
            if cell.strip(" \u00a0") not in ("-", "－"):  # alone it is no formula
                assert not cell.startswith(tuple(DANGEROUS))
                assert not cell.strip().startswith(tuple(DANGEROUS))


@given(st.lists(_TEXT, max_size=5))
def test_csv_of_one_column_loses_no_row(texts: list[str]) -> None:
    read = _csv(tables.to_csv(pd.DataFrame({"a": pd.Series(texts, dtype="object")})))
    assert [row[0].removeprefix("'") for row in read[1:]] == [text.removeprefix("'") for text in texts]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=5))
def test_csv_numbers_come_back_exactly(numbers: list[float]) -> None:
    read = _csv(tables.to_csv(pd.DataFrame({"x": pd.Series(numbers, dtype="float64")})))
    assert [float(row[0]) for row in read[1:]] == numbers


# ------------------------------------------------------------------ XLSX


def test_xlsx_holds_exact_values_of_the_right_type(frame: pd.DataFrame) -> None:
    book = _book(workbook.to_xlsx(frame, title="Clusters", sources=SOURCES, made=DAY))
    sheet = book["Clusters"]
    assert [cell.value for cell in sheet[1]] == list(frame.columns)
    first = [cell.value for cell in sheet[2]]
    assert first == ["Åbo Marin", 60.4518, 22.2666, 1200, LONG, True, datetime(2009, 5, 1),
                     datetime(2026, 11, 21, 18, 30), "wind; sea", 2009]  # fmt: skip
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "n", "n", "n", "b", "d", "d", "s", "n"]
    third = [cell.value for cell in sheet[4]]
    assert third[1:6] == [None, None, -5, None, None]
    assert sheet["G2"].number_format == "yyyy-mm-dd"
    assert sheet["H2"].number_format == "yyyy-mm-dd hh:mm:ss"
    assert sheet["D2"].number_format == "#,##0"
    assert sheet["E2"].number_format == "#,##0.0000"
    assert sheet["J2"].number_format == "0"  # a year has no thousands mark


def test_xlsx_text_is_never_a_formula_or_a_link(frame: pd.DataFrame) -> None:
    links = frame.assign(link="https://stat.fi/", sum="{=SUM(A1)}")
    sheet = _book(workbook.to_xlsx(links, title="Clusters", sources=SOURCES)).worksheets[0]
    assert sheet["A3"].value == "=HYPERLINK(1)"
    assert sheet["A3"].data_type == "s"
    assert sheet["A3"].quotePrefix
    assert sheet["A4"].value == '  @home, "x"\nnext'
    assert sheet["K2"].hyperlink is None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_xlsx_can_be_read_and_filtered(frame: pd.DataFrame) -> None:
    sheet = _book(workbook.to_xlsx(frame, title="Clusters", sources=SOURCES)).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:J4"
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJ"]
    assert all(8 <= width <= 61 for width in widths)
    assert sheet.column_dimensions["J"].width >= len("founded_year")


def test_xlsx_sources_sheet_tells_where_from_and_when(frame: pd.DataFrame) -> None:
    content = workbook.to_xlsx(frame, title="Clusters", sources=SOURCES, notes=["=Fees known for 12 of 74"], made=DAY)
    sheet = _book(content)["Sources"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "Clusters"
    assert rows[1][1] == datetime(2026, 11, 21)
    assert ["Statistics Finland", "exports", "2015–2023", "https://stat.fi/"] in rows
    assert ["=Åsa's list", "clusters"] in [row[:2] for row in rows]
    assert rows[-1][0] == "=Fees known for 12 of 74"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Exports: FI/SE [2023]?", "Exports FI SE 2023"),
        ("'quoted'", "quoted"),
        ("x" * 40, "x" * 31),
        ("𐀀" * 20, "𐀀" * 15),  # two UTF-16 units each: 15 are 30 of the 31
        ("  ", "Data"),
        ("History", "Data"),
        ("sources", "Data"),
    ],
)
def test_xlsx_sheet_names_are_what_excel_takes(title: str, name: str) -> None:
    book = _book(workbook.to_xlsx(pd.DataFrame({"a": [1]}), title=title, sources=()))
    assert book.sheetnames == [name, "Sources"]


def test_xlsx_drops_characters_that_xml_forbids() -> None:
    texts = pd.DataFrame({"a\x01": ["x\x00y\x0b\x1fz\ufffe", "tab\tstays", "two\r\nlines"]})
    content = workbook.to_xlsx(texts, title="a\x02b", sources=[Source("s\x03", "t")], notes=["n\x04"])
    book = _book(content)
    assert book.sheetnames[0] == "ab"
    assert [cell.value for cell in book.worksheets[0]["A"]] == ["a", "xyz", "tab\tstays", "two\nlines"]


def test_xlsx_writes_as_text_what_excel_cannot_hold_as_a_value() -> None:
    odd = pd.DataFrame(
        {
            "whole": pd.Series([2**53, 2**53 + 1]),
            "day": pd.Series([date(1899, 12, 31), date(1900, 1, 1)], dtype="object"),
            "zoned": pd.to_datetime(["2026-11-21T12:00+02:00"] * 2),
        }
    )
    sheet = _book(workbook.to_xlsx(odd, title="t", sources=())).worksheets[0]
    assert [cell.value for cell in sheet["A"]][1:] == [9007199254740992, "9007199254740993"]
    assert sheet["B2"].value == "1899-12-31"
    assert sheet["B3"].value == datetime(1900, 1, 1)
    assert sheet["C2"].value == "2026-11-21T12:00:00+02:00"


def test_xlsx_says_what_does_not_fit() -> None:
    with pytest.raises(ValueError, match="1,048,576 rows"):
        workbook.to_xlsx(pd.DataFrame({"a": np.zeros(1_048_576, dtype="int8")}), title="t", sources=())
    with pytest.raises(ValueError, match=r"16,385 columns"):
        workbook.to_xlsx(pd.DataFrame(np.zeros((1, 16_385))), title="t", sources=())
    with pytest.raises(ValueError, match=r"Column a, row 1: 32,768 characters"):
        workbook.to_xlsx(pd.DataFrame({"a": ["x" * 32_768]}), title="t", sources=())
    with pytest.raises(ValueError, match="infinite"):
        workbook.to_xlsx(pd.DataFrame({"a": [np.inf]}), title="t", sources=())


@pytest.mark.parametrize("empty", [pd.DataFrame(), pd.DataFrame({"a": pd.Series([], dtype="float64")})])
def test_xlsx_of_nothing_opens(empty: pd.DataFrame) -> None:
    assert _book(workbook.to_xlsx(empty, title="t", sources=SOURCES)).sheetnames == ["t", "Sources"]


# ------------------------------------------------------------------ GeoJSON


def test_geojson_keeps_every_row_and_the_sources(frame: pd.DataFrame) -> None:
    read = json.loads(tables.to_geojson(frame, sources=SOURCES))
    assert read["type"] == "FeatureCollection"
    assert "crs" not in read  # RFC 7946, section 4
    assert read["sources"][0] == {
        "text": "Statistics Finland", "table": "exports", "years": "2015–2023", "url": "https://stat.fi/"
    }  # fmt: skip
    places = [feature["geometry"] for feature in read["features"]]
    assert places == [
        {"type": "Point", "coordinates": [22.2666, 60.4518]},
        {"type": "Point", "coordinates": [18.25, -33.5]},
        None,
    ]
    assert read["features"][0]["properties"] == {
        "name": "Åbo Marin", "lat": 60.4518, "lon": 22.2666, "members": 1200, "share_pct": LONG, "open": True,
        "founded": "2009-05-01", "read_at": "2026-11-21T18:30:00", "topics": "wind; sea",
        "founded_year": 2009,
    }  # fmt: skip
    assert read["features"][2]["properties"]["share_pct"] is None
    assert read["features"][2]["properties"]["open"] is None
    assert read["features"][1]["properties"]["name"] == "=HYPERLINK(1)"


def test_geojson_opens_in_gdal(frame: pd.DataFrame, tmp_path: Path) -> None:
    import geopandas as gpd

    read = gpd.read_file(_written(tables.to_geojson(frame, sources=SOURCES), tmp_path, "a.geojson"))
    assert read.crs.to_epsg() == 4326
    assert list(read.geometry.isna()) == [False, False, True]
    assert (read.geometry[0].x, read.geometry[0].y) == (22.2666, 60.4518)
    assert list(read["name"]) == list(frame["name"])


def test_geojson_without_a_place_has_null_geometries() -> None:
    features = json.loads(tables.to_geojson(pd.DataFrame({"a": [1, 2]}), sources=()))["features"]
    assert [feature["geometry"] for feature in features] == [None, None]
    outside = pd.DataFrame({"lat": [91.0, 60.0, 60.0], "lon": [20.0, np.nan, 20.0]})
    features = json.loads(tables.to_geojson(outside, sources=()))["features"]
    assert [feature["geometry"] is None for feature in features] == [True, True, False]


def test_geojson_says_what_json_cannot_hold() -> None:
    with pytest.raises(ValueError, match="Column a"):
        tables.to_geojson(pd.DataFrame({"a": [-np.inf]}), sources=())
    with pytest.raises(ValueError, match="same name"):
        tables.to_geojson(pd.DataFrame([[1, 2]], columns=["a", "a"]), sources=())


# ------------------------------------------------------------------ GeoPackage


def test_geopackage_opens_in_gdal(frame: pd.DataFrame, tmp_path: Path) -> None:
    import geopandas as gpd
    import pyogrio

    path = _written(tables.to_geopackage(frame, layer="clusters", sources=SOURCES), tmp_path, "a.gpkg")
    assert [list(row) for row in pyogrio.list_layers(path)] == [["clusters", "Point"], ["sources", None]]
    info = pyogrio.read_info(path, layer="clusters")
    kinds = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert kinds == {
        "name": "OFTString", "lat": "OFTReal", "lon": "OFTReal", "members": "OFTInteger64",
        "share_pct": "OFTReal", "open": "OFTInteger", "founded": "OFTDate", "read_at": "OFTDateTime",
        "topics": "OFTString",
        "founded_year": "OFTInteger64",
    }  # fmt: skip
    read = gpd.read_file(path, layer="clusters")
    assert read.crs.to_epsg() == 4326
    assert list(read.geometry.isna()) == [False, False, True]
    assert (read.geometry[1].x, read.geometry[1].y) == (18.25, -33.5)
    assert list(read["name"]) == list(frame["name"])
    assert read["share_pct"][0] == LONG
    assert read["members"][2] == -5
    assert np.isnan(read["members"][1])
    assert read["read_at"][0] == pd.Timestamp("2026-11-21 18:30")


def test_geopackage_carries_its_sources(frame: pd.DataFrame, tmp_path: Path) -> None:
    import pyogrio

    path = _written(tables.to_geopackage(frame, layer="clusters", sources=SOURCES), tmp_path, "a.gpkg")
    listed = pyogrio.read_dataframe(path, layer="sources")
    assert list(listed["text"]) == ["Statistics Finland", "=Åsa's list"]
    assert list(listed["url"]) == ["https://stat.fi/", ""]


def test_geopackage_without_places_is_a_table(tmp_path: Path) -> None:
    import pyogrio

    taken = pd.DataFrame({"fid": [7, 7], "geom": ["a\0b", "c"], "unknown": [None, None]})
    path = _written(tables.to_geopackage(taken, layer="t", sources=()), tmp_path, "a.gpkg")
    assert [list(row) for row in pyogrio.list_layers(path)] == [["t", None], ["sources", None]]
    read = pyogrio.read_dataframe(path, layer="t")
    assert list(read["fid"]) == [7, 7]
    assert list(read["geom"]) == ["ab", "c"]
    assert read["unknown"].isna().all()


@pytest.mark.parametrize("rows", [0, 2])
def test_geopackage_where_no_row_has_a_place(rows: int, tmp_path: Path) -> None:
    import pyogrio

    lost = pd.DataFrame({"lat": [np.nan] * rows, "lon": [np.nan] * rows, "fid": [1] * rows, "Geometry": ["x"] * rows})
    path = _written(tables.to_geopackage(lost, layer="t", sources=SOURCES), tmp_path, "a.gpkg")
    info = pyogrio.read_info(path, layer="t")
    assert (info["features"], info["geometry_type"], info["crs"]) == (rows, "Point", "EPSG:4326")


def test_geopackage_refuses_names_that_clash() -> None:
    for layer in ("", "Sources"):
        with pytest.raises(ValueError, match="layer"):
            tables.to_geopackage(pd.DataFrame({"a": [1]}), layer=layer, sources=())
    with pytest.raises(ValueError, match="same name"):
        tables.to_geopackage(pd.DataFrame({"a": [1], "A": [2]}), layer="t", sources=())


# ------------------------------------------------------------------ Parquet


def test_parquet_keeps_types_and_sources(frame: pd.DataFrame) -> None:
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(tables.to_parquet(frame, sources=SOURCES)))
    kinds = {field.name: str(field.type) for field in table.schema}
    assert kinds["members"] == "int64"
    assert kinds["share_pct"] == "double"
    assert kinds["open"] == "bool"
    assert kinds["founded"].startswith("timestamp")
    assert kinds["topics"] == "list<element: string>"
    assert table["topics"].to_pylist() == [["wind", "sea"], [], None]
    assert table["share_pct"].to_pylist() == [LONG, -1.5, None]
    assert table["members"].to_pylist() == [1200, None, -5]
    assert table["name"].to_pylist() == list(frame["name"])
    listed = json.loads(table.schema.metadata[b"sources"])
    assert [Source(**source) for source in listed] == list(SOURCES)
    assert table.to_pandas()["members"].dtype == "Int64"


def test_parquet_makes_text_of_a_mixed_column() -> None:
    import pyarrow.parquet as pq

    mixed = pd.DataFrame({"a": [-1, "x", None], "b": [None] * 3}, index=[5, 5, 6])
    table = pq.read_table(io.BytesIO(tables.to_parquet(mixed, sources=())))
    assert table.to_pydict() == {"a": ["-1", "x", None], "b": [None, None, None]}
    assert "string" in str(table.schema.field("b").type)


# ------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("subject", "words", "ext", "name"),
    [
        (
            "clusters",
            ["FI-NO", "renewable energy"],
            "xlsx",
            "clusters_FI-NO_renewable-energy_2026-11-21.xlsx",
        ),
        ("exports.intensity", [], ".CSV", "exports-intensity_2026-11-21.csv"),
        ("Ære & Þór", ["Östergötland", "", "Москва"], "gpkg", "Aere-Thor_Ostergotland_2026-11-21.gpkg"),
        ("CON", [], "csv", "CON_2026-11-21.csv"),
        ("../..", [], "csv", "table_2026-11-21.csv"),
    ],
)
def test_file_names(subject: str, words: list[str], ext: str, name: str) -> None:
    assert file_names.file_name(subject, words, DAY, ext) == name


@given(st.text(max_size=150), st.lists(st.text(max_size=60), max_size=5), st.dates(), st.text(max_size=20))
def test_file_names_are_safe(subject: str, words: list[str], day: date, ext: str) -> None:
    name = file_names.file_name(subject, words, day, ext)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[a-z0-9]+)?", name)
    assert len(name) <= 100
    assert day.isoformat() in name
