"""Names of one organisation: suggested by likeness, decided by a person, never merged by themselves."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.cli import main
from analytics.contracts.checks import check_all
from analytics.core.paths import DATA
from analytics.network import aliases
from analytics.table_list import TABLES
from analytics.warehouse import open_warehouse

NAMES = st.text(st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x24F), min_size=1, max_size=30).filter(
    lambda name: any(sign.isalpha() for sign in name)
)
FORMS = st.sampled_from(["Oy", "Ab", "Oyj", "AS", "ASA", "A/S", "AB", "Ltd", "GmbH", "ApS", "ehf.", "Inc.", "Norge"])


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A copy of the data room that a decision may change."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    return data


# --- likeness --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("University of Vaasa", "Vaasan yliopisto"),
        ("Universitetet i Bergen", "University of Bergen"),
        ("Freeport Cobalt Oy", "Freeport Cobalt"),
        ("Oy Wärtsilä Ab", "WÄRTSILÄ"),
        ("Bila A/S", "Bila"),
        ("Region Sjælland", "Region Zealand"),
        ("Technical University of Denmark (DTU)", "DTU"),
        ("Kuopion kaupunki", "City of Kuopion"),
    ],
)
def test_the_same_name_in_another_language_or_legal_form_scores_full(one: str, other: str) -> None:
    assert aliases.score(one, other) == 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lunds universitet", "Oulun yliopisto"),
        ("Skövde kommun", "Stord kommune"),
        ("Aalborg University", "Aarhus University"),
        ("Business Finland", "Copenhagen Business School"),
    ],
)
def test_general_words_do_not_make_names_alike(one: str, other: str) -> None:
    assert aliases.score(one, other) < aliases.LEAST_SCORE


def test_a_part_of_a_name_is_suggested_below_the_same_name() -> None:
    assert aliases.LEAST_SCORE <= aliases.score("SINTEF Ocean", "SINTEF") < 100


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_between_0_and_100(one: str, other: str) -> None:
    assert aliases.score(one, other) == aliases.score(other, one)
    assert 0 <= aliases.score(one, other) <= 100


@given(NAMES, FORMS)
def test_a_legal_form_changes_nothing(name: str, form: str) -> None:
    assert aliases.normalised(f"{name} {form}") == aliases.normalised(name)
    assert aliases.score(f"{name} {form}", name) == 100


def test_a_name_that_is_a_legal_form_keeps_a_word() -> None:
    assert aliases.normalised("AS") == "as"
    assert aliases.normalised("Oy Ab") == "oy"


# --- suggestions and decisions ---------------------------------------------------------------------------


def pairs(found: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(found["member_id"], found["canonical_id"], strict=True))


def decided(room: Path) -> pd.DataFrame:
    return pd.read_csv(room / "memberships" / "member_aliases.csv", dtype="str", keep_default_na=False)


def test_suggestions_are_ranked_and_say_where_each_name_is_listed() -> None:
    found = aliases.suggestions()
    assert found["score"].is_monotonic_decreasing
    assert found["score"].ge(aliases.LEAST_SCORE).all()
    row = found[(found["member_id"] == "wartsila-norge") & (found["canonical_id"] == "wartsila")].iloc[0]
    assert row["member_countries"] == "NO"
    assert set(row["canonical_clusters"].split(";")) >= {"fi-energyvaasa", "fi-one-sea"}


def test_what_is_decided_is_not_suggested_again(room: Path) -> None:
    before = pairs(aliases.suggestions(room))
    assert {("sintef-ocean", "sintef"), ("icelandair", "icelandair-group")} <= before
    assert aliases.decide("sintef-ocean", "sintef", "rejected", root=room) == []
    assert aliases.decide("icelandair", "icelandair-group", "confirmed", reason="legal form", root=room) == []
    after = pairs(aliases.suggestions(room))
    assert ("sintef-ocean", "sintef") not in after
    assert not any("icelandair" in pair for pair in after)
    assert ("abb-robotics", "abb") in after


def test_a_suggestion_changes_no_result_until_it_is_confirmed(room: Path) -> None:
    question = "SELECT count(DISTINCT member_id) AS n FROM resolved_members"

    def organisations() -> int:
        return int(open_warehouse(room).run(question, {}, label="test")["n"].iloc[0])

    before = organisations()
    assert ("wartsila-norge", "wartsila") in pairs(aliases.suggestions(room))
    assert organisations() == before
    aliases.decide("wartsila-norge", "wartsila", "rejected", root=room)
    assert organisations() == before
    aliases.decide("wartsila-norge", "wartsila", "confirmed", reason="unit of", root=room)
    assert organisations() == before - 1


def test_a_decision_is_written_in_order_with_its_manifest(room: Path) -> None:
    assert aliases.decide("abb-robotics", "abb", "confirmed", reason="unit of", note="A division", root=room) == []
    rows = decided(room)
    assert rows["member_id"].is_monotonic_increasing
    row = rows.set_index("member_id").loc["abb-robotics"]
    assert list(row[["canonical_id", "canonical_name", "decision", "reason", "note"]]) == [
        *("abb", "ABB", "confirmed", "unit of", "A division")
    ]
    assert check_all(TABLES, room) == []
    opened = open_warehouse(room)
    assert "member_aliases" in opened.tables
    assert opened.faults == {}


def test_a_change_of_mind_replaces_the_decision(room: Path) -> None:
    aliases.decide("abb-robotics", "abb", "confirmed", reason="unit of", root=room)
    aliases.decide("abb-robotics", "abb", "rejected", root=room)
    rows = decided(room)
    assert list(rows.loc[rows["member_id"] == "abb-robotics", "decision"]) == ["rejected"]


@pytest.mark.parametrize(
    ("member", "canonical", "reason", "expected"),
    [
        ("no-such-member", "abb", "unit of", "a member_id that is in the table memberships"),
        ("abb", "abb", "unit of", "another member_id than the row's own"),
        ("abb-robotics", "abb", "looks alike", "one of: language variant"),
        ("dong", "abb", "former name", "confirmed as one organisation only"),
        ("abb-robotics", "dong", "unit of", "not itself another name"),
    ],
)
def test_a_decision_that_breaks_the_contract_is_not_written(
    room: Path, member: str, canonical: str, reason: str, expected: str
) -> None:
    before = (room / "memberships" / "member_aliases.csv").read_bytes()
    faults = aliases.decide(member, canonical, "confirmed", reason=reason, root=room)
    assert any(expected in fault for fault in faults)
    assert (room / "memberships" / "member_aliases.csv").read_bytes() == before


# --- the command -----------------------------------------------------------------------------------------


def test_the_command_prints_what_is_undecided(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["aliases", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["member_id"] for row in rows] == list(aliases.suggestions()["member_id"])
    assert main(["aliases"]) == 0
    assert f"{len(rows)} undecided; nothing is merged until you confirm it" in capsys.readouterr().out


def test_the_command_confirms_and_rejects(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--data", str(room)]
    assert main(["aliases", "--confirm", "lkab-norge", "lkab", "--reason", "unit of", *folder]) == 0
    assert main(["aliases", "--reject", "nestle", "neste", *folder]) == 0
    rows = decided(room).set_index("member_id")
    assert list(rows.loc[["lkab-norge", "nestle"], "decision"]) == ["confirmed", "rejected"]
    assert "wrote nestle -> neste" in capsys.readouterr().err


def test_the_command_refuses_a_confirmation_without_a_reason(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["aliases", "--confirm", "lkab-norge", "lkab", "--data", str(room)]) == 2
    assert main(["aliases", "--reject", "nestle", "neste", "--reason", "unit of", "--data", str(room)]) == 2
    assert "--confirm needs --reason" in capsys.readouterr().err
    assert main(["aliases", "--confirm", "no-such", "lkab", "--reason", "unit of", "--data", str(room)]) == 1
