"""The registry of pages: nothing is missing on either side, and what it says is in each language."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from analytics import catalogue
from analytics.core import language
from analytics.core.paths import ROOT
from ui import page_registry
from ui.page_registry import PAGES


def test_every_page_has_a_file_and_every_file_a_page() -> None:
    folders = [path for path in (ROOT / "pages").iterdir() if (path / "page.py").exists()]
    files = [path for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py"]
    assert {entry.file for entry in PAGES.values()} == {*files, *(folder / "page.py" for folder in folders)}
    assert not {path.stem for path in files} & {path.name for path in folders}


def test_the_first_page_answers_at_the_root_and_the_others_at_their_key() -> None:
    assert PAGES["overview"].url_path == ""
    assert all(entry.url_path == key for key, entry in PAGES.items() if key != "overview")


@pytest.mark.parametrize("code", ["fi", "sv"])
def test_titles_and_questions_are_translated(code: str) -> None:
    language.use(code)
    assert page_registry.title("map") != "Map"
    assert page_registry.link_text("map") not in ("Clusters on the map", page_registry.title("map"))
    assert page_registry.link_text("support") == page_registry.title("support")
    for entry in PAGES.values():
        assert not entry.question or language._(entry.question) != entry.question
    assert "Directory" not in page_registry.sections()


def test_pages_that_are_reached_by_a_link_only_are_not_in_the_navigation() -> None:
    assert [key for key, entry in PAGES.items() if not entry.listed] == ["board", "search", "embed"]
    assert [key for keys in page_registry.sections().values() for key in keys] == list(PAGES)


def test_the_server_knows_the_scripts_of_a_page_by_its_address() -> None:
    assert page_registry.scripts("/") == ()
    assert page_registry.scripts("/map/") == page_registry.MAP
    assert page_registry.scripts("/data") == page_registry.TABLES
    assert page_registry.scripts("/exports") == page_registry.scripts("/nowhere") == page_registry.CHARTS


def test_a_chart_stands_on_the_page_of_its_subject() -> None:
    assert page_registry.page_of_chart("exports.scenario").key == "exports"
    assert page_registry.page_of_chart("exports.rca_time").key == "specialisation"
    assert page_registry.page_of_chart("exports.by_region").key == "markets"
    assert page_registry.page_of_chart("knowledge.roles").key == "what"
    with pytest.raises(LookupError, match=r"weather\.rain"):
        page_registry.page_of_chart("weather.rain")


def test_every_chart_stands_on_a_page() -> None:
    assert all(page_registry.page_of_chart(chart_id) for chart_id in catalogue.CHARTS)


@pytest.mark.parametrize(
    ("names", "page"),
    [
        ((), "exports"),
        (("country", "lang"), "exports"),
        (("country", "ref", "measure"), "exports"),
        (("c", "fuels", "lang"), "specialisation"),
        (("pyear", "group"), "specialisation"),
        (("partners", "country"), "markets"),
        (("partners", "target"), "exports"),  # it asks for something that still stands there
    ],
)
def test_links_to_controls_that_moved_belong_to_their_new_page(names: tuple[str, ...], page: str) -> None:
    assert page_registry.page_now("exports", names) == page
    assert page_registry.page_now("map", names) == "map"


def test_modules_of_a_page_can_be_imported_from_a_script_of_their_own() -> None:
    app = AppTest.from_string("from pages.exports import level\nimport streamlit as st\nst.text(level.REACH)").run()
    assert not app.exception
    assert app.text[0].value == "25"
