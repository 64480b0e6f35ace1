"""Tables in which every second text attacks: whatever column is free text, in every table, found by the contracts."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from analytics.contracts.table import Table
from analytics.core.paths import DATA
from analytics.table_list import TABLES

# Markup of browsers, Markdown, spreadsheets, typst and Word; formats of Python; SQL; paths.
NAMES = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '=HYPERLINK("http://evil.example")',
    "[a](javascript:alert(1))",
    "@SUM(1) $x$ :red[r] **b**",
    '#panic("typst") @label $x^2 \\ `raw` *b*',
    ']]></w:t><w:instrText> HYPERLINK "http://evil.example" </w:instrText>',
    "{0} {n} {name!r} %s %(n)d {{7*7}}",
    "'; DROP TABLE clusters; --",
    "-2+3+cmd|' /C calc'!A0",
    "&amp; &#106;avascript: \" ' ` < >",
)
# Texts that rows are found by or that say what a number is: with others in them a table is faulty, not hostile.
KEPT = {
    "unit",
    "indicator",
    "value",
    "earlier_value",
    "levels",
    "partner",
    "key",
    "words",
    "effect_unit",
    "word",
    "line",
    "canonical_name",
}


def hostile(folder: Path) -> Path:
    """A copy of the tables with attacks."""
    data = folder / "data"
    shutil.copytree(DATA, data)
    (data / "manifest.json").unlink(missing_ok=True)
    for table in TABLES.values():
        _attack(data / table.path, free_texts(table))
    return data


def free_texts(table: Table) -> list[str]:
    """The columns of free text that no row is found by."""
    kept = KEPT | set(table.key) | set(table.references)
    plain = [name for name, column in table.schema.columns.items() if column.metadata["kind"] == "text"]
    return [name for name in plain if name not in kept and not table.schema.columns[name].metadata["allowed"]]


def _attack(path: Path, columns: list[str]) -> None:
    with path.open(encoding="utf-8", newline="") as given:
        rows = list(csv.DictReader(given))
    for n, row in enumerate(rows):
        for at, column in enumerate(columns):
            if row.get(column) and (n + at) % 2 == 0:
                row[column] = f"{NAMES[(n // 2 + at) % len(NAMES)]} {n}"
    if rows:
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
