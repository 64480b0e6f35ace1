"""The command line as an analyst uses it: exact values, every query and chart listed, clear refusals."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analytics.__main__ import CHART_FORMATS, main
from analytics.catalogue import CHARTS
from analytics.core.paths import DATA, ROOT
from analytics.publish.formats import FORMATS
from analytics.warehouse import queries


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_query_prints_exact_values(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "query", "exports.intensity", "-p", "countries=FI,DK", "-p", "since=2023")
    rows = list(csv.DictReader(io.StringIO(out)))
    shipped = pd.read_csv(DATA / "exports" / "export_indicators.csv", dtype=str)
    for row in rows:
        same = shipped[
            (shipped["country"] == row["country"])
            & (shipped["year"] == row["year"])
            & (shipped["indicator"] == "NE.EXP.GNFS.ZS")
        ]
        assert float(same["value"].iloc[0]) == float(row["exports_pct_gdp"])
    assert code == 0
    assert {row["country"] for row in rows} == {"FI", "DK"}


def test_json_keeps_letters_and_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "query", "clusters.list", "-p", "search=göteborg", "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert {row["city"] for row in rows} == {"Göteborg"}
    assert any(row["founded_year"] is None for row in rows)


def test_every_query_is_listed_with_its_question(capsys: pytest.CaptureFixture[str]) -> None:
    _code, out, _ = run(capsys, "queries")
    for name, query in queries().items():
        assert f"{name}: {query.question}" in out
        assert all(f"-p {p.name} " in out for p in query.parameters)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "clusters.none"), "no query named 'clusters.none'"),
        (("query", "clusters.list", "-p", "land=FI"), "no parameter 'land'"),
        (("chart", "exports.none"), "no chart 'exports.none'"),
        (("chart", "exports.intensity", "-p", "colour=red"), "takes country"),
        (("chart", "exports.intensity", "-p", "since=soon"), "soon"),
    ],
)
def test_wrong_questions_are_refused_in_words(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, _out, err = run(capsys, *arguments)
    assert code == 2
    assert said in err


def test_a_chart_writes_the_same_values_as_its_query(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "f.csv"
    code, _, _ = run(capsys, "chart", "exports.intensity", "-p", "country=FI", "--lang", "fi", "--out", str(out))
    chart = pd.read_csv(out)
    assert code == 0
    assert list(chart.columns[:3]) == ["country", "year", "exports_pct_gdp"]
    shipped = pd.read_csv(DATA / "exports" / "export_indicators.csv")
    shipped = shipped[shipped["indicator"] == "NE.EXP.GNFS.ZS"].set_index(["country", "year"])["value"]
    for row in chart.itertuples():
        assert shipped[row.country, row.year] == row.exports_pct_gdp


def test_a_chart_is_written_in_every_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # What a file of each kind begins with, by its own standard.
    starts = {
        "csv": b"country,", "csv-excel": b"\xef\xbb\xbfcountry,", "xlsx": b"PK", "pptx": b"PK", "parquet": b"PAR1",
        "json": b"{", "txt": b"Exporten",
        "html": b"<!DOCTYPE html>", "svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF",
    }  # fmt: skip
    assert set(starts) == set(CHART_FORMATS) == set(FORMATS) - {"png-square"}
    for kind, start in starts.items():
        out = tmp_path / f"chart.{kind}"
        code, _, err = run(capsys, "chart", "exports.intensity", "-p", "country=SE", "--lang", "sv", "--format", kind,
                           "--out", str(out))  # fmt: skip
        assert code == 0, err
        assert out.read_bytes().startswith(start), kind
    assert "Exporten i förhållande till ekonomin" in (tmp_path / "chart.svg").read_text(encoding="utf-8")


def test_a_square_picture_is_square(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "square.svg"
    code, _, _ = run(capsys, "chart", "fees.transparency", "--format", "svg", "--shape", "square", "--out", str(out))
    assert code == 0
    assert 'width="1200" height="1200"' in out.read_text(encoding="utf-8")[:400]


def test_a_yearbook_holds_every_chart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "yearbook"
    code, out, err = run(capsys, "chart", "--all", "--format", "parquet", "--out", str(folder))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [line.split()[0] for line in lines] == [f"{n}/{len(CHARTS)}" for n in range(1, len(CHARTS) + 1)]
    assert [line.split()[1].rstrip(":") for line in lines] == list(CHARTS)
    assert {path.name for path in folder.iterdir()} == {line.split(": ")[1] for line in lines}


@pytest.mark.parametrize(
    "arguments",
    [(), ("exports.gap", "--all", "--out", "x"), ("--all",), ("--all", "--out", "x", "-p", "country=FI")],
)
def test_one_chart_or_all_but_not_both(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    code, _, err = run(capsys, "chart", *arguments)
    assert code == 2
    assert "--all with --out FOLDER" in err


def test_a_picture_without_a_browser_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    code, _, err = run(capsys, "chart", "exports.gap", "--format", "png", "--out", str(tmp_path / "x.png"))
    assert code == 2
    assert "need Chrome or Chromium" in err


def test_validate_lists_every_fault_and_exits_with_one(tmp_path: Path) -> None:
    text = (DATA / "clusters" / "clusters.csv").read_text(encoding="utf-8").splitlines()
    header = text[0].split(",")
    broken = list(csv.reader(text[:4]))
    broken[1][header.index("lat")] = "12.0"
    broken[2][header.index("ecosystem")] = "Magic"
    path = tmp_path / "clusters.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(broken)
    command = [sys.executable, "-m", "analytics", "validate", str(path), "--format", "csv"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    faults = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.returncode == 1
    assert {(fault["row"], fault["column"], fault["value"]) for fault in faults} >= {
        ("2", "lat", "12.0"),
        ("3", "ecosystem", "Magic"),
    }


def test_the_shipped_tables_validate(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "validate")
    assert code == 0
    assert "no fault" in out


def test_the_dictionary_has_a_line_for_every_column(capsys: pytest.CaptureFixture[str]) -> None:
    _code, out, _ = run(capsys, "dictionary")
    listed = {(row["table"], row["column"]) for row in csv.DictReader(io.StringIO(out))}
    manifest = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    assert listed == {(name, column) for name, entry in manifest.items() for column in entry["columns"]}
