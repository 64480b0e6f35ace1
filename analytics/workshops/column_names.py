"""Names of columns and languages in a file of statements, as people and tools write them in five languages."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from analytics.core import text_index as words
from analytics.core.paths import DATA

FIELDS = ("statement", "group", "session", "language", "votes")
LEFT_OUT = ("email", "person")  # columns that point to people
LANGUAGES: Mapping[str, frozenset[str]] = {
    "en": frozenset({"en", "eng", "english", "englanti", "engelska", "engelsk"}),
    "fi": frozenset({"fi", "fin", "finnish", "suomi", "finska", "finsk"}),
    "sv": frozenset({"sv", "swe", "se", "swedish", "ruotsi", "svenska", "svensk"}),
    "no": frozenset({"no", "nb", "nn", "nor", "norwegian", "norja", "norska", "norsk", "bokmal"}),
    "da": frozenset({"da", "dan", "dk", "danish", "tanska", "danska", "dansk"}),
}


@lru_cache(maxsize=1)
def names() -> Mapping[str, frozenset[str]]:
    """The names by what they stand for, folded. From the file itself: statements are read in a process apart."""
    found: dict[str, set[str]] = {}
    with (DATA / "workshops" / "column_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["field"], set()).add(plain(row["name"]))
    return {field: frozenset(listed) for field, listed in found.items()}


def plain(name: str) -> str:
    """A name folded, without signs and a number at its end ("Vastaus 1")."""
    folded = " ".join(re.sub(r"[_\W]+", " ", words.fold(name)).split())
    return re.sub(r"(?<=\D) \d{1,3}$", "", folded)


def meanings(header: Sequence[str]) -> list[set[str]]:
    """All that each name of a header may stand for."""
    return [{field for field, listed in names().items() if plain(name) in listed} for name in header]


def fields(header: Sequence[str]) -> list[str]:
    """The field that each name of a header stands for, "" for none and for the second of a kind."""
    found: list[str] = []
    for meant in meanings(header):
        field = next((field for field in FIELDS if field in meant), "")
        found.append("" if field in found else field)
    return found


def is_total(text: str) -> bool:
    """Whether a cell names a row of totals ("Yhteensä:", "Total (n=12)")."""
    short = re.sub(r"\(?\bn\s*=\s*\d+\)?", "", text)
    return len(text) <= 40 and plain(re.sub(r"[\d.,%\s:]+$", "", short)) in names()["total"]


def is_no_answer(text: str) -> bool:
    """Whether a cell says that nothing was answered: only signs, an error of the spreadsheet, or words like "n/a"."""
    return not re.search(r"[^\W_]|[^\x00-\u24ff]", text) or (len(text) <= 40 and plain(text) in names()["no_answer"])
