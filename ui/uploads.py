"""Files that a visitor hands over: read once a file, in the worker process, and the answer kept for the visit alone."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeVar

import streamlit as st

from analytics.core.language import current
from analytics.core.worker import BusyError

KEY, KEPT = "read files", 8
Answer = TypeVar("Answer")


def kept(read: Callable[[bytes], Answer], content: bytes, beside: str = "") -> Answer:
    """What a reader of files answers, asked once for a file and language; what it raises for a file is kept too.

    `beside` says what else the answer stands on.
    """
    answers: dict[tuple[str, str, str, str], Any] = st.session_state.setdefault(KEY, {})
    asked = (f"{read.__module__}.{read.__qualname__}", sha256(content).hexdigest(), current(), beside)
    if asked not in answers:
        try:
            answer: Any = read(content)
        except Exception as error:
            if isinstance(error.__cause__ or error, BusyError):
                raise
            answer = error
        while len(answers) >= KEPT:
            del answers[next(iter(answers))]
        answers[asked] = answer
    if isinstance(answers[asked], Exception):
        raise answers[asked].with_traceback(None)
    found: Answer = answers[asked]
    return found
