"""A publisher on this machine: answers in the publishers' formats, and what goes wrong with them."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Asked:
    """A request as it came in."""

    path: str
    query: dict[str, str]
    body: Any
    headers: dict[str, str]


@dataclass
class Answer:
    """An answer: `cut` says a longer body than is sent, `wait` keeps the caller waiting."""

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    wait: float = 0.0

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Reply = Answer | Callable[[Asked], Answer]


@dataclass
class Publisher:
    """Answers by path; several of a path are given one after the other, the last again and again."""

    address: str
    answers: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def says(self, path: str, *answers: Any) -> None:
        self.answers[path] = [one if isinstance(one, Answer) or callable(one) else Answer(one) for one in answers]

    def reply(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        waiting = self.answers.get(asked.path, [Answer(b"no such page", 404)])
        said = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        said = said if isinstance(said, Answer) else said(asked)
        etag = said.headers.get("ETag")
        return Answer(status=304, headers=said.headers) if etag and asked.headers.get("If-None-Match") == etag else said

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


@contextmanager
def publisher() -> Iterator[Publisher]:
    """A publisher that answers for the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, body: Any) -> None:
            parts = urlsplit(self.path)
            query = {name: ",".join(values) for name, values in parse_qs(parts.query).items()}
            said = here.reply(Asked(parts.path, query, body, dict(self.headers)))
            sleep(said.wait)
            try:
                self.send_response(said.status)
                for name, value in {"Content-Type": "application/json", **said.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said.content) * (2 if said.cut else 1)))
                self.end_headers()
                self.wfile.write(said.content)
            except OSError:
                pass  # the caller has gone

        def log_message(self, *_said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Publisher(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
