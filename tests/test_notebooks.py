"""The notebooks: kept without outputs, and each run from its first cell to its last, with values read independently."""

from __future__ import annotations

import ast
import csv
import json
import shutil
from pathlib import Path
from statistics import fmean
from typing import Any

import docx
import nbformat
import pytest
from nbclient import NotebookClient

from analytics.core.paths import DATA, ROOT

FOLDER = ROOT / "notebooks"
BOOKS = sorted(FOLDER.glob("*.ipynb"))


def run(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, ask: str) -> Any:
    """Run a copy of a notebook in a folder, and then say the value of an expression over its variables."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("IPYTHONDIR", str(folder / "ipython"))
    shutil.copytree(FOLDER, folder / "notebooks", ignore=shutil.ignore_patterns("var", ".ipynb_checkpoints"))
    book = nbformat.read(folder / "notebooks" / name, as_version=4)
    book.cells.append(nbformat.v4.new_code_cell(f"import json; print(json.dumps({ask}))"))
    client = NotebookClient(
        book, timeout=180, kernel_name="python3", resources={"metadata": {"path": folder / "notebooks"}}
    )
    client.execute()
    return json.loads(book.cells[-1].outputs[0]["text"])


def shipped(name: str) -> list[dict[str, str]]:
    with (DATA / "exports" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_three() -> None:
    assert [path.name[:2] for path in BOOKS] == ["01", "02", "03"]


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    book = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(book)
    assert (book.nbformat, book.nbformat_minor) == (4, 5)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert code
    assert not [cell.id for cell in code if cell.outputs or cell.execution_count is not None]
    assert len({cell.id for cell in book.cells}) == len(book.cells)


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_notebook_uses_analytics_and_not_the_app(path: Path) -> None:
    book = nbformat.read(path, as_version=4)
    source = "\n".join(cell.source for cell in book.cells if cell.cell_type == "code")
    rooms = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            rooms.add(str(node.module).split(".")[0])
    assert "analytics" in rooms
    assert not rooms & {"streamlit", "ui", "pages", "tests"}


def test_from_sql_to_chart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = "[latest.to_dict(), ahead.set_index('country')['years_ahead'].to_dict(), chart.insight]"
    latest, ahead, insight = run("01_from_sql_to_chart.ipynb", tmp_path, monkeypatch, ask)
    shares = {
        (row["country"], int(row["year"])): float(row["value"])
        for row in shipped("export_indicators.csv")
        if row["indicator"] == "NE.EXP.GNFS.ZS" and int(row["year"]) >= 1995
    }
    last = max(year for _country, year in shares)
    nordic = ("FI", "SE", "NO", "DK", "IS")
    assert latest == pytest.approx({code: shares[code, last] for code in nordic})
    assert ahead == {
        code: sum(value > shares["FI", year] for (country, year), value in shares.items() if country == code)
        for code in nordic[1:]
    }
    assert f"{shares['FI', last]:.1f}%" in insight
    written = {path.suffix for path in (tmp_path / "notebooks" / "var").iterdir()}
    assert written == {".csv", ".html"}


def test_export_gap_and_rca(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = "[by_hand['gap_pct_points'].to_dict(), rca.to_dict(), year, largest_difference]"
    gaps, rca, year, difference = run("02_export_gap_and_rca.ipynb", tmp_path, monkeypatch, ask)
    shares = {
        (row["country"], row["year"]): float(row["value"])
        for row in shipped("export_indicators.csv")
        if row["indicator"] == "NE.EXP.GNFS.ZS"
    }
    assert gaps["2024"] == pytest.approx(
        fmean(shares[c, "2024"] for c in ("SE", "NO", "DK", "IS")) - shares["FI", "2024"]
    )
    assert difference < 1e-9
    goods = {
        (row["country"], row["product_code"]): float(row["exports_usd_million"])
        for row in shipped("exports_by_product.csv")
        if row["year"] == str(year) and row["is_leaf"] == "true"
    }
    totals = {code: sum(v for (country, _group), v in goods.items() if country == code) for code in ("FI", "WORLD")}
    groups = [group for country, group in goods if country == "FI"]
    assert rca == pytest.approx(
        {g: (goods["FI", g] / totals["FI"]) / (goods["WORLD", g] / totals["WORLD"]) for g in groups}
    )


def test_workshop_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = "[understood.rows, len(said), summary.lead, dict(zip(suggested['statement'], suggested['theme_1'])),"
    ask += " dict(zip(said['statement'], said['theme']))]"
    rows, counted, lead, themes, chosen = run("03_workshop_summary.ipynb", tmp_path, monkeypatch, ask)
    with (FOLDER / "statements.csv").open(encoding="utf-8", newline="") as file:
        given = [row["statement"] for row in csv.DictReader(file)]
    assert rows == len(given) == len(themes)
    assert counted == rows - 1  # one is hidden
    assert lead.startswith(f"{counted} statements")
    assert themes["We need a national cluster programme that lasts longer than one project"] == "national_programme"
    assert themes["Better coffee in the breaks"] == ""
    guide = "Tarvitsemme yhteisen oppaan uusille klusterimanagereille"
    assert (themes[guide], chosen[guide]) == ("guides_tools", "guides_tools")
    document = docx.Document(str(tmp_path / "notebooks" / "var" / "summary.docx"))
    assert document.paragraphs[0].text == "Our workshop"
    text = (tmp_path / "notebooks" / "var" / "summary.md").read_text(encoding="utf-8")
    assert text.startswith("# Our workshop\n")
