"""How a company's text is matched with ecosystems and clusters: lexicon, word stems, topics and regions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from typing import Any

from analytics.core import text_index as words
from analytics.core.language import LANGUAGES, current
from analytics.core.state import of_data
from analytics.regions import questions as regions
from analytics.warehouse import warehouse

SHORTEST_PLACE = 4  # letters of a part of a place's name
_CAPITAL = re.compile(r"\b[^\W\d_a-z]\w+")  # a word that may be a name
LONGEST = 1000  # characters of a description that are read
# Words of any company's talk that stand in clusters' texts too, beside the stop words of the languages.
TALK = """air based collect cut employees facilities fit fits helps hundred making out people person puolet
    run runs sea start suunnittelemme tekevat ten title tulee turn turns twelve up used well
    kommun kommune kommunen kommuner kommunerna kommunene kunnat kunnille kunta kuntien municipal municipalities
    municipality sveitarfelaga sveitarfelog"""
# Words that say what kind of body a cluster is or does rather than its field, stemmed by language.
GENERIC = {
    "en": """business chain cluster company development group industry innovation network nordic park region regional
        research science sector supplier technology value production solution new national sustainable
        produce producer part component nordic norwegian danish swedish finnish
        iceland icelandic norway denmark sweden finland center centre arctic system test member work
        association forum project service firm""",
    "fi": """ala alan alat alueellinen innovaatio innovaatiot kehittäminen kestävä klusteri tutkimus teknologia
        teollisuus toimittajat verkosto yritykset uudet kansallinen tuotanto ratkaisut suomen""",
    "sv": """system bransch forskning hållbar industri innovation kluster leverantörer nationell nätverk näringar
        regional teknik utveckling värdekedja företag nya produktion lösningar svensk""",
}


@dataclass(frozen=True)
class Recognised:
    """An ecosystem that a text speaks of: strength (sum of the words' weights) and the words as written."""

    ecosystem: str
    strength: float
    words: tuple[str, ...]


def ecosystems(text: str) -> list[Recognised]:
    """The industrial ecosystems that a text of any of the languages speaks of, strongest first (ties by name)."""
    said = words.written(text[:LONGEST])
    strength: dict[str, list[float]] = {}
    because: dict[str, dict[str, None]] = {}
    for phrase, labels in labelled(text).items():
        for (ecosystem, _topic), sureness in labels.items():
            strength.setdefault(ecosystem, []).append(len(phrase) * sureness / len(labels))
            because.setdefault(ecosystem, {})[_quote(phrase, said)] = None
    spoken = [Recognised(label, fsum(parts), tuple(because[label])) for label, parts in strength.items()]
    return sorted(spoken, key=lambda one: (-one.strength, one.ecosystem))


@of_data(maxsize=64)
def labelled(text: str) -> dict[tuple[str, ...], dict[tuple[str, str], float]]:
    """The words and phrases of a text that the lexicon knows: tokens -> (ecosystem, topic) -> sureness."""
    text = without_places(text)
    languages = tuple(dict.fromkeys((*words.spoken(text), "en")))  # English words stand in texts of all five
    said = _met_in(text, languages)
    return said or _met_in(text, tuple(words.LANGUAGES))


def without_places(text: str) -> str:
    """The text that is read, without names of places: a bakery in Kuopio is no nearer to water technology in Kuopio."""
    languages = words.spoken(text)
    return _CAPITAL.sub(
        lambda met: "" if any(words.stem(words.fold(met[0]), one) in _places() for one in languages) else met[0],
        text[:LONGEST],
    )


@of_data(maxsize=1)
def _places() -> frozenset[str]:
    """The stems of the names of the clusters' towns and of the regions, in each language's way."""
    names = {row["city"] for row in offered_clusters() if isinstance(row["city"], str)}
    names |= {name for language in LANGUAGES for name in regions.names(language).values()}
    said = {token for name in names for token in words.tokens(name) if len(token) >= SHORTEST_PLACE}
    return frozenset(words.stem(token, language) for token in said for language in words.LANGUAGES)


def _met_in(text: str, languages: Sequence[str]) -> dict[tuple[str, ...], dict[tuple[str, str], float]]:
    """What the lexicons of the languages read: a phrase before its words, the longest part, the text's own language."""
    offered = with_clusters()
    own = words.spoken(text)
    # "lager" makes in Norwegian, stores in Swedish; "turn" is no turning
    said = frozenset(TALK.split()).union(*map(words.stop_words, own))
    found = [
        ((len(match.tokens), match.letters, language in own, not wider), match)
        for wider in (False, True)
        for language in languages
        for match in _lexicons(wider=wider)[language].matches(words.tokens(text))
        # "to shops": without clusters of retail it would lead nowhere
        if match.label.partition("/")[0] in offered and not said.issuperset(match.tokens)
    ]
    best: dict[tuple[str, ...], dict[tuple[str, str], float]] = {}
    read: dict[str, tuple[int, int, bool, bool]] = {}  # token -> how well it is read
    for worth, match in sorted(found, key=lambda one: one[0], reverse=True):
        if any(read.get(token, worth) != worth for token in match.tokens):
            continue
        read.update(dict.fromkeys(match.tokens, worth))
        ecosystem, _slash, topic = match.label.partition("/")
        labels = best.setdefault(match.tokens, {})
        labels[ecosystem, topic] = max(match.sureness, labels.get((ecosystem, topic), 0.0))
    return best


def _quote(phrase: Sequence[str], said: Mapping[str, str]) -> str:
    return " ".join(said.get(token, token) for token in phrase)


def languages_of(text: str) -> tuple[str, ...]:
    """The languages of the clusters' texts in which the words of a text are looked up."""
    spoken = set(words.spoken(text))
    # Where the atlas has no Norwegian or Danish texts of its own, the Swedish ones share many words with them.
    return tuple(
        sorted({"en", *(spoken & LANGUAGES.keys()), *({"sv"} if spoken & {"no", "da"} - LANGUAGES.keys() else ())})
    )


@lru_cache(maxsize=2)
def _lexicons(*, wider: bool = False) -> Mapping[str, words.Lexicon]:
    """The words by language: those that companies and clusters use or, wider, those after the headings of NACE.

    The wider are read in descriptions only, where the others say nothing: in clusters' texts they blur the topics.
    """
    rows = warehouse().ask("finder.lexicon")
    rows = rows[rows["nace"].notna() == wider]
    return {
        str(language): words.Lexicon.made_of(
            str(language), zip(own["word"], own["ecosystem"] + "/" + own["topic"].fillna(""), strict=True)
        )
        for language, own in rows.groupby("language")
    }


@of_data(maxsize=1)
def offered_clusters() -> list[dict[str, Any]]:
    """The clusters that can be offered: neither merged nor ended."""
    return list(warehouse().ask("finder.clusters").to_dict("records"))


@of_data(maxsize=1)
def with_clusters() -> frozenset[str]:
    """The industrial ecosystems of which the atlas knows a cluster to join."""
    return frozenset(row["ecosystem"] for row in offered_clusters())


@of_data(maxsize=len(LANGUAGES))
def fields(language: str) -> Mapping[str, str]:
    """What each cluster works with, in a language."""
    rows = warehouse().localised(warehouse().ask("finder.clusters"), "clusters", "sector_detail", language=language)
    known = rows[rows["sector_detail"].notna()]
    return dict(zip(known["cluster_id"], known["sector_detail"], strict=True))


@of_data(maxsize=len(LANGUAGES))
def described(language: str) -> Mapping[str, str]:
    """What clusters do in plain sentences, in a language; those without a text are left out."""
    rows = warehouse().localised(warehouse().ask("finder.clusters"), "clusters", "what_it_does", language=language)
    known = rows[rows["what_it_does"].notna()]
    return dict(zip(known["cluster_id"], known["what_it_does"], strict=True))


def fields_here() -> Mapping[str, str]:
    """What each cluster works with, in the language in use."""
    return fields(current())


def described_here() -> Mapping[str, str]:
    """What clusters do in plain sentences, in the language in use."""
    return described(current())


@of_data(maxsize=len(words.LANGUAGES))
def lexicon_words(language: str) -> tuple[str, ...]:
    """The words and phrases of the lexicon in a language."""
    rows = warehouse().ask("finder.lexicon")
    return tuple(rows.loc[rows["language"] == language, "word"])


@of_data(maxsize=1)
def generic() -> frozenset[str]:
    """Stems that say what kind of body a cluster is rather than its field, of all languages."""
    return frozenset(stem for language, said in GENERIC.items() for stem in words.stems(said, language))


@of_data(maxsize=1)
def stopped() -> frozenset[str]:
    """The stop words of all languages, as names of clusters are in any of them, and TALK."""
    return frozenset(TALK.split()).union(*map(words.stop_words, words.LANGUAGES))


def topics(sector: Any) -> set[str]:
    """The topics that a cluster's field in English speaks of."""
    if not isinstance(sector, str):
        return set()
    labels = (match.label.partition("/")[2] for match in _lexicons()["en"].matches(words.tokens(sector)))
    return {topic for topic in labels if topic}


@of_data(maxsize=128)
def home(country: str, region: str) -> tuple[float, float] | None:
    """Where distances start: the middle of the region's clusters, else of the country's; None if unknown."""
    own = [
        (float(row["lat"]), float(row["lon"]))
        for row in offered_clusters()
        if row["lat"] == row["lat"] and (row["nuts_code"] == region if region else row["country"] == country)
    ]
    if not own:
        return home(country, "") if region else None
    return fsum(lat for lat, _lon in own) / len(own), fsum(lon for _lat, lon in own) / len(own)


def is_broad(field: str, ecosystem: str) -> bool:
    """Whether a field in English is all of its ecosystem, such as "energy technology", not one topic of it."""
    labels = (match.label.partition("/") for match in _lexicons()["en"].matches(words.tokens(field)))
    return any(spoken == ecosystem and not topic for spoken, _slash, topic in labels)


@of_data(maxsize=128)
def regions_beside(region: str) -> frozenset[str]:
    """The NUTS 3 regions that border on a region; none for an empty code."""
    return frozenset(regions.neighbours(region)["nuts_code"]) - {region} if region else frozenset()
