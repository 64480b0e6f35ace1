"""What the manifest says of tables and columns is what the contracts say, and whoever writes columns can rely on it."""

from __future__ import annotations

from analytics import table_facts, tables
from analytics.core import language
from analytics.table_facts import KINDS, ColumnKind, column_kind
from analytics.table_list import TABLES
from analytics.warehouse import queries, warehouse


def test_every_column_of_a_table_has_a_kind() -> None:
    for name, table in TABLES.items():
        for column in table.columns:
            found = column_kind(column, name)
            assert found.kind in KINDS[1:], (name, column)
            assert found.unit == table.schema.columns[column].metadata["unit"], (name, column)


def test_years_and_identifiers_are_known_without_a_look_at_the_name() -> None:
    assert column_kind("founded_year", "clusters") == ColumnKind("year", "year")
    assert column_kind("period_start").is_year  # of funding
    assert not column_kind("valid_years").is_year  # how many, not which
    assert column_kind("cluster_id").is_identifier
    assert column_kind("fee_min_eur", "clusters") == ColumnKind("amount", "EUR a year")


def test_a_column_that_differs_from_table_to_table_has_no_kind_of_its_own() -> None:
    # A yes or no in programme_features, a number elsewhere.
    assert column_kind("value", "programme_features").kind == "code"
    assert column_kind("value", "regional_stats").kind == "amount"
    assert column_kind("value") == ColumnKind()
    assert column_kind("no such column") == column_kind("lat", "no such table") == ColumnKind()


def test_every_year_and_identifier_of_a_query_is_known() -> None:
    for name in queries():
        for column in warehouse().ask(name).columns:
            if column.endswith("_year") and not column.endswith("_a_year"):
                assert column_kind(column).is_year, (name, column)
            if column.endswith("_id"):
                assert column_kind(column).is_identifier, (name, column)


def test_every_table_has_a_title_in_every_language() -> None:
    for code in language.LANGUAGES:
        language.use(code)
        titles = [tables.title(name) for name in TABLES]
        assert len(set(titles)) == len(TABLES)
        assert not set(titles) & set(TABLES)
    language.use("fi")
    assert tables.title("clusters") == "Klusterit"
    assert tables.title("planets") == "planets"
    assert table_facts.english_title("clusters") == "Clusters"
