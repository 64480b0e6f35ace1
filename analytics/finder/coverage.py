"""How much of what a company says a cluster's texts speak of: each topic and word of the description counts once.

A description is a list of concepts: words and phrases that the lexicon or the clusters' texts know. A concept is met
in a cluster by a topic, by a word in any of the languages of the texts, or more faintly by the cluster's ecosystem. A
cluster that meets all concepts comes before one that meets the rarest alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, log
from typing import Any

from analytics.core import compounds
from analytics.core import text_index as words
from analytics.core.language import LANGUAGES
from analytics.core.state import of_data
from analytics.finder import matching, spelling
from analytics.warehouse import warehouse

TOPIC, ECOSYSTEM = "#", "@"  # mark topics and ecosystems among stems; no stem begins so
# How much a word counts of its name or field, of what it does, of members and stories.
OWN, TOLD, NEARBY = 1.0, 0.6, 0.4
ECOSYSTEM_ONLY = 0.5  # a word with a topic, met only by the ecosystem of a cluster that is for all of it
NARROW = 0.45  # of that for a cluster of one topic of the ecosystem
NO_TOPIC = 0.75  # a word without a topic, or of one that no cluster has, met by the ecosystem
ELSEWHERE = 0.65  # a topic or word met in a cluster of an ecosystem that the description does not speak of
UNLISTED = 0.3  # the weight of a word that only the clusters' texts know, not the lexicon
RAREST = 3.5  # the most that rarity weighs
MEANS = frozenset({"software", "manufacturing", "measurement", "ai"})  # topics that say how; what for counts more
MEANS_WEIGHT = 0.5
BEGINS_ALIKE = 0.6
MISSPELT = 0.8  # how sure a word is that is one letter away from a known one
SPREAD = 0.3  # the most that a cluster of many other topics loses
BESIDE = 0.5  # of its sureness, a topic beside the one that is spoken of
CLOSE = 0.8  # a topic so close that most clusters of the one take firms of the other
TOPICS_CLOSE = """
    care:digital-health farming:farm-technology fashion:textile film-and-animation:xr fish:fish-farming
    fish:fish-products
    hydropower:geothermal-and-heat medtech:digital-health storage:batteries storage:grids textile:smart-textiles
"""
# Topics that firms share; a cluster of the one is worth a look for a firm of the other.
TOPICS_BESIDE = """
    3d-printing:manufacturing ai:data-centres aluminium:metals automotive:smart-mobility autonomous-ships:drones
    autonomous-ships:maritime autonomous-ships:offshore-and-subsea batteries:automotive batteries:grids
    bioenergy:circular-economy cancer:pharma-and-biotech charging:automotive charging:batteries charging:grids
    chemicals:process-industry chips:measurement chips:photonics circular-economy:environment
    circular-economy:packaging defence:security defence:space dismantling:circular-economy dismantling:nuclear
    energy-markets:grids farming:meat-and-dairy farming:plant-protection fashion:design fashion:smart-textiles
    fintech:software fish-farming:fish-products furniture-and-home:design furniture-and-home:fashion
    games:film-and-animation grain-and-drinks:meals grain-and-drinks:meat-and-dairy logistics:smart-mobility
    marine-litter:circular-economy meals:meat-and-dairy media:film-and-animation
    medtech:pharma-and-biotech metals:manufacturing packaging:forest packaging:plastics robotics:manufacturing
    sauna:care software:ai software:cybersecurity software:data-centres solar:grids space:drones sports:care
    symbiosis:circular-economy symbiosis:process-industry telecom:software visualisation:ai
    visualisation:photonics visualisation:xr water:climate wind:grids wind:offshore-and-subsea
    work-machines:automotive work-machines:manufacturing xr:games
"""
SHORTEST_BEGINNING = 6  # letters of a stem that a longer word of a cluster's text may begin with, and the reverse


@dataclass(frozen=True)
class Concept:
    """A word or phrase of a description as written, and what it may be met by: features with their sureness."""

    quote: str
    features: Mapping[str, float]
    weight: float


@dataclass(frozen=True)
class Met:
    """How much of a description a cluster meets (0 to 1), in its own name and field alone, and the words.

    `near` are the words that it meets only weakly, such as by a field beside its own.
    """

    share: float
    own: float
    words: tuple[str, ...]
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Vocabulary:
    """The clusters' features with their strength, and how rare each feature is (idf)."""

    clusters: Mapping[str, Mapping[str, float]]
    idf: Mapping[str, float]


