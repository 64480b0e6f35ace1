"""A reader's own tables: read whole from any kind of file, put in the table's form, faults where they are."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import geopandas
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.core import language
from analytics.core.worker import RefusedError
from analytics.own_tables import job, questions, values, words
from analytics.own_tables.models import FAULTS, ROWS, Choices, Reading
from analytics.table_list import TABLES
from tests.own_tables.made import REGISTER, nordic_excel, shipped


def frame(reading: Reading) -> pd.DataFrame:
    return pd.DataFrame(reading.rows, columns=list(reading.columns))


def test_a_register_with_titles_words_and_commas_is_understood() -> None:
    reading = job.read(REGISTER.encode("cp1252"), Choices("clusters"))
    assert reading.faults == ()
    assert reading.choices.header == 3
    assert reading.numbers == (4, 5)
    first, second = frame(reading).to_dict("records")
    assert first["country"] == second["country"] == "FI"
    assert (first["members_total"], first["fee_min_eur"], first["source_url"]) == (
        "1204",
        "60.17",
        "https://www.example.org/a",
    )
    assert (second["members_total"], second["fee_min_eur"]) == ("", "")
    assert second["ecosystem"] == "Digital"
    assert (first["cluster_id"], second["cluster_id"]) == ("fi-kokkolan-testiklusteri", "fi-riihimaen-klusteri")
    # Kokkola lies at 63.8 N, 23.1 E.
    assert abs(float(first["lat"]) - 63.84) < 0.1
    assert abs(float(first["lon"]) - 23.13) < 0.2
    assert "GeoNames" in first["note"]
    assert any("60,17" in said for said in reading.mended)


FILES = [
    ("clusters", "clusters/clusters.csv", (), ("lat", "lon", "fee_min_eur", "fee_max_eur")),
    ("membership_fees", "memberships/membership_fees.csv", ("is_current",), ("fee_amount", "fee_eur")),
    ("export_indicators", "exports/export_indicators.csv", (), ("value",)),
]


@pytest.mark.parametrize(("table", "path", "flags", "decimals"), FILES)
def test_a_shipped_table_saved_by_a_nordic_excel_is_the_table_again(
    table: str, path: str, flags: tuple[str, ...], decimals: tuple[str, ...]
) -> None:
    rows = shipped(path)
    reading = job.read(nordic_excel(rows, flags, decimals), Choices(table))
    assert reading.faults_in_all == 0
    found = frame(reading)
    for name in rows:
        numbers = name in decimals
        expected = pd.to_numeric(rows[name]) if numbers else rows[name]
        got = pd.to_numeric(found[name]) if numbers else found[name]
        kept = expected.astype(str).str.isascii() if not numbers else expected.notna()  # cp1252 lacks some letters
        assert list(got[kept]) == list(expected[kept]), name


def as_ods(rows: pd.DataFrame) -> bytes:
    """A sheet of OpenDocument with every cell as text."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    line = "<table:table-row>{}</table:table-row>".format
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'.format
    table = "".join(
        line("".join(cell(escape(text)) for text in row)) for row in [list(rows), *rows.to_numpy().tolist()]
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
            f'xmlns:text="{names}:text:1.0" office:version="1.3"><office:body><office:spreadsheet>'
            f'<table:table table:name="1">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return file.getvalue()


def as_kind(rows: pd.DataFrame, kind: str) -> bytes:
    file = io.BytesIO()
    if kind == "xlsx":
        rows.to_excel(file, index=False)
    elif kind == "ods":
        file.write(as_ods(rows))
    elif kind == "parquet":
        rows.to_parquet(file)
    elif kind == "tsv":
        file.write(rows.to_csv(sep="\t", index=False).encode("utf-16"))
    else:
        shapes = geopandas.GeoDataFrame(
            rows.drop(columns=["lat", "lon"]),
            geometry=geopandas.points_from_xy(pd.to_numeric(rows["lon"]), pd.to_numeric(rows["lat"])),
            crs="EPSG:4326",
        )
        shapes.to_file(file, driver={"geojson": "GeoJSON", "gpkg": "GPKG"}[kind])
    return file.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "ods", "parquet", "tsv", "geojson", "gpkg"])
def test_every_kind_of_file_gives_the_same_rows(kind: str) -> None:
    rows = shipped("clusters/clusters.csv")
    rows = rows[rows["lat"] != ""].head(40).reset_index(drop=True)
    reading = job.read(as_kind(rows, kind), Choices("clusters"))
    assert reading.faults == ()
    found = frame(reading)
    assert list(found["cluster_id"]) == list(rows["cluster_id"])
    assert list(found["name"]) == list(rows["name"])
    for name in ("lat", "lon"):
        assert pd.to_numeric(found[name]).sub(pd.to_numeric(rows[name])).abs().max() < 1e-5


