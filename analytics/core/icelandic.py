"""Light stems of Icelandic words, which Snowball does not have: endings of nouns, adjectives and verbs taken off."""

from __future__ import annotations

SHORTEST = 4  # letters that are left of a word
# Folded, the longest first: endings with the article, then of cases and persons.
_ENDINGS = """arinnar innar arnar irnar urnar arnir irnir unum anna inum inni unni andi adir adar adur
    inn ins ina ann ans num nna ada um ur ar ir in id na nn s a i u r"""


def stem(token: str) -> str:
    """The stem of a folded word; the word itself where no ending leaves SHORTEST letters."""
    for ending in _ENDINGS.split():
        if token.endswith(ending) and len(token) - len(ending) >= SHORTEST:
            return token.removesuffix(ending)
    return token
