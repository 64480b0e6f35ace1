"""What people type, made sound and no more than that."""

from __future__ import annotations

import unicodedata

from analytics.core.language import LANGUAGES
from analytics.core.unseen import in_order
from analytics.workshops import errors
from analytics.workshops.models import Texts

_CONTROLS = frozenset({"Cc", "Cs"})
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def clean(text: str, limit: int) -> str:
    """The text as typed but for control characters (line feed and tab stay), turns of direction and lone surrogates.

    Raises Empty if nothing that can be seen is left, TooLong if more than `limit` characters (code points) are.
    """
    kept = "".join(c for c in in_order(text) if c in "\n\t" or unicodedata.category(c) not in _CONTROLS)
    if unseen(kept):
        raise errors.Empty
    if len(kept) > limit:
        raise errors.TooLong(characters=len(kept), limit=limit)
    return kept


def unseen(text: str) -> bool:
    """Whether nothing of a text can be seen."""
    return all(unicodedata.category(c) in _INVISIBLE for c in text)


def clean_texts(texts: Texts, limit: int) -> dict[str, str]:
    """The texts of known languages that say something, in the order given. Raises Empty if none does, TooLong."""
    kept = {
        language: clean(text, limit) for language, text in texts.items() if language in LANGUAGES and not unseen(text)
    }
    if not kept:
        raise errors.Empty
    return kept
