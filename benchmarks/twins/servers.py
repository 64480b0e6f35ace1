"""The peers as servers: started where they are installed, and otherwise left out with a word that says so.

They are no packages of the atlas. A Python that has them is named in ATLAS_TWINS_PYTHON; without it, the one that runs
the benchmark is asked.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

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


def superset_missing() -> str:
    """Why Superset cannot be started, in a sentence; empty when it can."""
    venv, folder = (Path(os.environ.get(name, "")) for name in ("SUPERSET", "SUPERSET_FOLDER"))
    if (venv / "bin" / "gunicorn").exists() and (folder / "superset_config.py").exists():
        return ""
    return "left out: SUPERSET and SUPERSET_FOLDER name no installed and set up one (benchmarks/twins/superset.sh)"


def dash() -> AbstractContextManager[str]:
    """The Dash twin behind two workers, by its address; stopped afterwards."""
    return _served([python(), "-m", "gunicorn", "-w", "2", "benchmarks.twins.dash_app:server"], {})


def superset() -> AbstractContextManager[str]:
    """Superset behind two workers of four threads, by its address; stopped afterwards."""
    gunicorn = str(Path(os.environ["SUPERSET"]) / "bin" / "gunicorn")
    config = str(Path(os.environ["SUPERSET_FOLDER"]).resolve() / "superset_config.py")
    command = [gunicorn, "-w", "2", "-k", "gthread", "--threads", "4", "superset.app:create_app()"]
    return _served(command, {"SUPERSET_CONFIG_PATH": config})


@contextmanager
def _served(command: list[str], settings: dict[str, str]) -> Iterator[str]:
    port = server.free_port()
    process = subprocess.Popen(
        [*command, "-b", f"127.0.0.1:{port}"], cwd=ROOT, env=os.environ | settings,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        server.wait(address)
        yield address
    finally:
        server.stop(process)
