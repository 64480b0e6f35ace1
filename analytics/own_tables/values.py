"""Cells as spreadsheets of several languages write them, in the form of the table: 60,17 is 60.17, TOSI is true.

Only what can mean one thing is changed. A cell such as "1,234", which is one number in Finland and another in England,
stays as it is unless other cells of its column show which of the two is meant; the contract's check then asks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from analytics.contracts.table import type_name
from analytics.core.language import LANGUAGES, country_name, ngettext, speaking, term
from analytics.core.text_index import fold

_NOTHING = {"", "-", "–", "—", "n/a", "na", "null", "none", "nan", "#n/a", "#puuttuu!", "#saknas!", "?"}
_UNKNOWN = {"ei tietoa", "tuntematon", "okand", "okant", "uppgift saknas", "unknown", "ukendt", "ukjent", "not known"}
_TRUE = {"true", "tosi", "sant", "sand", "yes", "kylla", "ja", "1", "x", "k"}
_FALSE = {"false", "epatosi", "falskt", "falsk", "no", "ei", "nej", "nei", "0", "e"}
LONGEST_WORD = 16
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " "))
_POINT_DAY = re.compile(r"([0-3]?[0-9])\.([01]?[0-9])\.((?:19|20)[0-9]{2})(?: 0{1,2}[:.]00(?:[:.]00)?)?")
_ISO_DAY = re.compile(r"((?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])[T ]0{2}:00(?::00(?:\.0+)?)?")
_DIGITS = re.compile(r"[0-9]+")
_UNIT = re.compile(r"\s*(%|€|eur|euroa|euro|kr|sek|nok|dkk|isk)\.?$", re.IGNORECASE)


class Column:
    """How the cells of a column of a table are read; `mended` counts what was put in its form, by what it was."""

    def __init__(self, column: Any, cells: Iterable[str]) -> None:
        self.kind = str(column.metadata["kind"])
        self.type = type_name(column)
        self.codes = _codes(column)
        self.is_text = self.type == "string" and not self.codes and self.kind not in ("day", "address")
        self.mended: Counter[str] = Counter()
        self.comma_is_decimal = self.type == "float64" and _comma_is_decimal(cells)

    def read(self, cells: Sequence[str]) -> list[str]:
        """Cells in the table's form; as they stand where they could mean several things."""
        counted = Counter(cells)  # codes, years and countries repeat: each is read once
        known = {cell: self._read(cell) for cell in counted}
        for cell, times in counted.items():
            if what := known[cell][1]:
                self.mended[what] += times
        return [known[cell][0] for cell in cells]

    def _read(self, cell: str) -> tuple[str, str]:
        """A cell in the table's form, and what was mended of it."""
        text = cell.strip()
        # Folding takes long, and no word for "unknown" is longer.
        plain = text if self.is_text and len(text) > LONGEST_WORD else fold(text)
        if plain in _NOTHING or (plain in _UNKNOWN and plain not in self.codes):
            return "", "unknown" if text else ""
        if self.is_text:
            return text, ""
        what, made = self._made(text, plain)
        return (text, "") if made in (None, text) else (str(made), what)

    def _made(self, text: str, plain: str) -> tuple[str, str | None]:
        if self.type == "boolean":
            return "flag", "true" if plain in _TRUE else "false" if plain in _FALSE else None
        if self.type in ("float64", "Int64"):
            return "number", self._number(text)
        if self.codes:
            return "code", self.codes.get(plain)
        if self.kind == "day":
            return "day", _day(text)
        if self.kind == "address" and text.startswith("www.") and re.fullmatch(r"www\.[^\s/]+\S*", text):
            return "address", f"https://{text}"
        return "", None

    def _number(self, text: str) -> str | None:
        if _DIGITS.fullmatch(text):
            return text
        bare = _UNIT.sub("", text.translate(_SPACES).replace("'", " ").replace("’", " "))
        bare = re.sub(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))", "", bare).replace("−", "-")
        if re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+", bare):
            bare = bare.replace(".", "").replace(",", ".")
        elif re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+", bare):
            bare = bare.replace(",", "")
        elif re.fullmatch(r"[+-]?[0-9]+,[0-9]+", bare) and (
            self.comma_is_decimal or not re.fullmatch(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}", bare)
        ):
            bare = bare.replace(",", ".")
        if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?", bare):
            return None
        return re.sub(r"\.0+$", "", bare) if self.type == "Int64" else bare


def sentences(columns: Mapping[str, Column]) -> tuple[str, ...]:
    """What was put in the table's form, in words."""
    counted: Counter[str] = Counter()
    for column in columns.values():
        counted += column.mended
    said = {
        "number": lambda n: ngettext(
            "{n} number was rewritten, such as 60,17 as 60.17.",
            "{n} numbers were rewritten, such as 60,17 as 60.17.",
            n,
        ),
        "flag": lambda n: ngettext("{n} word was read as true or false.", "{n} words were read as true or false.", n),
        "day": lambda n: ngettext(
            "{n} day was rewritten, such as 1.12.2024 as 2024-12-01.",
            "{n} days were rewritten, such as 1.12.2024 as 2024-12-01.",
            n,
        ),
        "code": lambda n: ngettext(
            "{n} word was read as a code, such as Suomi as FI.", "{n} words were read as codes, such as Suomi as FI.", n
        ),
        "address": lambda n: ngettext(
            "{n} web address was completed with https://.", "{n} web addresses were completed with https://.", n
        ),
        "unknown": lambda n: ngettext(
            "{n} cell that says “unknown” was read as empty.", "{n} cells that say “unknown” were read as empty.", n
        ),
    }
    return tuple(words(counted[what]) for what, words in said.items() if counted[what])


def _codes(column: Any) -> dict[str, str]:
    """What readers may write for each allowed code, folded: the code, its words in all languages."""
    allowed: Sequence[str] = next(
        (check.statistics["allowed_values"] for check in column.checks if check.name == "isin"), ()
    )
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            for code in allowed:
                for said in (_country(code), term(code)):
                    if said and found.setdefault(fold(said), code) != code:
                        found[fold(said)] = ""  # a word for two codes means neither
    found |= {fold(code): code for code in allowed}
    return {said: code for said, code in found.items() if code}


def _country(code: str) -> str:
    try:
        return country_name(code)
    except KeyError:
        return ""


def _comma_is_decimal(cells: Iterable[str]) -> bool:
    """Whether a cell of the column has a comma that cannot part thousands."""
    return any(
        re.fullmatch(r"[+-]?[0-9 .\u00a0]*,[0-9]+", cell.strip())
        and not re.fullmatch(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+", cell.strip())
        for cell in cells
    )


def _day(text: str) -> str | None:
    if found := _ISO_DAY.fullmatch(text):
        return found[1]
    if found := _POINT_DAY.fullmatch(text):
        try:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        except ValueError:
            return None
    return None
