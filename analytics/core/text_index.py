"""Words of a text in English, Finnish and the Scandinavian languages: folded, split, stemmed and looked up.

Everything is folded first: case, accents and the way a letter is composed make no difference, so "Träindustri",
"TRAINDUSTRI" and a decomposed "träindustri" are one word. Stems are Snowball's (M. Porter and R. Boulton,
snowballstem.org) of the folded word, light ones for Icelandic; words of a list are stemmed in the same way, which is
what makes them meet.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from analytics.core import icelandic

# Language -> Snowball's name of it; Snowball has no Icelandic.
LANGUAGES = {"en": "english", "fi": "finnish", "sv": "swedish", "no": "norwegian", "da": "danish", "is": ""}
COMPOUNDING = ("fi", "sv", "no", "da", "is")  # languages that write compounds as one word
SHORTEST_PART = 6  # letters of a stem that may stand anywhere in a compound
ENDING = 3  # letters that an ending may have: a word with no more after the part it begins with is that word
BEGINS, ENDS = "begins", "ends"  # where in a word the word of a lexicon stands that is written with a hyphen
COMPOUND = 0.8  # how sure a match is that is only a part of a compound; the word itself is 1
LETTERS = {"en": "", "fi": "äöå", "sv": "åäöé", "no": "åæøé", "da": "åæøé", "is": "áéíóúýðþæö"}  # beyond a to z
# Letters that have no accent to strip.
SIGNS = {"ø": "o", "æ": "ae", "ð": "d", "þ": "th", "đ": "d", "ł": "l", "œ": "oe"}
_SIGNS = str.maketrans(SIGNS)
_WORD = re.compile(r"[^\W_]{2,}")
_stemming = threading.Lock()

# Words of grammar and of any company's talk, folded; they tell the language of a text and nothing of its field.
STOP_WORDS = {
    "en": """systems system
        a about all also an and any are as at be been build builds but by can companies company customer
        customers develop develops do does for from had has have help high how i in into is it its line local
        make makes many more most my new of on one or other our own people product products provide provider
        quality sell selling service services small sold solution solutions than that the their them these they this
        to us use using want was we what when where which who will with within work works year years you your""",
    "fi": """asiakas asiakkaat asiakkaille ei eri esimerkiksi haluamme he ihmisille ja joka jonka jossa jota jotka
        kaikki kanssa kehitamme koko koskee kuin kun kuten lisaksi me meidan meilla minka mita mukaan muun muut
        myos myymme niiden nyt olemme olla on ovat palvelu palveluja palvelut pieni se seka sen silla tai tama
        rakennamme tarjoamme teemme tuotamme tuote tuotteet tuotteita uusi uusia valmistamme yli yrityksemme yritykset
        yrityksille yrityksista yritys""",
    "sv": """system
        alla andra att av bade bland bygga bygger de den deras dess det dig dom du eller en er ett for foretag
        foretaget fran gor har helt hjalper hos i in inom inte jobbar kan kunder kunderna man med men mot mycket
        nar ni nu nya och oss pa produkter sa saljer sin sina sitt ska som till tillverkar tjanster under ut
        utvecklar var vara vart vi vid vill""",
    "no": """system
        alle andre at av bade bedrift bedriften bedrifter blant bygge bygger da de deg den der deres det du eller en
        er et etter for fra gjor har hele hjelper hos hva i ikke innen jobber kan kunder lager leverer med men
        mot mye na nar norske nye og om opp oss pa produkter sa selger sin sitt skal som til tilbyr tjenester
        under ut utvikler var vare ved vi vil virksomhet""",
    "da": """system
        af alle andre at bade blandt bygge bygger da de dem den der deres det dig du efter eller en er et firma for
        fra gor har hele hjaelper hos hvad i ikke inden kan kunder laver leverer med meget men mod nar nu nye og
        om op os pa produkter sa saelger sin sit skal som tag tager til tilbyder tjenester ud udvikler under var ved vi
        virksomhed virksomheder vores""",
    "is": """a ad af allt alla allan auk ad dur eda ef efni eftir eigum eigin einnig eins ekki en er eru erum fra fram
        framleidir framleidum fyrir fyrirtaeki fyrirtaekid fyrirtaekja fyrirtaekjum gerir gerum hafa hafid hefur her
        hja hjalpum i inn innan lausnir litil litilla litid med milli mjog nota notum ny nyja og okkar okkur sem ser
        seljum selur sin sina sinn smida smidum starfa starfar sumir thad thar their theirra their thetta thjonusta
        thjonustu til um ur upp ut vara veita veitir veitum verid vid vinna vinnum vorum vorur yfir throar throum
        uti heim heiminn allan eigid lika nu oll allra""",
}


def fold(text: str) -> str:
    """The text without case and accents, the Nordic letters that have no accent to strip spelt out (ø o, æ ae, þ th).

    The same as the warehouse's macro `fold` for text of the five languages.
    """
    if text.isascii():
        return text.lower()
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFKC", bare.casefold().translate(_SIGNS))


@lru_cache(maxsize=5_000)
def _fold_sign(sign: str) -> str:
    return fold(sign)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in order, folded: runs of at least two letters or digits."""
    return tuple(token for token, _ in _words(text))


