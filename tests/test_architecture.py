"""Arrows between the rooms point one way, and nothing heavy is on the start path."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from analytics.core.paths import ROOT

# The modules that draw: `charts` and `..._charts` of a subject, and what they share.
DRAWING = re.compile(r"analytics\.(\w+\.(\w+_)?charts|core\.(chart|style|label_layout))(\.|$)")


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


def module(path: Path) -> str:
    """The dotted name of a file's module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def draws(name: str) -> bool:
    """Whether a module, or what is imported of it, belongs to the drawing of charts."""
    return bool(DRAWING.match(name))


def back(path: Path, forbidden: tuple[str, ...]) -> list[str]:
    """What a file imports of the forbidden rooms."""
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for name in imported(path)
        if any(name == room or name.startswith(room + ".") for room in forbidden)
    ]


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        ("analytics", ("streamlit", "ui", "pages")),
        ("analytics/publish", ("analytics.warehouse", "duckdb")),
        ("ui", ("pages", "duckdb")),
        ("pages", ("duckdb", "plotly", "analytics.warehouse")),
    ],
)
def test_no_import_points_back(folder: str, forbidden: tuple[str, ...]) -> None:
    assert [line for path in files(folder) for line in back(path, forbidden)] == []


def test_renderers_know_descriptions_alone() -> None:
    for path in files("analytics/render"):
        own = {name for name in imported(path) if name.startswith("analytics.")}
        assert [name for name in own if not re.match(r"analytics\.(core|render)(\.|$)", name)] == [], path.name
        if path.stem.startswith(("svg", "natural")):
            assert not [name for name in imported(path) if name.startswith(("plotly", "matplotlib"))], path.name


def test_charts_draw_what_they_are_given() -> None:
    drawing = [path for path in files("analytics") if draws(module(path))]
    assert len(drawing) > 15
    forbidden = ("analytics.warehouse", "analytics.contracts", "duckdb")
    assert [line for path in drawing for line in back(path, forbidden)] == []


def test_modules_lie_in_the_folder_of_their_subject() -> None:
    flat = {path.name for path in (ROOT / "analytics").glob("*.py")}
    start = {"__init__.py", "__main__.py", "catalogue.py"}
    warehouse = {"warehouse.py", "warehouse_file.py", "warehouse_trade.py"}
    assert flat == start | warehouse | {"table_facts.py", "table_list.py", "tables.py"}
    for sql in (ROOT / "analytics").rglob("*.sql"):
        assert sql.parent.name in ("queries", "macros"), sql


def test_pages_hold_no_sql_and_no_colours() -> None:
    for path in files("pages"):
        text = path.read_text(encoding="utf-8")
        assert "SELECT" not in text, path
        assert "#0B3C86" not in text, path


def test_the_start_path_leaves_heavy_packages_alone() -> None:
    script = (
        "import sys; import analytics.warehouse as w; w.warehouse(); import analytics.catalogue;"
        "heavy = {'pandera', 'geopandas', 'mapclassify', 'pydeck', 'openpyxl', 'xlsxwriter', 'scipy'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_tracked_file_names_a_download_address_or_a_path_of_one_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    words = ["py" + "pi.org", "python" + "hosted", "registry." + "npm", "npm" + "js", "/wo" + "rk/", "/ro" + "ot/"]
    for name in listed:
        path = ROOT / name
        if path.suffix in {".parquet", ".png", ".geojson"} or not path.exists():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not [word for word in words if word in text], name


LONGEST_MODULE, LONGEST_FUNCTION = 400, 60  # lines
# Modules and functions ("path" or "path:function") that may be longer, each with its reason.
EXCEPTIONS: dict[str, str] = {
    "analytics/workshops/migrations/versions/r0001_first_tables.py:upgrade": "a migration is one step",
}


def too_long(path: Path) -> list[str]:
    """The file and its functions that are longer than they may be, by name."""
    text, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
    found = [name] if len(text.splitlines()) > LONGEST_MODULE else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            if (node.end_lineno or first) - first >= LONGEST_FUNCTION:
                found.append(f"{name}:{node.name}")
    return found


def test_modules_and_functions_are_short() -> None:
    paths = [ROOT / "app.py", *(path for room in ("analytics", "ui", "pages", "tools") for path in files(room))]
    # The very same: an exception that is no longer needed goes.
    assert sorted(name for path in paths for name in too_long(path)) == sorted(EXCEPTIONS)


def test_the_product_does_not_need_its_tools() -> None:
    users = [path for room in ("analytics", "ui", "pages") for path in files(room) if back(path, ("tools",))]
    assert [path.relative_to(ROOT).as_posix() for path in users] == ["analytics/cli/maintenance.py"]


def test_the_command_line_starts_without_heavy_packages() -> None:
    script = (
        "import sys; import analytics.__main__;"
        "heavy = {'pandas', 'duckdb', 'plotly', 'geopandas', 'sqlalchemy', 'tools'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
