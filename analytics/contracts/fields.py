"""The kinds of column that the models of tables are made of, and rules across columns.

Each kind states what is expected in words, the unit, the allowed values and what kind of values they are (`kind`), so
that whoever writes the table out need not guess from a column's name. Empty means unknown, never zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import pandas as pd
import pandera.pandas as pa

from analytics.core.codes import AREAS, ISO_3166, LATITUDES, LONGITUDES, NORDIC, NUTS_2021, YEARS
from analytics.core.language import N_

Whole: TypeAlias = pd.Int64Dtype
Flag: TypeAlias = pd.BooleanDtype
Check = Callable[[pd.DataFrame], pd.Series]

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
BY_ROW, BY_TEXT, OWN_NAME = "row", "text", "name"
ADDRESS = r"https?://[^\s/]+\S*"


# --- kinds of column -------------------------------------------------------------------------------------


def column(
    description: str,
    expected: str,
    *,
    kind: str,
    unit: str = "",
    required: bool = False,
    allowed: str = "",
    translated: str = "",
    **checks: Any,
) -> Any:
    """Any column; `kind` is one of analytics.table_facts.KINDS, `checks` are pandera's.

    `translated` says by what the texts in other languages are found (see analytics.contracts.texts), "" = not at all.
    """
    return pa.Field(
        nullable=not required,
        description=description,
        metadata={"expected": expected, "unit": unit, "allowed": allowed, "kind": kind, "translated": translated},
        **checks,
    )


def text(
    description: str,
    *,
    required: bool = True,
    pattern: str = "",
    expected: str = "a text",
    kind: str = "text",
    translated: str = "",
) -> Any:
    """A text, of a pattern if one is given; `translated` is BY_ROW, BY_TEXT or OWN_NAME where other languages have it.

    BY_ROW texts are found by the key of their row. BY_TEXT ones are found by the English text itself, where rows share
    it. An OWN_NAME stands in its country's language and is found by the row's key where another language has its own.
    """
    checks = {"str_matches": rf"^(?:{pattern})\Z"} if pattern else {}
    allowed = expected if pattern else ""
    return column(description, expected, kind=kind, required=required, allowed=allowed, translated=translated, **checks)


def word(description: str, allowed: Iterable[str], *, required: bool = True, expected: str = "") -> Any:
    """One of a list of words or codes."""
    words = tuple(allowed)
    listed = ", ".join(words) if len(words) <= 30 else expected
    say = expected or f"one of: {listed}"
    return column(description, say, kind="code", required=required, allowed=listed, isin=list(words))


def words(description: str, allowed: Iterable[str], *, required: bool = False, expected: str = "") -> Any:
    """Any number of the words, joined by "; "."""
    listed = tuple(allowed)
    one = "|".join(listed)
    say = expected or f"any of these, joined by '; ': {', '.join(listed)}"
    return text(description, required=required, pattern=rf"(?:{one})(?:; (?:{one}))*", expected=say, kind="code")


def calendar_day(description: str) -> Any:
    """A date as ISO 8601 writes it; the rule `in_calendar` says that there is such a day."""
    say = "a date as year-month-day, such as 2025-06-30"
    return text(description, required=False, pattern=r"[0-9]{4}-[0-9]{2}-[0-9]{2}", expected=say, kind="day")


def identity(description: str, *, required: bool = True) -> Any:
    """A lasting name in links and in other tables."""
    say = "a short name in small letters, digits and hyphens, such as no-gce-node"
    return text(description, required=required, pattern=SLUG, expected=say, kind="identifier")


def nordic(description: str, *, required: bool = True) -> Any:
    """The code of a Nordic country."""
    return word(description, sorted(NORDIC), required=required)


def country(description: str, *, required: bool = True) -> Any:
    """The code of any country."""
    say = "a two-letter ISO 3166 country code in capitals, such as FI (GB for the United Kingdom)"
    return word(description, ISO_3166, required=required, expected=say)


def area(description: str) -> Any:
    """The code of a country, of the European Union or of the world."""
    return word(description, AREAS, expected="a two-letter ISO 3166 country code, or EU, EU27, EU28 or WORLD")


def nuts(description: str) -> Any:
    """The code of a Nordic region of any level."""
    say = "a NUTS 2021 code of Denmark, Finland, Iceland, Norway or Sweden, such as FI1D5"
    return word(description, NUTS_2021, expected=say)


def url(description: str, *, required: bool = True) -> Any:
    """A web address."""
    say = "an address that starts with http:// or https://"
    return text(description, required=required, pattern=ADDRESS, expected=say, kind="address")


def year(description: str, *, required: bool = False) -> Any:
    """A year, which is written without a thousands separator."""
    low, high = YEARS
    say = f"a year from {low} to {high}, as a whole number"
    return column(
        description, say, kind="year", unit="year", required=required, allowed=f"{low} to {high}", ge=low, le=high
    )


def count(description: str, unit: str, *, low: int = 0, required: bool = False) -> Any:
    """A whole number of things."""
    say = f"a whole number of at least {low} ({unit})"
    return column(description, say, kind="count", unit=unit, required=required, allowed=f"at least {low}", ge=low)


def number(
    description: str,
    unit: str,
    *,
    low: float | None = None,
    high: float | None = None,
    required: bool = False,
    kind: str = "amount",
) -> Any:
    """A number with a unit, within limits if any are given."""
    limits: dict[str, Any] = {name: limit for name, limit in (("ge", low), ("le", high)) if limit is not None}
    within = ""
    if low is not None:
        within = f"at least {low:g}" if high is None else f"from {low:g} to {high:g}"
    say = f"a number {'of ' if high is None and within else ''}{within}".rstrip() + f" ({unit})"
    return column(description, say, kind=kind, unit=unit, required=required, allowed=within, **limits)


def share(description: str, *, required: bool = False) -> Any:
    """A share in percent."""
    return number(description, N_("percent"), low=0, high=100, required=required, kind="percent")


def latitude(required: bool = False) -> Any:
    """A latitude in the Nordic countries."""
    low, high = LATITUDES
    return number(N_("Latitude, WGS 84"), N_("degrees north"), low=low, high=high, required=required, kind="coordinate")


def longitude(required: bool = False) -> Any:
    """A longitude in the Nordic countries."""
    low, high = LONGITUDES
    return number(N_("Longitude, WGS 84"), N_("degrees east"), low=low, high=high, required=required, kind="coordinate")


def flag(description: str) -> Any:
    """True or false, always known."""
    return column(description, "true or false", kind="flag", required=True, allowed="true, false")


# --- rules across columns --------------------------------------------------------------------------------


def rule(column: str, expected: str, check: Check) -> Any:
    """A check of whole rows (True = sound); a fault is shown in `column`. Unknown values break no rule."""

    def holding(_model: type, rows: pd.DataFrame) -> pd.Series:
        return check(rows)

    return pa.dataframe_check(error=f"{column}|{expected}", ignore_na=False)(classmethod(holding))


def holds(outcome: pd.Series) -> pd.Series:
    """The outcome of a comparison, True where it is unknown."""
    return outcome.astype("boolean").fillna(True).astype(bool)


def not_above(low: str, high: str) -> Check:
    """A check that the column `low` is at most the column `high`."""
    return lambda rows: holds(rows[low].astype("Float64") <= rows[high].astype("Float64"))


def percent_where(units: str) -> Check:
    """A check that `value` is from 0 to 100 in rows whose `unit` matches a pattern."""

    def check(rows: pd.DataFrame) -> pd.Series:
        is_share = rows["unit"].str.match(units).astype("boolean").fillna(False)
        return holds(~is_share | rows["value"].between(0, 100) | rows["value"].isna())

    return check


def in_calendar(column: str) -> Check:
    """A check that the days of a column exist."""
    return lambda rows: rows[column].isna() | pd.to_datetime(rows[column], format="%Y-%m-%d", errors="coerce").notna()
