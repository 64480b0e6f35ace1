"""A headless Chromium that says when a page is drawn, when a change is drawn, and what went over the wire."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.cases import Case

FLAGS = (
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
BOUNDARIES = "nuts3.geojson"
QUIET_MS = 400
LONGEST_MS = 120_000

# The script has ended, nothing is a placeholder any more, each picture in sight has something drawn in it.
DRAWN = """() => {
    const all = (name, inside) => [...document.querySelectorAll(`[data-testid=${name}]`)]
        .every(part => !part.checkVisibility() || part.querySelector(inside));
    return document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
        && document.querySelector('h1') && !document.querySelector('[data-testid=stSkeleton]')
        && all('stPlotlyChart', '.main-svg') && all('stDeckGlJsonChart', 'canvas') && all('stDataFrame', 'canvas');
}"""

# From the click to the second frame after the last change of the page's content.
WATCH = """() => {
    const seen = window.benchmark = {clicked: null, ran: false, drawn: null};
    addEventListener('click', () => { seen.clicked = performance.now(); seen.ran = false; }, true);
    const changed = () => requestAnimationFrame(() => requestAnimationFrame(() => { seen.drawn = performance.now(); }));
    new MutationObserver(changed).observe(document.querySelector('[data-testid=stMain]'),
        {subtree: true, childList: true, attributes: true, characterData: true});
    const app = document.querySelector('[data-testid=stApp]');
    new MutationObserver(() => { seen.ran ||= app.dataset.testScriptState === 'running'; })
        .observe(app, {attributes: true});
}"""
SETTLED = f"""() => {{
    const seen = window.benchmark;
    return seen.ran && seen.drawn > seen.clicked && performance.now() - seen.drawn > {QUIET_MS}
        && ({DRAWN})() && seen.drawn - seen.clicked;
}}"""


@dataclass
class Traffic:
    """What a page received: bytes over HTTP (as sent) and WebSocket (payload), and how often the boundaries."""

    http: float = 0
    websocket: float = 0
    boundaries: int = 0


@dataclass
class Visit:
    """An open page and what it has received so far."""

    page: Page
    traffic: Traffic = field(default_factory=Traffic)

    def go(self, address: str) -> None:
        """Open an address and wait until it is drawn."""
        self.page.goto(address, wait_until="commit")
        self.page.wait_for_function(DRAWN)

    def change(self, case: Case, turn: int) -> float:
        """Choose another value of the case's filter, a different one each turn; milliseconds from click to drawn."""
        self.page.wait_for_load_state("networkidle")
        self.traffic = Traffic()
        self.page.evaluate(WATCH)
        if case.kind == "segmented_control":
            options = self.page.locator(f"{case.css} button[aria-checked=false]")
        else:
            self.page.locator(f"{case.css} input").click()
            options = self.page.locator("[role=option]:not([aria-selected=true])")
        options.first.wait_for()
        options.nth(turn % min(options.count(), 5)).click()
        return float(self.page.wait_for_function(SETTLED).json_value())


def find_chromium() -> str:
    """The browser named in CHROMIUM, else one on the path. Raises FileNotFoundError when there is none."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    for name in filter(None, names):
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("The benchmark needs Chrome or Chromium; name one in CHROMIUM=/path/to/chrome.")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visit(browser: Browser) -> Iterator[Visit]:
    """A new visitor: a fresh context without cache or cookies."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(LONGEST_MS)
    opened = Visit(context.new_page())
    wire = context.new_cdp_session(opened.page)

    def finished(event: dict[str, Any]) -> None:
        opened.traffic.http += event["encodedDataLength"]

    def received(event: dict[str, Any]) -> None:
        frame = event["response"]
        # CDP hands binary frames over in base64.
        opened.traffic.websocket += len(frame["payloadData"]) * (0.75 if frame["opcode"] == 2 else 1)

    def asked(event: dict[str, Any]) -> None:
        opened.traffic.boundaries += event["request"]["url"].endswith(BOUNDARIES)

    wire.on("Network.loadingFinished", finished)
    wire.on("Network.webSocketFrameReceived", received)
    wire.on("Network.requestWillBeSent", asked)
    wire.send("Network.enable")
    try:
        yield opened
    finally:
        context.close()


def address(base: str, case: Case) -> str:
    """The address of a case on a server."""
    return f"{base}/{case.path}" + (f"?{urlencode(case.query)}" if case.query else "")
