"""Files are offered in one way: the type by their kind, made when asked for, in the language and light mode."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest

from analytics import catalogue
from analytics.cli import main
from analytics.core import language, style
from analytics.core.chart import Chart
from analytics.core.paths import ROOT
from analytics.publish import offer
from ui import share


def _button(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    drawn: dict[str, Any] = {}
    monkeypatch.setattr(share.st, "download_button", lambda label, **given: drawn.update(given, label=label))
    return drawn


@pytest.mark.parametrize("kind", offer.FORMATS)
def test_a_button_has_the_type_of_its_kind(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    drawn = _button(monkeypatch)
    share.offer("Label", kind, b"content", file_name="name", key="key")
    assert drawn["mime"] == offer.FORMATS[kind].mime
    assert drawn["data"] == b"content"
    assert drawn["on_click"] == "ignore"


def test_a_file_is_made_when_asked_for_in_the_language_of_its_button_and_light(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = _button(monkeypatch)
    language.use("sv")
    style.use("dark")
    share.offer("Label", "txt", lambda: f"{language.current()} {style.mode()}", file_name="name", key="key")
    language.use("fi")
    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(drawn["data"]).result() == "sv light"


def test_every_writer_is_there() -> None:
    for kind, form in offer.FORMATS.items():
        for thing, writer in form.writers.items():
            module, _colon, name = writer.partition(":")
            assert callable(getattr(import_module(module), name)), (kind, thing)


def test_each_thing_is_offered_in_these_formats() -> None:
    assert {thing: list(offer.made_from(thing)) for thing in get_args(offer.Thing)} == {
        "chart": [
            "png",
            "png-square",
            "svg",
            "pptx",
            "pdf",
            "html",
            "txt",
            "csv",
            "csv-excel",
            "xlsx",
            "json",
            "parquet",
        ],
        "table": ["csv", "xlsx", "json", "geojson", "gpkg", "parquet"],
        "statements": ["csv", "xlsx"],
        "map": ["png", "png-square", "svg", "pdf"],
        "summary": ["docx", "md"],
        "brief": ["pdf", "docx"],
        "storyboard": ["pptx", "pdf", "html", "toml"],
        "statement": ["ipynb"],
    }


def write_dummy(chart: Chart, link: str, _filters: Sequence[str]) -> bytes:
    """A chart as a format that only a test knows."""
    return f"{chart.id} {link}".encode()


def test_a_new_format_is_one_writer_and_one_entry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    writers = {"chart": f"{__name__}:write_dummy"}
    monkeypatch.setitem(offer.FORMATS, "dummy", offer.Format("Dummy file", "text/x-dummy", "dmy", "data", writers))
    out = tmp_path / "chart.dmy"
    assert main(["chart", "exports.intensity", "--format", "dummy", "--out", str(out)]) == 0
    assert out.read_bytes() == b"exports.intensity "
    drawn: dict[str, dict[str, Any]] = {}
    monkeypatch.setattr(share.st, "download_button", lambda label, **given: drawn.update({label: given}))
    monkeypatch.setattr(share.address, "full_link", lambda: "https://atlas.example/exports")
    share._files(catalogue.chart("exports.intensity"))
    assert drawn["Dummy file"]["mime"] == "text/x-dummy"
    assert drawn["Dummy file"]["file_name"].endswith(".dmy")
    assert drawn["Dummy file"]["data"]() == b"exports.intensity https://atlas.example/exports"
    assert list(drawn)[-2:] == ["Excel (XLSX)", "Dummy file"], "after the others of its group that stand in the row"
    assert "Parquet" not in drawn, "the box of rare formats is closed"


def test_files_and_their_types_are_offered_in_one_place() -> None:
    for folder in ("analytics", "ui", "pages"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert "download_button" not in text or path.name == "share.py", path
            assert "application/vnd" not in text or path.name == "offer.py", path
