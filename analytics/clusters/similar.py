"""Partners for a cluster: the measure of `similarity` asked of the atlas, with reasons in the language in use."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.clusters import similarity
from analytics.core.language import _, percent
from analytics.core.remembered import remembered
from analytics.core.state import of_data
from analytics.warehouse import warehouse


@remembered(256)
def similar_to(cluster_id: str, *, abroad_only: bool = True, limit: int = 10) -> pd.DataFrame:
    """The clusters most like one, best first, with a column `sentence`. Raises KeyError if unknown."""
    prepared, fields = _prepared()
    found = similarity.similar(cluster_id, prepared, abroad_only=abroad_only, limit=None)
    # A row that repeats another is no partner, and no organisation is its own.
    repeats = fields.set_index("cluster_id")["duplicate_of"].dropna()
    same = {*repeats.index, repeats.get(cluster_id)}
    found = found[~found["cluster_id"].isin(same)].head(limit).reset_index(drop=True)
    field = warehouse().localised(fields, "clusters", "sector_detail").set_index("cluster_id")["sector_detail"]
    sentences = [similarity.sentence(row, _text(field.get(row["cluster_id"]))) for row in found.to_dict("records")]
    return found.assign(sentence=sentences)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def method() -> str:
    """How the score comes about, for readers."""
    weights = {part: percent(weight * 100, int(weight * 1000) % 10 > 0) for part, weight in similarity.WEIGHTS.items()}
    return _(
        "The order is by the sum of {sector} for similar words in what the clusters do (rare words count more), "
        "{members} for shared members, {ecosystem} for the same industrial ecosystem, {size} for similar size and "
        "{distance} for a short distance. What is not known counts nothing. The weights are our judgement."
    ).format(**weights)


@of_data(maxsize=1)
def _prepared() -> tuple[similarity.Prepared, pd.DataFrame]:
    compared = warehouse().ask("clusters.compared")
    both = compared["sector_detail"].str.cat(compared["what_it_does"], sep=". ", na_rep="")
    told = compared.assign(sector_detail=both.where(compared["sector_detail"].notna()))
    prepared = similarity.prepare(told, warehouse().ask("clusters.memberships"))
    return prepared, compared
