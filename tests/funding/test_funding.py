"""Funding: standing by day worked by hand, filters, counts by pandas from the file, the page and its link."""

from __future__ import annotations

import re
import shutil
from calendar import month_name
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import catalogue
from analytics.contracts.checks import check
from analytics.core import codes, language
from analytics.core.paths import DATA
from analytics.funding import questions as funding
from analytics.funding.questions import Filters
from analytics.table_list import TABLES
from analytics.warehouse import BadParameter, Warehouse, open_warehouse, warehouse
from tests.conftest import OpenPage
from tests.ui.test_pages import in_link, words

EVERYTHING = Filters(country="", statuses=())
EU_OF_NORDIC = {"DK", "FI", "SE"}


def shipped() -> pd.DataFrame:
    return pd.read_csv(DATA / "knowledge" / "funding.csv", dtype=str, keep_default_na=False)


def standing_on(instrument: str, on: str) -> str:
    rows = funding.opportunities(EVERYTHING, on).set_index("funding_id")
    return str(rows.at[instrument, "standing"])


# --- the standing on a day, from the shipped rows --------------------------------------------------------


@pytest.mark.parametrize(
    ("instrument", "on", "expected"),
    [
        # A call with both days: open 2 June to 30 September 2025, both included. Its programme year is all of 2025.
        ("fi-bf-innovation-cluster-ai-2025", "2025-06-01", "upcoming"),
        ("fi-bf-innovation-cluster-ai-2025", "2025-06-02", "open"),
        ("fi-bf-innovation-cluster-ai-2025", "2025-09-30", "open"),
        ("fi-bf-innovation-cluster-ai-2025", "2025-10-01", "closed"),
        # Years only, 2021-2027: from 1 January 2021 to 31 December 2027.
        ("interreg-npa", "2020-12-31", "upcoming"),
        ("interreg-npa", "2021-01-01", "open"),
        ("interreg-npa", "2027-12-31", "open"),
        ("interreg-npa", "2028-01-01", "closed"),
        # One year only, 2023.
        ("fi-akke-keski-pohjanmaa-2023", "2022-12-31", "upcoming"),
        ("fi-akke-keski-pohjanmaa-2023", "2023-12-31", "open"),
        ("fi-akke-keski-pohjanmaa-2023", "2024-01-01", "closed"),
        # The call closed on 13 August 2024, the programme runs 2025-2028: when the call opened is not known.
        ("dk-clusters-2025-2028", "2024-08-13", "unknown"),
        ("dk-clusters-2025-2028", "2024-08-14", "closed"),
        ("dk-clusters-2025-2028", "2026-11-21", "closed"),
        # The first year is known and the last is not: 2020 and on.
        ("fi-bf-veturi", "2019-12-31", "upcoming"),
        ("fi-bf-veturi", "2020-01-01", "unknown"),
        ("fi-bf-veturi", "2026-11-21", "unknown"),
        # Closed to applications since 29 January 2024, first year not known.
        ("fi-bf-growth-engines", "2024-01-28", "unknown"),
        ("fi-bf-growth-engines", "2024-01-29", "closed"),
        # Neither year nor day.
        ("fi-bf-co-innovation", "2026-11-21", "unknown"),
        # From 2019 with no end, but its page says that both rounds are closed.
        ("de-clusters4future", "2026-11-21", "closed"),
        # A deadline of 5 February 2025 within the programme years 2024-2025.
        ("eu-euroclusters-2024", "2023-12-31", "upcoming"),
        ("eu-euroclusters-2024", "2024-01-01", "open"),
        ("eu-euroclusters-2024", "2025-02-05", "open"),
        ("eu-euroclusters-2024", "2025-02-06", "closed"),
    ],
)
def test_the_standing_on_a_day(instrument: str, on: str, expected: str) -> None:
    assert standing_on(instrument, on) == expected


