"""The atlas's server, which writes down and refuses each attempt to reach another host: guarded_server.py PORT LOG."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "", None)
PORT, LOG = sys.argv[1], Path(sys.argv[2])


def guard(event: str, given: tuple[Any, ...]) -> None:
    """An audit hook: Python tells it of each connection and look-up, whatever library makes it."""
    host: Any = None
    if event in ("socket.connect", "socket.sendto"):
        host = given[1][0] if isinstance(given[1], tuple) else None  # a path is a socket of this machine
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = given[0]
    if isinstance(host, bytes):
        host = host.decode()
    if host not in HERE:
        with LOG.open("a", encoding="utf-8") as log:
            log.write(f"{event} {given[0] if event.endswith('name') else given[1:]}\n")
        raise OSError("no connection leaves this machine")


if __name__ == "__main__":
    LOG.touch()
    sys.addaudithook(guard)
    sys.argv = ["streamlit", "run", "app.py", "--server.port", PORT, "--server.headless", "true"]
    from streamlit.web.cli import main

    main()
