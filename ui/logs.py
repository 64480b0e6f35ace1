"""What the server writes down: lines of text, or with ATLAS_LOG=json a JSON object a line, on standard error.

No line holds what visitors typed, asked for or are called: of a fault JSON names its kind and where in the code it
happened, without its message, which may quote a value. What repeats is written a few times a minute and then counted.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
import traceback
from datetime import UTC, datetime

SETTING = "ATLAS_LOG"  # json, or anything else for text
OFTEN, SECONDS = 20, 60.0  # lines of one kind that are written in a time
KINDS = 500  # that are counted


class Often(logging.Filter):
    """Lets through so many lines of a kind a minute: whoever provokes faults cannot fill the disk with them."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: dict[tuple[str, str], list[float]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written; the last one says that more of its kind are not."""
        kind, now = (record.name, str(record.msg)), time.monotonic()
        if kind not in self.seen and len(self.seen) >= KINDS:
            self.seen.clear()
        begun = self.seen.get(kind)
        if begun is None or now - begun[0] > SECONDS:
            begun = self.seen[kind] = [now, 0]
        begun[1] += 1
        if begun[1] == OFTEN:
            record.msg, record.args = f"{record.getMessage()} (more of this kind are not written for a minute)", ()
        return begun[1] <= OFTEN


def _names_nobody(record: logging.LogRecord) -> bool:
    """Leaves out what the web server writes of each request and connection: it holds the visitor's address."""
    return not record.name.startswith("uvicorn") or record.levelno >= logging.WARNING


class JsonLines(logging.Formatter):
    """A record as JSON on one line: time, level, logger, message, and of an exception its kind and place."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            line["error"] = record.exc_info[0].__name__
            line["at"] = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        return json.dumps(line, ensure_ascii=False)


def set_up() -> None:
    """Let the atlas and what it runs on write their lines as the setting says."""
    from streamlit import logger as streamlit_logger

    as_json = os.environ.get(SETTING, "").strip().lower() == "json"
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_names_nobody)
    handler.addFilter(Often())
    handler.setFormatter(
        JsonLines() if as_json else logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    atlas = logging.getLogger("atlas")
    atlas.handlers, atlas.propagate = [handler], False
    atlas.setLevel(logging.INFO)
    if as_json:
        logging.getLogger().handlers = [handler]
        streamlit_logger.setup_formatter = lambda logger: _through(logger, handler)
        for name in ("streamlit", "uvicorn", "uvicorn.error", *streamlit_logger._loggers):
            _through(logging.getLogger(name), handler)


def _through(logger: logging.Logger, handler: logging.Handler) -> None:
    logger.handlers, logger.propagate = [handler], False
