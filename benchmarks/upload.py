"""`python -m benchmarks.upload [--rows N]`: seconds of a processor to read and check a register of so many rows.

The file goes to the worker process as an upload does, and comes back as rows and faults: once without a fault, once
with one in every tenth row. The result is written into the README when the rows are as many as the atlas takes.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import resource
import time
from datetime import date

from analytics.core import worker
from analytics.own_tables import questions
from analytics.own_tables.models import ROWS, Choices, Reading
from benchmarks.report import README

START, END = "<!-- upload -->", "<!-- end of upload -->"
AIMS = {0: 5, 10: 10}  # one row in so many has a fault, 0 = none -> seconds of a processor
CITIES = (("FI", "Vaasa"), ("SE", "Göteborg"), ("NO", "Bergen"), ("DK", "Århus"), ("IS", "Reykjavík"))
FIELDS = (
    *("cluster_id", "name", "country", "city", "lat", "lon", "ecosystem", "sector_detail", "founded_year"),
    *("members_total", "counts_year", "fee_min_eur", "website", "status", "source_url", "source_year"),
    *("kind", "kind_reason"),
)


def register(rows: int, one_in: int = 0) -> bytes:
    """A register as a Finnish spreadsheet saves it: semicolons, decimal commas, Windows' code page.

    One row in `one_in` has a fault, 0 = none.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(FIELDS)
    for n in range(rows):
        country, city = CITIES[n % len(CITIES)]
        year = "kohta" if one_in and n % one_in == one_in - 1 else 1990 + n % 35
        named = (
            f"{country.lower()}-c{n}",
            f"Klusteri {n} Öljyä",
            country,
            city,
            f"{60 + n % 9},{n % 89}",
            f"{11 + n % 9},5",
        )
        told = ("Renewable Energy", f"Tuulivoima {n % 700}", year, n % 400, 2023, f"{n % 900},5", f"www.c{n}.example")
        seen = ("active", f"https://c{n}.example/about", 2024, "cluster_organisation", "Members and a manager")
        writer.writerow((*named, *told, *seen))
    return text.getvalue().encode("cp1252")


def measured(content: bytes) -> tuple[Reading, float, float]:
    """What is read of a file, the seconds of a clock, and those of a processor in the worker, its start left out."""
    small = questions.request(register(10), Choices("clusters"))
    begun = _worker_seconds()
    questions.read(small)
    worker.stop()
    start = _worker_seconds() - begun
    questions.read(small)  # the worker is ready, as on a server
    clock = time.perf_counter()
    reading = questions.read(questions.request(content, Choices("clusters")))
    clock = time.perf_counter() - clock
    worker.stop()
    return reading, clock, _worker_seconds() - begun - 2 * start


def _worker_seconds() -> float:
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def main() -> None:
    """Measure, print, and write the lines."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.upload", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    rows = parser.parse_args().rows
    said = []
    for one_in, aim in AIMS.items():
        content, load = register(rows, one_in), os.getloadavg()[0]
        reading, clock, used = measured(content)
        met = "met" if used <= aim else "**missed**"
        said.append(
            f"{len(reading.rows):,} rows of {len(FIELDS)} columns ({len(content) / 1e6:.0f} MB, decimal commas) with "
            f"{reading.faults_in_all:,} faults are read and checked in **{used:.1f} s** of a processor; aim ≤ {aim} s: "
            f"{met}. By the clock {clock:.1f} s ({date.today()}, load {load:.1f} on {os.cpu_count()} cores; the worker "
            "gives way to all else)."
        )
        print(said[-1])
    if rows == ROWS:
        before, _start, rest = README.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        README.write_text(f"{before}{START}\n{' '.join(said)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
