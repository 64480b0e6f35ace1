"""How a company's text is matched with ecosystems and clusters: lexicon, word stems, topics and regions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, log, sqrt
from typing import Any

from analytics.core import text_index as words
from analytics.core.language import LANGUAGES
from analytics.core.state import of_data
from analytics.regions import questions as regions
from analytics.warehouse import warehouse

LONGEST = 1000  # characters of a description that are read
TOPIC = "#"  # marks a topic among the stems of a text; no stem begins so
SHORTEST_BEGINNING = 5  # letters of a stem that a longer word of a cluster's text may begin with, and the reverse
# Words that say what kind of body a cluster is or does rather than its field, stemmed by language.
GENERIC = {
    "en": """business chain cluster company development group industry innovation network nordic park region regional
        research science sector supplier technology value production solution new national sustainable""",
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


@dataclass(frozen=True)
class _Text:
    """Stems and topics of a cluster's name and field with their weights, and the root of their sum of squares."""

    weights: Mapping[str, float]
    length: float


def ecosystems(text: str) -> list[Recognised]:
    """The industrial ecosystems that a text of any of the five languages speaks of, strongest first (ties by name)."""
    said = words.written(text[:LONGEST])
    strength: dict[str, list[float]] = {}
    because: dict[str, dict[str, None]] = {}
    for phrase, labels in _labelled(text).items():
        for (ecosystem, _topic), sureness in labels.items():
            strength.setdefault(ecosystem, []).append(len(phrase) * sureness / len(labels))
            because.setdefault(ecosystem, {})[_quote(phrase, said)] = None
    spoken = [Recognised(label, fsum(parts), tuple(because[label])) for label, parts in strength.items()]
    return sorted(spoken, key=lambda one: (-one.strength, one.ecosystem))


def _labelled(text: str) -> dict[tuple[str, ...], dict[tuple[str, str], float]]:
    """The words and phrases of a text that the lexicon knows: tokens -> (ecosystem, topic) -> sureness."""
    text = text[:LONGEST]
    likely = tuple(dict.fromkeys((*words.likely(text), "en")))  # English words stand in texts of all five
    return _met_in(text, likely) or _met_in(text, tuple(words.LANGUAGES))


def _met_in(text: str, languages: Sequence[str]) -> dict[tuple[str, ...], dict[tuple[str, str], float]]:
    best: dict[tuple[str, ...], dict[tuple[str, str], float]] = {}
    for language in languages:
        for match in _lexicons()[language].matches(words.tokens(text)):
            ecosystem, _slash, topic = match.label.partition("/")
            labels = best.setdefault(match.tokens, {})
            labels[ecosystem, topic] = max(match.sureness, labels.get((ecosystem, topic), 0.0))
    return best


def likeness_of(text: str) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Clusters with words or topics in common with the text: the cosine and the words as written."""
    text = text[:LONGEST]
    said = words.written(text)
    spoken = set(words.likely(text))
    # Where the atlas has no Norwegian or Danish texts of its own, the Swedish ones share many words with them.
    asked = {"en", *(spoken & LANGUAGES.keys()), *({"sv"} if spoken & {"no", "da"} - LANGUAGES.keys() else ())}
    best: dict[str, tuple[float, tuple[str, ...]]] = {}
    for language in sorted(asked):
        texts, vocabulary = _texts(language)
        own = _own(text, said, vocabulary, language)
        length = sqrt(fsum(weight**2 for weight, _words in own.values()))
        for cluster_id, its in texts.items():
            common = own.keys() & its.weights.keys()
            if not common:
                continue
            cosine = fsum(own[feature][0] * its.weights[feature] for feature in common) / (length * its.length)
            if cosine > best.get(cluster_id, (0.0, ()))[0]:
                quotes = dict.fromkeys(quote for feature in own if feature in common for quote in own[feature][1])
                best[cluster_id] = (min(1.0, cosine), tuple(_longest(list(quotes))))
    return best


def _own(
    text: str, said: Mapping[str, str], vocabulary: Mapping[str, float], language: str
) -> dict[str, tuple[float, list[str]]]:
    """The text's stems and topics that occur among the clusters: weight and the words as written."""
    own: dict[str, tuple[float, list[str]]] = {}

    def add(feature: str, sureness: float, quote: str) -> None:
        weight, quotes = own.get(feature, (0.0, []))
        own[feature] = (max(weight, sureness * vocabulary[feature]), [*quotes, quote])

    for phrase, labels in _labelled(text).items():
        for (_ecosystem, topic), sureness in labels.items():
            if topic and TOPIC + topic in vocabulary:
                add(TOPIC + topic, sureness / len(labels), _quote(phrase, said))
    for token in dict.fromkeys(words.tokens(text)):
        if token not in _stopped():
            for stem, sureness in _met(words.stem(token, language), vocabulary, language).items():
                add(stem, sureness, said.get(token, token))
    return own


