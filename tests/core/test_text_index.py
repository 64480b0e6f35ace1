"""Words of five languages: folding, splitting, stems, the guess of the language, lexicons with compounds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analytics.core import text_index as words
from analytics.core.text_index import Lexicon, Match
from analytics.warehouse import warehouse

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöøæðþáéíóúý 0123456789-.,"
languages = st.sampled_from(list(words.LANGUAGES))


@given(st.text(max_size=300), languages)
@example("00\u0345", "en")  # a mark that folds to a letter of its own
@example("ab\u2121", "en")  # one sign that folds to three letters
def test_any_text_has_words_and_stems(text: str, language: str) -> None:
    found = words.tokens(text)
    assert all(len(token) >= 2 for token in found)
    assert len(words.stems(text, language)) <= len(found)
    assert set(words.written(text)) == set(found)
    assert all(word in unicodedata.normalize("NFC", text) for word in words.written(text).values())
    assert set(words.spoken(text)) <= set(words.LANGUAGES)


@given(st.text(max_size=200))
def test_the_way_a_letter_is_composed_makes_no_difference(text: str) -> None:
    assert words.tokens(unicodedata.normalize("NFD", text)) == words.tokens(unicodedata.normalize("NFC", text))


@given(st.text(LETTERS, max_size=200), languages)
def test_case_and_accents_make_no_difference_to_stems(text: str, language: str) -> None:
    once = words.stems(text, language)
    assert words.stems(text.upper(), language) == once
    assert words.stems(words.fold(text), language) == once


@given(st.text(LETTERS, max_size=200))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert words.fold(words.fold(text)) == words.fold(text)


def test_folding_is_the_warehouses() -> None:
    rows = warehouse().run("SELECT name, fold(name) AS folded FROM clusters", {}, label="test")
    assert len(rows) > 300
    for name, folded in zip(rows["name"], rows["folded"], strict=True):
        assert words.fold(name) == folded


@pytest.mark.parametrize(
    ("language", "word", "stem"),
    # From the sample vocabularies of the Snowball site (snowballstem.org/algorithms), folded.
    [
        ("en", "consistency", "consist"),
        ("fi", "edeltäjiinsä", "edeltaj"),
        ("sv", "jaktkarlarne", "jaktkarl"),
        ("no", "havnedistriktene", "havnedistrikt"),
        ("da", "indtages", "indtag"),
    ],
)
def test_stems_are_snowballs(language: str, word: str, stem: str) -> None:
    assert words.stems(word, language) == (stem,)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We make parts for the boats of our customers", "en"),
        ("Valmistamme osia veneisiin ja myymme niitä", "fi"),
        ("Vi säljer möbler och gör dem själva", "sv"),
        ("Bedriften lager møbler og selger dem", "no"),
        ("Virksomheden laver møbler og sælger dem", "da"),
    ],
)
def test_the_language_is_among_those_spoken(text: str, language: str) -> None:
    assert language in words.spoken(text)
    assert len(words.spoken(text)) <= 3


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Fiskebåter og ferger for alle", {"no", "da"}),
        ("Möbler med lådor", {"sv"}),  # "med" is Norwegian, Danish and Icelandic too, ö is of the first two not
        ("Vattenfall", set(words.LANGUAGES)),  # nothing tells
    ],
)
def test_of_languages_with_the_same_words_those_with_the_letters_are_spoken(text: str, languages: set[str]) -> None:
    assert set(words.spoken(text)) == languages


def met(language: str, listed: dict[str, str], text: str) -> set[tuple[str, str, float]]:
    found = Lexicon.made_of(language, listed.items()).matches(words.tokens(text))
    return {(" ".join(match.tokens), match.label, match.sureness) for match in found}


def test_a_word_is_met_in_its_inflections_and_in_compounds() -> None:
    listed = {"tuulivoima": "wind", "elintarvike-": "food", "teollisuus": "industry", "-talo": "house"}
    assert met("fi", listed, "Tuulivoimaa") == {("tuulivoimaa", "wind", 1.0)}
    assert met("fi", listed, "merituulivoima") == {("merituulivoima", "wind", 0.8)}
    assert met("fi", listed, "hirsitaloja ja talo") == {("hirsitaloja", "house", 0.8)}
    # Of "elintarvike" (11 letters) and "teollisuus" (10) the longer speaks.
    assert met("fi", listed, "elintarviketeollisuus") == {("elintarviketeollisuus", "food", 0.8)}


def test_english_words_have_no_compounds_and_phrases_come_first() -> None:
    listed = {"machine": "machines", "machine learning": "ai", "building": "houses"}
    assert met("en", listed, "Machine learning and machines") == {
        ("machine learning", "ai", 1.0),
        ("machines", "machines", 1.0),
    }
    assert met("en", listed, "shipbuilding") == set()


def test_a_stop_word_is_never_a_match() -> None:
    assert Lexicon.made_of("no", [("lager", "storage")]).matches(words.tokens("Vi lager båter")) == []


def test_a_word_can_have_two_labels() -> None:
    made = Lexicon.made_of("sv", [("sågverk", "wood"), ("sågverk", "houses")])
    assert made.matches(("sagverk",)) == [Match(("sagverk",), "houses", 1.0, 7), Match(("sagverk",), "wood", 1.0, 7)]
