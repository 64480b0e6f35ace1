"""Compound words cut into the words they are made of, by words that are known; Voikko for Finnish where it is.

Finnish and the Scandinavian languages write "metsäkone" or "verkstadsindustri" as one word. A list of known words is
enough to find the parts that matter: those that the list holds. Voikko (libvoikko with a Finnish dictionary, GPL) knows
inflected first parts too; nothing depends on it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

from analytics.core import text_index as words

SHORTEST = 4  # letters of a part
ALONE = 5  # letters of a part that is believed although the rest of the word is not known
LINKS = ("", "s", "e", "n", "u", "a")  # letters between two parts
_BASE = re.compile(r"\+([^+(]+)\(")
_asking = threading.Lock()


def parts(token: str, language: str, known: Collection[str]) -> tuple[str, ...]:
    """The known words that a folded word is made of, first to last; none for a word that is not a compound of them.

    `known` holds folded words and stems. Both parts known are best, the longer last part first, as it says what the
    thing is; of a word with one known part only that part is told.
    """
    if language not in words.COMPOUNDING or len(token) < 2 * SHORTEST:
        return ()
    bases = tuple(words.fold(base) for base in _voikko_bases(token)) if language == "fi" else ()
    if len(bases) > 1:
        return bases
    return _cut(token, language, known)


def _cut(token: str, language: str, known: Collection[str]) -> tuple[str, ...]:
    alone: tuple[str, ...] = ()
    for cut in range(SHORTEST, len(token) - SHORTEST + 1):
        head, tail = _head(token[:cut], known), token[cut:]
        last = tail if tail in known or words.stem(tail, language) in known else ""
        if head and last:
            return (*(_cut(head, language, known) or (head,)), last)
        if not alone and len(last) >= ALONE:
            alone = (last,)
    if alone:
        return alone
    for cut in range(len(token) - SHORTEST, ALONE - 1, -1):
        if head := _head(token[:cut], known):
            return (head,)
    return ()


def _head(start: str, known: Collection[str]) -> str:
    for link in LINKS:
        if start.endswith(link) and len(bare := start.removesuffix(link)) >= SHORTEST and bare in known:
            return bare
    return ""


@lru_cache(maxsize=5_000)
def _voikko_bases(token: str) -> tuple[str, ...]:
    speller = _voikko()
    if speller is None:
        return ()
    with _asking:  # one handle is not safe between threads
        read = speller(token)
    return tuple(_BASE.findall(read[0].get("WORDBASES", ""))) if read else ()


@lru_cache(maxsize=1)
def _voikko() -> Callable[[str], list[dict[str, Any]]] | None:
    """Voikko's analysis of a Finnish word; None without the library or its dictionary."""
    try:
        import libvoikko  # type: ignore[import-not-found]

        return libvoikko.Voikko("fi").analyze  # type: ignore[no-any-return]
    except (ImportError, OSError, RuntimeError):
        return None
    except Exception as problem:  # libvoikko's own error has no lasting base class
        if type(problem).__name__ == "VoikkoException":
            return None
        raise