def _longest(quotes: Sequence[str]) -> list[str]:
    """The quotes without those that are words of a longer one."""
    return [one for one in quotes if not any(one != other and one in other.split() for other in quotes)]


def _quote(phrase: Sequence[str], said: Mapping[str, str]) -> str:
    return " ".join(said.get(token, token) for token in phrase)


def _met(stem: str, vocabulary: Mapping[str, float], language: str) -> dict[str, float]:
    """The stems of the clusters' texts that a stem stands for: itself, or compounds that begin with it or it with."""
    if stem in vocabulary:
        return {stem: 1.0}
    if language not in words.COMPOUNDING or len(stem) < SHORTEST_BEGINNING:
        return {}
    return {
        other: words.COMPOUND
        for other in vocabulary
        if len(other) >= SHORTEST_BEGINNING
        and not other.startswith(TOPIC)
        and (other.startswith(stem) or stem.startswith(other))
    }


@lru_cache(maxsize=1)
def _lexicons() -> Mapping[str, words.Lexicon]:
    rows = warehouse().ask("finder.lexicon")
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


@of_data(maxsize=len(LANGUAGES))
def fields(language: str) -> Mapping[str, str]:
    """What each cluster works with, in a language."""
    rows = warehouse().localised(warehouse().ask("finder.clusters"), "clusters", "sector_detail", language=language)
    known = rows[rows["sector_detail"].notna()]
    return dict(zip(known["cluster_id"], known["sector_detail"], strict=True))


@of_data(maxsize=len(LANGUAGES))
def _texts(language: str) -> tuple[Mapping[str, _Text], Mapping[str, float]]:
    """Each cluster's stems in one language and topics with their weights, and the weight (idf) of every one."""
    generic = set(words.stems(GENERIC.get(language, ""), language))
    features = {}
    for row in offered_clusters():
        said = (row["name"], row["name_en"], fields(language).get(row["cluster_id"]))
        text = " ".join(part for part in said if isinstance(part, str))
        topics = {TOPIC + topic for topic in _topics(row["sector_detail"])}
        kept = [token for token in words.tokens(text) if token not in _stopped()]
        features[row["cluster_id"]] = ({words.stem(token, language) for token in kept} - generic) | topics
    counts = Counter(feature for own in features.values() for feature in own)
    idf = {feature: log(1 + len(features) / n) for feature, n in counts.items()}
    texts = {
        cluster_id: _Text({feature: idf[feature] for feature in own}, sqrt(fsum(idf[feature] ** 2 for feature in own)))
        for cluster_id, own in features.items()
    }
    return texts, idf


@of_data(maxsize=1)
def _stopped() -> frozenset[str]:
    """The stop words of all languages: names of clusters are in any of them."""
    return frozenset().union(*map(words.stop_words, words.LANGUAGES))


def _topics(sector: Any) -> set[str]:
    """The topics that a cluster's field in English speaks of."""
    if not isinstance(sector, str):
        return set()
    labels = (match.label.partition("/")[2] for match in _lexicons()["en"].matches(words.tokens(sector)))
    return {topic for topic in labels if topic}


@of_data(maxsize=128)
def regions_beside(region: str) -> frozenset[str]:
    """The NUTS 3 regions that border on a region; none for an empty code."""
    return frozenset(regions.neighbours(region)["nuts_code"]) - {region} if region else frozenset()
