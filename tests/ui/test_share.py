"""Files are offered in one way: the type by their kind, made when asked for, in the language and light mode."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from analytics.core import language, style
from analytics.core.paths import ROOT
from analytics.publish import brief_files, formats
from analytics.publish.offer import KINDS
from ui import share


def _button(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    drawn: dict[str, Any] = {}
    monkeypatch.setattr(share.st, "download_button", lambda label, **given: drawn.update(given, label=label))
    return drawn


@pytest.mark.parametrize("kind", KINDS)
def test_a_button_has_the_type_of_its_kind(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    drawn = _button(monkeypatch)
    share.offer("Label", kind, b"content", file_name="name", key="key")
    assert drawn["mime"] == KINDS[kind][0]
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


def test_every_format_is_a_kind_of_file() -> None:
    assert set(formats.FORMATS) | set(brief_files.FORMATS) <= set(KINDS)
    assert all((form.mime, form.extension) == KINDS[kind] for kind, form in formats.FORMATS.items())


def test_files_and_their_types_are_offered_in_one_place() -> None:
    for folder in ("analytics", "ui", "pages"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert "download_button" not in text or path.name == "share.py", path
            assert "application/vnd" not in text or path.name == "offer.py", path
