"""SQL of readers: the gate's words, answers against a plain reading of the files, limits, hostile statements."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.core import language
from analytics.core.paths import DATA
from analytics.sql import behind, charts, gate, job, notebook, questions
from analytics.warehouse import warehouse
from tests.sql import hostile


@pytest.fixture(autouse=True, scope="module")
def _own_workers() -> Iterator[None]:
    questions.stop()
    yield
    questions.stop()


def clusters() -> pd.DataFrame:
    return pd.read_csv(DATA / "clusters" / "clusters.csv", keep_default_na=False, dtype=str)


def refusal(sql: str) -> str | None:
    """Why a statement is refused; None if it is answered."""
    try:
        questions.ask(sql)
    except questions.RefusedError as error:
        return str(error)
    return None


# --- answers ---------------------------------------------------------------------------------------------


def test_an_answer_is_what_the_file_holds() -> None:
    answer = questions.ask("SELECT country, count(*) AS n FROM clusters GROUP BY country ORDER BY country;")
    expected = clusters().groupby("country").size().sort_index()
    assert list(answer.rows["country"]) == list(expected.index)
    assert list(answer.rows["n"]) == list(expected)
    assert answer.types == ("VARCHAR", "BIGINT")
    assert not answer.cut


def test_types_stay_and_unknown_is_missing() -> None:
    row = questions.ask(
        "SELECT 1 AS whole, 1.25 AS exact, CAST(0.1 AS DOUBLE) AS float, true AS flag, DATE '2024-02-29' AS day,"
        " [1, NULL] AS list, {'a': 'ä'} AS struct, NULL AS nothing, 'x' AS twice, 'y' AS twice,"
        " CAST('infinity' AS DOUBLE) AS endless, 170141183460469231731687303715884105727::HUGEINT AS huge"
    ).rows.iloc[0]
    assert row["whole"] == 1
    assert row["exact"] == 1.25
    assert row["float"] == 0.1
    assert row["flag"]
    assert row["day"] == "2024-02-29"
    assert json.loads(row["list"]) == [1, None]
    assert json.loads(row["struct"]) == {"a": "ä"}
    assert pd.isna(row["nothing"])
    assert (row["twice"], row["twice_2"]) == ("x", "y")
    assert row["endless"] == float("inf")
    assert int(row["huge"]) == 2**127 - 1


def test_more_rows_than_the_limit_are_left_out_and_said() -> None:
    answer = questions.ask(f"SELECT * FROM range({job.ROWS + 1})")
    assert answer.cut
    assert list(answer.rows["range"]) == list(range(job.ROWS))
    assert not questions.ask(f"SELECT * FROM range({job.ROWS})").cut


@pytest.mark.parametrize(
    "sql",
    [
        "FROM clusters SELECT name LIMIT 3",
        "SUMMARIZE clusters",
        "DESCRIBE clusters",
        "PIVOT clusters ON country USING count(*) GROUP BY ecosystem",
        "WITH a AS (SELECT 1 AS x) SELECT * FROM a, unnest([1, 2])",
        "VALUES (1), (2)",
        "SELECT list_transform([1, 2], lambda x: x + 1)",
        "SELECT * EXCLUDE (name) FROM main.clusters USING SAMPLE 3",
        "SELECT median(members_total) OVER (PARTITION BY country) FROM clusters QUALIFY row_number() OVER () < 3",
        "SELECT nordic(), fold('Åbo')",
    ],
)
def test_what_analysts_write_is_answered(sql: str) -> None:
    assert len(questions.ask(sql).rows) > 0


@pytest.mark.parametrize("name", sorted(questions.examples()))
def test_every_named_question_runs_as_an_example_and_says_the_same(name: str) -> None:
    query = questions.examples()[name]
    answer = questions.ask(questions.filled(query))
    expected = warehouse().ask(name)
    assert list(answer.rows.columns) == list(expected.columns)
    assert len(answer.rows) == min(len(expected), job.ROWS)


def test_the_query_of_a_chart_is_the_one_its_numbers_come_from() -> None:
    assert behind.chart("exports.intensity") == ("exports.intensity",)
    assert behind.chart("fees.cost")[0] == "fees.cost"
    with pytest.raises(KeyError):
        behind.chart("nothing.there")


def test_a_table_that_is_a_file_is_listed_with_its_columns() -> None:
    columns = [name for name, _kind in questions.tables()["clusters"]]
    assert columns == list(clusters().columns)


# --- refusals --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("", "Write a question"),
        ("SELECT * FROM clusterz", "clusters"),
        ("SELECT nothing FROM clusters", "DuckDB says"),
        ("SELECT 1; SELECT 2", "one statement"),
        ("DROP TABLE clusters", "Only questions"),
        ("SELECT * FROM read_csv('/etc/passwd')", "“read_csv” is not available"),
        ("SELECT *\nFROM clusters\nWHERE ((country = 'FI'", "line 3"),
        ("SELECT 1" + " " * gate.LONGEST, "too long"),
    ],
)
def test_a_refusal_says_what_stands_in_the_way(sql: str, said: str) -> None:
    with pytest.raises(questions.RefusedError, match=said):
        questions.ask(sql)


def test_refusals_are_in_the_readers_language() -> None:
    language.use("fi")
    with pytest.raises(questions.RefusedError, match="Atlaksessa ei ole taulukkoa"):
        questions.ask("SELECT * FROM zzz")


def test_hostile_statements_are_refused_and_change_nothing() -> None:
    before = sorted(path.name for path in Path.cwd().iterdir())
    all_of_them = hostile.statements()
    assert len(all_of_them) > 300
    outcomes = {sql: refusal(sql) for sql in all_of_them}
    assert [sql for sql, said in outcomes.items() if said is None] == []
    assert not [said for said in outcomes.values() if not said or "Traceback" in said]
    assert sorted(path.name for path in Path.cwd().iterdir()) == before
    assert questions.ask("SELECT count(*) AS n FROM clusters").rows["n"][0] == len(clusters())


def test_behind_the_gate_the_connection_itself_reads_and_writes_nothing(tmp_path: Path) -> None:
    import duckdb

    cursor = warehouse().connection.cursor()
    for sql in (
        "SELECT * FROM read_text('/etc/passwd')",
        f"COPY clusters TO '{tmp_path / 'x.csv'}'",
        "SELECT * FROM 'data/clusters/clusters.csv'",
        "SET threads = 64",
        "ATTACH 'x.db'",
        "INSTALL httpfs",
        "DELETE FROM clusters",
    ):
        with pytest.raises(duckdb.Error):
            cursor.execute(sql).fetchall()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sql", hostile.GREEDY)
def test_greed_ends_at_a_limit_and_the_next_is_answered(sql: str) -> None:
    started = time.monotonic()
    with pytest.raises(questions.RefusedError):
        questions.ask(sql)
    # Not a measure of speed: the deadline of the process, beyond which it would have been killed.
    assert time.monotonic() - started < questions.KILLED_AFTER + 30
    assert questions.ask("SELECT 1 AS x").rows["x"][0] == 1


def test_a_greedy_statement_leaves_the_server_process_alone() -> None:
    before = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    with pytest.raises(questions.RefusedError):
        questions.ask("SELECT list(i) FROM range(400000000) t(i)")
    after = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    assert after - before < 50_000_000


_WORDS = st.sampled_from(
    [
        *("SELECT", "FROM", "WHERE", "clusters", "country", "(", ")", ",", "*", "'x'", '"', ";", "--", "/*", "*/", "x"),
        *("UNION", "ALL", "WITH", "AS", "JOIN", "ON", "=", "1", "read_csv", "ATTACH", "COPY", "TO", "INSERT", "INTO"),
        *("PRAGMA", "SET", "duckdb_settings()", "$1", "?", "::", "[", "]", "{", "}", "->", "LATERAL", "PIVOT"),
        *("SUMMARIZE", "DESCRIBE", "VALUES", "main", ".", "built"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(_WORDS, max_size=14).map(" ".join), st.text(max_size=60)))
def test_whatever_is_written_is_answered_or_refused_in_words(sql: str) -> None:
    said = refusal(sql)
    assert said is None or said.strip()


# --- quick chart and notebook ----------------------------------------------------------------------------


def test_a_quick_chart_draws_the_values_of_the_answer() -> None:
    answer = questions.ask("SELECT * FROM (VALUES ('FI', 2), ('SE', 5), ('FI', 7)) t(country, n)")
    chart = charts.quick(answer, "country", "n", "bar")
    assert chart.drawing.series[0].y == (2.0, 5.0, 7.0)  # type: ignore[union-attr]
    assert chart.drawing.categories == ("FI", "SE", "FI (2)")  # type: ignore[union-attr]
    line = charts.quick(
        questions.ask("SELECT * FROM (VALUES (2021, 5.0), (2019, 2.5), (2020, NULL)) t(year, v)"), "year", "v", "line"
    )
    assert line.drawing.series[0].x == (2019.0, 2021.0)  # type: ignore[union-attr]
    assert line.drawing.series[0].y == (2.5, 5.0)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "sql", ["SELECT 1 AS x", 'SELECT \'\\\', """" FROM t', 'SELECT 1 AS "x"', "SELECT 'ä'\nLIMIT 1"]
)
def test_a_notebook_holds_the_statement_as_it_was(sql: str) -> None:
    made = nbformat.reads(notebook.to_ipynb(sql).decode(), as_version=4)
    nbformat.validate(made)
    code = [cell.source for cell in made.cells if cell.cell_type == "code"][1]
    asked: list[str] = []
    exec(code.replace("\nanswer.rows", ""), {"ask": asked.append})
    assert asked[0].strip() == sql
