"""The browser that prints presentations: one for all threads, started anew when it has crashed, gone with us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest

from analytics.core.paths import ROOT
from analytics.publish import browser

counts_processes = pytest.mark.skipif(
    bool(browser.missing()) or not Path("/proc/self/stat").exists(), reason="reads Linux's list of processes"
)


def printed(folder: Path) -> bytes:
    """A small page as PDF."""
    path = folder / "page.html"
    path.write_text("<!doctype html><title>Page</title><p>Words", encoding="utf-8")
    return browser.printed_page(path.as_uri(), "Promise.resolve(true)")


@counts_processes
def test_many_threads_share_one_browser(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(lambda _: printed(tmp_path), range(8)))
    assert all(content.startswith(b"%PDF") for content in files)
    assert len(browsers()) == 1


@counts_processes
def test_a_browser_that_was_killed_is_started_anew(tmp_path: Path) -> None:
    printed(tmp_path)
    (before,) = browsers()
    os.kill(before, signal.SIGKILL)
    assert printed(tmp_path)
    (after,) = browsers()
    assert after != before


@counts_processes
def test_the_browser_goes_with_the_process(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path\n"
        "from tests.publish.test_browser import browsers, printed\n"
        f"printed(Path({str(tmp_path)!r}))\n"
        "print(*browsers())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    (left,) = map(int, done.stdout.split())
    assert not Path(f"/proc/{left}").exists()


@counts_processes
def test_the_files_of_a_killed_process_s_browser_are_removed_by_the_next(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = tmp_path_factory.mktemp("page")
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from tests.publish.test_browser import browsers, printed\n"
        f"printed(Path({str(page)!r}))\n"
        "print(*browsers(), flush=True)\n"
        "os.kill(os.getpid(), int(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", script]
    own = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run([*command, "9"], cwd=ROOT, env=own, capture_output=True, text=True, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr
    end = monotonic() + 60
    while running(int(done.stdout)):  # until it sees that its pipe is closed
        assert monotonic() < end, "the browser lives on"
        sleep(0.05)
    (left,) = tmp_path.glob("atlas-browser-*")
    os.utime(left, (0, 0))
    done = subprocess.run([*command, "0"], cwd=ROOT, env=own, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


def running(process: int) -> bool:
    """Whether a process of this number runs; one that only waits to be counted by its parent does not."""
    try:
        return (Path("/proc") / str(process) / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def browsers() -> list[int]:
    """The numbers of the running browsers that this process has started (not of their own children)."""
    parents, drawing = {}, []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[:2]
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        parents[int(folder.name)] = int(parent)
        # Chromium writes its command into one string; --type= marks its children.
        if (
            state != "Z"
            and b"chrom" in command[:100]
            and b"--remote-debugging" in command
            and b"--type=" not in command
            and b"playwright" not in command  # the browser tests' own
        ):
            drawing.append(int(folder.name))

    def ours(number: int) -> bool:
        return number == os.getpid() or (number in parents and ours(parents[number]))

    return [number for number in drawing if ours(number)]
