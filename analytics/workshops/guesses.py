"""Codes that nobody has: six digits can be guessed, so an address may be wrong only so often.

Counted in this process. The code lets nobody write or moderate: a device's token and the facilitator's key do.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import TypeVar

from analytics.workshops import errors

Answer = TypeVar("Answer")
WRONG = 30  # codes, of one address within the time
SECONDS = 600
ADDRESSES = 10_000  # that are remembered, the latest

_wrong: OrderedDict[str, deque[float]] = OrderedDict()
_mutex = threading.Lock()


def limited(address: str, ask: Callable[[str], Answer], code: str) -> Answer:
    """What `ask` says of the code; an address that was wrong too often is not answered at all.

    Raises TooManyGuesses, and whatever `ask` raises.
    """
    with _mutex:
        times = _wrong.get(address, deque())
        while times and times[0] < time.monotonic() - SECONDS:
            times.popleft()
        if len(times) >= WRONG:
            raise errors.TooManyGuesses
    try:
        return ask(code)
    except errors.UnknownWorkshop:
        with _mutex:
            _wrong.setdefault(address, deque()).append(time.monotonic())
            _wrong.move_to_end(address)
            if len(_wrong) > ADDRESSES:
                _wrong.popitem(last=False)
        raise