def met_by(text: str) -> dict[str, Met]:
    """The clusters that speak of something in the text."""
    concepts = _concepts(matching.without_places(text))
    total = fsum(concept.weight for concept in concepts)
    if not total:
        return {}
    spoken = {f for concept in concepts for f in concept.features if f.startswith(ECOSYSTEM)}
    asked = {f for concept in concepts for f, sure in concept.features.items() if f.startswith(TOPIC) and sure > BESIDE}
    found = {}
    for cluster_id, features in _vocabulary().clusters.items():
        fields = spoken & features.keys()
        met = [_meets(concept, features, 1.0 if fields or not spoken else ELSEWHERE) for concept in concepts]
        if not any(met):
            continue
        share = fsum(c.weight * value for c, value in zip(concepts, met, strict=True)) / total
        own = (
            fsum(c.weight * (value if value > ECOSYSTEM_ONLY else 0.0) for c, value in zip(concepts, met, strict=True))
            / total
        )
        share *= 1 - SPREAD * (1 - _focus(asked, features))
        quotes = dict.fromkeys(c.quote for c, value in zip(concepts, met, strict=True) if value > ECOSYSTEM_ONLY)
        near = dict.fromkeys(c.quote for c, value in zip(concepts, met, strict=True) if 0 < value <= ECOSYSTEM_ONLY)
        found[cluster_id] = Met(min(1.0, share), min(1.0, own), tuple(quotes), tuple(near))
    return found


def _focus(asked: set[str], features: Mapping[str, float]) -> float:
    """How much of a cluster's own topics the description speaks of; a half where the cluster has none."""
    own = {feature for feature, strength in features.items() if feature.startswith(TOPIC) and strength >= TOLD}
    return len(own & asked) / len(own) if own else 0.5


def _meets(concept: Concept, features: Mapping[str, float], elsewhere: float) -> float:
    values = [
        sure * features[feature] * (1.0 if feature.startswith(ECOSYSTEM) else elsewhere)
        for feature, sure in concept.features.items()
        if feature in features
    ]
    return max(values, default=0.0)


def _concepts(text: str) -> list[Concept]:
    """What the text speaks of; words that neither the lexicon nor a cluster knows are left out."""
    said = words.written(text)
    labelled = matching.labelled(text)
    idf = _vocabulary().idf
    found: list[Concept] = []
    seen: set[str] = set()
    for phrase, labels in labelled.items():
        features = _of_labels(labels)
        for token in phrase:
            features |= _stems(token, text)
        seen.update(phrase)
        found += _made(" ".join(said.get(token, token) for token in phrase), features, idf)
    for token in dict.fromkeys(words.tokens(text)):
        if token not in seen and token not in matching.stopped():
            quote = said.get(token, token)
            met = _stems(token, text)
            if max(met.values(), default=0.0) <= BEGINS_ALIKE:
                met |= _misspelt(token, text)
            found += _made(quote, met, idf)
    return found


