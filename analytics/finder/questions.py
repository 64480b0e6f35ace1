"""Which clusters fit a company that says what it does, where it is and what it wants: the one measure, with reasons.

    fit   = sum of weight x value over the parts that are asked and known / sum of their weights      (0 to 1)
    score = fit + 0.15 x wants x (1 - fit)                                                            (0 to 1)

    words     0.60  how much of what the text says a cluster's texts speak of (finder/coverage.py): each word or
                    phrase that the lexicon or the clusters' texts know is a concept, weighted by its rarity
                    idf(w) = ln(1 + N / n(w)) up to 3.5; a concept is met by the topic (1), by a word of the name and
                    field (1), of what it does (0.6), of members and stories (0.4), or by the ecosystem (0.5 for a
                    cluster that is for all of it, less for one of another topic); two topics count together, and a
                    cluster of many other topics loses up to three tenths; words after the headings of NACE are
                    read in descriptions alone
    ecosystem 0.40  only with ecosystems chosen by the reader: 1 for those, 0 for others
    country   0.10  1 the same country, 0.3 a country across a land border or the Öresund bridge, 0 another
    region    0.15  1 the same NUTS 3 region, 0.6 one that borders on it, 0 another; only where a region is asked
    wants           mean over the wants of the strongest evidence in the data (EVIDENCE), those without any left out

A part that is not known is left out of fit, and a want without evidence adds nothing: the unknown counts neither
for nor against, and is named. Evidence can only raise a score. Weights and values are our judgement, set on the graded
descriptions that are for tuning (tests/finder). Scores alike are ordered by the words in the cluster's own
name and field, then by distance from the region that is asked. A merged or ended cluster is not offered.

Sources: idf: K. Spärck Jones, J. Documentation 28 (1972); coordination level matching: C. Cleverdon, Aslib Cranfield
(1962); nDCG: K. Järvelin and J. Kekäläinen, ACM TOIS 20 (2002).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, inf
from typing import Any

import pandas as pd

from analytics.clusters.similarity import distance_km
from analytics.core.codes import ECOSYSTEMS, NORDIC, WANTS
from analytics.core.language import _, country_name, listing, number, percent, quoted, term
from analytics.finder.coverage import Met, met_by
from analytics.finder.evidence import Reason, evidence_for
from analytics.finder.matching import (
    Recognised,
    ecosystems,
    home,
    offered_clusters,
    regions_beside,
    with_clusters,
)
from analytics.regions import questions as regions

WEIGHTS = {"ecosystem": 0.40, "words": 0.60, "country": 0.10, "region": 0.15}
WANTS_WEIGHT = 0.15
BESIDE = {"FI": ("SE", "NO"), "SE": ("FI", "NO", "DK"), "NO": ("SE", "FI"), "DK": ("SE",), "IS": ()}
ACROSS_THE_BORDER = 0.3
NEXT_REGION = 0.6
STRONG = 3  # hits shown before the wider ones
STRONG_SHARE = 0.5  # of the description that a strong hit speaks of
FEWEST_WORDS = 0.1  # a likeness of words below this alone offers no cluster


# What `python -m tests.finder.grading` says of descriptions that were in view while the finder was made, and of the
# independent ones; a test compares them.
MEASURED = {"seen": 284, "ndcg_seen": 0.85, "first_seen": 93, "independent": 60, "ndcg_independent": 0.62,
            "first_independent": 68}  # fmt: skip


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
    strong: bool


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
        offered.append((_score(values, evidence), met.own, row, values, evidence, met))
    offered.sort(key=lambda one: (-round(one[0], 9), -one[1], _away(one[2], question), one[2]["name"]))
    fits = []
    for rank, (score, _own, row, values, evidence, met) in enumerate(offered[:limit], start=1):
        reasons = _reasons(row, values, question, spoken.get(row["ecosystem"]), met, evidence)
        strong = rank <= STRONG and (values.get("ecosystem") or values.get("words") or 0.0) >= STRONG_SHARE
        fits.append(Fit(rank, score, row, tuple(reasons), tuple(_unknown(values, evidence)), bool(strong)))
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
    """The answer in a sentence."""
    if not fits:
        return _("No cluster fits what you said.")
    named = [fit.row["name"] for fit in fits if fit.strong]
    if not named:
        return _("No cluster is a close match. The nearest is {name}.").format(name=fits[0].row["name"])
    if len(named) == 1:
        return _("The cluster that fits you best is {name}.").format(name=named[0])
    return _("The clusters that fit you best are {names}.").format(names=listing(named))


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
        "Each cluster is compared with what you say: how much of your text its name, field, description, members and "
        "stories speak of (weight {words}; rare words count more, and two topics count together), the country (weight "
        "{country}) and, where you name it, the region (weight {region}). An ecosystem that you choose has the weight "
        "{ecosystem}. The fit is the weighted mean of what you asked and what is known. Evidence for what you want can "
        "close up to {wants} of the gap to a full score. What is not known counts neither for nor against, and is "
        "named. The weights and the word lists are our judgement."
    ).format(**{part: number(weight, 2) for part, weight in {**WEIGHTS, "wants": WANTS_WEIGHT}.items()})


def measured() -> str:
    """How well the finder does on descriptions that were graded by hand, for readers."""
    return _(
        "We graded {n} descriptions of companies in six languages by hand. {new} of them were written and graded by "
        "somebody who had not read the finder: for these the first hit fits in {first} of cases, and the order of the "
        "first five reaches {ndcg} of the best possible (nDCG). The others were in view while the finder was made, so "
        "their {first_seen} and {ndcg_seen} flatter it. We aim at {aim_first} and {aim_ndcg}."
    ).format(
        n=number(MEASURED["seen"] + MEASURED["independent"]),
        new=number(MEASURED["independent"]),
        first=percent(MEASURED["first_independent"], 0),
        ndcg=number(MEASURED["ndcg_independent"], 2),
        first_seen=percent(MEASURED["first_seen"], 0),
        ndcg_seen=number(MEASURED["ndcg_seen"], 2),
        aim_first=percent(90, 0),
        aim_ndcg=number(0.85, 2),
    )


# --- the parts of the score ------------------------------------------------------------------------------


def _score(values: Mapping[str, float | None], evidence: Mapping[str, tuple[float, list[Reason]]]) -> float:
    known = {part: value for part, value in values.items() if value is not None}
    fit = fsum(WEIGHTS[part] * value for part, value in known.items()) / fsum(WEIGHTS[part] for part in known)
    strengths = [strength for strength, said in evidence.values() if said]
    wants = fsum(strengths) / len(strengths) if strengths else 0.0
    return fit + WANTS_WEIGHT * wants * (1 - fit)


def _away(row: Mapping[str, Any], question: Question) -> float:
    """Kilometres from the middle of the region that is asked, else of the clusters at home; the unknown last."""
    here = home(question.country, question.region)
    if here is None or pd.isna(row["lat"]) or pd.isna(row["lon"]):
        return inf
    return distance_km(here, (float(row["lat"]), float(row["lon"])))


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
    met: Met,
    evidence: Mapping[str, tuple[float, list[Reason]]],
) -> list[Reason]:
    said: list[str] = []
    if values.get("ecosystem"):
        said.append(_("in the ecosystem that you chose, {ecosystem}").format(ecosystem=term(row["ecosystem"])))
    elif spoken and not met.words:
        said.append(
            _("in your ecosystem, {ecosystem} (you said: {words})").format(
                ecosystem=term(row["ecosystem"]), words=", ".join(map(quoted, spoken.words[:4]))
            )
        )
    if met.words and (values.get("words") or 0.0) >= FEWEST_WORDS:
        said.append(_("it works with what you say: {words}").format(words=", ".join(map(quoted, met.words[:4]))))
    if met.near and not said:
        said.append(_("it works close to what you say: {words}").format(words=", ".join(map(quoted, met.near[:4]))))
    reasons = [Reason(sentence, row["source_url"]) for sentence in said]
    if place := _where(row, values):
        reasons.append(Reason(place, row["source_url"], place=True))
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
