"""Statements that say the same, grouped within a language; nothing is taken away and every group can be undone.

Two statements are near duplicates when the word stems of both are alike by rapidfuzz's token-set ratio (M. Bachmann,
RapidFuzz) of at least ALIKE, the shorter one has at least PART of the stems of the longer, and both deny and count the
same: "not too high" is no "too high". A statement joins the earlier one that it is most like; there are no chains.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

import pandas as pd

from analytics.core import text_index as words

ALIKE = 85  # of 100
PART = 0.6
_KEY = 4  # first letters of a stem by which candidates are found
_DENIAL = re.compile(
    "no|not|never|without|cannot|ei|en|emme|eivat|et|ette|ala|ilman|inte|ej|aldrig|utan|ikke|aldri|uten|uden"
)


def leaders(statements: Sequence[str], languages: Sequence[str]) -> list[int]:
    """For each statement the position of the first one that says the same: its own where none before it does."""
    from rapidfuzz import fuzz

    stems = [_stems(text, language) for text, language in zip(statements, languages, strict=True)]
    texts = [" ".join(sorted(own)) for own in stems]
    fixed = [_fixed(text) for text in statements]
    known: dict[tuple[str, str], list[int]] = {}
    found: list[int] = []
    for i, own in enumerate(stems):
        keys = {(languages[i], stem[:_KEY]) for stem in own}
        shared = Counter(j for key in keys for j in known.get(key, ()))
        likeness = {
            j: fuzz.token_set_ratio(texts[i], texts[j])
            for j, n in shared.items()
            if 2 * n >= min(len(own), len(stems[j]))
            and min(len(own), len(stems[j])) >= PART * max(len(own), len(stems[j]))
            and fixed[i] == fixed[j]
        }
        best = min(likeness, key=lambda j: (-likeness[j], j), default=i)
        if best != i and likeness[best] >= ALIKE:
            found.append(best)
            continue
        found.append(i)
        for key in keys:
            known.setdefault(key, []).append(i)
    return found


def grouped(frame: pd.DataFrame, apart: Collection[int] = ()) -> pd.DataFrame:
    """The frame (row, votes, alike) with `leader`, `said` and `group_votes`; rows that `alike` names may be missing.

    `alike` is the row of the statement that one says the same as, `leader` the first row of its group in the frame,
    `said` how many statements the group has and `group_votes` the sum of their known votes (missing when none is).
    Groups of an `alike` in `apart` are left as single statements.
    """
    leader = frame.groupby("alike")["row"].transform("first").where(~frame["alike"].isin(list(apart)), frame["row"])
    marked = frame.assign(leader=leader.astype("int64"))
    groups = marked.groupby("leader", sort=False)
    return marked.assign(
        said=groups["row"].transform("size").astype("Int64"),
        group_votes=groups["votes"].transform(lambda votes: votes.sum(min_count=1)).astype("Int64"),
    )


def _stems(text: str, language: str) -> frozenset[str]:
    """The stems of a statement, of unknown language the words; with the words of grammar where it has no others."""
    if language not in words.LANGUAGES:
        return frozenset(words.tokens(text))
    found = words.stems(text, language) or [words.stem(token, language) for token in words.tokens(text)]
    return frozenset(found)


def _fixed(text: str) -> frozenset[str]:
    """The denials and numbers of a statement."""
    return frozenset(re.findall(r"\d+", text)) | {t for t in words.tokens(text) if _DENIAL.fullmatch(t)}
