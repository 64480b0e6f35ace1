"""Which clusters are alike: the one measure behind "similar clusters across the Nordics".

    score = 0.40 sector + 0.30 members + 0.20 ecosystem + 0.05 size + 0.05 distance        (0 to 1)

    ecosystem  1 if both are in the same EU industrial ecosystem, else 0
    sector     cosine of the two sets of words in the English sector texts, each word weighted by its rarity
               idf(w) = ln(1 + N / n(w)), N clusters with words, n(w) of them with the word:
               sum of idf² over shared words / root of (sum of idf² in one x sum of idf² in the other).
               Words are lower-cased and stemmed (Snowball English); those in STOP_WORDS or of one letter go.
    members    1 - 1/2^n for n shared members: one that sits in both opens a door, each further one adds half of
               what is left. The lists hold only the members we could find, so their lengths do not count.
    size       1 - |log10(members / members)|, at least 0: 1 for equal size, 0 from ten times the size
    distance   exp(-km / 500), great circle between the towns of the offices

A part that is not known of both counts 0 and is reported as unknown (missing), never guessed; so a cluster of
which little is known scores lower than it might deserve. The measure is symmetric. The weights are our
judgement, not estimated: what a cluster works with comes first (0.60), whom both have as members second. Size
and distance only order partners: without ecosystem, sector word or member in common a cluster is not offered.

Sources: idf: K. Spärck Jones, "A statistical interpretation of term specificity", J. Documentation 28 (1972);
cosine: Manning, Raghavan and Schütze, Introduction to Information Retrieval (2008), section 6.3;
stemmer: M. Porter, Snowball English (Porter2); distance: haversine formula
(R. W. Sinnott, "Virtues of the haversine", Sky & Telescope 68 (1984)) on the IUGG mean Earth radius R1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, cos, exp, fsum, log, log10, radians, sin, sqrt
from typing import Any

import pandas as pd

from analytics.core.language import _, listing, ngettext, number, quoted

WEIGHTS = {"sector": 0.40, "members": 0.30, "ecosystem": 0.20, "size": 0.05, "distance": 0.05}
OFFERED = ("active", "unknown")
DISTANCE_SCALE_KM = 500.0
EARTH_RADIUS_KM = 6371.0088
# Grammar, and words that say what kind of body a cluster is or does rather than its field.
# ("it" is not among them: in a sector text it is IT.)
STOP_WORDS = """
    an and at by for from in of on the to with
    business chain cluster company development industry innovation network region regional research sector
    technology value
