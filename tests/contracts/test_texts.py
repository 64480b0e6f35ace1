"""Texts in other languages: what is missing, what belongs to nothing, and what keeps a file from being loaded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analytics.contracts import validate
from analytics.contracts.checks import check_all
from analytics.contracts.text_files import languages, text_files
from analytics.contracts.texts import check_texts
from analytics.core import language
from analytics.core.paths import DATA
from analytics.table_list import TABLES
from analytics.warehouse import open_warehouse

FINNISH = "knowledge/texts.fi.csv"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The shipped tables, to be edited."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1
    path.write_text(content.replace(old, new), encoding="utf-8")


def test_shipped_texts_are_complete_and_belong_to_something() -> None:
    assert check_texts(TABLES) == []
    assert set(languages()) == set(language.LANGUAGES)
    assert {Path(name).name for name in text_files()} == {"texts.en.csv", "texts.fi.csv", "texts.sv.csv"}


def test_every_field_that_is_translated_is_a_text_with_a_key() -> None:
    for table in TABLES.values():
        for field, by in table.text_keys.items():
            assert table.duckdb_types[field] == "VARCHAR"
            assert by, (table.name, field)


def test_a_missing_text_is_named_with_row_column_and_language_and_shown_in_english(data: Path) -> None:
    lines = (data / FINNISH).read_text(encoding="utf-8").splitlines(keepends=True)
    (data / FINNISH).write_text("".join(x for x in lines if not x.startswith("networks,eccp,name,")), encoding="utf-8")
    fault = check_texts(TABLES, data)[0]
    assert (fault.table, fault.file, fault.column) == ("networks", "knowledge/networks.csv", "name")
    assert fault.row is not None
    assert (data / fault.file).read_text(encoding="utf-8").splitlines()[fault.row - 1].startswith("eccp,")
    assert "in fi" in fault.expected
    assert FINNISH in fault.expected
    assert check_all(TABLES, data) == []
    language.use("fi")
    opened = open_warehouse(data)
    rows = opened.ask("knowledge.networks")
    shown = opened.localised(rows, "networks", "name").set_index("network_id")["name"]
    assert shown["eccp"] == rows.set_index("network_id").at["eccp", "name"] == fault.value
    assert opened.faults == {}


def test_texts_of_nothing_are_named(data: Path) -> None:
    with (data / FINNISH).open("a", encoding="utf-8", newline="\n") as file:
        file.write("networks,nobody,name,Ei kukaan\n")
        file.write("networks,eccp,website,x\n")
        file.write("planets,mars,name,Mars\n")
        file.write("programmes,no-nic,name,x\n")  # a table of another folder
    last = len((data / FINNISH).read_text(encoding="utf-8").splitlines())
    faults = [(fault.file, fault.row, fault.column, fault.value) for fault in check_texts(TABLES, data)]
    assert faults == [
        (FINNISH, last - 3, "key", "nobody"),
        (FINNISH, last - 2, "field", "website"),
        (FINNISH, last - 1, "table_name", "planets"),
        (FINNISH, last, "table_name", "programmes"),
    ]


def test_a_text_for_an_empty_cell_belongs_to_nothing(data: Path) -> None:
    rows = {line.split(",")[0] for line in (data / FINNISH).read_text(encoding="utf-8").splitlines()}
    assert "networks" in rows
    with (data / FINNISH).open("a", encoding="utf-8", newline="\n") as file:
        file.write("networks,eccp,fee,maksuton\n")
    assert [fault.column for fault in check_texts(TABLES, data)] == ["key"]


def test_a_repeated_text_keeps_its_file_from_being_loaded(data: Path) -> None:
    content = (data / FINNISH).read_text(encoding="utf-8")
    first = content.splitlines()[1]
    (data / FINNISH).write_text(content + first + "\n", encoding="utf-8")
    fault = check_all(TABLES, data)[0]
    assert (fault.table, fault.file) == ("texts", FINNISH)
    assert "used once (it is in row 2 too)" in fault.expected
    opened = open_warehouse(data)
    assert set(opened.faults) == {"texts"}
    known = opened.table("texts").query("language == 'fi'")["table_name"]
    assert "networks" not in set(known)
    assert "clusters" in set(known)


def test_a_language_is_a_file_more(data: Path) -> None:
    lines = ["table_name,key,field,text", "networks,eccp,name,Den europeiske klyngeplattformen"]
    (data / "knowledge" / "texts.no.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert check_texts(TABLES, data) == []  # no folder in locale/ asks for it yet
    wanted = check_texts(TABLES, data, ["no"])
    assert len(wanted) == len(check_texts(TABLES, DATA, ["no"])) - 1 > 1000
    opened = open_warehouse(data)
    assert opened.faults == {}
    shown = opened.localised(opened.ask("knowledge.networks"), "networks", "name", language="no")
    assert "Den europeiske klyngeplattformen" in set(shown["name"])


def test_validate_lists_gaps_and_still_records_the_tables(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(data / "texts.fi.csv", "source_lines,export_indicators|,line,", "source_lines,nothing|,line,")
    (data / "manifest.json").unlink()
    assert validate.run(TABLES, data, write_manifest=True) == 1
    assert (data / "manifest.json").exists()
    said = capsys.readouterr().out
    assert "texts.fi.csv, row 2, column key" in said
    assert "source_lines.csv, row 2, column line" in said
    assert validate.run(TABLES, data / FINNISH) == 0
    assert validate.run(TABLES, data, table="texts") == 1
