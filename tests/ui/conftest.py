"""What tests of live workshops and of the running server share."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.core.paths import ROOT
from analytics.workshops import store
from tests import orphans
from tests.ui.guarded import Guarded


@pytest.fixture
def workshops_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty database of live workshops, which the test has alone."""
    monkeypatch.setenv(store.SETTING, f"sqlite:///{tmp_path / 'workshops.sqlite'}")
    yield
    store.current().close()


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    """The server as `make run` starts it, watched."""
    folder = tmp_path_factory.mktemp("guarded")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    attempts = folder / "attempts"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "tests/ui/guarded_server.py", str(port), str(attempts)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "ATLAS_DATABASE_URL": f"sqlite:///{folder}/workshops.sqlite"},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    running = Guarded(port, attempts)
    with orphans.ended('kill -s KILL -- "-$1"', str(process.pid)):
        try:
            end = time.monotonic() + 60
            while True:
                try:
                    if running.ask("/_stcore/health")[0] == 200:
                        break
                except OSError:
                    pass
                if time.monotonic() > end or process.poll() is not None:
                    pytest.fail((folder / "log").read_text(encoding="utf-8", errors="replace"))
                time.sleep(0.2)
            yield running
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(20)
