"""A headless Chromium that says when a page is drawn, when a change is drawn, and what went over the wire."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, CDPSession, Locator, Page, sync_playwright

from benchmarks.cases import Case

FLAGS = (
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
BOUNDARIES = "nuts3.geojson"
QUIET_MS = 400
REST_MS = 1000
LONGEST_MS = 120_000
IN_SIGHT = 6  # options of a list that need no scrolling, which would move them away under the pointer

# The script has ended, nothing is a placeholder any more, each picture in sight has something drawn in it.
DRAWN = """() => {
    const all = (name, inside) => [...document.querySelectorAll(`[data-testid=${name}]`)]
        .every(part => !part.checkVisibility() || part.querySelector(inside));
    return document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
        && document.querySelector('h1') && !document.querySelector('[data-testid=stSkeleton]')
        && all('stPlotlyChart', '.main-svg') && all('stDeckGlJsonChart', 'canvas') && all('stDataFrame', 'canvas');
}"""

# The same of the twin in Dash.
DASH_DRAWN = """() => {
    const map = document.querySelector('#map');
    return document.querySelector('h1') && document.querySelector('.dash-table-container td')
        && (!map || map.querySelector('canvas'))
        && [...document.querySelectorAll('.dash-graph')].every(graph => graph.querySelector('.main-svg'));
}"""

# The same of Superset, which draws what is in sight.
SUPERSET_DRAWN = """() => document.querySelector('.ant-select') && document.querySelector('table td')
    && document.querySelector('canvas') && !document.querySelector('.loading')"""
DRAWN_BY = {"dash": DASH_DRAWN, "superset": SUPERSET_DRAWN}
ROOTS = {"dash": "#page", "superset": "#app"}

# A map asks for its boundaries only when its own code has come.
MAPPED = f"""() => !document.querySelector('[data-testid=stDeckGlJsonChart]')
    || performance.getEntriesByType('resource').some(file => file.name.endsWith('{BOUNDARIES}'))"""

# From the click to the second frame after the last change of the page's content. What stands inside a canvas is not
# drawn: a table keeps its words for screen readers there, and writes them some 200 ms after it has painted the cells.
WATCH = """root => {
    const seen = window.benchmark = {clicked: Infinity, drawn: 0};
    addEventListener('click', () => { seen.clicked = performance.now(); }, true);
    const painted = part => !(part.closest ? part : part.parentElement)?.closest('canvas');
    const changed = () => requestAnimationFrame(() => requestAnimationFrame(() => { seen.drawn = performance.now(); }));
    const watcher = new MutationObserver(changes => changes.some(change => painted(change.target)) && changed());
    watcher.observe(document.querySelector(root),
        {subtree: true, childList: true, attributes: true, characterData: true});
}"""
SETTLED = f"""() => {{
    const seen = window.benchmark;
    return seen.drawn > seen.clicked && performance.now() - seen.drawn > {QUIET_MS} && (%s)()
        && seen.drawn - seen.clicked;
}}"""


@dataclass
class Traffic:
    """What a page received: bytes over HTTP (as sent) and WebSocket (payload), and requests for boundaries."""

    http: float = 0
    websocket: float = 0
    boundaries: int = 0


@dataclass
class Visit:
    """An open page, what it has received since `traffic` was last renewed, and what it still waits for."""

    page: Page
    traffic: Traffic = field(default_factory=Traffic)
    waiting: set[str] = field(default_factory=set)
    last: float = 0

    def go(self, address: str, drawn: str = DRAWN) -> None:
        """Open an address and wait until it is drawn."""
        self.waiting.clear()  # what a page before it asked for
        self.page.goto(address, wait_until="commit")
        self.page.wait_for_function(drawn)

    def sign_in(self, base: str) -> None:
        """Sign in to Superset, as superset.sh has set it up."""
        self.page.goto(f"{base}/login/")
        self.page.locator("input:visible").first.fill("admin")
        self.page.locator("input[type=password]").fill("admin")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda address: "login" not in address)

    def rest(self) -> Traffic:
        """Wait until nothing more comes over the wire; what came since the last rest."""
        self.page.wait_for_function(MAPPED)
        while self.waiting or time.perf_counter() - self.last < REST_MS / 1000:
            self.page.wait_for_timeout(50)
            self.page.evaluate("() => new Promise(done => requestIdleCallback(done, {timeout: 5000}))")
        came, self.traffic = self.traffic, Traffic()
        return came

    def change(self, case: Case, turn: int) -> float:
        """Choose another value of the case's filter, a different one each turn; milliseconds from click to drawn.

        Raises TimeoutError when nothing comes of it.
        """
        self.page.evaluate(WATCH, ROOTS.get(case.kind, "[data-testid=stMain]"))
        options = _options(self.page, case)
        options.first.wait_for()
        self.traffic = Traffic()
        options.nth(turn % min(options.count(), IN_SIGHT)).click()
        if case.kind == "superset":  # it does nothing before
            self.page.get_by_role("button", name="Apply filters").click()
        end = time.perf_counter() + LONGEST_MS / 1000
        while not (self.traffic.websocket or self.traffic.http) or time.perf_counter() - self.last < QUIET_MS / 1000:
            self.page.wait_for_timeout(50)
            if time.perf_counter() > end:
                raise TimeoutError(f"{case.name}: nothing came of the choice of {case.change}")
        return float(self.page.wait_for_function(SETTLED % drawn_by(case)).json_value())

    def follow(self, wire: CDPSession) -> None:
        """Count what comes over the wire from now on."""
        for event, heard in (
            ("requestWillBeSent", self._asked),
            ("loadingFinished", self._finished),
            ("loadingFailed", self._finished),
            ("webSocketFrameReceived", self._received),
        ):
            wire.on(f"Network.{event}", heard)
        wire.send("Network.enable")

    def _asked(self, event: dict[str, Any]) -> None:
        self.last = time.perf_counter()
        if not event["request"]["url"].startswith(("data:", "blob:")):
            self.waiting.add(event["requestId"])
        self.traffic.boundaries += event["request"]["url"].endswith(BOUNDARIES)

    def _finished(self, event: dict[str, Any]) -> None:
        self.last = time.perf_counter()
        self.waiting.discard(event["requestId"])
        self.traffic.http += event.get("encodedDataLength", 0)

    def _received(self, event: dict[str, Any]) -> None:
        self.last = time.perf_counter()
        frame = event["response"]
        # CDP hands binary frames over in base64.
        self.traffic.websocket += len(frame["payloadData"]) * (0.75 if frame["opcode"] == 2 else 1)


def drawn_by(case: Case) -> str:
    """What tells in the browser whether a case is drawn."""
    return DRAWN_BY.get(case.kind, DRAWN)


def _options(page: Page, case: Case) -> Locator:
    """The values of the case's filter that are not chosen; opens its list."""
    if case.kind == "dash":
        page.locator(f"#{case.key}").click()
        return (
            page.locator("[role=option], .dash-dropdown-option").locator("visible=true").filter(has_not_text="Finland")
        )
    if case.kind == "superset":
        page.locator(".ant-select").first.click()
        return page.locator(".ant-select-item-option")
    if case.kind == "segmented_control":
        return page.locator(f"{case.css} button[aria-checked=false]")
    page.locator(f"{case.css} input").click()
    return page.get_by_role("option", selected=False).filter(has_not_text="Select all")


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
    opened.follow(context.new_cdp_session(opened.page))
    try:
        yield opened
    finally:
        context.close()


def address(base: str, case: Case) -> str:
    """The address of a case on a server."""
    return f"{base}/{case.path}" + (f"?{urlencode(case.query)}" if case.query else "")
