"""Arrows between the rooms point one way, and nothing heavy is on the start path."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from analytics.paths import ROOT


def imported(path: Path) -> set[str]:
    """The modules that a file imports, anywhere in it, as dotted names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def files(folder: str) -> list[Path]:
    found = sorted((ROOT / folder).rglob("*.py"))
    assert found, f"no files under {folder}"
    return found


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        ("analytics", ("streamlit", "ui", "pages")),
        ("analytics/charts", ("analytics.warehouse", "analytics.contracts", "duckdb")),
        ("analytics/publish", ("analytics.warehouse", "duckdb")),
        ("ui", ("pages", "duckdb")),
        ("pages", ("duckdb", "plotly", "analytics.warehouse")),
    ],
)
def test_no_import_points_back(folder: str, forbidden: tuple[str, ...]) -> None:
    back = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files(folder)
        for name in imported(path)
        if any(name == room or name.startswith(room + ".") for room in forbidden)
    ]
    assert back == []


def test_pages_hold_no_sql_and_no_colours() -> None:
    for path in files("pages"):
        text = path.read_text(encoding="utf-8")
        assert "SELECT" not in text, path
        assert "#0B3C86" not in text, path


def test_the_start_path_leaves_heavy_packages_alone() -> None:
    script = (
        "import sys; import analytics.warehouse as w; w.warehouse(); import analytics.catalogue;"
        "heavy = {'pandera', 'geopandas', 'mapclassify', 'pydeck', 'kaleido', 'openpyxl', 'xlsxwriter', 'scipy'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_tracked_file_names_a_download_address_or_a_path_of_one_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    words = ["py" + "pi.org", "python" + "hosted", "registry." + "npm", "npm" + "js", "/wo" + "rk/", "/ro" + "ot/"]
    for name in listed:
        path = ROOT / name
        if path.suffix in {".parquet", ".png", ".mo", ".geojson"} or not path.exists():
            continue
        text = path.read_text(encoding="utf-8")
        assert not [word for word in words if word in text], name
