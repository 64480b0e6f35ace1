"""JSON-stat, version 2 and the older one that Statistics Denmark answers with, as rows."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pandas as pd

from analytics.refresh.errors import DriftError, UnreadableError

VALUE = "value"


def frame(answer: Any, dataset: str) -> pd.DataFrame:
    """A row for each cell with a figure: a column of codes for each dimension, and `value`.

    Raises DriftError, UnreadableError.
    """
    said = answer.get("dataset", answer) if isinstance(answer, Mapping) else {}
    for field in ("dimension", VALUE):
        if field not in said:
            raise DriftError(dataset, field, said)
    dimensions = said["dimension"]
    names = said.get("id") or dimensions.get("id")
    if names is None:
        raise DriftError(dataset, "id", said)
    codes = [_codes(dimensions, name, dataset) for name in names]
    cells = list(product(*codes))
    values = said[VALUE]
    if isinstance(values, Mapping):
        values = [values.get(str(place)) for place in range(len(cells))]
    if not isinstance(values, list) or len(values) != len(cells):
        raise UnreadableError(f"{dataset}: {len(values or ())} figures for {len(cells)} cells")
    rows = pd.DataFrame(cells, columns=list(names), dtype="object")
    rows[VALUE] = pd.Series(values, dtype="object")
    return rows[rows[VALUE].notna()].reset_index(drop=True)


def _codes(dimensions: Any, name: str, dataset: str) -> list[str]:
    if name not in dimensions or "category" not in dimensions[name]:
        raise DriftError(dataset, name, dimensions)
    category = dimensions[name]["category"]
    index = category.get("index", list(category.get("label", {})))
    return sorted(index, key=lambda code: index[code]) if isinstance(index, Mapping) else list(index)
