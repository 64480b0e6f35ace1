"""`python -m benchmarks.load.removal`: how long a phone and a board still show what was hidden, or a deleted workshop.

Real pages in Chromium, beside a crowd of phones that write and look as their own script does.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date

import numpy as np
from playwright.sync_api import Browser, Page

from benchmarks import report, server
from benchmarks.browser import chromium
from benchmarks.cases import ROOT
from benchmarks.load import phones

MARKS = "<!-- removal measured -->", "<!-- end of removal measured -->"
AIM_MS = 2000
PATIENCE_MS = 20_000
WATCHED = "What hinders you?"
GONE = "There is no workshop with this code"
# Each page notes the moment at which it first shows the change, by the clock of this machine.
WATCH = """([text, gone]) => {
    window.seen = 0;
    const look = () => {
        if (document.body.innerText.includes(text) === gone) window.seen = Date.now();
        else requestAnimationFrame(look);
    };
    look();
}"""
Times = dict[str, list[float]]


def main() -> None:
    """Measure and print; write the table into the README when asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.removal", description=__doc__)
    parser.add_argument("--phones", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    given = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ATLAS_DATABASE_URL"] = f"sqlite:///{folder}/workshops.sqlite"
        with server.serve(ROOT / "app.py") as atlas, chromium() as browser:
            server.wait(atlas)
            taken = _measure(browser, atlas, min(given.phones, 300), min(given.rounds, 100))
    lines = [
        f"Measured on {date.today():%d %B %Y}: {given.rounds} times each beside {given.phones} phones on "
        f"{os.cpu_count()} cores shared with the client (load {load:.1f} before the run).",
        "",
        "| | times | p50, ms | p95, ms | most, ms | aim |",
        "|---|---|---|---|---|---|",
        *(_line(name, times) for name, times in taken.items()),
    ]
    print("\n".join(lines))
    if given.write:
        report.write("\n".join(lines), marks=MARKS)


def _measure(browser: Browser, atlas: str, crowd: int, rounds: int) -> Times:
    """Seconds from the beginning of the act to the page that shows it, by act and page."""
    from analytics.workshops import live

    taken: Times = {}
    with_crowd = live.open_workshop("Hall", ["What do you need?", WATCHED])
    guests = threading.Thread(
        target=lambda: asyncio.run(phones.crowd(f"{atlas}/j/{with_crowd.code}", crowd, 3.0 * rounds + 20)), daemon=True
    )
    pages = _pages(browser, atlas, with_crowd.code, "&q=2")  # the crowd writes to the first question
    guests.start()
    time.sleep(phones.ARRIVING)
    for turn in range(rounds):
        text = f"To be hidden {turn}"
        number = live.submit(with_crowd.code, live.join(with_crowd.code), f"removal-{turn:04}", 2, text, "en").number
        for page in pages.values():
            page.get_by_text(text, exact=False).first.wait_for(timeout=PATIENCE_MS)
        _time(taken, "hidden", pages, (text, False), lambda n=number: live.hide(with_crowd.code, with_crowd.key, n))
    guests.join()
    for page in pages.values():
        page.context.close()
    for _turn in range(rounds):
        opened = live.open_workshop("Small room", [WATCHED])
        pages = _pages(browser, atlas, opened.code)
        _time(taken, "deleted", pages, (GONE, True), lambda o=opened: live.delete(o.code, o.key))
        for page in pages.values():
            page.context.close()
    return taken


def _pages(browser: Browser, atlas: str, code: str, question: str = "") -> dict[str, Page]:
    """A phone and a board that have been drawn, each in a browser profile of its own."""
    pages = {}
    for name, path in (("phone", f"/j/{code}?lang=en"), ("board", f"/board?w={code}&lang=en")):
        page = browser.new_context(viewport={"width": 1024, "height": 768}).new_page()
        page.goto(f"{atlas}{path}{question}")
        page.get_by_text(WATCHED).first.wait_for(timeout=60_000)
        pages[name] = page
    time.sleep(1)  # the phone follows
    return pages


def _time(taken: Times, act: str, pages: dict[str, Page], sign: tuple[str, bool], do: Callable[[], None]) -> None:
    """Do it, and add the seconds until each page shows it."""
    for page in pages.values():
        page.evaluate(WATCH, list(sign))
    begun = time.time()
    do()
    for name, page in pages.items():
        while not (seen := page.evaluate("window.seen")):  # a phone's page lets nothing else evaluate
            if time.time() > begun + PATIENCE_MS / 1000:
                raise TimeoutError(f"{act}: the {name} shows it still")
            page.wait_for_timeout(50)
        taken.setdefault(f"{act}: {name}", []).append(seen / 1000 - begun)


def _line(name: str, times: list[float]) -> str:
    p50, p95, most = (float(np.percentile(times, percentile)) * 1000 for percentile in (50, 95, 100))
    met = "met" if p95 <= AIM_MS else "**missed**"
    return f"| {name} | {len(times)} | {p50:,.0f} | {p95:,.0f} | {most:,.0f} | p95 ≤ {AIM_MS:,} ms: {met} |"


if __name__ == "__main__":
    main()
