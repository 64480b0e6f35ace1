"""Which word of the lexicon a misspelt word stands for: one letter wrong, left out, too many or two changed about."""

from __future__ import annotations

from collections.abc import Iterable

from analytics.core import text_index as words
from analytics.core.state import of_data
from analytics.finder import matching

SHORTEST = 7  # letters of a word that is believed to be misspelt; shorter ones are too much alike


@of_data(maxsize=4_000)
def meant(token: str, languages: tuple[str, ...]) -> str:
    """The word or beginning of a word, folded, that an unknown word is one letter away from; empty if there is none."""
    from rapidfuzz.distance import OSA

    if len(token) < SHORTEST or not token.isalpha():
        return ""
    for language in languages:
        for listed, beginning in _listed(language):
            written = token[: len(listed)] if beginning else token
            if written[0] == listed[0] and OSA.distance(written, listed, score_cutoff=1) == 1:
                return listed
    return ""


@of_data(maxsize=len(words.LANGUAGES))
def _listed(language: str) -> tuple[tuple[str, bool], ...]:
    """The single words of the lexicon long enough to tell a slip by, the longest first; and which are beginnings."""
    return tuple(sorted(set(_long(matching.lexicon_words(language))), key=lambda one: (-len(one[0]), one)))


def _long(listed: Iterable[str]) -> Iterable[tuple[str, bool]]:
    for word in listed:
        found = words.tokens(word)
        if len(found) == 1 and len(found[0]) >= SHORTEST and not word.startswith("-"):
            yield found[0], word.endswith("-")
