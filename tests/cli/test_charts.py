"""Charts on the command line: every format, one or all, clear refusals."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics.catalogue import CHARTS
from analytics.core.paths import DATA
from analytics.publish import offer
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chart", "exports.none"), "no chart 'exports.none'"),
        (("chart", "exports.intensity", "-p", "colour=red"), "takes country"),
        (("chart", "exports.intensity", "-p", "since=soon"), "soon"),
    ],
)
def test_wrong_questions_are_refused_in_words(run: Run, arguments: tuple[str, ...], said: str) -> None:
    code, _out, err = run(*arguments)
    assert code == 2
    assert said in err


def test_a_chart_writes_the_same_values_as_its_query(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "f.csv"
    code, _, _ = run("chart", "exports.intensity", "-p", "country=FI", "--lang", "fi", "--out", str(out))
    chart = pd.read_csv(out)
    assert code == 0
    assert list(chart.columns[:3]) == ["country", "year", "exports_pct_gdp"]
    shipped = pd.read_csv(DATA / "exports" / "export_indicators.csv")
    shipped = shipped[shipped["indicator"] == "NE.EXP.GNFS.ZS"].set_index(["country", "year"])["value"]
    for row in chart.itertuples():
        assert shipped[row.country, row.year] == row.exports_pct_gdp


def test_a_chart_is_written_in_every_format(tmp_path: Path, run: Run) -> None:
    # What a file of each kind begins with, by its own standard.
    starts = {
        "csv": b"country,", "csv-excel": b"\xef\xbb\xbfcountry,", "xlsx": b"PK", "pptx": b"PK", "parquet": b"PAR1",
        "json": b"{", "txt": b"Export",
        "html": b"<!DOCTYPE html>", "svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF",
    }  # fmt: skip
    assert set(starts) == set(offer.commanded("chart")) == set(offer.made_from("chart")) - {"png-square"}
    for kind, start in starts.items():
        out = tmp_path / f"chart.{kind}"
        code, _, err = run("chart", "exports.intensity", "-p", "country=SE", "--lang", "sv", "--format", kind,
                           "--out", str(out))  # fmt: skip
        assert code == 0, err
        assert out.read_bytes().startswith(start), kind
    assert "Exporten i förhållande till ekonomin" in (tmp_path / "chart.svg").read_text(encoding="utf-8")


def test_a_square_picture_is_square(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "square.svg"
    code, _, _ = run("chart", "fees.transparency", "--format", "svg", "--shape", "square", "--out", str(out))
    assert code == 0
    assert 'width="1200" height="1200"' in out.read_text(encoding="utf-8")[:400]


def test_a_yearbook_holds_every_chart(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "yearbook"
    code, out, err = run("chart", "--all", "--format", "parquet", "--out", str(folder))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [line.split()[0] for line in lines] == [f"{n}/{len(CHARTS)}" for n in range(1, len(CHARTS) + 1)]
    assert [line.split()[1].rstrip(":") for line in lines] == list(CHARTS)
    assert {path.name for path in folder.iterdir()} == {line.split(": ")[1] for line in lines}


@pytest.mark.parametrize(
    "arguments",
    [(), ("exports.gap", "--all", "--out", "x"), ("--all",), ("--all", "--out", "x", "-p", "country=FI")],
)
def test_one_chart_or_all_but_not_both(run: Run, arguments: tuple[str, ...]) -> None:
    code, _, err = run("chart", *arguments)
    assert code == 2
    assert "--all with --out FOLDER" in err


def test_a_picture_needs_no_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code, _, _ = run("chart", "exports.gap", "--format", "png", "--shape", "square", "--out", str(tmp_path / "x.png"))
    assert code == 0
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