@pytest.mark.parametrize(
    ("instrument", "on", "says"),
    [
        ("fi-bf-innovation-cluster-ai-2025", "2025-05-01", "upcoming: from 2 June 2025"),
        ("fi-bf-innovation-cluster-ai-2025", "2025-07-01", "open: applications until 30 September 2025"),
        ("fi-bf-innovation-cluster-ai-2025", "2026-07-01", "closed: applications until 30 September 2025"),
        ("interreg-npa", "2026-07-01", "open, no closing date known: the programme runs until 2027"),
        ("interreg-npa", "2028-07-01", "closed: the programme ended in 2027"),
        ("fi-bf-veturi", "2026-07-01", "not clear: started in 2020, end not stated"),
        ("fi-bf-co-innovation", "2026-07-01", "not clear: period not stated"),
        ("fi-bf-growth-engines", "2023-07-01", "not clear: until 28 January 2024, start not stated"),
        ("de-clusters4future", "2026-07-01", "closed, by its page"),
    ],
)
def test_the_standing_in_words(instrument: str, on: str, says: str) -> None:
    rows = funding.opportunities(EVERYTHING, on).set_index("funding_id")
    assert rows.at[instrument, "says"] == says


def test_today_is_the_default_day() -> None:
    today = funding.opportunities(EVERYTHING, date.today().isoformat())
    pd.testing.assert_frame_equal(funding.opportunities(EVERYTHING), today)
    assert warehouse().ask("funding.list", statuses=["open"])["funding_id"].tolist() == (
        today.loc[today["standing"] == "open", "funding_id"].tolist()
    )


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        funding.opportunities(EVERYTHING, "yesterday")
    with pytest.raises(BadParameter):
        warehouse().ask("funding.list", on="yesterday")


