"""The search: any language finds a thing, near words too; terms are explained where they are used."""

from __future__ import annotations

import pytest

from analytics.core import language
from analytics.core.collation import alphabetical
from tests.conftest import OpenPage
from ui import page_registry, search, terms


@pytest.mark.parametrize(
    ("shown_in", "wanted", "kind", "code"),
    [
        ("en", "österbotten", "region", "FI195"),  # the Swedish name on the English page
        ("sv", "Pohjanmaa", "region", "FI195"),
        ("fi", "energivaasa", "cluster", "fi-energyvaasa"),  # a letter is missing
        ("fi", "lokaliseringskvot", "term", "Location quotient"),
        ("en", "viennin erikoistuminen", "term", "RCA"),
        ("en", "programme_timeline", "table", "programme_timeline"),
    ],
)
def test_a_thing_is_found_in_any_language_and_though_misspelt(shown_in: str, wanted: str, kind: str, code: str) -> None:
    language.use(shown_in)
    assert (kind, code) in [(entry.kind, entry.code) for entry in search.closest(wanted)[:6]]


def test_everything_that_is_listed_leads_somewhere_and_is_listed_once() -> None:
    for shown_in in language.LANGUAGES:
        language.use(shown_in)
        entries = search.entries()
        assert {entry.kind for entry in entries} == set(search.KINDS)
        assert len({(entry.kind, entry.code) for entry in entries}) == len(entries)
        assert all(entry.page in page_registry.PAGES and entry.name for entry in entries)


def test_nothing_close_is_said_with_what_to_try(open_page: OpenPage) -> None:
    page = open_page("search", q="xqzwv")
    assert not page.exception
    assert "Nothing is close to “xqzwv”" in page.warning[0].value


def test_a_term_is_defined_with_its_source(open_page: OpenPage) -> None:
    page = open_page("search", lang="fi", q="RCA")
    assert any("erikoistunut" in block.value for block in page.markdown)
    assert any("Balassa" in block.value for block in page.caption)


def test_terms_are_explained_where_a_text_uses_them() -> None:
    language.use("en")
    assert "Balassa" not in str(terms.explained("Specialisation (RCA) by product group"))
    assert "share of a country's exports" in str(terms.explained("Specialisation (RCA) by product group"))
    assert terms.explained("Arcade games in Oslo") is None  # RCA stands inside a word
    assert "roughly counties" in str(terms.explained("Clusters by NUTS 3 region"))
    language.use("fi")
    said = str(terms.explained("Sijaintiosamäärän mukaan"))
    assert said.startswith("**Sijaintiosamäärä.** Ekosysteemin osuus")
    assert "jaettuna" in said


def test_names_stand_in_the_order_of_the_language() -> None:
    names = ["Örebro", "Zorro", "Ålesund", "Aalborg", "Oslo", "Ærø", "Östersund"]
    language.use("sv")
    # Swedish: å, ä (with æ) and ö after z (Svenska Akademiens ordlista).
    assert alphabetical(names) == ["Aalborg", "Oslo", "Zorro", "Ålesund", "Ærø", "Örebro", "Östersund"]
    language.use("en")
    assert alphabetical(names) == ["Aalborg", "Ærø", "Ålesund", "Örebro", "Oslo", "Östersund", "Zorro"]


def test_everything_can_be_chosen_though_names_are_alike() -> None:
    for shown_in in language.LANGUAGES:
        language.use(shown_in)
        assert len(search._labelled(shown_in)) == len(search.entries())


def test_looking_through_all_languages_leaves_the_one_in_use() -> None:
    for shown_in in language.LANGUAGES:
        language.use(shown_in)
        search._entries.cache_clear()
        search.entries()
        assert language.current() == shown_in