def test_all_faults_are_told_with_row_column_value_and_remedy() -> None:
    rows = shipped("clusters/clusters.csv").head(6)
    rows.loc[0, "country"] = "Atlantis"
    rows.loc[2, "founded_year"] = "long ago"
    rows.loc[3, "cluster_id"] = rows.loc[1, "cluster_id"]
    rows.loc[4, "lat"] = "99"
    rows.loc[5, ["members_total", "members_sme"]] = ["3", "4"]
    content = ("A title\n\n" + rows.to_csv(index=False)).encode()
    reading = job.read(content, Choices("clusters"))
    told = {(fault.row, fault.column): fault for fault in reading.faults}
    # Title, blank row and names come first: the first row of the table is row 4 of the file.
    assert set(told) == {(4, "country"), (6, "founded_year"), (7, "cluster_id"), (8, "lat"), (9, "members_sme")}
    assert told[4, "country"].value == "Atlantis"
    language.use("fi")
    assert "Suomi (FI)" in words.expected(told[4, "country"])
    assert "vuosi" in words.expected(told[6, "founded_year"])
    assert "aiemmalla rivillä" in words.expected(told[7, "cluster_id"])
    assert words.expected(told[9, "members_sme"]) == "enintään members_total"
    language.use("sv")
    assert words.expected(told[9, "members_sme"]) == "högst members_total"
    language.use("en")
    mended = questions.faulty_rows(reading)
    assert list(mended["Row"]) == [4, 6, 7, 8, 9]
    assert set(questions.sound_rows(reading)["cluster_id"]) == {rows.loc[1, "cluster_id"]}
    book = openpyxl.load_workbook(io.BytesIO(questions.to_mend(reading)))
    assert book.active is not None
    assert book.active.max_row == 6


def test_a_row_with_a_fault_is_left_out_also_beyond_the_faults_that_are_listed() -> None:
    row = shipped("clusters/clusters.csv").head(1)
    rows = pd.concat([row] * (FAULTS // 2 + 1), ignore_index=True)
    rows["cluster_id"] = [f"fi-{number}" for number in range(len(rows))]
    rows[["lat", "founded_year"]] = "none of these"  # two faults a row
    rows.loc[len(rows)] = row.iloc[0]
    reading = job.read(rows.to_csv(index=False).encode(), Choices("clusters"))
    assert len(reading.faults) == FAULTS
    assert len(reading.faulty_rows) == len(rows) - 1
    assert list(questions.sound_rows(reading)["cluster_id"]) == list(row["cluster_id"])


def test_a_file_of_faulty_rows_is_taken_again_once_mended() -> None:
    rows = shipped("clusters/clusters.csv").head(3)
    rows.loc[1, "founded_year"] = "long ago"
    reading = job.read(rows.to_csv(index=False).encode(), Choices("clusters"))
    book = openpyxl.load_workbook(io.BytesIO(questions.to_mend(reading)))
    sheet = book.active
    assert sheet is not None
    head = [cell.value for cell in sheet[1]]
    sheet.cell(2, head.index("founded_year") + 1).value = 1999
    file = io.BytesIO()
    book.save(file)
    again = job.read(file.getvalue(), Choices("clusters"))
    assert again.faults == ()
    assert frame(again).loc[0, "founded_year"] == "1999"


def test_a_column_that_must_be_known_is_one_fault_and_a_value_for_all_rows_mends_it() -> None:
    rows = shipped("clusters/clusters.csv").head(20).drop(columns=["kind"])
    content = rows.to_csv(index=False).encode()
    reading = job.read(content, Choices("clusters"))
    assert [(fault.row, fault.column) for fault in reading.faults] == [(None, "kind")]
    settled = Choices("clusters", columns=reading.choices.columns, constants={"kind": "project"}, is_settled=True)
    again = job.read(content, settled)
    assert again.faults == ()
    assert set(frame(again)["kind"]) == {"project"}


def test_a_number_that_may_be_two_is_asked_about() -> None:
    column = TABLES["membership_fees"].schema.columns["fee_amount"]
    assert values.Column(column, ["1,234"]).read(["1,234"]) == ["1,234"]  # stays, and the contract refuses it
    assert values.Column(column, ["1,234", "60,17"]).read(["1,234"]) == ["1.234"]
    assert values.Column(column, []).read(["1.234,50"]) == ["1234.50"]
    assert values.Column(column, []).read(["1,234.50"]) == ["1234.50"]
    assert values.Column(column, []).read(["1 234 €"]) == ["1234"]
    assert values.Column(column, []).read(["−5,5 %"]) == ["-5.5"]


@settings(max_examples=200, deadline=None)
@given(st.floats(-1e9, 1e9).map(lambda number: round(number, 2)), st.sampled_from([" ", "\u00a0", "\u202f", ""]))
def test_a_number_in_nordic_writing_is_the_number(number: float, thousands: str) -> None:
    column = TABLES["membership_fees"].schema.columns["fee_amount"]
    written = f"{number:,.2f}".replace(",", thousands).replace(".", ",")
    assert float(values.Column(column, [written]).read([written])[0]) == number


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_whatever_is_handed_in_is_read_or_refused_in_words(content: bytes) -> None:
    try:
        reading = job.read(content, Choices("clusters"))
    except RefusedError as error:
        said = str(error)
        assert said
    else:
        assert reading.faults_in_all > 0 or reading.rows


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0old", "old Excel"),
        (b"\0" * 8 + b"DUCK" + b"\0" * 200, "DuckDB"),
        (b"PAR1 and no more", "damaged"),
        (b"SQLite format 3\0rest", "damaged"),
        (b'{"type": "FeatureCollection", "features": [', "damaged"),
        (b"a;b\n" + b"1;2\n" * (ROWS + 60), "too large"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        job.read(content, Choices("clusters"))


def test_the_template_of_a_language_comes_back_through_its_spreadsheet() -> None:
    language.use("fi")
    empty = questions.template("membership_fees")
    assert empty.startswith(b"\xef\xbb\xbf")
    assert empty.decode("utf-8-sig").strip().split(";") == list(TABLES["membership_fees"].columns)
    language.use("en")
    assert questions.template("clusters").decode("utf-8-sig").strip().split(",") == list(TABLES["clusters"].columns)
