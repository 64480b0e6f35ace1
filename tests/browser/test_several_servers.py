"""Several servers behind one address, as `make serve` starts them: one is killed while people use it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import pytest

from analytics.core.paths import ROOT
from analytics.workshops import live, store
from tests import orphans
from tests.browser.conftest import Visit
from tools import serve

START_SECONDS = 120.0  # of two servers on a busy machine
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
missing = NGINX is None or shutil.which("supervisord") is None
pytestmark = pytest.mark.skipif(missing, reason="needs nginx and supervisor: run `make programs`")


@dataclass
class Site:
    """The address and the servers behind it."""

    port: int
    servers: list[int]
    folder: Path

    def ask(self, path: str, port: int = 0, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an answer; of one server if its port is given."""
        connection = HTTPConnection("127.0.0.1", port or self.port, timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def well(self, port: int) -> bool:
        """Whether a server, or the address, says that it is well."""
        try:
            return self.ask("/health", port)[0] == 200
        except OSError:
            return False

    def visits(self, port: int) -> int:
        """How many visits a server has now, by its own count."""
        told = self.ask("/_stcore/metrics", port)[2].decode()
        return sum(int(float(n)) for n in re.findall(r"(?m)^active_sessions(?:\{[^}]*\})? ([0-9.]+)", told))


def free_ports() -> int:
    """A port of which the two after it are free too."""
    while True:
        with socket.socket() as first:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
        try:
            for after in range(1, 3):
                with socket.socket() as other:
                    other.bind(("127.0.0.1", port + after))
        except OSError:
            continue
        return port


def wait_for(done: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait until a function says yes."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, what
        time.sleep(0.2)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The atlas as `make serve` starts it, with a database of the test."""
    folder, port = tmp_path_factory.mktemp("served"), free_ports()
    log = (folder / "supervisor.out").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "analytics", "serve", "--port", str(port), "--processes", "2", "--folder", str(folder)],
        cwd=ROOT,
        env={**os.environ, "ATLAS_DATABASE_URL": f"sqlite:///{folder}/workshops.sqlite", "ATLAS_LOG": "json"},
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    running = Site(port, [port + 1, port + 2], folder)
    with orphans.ended('kill -s TERM "$1"', str(process.pid)):
        try:
            for each in (*running.servers, port):
                wait_for(partial(running.well, each), START_SECONDS, f"{each} did not start")
            yield running
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(40)
            log.close()


def test_a_browser_keeps_to_one_server_and_browsers_are_spread(site: Site) -> None:
    status, headers, _body = site.ask("/")
    assert status == 200
    cookie = headers["set-cookie"]
    assert re.fullmatch(r"atlas_place=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Lax", cookie)
    assert "set-cookie" not in site.ask("/health", Cookie=cookie.partition(";")[0])[1]
    before = [site.visits(port) for port in site.servers]
    lines = [opened(site, f"atlas_place={'0' * 31}1") for _n in range(6)]
    wait_for(lambda: sum(map(site.visits, site.servers)) >= sum(before) + 6, 20, "the visits did not arrive")
    own = [site.visits(port) - was for port, was in zip(site.servers, before, strict=True)]
    assert sorted(own) == [0, 6]
    lines += [opened(site, f"atlas_place={n:032x}") for n in range(100, 124)]
    wait_for(lambda: sum(map(site.visits, site.servers)) >= sum(before) + 30, 20, "the visits did not arrive")
    assert all(site.visits(port) > was for port, was in zip(site.servers, before, strict=True))
    for line in lines:
        line.close()


def opened(site: Site, cookie: str) -> socket.socket:
    """A visit's line to the server, kept open."""
    line = socket.create_connection(("127.0.0.1", site.port), timeout=20)
    host = f"127.0.0.1:{site.port}"
    asked = ["GET /_stcore/stream HTTP/1.1", f"Host: {host}", f"Origin: http://{host}", f"Cookie: {cookie}"]
    asked += ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"]
    asked += ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", ""]
    line.sendall("\r\n".join(asked).encode())
    assert line.recv(100).startswith(b"HTTP/1.1 101")
    return line


def test_the_gate_holds_behind_the_proxy(site: Site) -> None:
    assert site.ask("/_stcore/metrics")[0] == 404
    line = socket.create_connection(("127.0.0.1", site.port), timeout=20)
    line.sendall(
        b"GET /_stcore/stream HTTP/1.1\r\nHost: a\r\nOrigin: http://evil.example\r\nConnection: Upgrade\r\n"
        b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    assert b" 403 " in line.recv(100)
    line.close()


def test_a_server_killed_under_load_costs_its_visitors_one_reload(site: Site, visitor: Callable[..., Visit]) -> None:
    visit = visitor(at=f"http://127.0.0.1:{site.port}")
    before = [site.visits(port) for port in site.servers]
    visit.open("/exports", country="IS", lang="fi")
    title = visit.page.locator("h1").inner_text()
    (own,) = [port for port, was in zip(site.servers, before, strict=True) if site.visits(port) > was]
    load = Load(site)
    time.sleep(1)
    kill(own)
    wait_for(lambda: not site.well(own), 10, "the server did not end")
    visit.page.reload(wait_until="domcontentloaded")
    visit.settle()
    assert visit.query() == {"country": ["IS"], "lang": ["fi"]}
    assert visit.page.locator("h1").inner_text() == title
    assert visit.page.get_by_text("Islanti").count() > 0
    wait_for(lambda: site.well(own), START_SECONDS, "the server was not started again")
    asked, failed = load.end()
    assert asked > 20
    assert failed == []


def test_all_servers_know_a_workshop(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.SETTING, f"sqlite:///{site.folder}/workshops.sqlite")
    opened_ = live.open_workshop("Day", ["What do you need?"])
    store.current().close()
    for port in site.servers:  # the short link of a workshop that is known shows its question
        status, _headers, body = site.ask(f"/j/{opened_.code}", port)
        assert status == 200
        assert "What do you need?" in body.decode()
        assert json.loads(site.ask("/health", port)[2])["workshops"] == "ok"


def kill(port: int) -> None:
    """SIGKILL for the server of a port, which is one of this test's own."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"streamlit" in command and str(port).encode() in command:
            os.kill(int(process.name), signal.SIGKILL)


class Load:
    """Eight people who open pages, one after the other, until the end."""

    def __init__(self, site: Site) -> None:
        self.site, self.asked, self.failed, self.over = site, 0, [], threading.Event()
        self.people = [threading.Thread(target=self.go, args=(n,)) for n in range(8)]
        for one in self.people:
            one.start()

    def go(self, n: int) -> None:
        """What one of them does."""
        while not self.over.wait(0.1):
            try:
                status = self.site.ask("/map?country=FI", Cookie=f"atlas_place={n:032x}")[0]
            except OSError as error:
                status = str(error)  # type: ignore[assignment]
            self.asked += 1
            if status != 200:
                self.failed.append(status)

    def end(self) -> tuple[int, list[int]]:
        """How many pages were asked for, and what was not answered with one."""
        self.over.set()
        for one in self.people:
            one.join(40)
        return self.asked, self.failed


def test_the_settings_of_the_container_are_sound(tmp_path: Path) -> None:
    assert NGINX
    for name in ("atlas.conf", "nginx.conf", "atlas-listen.conf"):
        shutil.copy(serve.DEPLOY / name, tmp_path)
    whole = tmp_path / "nginx.conf"
    text = re.sub(r"server atlas[12]:", "server 127.0.0.1:", whole.read_text(encoding="utf-8"))
    whole.write_text(
        text.replace("/tmp/", f"{tmp_path}/").replace("include atlas.conf", f"include {tmp_path}/atlas.conf")
    )
    done = subprocess.run(
        [NGINX, "-t", "-p", str(tmp_path), "-c", str(whole)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
