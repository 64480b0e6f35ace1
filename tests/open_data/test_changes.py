"""What changed in a table is counted by the keys of its rows."""

from __future__ import annotations

from datetime import date

from analytics.core import language
from analytics.open_data.feed import Change
from tools.changes import difference, read

BEFORE = read("id,name,year\na,Alpha,2001\nb,Beta,2002\nc,Gamma,2003\n")


def test_rows_are_added_removed_and_changed_by_their_key() -> None:
    after = read("id,name,year\na,Alpha,2001\nb,Beta,2009\nd,Delta,2004\ne,Epsilon,2005\n")
    assert difference(BEFORE, after, ("id",)) == (2, 1, 1, "", "")


def test_a_new_field_is_named_and_changes_no_row() -> None:
    after = read("id,name,kind,city\na,Alpha,x,\nb,Beta,y,\nc,Gamma,z,Oslo\n")
    assert difference(BEFORE, after, ("id",)) == (0, 0, 0, "kind; city", "year")


def test_a_new_table_has_all_its_rows_added_and_no_new_fields() -> None:
    assert difference(read(""), BEFORE, ("id",)) == (3, 0, 0, "", "")


def test_without_a_key_that_both_have_whole_rows_are_compared() -> None:
    after = read("code,name,year\n1,Alpha,2001\n2,Beta,2009\n3,Gamma,2003\n")
    assert difference(BEFORE, after, ("code",)) == (1, 1, 0, "code", "id")


def test_a_change_is_told_in_a_sentence() -> None:
    changed = Change(date(2026, 11, 28), "clusters", 10, 2, 0, 1, ("kind", "counted"), ())
    new = Change(date(2026, 11, 28), "clusters", 10, 10, 0, 0, (), ())
    assert changed.words == "2 rows added, 1 row changed, new fields: kind and counted."
    assert new.words == "The table was added with 10 rows."
    language.use("fi")
    assert changed.words == "2 riviä lisätty, 1 rivi muutettu, uusia kenttiä: kind ja counted."
