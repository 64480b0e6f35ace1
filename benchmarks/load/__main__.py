"""`python -m benchmarks.load`: a crowd of phones beside open boards, and what each waited, beside a floor.

Bounded: at most 1,000 phones, 20 boards and 10 minutes. The atlas runs in a process of its own with a new database.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import numpy as np

from benchmarks import report, server
from benchmarks.cases import ROOT
from benchmarks.load import pages, phones, visitors

MARKS = "<!-- load measured -->", "<!-- end of load measured -->"
MOST_PHONES, MOST_BOARDS, MOST_VISITORS, MOST_SECONDS = 1_000, 20, 100, 600
NAMES = {"open": "open the page", "write": "write", "vote": "vote", "look": "look for what is new"}
AIM_MS = 300


def main() -> None:
    """Measure and print; write the table into the README when asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--phones", type=int, default=300)
    parser.add_argument("--boards", type=int, default=1)
    parser.add_argument("--visitors", type=int, default=0, help="visitors of pages, who change a filter every 5 s")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # leave no server behind when stopped
    asked = (
        min(given.phones, MOST_PHONES), min(given.boards, MOST_BOARDS), min(given.visitors, MOST_VISITORS),
        min(given.seconds, MOST_SECONDS),
    )  # fmt: skip
    measured = asyncio.run(measure(*asked))
    print(measured)
    if given.write:
        report.write(measured, marks=MARKS)


async def measure(number: int, boards: int, guests: int, seconds: int) -> str:
    """The floor and then the atlas under the same crowd, as a table."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ATLAS_DATABASE_URL"] = f"sqlite:///{folder}/workshops.sqlite"
        from analytics.workshops import board, live

        opened = live.open_workshop("Load", ["What do you need?"])
        with _floor() as floor:
            least = await phones.crowd(f"{floor}/j/{opened.code}", number, seconds / 2, floor=True)
        with server.serve(ROOT / "app.py") as atlas:
            server.wait(atlas)
            await visitors.stay(atlas, "board", 5, w=opened.code, lang="en")  # warm, as before an event
            watching = [
                asyncio.create_task(visitors.stay(atlas, "board", seconds, w=opened.code, lang="en"))
                for _board in range(boards)
            ]
            end, opens, changes = time.monotonic() + seconds, list[float](), list[float]()
            beside = [
                asyncio.create_task(
                    pages.Visitor(atlas, pages.PAGES[turn % len(pages.PAGES)], "").stay(
                        pages.PAUSE * turn / guests, end, opens, changes
                    )
                )
                for turn in range(guests)
            ]
            taken = await phones.crowd(f"{atlas}/j/{opened.code}", number, seconds)
            drawn = [run for runs in await asyncio.gather(*watching) for run in runs]
            await asyncio.gather(*beside)
        stored = board.export(opened.code, opened.key)["statement"].tolist()
    lost = len(set(taken.acknowledged) - set(stored))
    pages_drawn = {"a page opens for a visitor": opens, "a visitor's filter changes": changes}
    drawn_beside = {"a board draws itself": drawn, **pages_drawn}
    head = (
        f"Measured on {date.today():%d %B %Y}: {number} phones, {boards} open boards and {guests} visitors of pages "
        f"for {seconds} s on {os.cpu_count()} cores shared with the client (load {load:.1f} before the run). An act "
        "includes the page that follows it. The floor is a route that answers a text, asked by the same crowd."
    )
    return _table(head, least, taken, drawn_beside, lost, len(stored))


def _table(
    head: str, least: phones.Taken, taken: phones.Taken, beside: dict[str, list[float]], lost: int, stored: int
) -> str:
    floor = [time for times in least.seconds.values() for time in times]
    lines = [
        head,
        "",
        "| | times | p50, ms | p95, ms | p50 to floor | p95 to floor | aim |",
        "|---|---|---|---|---|---|---|",
        _line("floor", floor, floor, ""),
    ]
    for kind, name in NAMES.items():
        times = taken.seconds.get(kind, [])
        if times:
            met = "met" if _ms(times, 95) <= AIM_MS else "**missed**"
            lines.append(_line(name, times, floor, f"p95 ≤ {AIM_MS} ms: {met}"))
    lines += [_line(name, times, floor, "") for name, times in beside.items() if times]
    failed = ", ".join(f"{kind} {times} times" for kind, times in sorted(taken.errors.items())) or "none"
    lines += ["", f"Errors: {failed}. Statements stored: {stored}; acknowledged to a phone and not stored: {lost}."]
    return "\n".join(lines)


def _line(name: str, times: list[float], floor: list[float], aim: str) -> str:
    p50, p95 = _ms(times, 50), _ms(times, 95)
    ratios = f"{p50 / _ms(floor, 50):.1f} | {p95 / _ms(floor, 95):.1f}"
    return f"| {name} | {len(times):,} | {p50:,.0f} | {p95:,.0f} | {ratios} | {aim or '–'} |"


def _ms(times: list[float], percentile: float) -> float:
    return float(np.percentile(times, percentile)) * 1000


@contextmanager
def _floor() -> Iterator[str]:
    port = server.free_port()
    command = [sys.executable, "-m", "uvicorn", "benchmarks.load.floor:app", "--port", str(port), "--no-access-log"]
    process = subprocess.Popen([*command, "--log-level", "error"], cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        server.wait(address)
        yield address
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    main()