# --- the standing on a day, for any mixture of what is known ---------------------------------------------


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A warehouse whose funding table is every mixture of known and unknown days and years, named by them."""
    data = tmp_path_factory.mktemp("funding") / "data"
    shutil.copytree(DATA, data)
    base = shipped().iloc[0].to_dict()
    rows = [
        base
        | dict(zip(("period_start", "period_end", "call_opens", "call_closes", "stated_status"), known, strict=True))
        | {"funding_id": f"row-{place}"}
        for place, known in enumerate(
            (start, end, opens, closes, said)
            for start in ("", "2024", "2026")
            for end in ("", "2026", "2027")
            for opens in ("", "2025-03-10")
            for closes in ("", "2025-04-20", "2026-02-28")
            for said in ("", "closed")
        )
    ]
    pd.DataFrame(rows).to_csv(data / "knowledge" / "funding.csv", index=False)
    made = open_warehouse(data)
    assert "funding" not in made.faults
    return made


def by_hand(row: pd.Series, on: date) -> str:
    """The rules of the issue once more, a branch each, in Python."""
    opens = date.fromisoformat(row["call_opens"]) if pd.notna(row["call_opens"]) else None
    closes = date.fromisoformat(row["call_closes"]) if pd.notna(row["call_closes"]) else None
    start = date(int(row["period_start"]), 1, 1) if pd.notna(row["period_start"]) else None
    end = date(int(row["period_end"]), 12, 31) if pd.notna(row["period_end"]) else None
    last = closes or end
    first = opens
    if first is None and start is not None and not (closes and start > closes):
        first = start
    if row["stated_status"] == "closed" or (last and on > last):
        return "closed"
    if first and on < first:
        return "upcoming"
    return "open" if first and last else "unknown"


@settings(max_examples=25)
@given(day=st.dates(date(2023, 12, 1), date(2028, 2, 1)))
def test_the_standing_of_every_mixture(made_up: Warehouse, day: date) -> None:
    facts = made_up.table("funding").set_index("funding_id")
    found = made_up.ask("funding.list", on=day).set_index("funding_id")["standing"]
    assert len(found) == 3 * 3 * 2 * 3 * 2
    assert found.to_dict() == {name: by_hand(row, day) for name, row in facts.iterrows()}


def test_the_standing_only_moves_forward(made_up: Warehouse) -> None:
    # Once closed, closed for good; what is open was upcoming or began with the span that is looked at.
    order = {"upcoming": 0, "unknown": 1, "open": 1, "closed": 2}
    before: dict[str, int] = {}
    for days in range(0, 1600, 61):
        found = made_up.ask("funding.list", on=date(2023, 12, 1) + timedelta(days)).set_index("funding_id")["standing"]
        now = found.map(order).to_dict()
        assert all(now[name] >= place for name, place in before.items())
        before = now


# --- filters and counts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("country", ["FI", "SE", "NO", "DK", "IS"])
def test_the_instruments_of_a_country_are_those_of_the_file(country: str) -> None:
    codes = shipped().set_index("funding_id")["country_codes"].str.split("; ")
    union = codes.map(lambda listed: "EU" in listed)
    named = codes.map(lambda listed: country in listed)
    associated = codes.map(lambda listed: "associated" in listed)
    sure = named | (union if country in EU_OF_NORDIC else False)
    found = funding.opportunities(Filters(country=country, statuses=())).set_index("funding_id")
    assert set(found.index) == set(codes.index[sure | associated])
    assert set(found.index[found["for_country"] == "maybe"]) == set(codes.index[associated & ~sure])


def test_counts_are_those_of_the_file() -> None:
    rows = shipped()
    finnish = rows["country_codes"].str.contains("FI|EU")
    known = funding.standing("FI", "2026-11-21")
    assert known["instruments"] == finnish.sum()
    assert known["national"] == (rows["country_codes"] == "FI").sum()
    assert known["with_grant"] == (finnish & (rows["grant_max_keur"] != "")).sum()
    assert known["with_share"] == (finnish & (rows["cofinancing_pct"] != "")).sum()
    assert known["with_applicant"] == (finnish & (rows["who_can_apply"] != "")).sum()
    assert known[["open", "upcoming", "unknown", "closed"]].sum() == finnish.sum()
    # Read off the file: the seven programmes of 2021-2027 that hold Finland or the EU; none of them has a closing day.
    runs = finnish & (rows["period_start"] == "2021") & (rows["period_end"] == "2027")
    assert known["open"] == runs.sum() == 7
    assert known["with_closing_day"] == 0
    assert funding.without_national() == ("IS",)


def test_the_filters_narrow_and_unknown_is_a_choice() -> None:
    rows = shipped().set_index("funding_id")
    for column, name, options in (
        ("applicant_kinds", "applicants", funding.APPLICANTS),
        ("theme_kinds", "themes", funding.THEMES),
    ):
        for option in options:
            found = funding.opportunities(Filters.of(EVERYTHING.flat | {name: option}))
            listed = rows[column].str.split("; ")
            expected = listed.map(
                lambda kinds, option=option: option in kinds or (option == "unknown" and kinds == [""])
            )
            assert set(found["funding_id"]) == set(rows.index[expected]), (name, option)
    together = funding.opportunities(Filters(country="", statuses=(), applicants=("cluster", "unknown")))
    alone = [len(funding.opportunities(Filters("", (kind,), (), ()))) for kind in ("cluster", "unknown")]
    assert len(together) == sum(alone)


def test_a_year_keeps_what_may_run_in_it() -> None:
    found = set(funding.opportunities(Filters(country="", statuses=(), year=2022))["funding_id"])
    assert {"interreg-npa", "fi-eakr-pohjois-savo-2022"} <= found  # 2021-2027 and 2022
    assert {"fi-bf-veturi", "fi-bf-growth-engines", "fi-bf-co-innovation"} <= found  # 2020 on, until 2024, neither
    assert not {"fi-akke-pohjanmaa-2021", "no-nic-2024", "dk-clusters-2025-2028"} & found


def test_days_in_the_table_stand_in_the_remark() -> None:
    rows = shipped()
    for row in rows.itertuples():
        # The one day that is worked out: closed since 29 January makes the 28th the last.
        note = row.note.replace("since 29 January", "since 28 January")
        for value in filter(None, (row.call_opens, row.call_closes)):
            day = date.fromisoformat(value)
            year_said = re.search(rf"\b{day.day} {month_name[day.month]}( to [^.]*)? {day.year}\b", note)
            assert year_said, (row.funding_id, value)
        if row.stated_status:
            assert re.search("closed|ended", row.note, re.I), row.funding_id


def test_only_instruments_for_clusters_are_marked_so_by_their_kind() -> None:
    rows = shipped()
    marked = rows["applicant_kinds"].str.split("; ").map(lambda kinds: "cluster" in kinds)
    assert marked[rows["for_clusters"] == "yes"].all()
    named = rows["who_can_apply"].str.contains("cluster|other organisations", case=False)
    assert (named | (rows["for_clusters"] == "yes"))[marked].all()


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"call_closes": "2025-02-30"}, "call_closes"),
        ({"call_opens": "2 June 2025"}, "call_opens"),
        ({"call_opens": "2025-06-02", "call_closes": "2025-06-01"}, "call_closes"),
        ({"stated_status": "open"}, "stated_status"),
        ({"applicant_kinds": "cluster, company"}, "applicant_kinds"),
        ({"theme_kinds": "anything"}, "theme_kinds"),
        ({"country_codes": "Finland"}, "country_codes"),
        ({"country_codes": ""}, "country_codes"),
    ],
)
def test_the_contract_names_the_faulty_column(changes: dict[str, str], column: str) -> None:
    assert check(TABLES["funding"], shipped().head(1)) == []
    faults = check(TABLES["funding"], shipped().head(1).assign(**changes))
    assert {fault.column for fault in faults} == {column}


# --- words -----------------------------------------------------------------------------------------------


def test_amounts_and_periods_in_words() -> None:
    rows = funding.opportunities(EVERYTHING).set_index("funding_id")
    assert funding.amount_words(rows.loc["eu-horizon-eie-connect-2025"]) == "EUR 5,000,000–8,000,000"
    assert (
        funding.amount_words(rows.loc["fi-akke-keski-pohjanmaa-2023"]) == "at most EUR 50,000, 80% of the cost is paid"
    )
    assert funding.amount_words(rows.loc["fi-akke-varsinais-suomi"]) == "70% of the cost is paid"
    assert funding.amount_words(rows.loc["eu-i3"]) == ""
    assert funding.period_words(rows.loc["eu-i3"]) == "2021–2027"
    assert funding.period_words(rows.loc["fi-akke-pohjanmaa-2021"]) == "2021"
    assert funding.period_words(rows.loc["fi-bf-growth-engines"]) == "until 2024, start not stated"
    assert funding.period_words(rows.loc["fi-bf-co-innovation"]) == ""
    assert funding.countries_words("EU; associated") == "EU (27 countries) and associated countries (not named)"


def test_every_code_has_words() -> None:
    for options, name in (
        (funding.STATUSES, funding.status_name),
        (funding.THEMES, funding.theme_name),
        (funding.APPLICANTS, funding.applicant_name),
    ):
        assert len({name(option) for option in options}) == len(options)
    assert set(funding.THEMES) == {*codes.FUNDING_THEMES, "unknown"}
    assert set(funding.APPLICANTS) == {*codes.APPLICANT_KINDS, "unknown"}


@pytest.mark.parametrize("code", ["fi", "sv"])
def test_texts_are_in_the_language_in_use(code: str) -> None:
    english = funding.opportunities(EVERYTHING)
    language.use(code)
    rows = funding.opportunities(EVERYTHING)
    assert (
        rows[rows["funding_id"] == "interreg-bsr"].iloc[0]["name"]
        == {
            "fi": "Interreg Itämeren alue 2021–2027",
            "sv": "Interreg Östersjöregionen 2021–2027",
        }[code]
    )
    for column in ("name", "provider", "who", "theme", "note"):
        assert (rows[column].isna() == english[column].isna()).all()
    assert (rows["note"].dropna() != english["note"].dropna()).all()


# --- the chart -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("narrow", [0, 1])
def test_the_timeline_has_a_bar_for_each_known_start(narrow: int) -> None:
    chart = catalogue.chart("funding.timeline", on="2026-11-21", narrow=narrow)
    rows = funding.opportunities(Filters(), "2026-11-21")
    assert chart.table["funding_id"].tolist() == rows["funding_id"].tolist()
    assert len(chart.drawing.series) == rows["first_day"].notna().sum()
    first = chart.drawing.series[0]  # 2021-2027: from 2021 up to the end of 31 December 2027
    assert first.start[0] == 2021
    assert first.x[0] == pytest.approx(2028, abs=0.001)
    said = " ".join([*(words for _at, words in chart.drawing.y.ticks), *(n.text for n in chart.drawing.notes)])
    assert all(name.split()[0] in said for name in rows["name"])
    assert "21 November 2026" in said
    assert chart.insight == "Of 14 shown: 7 are open and 7 are not clear."  # 7 of 2021-2027, 7 without an end


def test_the_chart_is_rebuilt_from_its_own_parameters() -> None:
    chart = catalogue.chart("funding.timeline", country="", applicants="cluster,unknown", statuses="", on="2024-06-21")
    again = catalogue.chart("funding.timeline", **chart.params)
    pd.testing.assert_frame_equal(chart.table, again.table)
    assert "no-nic-2024" in set(chart.table.loc[chart.table["standing"] == "open", "funding_id"])


def test_the_chart_of_nothing_says_so() -> None:
    chart = catalogue.chart("funding.timeline", country="IS", statuses="upcoming", on="2026-11-21")
    assert chart.table.empty
    assert chart.insight == "No funding fits."


# --- the page --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_the_page_shows_each_instrument_with_its_source(open_page: OpenPage, code: str) -> None:
    app = open_page("funding", lang=code)
    assert not app.exception
    assert not app.error
    shown = words(app)
    language.use(code)
    rows = funding.opportunities(Filters())
    for row in rows.itertuples():
        assert row.source_url.replace("(", "%28").split("//")[1][:40] in shown, row.funding_id
    assert funding.headline("FI") in shown


def test_filters_in_the_link_are_those_of_the_page(open_page: OpenPage) -> None:
    app = open_page("funding", country="NO", a=["cluster"], status=["closed"])
    shown = words(app)
    assert "Norwegian Innovation Clusters, call 2024" in shown
    assert "Veturi" not in shown
    assert "The page does not name the associated countries" in shown
    app = open_page("funding", country="all", status="any")
    assert "Clusters4Future" in words(app)
    assert "No national funding has been found for: Iceland." in words(app)


def test_a_country_without_funding_of_its_own_is_told_so(open_page: OpenPage) -> None:
    app = open_page("funding", country="IS")
    assert any("No national funding has been found in Iceland" in note.value for note in app.info)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"country": "XX"}, "XX"),
        ({"a": ["cluster", "dragons"]}, "dragons"),
        ({"status": "maybe"}, "maybe"),
        ({"y": "1066"}, "1066"),
    ],
)
def test_bad_values_in_the_link_get_a_note(open_page: OpenPage, query: dict[str, str | list[str]], named: str) -> None:
    app = open_page("funding", **query)
    assert not app.error
    assert any(named in note.value for note in app.info)


def test_an_empty_result_says_what_to_loosen(open_page: OpenPage) -> None:
    app = open_page("funding", country="IS", status=["upcoming"])
    assert "No funding fits" in app.warning[0].value
    keys = {str(button.key) for button in app.button if str(button.key).startswith("loosen")}
    assert "loosen status" in keys
    next(button for button in app.button if button.key == "loosen status").click().run()
    assert in_link(app, "status") == ["any"]
    assert not app.warning
