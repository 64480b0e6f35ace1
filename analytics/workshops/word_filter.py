"""Words that a statement is held back for until the facilitator has read it. Nothing is deleted for a word."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache

from analytics.core.paths import DATA


def meets(text: str) -> bool:
    """Whether a text holds a word of the filter, in any of its languages; `word-` stands for all that begin so."""
    whole, starts = _words()
    found = re.findall(r"\w+", _plain(text))
    return any(word in whole or word.startswith(starts) for word in found)


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], tuple[str, ...]]:
    with (DATA / "workshops" / "filter_words.csv").open(encoding="utf-8", newline="") as file:
        listed = [_plain(row["word"]) for row in csv.DictReader(file)]
    return (
        frozenset(word for word in listed if not word.endswith("-")),
        tuple(word[:-1] for word in listed if word.endswith("-")),
    )


def _plain(text: str) -> str:
    # Accents stay: without them Swedish words of abuse are English words of every day.
    return unicodedata.normalize("NFC", text).casefold()
