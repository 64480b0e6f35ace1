"""Streamlit servers to measure, each a process of its own on a free port, with the atlas's settings."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.cases import ROOT

LONGEST_START = 60.0


@contextmanager
def serve(app: Path) -> Iterator[str]:
    """Start `streamlit run app`, give its address at once (see `wait`), and stop it afterwards."""
    port = free_port()
    # Run from the project's folder, so that every server reads the same .streamlit/config.toml.
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    process = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server that was started here."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait(address: str) -> None:
    """Wait until the server takes connections. Raises TimeoutError after a minute."""
    port = int(address.rsplit(":", 1)[1])
    end = time.perf_counter() + LONGEST_START
    while time.perf_counter() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise TimeoutError(f"nothing answered at {address}")


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
