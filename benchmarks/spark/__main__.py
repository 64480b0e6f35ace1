"""`python -m benchmarks.spark --rows 1_000_000`: the same roll-up in DuckDB, Sail and Apache Spark, row for row equal.

Spark runs with one worker, with two, and with two of which one is killed in the middle. The table in README.md is
written by a run of a million rows or more; a smaller one (`make test-spark`) or one of so many `--years` only compares.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

import duckdb

from analytics.core.paths import ROOT
from analytics.core.trade import files
from analytics.rollup import generator, run
from benchmarks import report, trade
from benchmarks.spark import cluster

CLIENT = ROOT / ".venv-spark" / "bin" / "python"
ENOUGH = 1_000_000
SAIL = """
import sys
from pysail.spark import SparkConnectServer
server = SparkConnectServer()
server.start(background=True)
print(server.listening_address[1], flush=True)
sys.stdin.read()
"""


def main() -> None:
    """Roll up on each engine, compare, and write the table when there are rows enough."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spark", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--years", type=int, default=0)
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # leave no server behind when stopped
    load = os.getloadavg()[0]
    taken: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="spark-") as made:
        folder = Path(made)
        rows = generator.make(folder / "baci", asked.rows, trade.countries(), years=asked.years)
        taken["DuckDB"] = _roll_up(folder, "duckdb", sys.executable)
        with sail() as remote:
            taken["Sail"] = _roll_up(folder, "sail", str(CLIENT), remote)
        for workers in (1, 2):
            with cluster.running(workers, folder / f"cluster-{workers}") as spark:
                taken[f"Spark, {workers} worker{'s'[: workers - 1]}"] = _roll_up(
                    folder, f"spark-{workers}", str(CLIENT), spark.remote
                )
        with cluster.running(2, folder / "cluster-killed") as spark:
            taken["Spark, 2 workers, one killed"] = _roll_up(
                folder, "spark-killed", str(CLIENT), spark.remote, spark.kill_a_worker
            )
        different = [name for name in ("sail", "spark-1", "spark-2", "spark-killed") if not _same(folder, name)]
    load = (load + os.getloadavg()[0]) / 2
    print(table(rows, taken, load))
    if different:
        sys.exit(f"not the same rows as DuckDB's: {', '.join(different)}")
    print("the same rows from all engines")
    if rows >= ENOUGH and not asked.years:
        report.write(table(rows, taken, load), marks=(report.SPARK_START, report.SPARK_END))


def table(rows: int, taken: dict[str, float], load: float) -> str:
    """The report as Markdown."""
    lines = [
        f"Measured on {date.today():%d %B %Y}: {rows:,} rows, {os.cpu_count()} cores, load {load:.1f}. Every table has "
        "the same rows from all engines.",
        "",
        "| engine | roll-up, s | times DuckDB |",
        "|---|---|---|",
        *(f"| {name} | {seconds:,.0f} | {seconds / taken['DuckDB']:.1f} |" for name, seconds in taken.items()),
    ]
    return "\n".join(lines)


@contextmanager
def sail() -> Iterator[str]:
    """A Sail server in a process of its own: its address."""
    with ExitStack() as ends:
        server = ends.enter_context(
            subprocess.Popen([str(CLIENT), "-c", SAIL], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
        ends.callback(server.kill)
        assert server.stdout is not None
        yield f"sc://127.0.0.1:{int(server.stdout.readline())}"


def _roll_up(
    folder: Path, name: str, python: str, remote: str | None = None, halfway: Callable[[], None] | None = None
) -> float:
    """Seconds of a roll-up; `halfway` is called when its first step stands."""
    out = folder / name
    command = [python, "-m", "analytics.rollup", str(folder / "baci"), "--from", "baci", "--out", str(out)]
    if remote:
        command += ["--engine", "spark", "--remote", remote]
    if halfway:
        threading.Thread(target=_when_begun, args=(out / "steps", halfway), daemon=True).start()
    print(name, flush=True)
    return trade.run(command).seconds


def _when_begun(steps: Path, then: Callable[[], None]) -> None:
    while not any(steps.glob("sums-*.parquet")):
        time.sleep(0.05)
    then()
    print("a worker was killed", flush=True)


def _same(folder: Path, name: str) -> bool:
    """Whether every table has the same rows, in the same order and of the same types, as DuckDB's."""
    with duckdb.connect() as db:

        def read(made: str, table: str) -> tuple[object, object]:
            paths = [str(path) for path in files(folder / made, table)]
            rows = db.execute("SELECT * FROM read_parquet(?)", [paths])
            return [column[:2] for column in rows.description or []], rows.fetchall()

        return all(read("duckdb", table) == read(name, table) for table in run.TABLES)


if __name__ == "__main__":
    main()
