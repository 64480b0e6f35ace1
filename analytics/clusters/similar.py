"""Partners for a cluster: the measure of `similarity` asked of the atlas, with reasons in the language in use."""

from __future__ import annotations

import pandas as pd

from analytics.clusters import similarity
from analytics.core.language import _, percent
from analytics.core.state import of_data
from analytics.warehouse import warehouse


def similar_to(cluster_id: str, *, abroad_only: bool = True, limit: int = 10) -> pd.DataFrame:
    """The clusters most like one, best first, with a column `reasons` (list of texts). Raises KeyError if unknown."""
    prepared, fields = _prepared()
    found = similarity.similar(cluster_id, prepared, abroad_only=abroad_only, limit=None)
    # A row that repeats another is no partner, and no organisation is its own.
    repeats = fields.set_index("cluster_id")["duplicate_of"].dropna()
    same = {*repeats.index, repeats.get(cluster_id)}
    found = found[~found["cluster_id"].isin(same)].head(limit).reset_index(drop=True)
    field = warehouse().localised(fields, "clusters", "sector_detail").set_index("cluster_id")["sector_detail"]
    reasons = [
        [*similarity.reasons(row, field.get(row["cluster_id"])), *similarity.unknowns(row)]
        for row in found.to_dict("records")
    ]
    return found.assign(reasons=reasons)


def method() -> str:
    """How the score comes about, for readers."""
    weights = {part: percent(weight * 100, int(weight * 1000) % 10 > 0) for part, weight in similarity.WEIGHTS.items()}
    return _(
        "The score is the sum of {ecosystem} for the same industrial ecosystem, {sector} for similar words in the "
        "description of the field (rare words count more), {members} for shared members, {size} for similar size and "
        "{distance} for a short distance. What is not known counts nothing and is said. The weights are our judgement. "
        "The formulas and their sources stand in analytics/clusters/similarity.py."
    ).format(**weights)


@of_data(maxsize=1)
def _prepared() -> tuple[similarity.Prepared, pd.DataFrame]:
    compared = warehouse().ask("clusters.compared")
    prepared = similarity.prepare(compared, warehouse().ask("clusters.memberships"))
    return prepared, compared