def _of_labels(labels: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """The ecosystems and topics that a word of the lexicon stands for."""
    features: dict[str, float] = {}
    for (ecosystem, topic), sureness in labels.items():
        share = sureness / (1 + 0.25 * (len(labels) - 1))
        felt = share * (ECOSYSTEM_ONLY if TOPIC + topic in _vocabulary().idf else NO_TOPIC)
        features[ECOSYSTEM + ecosystem] = max(felt, features.get(ECOSYSTEM + ecosystem, 0.0))
        for named, worth in _topics_from(topic).items():
            features[TOPIC + named] = max(share * worth, features.get(TOPIC + named, 0.0))
    return features


def _misspelt(token: str, text: str) -> dict[str, float]:
    """What the word stands for that an unknown word is one letter away from."""
    word = spelling.meant(token, words.spoken(text))
    return {
        feature: sure * MISSPELT
        for labels in (matching.labelled(word) if word else {}).values()
        for feature, sure in _of_labels(labels).items()
    }


@lru_cache(maxsize=200)
def _topics_from(topic: str) -> Mapping[str, float]:
    """A topic and those beside it, with their worth; none for no topic."""
    if not topic:
        return {}
    worth: dict[str, float] = {}
    for pairs, share in ((TOPICS_BESIDE, BESIDE), (TOPICS_CLOSE, CLOSE)):
        both = (pair.split(":") for pair in pairs.split())
        worth |= {other: share for pair in both if topic in pair for other in pair}
    return {**worth, topic: 1.0}


def _made(quote: str, features: Mapping[str, float], idf: Mapping[str, float]) -> list[Concept]:
    known = {feature: sure for feature, sure in features.items() if feature in idf}
    if not known:
        return []
    labelled = any(feature[0] in (TOPIC, ECOSYSTEM) for feature in known)
    closest = [feature for feature in known if not feature.startswith(ECOSYSTEM)] or list(known)
    weight = max(known[feature] * min(idf[feature], RAREST) for feature in closest) * (1.0 if labelled else UNLISTED)
    named = {feature[1:] for feature, sure in known.items() if feature.startswith(TOPIC) and sure > BESIDE}
    return [Concept(quote, known, weight * (MEANS_WEIGHT if named and named <= MEANS else 1.0))]


def _stems(token: str, text: str) -> dict[str, float]:
    """The stems of the clusters' texts that a word stands for, itself or by its parts."""
    idf = _vocabulary().idf
    found: dict[str, float] = {}
    for language in matching.languages_of(text):
        stem = words.stem(token, language)
        if stem in idf:
            found[stem] = 1.0
            continue
        if language not in words.COMPOUNDING:
            continue
        for part in compounds.parts(token, language, known_words(language)):
            if (stem := words.stem(part, language)) in idf:
                found[stem] = max(words.COMPOUND, found.get(stem, 0.0))
        if len(stem := words.stem(token, language)) >= SHORTEST_BEGINNING:
            for other in _beginning_alike(stem):
                found[other] = max(BEGINS_ALIKE, found.get(other, 0.0))
    return found


@of_data(maxsize=4_000)
def _beginning_alike(stem: str) -> tuple[str, ...]:
    return tuple(
        other
        for other in _vocabulary().idf
        if len(other) >= SHORTEST_BEGINNING
        and other[0] not in (TOPIC, ECOSYSTEM)
        and (other.startswith(stem) or stem.startswith(other))
    )


@of_data(maxsize=len(words.LANGUAGES))
def known_words(language: str) -> frozenset[str]:
    """The words that compounds of a language are cut by: those of the lexicon and of the clusters' texts."""
    lexicon = {part for phrase in matching.lexicon_words(language) for part in words.tokens(phrase)}
    own = (*matching.fields(language).values(), *matching.described(language).values()) if language in LANGUAGES else ()
    texts = " ".join(own)
    known = {token for token in (*lexicon, *words.tokens(texts)) if len(token) >= compounds.SHORTEST}
    known -= matching.stopped()
    return frozenset(
        known | {stem for token in known if len(stem := words.stem(token, language)) >= compounds.SHORTEST}
    )


@of_data(maxsize=1)
def _vocabulary() -> _Vocabulary:
    nearby = _nearby()
    clusters = {
        row["cluster_id"]: _features(row, nearby.get(row["cluster_id"], "")) for row in matching.offered_clusters()
    }
    counts = Counter(feature for own in clusters.values() for feature in own)
    return _Vocabulary(clusters, {feature: log(1 + len(clusters) / n) for feature, n in counts.items()})


def _features(row: Mapping[str, Any], nearby: str) -> dict[str, float]:
    cluster_id = row["cluster_id"]
    field = matching.fields("en").get(cluster_id, "")
    broad = matching.is_broad(f"{field}. {row['name_en']}", row["ecosystem"])
    features = {ECOSYSTEM + row["ecosystem"]: 1.0 if broad else NARROW}
    for stem in _of_text(nearby, ("en",)):
        features[stem] = NEARBY
    for topic in matching.topics(nearby):
        features[TOPIC + topic] = NEARBY
    for language in LANGUAGES:
        for stem in _of_text(matching.described(language).get(cluster_id, ""), (language,)):
            features[stem] = TOLD
    for topic in matching.topics(matching.described("en").get(cluster_id, "")):
        features[TOPIC + topic] = TOLD
    names = " ".join(part for part in (row["name"], row["name_en"]) if isinstance(part, str))
    for stem in _of_text(names, tuple(LANGUAGES)):
        features[stem] = OWN
    for language in LANGUAGES:
        for stem in _of_text(matching.fields(language).get(cluster_id, ""), (language,)):
            features[stem] = OWN
    for topic in matching.topics(field):
        features[TOPIC + topic] = OWN
    return features


def _of_text(text: str, languages: Sequence[str]) -> Iterable[str]:
    kept = [token for token in words.tokens(text) if token not in matching.stopped()]
    stems = {words.stem(token, language) for token in kept for language in languages}
    return stems - matching.generic()


@of_data(maxsize=1)
def _nearby() -> dict[str, str]:
    """What the names of a cluster's members and the headlines of its stories say."""
    rows = warehouse().ask("finder.nearby")
    return dict(zip(rows["cluster_id"], rows["words"], strict=True))
