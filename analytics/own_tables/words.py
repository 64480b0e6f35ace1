"""What a table should hold where it has a fault, in the language in use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.contracts.faults import Fault
from analytics.contracts.table import Table
from analytics.core.language import _, country_name, listing, quoted, term
from analytics.table_list import TABLES


def expected(fault: Fault) -> str:
    """What is expected in the place of what a fault found, as a phrase."""
    table = TABLES[fault.table]
    if "that is used once" in fault.expected:
        return _("a value that no other row has: it stands in an earlier row too")
    if found := re.search(r"^a (\w+) that is in the table (\w+)$", fault.expected):
        return _("a value that is in the table {table}").format(table=quoted(_(TABLES[found[2]].title)))
    if fault.column not in table.schema.columns:
        return fault.expected
    column = table.schema.columns[fault.column]
    said = str(column.metadata["expected"])
    if fault.expected.startswith("a column of this name"):
        return _("a column, or a value for all rows: {what}").format(what=_of_kind(table, fault.column))
    if fault.expected.startswith("a value, not an empty cell"):
        return _("not an empty cell: {what}").format(what=_of_kind(table, fault.column))
    if fault.expected.startswith(said):
        return _of_kind(table, fault.column)
    return _(fault.expected)  # a rule of the table's own


def all_expected(faults: Sequence[Fault]) -> list[str]:
    """What is expected in the place of each fault; thousands are alike."""
    said: dict[tuple[str, str], str] = {}
    for fault in faults:
        if (fault.column, fault.expected) not in said:
            said[fault.column, fault.expected] = expected(fault)
    return [said[fault.column, fault.expected] for fault in faults]


def column_name(table: str, name: str) -> str:
    """A column as the atlas writes it, with a star where it must be known."""
    column = TABLES[table].schema.columns[name]
    return name if column.nullable else f"{name} *"


def _of_kind(table: Table, name: str) -> str:
    column = table.schema.columns[name]
    kind, allowed = (str(column.metadata[part]) for part in ("kind", "allowed"))
    if kind == "code" and allowed:
        codes = next((check.statistics["allowed_values"] for check in column.checks if check.name == "isin"), ())
        if 0 < len(codes) <= 30:
            return _("one of these: {words}").format(words=listing(_code(code) for code in codes))
    limits = re.fullmatch(r"(?:at least|from) (\S+)(?: to (\S+))?|(\S+) to (\S+)", allowed)
    low, high = (limits[1] or limits[3], limits[2] or limits[4]) if limits else ("", "")
    within = (
        _("from {low} to {high}").format(low=low, high=high)
        if high
        else _("at least {low}").format(low=low)
        if low
        else ""
    )
    words = {
        "year": _("a year, such as 2019"),
        "count": _("a whole number"),
        "amount": _("a number"),
        "percent": _("a share in percent"),
        "coordinate": _("degrees, such as 63.84"),
        "flag": _("true or false"),
        "day": _("a day, such as 2024-12-31"),
        "address": _("a web address that begins with https://"),
        "identifier": _("a short name in small letters, digits and hyphens, such as no-gce-node"),
        "code": _("a code that the table knows"),
    }.get(kind, _("a text without line breaks"))
    return f"{words} ({within})" if within else words


def _code(code: str) -> str:
    try:
        name = country_name(code) if len(code) == 2 else term(code)
    except KeyError:
        name = code
    return name if name == code else f"{name} ({code})"
