"""Locks among processes, and temporary folders of which nothing stays, even when a process is killed."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

WAIT_SECONDS = 60.0
GRACE_SECONDS = 60.0  # a new folder is not locked yet

_LOCK = "in-use.lock"

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def held(path: Path, seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold a lock among processes for the block; the system releases it when a process ends, however it ends.

    Raises TimeoutError when another holds it for longer than `seconds`.
    """
    with path.open("ab") as file:
        end = time.monotonic() + seconds
        while not _lock(file.fileno()):
            if time.monotonic() >= end:
                raise TimeoutError(f"{path} has been held by another process for {seconds:g} s")
            time.sleep(0.02)
        try:
            yield
        finally:
            _unlock(file.fileno())


@contextmanager
def folder(prefix: str, within: Path | None = None, grace: float = GRACE_SECONDS) -> Iterator[Path]:
    """Make a temporary folder for the block and remove those of this prefix that killed processes left.

    A folder younger than `grace` seconds is left alone, because its owner may be about to lock it.
    """
    parent = within or Path(tempfile.gettempdir())
    for left in parent.glob(f"{prefix}*"):
        with suppress(OSError):  # in use (TimeoutError), another user's, or removed meanwhile
            if time.time() - left.stat().st_mtime >= grace:
                with held(left / _LOCK, 0):
                    pass
                shutil.rmtree(left, ignore_errors=True)
    with (
        tempfile.TemporaryDirectory(prefix=prefix, dir=parent, ignore_cleanup_errors=True) as made,
        held(Path(made) / _LOCK),
    ):
        yield Path(made)
