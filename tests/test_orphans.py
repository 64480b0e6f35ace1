"""What a killed test run started is ended and removed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from analytics.core.paths import ROOT
from tests import orphans

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs sh")


def test_a_killed_run_is_cleaned_up_after(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from tests import orphans\n"
        "with orphans.ended('rm -rf \"$1\"', sys.argv[1]):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    left = tmp_path / "a folder"
    left.mkdir()
    done = subprocess.run([sys.executable, "-c", script, str(left)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    end = monotonic() + 30
    while left.exists():
        assert monotonic() < end, "nobody has cleaned up"
        sleep(0.02)


def test_a_run_that_ends_cleans_up_itself(tmp_path: Path) -> None:
    with orphans.ended('rm -rf "$1"', str(tmp_path)):
        pass
    assert tmp_path.exists()
