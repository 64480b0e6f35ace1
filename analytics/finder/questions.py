"""Which clusters fit a company that says what it does, where it is and what it wants: the one measure, with reasons.

    fit   = sum of weight x value over the parts that are asked and known / sum of their weights      (0 to 1)
    score = fit + 0.15 x wants x (1 - fit)                                                            (0 to 1)

    ecosystem 0.40  how strongly the text speaks of the cluster's EU industrial ecosystem: the words of the text that
                    stand in data/knowledge/ecosystem_words.csv, each 1 (0.8 as part of a compound) divided by the
                    number of ecosystems that it stands for, added up, relative to the strongest ecosystem.
                    With ecosystems chosen by the reader: 1 for those, 0 for others.
    words     0.30  cosine of the text and the cluster's name and field (English, Finnish or Swedish, the best) over
                    word stems and the lexicon's topics (wind, fish, ...), which words of all languages share; each
                    weighted by its rarity idf(w) = ln(1 + N / n(w)), parts of compounds 0.8 of it
    country   0.25  1 the same country, 0.3 a country across a land border or the Öresund bridge, 0 another
    region    0.15  1 the same NUTS 3 region, 0.6 one that borders on it, 0 another; only where a region is asked
    wants           mean over the wants of the strongest evidence in the data (EVIDENCE), those without any left out

A part that is not known is left out of fit, and a want without evidence adds nothing: the unknown counts neither
for nor against, and is named. Evidence can only raise a score. Weights and values are our judgement, not estimated.
A cluster without an ecosystem or a word in common with the company is not offered, nor is a merged or ended one.

Sources: idf: K. Spärck Jones, J. Documentation 28 (1972); cosine: Manning, Raghavan and Schütze, Introduction to
Information Retrieval (2008), section 6.3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, log, log10, sqrt
from typing import Any

import pandas as pd

from analytics.clusters import questions as clusters
from analytics.core import text_index as words
from analytics.core.codes import ECOSYSTEMS, NORDIC, WANTS
from analytics.core.language import LANGUAGES, _, country_name, current, listing, ngettext, number, quoted, term
from analytics.regions import questions as regions
from analytics.warehouse import warehouse

LONGEST = 1000  # characters of a description that are read
WEIGHTS = {"ecosystem": 0.40, "words": 0.30, "country": 0.25, "region": 0.15}
WANTS_WEIGHT = 0.15
BESIDE = {"FI": ("SE", "NO"), "SE": ("FI", "NO", "DK"), "NO": ("SE", "FI"), "DK": ("SE",), "IS": ()}
ACROSS_THE_BORDER = 0.3
NEXT_REGION = 0.6
FEWEST_WORDS = 0.1  # a likeness of words below this alone offers no cluster
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
class Question:
    """What a company asks; empty texts and tuples are not asked. Country ISO 3166, region NUTS 3, wants of WANTS."""

    text: str = ""
    ecosystems: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    wants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """A reason in words of the language in use, and the page that it rests on."""

    words: str
    url: str


@dataclass(frozen=True)
class Fit:
    """A cluster that fits: its rank from 1, score (0 to 1), facts (finder.clusters), reasons and what is not known."""

    rank: int
    score: float
    row: Mapping[str, Any]
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...]


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


def find(question: Question, limit: int | None = 10) -> list[Fit]:
    """The clusters that fit, best first, at most `limit` (None: all), with reasons in the language in use.

    Empty when nothing of the text is recognised and no ecosystem is chosen.
    """
    spoken = {one.ecosystem: one for one in ecosystems(question.text)}
    strongest = max((one.strength for one in spoken.values()), default=0.0)
    likeness = _likeness(question.text)
    beside = _beside(question.region)
    offered = []
    for row in _clusters():
        shared = likeness.get(row["cluster_id"], (0.0, ()))
        values: dict[str, float | None] = {}
        if question.ecosystems:
            values["ecosystem"] = float(row["ecosystem"] in question.ecosystems)
        elif spoken:
            one = spoken.get(row["ecosystem"])
            values["ecosystem"] = one.strength / strongest if one else 0.0
        if question.text.strip():
            values["words"] = shared[0]
        if not values.get("ecosystem") and shared[0] < FEWEST_WORDS:
            continue
        values |= _place(row, question, beside)
        evidence = {want: _evidence(row, want) for want in question.wants}
        offered.append((_score(values, evidence), row, values, evidence, shared[1]))
    # Scores alike: those known to be active first, then by name.
    offered.sort(key=lambda one: (-one[0], one[1]["status"] != "active", one[1]["name"], one[1]["cluster_id"]))
    fits = []
    for rank, (score, row, values, evidence, common) in enumerate(offered[:limit], start=1):
        reasons = _reasons(row, values, question, spoken.get(row["ecosystem"]), common, evidence)
        fits.append(Fit(rank, score, row, tuple(reasons), tuple(_unknown(values, evidence))))
    return fits


def checked(question: Question) -> Question:
    """The question with known codes only. Raises ValueError for an ecosystem, country, region or want there is not."""
    for name, given, known in (
        ("industrial ecosystem", question.ecosystems, ECOSYSTEMS),
        ("country", (question.country,), ("", *NORDIC)),
        ("NUTS 3 region", (question.region,), ("", *regions.codes(3))),
        ("want", question.wants, WANTS),
    ):
        for value in given:
            if value not in known:
                raise ValueError(f"there is no {name} {value!r}; known are: {', '.join(filter(None, known))}")
    return question


def scope() -> str:
    """How much there is to find, in a sentence."""
    return _("{n} Nordic clusters, in {m} industrial ecosystems: say what you do, and see which fit.").format(
        n=number(len(_clusters())), m=number(len(with_clusters()))
    )


def headline(fits: Sequence[Fit]) -> str:
    """The answer in a sentence. Give it every cluster that fits."""
    if not fits:
        return _("No cluster fits what you said.")
    name = fits[0].row["name"]
    if len(fits) == 1:
        return _("One cluster fits: {name}.").format(name=name)
    return _("Of {n} clusters that fit, the closest is {name}.").format(n=number(len(fits)), name=name)


def coverage(fits: Sequence[Fit], shown: Sequence[Fit], country: str) -> list[str]:
    """What to know of the answer, in sentences: how many are at home, and of how many shown the fee is known."""
    said = []
    if country:
        own = sum(fit.row["country"] == country for fit in fits)
        said.append(
            _("{country}: {own} of the {n} that fit; the others are in other Nordic countries.").format(
                country=country_name(country), own=number(own), n=number(len(fits))
            )
        )
    priced = sum(fit.row["fee_state"] != "unknown" for fit in shown)
    said.append(
        _("Shown: the first {n}. Of these something is known of the fee for {priced}.").format(
            n=number(len(shown)), priced=number(priced)
        )
    )
    return said


def table(fits: Sequence[Fit]) -> pd.DataFrame:
    """The answer as rows: rank, cluster_id, ecosystem, score (0 to 1), reasons, name, country and what it costs."""
    return pd.DataFrame(
        [
            {
                "rank": fit.rank,
                "cluster_id": fit.row["cluster_id"],
                "ecosystem": fit.row["ecosystem"],
                "score": round(fit.score, 3),
                "reasons": "; ".join(reason.words for reason in fit.reasons),
                "name": fit.row["name"],
                "country": fit.row["country"],
                "status": fit.row["status"],
                "fee_state": fit.row["fee_state"],
                "fee_min_eur": fit.row["fee_min_eur"],
                "fee_max_eur": fit.row["fee_max_eur"],
                "website": fit.row["website"],
                "not_known": "; ".join(fit.unknown),
                "source_url": fit.row["source_url"],
            }
            for fit in fits
        ],
        columns=[
            *("rank", "cluster_id", "ecosystem", "score", "reasons", "name", "country", "status"),
            *("fee_state", "fee_min_eur", "fee_max_eur", "website", "not_known", "source_url"),
        ],
    )


def with_clusters() -> frozenset[str]:
    """The industrial ecosystems of which the atlas knows a cluster to join."""
    return frozenset(row["ecosystem"] for row in _clusters())


def want_name(want: str) -> str:
    """What a company can want, in words."""
    return {
        "partners": _("partners"),
        "exports": _("exports"),
        "rd": _("R&D"),
        "skills": _("skills"),
        "funding": _("funding"),
    }.get(want, want)


def method() -> str:
    """How the score comes about, for readers."""
    return _(
        "Each cluster is compared with what you say: the words of your text that companies of its ecosystem use "
        "(weight {ecosystem}), words in common with its name and field, rare ones more (weight {words}), the country "
        "(weight {country}) and, where you name it, the region (weight {region}). The fit is the weighted mean of "
        "what you asked and what is known. Evidence for what you want can close up to {wants} of the gap to a "
        "full score. What is not known counts neither for nor against, and is named. The weights and the word lists "
        "are our judgement; formula and sources stand in analytics/finder/questions.py."
    ).format(**{part: number(weight, 2) for part, weight in {**WEIGHTS, "wants": WANTS_WEIGHT}.items()})


# --- the parts of the score ------------------------------------------------------------------------------


def _score(values: Mapping[str, float | None], evidence: Mapping[str, tuple[float, list[Reason]]]) -> float:
    known = {part: value for part, value in values.items() if value is not None}
    fit = fsum(WEIGHTS[part] * value for part, value in known.items()) / fsum(WEIGHTS[part] for part in known)
    strengths = [strength for strength, said in evidence.values() if said]
    wants = fsum(strengths) / len(strengths) if strengths else 0.0
    return fit + WANTS_WEIGHT * wants * (1 - fit)


def _place(row: Mapping[str, Any], question: Question, beside: frozenset[str]) -> dict[str, float | None]:
    values: dict[str, float | None] = {}
    if question.country:
        across = row["country"] in BESIDE.get(question.country, ())
        values["country"] = 1.0 if row["country"] == question.country else ACROSS_THE_BORDER if across else 0.0
    if question.region:
        own = row["nuts_code"]
        values["region"] = None
        if isinstance(own, str):
            values["region"] = 1.0 if own == question.region else NEXT_REGION if own in beside else 0.0
        elif row["country"] != question.country and question.country:
            values["region"] = 0.0
    return values


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


def _likeness(text: str) -> dict[str, tuple[float, tuple[str, ...]]]:
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


def _evidence(row: Mapping[str, Any], want: str) -> tuple[float, list[Reason]]:
    """How strongly the data speaks for a want (0 to 1) and in what words; no reasons means that nothing is known."""
    found = [(strength, reason) for strength, reason in EVIDENCE[want](row) if strength > 0]
    return max((strength for strength, _reason in found), default=0.0), [reason for _strength, reason in found]


Evidence = list[tuple[float, Reason]]


def _partners(row: Mapping[str, Any]) -> Evidence:
    if pd.isna(row["members_total"]) or row["members_total"] < 1:
        return []
    members = int(row["members_total"])
    said = ngettext("partners: {n} member", "partners: {n} members", members)
    return [(min(1.0, log10(members) / 2), Reason(said, row["source_url"]))]  # 1 from a hundred members on


def _exports(row: Mapping[str, Any]) -> Evidence:
    found: Evidence = []
    if isinstance(row["exports_story_url"], str):
        found.append((1.0, Reason(_("exports: a success story on international business"), row["exports_story_url"])))
    if "export" in words.stems(str(row["sector_detail"]), "en"):
        found.append((1.0, Reason(_("exports: it is the cluster's field"), row["source_url"])))
    if (n := _count(row["foreign_members"])) > 0:
        said = ngettext("exports: {n} known member from abroad", "exports: {n} known members from abroad", n)
        found.append((0.7, Reason(said, row["foreign_url"])))
    if isinstance(row["esca_label"], str):
        said = _("exports: a quality label known across Europe ({label})").format(
            label=clusters.label_name(row["esca_label"])
        )
        found.append((0.5, Reason(said, row["source_url"])))
    return found


def _research(row: Mapping[str, Any]) -> Evidence:
    found: Evidence = []
    if (n := _count(row["members_research"])) > 0:
        said = ngettext("R&D: {n} research member", "R&D: {n} research members", n)
        found.append((1.0, Reason(said, row["source_url"])))
    elif (n := _count(row["research_members"])) > 0:
        said = ngettext("R&D: {n} research member known by name", "R&D: {n} research members known by name", n)
        found.append((1.0, Reason(said, row["research_url"])))
    if isinstance(row["innovation_story_url"], str):
        found.append((0.8, Reason(_("R&D: a success story on innovation"), row["innovation_story_url"])))
    return found


def _skills(row: Mapping[str, Any]) -> Evidence:
    found: Evidence = []
    if isinstance(row["skills_story_url"], str):
        found.append((1.0, Reason(_("skills: a success story on skills"), row["skills_story_url"])))
    if (n := _count(row["education_members"])) > 0:
        said = ngettext(
            "skills: {n} school or university among the known members",
            "skills: {n} schools or universities among the known members",
            n,
        )
        found.append((0.8, Reason(said, row["education_url"])))
    return found


def _funding(row: Mapping[str, Any]) -> Evidence:
    found: Evidence = []
    if (n := _count(row["finance_members"])) > 0:
        said = ngettext(
            "funding: {n} financier among the known members", "funding: {n} financiers among the known members", n
        )
        found.append((1.0, Reason(said, row["finance_url"])))
    if isinstance(row["programme"], str):
        named = listing(clusters.programme_name(name) for name in row["programme"].split("; "))
        said = _("funding: it is or was in a programme ({programme})").format(programme=named)
        found.append((0.6, Reason(said, row["source_url"])))
    return found


EVIDENCE: Mapping[str, Callable[[Mapping[str, Any]], Evidence]] = {
    "partners": _partners,
    "exports": _exports,
    "rd": _research,
    "skills": _skills,
    "funding": _funding,
}


def _count(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)


# --- words for the reader --------------------------------------------------------------------------------


def _reasons(
    row: Mapping[str, Any],
    values: Mapping[str, float | None],
    question: Question,
    spoken: Recognised | None,
    common: Sequence[str],
    evidence: Mapping[str, tuple[float, list[Reason]]],
) -> list[Reason]:
    said: list[str] = []
    if values.get("ecosystem"):
        ecosystem = term(row["ecosystem"])
        said.append(
            _("in your ecosystem, {ecosystem} (you said: {words})").format(
                ecosystem=ecosystem, words=", ".join(map(quoted, spoken.words[:4]))
            )
            if spoken
            else _("in the ecosystem that you chose, {ecosystem}").format(ecosystem=ecosystem)
        )
    if common and (values.get("words") or 0.0) >= FEWEST_WORDS:
        field = _fields(current()).get(row["cluster_id"]) or row["name"]
        said.append(
            _("its field, “{field}”, fits your words: {words}").format(
                field=field, words=", ".join(map(quoted, common[:4]))
            )
        )
    if place := _where(row, values):
        said.append(place)
    reasons = [Reason(sentence, row["source_url"]) for sentence in said]
    return reasons + [reason for _strength, found in evidence.values() for reason in found]


def _where(row: Mapping[str, Any], values: Mapping[str, float | None]) -> str:
    region = regions.name(row["nuts_code"]) if isinstance(row["nuts_code"], str) else ""
    country = country_name(row["country"])
    if values.get("region") == 1.0:
        return _("in your region: {region}").format(region=region)
    if values.get("region") == NEXT_REGION:
        return _("in a region beside yours: {region}, {country}").format(region=region, country=country)
    if values.get("country") == 1.0:
        return _("in your country: {country}").format(country=country)
    if values.get("country") == ACROSS_THE_BORDER:
        return _("across the border: {country}").format(country=country)
    return _("elsewhere in the Nordic countries: {country}").format(country=country) if "country" in values else ""


def _unknown(values: Mapping[str, float | None], evidence: Mapping[str, tuple[float, list[Reason]]]) -> list[str]:
    said = [_("where in the country it is")] if "region" in values and values["region"] is None else []
    return said + [want_name(want) for want, (_strength, found) in evidence.items() if not found]


# --- reading the tables ----------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _lexicons() -> Mapping[str, words.Lexicon]:
    rows = warehouse().ask("finder.lexicon")
    return {
        str(language): words.Lexicon.made_of(
            str(language), zip(own["word"], own["ecosystem"] + "/" + own["topic"].fillna(""), strict=True)
        )
        for language, own in rows.groupby("language")
    }


@lru_cache(maxsize=1)
def _clusters() -> list[dict[str, Any]]:
    return list(warehouse().ask("finder.clusters").to_dict("records"))


@lru_cache(maxsize=len(LANGUAGES))
def _fields(language: str) -> Mapping[str, str]:
    """What each cluster works with, in a language."""
    rows = warehouse().localised(warehouse().ask("finder.clusters"), "clusters", "sector_detail", language=language)
    known = rows[rows["sector_detail"].notna()]
    return dict(zip(known["cluster_id"], known["sector_detail"], strict=True))


@lru_cache(maxsize=len(LANGUAGES))
def _texts(language: str) -> tuple[Mapping[str, _Text], Mapping[str, float]]:
    """Each cluster's stems in one language and topics with their weights, and the weight (idf) of every one."""
    generic = set(words.stems(GENERIC.get(language, ""), language))
    features = {}
    for row in _clusters():
        said = (row["name"], row["name_en"], _fields(language).get(row["cluster_id"]))
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


@lru_cache(maxsize=1)
def _stopped() -> frozenset[str]:
    """The stop words of all languages: names of clusters are in any of them."""
    return frozenset().union(*map(words.stop_words, words.LANGUAGES))


def _topics(sector: Any) -> set[str]:
    """The topics that a cluster's field in English speaks of."""
    if not isinstance(sector, str):
        return set()
    labels = (match.label.partition("/")[2] for match in _lexicons()["en"].matches(words.tokens(sector)))
    return {topic for topic in labels if topic}


@lru_cache(maxsize=128)
def _beside(region: str) -> frozenset[str]:
    return frozenset(regions.neighbours(region)["nuts_code"]) - {region} if region else frozenset()
