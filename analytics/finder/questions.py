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

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

import pandas as pd

from analytics.core.codes import ECOSYSTEMS, NORDIC, WANTS
from analytics.core.language import _, country_name, current, number, quoted, term
from analytics.finder.evidence import Reason, evidence_for
from analytics.finder.coverage import Met, met_by
from analytics.finder.matching import Recognised, ecosystems, fields, offered_clusters, regions_beside
from analytics.regions import questions as regions

WEIGHTS = {"ecosystem": 0.40, "words": 0.60, "country": 0.15, "region": 0.15}
WANTS_WEIGHT = 0.15
BESIDE = {"FI": ("SE", "NO"), "SE": ("FI", "NO", "DK"), "NO": ("SE", "FI"), "DK": ("SE",), "IS": ()}
ACROSS_THE_BORDER = 0.3
NEXT_REGION = 0.6
FEWEST_WORDS = 0.1  # a likeness of words below this alone offers no cluster


@dataclass(frozen=True)
class Question:
    """What a company asks; empty texts and tuples are not asked. Country ISO 3166, region NUTS 3, wants of WANTS."""

    text: str = ""
    ecosystems: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    wants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fit:
    """A cluster that fits: its rank from 1, score (0 to 1), facts (finder.clusters), reasons and what is not known."""

    rank: int
    score: float
    row: Mapping[str, Any]
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...]


def find(question: Question, limit: int | None = 10) -> list[Fit]:
    """The clusters that fit, best first, at most `limit` (None: all), with reasons in the language in use.

    Empty when nothing of the text is recognised and no ecosystem is chosen.
    """
    spoken = {one.ecosystem: one for one in ecosystems(question.text)}
    covered = met_by(question.text)
    beside = regions_beside(question.region)
    offered = []
    for row in offered_clusters():
        met = covered.get(row["cluster_id"], Met(0.0, 0.0, ()))
        values: dict[str, float | None] = {}
        if question.ecosystems:
            values["ecosystem"] = float(row["ecosystem"] in question.ecosystems)
        if covered:
            values["words"] = met.share
        if not values.get("ecosystem") and met.share < FEWEST_WORDS:
            continue
        values |= _place(row, question, beside)
        evidence = {want: evidence_for(row, want) for want in question.wants}
        offered.append((_score(values, evidence), met.own, row, values, evidence, met.words))
    offered.sort(key=lambda one: (-round(one[0], 9), -one[1], one[2]["name"], one[2]["cluster_id"]))
    fits = []
    for rank, (score, _own, row, values, evidence, common) in enumerate(offered[:limit], start=1):
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
        n=number(len(offered_clusters())), m=number(len(with_clusters()))
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
            _("{own} of the {n} that fit are in {country}. The others are in other Nordic countries.").format(
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
    return frozenset(row["ecosystem"] for row in offered_clusters())


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
        field = fields(current()).get(row["cluster_id"]) or row["name"]
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
