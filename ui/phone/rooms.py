"""The workshops that phones look at, each read once for all of them."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from analytics.workshops import live, participants
from analytics.workshops.errors import UnknownWorkshop
from analytics.workshops.participants import Room

KEPT = 60  # workshops
STALE_SECONDS = 1.0  # how old what others wrote may be; what a phone itself did is always read anew


@dataclass
class _Kept:
    room: Room | None = None
    read_at: float = 0.0
    begun: float = 0.0  # when the last reading began: whoever asked before it need not read again
    mutex: threading.Lock = field(default_factory=threading.Lock)


_kept: OrderedDict[str, _Kept] = OrderedDict()
_deleted: OrderedDict[str, None] = OrderedDict()  # codes of workshops that were looked at here and are no more
_mutex = threading.Lock()


def now(code: str, *, stale: bool = False) -> Room:
    """The workshop as it is now, or with `stale` as it was within the last second. Raises UnknownWorkshop."""
    place = _place(code)
    known, asked_at = place.room, time.monotonic()
    if stale and known is not None and time.monotonic() - place.read_at < STALE_SECONDS:
        return known
    try:
        version = live.version(code)
        with place.mutex:  # who waited finds what the other has read
            if place.room is None or (place.room.details.version != version and place.begun < asked_at):
                begun = time.monotonic()
                place.room, place.begun = participants.room(code), begun
            place.read_at = time.monotonic()
            return place.room
    except UnknownWorkshop:
        with _mutex:
            _kept.pop(code, None)
            if place.room is not None:
                _deleted[code] = None
            while len(_deleted) > KEPT:
                _deleted.popitem(last=False)
        raise


def was_here(code: str) -> bool:
    """Whether phones have looked at a workshop of this code here that has been deleted since."""
    return code in _deleted


def _place(code: str) -> _Kept:
    with _mutex:
        place = _kept.setdefault(code, _Kept())
        _kept.move_to_end(code)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
        return place
