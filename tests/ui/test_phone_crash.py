"""What a phone was shown as received survives: a hundred phones on the real server, which is killed in the middle."""

from __future__ import annotations

import re
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from analytics.workshops import board, live, store
from tests.browser.conftest import serve

PHONES, SENDS = 100, 4


@dataclass
class Phone:
    """A phone that sends its texts one after the other and keeps what it was told."""

    code: str
    name: str
    cookie: str = ""
    received: list[str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [f"{self.name} needs {number}" for number in range(SENDS)]

    def send_all(self, url: str, enough: threading.Event | None = None) -> None:
        """Send everything, also what was sent before; a server that is gone ends it."""
        connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
        try:
            if not self.cookie:
                self._ask(connection, "GET", f"/j/{self.code}")
            for text in self.texts:
                body = urlencode({"do": "write", "question": 1, "lang": "en", "text": text})
                page = self._ask(connection, "POST", f"/j/{self.code}", body)
                if text in page and re.search("<div id=.note. class=.note received", page):
                    self.received.append(text)
                if enough and len(self.received) == 2:
                    enough.set()
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()

    def _ask(self, connection: HTTPConnection, method: str, path: str, body: str | None = None) -> str:
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for cookie in SimpleCookie(answer.headers.get("set-cookie", "")).values():
            self.cookie = f"{cookie.key}={cookie.value}"
        if answer.status == 303:
            return self._ask(connection, "GET", f"/j/{answer.headers['location'].partition('#')[0]}")
        return text


def send(phones: list[Phone], url: str, enough: threading.Event | None = None) -> None:
    with ThreadPoolExecutor(len(phones)) as threads:
        list(threads.map(lambda phone: phone.send_all(url, enough), phones))


def test_a_killed_server_loses_nothing_that_it_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.SETTING, f"sqlite:///{tmp_path / 'workshops.sqlite'}")
    opened = live.open_workshop("Killed", ["What do you need?"])
    phones = [Phone(opened.code, f"Phone {number}") for number in range(PHONES)]
    enough = threading.Event()
    with serve() as first:
        crowd = threading.Thread(target=send, args=(phones, first.url, enough))
        crowd.start()
        assert enough.wait(120), first.said
        first.stop(signal.SIGKILL)  # with requests under way
        crowd.join()
    acknowledged = {text for phone in phones for text in phone.received}
    assert 2 <= len(acknowledged) < PHONES * SENDS
    assert acknowledged <= set(board.export(opened.code, opened.key)["statement"])

    with serve() as second:  # the phones come back and send everything once more
        send(phones, second.url)
    rows = board.export(opened.code, opened.key)
    assert sorted(rows["statement"]) == sorted(text for phone in phones for text in phone.texts)
    assert rows["number"].tolist() == list(range(1, PHONES * SENDS + 1))
    assert live.look(opened.code).devices == PHONES, "whoever came back is the same phone"
    store.current().close()
