"""The roll-up of trade microdata: worked by hand, whatever way the rows are filed, and after a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from math import nan
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.__main__ import main
from analytics.core.paths import ROOT
from analytics.core.trade import files
from analytics.rollup import generator, run, sources, tables
from analytics.rollup.sources import RollupError
from tests.rollup.made import Flow, baci, rows

CLIENT = ROOT / ".venv-spark" / "bin" / "python"
# Exports in thousand USD of four countries (rows) in four products, in four sections of the HS:
#            horses  oil  newsprint  laptops | sum
#   Finland      10    0         60       30 | 100
#   Sweden       10   20         40       30 | 100
#   Namibia      20   80          0        0 | 100
#   S19           0    0          0      100 | 100
#   sum          40  100        100      160 | 400
WORLD: list[Flow] = [
    (2020, 246, 752, "010110", 10, 1.5),
    (2020, 246, 752, "480100", 60, 100),
    (2020, 246, 516, "847130", 10, "NA"),
    (2020, 246, 752, "847130", 20, ""),
    (2020, 752, 246, "010110", 10, 2),
    (2020, 752, 246, "270900", 20, 40),
    (2020, 752, 246, "480100", 40, "NA"),
    (2020, 752, 246, "847130", 30, 3),
    (2020, 516, 246, "10110", 20, 5),
    (2020, 516, 246, "270900", 80, 7),
    (2020, 490, 246, "847130", 100, 0.125),
]


def quiet(_said: str) -> None:
    """What a run says is heard by nobody."""


def made(folder: Path, out: Path) -> Path:
    run.roll_up(folder, "baci", out, say=quiet)
    return out


@pytest.fixture(scope="module")
def world_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the world."""
    folder = tmp_path_factory.mktemp("world")
    return made(baci(folder / "baci", Y2020=WORLD), folder / "out")


def test_a_world_of_four_countries_worked_by_hand(tmp_path: Path) -> None:
    out = made(baci(tmp_path / "baci", Y2020=WORLD), tmp_path / "out")
    found = {
        (country, code): (value, rca)
        for country, code, value, rca in rows(out, "product_exports", "country, code, value_usd, rca", "level = 6")
    }
    # Horses are a tenth of Finland's exports and a tenth of the world's; newsprint 60 % against 25 %.
    assert found[("FI", 10110)] == (10_000, pytest.approx(1.0))
    assert found[("FI", 480100)] == (60_000, pytest.approx(2.4))
    assert found[("FI", 847130)] == (30_000, pytest.approx(0.75))
    assert found[("SE", 270900)] == (20_000, pytest.approx(0.8))
    assert found[("NA", 270900)] == (80_000, pytest.approx(3.2))
    assert found[("S19", 847130)] == (100_000, pytest.approx(2.5))
    assert len(found) == 10
    # One product stands for each heading, chapter and section here, so that the index is the same at every level.
    newsprint = rows(
        out, "product_exports", "level, code, chapter, rca, nordic_share", "country = 'FI' AND value_usd = 60000"
    )
    assert [row[:3] for row in newsprint] == [(1, 10, None), (2, 48, 48), (4, 4801, 48), (6, 480100, 48)]
    assert [row[3:] for row in newsprint] == [(pytest.approx(2.4), pytest.approx(0.6))] * 4
    assert rows(out, "product_exports", "nordic_share", "country = 'NA' AND level = 6") == [(None,), (None,)]
    assert rows(out, "concentration", "herfindahl, top_share, products", "country = 'FI' AND level = 6") == [
        (pytest.approx(0.01 + 0.36 + 0.09), pytest.approx(0.6), 3)
    ]
    assert rows(out, "similarity", "other, similarity", "country = 'FI' AND level = 6") == [
        ("NA", pytest.approx(0.1)),
        ("S19", pytest.approx(0.3)),
        ("SE", pytest.approx(0.1 + 0.4 + 0.3)),
    ]
    assert rows(out, "partner_exports", "partner, value_usd", "country = 'FI'") == [("NA", 10_000), ("SE", 90_000)]
    assert rows(out, "wto_group_exports", "wto_group, value_usd", "country = 'FI'") == [
        ("AGFO", 10_000),
        ("MAMTOTEP", 30_000),
        ("MA_OTH", 60_000),
    ]


