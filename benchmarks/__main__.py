"""`python -m benchmarks [--runs N]`: measure the atlas beside its floors and write the table into the README."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser

from benchmarks import browser, report, rerun, server
from benchmarks.cases import ATLAS, DASH, FLOOR_EMPTY, PAIRS, SUPERSET, TWINS, WITH_PANDAS, Case
from benchmarks.report import Bytes, Timing
from benchmarks.twins import servers
from ui.server import load

ENOUGH = 20


@dataclass
class Visits:
    """Runs of one case in Chromium: milliseconds to the first drawing and of the change, and what each received."""

    first: list[float] = field(default_factory=list)
    change: list[float] = field(default_factory=list)
    received: list[tuple[browser.Traffic, browser.Traffic]] = field(default_factory=list)


def main() -> None:
    """Measure, print, and write the table when there are runs enough."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=ENOUGH, help=f"runs of each (the README takes {ENOUGH} or more)")
    runs = parser.parse_args().runs
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # leave no server behind when stopped
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    on_server = reruns(runs)
    with browser.chromium() as chromium:
        start = cold_start(chromium, runs)
        in_browser, sent = visits(chromium, runs)
        measured = report.table([*start, *on_server, *in_browser], sent, runs, chromium.version, load)
    print(measured)
    if runs >= ENOUGH:
        report.write(measured)


def reruns(runs: int) -> list[Timing]:
    """A filter change on the server, without a browser."""
    load()  # as the server does when it starts
    timings = []
    for atlas, floor in PAIRS:
        pages = [(case, rerun.open_page(case)) for case in (atlas, floor)]
        taken = [[rerun.change(page, case, turn) for case, page in pages] for turn in range(runs + 1)][1:]
        mine, theirs = zip(*taken, strict=True)
        timings.append(Timing("A filter change on the server", _name(atlas), mine, theirs, most_ms=50))
        print(timings[-1].line, flush=True)
    return timings


def cold_start(chromium: Browser, runs: int) -> list[Timing]:
    """From the start of the server's process to its first page drawn; the first start of each is not counted.

    Beside the atlas stands an app that does nothing but load pandas, to tell what of the wait is not ours to shorten.
    """
    taken = [[_start(chromium, app) for app in (ATLAS, WITH_PANDAS, FLOOR_EMPTY)] for _turn in range(runs + 1)][1:]
    mine, loaded, theirs = zip(*taken, strict=True)
    section = "From process start to first page drawn"
    timings = [
        Timing(section, "overview beside an empty page that has loaded pandas", mine, loaded, most_ratio=1.3),
        Timing(section, "overview beside an empty page", mine, theirs),
    ]
    for timing in timings:
        print(timing.line, flush=True)
    return timings


def _start(chromium: Browser, app: Path) -> float:
    begin = time.perf_counter()
    with server.serve(app) as base, browser.visit(chromium) as opened:
        server.wait(base)
        opened.go(base)
        return (time.perf_counter() - begin) * 1000


def visits(chromium: Browser, runs: int) -> tuple[list[Timing], list[Bytes]]:
    """First visits on warm servers, each followed by one filter change; the first turn is not counted."""
    twins = []
    lacking = {DASH: servers.missing(*servers.DASH_NEEDS), SUPERSET: servers.superset_missing()}
    for atlas, twin in TWINS:
        if why := lacking[twin.server]:
            print(f"{twin.name}: {why}", flush=True)
        else:
            twins.append((atlas, twin))
    cases = list(dict.fromkeys(case for pair in (*PAIRS, *twins) for case in pair))
    seen = {case: Visits() for case in cases}
    with _servers(cases) as bases:
        for turn in range(runs + 1):
            for case in cases:
                _visit(chromium, bases, case, turn, seen[case] if turn else Visits())
            print(f"visits: turn {turn} of {runs}", flush=True)
    timings = [
        Timing("First visit on a warm server", atlas.name, seen[atlas].first, seen[floor].first)
        for atlas, floor in PAIRS
        if atlas.change != "region layer"
    ]
    timings += [
        Timing("A filter change in Chromium", _name(atlas), seen[atlas].change, seen[floor].change, most_ratio=1.5)
        for atlas, floor in PAIRS
    ]
    for atlas, twin in twins:
        section = "Beside the twins (in the place of the floor)"
        aims = (1.2, 1.0) if twin.server == DASH else (None, None)
        first, change = (f"{twin.name}: {what}" for what in ("first visit", twin.change))
        timings.append(Timing(section, first, seen[atlas].first, seen[twin].first, most_ratio=aims[0]))
        timings.append(Timing(section, change, seen[atlas].change, seen[twin].change, most_ratio=aims[1]))
    return timings, [_bytes(case, seen[case]) for case in cases]


def _visit(chromium: Browser, bases: Mapping[Path, str], case: Case, turn: int, into: Visits) -> None:
    with browser.visit(chromium) as opened:
        if case.server == SUPERSET:
            opened.sign_in(bases[SUPERSET])
        begin = time.perf_counter()
        opened.go(browser.address(bases[case.server], case), browser.drawn_by(case))
        into.first.append((time.perf_counter() - begin) * 1000)
        first = opened.rest()
        into.change.append(opened.change(case, turn))
        into.received.append((first, opened.rest()))


@contextmanager
def _servers(cases: list[Case]) -> Iterator[dict[Path, str]]:
    with ExitStack() as running:
        apps = {case.server for case in cases}
        bases = {app: running.enter_context(server.serve(app)) for app in apps - {DASH, SUPERSET}}
        for twin, serve in ((DASH, servers.dash), (SUPERSET, servers.superset)):
            if twin in apps:
                bases[twin] = running.enter_context(serve())
        for base in bases.values():
            server.wait(base)
        yield bases


def _bytes(case: Case, seen: Visits) -> Bytes:
    first, change = zip(*seen.received, strict=True)
    return Bytes(
        _name(case),
        visit_http=float(np.median([t.http for t in first])),
        visit_websocket=float(np.median([t.websocket for t in first])),
        change_http=float(np.median([t.http for t in change])),
        change_websocket=float(np.median([t.websocket for t in change])),
        boundaries=(max(t.boundaries for t in first), max(t.boundaries for t in change)),
    )


def _name(case: Case) -> str:
    return f"{case.name}: {case.change}"


if __name__ == "__main__":
    main()
