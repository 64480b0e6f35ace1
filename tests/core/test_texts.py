"""Texts in other languages are put in place of what stands in the tables, and what has none stays."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analytics.core import language
from analytics.core.sources import cite
from analytics.core.texts import put, text_key
from analytics.warehouse import warehouse
from tests.texts import texts


def test_a_key_is_made_of_values_as_the_file_writes_them() -> None:
    assert text_key(["no", 2, "x"]) == "no|2|x"
    assert text_key(["need-1", None, pd.NA, float("nan")]) == "need-1|||"


def test_a_cell_without_a_text_stays_and_an_empty_one_stays_empty() -> None:
    rows = pd.DataFrame({"place": pd.array([1, 2, 3, None], dtype="Int64"), "said": ["one", "two", None, "none"]})
    shown = put(rows, "said", ["place"], {"1": "yksi", "3": "kolme"})
    assert shown["said"].tolist()[:2] == ["yksi", "two"]
    assert pd.isna(shown["said"].iloc[2])
    assert shown["said"].iloc[3] == "none"
    assert rows["said"].iloc[0] == "one"
    assert put(rows.head(0), "said", ["place"], {"1": "yksi"}).empty
    with pytest.raises(KeyError):
        put(rows, "said", ["no such column"], {})


def test_texts_of_a_table_are_found_by_its_key_or_by_themselves() -> None:
    rows = pd.DataFrame({"network_id": ["eccp", "nobody"], "body": ["A platform", "Nobody"]})
    language.use("fi")
    shown = warehouse().localised(rows, "networks", body="name")
    assert shown["body"].tolist() == [texts("fi")["networks", "name", "eccp"], "Nobody"]
    tiers = pd.DataFrame({"tier": ["Company", "no such tier"]})
    by_text = {key: text for (table, field, key), text in texts("sv").items() if field == "member_category"}
    english = next(iter(by_text))
    shown = warehouse().localised(
        tiers.assign(tier=[english, "x"]), "membership_fees", language="sv", tier="member_category"
    )
    assert shown["tier"].tolist() == [by_text[english], "x"]


def test_a_field_that_is_not_translated_is_named() -> None:
    with pytest.raises(KeyError, match="website"):
        warehouse().localised(pd.DataFrame({"network_id": ["eccp"], "website": [""]}), "networks", "website")


def test_names_in_the_language_of_their_country_have_english_ones_too() -> None:
    rows = pd.DataFrame({"nuts_code": ["SE110", "NO0A1"], "name": ["Stockholms län", "Rogaland"]})
    assert warehouse().localised(rows, "regions", "name")["name"].tolist() == ["Stockholm County", "Rogaland"]


@pytest.mark.parametrize("code", ["fi", "sv"])
def test_source_lines_keep_their_places_to_fill_in(code: str) -> None:
    english = {text_key((row.table_name, row.part)): row.line for row in warehouse().table("source_lines").itertuples()}
    for key, line in english.items():
        assert re.findall(r"\{\w+\}", line) == re.findall(r"\{\w+\}", texts(code)["source_lines", "line", key]), key
    first = cite("export_indicators", "population").text
    language.use(code)
    assert cite("export_indicators", "population").text != first