def test_unknown_quantities_stay_unknown(tmp_path: Path) -> None:
    out = made(baci(tmp_path / "baci", Y2020=WORLD), tmp_path / "out")
    laptops = rows(
        out, "product_exports", "country, quantity_tonnes, flows_without_quantity", "level = 6 AND code = 847130"
    )
    assert laptops == [("FI", None, 2), ("S19", 0.125, 0), ("SE", 3.0, 0)]
    machines = rows(out, "product_exports", "quantity_tonnes, flows_without_quantity", "level = 1 AND country = 'FI'")
    assert machines == [(1.5, 0), (100.0, 0), (None, 2)]


def test_what_is_not_counted_or_not_known_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd: list[Flow] = [
        (2020, 246, 752, "847130", "NA", 1),
        (2020, 246, 752, "847130", 0, 1),
        (2020, 246, 752, "horse", 1, 1),
        (2020, 246, 752, "9999AA", "1e+05", "much"),
        (2020, 999, 246, "999998", 5, 1),
        ("", 246, 752, "847130", 1, 1),
    ]
    folder = baci(tmp_path / "baci", Y2020=[*WORLD, *odd])
    assert main(["rollup", str(folder), "--from", "baci", "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    assert "13 of 17 rows" in said.out
    assert "Not in the file of country codes, kept under their numbers: 999" in said.err
    about = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert about["rows_dropped"] == {
        "no product code of the Harmonized System": 1,
        "no value": 1,
        "no year": 1,
        "value not above zero": 1,
    }
    assert (about["unreadable_quantities"], about["products_without_a_name"]) == (1, 1)
    assert (about["edition"], about["years"], about["countries_without_a_name"]) == ("HS92 V202501", [2020], ["999"])
    assert rows(tmp_path / "out", "product_exports", "value_usd", "country = 'FI' AND code = 999999") == [(1e8,)]
    names = rows(tmp_path / "out", "countries", "country, alpha2, alpha3")
    assert ("NA", "NA", "NAM") in names
    assert ("S19", None, "S19") in names
    assert ("999", None, None) in names
    assert rows(tmp_path / "out", "products", "name", "code IN (101, 9999) AND level = 4") == [
        ("Horses: live",),
        (None,),
    ]


CASES = st.lists(
    st.tuples(
        st.sampled_from((2020, 2021)),
        st.sampled_from((246, 752, 516)),
        st.sampled_from((246, 490)),
        st.sampled_from(("010110", "010190", "270900", "847130")),
        st.decimals(min_value="0.001", max_value="999999999", places=3),
        st.one_of(st.just("NA"), st.decimals(min_value="0.001", max_value="999999", places=3)),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=6)
@given(flows=CASES, data=st.data())
def test_shuffled_and_split_files_give_what_one_file_gives(flows: list[Flow], data: st.DataObject) -> None:
    moved = data.draw(st.permutations(flows))
    cut = data.draw(st.integers(0, len(flows)))
    with tempfile.TemporaryDirectory() as parent:
        one = made(baci(Path(parent, "one"), Y2020=flows), Path(parent, "out-one"))
        two = made(baci(Path(parent, "two"), Y2020=moved[:cut], Y2021_b=moved[cut:]), Path(parent, "out-two"))
        for table in run.TABLES:
            assert rows(one, table) == rows(two, table), table


def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    countries = [("FI", "FIN", 246, "Finland"), ("SE", "SWE", 752, "Sweden"), ("NO", "NOR", 578, "Norway")]
    folder = tmp_path / "baci"
    generator.make(folder, 12_000, countries, quiet, years=12)
    command = [
        sys.executable,
        "-m",
        "analytics",
        "rollup",
        str(folder),
        "--from",
        "baci",
        "--out",
        str(tmp_path / "out"),
    ]
    steps = tmp_path / "out" / "steps"
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not any(steps.glob("sums-*.parquet")):
            time.sleep(0.001)
        os.kill(process.pid, signal.SIGKILL)
    assert run.manifest(tmp_path / "out") is None
    standing = {path.name for path in steps.glob("sums-*.parquet")}
    assert standing
    said: list[str] = []
    assert run.roll_up(folder, "baci", tmp_path / "out", say=said.append)
    assert sum("stands from an earlier run" in line for line in said) >= len(standing)
    assert not steps.exists()
    made(folder, tmp_path / "at-once")
    for table in run.TABLES:
        assert rows(tmp_path / "out", table) == rows(tmp_path / "at-once", table), table
    assert not run.roll_up(folder, "baci", tmp_path / "out", say=quiet), "the same files give nothing to do"


SAIL = """
import sys
from pysail.spark import SparkConnectServer
server = SparkConnectServer()
server.start(background=True)
print(server.listening_address[1], flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not CLIENT.exists(), reason="make .venv-spark/.installed has not run")
def test_spark_connect_gives_the_same_rows(tmp_path: Path) -> None:
    more: list[Flow] = [
        (2021, 752, 246, "480100", "0.001", "x"),
        (2021, 246, 999, "9999AA", "1e+05", 1),
        (2021, 1, 1, "-", 1, 1),
    ]
    folder = baci(tmp_path / "baci", Y2020=WORLD, Y2021=more)
    out = tmp_path / "sail"
    command = [
        str(CLIENT),
        "-m",
        "analytics.rollup",
        str(folder),
        "--from",
        "baci",
        "--out",
        str(out),
        "--engine",
        "spark",
    ]
    with subprocess.Popen(
        [str(CLIENT), "-c", SAIL], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        remote = f"sc://127.0.0.1:{int(server.stdout.readline())}"
        done = subprocess.run([*command, "--remote", remote], cwd=ROOT, capture_output=True, text=True, timeout=300)
        server.kill()
    assert done.returncode == 0, done.stderr
    made(folder, tmp_path / "duckdb")
    for table in run.TABLES:
        assert rows(out, table) == rows(tmp_path / "duckdb", table), table
        kinds = [pq.read_schema(files(made, table)[0]).types for made in (out, tmp_path / "duckdb")]
        assert kinds[0] == kinds[1], table


COMEXT = (
    "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG\n"
)


def comext(folder: Path, **files: list[str]) -> Path:
    folder.mkdir()
    for number, name, lines in zip(count(), files, files.values(), strict=False):
        (folder / f"full_v2_{name[1:]}.dat").write_text(COMEXT + "\n".join(lines) + "\n", encoding="utf-8")
        assert number < 10
    return folder


def test_months_of_comext_add_up_to_a_year_in_dollars(tmp_path: Path) -> None:
    folder = comext(
        tmp_path / "comext",
        P202301=["FI,SE,I,84713000,2,1,NO_SU,202301,1000,1000,500", "FI,SE,I,TOTAL,2,1,NO_SU,202301,1000,1000,500"],
        P202302=["FI,US,E,84713000,2,1,NO_SU,202302,2000,2000,0", "FI,US,E,84713000,1,1,NO_SU,202302,7,7,7"],
    )
    run.roll_up(folder, "comext", tmp_path / "out", say=quiet)
    # The tables of the tests have the rate of 2023: 1.0813 dollars a euro.
    assert rows(
        tmp_path / "out", "product_exports", "value_usd, quantity_tonnes, flows_without_quantity", "level = 6"
    ) == [(3244.0, 0.5, 1)]
    about = run.manifest(tmp_path / "out") or {}
    assert about["incomplete_years"] == {"2023": 2}
    assert about["rows_dropped"] == {"a sum of products": 1, "an import": 1}


def test_rounding_of_many_products_breaks_no_contract(tmp_path: Path) -> None:
    codes = (847021, 847029, 847130, 847141, 847149, 847150, 847160, 847170, 847180, 847190)
    folder = comext(tmp_path / "comext", P202301=[f"FI,SE,I,{code}00,2,1,NO_SU,202301,5,5,1" for code in codes])
    run.roll_up(folder, "comext", tmp_path / "out", say=quiet)
    # 5 euros are 5.4065 dollars: 54 in all, and 50 where each product is rounded.
    assert rows(tmp_path / "out", "wto_group_exports", "wto_group, value_usd") == [("MAMTOTEP", 50.0)]
    assert rows(tmp_path / "out", "partner_exports", "value_usd") == [(54.0,)]


def test_a_year_beside_its_months_is_refused(tmp_path: Path) -> None:
    line = "FI,SE,I,84713000,2,1,NO_SU,{},1000,1000,500"
    folder = comext(tmp_path / "comext", P202301=[line.format("202301")], P202352=[line.format("202352")])
    with pytest.raises(RollupError, match=r"full_v2_202352.dat and full_v2_202301.dat hold the same time \(2023\)"):
        run.roll_up(folder, "comext", tmp_path / "out", say=quiet)


def test_a_wrong_folder_is_told_what_was_expected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "BACI_HS92_V202501.zip").touch()
    assert main(["rollup", str(tmp_path), "--from", "baci", "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert "holds no files of BACI" in said
    assert "BACI_HS92_Y2020_V202501.csv" in said
    assert "Unpack BACI_HS92_V202501.zip first." in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


Spoil = Callable[[pa.Table], pa.Table]


def with_column(name: str, change: Callable[[list[Any]], list[Any]]) -> Spoil:
    """A table with another column in the place of one."""

    def spoiled(rows: pa.Table) -> pa.Table:
        place = rows.schema.get_field_index(name)
        values = pa.array(change(rows[name].to_pylist()), rows.schema.types[place])
        return rows.set_column(place, rows.schema.field(place), values)

    return spoiled


def first(value: object) -> Callable[[list[Any]], list[Any]]:
    """Values with another one in the first row."""
    return lambda of: [value, *of[1:]]


def last(value: object) -> Callable[[list[Any]], list[Any]]:
    """Values with another one in the last row."""
    return lambda of: [*of[:-1], value]


BROKEN: list[tuple[str, Spoil, str]] = [
    ("product_exports", with_column("rca", first(-1.0)), "rca: found -1.0, expected a number, at least 0"),
    ("product_exports", with_column("rca", first(nan)), "rca: found nan, expected a number"),
    ("product_exports", with_column("country", first("QQ")), "country: found QQ, expected one of the countries"),
    ("product_exports", with_column("code", last(847131)), "847131 at level 6, expected one of the products"),
    ("product_exports", with_column("chapter", last(85)), "85 for 847130 at level 6"),
    ("product_exports", with_column("value_usd", last(5.0)), "level 6, expected 100,000 as in"),
    ("product_exports", with_column("nordic_share", first(0.9)), "shares of a product that add up to 1"),
    ("product_exports", lambda rows: pa.concat_tables([rows, rows]), "found FI, 1, 1, expected each once"),
    ("product_exports", lambda rows: rows.drop_columns("rca"), "rca: found no such column, expected double"),
    ("partner_exports", with_column("value_usd", first(1.0)), "as in product_exports, level 1"),
    ("wto_group_exports", with_column("wto_group", first("FISH")), "found FISH, expected one of the wto groups"),
    ("concentration", with_column("herfindahl", first(1.0)), "a sum of squares that top_share allows"),
    ("similarity", with_column("similarity", first(1.5)), "at least 0 and at most 1"),
    ("similarity", with_column("year", lambda of: [2019] * len(of)), "year: found another year, expected 2020"),
]


@pytest.mark.parametrize(("table", "spoil", "said"), BROKEN)
def test_a_table_that_breaks_its_contract_is_named(
    tmp_path_factory: pytest.TempPathFactory, world_made: Path, table: str, spoil: Spoil, said: str
) -> None:
    kept = {name: files(world_made, name) for name in run.TABLES}
    assert not list(tables.wrong(kept, [2020]))
    spoiled = tmp_path_factory.mktemp("spoiled") / "2020.parquet"
    pq.write_table(spoil(pq.read_table(kept[table][0])), spoiled)
    found = [str(one) for one in tables.wrong(kept | {table: [spoiled]}, [2020])]
    assert any(one.startswith(f"{table} 2020, ") and said in one for one in found), found


def test_tables_that_break_their_contract_are_not_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = sources.sql("concentration").replace("/ 1e15 AS herfindahl", "/ 1e14 AS herfindahl")
    monkeypatch.setattr(run, "sql", lambda name: broken if name == "concentration" else sources.sql(name))
    with pytest.raises(RollupError, match=r"not put in place\. concentration 2020, herfindahl: found"):
        made(baci(tmp_path / "baci", Y2020=WORLD), tmp_path / "out")
    assert run.manifest(tmp_path / "out") is None


def test_a_text_in_a_column_of_numbers_is_counted_out(tmp_path: Path) -> None:
    odd: list[Flow] = [
        ("y", 246, 752, "847130", 1, 1),
        (2020, "i", 752, "847130", 1, 1),
        (2020, 246, "j", "847130", 1, 1),
    ]
    out = made(baci(tmp_path / "baci", Y2020=[*WORLD, *odd]), tmp_path / "out")
    assert (run.manifest(out) or {})["rows_dropped"] == {"no exporter": 1, "no importer": 1, "no year": 1}
