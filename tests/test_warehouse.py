"""The warehouse: locked, budgeted, safe from several threads, and honest about tables that are missing."""

from __future__ import annotations

import csv
import shutil
import threading
from itertools import permutations
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from analytics.core.paths import DATA
from analytics.warehouse import (
    BadParameter,
    QueryTimeout,
    TableUnavailable,
    UnknownQuery,
    open_warehouse,
    queries,
    read_query,
    warehouse,
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped tables, to be broken."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "COPY clusters TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "EXPORT DATABASE 'out'",
        "INSTALL spatial",
        "LOAD httpfs",
        "SET threads = 8",
        "SET lock_configuration = false",
        "SET enable_external_access = true",
        "INSERT INTO sources SELECT * FROM sources",
        "UPDATE clusters SET name = ''",
        "DELETE FROM clusters",
        "DROP TABLE clusters",
        "CREATE TABLE mine (a INTEGER)",
    ],
)
def test_a_locked_warehouse_refuses(statement: str) -> None:
    with pytest.raises(duckdb.Error):
        warehouse().connection.cursor().execute(statement)
    assert len(warehouse().ask("clusters.compared")) == len(pd.read_csv(DATA / "clusters/clusters.csv"))


def test_every_named_query_answers_with_its_defaults() -> None:
    assert len(queries()) >= 15
    for name, query in queries().items():
        frame = warehouse().ask(name)
        assert len(frame.columns) > 0, name
        assert query.question.endswith("?"), name


def test_every_parameter_of_a_query_is_declared_and_used() -> None:
    import re

    for name, query in queries().items():
        body = "\n".join(line for line in query.sql.splitlines() if not line.startswith("--"))
        assert set(re.findall(r"\$(\w+)", body)) == {p.name for p in query.parameters}, name


def test_a_query_without_its_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a" / "queries" / "b.sql"
    path.parent.mkdir(parents=True)
    path.write_text("-- question: What?\nSELECT 1")
    with pytest.raises(ValueError, match=r"a\.b: the header lacks grain, units"):
        read_query(path, tmp_path)


def test_a_runaway_query_is_interrupted_and_others_go_on() -> None:
    endless = "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b"
    with pytest.raises(QueryTimeout, match=r"endless took longer than 0\.2 s"):
        warehouse().run(endless, {}, label="endless", budget=0.2)
    assert warehouse().ask("clusters.by_country", countries=["FI"])["country"].tolist() == ["FI"]


def test_eight_threads_at_once_each_get_their_own_answer() -> None:
    alone = warehouse().ask("clusters.by_country", statuses=[], kinds=[]).set_index("country")["clusters"].to_dict()
    wrong: list[str] = []

    def ask(country: str, start: int) -> None:
        # All states of the fee in another order each time: the same question, which no remembered answer fits.
        for fees in list(permutations(["published", "paid", "free", "unknown"]))[start : start + 15]:
            rows = warehouse().ask("clusters.by_country", statuses=[], kinds=[], countries=[country], fees=list(fees))
            if rows["country"].tolist() != [country] or rows["clusters"].tolist() != [alone[country]]:
                wrong.append(country)

    threads = [
        threading.Thread(target=ask, args=(country, start))
        for country, start in [*((code, 0) for code in alone), ("FI", 9), ("SE", 9), ("NO", 9)]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    # Counted in the table of facts: 76 Finnish, 77 Swedish, 84 Norwegian, 61 Danish and 16 Icelandic rows.
    assert set(alone) == {"FI", "SE", "NO", "DK", "IS", "FO"}


def test_text_from_a_link_is_a_value_never_sql() -> None:
    hostile = "x' OR 1=1; DROP TABLE clusters; --"
    assert warehouse().ask("clusters.list", search=hostile).empty
    assert warehouse().ask("clusters.list", countries=[hostile]).empty


def test_wrong_questions_are_named() -> None:
    with pytest.raises(UnknownQuery, match=r"no query named 'clusters.nothing'"):
        warehouse().ask("clusters.nothing")
    with pytest.raises(BadParameter, match=r"has no parameter 'nation' .it has: countries"):
        warehouse().ask("clusters.list", nation="FI")
    with pytest.raises(BadParameter, match=r"clusters\.list"):
        warehouse().ask("clusters.list", founded_from="early")


def test_integers_with_gaps_stay_integers_and_gaps_stay_missing() -> None:
    rows = warehouse().ask("clusters.list", statuses=[], kinds=[])
    assert str(rows["members_total"].dtype) == "Int64"
    shipped = (DATA / "clusters/clusters.csv").read_text(encoding="utf-8")
    filled = csv.DictReader(shipped.splitlines())
    assert rows["members_total"].notna().sum() == sum(bool(row["members_total"]) for row in filled)
    assert "no-gce-node" in shipped
    assert rows.set_index("cluster_id").at["no-gce-node", "members_total"] == 128


def test_a_faulty_table_is_left_out_named_and_the_rest_answers(copy: Path) -> None:
    needs = copy / "workshops" / "workshop_needs.csv"
    lines = needs.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace("2021", "twenty", 1)
    needs.write_text("\n".join(lines) + "\n", encoding="utf-8")
    opened = open_warehouse(copy)
    fault = opened.faults["workshop_needs"][0]
    assert (fault.row, fault.column, fault.value) == (4, "event_year", "twenty")
    assert opened.ask("clusters.by_country")["clusters"].sum() > 0
    with pytest.raises(TableUnavailable, match=r"needs\.themes needs the table workshop_needs.*event_year"):
        opened.ask("needs.themes")


def test_a_missing_table_is_named_and_the_rest_answers(copy: Path) -> None:
    (copy / "memberships" / "membership_composition.csv").unlink()
    opened = open_warehouse(copy)
    assert "membership_composition" in opened.faults
    assert len(opened.ask("regions.names")) == 105
    with pytest.raises(TableUnavailable, match="membership_composition"):
        opened.ask("clusters.history", cluster="no-gce-node")


def test_a_fault_in_a_table_behind_a_view_is_named_by_who_asks_the_view(copy: Path) -> None:
    (copy / "clusters" / "cluster_regions.csv").unlink()
    opened = open_warehouse(copy)
    with pytest.raises(TableUnavailable, match="cluster_regions"):
        opened.ask("clusters.list")
    assert len(opened.ask("exports.intensity", countries=["FI"])) > 20


def test_an_edited_but_sound_table_is_taken_as_it_is(copy: Path) -> None:
    sources = copy / "sources.csv"
    header, *rows = sources.read_text(encoding="utf-8").splitlines()
    sources.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")
    opened = open_warehouse(copy)
    assert opened.faults == {}
    assert len(opened.table("sources")) == len(rows)


def test_columns_in_another_order_keep_their_names(copy: Path) -> None:
    import pandas as pd

    path = copy / "knowledge" / "glossary.csv"
    glossary = pd.read_csv(path)
    glossary[["term", "da", "no", "sv", "fi", "en"]].to_csv(path, index=False, lineterminator="\n")
    opened = open_warehouse(copy).table("glossary").set_index("term")
    assert opened.at["gold", "fi"] == "kulta"
    assert opened.at["gold", "en"] == "gold"


def test_without_a_manifest_everything_is_checked(copy: Path) -> None:
    (copy / "manifest.json").unlink()
    (copy / "sources.csv").write_text("nonsense\n1\n", encoding="utf-8")
    assert "sources" in open_warehouse(copy).faults
