"""Queries and tables on the command line as an analyst uses them: exact values, clear refusals."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analytics.core.paths import DATA, ROOT
from analytics.warehouse import queries
from tests.cli.conftest import Run


def test_a_query_prints_exact_values(run: Run) -> None:
    code, out, _ = run("query", "exports.intensity", "-p", "countries=FI,DK", "-p", "since=2023")
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


def test_json_keeps_letters_and_gaps(run: Run) -> None:
    code, out, _ = run("query", "clusters.list", "-p", "search=göteborg", "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert {row["city"] for row in rows} == {"Göteborg"}
    assert any(row["founded_year"] is None for row in rows)


def test_every_query_is_listed_with_its_question(run: Run) -> None:
    _code, out, _ = run("queries")
    for name, query in queries().items():
        assert f"{name}: {query.question}" in out
        assert all(f"-p {p.name} " in out for p in query.parameters)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "clusters.none"), "no query named 'clusters.none'"),
        (("query", "clusters.list", "-p", "land=FI"), "no parameter 'land'"),
    ],
)
def test_wrong_questions_are_refused_in_words(run: Run, arguments: tuple[str, ...], said: str) -> None:
    code, _out, err = run(*arguments)
    assert code == 2
    assert said in err


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


def test_the_shipped_tables_validate(run: Run) -> None:
    code, out, _ = run("validate")
    assert code == 0
    assert "no fault" in out


def test_the_dictionary_has_a_line_for_every_column(run: Run) -> None:
    _code, out, _ = run("dictionary")
    listed = {(row["table"], row["column"]) for row in csv.DictReader(io.StringIO(out))}
    manifest = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    assert listed == {(name, column) for name, entry in manifest.items() for column in entry["columns"]}
