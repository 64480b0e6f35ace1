"""For whom funding is, what a choice of it leaves and how it is counted, a second, naive way on made-up instruments."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.funding.test_funding import by_hand
from tests.made_up import filled, made_up

COLUMNS = (
    "funding_id VARCHAR, name VARCHAR, provider VARCHAR, country_codes VARCHAR, who_can_apply VARCHAR,"
    " applicant_kinds VARCHAR, for_clusters VARCHAR, grant_min_keur DOUBLE, grant_max_keur DOUBLE,"
    " cofinancing_pct DOUBLE, call_opens VARCHAR, call_closes VARCHAR, period_start INTEGER, period_end INTEGER,"
    " stated_status VARCHAR, theme VARCHAR, theme_kinds VARCHAR, note VARCHAR, website VARCHAR, source_url VARCHAR,"
    " source_year INTEGER"
)
MEMBER_STATES = {"DE", "DK", "FI", "SE"}  # of the countries that are asked here
TODAY = date(2026, 6, 1)
INSTRUMENTS = st.lists(
    st.fixed_dictionaries(
        {
            "country_codes": st.sampled_from(["FI", "NO", "FI; NO", "EU", "EU; associated", "EU; IS"]),
            "applicant_kinds": st.sampled_from([None, "company", "cluster; public"]),
            "theme_kinds": st.sampled_from([None, "green", "digital; green"]),
            "grant_max_keur": st.sampled_from([None, 500.0]),
            "who_can_apply": st.sampled_from([None, "firms"]),
            "call_opens": st.sampled_from([None, "2026-03-01", "2026-09-01"]),
            "call_closes": st.sampled_from([None, "2026-05-31", "2026-06-01"]),
            "period_start": st.sampled_from([None, 2025, 2027]),
            "period_end": st.sampled_from([None, 2025, 2027]),
            "stated_status": st.sampled_from([None, "closed"]),
        }
    ),
    max_size=8,
)
Instruments = list[dict[str, Any]]


def table(instruments: Instruments) -> tuple[str, Any]:
    return filled(COLUMNS, ({"funding_id": f"f{n}", **row} for n, row in enumerate(instruments)))


def is_for(row: dict[str, Any], country: str) -> str:
    """Whether an applicant of the country is among those meant: yes, maybe or no."""
    codes = set(row["country_codes"].split("; "))
    if not country or country in codes or ("EU" in codes and country in MEMBER_STATES):
        return "yes"
    return "maybe" if "associated" in codes else "no"


@settings(max_examples=80)
@given(
    instruments=INSTRUMENTS,
    country=st.sampled_from(["", "FI", "NO", "IS", "DE"]),
    applicants=st.sampled_from([[], ["company"], ["unknown", "public"]]),
    themes=st.sampled_from([[], ["digital"], ["unknown"]]),
    statuses=st.sampled_from([[], ["open", "unknown"]]),
    year=st.sampled_from([0, 2025, 2026]),
)
def test_what_a_choice_leaves(
    instruments: Instruments,
    country: str,
    applicants: list[str],
    themes: list[str],
    statuses: list[str],
    year: int,
) -> None:
    expected = {}
    for place, row in enumerate(instruments):
        standing, who = by_hand(row, TODAY), is_for(row, country)  # type: ignore[arg-type]
        kept = [
            who != "no",
            not applicants or set(applicants) & set((row["applicant_kinds"] or "unknown").split("; ")),
            not themes or set(themes) & set((row["theme_kinds"] or "unknown").split("; ")),
            not statuses or standing in statuses,
            not year or ((row["period_start"] or year) <= year <= (row["period_end"] or year)),
        ]
        if all(kept):
            expected[f"f{place}"] = (standing, who)
    chosen = {"country": country, "applicants": applicants, "themes": themes, "statuses": statuses, "year": year}
    rows = made_up(["funding_on", "funding_for"], funding=table(instruments)).ask("funding.list", on=TODAY, **chosen)
    assert (
        dict(zip(rows["funding_id"], zip(rows["standing"], rows["for_country"], strict=True), strict=True)) == expected
    )
    order = ["open", "upcoming", "unknown", "closed"]
    assert rows["standing"].tolist() == sorted(rows["standing"], key=order.index)


@settings(max_examples=40)
@given(instruments=INSTRUMENTS, country=st.sampled_from(["", "FI", "IS"]))
def test_how_much_is_open(instruments: Instruments, country: str) -> None:
    meant = [row for row in instruments if is_for(row, country) != "no"]
    (told,) = (
        made_up(["funding_on", "funding_for"], funding=table(instruments))
        .ask("funding.standing", on=TODAY, country=country)
        .to_dict("records")
    )
    standings = Counter(by_hand(row, TODAY) for row in meant)  # type: ignore[arg-type]
    assert {name: told[name] for name in ("open", "upcoming", "unknown", "closed")} == {
        name: standings[name] for name in ("open", "upcoming", "unknown", "closed")
    }
    assert told["instruments"] == len(meant)
    closing = [row for row in meant if row["call_closes"] and by_hand(row, TODAY) == "open"]  # type: ignore[arg-type]
    assert told["with_closing_day"] == len(closing)
    assert told["national"] == sum(row["country_codes"] in ("FI", "NO") for row in meant)
    for count, column in {
        "with_grant": "grant_max_keur",
        "with_applicant": "who_can_apply",
        "with_kind": "applicant_kinds",
        "with_share": "cofinancing_pct",
    }.items():
        assert told[count] == sum(row.get(column) is not None for row in meant)
