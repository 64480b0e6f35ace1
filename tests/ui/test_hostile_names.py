"""Texts that attack, in every column of free text of every table, are words on every page and in every file."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import typst
from docx.oxml import OxmlElement

from analytics.core.paths import ROOT
from tests.ui import hostile_files
from tests.ui.hostile_names import hostile


@pytest.mark.parametrize(("what", "least"), [("pages", 24), ("files", 60)])
def test_texts_that_attack_are_words(what: str, least: int, tmp_path: Path) -> None:
    settings = {
        "ATLAS_DATA": str(hostile(tmp_path)),
        "ATLAS_CACHE_DIR": str(tmp_path / "cache"),
        "ATLAS_DATABASE_URL": f"sqlite:///{tmp_path}/workshops.sqlite",
        "ATLAS_TEST_SHIPPED": "1",  # or importing from tests would choose the frozen tables
        "PYTHONPATH": str(ROOT),
    }
    run = subprocess.run(
        [sys.executable, "tests/ui/hostile_tables.py", what],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=560,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2_000:]
    assert [line for line in run.stdout.splitlines() if line.startswith("FOUND")] == []
    assert len([line for line in run.stdout.splitlines() if line.startswith(("opened", "made"))]) >= least


def test_the_look_at_files_finds_what_it_looks_for() -> None:
    """Files that do attack: a look that finds nothing anywhere would prove nothing."""
    found: dict[str, list[str]] = {}
    found["pdf"] = list(hostile_files.pdf(typst.compile(b'#link("javascript:alert(1)")[x]', format="pdf")))
    document = docx.Document()
    field = OxmlElement("w:instrText")
    field.text = ' HYPERLINK "http://evil.example" '
    document.add_paragraph()._p.append(field)
    found["docx"] = list(hostile_files.office(saved(document)))
    book = openpyxl.Workbook()
    book.active["A1"] = '=HYPERLINK("http://evil.example")'
    found["xlsx"] = list(hostile_files.office(saved(book)))
    found["csv"] = list(hostile_files.csv_(b"name\n=1+1\n"))
    found["svg"] = list(hostile_files.svg(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'))
    found["html"] = list(hostile_files.html(b"<p><img src=x onerror=alert(1)></p>"))
    assert {kind: len(findings) > 0 for kind, findings in found.items()} == dict.fromkeys(found, True)


def saved(document: Any) -> bytes:
    """The file of a document."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()
