"""The atlas in a real Chromium: one server and one browser for all tests, and visitors of several kinds."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    TimeoutError,
    expect,
    sync_playwright,
)

from analytics.core import temporary
from analytics.core.paths import DATA, ROOT
from tests import orphans
from ui import page_registry

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS = (
    "--no-sandbox",  # tests run as root in containers
    "--use-gl=angle",  # WebGL without a graphics card
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-gpu-compositing",  # only the map needs WebGL; all else is painted faster without
    "--disable-quic",
    "--host-resolver-rules=MAP atlas.test 127.0.0.1",  # a name for what phones cannot open as localhost
    "--no-first-run",  # the browser itself is to ask nobody anything
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE_AGENT = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)
# On a deep link Streamlit's client does not know at which path the app begins, so it looks for the server below the
# page's own path first (/map/_stcore/health), is answered 404, and then finds it at the root.
PROBES = tuple(f"/{page}/_stcore/{name}" for page in page_registry.PAGES for name in ("health", "host-config"))

# Chrome says so of every page that comes by plain http from a name other than localhost, as in a room's own network.
BY_HTTP = "The Cross-Origin-Opener-Policy header has been ignored, because the URL's origin was untrustworthy."

expect.set_options(timeout=20_000)  # a busy machine without a graphics card is slow
SETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const still = app && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('h1')
        && !document.querySelector('[data-stale="true"]')
        && document.querySelector('[role="radio"]');  // the language switch: controls are fetched when needed
    const now = performance.now();
    if (!still) { window.stillSince = undefined; return false; }
    window.stillSince ??= now;
    return now - window.stillSince > 250;
}"""


def find_chromium() -> str | None:
    """The Chrome or Chromium to drive: $CHROMIUM, else one on the path, else the Mac's."""
    asked = os.environ.get("CHROMIUM")
    found = [asked, *map(shutil.which, NAMES), str(MAC)]
    return next((path for path in found if path and Path(path).exists()), None)


@dataclass
class Server:
    """A running atlas: where it answers, and the file of its log."""

    url: str
    log: Path
    group: int = 0  # its processes

    def stop(self, with_signal: signal.Signals) -> None:
        """Send the server a signal at once."""
        os.killpg(self.group, with_signal)

    @property
    def said(self) -> str:
        """What the server has logged."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextmanager
def serve(root: Path = ROOT) -> Iterator[Server]:
    """Start the atlas of the folder `root` as a reader would, wait until it answers, stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with temporary.folder("atlas-log-") as folder:
        log = folder / "streamlit.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port),
                 "--server.address", "127.0.0.1", "--server.headless", "true"],
                cwd=root, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "ATLAS_DATA": str(root / DATA.relative_to(ROOT))},
            )  # fmt: skip
        server = Server(f"http://127.0.0.1:{port}", log, process.pid)
        with orphans.ended('kill -s KILL -- "-$1"', str(process.pid)):
            try:
                _wait_until_healthy(server, process)
                yield server
            finally:
                _stop(process)


def _wait_until_healthy(server: Server, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"{server.url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.1)
    pytest.fail(f"the atlas did not start:\n{server.said}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


@dataclass
class Visit:
    """A visitor's page, and all that its browser asked for or complained of."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(20_000)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        self.page.on("response", self._see)

    def open(self, path: str = "/", /, **query: str | list[str]) -> Visit:
        """Go to a page of the atlas and wait until it is drawn."""
        asked = f"?{urlencode(query, doseq=True)}" if query else ""
        self.page.goto(f"{self.url}{path}{asked}", wait_until="domcontentloaded")
        return self.settle()

    def settle(self) -> Visit:
        """Wait until Streamlit's run has ended and nothing on the page waits for another."""
        try:
            self.page.wait_for_function(SETTLED, timeout=30_000)
        except TimeoutError as slow:
            state = self.page.evaluate("() => ({...document.querySelector('[data-testid=stApp]')?.dataset})")
            words = self.page.locator("body").inner_text()[:600]
            raise AssertionError(f"{self.page.url} did not settle: {state}\n{self.complaints}\n{words}") from slow
        return self

    def query(self) -> dict[str, list[str]]:
        """The parameters of the address as it stands."""
        return parse_qs(urlsplit(self.page.url).query)

    @property
    def strangers(self) -> list[str]:
        """Requests to any host but the app's own."""
        own = urlsplit(self.url).netloc
        return [
            url for url in self.requests if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != own
        ]

    def _allowed(self, url: str) -> bool:
        return url.startswith(self.url) and urlsplit(url).path in PROBES

    def _hear(self, message: ConsoleMessage) -> None:
        known = message.text.startswith(BY_HTTP) or self._allowed(message.location.get("url", ""))
        if message.type == "error" and not known:
            self.complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _see(self, response: Response) -> None:
        if response.status >= 400 and not self._allowed(response.url):
            self.complaints.append(f"{response.status}: {response.url}")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The atlas of this folder, started once."""
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    path = find_chromium()
    if path is None:
        pytest.fail("no Chrome or Chromium found; install one or name it in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Callable[..., BrowserContext]:
    """A browser profile for each kind of visitor, kept so that Streamlit's own files are loaded once."""
    kept: dict[tuple[object, ...], BrowserContext] = {}

    def context(
        phone: bool = False, dark: bool = False, locale: str = "en-GB", bypass_csp: bool = False
    ) -> BrowserContext:
        kind = (phone, dark, locale, bypass_csp)
        if kind not in kept:
            device: Any = {"is_mobile": True, "has_touch": True, "user_agent": PHONE_AGENT} if phone else {}
            kept[kind] = chromium.new_context(
                viewport={"width": 390, "height": 844} if phone else {"width": 1440, "height": 900},
                color_scheme="dark" if dark else "light",
                locale=locale,
                bypass_csp=bypass_csp,
                accept_downloads=True,
                **device,
            )
        return kept[kind]

    return context


@pytest.fixture
def visitor(
    server: Server, contexts: Callable[..., BrowserContext], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Visit]]:
    """A maker of visitors: phone, dark, locale, bypass_csp; or at another server by `at`."""
    visits: list[Visit] = []

    def new(at: str | None = None, **kind: Any) -> Visit:
        visit = Visit(contexts(**kind).new_page(), at or server.url)
        visits.append(visit)
        return visit

    yield new
    for visit in visits:
        visit.page.close()
    if getattr(request.node, "failed", False):
        print(server.said[-4000:])


@pytest.fixture
def visit(visitor: Callable[..., Visit]) -> Visit:
    """A visitor at a desk: 1440 x 900, light, English."""
    return visitor()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let the fixtures know that a test failed, so that the server's log is shown."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.when == "call" and report.failed:
        item.failed = True  # type: ignore[attr-defined]
