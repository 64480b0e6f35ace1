"""The themes of statements on the command line, with the choices of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.cli import main

CASES = Path(__file__).parents[1] / "workshops" / "cases"


def test_explain_prints_what_was_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["themes", str(CASES / "ms_forms.xlsx"), "--explain"]) == 0
    said = capsys.readouterr().out
    assert "column 6: 'What does your company need most from a cluster?' -> statement" in said
    assert "column 7: 'How many votes?' -> votes" in said
    assert "“Email”, “Name”" in said


def test_text_header_and_sheet_are_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["themes", str(CASES / "two_answer_columns.csv"), "--text", "2", "--explain"]) == 0
    assert "column 1: 'Vastaus' -> not read" in capsys.readouterr().out
    assert main(["themes", str(CASES / "hidden_sheet.xlsx"), "--sheet", "Old", "--explain"]) == 0
    assert "sheet: Old" in capsys.readouterr().out
    assert main(["themes", str(CASES / "title_above_header.csv"), "--header", "0", "--explain"]) == 0
    assert "header: none" in capsys.readouterr().out


def test_a_column_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["themes", str(CASES / "ms_forms.xlsx"), "--text", "Needs"]) == 2
    assert "There is no column 'Needs'" in capsys.readouterr().err