def written(text: str) -> dict[str, str]:
    """Each token with the word as first written in the text, to quote it by."""
    said: dict[str, str] = {}
    for token, word in _words(text):
        said.setdefault(token, word)
    return said


def _words(text: str) -> list[tuple[str, str]]:
    """Each word of a text, folded and as written. Folded sign by sign, as one sign may become several (℡ tel)."""
    whole = unicodedata.normalize("NFC", text)
    pieces = [_fold_sign(sign) for sign in whole]
    origin = [place for place, piece in enumerate(pieces) for _ in piece]
    found = _WORD.finditer("".join(pieces))
    return [(word[0], whole[origin[word.start()] : origin[word.end() - 1] + 1]) for word in found]


@lru_cache(maxsize=20_000)
def stem(token: str, language: str) -> str:
    """The stem of one folded word. Raises KeyError for a language that is not one of LANGUAGES."""
    if language == "is":
        return icelandic.stem(token)
    with _stemming:  # one stemmer is not safe between threads
        return str(_stemmers()[language].stemWord(token))


def stems(text: str, language: str) -> tuple[str, ...]:
    """The stems of a text's words in order, without stop words of the language. Raises KeyError as `stem` does."""
    stopped = stop_words(language)
    return tuple(stem(token, language) for token in tokens(text) if token not in stopped)


@lru_cache(maxsize=len(LANGUAGES))
def stop_words(language: str) -> frozenset[str]:
    """The language's words of grammar and of any company's talk, folded."""
    return frozenset(STOP_WORDS[language].split())


def spoken(text: str) -> tuple[str, ...]:
    """The languages with the most stop words in a text; of several as good, those that write with its letters.

    All for a text that tells nothing.
    """
    found = tokens(text)
    counts = {language: sum(token in stop_words(language) for token in found) for language in LANGUAGES}
    best = tuple(language for language, n in counts.items() if n == max(counts.values()))
    beyond = {sign for sign in unicodedata.normalize("NFC", text.casefold()) if sign.isalpha() and not sign.isascii()}
    return tuple(language for language in best if beyond.issubset(LETTERS[language])) or best


def entry(word: str, language: str) -> tuple[str, tuple[str, ...]]:
    """How a lexicon looks a word or phrase up: BEGINS, ENDS or "", and what it is met by; () of a word without letters.

    Two words for which this is the same are one word to the lexicon, such as "webinar" and "webinars".
    """
    found = tokens(word)
    if word.endswith("-"):
        return BEGINS, found[-1:]
    return ENDS if word.startswith("-") else "", tuple(stem(token, language) for token in found)


