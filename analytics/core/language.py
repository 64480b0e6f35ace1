"""Words, numbers, dates and names in the reader's language: gettext catalogues and Babel's locale data."""

from __future__ import annotations

import csv
import gettext as _gettext
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date as _date
from functools import lru_cache
from io import BytesIO
from locale import windows_locale
from typing import Any

from babel import Locale
from babel.core import LOCALE_ALIASES, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from analytics.core.paths import DATA, LOCALE
from analytics.core.unseen import in_order

LANGUAGES = {"en": "English", "fi": "Suomi", "sv": "Svenska"}
DEFAULT = "en"
DOMAIN = "atlas"

_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


def use(language: str) -> str:
    """Set the language of what follows in this thread; an unknown one falls back to English. Returns the one set."""
    chosen = language if language in LANGUAGES else DEFAULT
    _current.set(chosen)
    return chosen


def current() -> str:
    """The language in use, an ISO 639-1 code."""
    return _current.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language inside, whatever the thread had, and again that one afterwards."""
    before = current()
    use(language)
    try:
        yield
    finally:
        use(before)


def guess(browser_locale: str | None) -> str:
    """The first language to show to a browser that asks for `browser_locale` (such as "sv-FI")."""
    code = (browser_locale or "").replace("_", "-").split("-")[0].lower()
    return code if code in LANGUAGES else DEFAULT


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> _gettext.NullTranslations:
    """The messages of a language, compiled from its .po file; English is the messages themselves."""
    path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if language == DEFAULT or not path.exists():
        return _gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


@lru_cache(maxsize=len(LANGUAGES))
def locale(language: str) -> Locale:
    """Babel's locale of a language; English is written the British way."""
    return Locale.parse("en_GB" if language == "en" else language)


def tag(language: str) -> str:
    """The language as files of other programs name it, with its country: "en-GB", "fi-FI"."""
    return "en-GB" if language == "en" else LOCALE_ALIASES.get(language, language).replace("_", "-")


def locale_number(language: str) -> str:
    """Microsoft's number of a language, as number formats hold it ("40B"); that of English where it has none."""
    numbers = {name: number for number, name in windows_locale.items()}
    return f"{numbers.get(tag(language).replace('-', '_'), numbers['en_GB']):X}"


def _(message: str) -> str:
    """The message in the language in use."""
    return _catalogue(current()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The message for `n` things; the text names the number as {n}, which is filled in by the locale's rules."""
    return _catalogue(current()).ngettext(singular, plural, int(n)).format(n=number(n))


def N_(message: str) -> str:  # noqa: N802
    """Mark a message for translation where it is defined; `_` translates it where it is shown."""
    return message


def number(value: Any, digits: int = 0) -> str:
    """A number rounded for reading ("12 345,6" in Finnish); missing is the word for unknown."""
    if _missing(value):
        return term("unknown")
    return _formatted(round(float(value), digits) + 0.0, digits, current())  # no minus before zero


def _missing(value: Any) -> bool:
    """None, NaN or pandas' NA. Without pandas, which takes a second to load: a server answers before it has."""
    try:
        return value is None or bool(value != value)
    except TypeError:  # NA is neither equal nor unequal to itself
        return True


@lru_cache(maxsize=8192)
def _formatted(value: float, digits: int, language: str) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=locale(language))


def exact_number(value: float) -> str:
    """A number with as many decimals as it has, at most three, as browsers write it."""
    return format_decimal(value, locale=locale(current()))


def writes_numbers_alike(browser_locale: str | None) -> bool:
    """Whether a browser's language ("en-US") has the same marks in numbers as the language in use; one untold has."""
    if not browser_locale:
        return True
    return _marks_of_numbers(browser_locale.replace("_", "-")) == _marks_of_numbers(current())


@lru_cache(maxsize=256)
def _marks_of_numbers(code: str) -> str:
    try:
        return format_decimal(-1234567.8, locale=Locale.parse(code, sep="-"))
    except (ValueError, UnknownLocaleError):
        return ""


def percent(value: float | int | None, digits: int = 1) -> str:
    """A share given in percent (42.0) as "42.0 %", with the space and comma that the language asks for."""
    if _missing(value):
        return term("unknown")
    return number(value, digits) + ("%" if current() == "en" else "\u00a0%")


def day(value: _date) -> str:
    """A date written out in the language in use."""
    return format_date(value, format="long", locale=locale(current()))


def sentence_start(text: str) -> str:
    """The text with a capital first letter: some languages begin with the place."""
    return text[:1].upper() + text[1:]


def listing(items: Iterable[str]) -> str:
    """ "a, b and c" in the language in use."""
    return format_list(list(items), locale=locale(current()))


def quoted(text: str) -> str:
    """A text in the quotation marks of the language in use."""
    return _("“{text}”").format(text=in_order(text))


def country_name(code: str) -> str:
    """A country's name; WORLD and EU27 by our own words."""
    if code == "WORLD":
        return _("World")
    if code == "EU27":
        return _("EU (27 countries)")
    return str(locale(current()).territories.get(code, code))


# Where something is, whole, because Finnish inflects the name.
_IN_COUNTRIES = {
    "FI": N_("in Finland"),
    "SE": N_("in Sweden"),
    "NO": N_("in Norway"),
    "DK": N_("in Denmark"),
    "IS": N_("in Iceland"),
    "DE": N_("in Germany"),
    "NL": N_("in the Netherlands"),
    "FO": N_("in the Faroe Islands"),
}
# Whose something is, likewise.
_OF_COUNTRIES = {
    "FI": N_("Finland's"),
    "SE": N_("Sweden's"),
    "NO": N_("Norway's"),
    "DK": N_("Denmark's"),
    "IS": N_("Iceland's"),
    "DE": N_("Germany's"),
    "NL": N_("the Netherlands'"),
    "FO": N_("the Faroe Islands'"),
}
# What is left without a country, likewise.
_WITHOUT_COUNTRIES = {
    "FI": N_("without Finland"),
    "SE": N_("without Sweden"),
    "NO": N_("without Norway"),
    "DK": N_("without Denmark"),
    "IS": N_("without Iceland"),
}


def in_country(code: str) -> str:
    """ "in Finland", as it stands inside a sentence; raises KeyError for a country that is not compared."""
    return _(_IN_COUNTRIES[code])


def country_words(code: str) -> dict[str, str]:
    """A country in the forms that a sentence may need, by the names of their placeholders; `country` is its name."""
    name = country_name(code)
    return {
        "country": name,
        "in_country": _(_IN_COUNTRIES[code]) if code in _IN_COUNTRIES else name,
        "of_country": _(_OF_COUNTRIES[code]) if code in _OF_COUNTRIES else name,
        "without_country": _(_WITHOUT_COUNTRIES[code]) if code in _WITHOUT_COUNTRIES else name,
    }


@lru_cache(maxsize=1)
def _glossary() -> dict[str, dict[str, str]]:
    with (DATA / "knowledge" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return {row["term"]: row for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _cities() -> dict[str, dict[str, str]]:
    with (DATA / "geography" / "city_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["city"]: row for row in csv.DictReader(file)}


def city_name(name: str) -> str:
    """A city's name in the language in use, where that language has one of its own."""
    row = _cities().get(name)
    return (row.get(f"name_{current()}") or name) if row else name


def term(key: str) -> str:
    """A term of the field by its key in data/knowledge/glossary.csv, such as "gold" or "Agri-Food"."""
    row = _glossary().get(key)
    return (row.get(current()) or row[DEFAULT]) if row else key