"""
NAMED = 3  # shared members named in a sentence

COLUMNS = {
    "cluster_id": "str",
    "name": "str",
    "country": "str",
    "ecosystem": "str",
    "sector_detail": "str",
    "score": "float64",
    "same_ecosystem": "bool",
    "sector_similarity": "float64",
    "shared_words": "object",
    "shared_members": "Int64",
    "shared_member_names": "object",
    "members_total": "Int64",
    "own_members_total": "Int64",
    "size_similarity": "float64",
    "distance_km": "float64",
    **{f"{part}_part": "float64" for part in WEIGHTS},
}


@dataclass(frozen=True)
class Profile:
    """What is compared of one cluster; None is unknown."""

    cluster_id: str
    name: str
    country: str
    ecosystem: str
    sector_detail: str | None
    status: str
    words: Mapping[str, str]  # stem -> the word as written
    squares: float  # sum of idf² of the words
    members: Mapping[str, str] | None  # member_id -> name
    size: int | None
    place: tuple[float, float] | None  # latitude, longitude in degrees


@dataclass(frozen=True)
class Prepared:
    """All clusters ready to be compared: made once by `prepare`, then shared and never changed."""

    profiles: Mapping[str, Profile]
    idf: Mapping[str, float]


def prepare(clusters: pd.DataFrame, memberships: pd.DataFrame) -> Prepared:
    """Stem, weigh and list what the measure compares. Give it all clusters: rarity is counted over them.

    `clusters`: cluster_id, name, country, ecosystem, sector_detail, status, members_total, lat, lon
    (degrees); `memberships`: cluster_id, member_id, member_name. Raises KeyError if a column is missing.
    """
    stems = _stems(clusters["sector_detail"])
    described = sum(bool(words) for words in stems)
    counts = Counter(stem for words in stems for stem in words)
    idf = {stem: log(1 + described / count) for stem, count in counts.items()}
    lists: dict[str, dict[str, str]] = {}
    columns = (memberships[name] for name in ("cluster_id", "member_id", "member_name"))
    for cluster, member, name in zip(*columns, strict=True):
        lists.setdefault(cluster, {})[member] = name
    profiles = [
        Profile(
            cluster_id=row["cluster_id"],
            name=row["name"],
            country=row["country"],
            ecosystem=row["ecosystem"],
            sector_detail=row["sector_detail"] if _known(row["sector_detail"]) else None,
            status=row["status"],
            words=words,
            squares=fsum(idf[stem] ** 2 for stem in words),
            members=lists.get(row["cluster_id"]),
            size=int(row["members_total"]) if _known(row["members_total"]) else None,
            place=_place(row),
        )
        for row, words in zip(clusters.to_dict("records"), stems, strict=True)
    ]
    return Prepared({profile.cluster_id: profile for profile in profiles}, idf)


def similar(cluster_id: str, prepared: Prepared, *, abroad_only: bool = True, limit: int | None = 10) -> pd.DataFrame:
    """The clusters most like one, best first (ties by cluster_id): COLUMNS, at most `limit` rows (None: all).

    Merged and ended clusters are not offered, and with `abroad_only` none of the cluster's own country.
    `*_part` are the weighted parts that add up to `score`; a missing one is unknown, and counts 0.
    `shared_members` is missing if no member of one of the two is known. Raises KeyError for a cluster that
    was not among the prepared.
    """
    own = prepared.profiles.get(cluster_id)
    if own is None:
        raise KeyError(f"there is no cluster {cluster_id!r} to find similar ones for")
    rows = [
        _compare(own, other, prepared.idf)
        for other in prepared.profiles.values()
        if other.status in OFFERED and other is not own and not (abroad_only and other.country == own.country)
    ]
    alike = [row for row in rows if row["same_ecosystem"] or row["shared_words"] or row["shared_member_names"]]
    alike.sort(key=lambda row: (-row["score"], row["cluster_id"]))
    return pd.DataFrame(alike[:limit], columns=list(COLUMNS)).astype(COLUMNS)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in km of two points (latitude, longitude in degrees), by the haversine."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat1 - lat2) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon1 - lon2) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def sentence(row: Mapping[Any, Any] | pd.Series, field: str | None = None) -> str:
    """Why a row of `similar` is worth writing to, as a manager would say it, and who can open the door.

    `field` is the partner's field in the language in use.
    """
    said = []
    if field:
        said.append(_("They work with this: {field}.").format(field=quoted(field)))
    if names := list(row["shared_member_names"]):
        sits = ngettext(
            "{{names}} sits in both clusters and can introduce you.",
            "{{names}} sit in both clusters and can introduce you.",
            len(names),
        )
        said.append(sits.format(names=listing(names[:NAMED])))
    elif row["same_ecosystem"]:
        said.append(_("You are in the same industrial ecosystem. No common member is known."))
    else:
        said.append(_("No common member is known."))
    own, partner = row["own_members_total"], row["members_total"]
    if _known(row["size_similarity"]) and max(own, partner) <= 2 * min(own, partner):
        said.append(_("They are about your size, with {n} members.").format(n=number(partner)))
    return " ".join(said)


# ------------------------------------------------------------------ the parts


def _compare(own: Profile, other: Profile, idf: Mapping[str, float]) -> dict[str, Any]:
    """One row of the answer."""
    members = sorted(own.members.keys() & other.members.keys()) if own.members and other.members else []
    km = distance_km(own.place, other.place) if own.place and other.place else None
    similarities = {
        "ecosystem": float(own.ecosystem == other.ecosystem),
        "sector": _cosine(own, other, idf),
        "members": _doors(own, other, len(members)),
        "size": _closeness(own.size, other.size),
        "distance": None if km is None else exp(-km / DISTANCE_SCALE_KM),
    }
    parts = {part: WEIGHTS[part] * value for part, value in similarities.items() if value is not None}
    return {
        "cluster_id": other.cluster_id,
        "name": other.name,
        "country": other.country,
        "ecosystem": other.ecosystem,
        "sector_detail": other.sector_detail,
        "score": min(1.0, fsum(parts.values())),
        "same_ecosystem": own.ecosystem == other.ecosystem,
        "sector_similarity": similarities["sector"],
        "shared_words": [word for stem, word in other.words.items() if stem in own.words],
        "shared_members": None if similarities["members"] is None else len(members),
        "shared_member_names": sorted((other.members or {})[member] for member in members),
        "members_total": other.size,
        "own_members_total": own.size,
        "size_similarity": similarities["size"],
        "distance_km": km,
        **{f"{part}_part": parts.get(part) for part in WEIGHTS},
    }


def _cosine(own: Profile, other: Profile, idf: Mapping[str, float]) -> float | None:
    if not own.words or not other.words:
        return None
    # fsum gives the same sum in any order, which keeps the measure symmetric to the last digit.
    shared = fsum(idf[stem] ** 2 for stem in own.words.keys() & other.words.keys())
    return min(1.0, shared / sqrt(own.squares * other.squares))


def _doors(own: Profile, other: Profile, shared: int) -> float | None:
    if not own.members or not other.members:
        return None
    return float(1 - 0.5**shared)


def _closeness(one: int | None, other: int | None) -> float | None:
    return max(0.0, 1 - abs(log10(one) - log10(other))) if one and other else None


# ------------------------------------------------------------------ reading the frames


def _stems(texts: pd.Series) -> list[dict[str, str]]:
    """The words that count in each text: stem -> the word as first written there."""
    import snowballstemmer  # loads every language it knows: 0.1 s

    stem = snowballstemmer.stemmer("english").stemWord  # a stemmer of our own: one is not safe between threads
    stopped = {stem(word) for word in STOP_WORDS.split()}
    found: list[dict[str, str]] = []
    for text in texts:
        words: dict[str, str] = {}
        for word in re.findall(r"[^\W_]{2,}", text if isinstance(text, str) else ""):
            words.setdefault(stem(word.lower()), word.lower() if word.istitle() else word)  # AI stays AI
        found.append({root: word for root, word in words.items() if root not in stopped})
    return found


def _known(value: Any) -> bool:
    """Whether it is none of pandas' ways to say missing."""
    return not pd.isna(value)


def _place(row: Mapping[Any, Any]) -> tuple[float, float] | None:
    both_known = _known(row["lat"]) and _known(row["lon"])
    return (float(row["lat"]), float(row["lon"])) if both_known else None
