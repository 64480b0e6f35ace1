"""Catalogues are complete and agree with the code; numbers, dates and names follow the language."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from analytics.core import language, messages
from analytics.core.messages import catalogue

LANGUAGES = list(language.LANGUAGES)


@pytest.fixture(scope="module")
def extracted() -> Catalog:
    """The messages that the code uses now."""
    return messages.extract()


@pytest.fixture(autouse=True)
def _english() -> object:
    yield
    language.use("en")


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def fields(text: str) -> set[str]:
    """The placeholders of a text; the forms of a country (`language.country_words`) are one."""
    return {re.sub("^(in|of|without)_country$", "country", name) for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_of_the_code_is_translated(code: str, extracted: Catalog) -> None:
    translated = catalogue(code)
    missing = []
    for message in extracted:
        if not message.id:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        found = translated.get(key)
        if found is None or not all(forms(found.string)):
            missing.append(key)
    assert missing == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_translations_keep_the_placeholders(code: str) -> None:
    for message in catalogue(code):
        if message.id:
            asked = set().union(*(fields(form) for form in forms(message.id)))
            for form in forms(message.string):
                assert fields(form) == asked, (message.id, form)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_of_a_catalogue_is_said(code: str) -> None:
    language.use(code)
    for message in catalogue(code):
        if isinstance(message.id, str):
            assert not message.id or language._(message.id) == message.string
        elif "{" not in "".join(message.string).replace("{n}", ""):
            said = tuple(text.format(n=n) for text, n in zip(message.string, (1, 2), strict=True))
            assert (language.ngettext(*message.id, 1), language.ngettext(*message.id, 2)) == said


def test_messages_are_found_wherever_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ui").mkdir()
    code = """f"**{_('In an f-string')}**"; _("In two " "parts"); ngettext("{n} one", "{n} many", 2); _(variable)"""
    (tmp_path / "ui" / "page.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    assert {m.id for m in messages.extract() if m.id} == {"In an f-string", "In two parts", ("{n} one", "{n} many")}


def test_no_finnish_or_swedish_text_is_the_english_one_by_accident() -> None:
    # Words that are spelled alike in these languages, and names.
    alike = {
        "Nordic Cluster Atlas",
        "Norwegian Innovation Clusters (NIC)",
        "- {definition}, {year}: {values}",
        "index, {base} = 100",
    }
    for code in ("fi", "sv"):
        same = [
            message.id
            for message in catalogue(code)
            if isinstance(message.id, str)
            and len(message.id.split()) > 2
            and message.id == message.string
            and re.search("[a-z]", re.sub(r"{.*?}", "", message.id))
        ]
        assert [text for text in same if text not in alike] == []


@pytest.mark.parametrize(
    ("code", "number", "share", "day", "country", "gold"),
    [
        ("en", "12,345.7", "41.9%", "21 November 2026", "Finland", "gold"),
        # Finnish and Swedish write a no-break space between thousands and before the percent sign (CLDR).
        ("fi", "12\u00a0345,7", "41,9\u00a0%", "21. marraskuuta 2026", "Suomi", "kulta"),
        ("sv", "12\u00a0345,7", "41,9\u00a0%", "21 november 2026", "Finland", "guld"),
    ],
)
def test_numbers_dates_and_names_follow_the_language(
    code: str, number: str, share: str, day: str, country: str, gold: str
) -> None:
    language.use(code)
    assert language.number(12345.678, 1) == number
    assert language.percent(41.90779) == share
    assert language.day(date(2026, 11, 21)) == day
    assert language.country_name("FI") == country
    assert language.term("gold") == gold


def test_zero_has_no_minus() -> None:
    assert [language.number(-0.04, 1), language.number(0, 1), language.percent(-0.04)] == ["0.0", "0.0", "0.0%"]


def test_an_exact_number_has_its_own_decimals() -> None:
    assert language.exact_number(1_234_567) == "1,234,567"
    language.use("fi")
    assert language.exact_number(1_234_567.25) == "1\u00a0234\u00a0567,25"


def test_a_browser_of_another_language_may_write_numbers_alike() -> None:
    assert language.writes_numbers_alike("en-US")
    assert not language.writes_numbers_alike("fi-FI")
    language.use("sv")
    assert language.writes_numbers_alike("fi-FI")
    assert not any(map(language.writes_numbers_alike, ("en-GB", "de-DE", "tlh-Klingon")))
    assert language.writes_numbers_alike(None)  # nothing is known of the browser


def test_unknown_is_a_word_never_a_number() -> None:
    import pandas as pd

    for nothing in (None, float("nan"), pd.NA):
        assert language.number(nothing) == "unknown"
        assert language.percent(nothing) == "unknown"


@pytest.mark.parametrize(
    ("asked", "given"),
    [("sv-FI", "sv"), ("fi", "fi"), ("fi_FI", "fi"), ("en-GB", "en"), ("de-DE", "en"), ("", "en"), (None, "en")],
)
def test_the_first_guess_follows_the_browser(asked: str | None, given: str) -> None:
    assert language.guess(asked) == given


def test_an_unknown_language_is_english_not_an_error() -> None:
    assert language.use("xx") == "en"


def test_the_glossary_has_every_ecosystem_in_every_language() -> None:
    from analytics.core.codes import ECOSYSTEMS

    for code in LANGUAGES:
        language.use(code)
        for name in ECOSYSTEMS:
            assert language.term(name), (code, name)
    assert len(ECOSYSTEMS) == 14


def test_a_new_language_starts_with_an_empty_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    monkeypatch.setattr(messages, "LANGUAGES", {"no": "Norsk"})
    template = Catalog()
    template.add("Clusters")
    monkeypatch.setattr(messages, "extract", lambda: template)
    assert messages.update() == {"no": ["Clusters"]}
    assert (tmp_path / "no" / "LC_MESSAGES" / "atlas.po").exists()
    assert catalogue("no").get("Clusters").string == ""


def test_other_programs_know_the_languages() -> None:
    assert [language.tag(code) for code in (*language.LANGUAGES, "no")] == ["en-GB", "fi-FI", "sv-SE", "nb-NO"]
    assert [language.locale_number(code) for code in (*language.LANGUAGES, "no")] == ["809", "40B", "41D", "414"]


@pytest.mark.parametrize("code", ["fi", "sv"])
def test_a_part_of_a_whole_is_said_in_words(code: str) -> None:
    """No "14/274" and no "Suomi v. 2024:": officials read sentences, not log lines."""
    log_lines = re.compile(r"(?<![\w.])(\d+|\{\{?\w+\}?\})/(\d+|\{\{?\w+\}?\})(?!\w)|(?:^|[\s(])v\. ?(\d|\{)")
    said = [form for message in catalogue(code) if message.id for form in forms(message.string)]
    assert [form for form in said if log_lines.search(form) and "651/2014" not in form] == []


@pytest.mark.parametrize("code", ["fi", "sv"])
def test_no_sentence_begins_with_a_country_and_a_colon(code: str) -> None:
    heads = re.compile(r"^(\{country\}|Suomi|Finland)( v\.)?( \{year\}|, \{year\})?:.*[.!?]$")
    plain = {"{country}: {clusters}.", "{country}: none of them.", "{country}: unknown."}  # parts of a list
    found = [
        message.id
        for message in catalogue(code)
        if str(message.id).endswith(".")  # a subtitle may name its country first
        and message.id not in plain
        and any(heads.match(form) for form in forms(message.string))
    ]
    assert found == []
