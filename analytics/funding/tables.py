"""The tables of funding: what a row of each must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import (
    BY_ROW,
    Whole,
    calendar_day,
    holds,
    identity,
    in_calendar,
    not_above,
    number,
    rule,
    share,
    text,
    url,
    word,
    words,
    year,
)
from analytics.contracts.table import Table
from analytics.core.codes import APPLICANT_KINDS, FUNDING_THEMES, ISO_3166, YES_PARTIAL_NO
from analytics.core.language import N_


class Funding(pa.DataFrameModel):
    """A funding instrument that clusters use."""

    funding_id: str = identity("Lasting name of the instrument")
    name: str = text("Name", translated=BY_ROW)
    provider: str = text("Who gives the money", translated=BY_ROW)
    countries: str = text("Countries, in words; `;` between them")
    country_codes: str = words(
        "The same in codes: ISO 3166, EU for all 27 countries of the Union, associated for countries that countries "
        "does not name",
        (*ISO_3166, "EU", "associated"),
        required=True,
        expected="two-letter ISO 3166 country codes, EU or associated, joined by '; '",
    )
    who_can_apply: str = text("Who can apply", required=False, translated=BY_ROW)
    applicant_kinds: str = words("Kinds of applicant, where it is clear", APPLICANT_KINDS)
    for_clusters: str = word("Whether it is meant for clusters", YES_PARTIAL_NO)
    grant_min_keur: float = number("Smallest grant", "thousand EUR", low=0)
    grant_max_keur: float = number("Largest grant", "thousand EUR", low=0)
    cofinancing_pct: float = share("Share of the cost that is paid")
    period_start: Whole = year("First year")
    period_end: Whole = year("Last year")
    call_opens: str = calendar_day("First day on which one can apply, where the remark says it")
    call_closes: str = calendar_day("Last day on which one can apply, where the remark says it")
    stated_status: str = word("What the remark says of the call without a day", ("closed",), required=False)
    theme: str = text("Theme", required=False, translated=BY_ROW)
    theme_kinds: str = words("Kinds of theme, where theme is clearly of one", FUNDING_THEMES)
    website: str = url("Website", required=False)
    source_url: str = url("Page the row was read from")
    source_year: Whole = year("Year of that page")
    note: str = text("Remark", required=False, translated=BY_ROW)

    class Config:
        unique = ("funding_id",)

    grants = rule("grant_max_keur", "not below grant_min_keur", not_above("grant_min_keur", "grant_max_keur"))
    period = rule("period_end", "not before period_start", not_above("period_start", "period_end"))
    opening = rule("call_opens", "a day of the calendar", in_calendar("call_opens"))
    closing = rule("call_closes", "a day of the calendar", in_calendar("call_closes"))
    call = rule("call_closes", "not before call_opens", lambda rows: holds(rows["call_opens"] <= rows["call_closes"]))


TABLES = (Table("funding", "knowledge/funding.csv", Funding, N_("Funding")),)
