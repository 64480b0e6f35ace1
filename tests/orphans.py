"""Ends what a test run started when the run itself is killed and cannot."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ended(script: str, *arguments: str) -> Iterator[None]:
    """Run a shell script with these arguments if this process ends, even by SIGKILL, before the block does.

    A shell waits at a pipe: it reads a line when the block is over, and finds the pipe closed when the process is gone.
    """
    command = ["sh", "-c", f"read -r over || {{ {script}; }}", "sh", *arguments]
    watcher = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    assert watcher.stdin is not None
    try:
        yield
    finally:
        watcher.stdin.write(b"over\n")
        watcher.stdin.close()
        watcher.wait(10)
