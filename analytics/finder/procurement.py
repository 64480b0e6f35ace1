"""Which field a word of trade belongs to: a dictionary made of the Common Procurement Vocabulary (CPV 2008).

Its names of products and services stand in English, Finnish, Swedish and Danish beside each other, and a short list
says of which field the codes are. It is asked for words that the lexicon does not know. Norwegian words are looked up
among the Danish ones, as most are spelt alike. Only words that are a name by themselves are kept ("Raejuusto"): those
that stand beside others say too little ("other", "parts").
"""

from __future__ import annotations

from collections.abc import Mapping

from analytics.core import compounds
from analytics.core import text_index as words
from analytics.core.state import of_data
from analytics.warehouse import warehouse

Label = tuple[str, str]  # ecosystem, topic

NAMES_FOR = {"en": "en", "fi": "fi", "sv": "sv", "da": "da", "no": "da"}  # language of a text -> of the names
SHARE = 0.6  # of the names with a word that must be of one field for it to say anything
DOUBT = 0.3  # names of no field that every word is taken to stand in besides, as one name proves little
PART = 0.7  # of its sureness, the last part of a compound
SHORTEST, SHORTEST_PART = 4, 5  # letters


def fields(token: str, language: str) -> Mapping[Label, float]:
    """The fields that a folded word of a language belongs to, with their sureness; none for a word without one."""
    if language not in NAMES_FOR:
        return {}
    known = _field_of(language)
    if found := known.get(words.stem(token, language)):
        return found
    parts = compounds.parts(token, language, known)
    if len(parts) < 2 or len(parts[-1]) < SHORTEST_PART:
        return {}
    return {label: PART * sure for label, sure in known.get(words.stem(parts[-1], language), {}).items()}


@of_data(maxsize=len(NAMES_FOR))
def _field_of(language: str) -> Mapping[str, Mapping[Label, float]]:
    """The stems of the words that are a name by themselves, with their field."""
    rows = warehouse().ask("finder.procurement")
    stopped = words.stop_words(NAMES_FOR[language])
    counts: dict[str, dict[Label | None, float]] = {}
    alone: set[str] = set()
    for name, ecosystem, topic in zip(
        rows[NAMES_FOR[language]], rows["ecosystem"], rows["topic"].fillna(""), strict=True
    ):
        label = (ecosystem, topic) if isinstance(ecosystem, str) else None
        said = [token for token in words.tokens(name) if len(token) >= SHORTEST and token not in stopped]
        stems = [words.stem(token, language) for token in said]
        for stem in stems:
            own = counts.setdefault(stem, {})
            own[label] = own.get(label, 0.0) + 1 / len(stems)
        if len(stems) == 1:
            alone.update(stems)
    return {stem: found for stem in sorted(alone) if (found := _known(counts[stem]))}


def _known(counted: Mapping[Label | None, float]) -> dict[Label, float]:
    whole = sum(counted.values())
    return {label: n / (whole + DOUBT) for label, n in counted.items() if label and n / whole >= SHARE}
