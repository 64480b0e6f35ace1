"""Jobs for the worker process that behave well or badly."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from analytics.core.language import current


def about(content: bytes) -> dict[str, Any]:
    """What the worker sees."""
    return {"size": len(content), "process": os.getpid(), "language": current(), "settings": sorted(os.environ)}


def endless(_content: bytes) -> None:
    """Never ends."""
    while True:
        pass


def hungry(_content: bytes) -> int:
    """Takes far more memory than it may."""
    return len([bytes(50_000_000) for _n in range(100)])


def dies(_content: bytes) -> None:
    """Ends the process, as a fault in a library in C would."""
    os._exit(3)


def faulty(_content: bytes) -> None:
    """Raises what nobody expects."""
    raise KeyError("x")


def not_plain(_content: bytes) -> Any:
    """Answers with what is no plain value."""
    return object()


def writes(_content: bytes) -> None:
    """Writes a file."""
    Path("/tmp/atlas-worker-wrote-this").write_text("x", encoding="utf-8")


def prints(_content: bytes) -> str:
    """Prints, as a library might."""
    print("not an answer")
    return "answer"


def limits(_content: bytes) -> dict[str, int]:
    """The seconds and bytes that this process may take in all."""
    import resource

    kinds = {"processor": resource.RLIMIT_CPU, "memory": resource.RLIMIT_AS}
    return {name: resource.getrlimit(kind)[0] for name, kind in kinds.items()}


def slow(_content: bytes) -> str:
    """Takes a moment."""
    time.sleep(0.3)
    return "done"
