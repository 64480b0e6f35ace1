"""The peers as servers: started where they are installed, and otherwise left out with a word that says so.

They are no packages of the atlas. A Python that has them is named in ATLAS_TWINS_PYTHON; without it, the one that runs
the benchmark is asked.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import server
from benchmarks.cases import ROOT

DASH_NEEDS = ("dash", "gunicorn", "pandas")


def python() -> str:
    """The Python that the peers run in."""
    return os.environ.get("ATLAS_TWINS_PYTHON", sys.executable)


def missing(*packages: str) -> str:
    """Why a peer cannot be started, in a sentence; empty when it can."""
    asked = "import importlib.util as u, sys; print(*(n for n in sys.argv[1:] if u.find_spec(n) is None))"
    answer = subprocess.run([python(), "-c", asked, *packages], capture_output=True, text=True, check=True)
    absent = answer.stdout.split()
    return f"left out: {python()} has no {', '.join(absent)} (requirements-bench.txt)" if absent else ""


@contextmanager
def dash() -> Iterator[str]:
    """The Dash twin behind two workers, by its address; stopped afterwards."""
    port = server.free_port()
    command = [python(), "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}", "benchmarks.twins.dash_app:server"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        server.wait(address)
        yield address
    finally:
        server.stop(process)
