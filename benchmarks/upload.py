"""`python -m benchmarks.upload [--rows N]`: seconds until a register of so many rows is read and checked.

The file goes to the worker process as an upload does, and comes back as rows and faults; one row in a hundred has a
fault. The result is written into the README when the rows are as many as the atlas takes.
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
from analytics.own_tables.models import ROWS, Choices
from benchmarks.report import README

START, END = "<!-- upload -->", "<!-- end of upload -->"
AIM_SECONDS = 10
CITIES = (("FI", "Vaasa"), ("SE", "Göteborg"), ("NO", "Bergen"), ("DK", "Århus"), ("IS", "Reykjavík"))
FIELDS = (
    *("cluster_id", "name", "country", "city", "lat", "lon", "ecosystem", "sector_detail", "founded_year"),
    *("members_total", "counts_year", "fee_min_eur", "website", "status", "source_url", "source_year"),
    *("kind", "kind_reason"),
)


def register(rows: int) -> bytes:
    """A register as a Finnish spreadsheet saves it: semicolons, decimal commas, Windows' code page."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(FIELDS)
    for n in range(rows):
        country, city = CITIES[n % len(CITIES)]
        year = "kohta" if n % 100 == 99 else 1990 + n % 35
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


def main() -> None:
    """Measure, print, and write the line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.upload", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    rows = parser.parse_args().rows
    questions.read(questions.request(register(10), Choices("clusters")))  # the worker is ready, as on a server
    content, load = register(rows), os.getloadavg()[0]
    begun = time.perf_counter()
    reading = questions.read(questions.request(content, Choices("clusters")))
    seconds = time.perf_counter() - begun
    worker.stop()
    used = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    met = "met" if seconds <= AIM_SECONDS else "**missed**"
    said = (
        f"{len(reading.rows):,} rows of {len(FIELDS)} columns ({len(content) / 1e6:.0f} MB, decimal commas) are read "
        f"and checked in **{seconds:.1f} s**, {reading.faults_in_all:,} faults found; aim ≤ {AIM_SECONDS} s: {met}. "
        f"The worker used {used:.1f} s of a processor, its start included ({date.today()}, load {load:.1f} on "
        f"{os.cpu_count()} cores; the worker gives way to all else)."
    )
    print(said)
    if rows == ROWS:
        before, _start, rest = README.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        README.write_text(f"{before}{START}\n{said}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
