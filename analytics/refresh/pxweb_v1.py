"""Statistics Finland and Statistics Iceland: PxWeb, version 1 of its interface.

A table is first asked for its variables, then for the figures, in parts that stay below the publisher's limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any

import pandas as pd

from analytics.refresh import jsonstat
from analytics.refresh.calls import Call
from analytics.refresh.errors import DriftError, UnreadableError
from analytics.refresh.http import Http

MOST_CELLS = 10_000  # of an answer; the lower of the two publishers' limits
ALL = "*"


def fetch(call: Call, before: pd.DataFrame, http: Http) -> pd.DataFrame:
    """The cells of the table that the query chooses. Raises RefreshError."""
    url = f"{http.addresses[call.source]}/{call.dataset}"
    variables = http.json(url)
    if "variables" not in variables:
        raise DriftError(call.dataset, "variables", variables)
    chosen = chosen_codes(
        call.dataset,
        {one["code"]: list(one["values"]) for one in variables["variables"]},
        call.filled(before),
        {one["code"] for one in variables["variables"] if one.get("elimination")},
    )
    parts = []
    for part in split(chosen, MOST_CELLS):
        body = {"query": [_selection(*one) for one in part.items()], "response": {"format": "json-stat2"}}
        parts.append(jsonstat.frame(http.json(url, body), call.dataset))
    return pd.concat(parts, ignore_index=True)


def chosen_codes(
    dataset: str, there: dict[str, list[str]], query: dict[str, list[str]], left_out: set[str]
) -> dict[str, list[str]]:
    """The codes of each variable that are asked for. Raises DriftError.

    A variable that the query does not name is left out where the publisher sums it up, and else taken whole.
    """
    for field, codes in query.items():
        if field not in there:
            raise DriftError(dataset, field, there)
        gone = [code for code in codes if code != ALL and code not in there[field]]
        if len(gone) == len(codes):
            raise DriftError(dataset, f"{field}={gone[0]}", there[field])
    found = {field: codes for field, codes in there.items() if field in query or field not in left_out}
    return {
        field: [code for code in codes if code in query[field]] if field in query and ALL not in query[field] else codes
        for field, codes in found.items()
    }


def split(chosen: dict[str, list[str]], most: int) -> Iterator[dict[str, list[str]]]:
    """The choice in parts of at most so many cells, by halves of the longest variable. Raises UnreadableError."""
    if prod(len(codes) for codes in chosen.values()) <= most:
        yield chosen
        return
    longest = max(chosen, key=lambda field: len(chosen[field]))
    codes = chosen[longest]
    if len(codes) < 2:
        raise UnreadableError(f"a table of more than {most} cells for one code of each variable")
    for half in (codes[: len(codes) // 2], codes[len(codes) // 2 :]):
        yield from split({**chosen, longest: half}, most)


def _selection(field: str, codes: list[str]) -> dict[str, Any]:
    return {"code": field, "selection": {"filter": "item", "values": codes}}