@dataclass(frozen=True)
class Match:
    """A word or phrase of a lexicon met in a text: its tokens, the label, how sure the match is (1, or COMPOUND).

    `letters` is how much of the tokens the lexicon's word makes up.
    """

    tokens: tuple[str, ...]
    label: str
    sureness: float
    letters: int


@dataclass
class Lexicon:
    """Words of one language with labels; looked up as stems, phrases and parts of compounds.

    A word written with a hyphen at its end ("vind-") matches the words that begin with it, one with a hyphen at its
    start ("-fabrik") those that end with it, in any of the endings that the stemmer takes off. In the languages that
    write compounds as one word a stem of at least SHORTEST_PART letters matches anywhere in a word.
    """

    language: str
    phrases: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    firsts: dict[str, set[str]] = field(default_factory=dict)
    lasts: dict[str, set[str]] = field(default_factory=dict)
    parts: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def made_of(cls, language: str, words: Iterable[tuple[str, str]]) -> Lexicon:
        """A lexicon of (word, label) pairs; a word may have several labels."""
        made = cls(language)
        for word, label in words:
            made._add(word.strip(), label)
        return made

    def _add(self, word: str, label: str) -> None:
        place, stemmed = entry(word, self.language)
        if not stemmed:
            return
        if place == BEGINS:
            self.firsts.setdefault(stemmed[-1], set()).add(label)
            return
        if place == ENDS:
            self.lasts.setdefault(stemmed[0], set()).add(label)
            return
        self.phrases.setdefault(stemmed, set()).add(label)
        if self.language in COMPOUNDING and len(stemmed) == 1 and len(stemmed[0]) >= SHORTEST_PART:
            self.parts.setdefault(stemmed[0], set()).add(label)

    def matches(self, found: Sequence[str]) -> list[Match]:
        """What of the lexicon is met in a text's tokens: the longest phrases first, then words, then compounds.

        Of several parts within one word the longest speaks: "elintarviketeollisuus" is food before it is industry.
        """
        stemmed = [stem(token, self.language) for token in found]
        longest = max(map(len, self.phrases), default=0)
        met: list[Match] = []
        start = 0
        while start < len(stemmed):
            length, labels = self._phrase(found, stemmed, start, longest)
            read = tuple(found[start : start + length])
            met += [Match(read, label, sureness, letters) for label, sureness, letters in labels]
            start += length
        return met

    def _phrase(
        self, found: Sequence[str], stemmed: Sequence[str], start: int, longest: int
    ) -> tuple[int, list[tuple[str, float, int]]]:
        """How many tokens from `start` on are read at once, and their labels, each with its sureness and letters."""
        for length in range(min(longest, len(stemmed) - start), 0, -1):
            if length == 1 and found[start] in stop_words(self.language):
                return 1, []
            if labels := self.phrases.get(tuple(stemmed[start : start + length])):
                letters = sum(map(len, found[start : start + length]))
                return length, [(label, 1.0, letters) for label in sorted(labels)]
        return 1, self._compound(found[start], stemmed[start])

    def _compound(self, token: str, stemmed: str) -> list[tuple[str, float, int]]:
        met = [(first, labels) for first, labels in self.firsts.items() if token.startswith(first)]
        met += [(last, labels) for last, labels in self.lasts.items() if stemmed.endswith(last) and stemmed != last]
        met += [(part, labels) for part, labels in self.parts.items() if part in stemmed and part != stemmed]
        longest = max((len(part) for part, _ in met), default=0)
        labels = set().union(*(labels for part, labels in met if len(part) == longest))
        whole = len(token) - longest <= ENDING and any(
            token.startswith(part) for part, _ in met if len(part) == longest
        )
        return [(label, 1.0 if whole else COMPOUND, longest) for label in sorted(labels)]


@lru_cache(maxsize=1)
def _stemmers() -> dict[str, Any]:
    import snowballstemmer  # loads every language it knows: 0.1 s

    return {language: snowballstemmer.stemmer(name) for language, name in LANGUAGES.items() if name}
