"""Names in the tables that attack come out as words on every page and in every file."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

from analytics.core.paths import DATA, ROOT

NAMES = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '=HYPERLINK("http://evil.example")',
    "[a](javascript:alert(1))",
    "@SUM(1) $x$ :red[r] **b**",
)
CHANGED = {
    "clusters/clusters.csv": ("name", "note"),
    "programmes/programmes.csv": ("name",),
    "sources.csv": ("citation", "publisher"),
}


def hostile(folder: Path) -> Path:
    """A copy of the tables in which every second name is an attack."""
    data = folder / "data"
    shutil.copytree(DATA, data)
    for file, columns in CHANGED.items():
        path = data / file
        with path.open(encoding="utf-8", newline="") as given:
            rows = list(csv.DictReader(given))
        for n, row in enumerate(rows):
            for column in columns:
                if n % 2 == 0 or row.get("cluster_id") == "fi-energyvaasa":
                    row[column] = f"{NAMES[n // 2 % len(NAMES)]} {n}"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return data


def test_names_that_attack_are_words_on_pages_and_in_files(tmp_path: Path) -> None:
    settings = {
        "ATLAS_DATA": str(hostile(tmp_path)),
        "ATLAS_CACHE_DIR": str(tmp_path / "cache"),
        "PYTHONPATH": str(ROOT),
    }
    run = subprocess.run(
        [sys.executable, "tests/ui/hostile_tables.py"],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2_000:]
    assert [line for line in run.stdout.splitlines() if line.startswith("FOUND")] == []
    assert run.stdout.count("drawn ") >= 3
