"""Light stems of Icelandic words: the endings of nouns, adjectives and verbs taken off, as Snowball has no Icelandic."""

from __future__ import annotations

SHORTEST = 4  # letters that are left of a word
# Folded, the longest first: endings with the article, then of cases and persons.
_ENDINGS = sorted(
    """arinnar innar arnar irnar urnar arnir irnir unum anna inum inni unni inn ins ina ann ans ann num nna
    andi adir adar adur ada um ur ar ir in id na nn s a i u r""".split(),
    key=len,
    reverse=True,
)


def stem(token: str) -> str:
    """The stem of a folded word; the word itself where no ending leaves SHORTEST letters."""
    for ending in _ENDINGS:
        if token.endswith(ending) and len(token) - len(ending) >= SHORTEST:
            return token.removesuffix(ending)
    return token
