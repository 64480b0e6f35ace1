"""A publisher's answer as rows of a table.

What the answer lacks (a region's name, a unit) is taken from the rows that the table has with the same key apart from
the year. Places that the table does not have, and years before its first, are left out; the places are told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pandas as pd

from analytics.refresh.calls import Call
from analytics.refresh.errors import DriftError, EmptyError, RefreshError, UnreadableError

YEAR = "year"


@dataclass(frozen=True)
class Shaped:
    """Rows of the table (cells as text), and the places of the answer that the table does not know."""

    rows: pd.DataFrame
    unknown: tuple[str, ...]


def shaped(call: Call, answer: pd.DataFrame, before: pd.DataFrame) -> Shaped:
    """The rows that the answer gives for the call's part; `before` are the part's rows as they are.

    Raises RefreshError.
    """
    types = call.contract.duckdb_types
    if not {"DOUBLE"} <= {types.get(column) for column in call.fields} or not set(call.fields) <= set(types):
        raise RefreshError(
            f"{call.dataset}: `fields` names no figure of {call.table}, or a column that it does not have"
        )
    for field in call.fields.values():
        if field not in answer:
            raise DriftError(call.dataset, field, answer.columns)
    if answer.empty:
        raise EmptyError(f"{call.dataset}: no figure in the answer")
    ours = {theirs: own for own, theirs in call.codes.items()}
    found = pd.DataFrame({column: answer[field] for column, field in call.fields.items()}, dtype="object")
    for column in found:
        found[column] = found[column].map(lambda cell, column=column: _cell(call, column, cell, ours))
    found = found.assign(**call.part)
    if YEAR in found:
        found = found[found[YEAR].map(int) >= min(map(int, before[YEAR]), default=0)]
    place = [column for column in call.contract.key if column != YEAR]
    missing = [column for column in call.contract.columns if column not in found]
    missing = [column for column in missing if column != "source_id" or not call.source_id]
    if missing:
        known = before.drop_duplicates(place)[[*place, *missing]]
        found = found.merge(known, on=place, how="left", indicator="origin")
        strange = found["origin"] == "left_only"
        unknown = tuple(sorted({" ".join(row) for row in found.loc[strange, place].itertuples(index=False)}))
        found = found[~strange]
    else:
        unknown = ()
    if found.empty:
        raise EmptyError(f"{call.dataset}: no figure for a place and year of the table")
    if call.source_id:  # rows that are worked out keep the source that says how
        found["source_id"] = call.source_id
    rows = found[list(call.contract.columns)]
    twice = rows.duplicated(list(call.contract.key), keep=False)
    if twice.any():
        first = " ".join(rows.loc[twice, list(call.contract.key)].iloc[0])
        raise UnreadableError(f"{call.dataset}: several figures for {first}; the query does not name enough fields")
    return Shaped(rows.reset_index(drop=True), unknown)


def _cell(call: Call, column: str, cell: object, ours: Mapping[str, str]) -> str:
    """A cell as the table writes it."""
    kind = call.contract.duckdb_types[column]
    if kind == "VARCHAR":
        return ours.get(str(cell), str(cell))
    try:
        number = Decimal(str(cell))
    except InvalidOperation as error:
        raise UnreadableError(f"{call.dataset}: {cell!r} is no number ({call.fields[column]})") from error
    if kind == "DOUBLE" and call.factor:
        number *= Decimal(call.factor)
    return plain(number)


def plain(number: Decimal) -> str:
    """A number without exponent and without zeros that say nothing."""
    return f"{number.normalize():f}" if number else "0"
