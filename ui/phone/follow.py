"""Tells the phones in a room at once when something has changed there, over a stream of events for each.

One task looks at the store for all phones of a workshop; a phone then fetches its page when it suits.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from analytics.workshops.errors import Refused, UnknownWorkshop
from analytics.workshops.participants import Room
from analytics.workshops.rows import plain_code
from ui import visitors
from ui.phone import door, page, rooms

LOOK_SECONDS = 0.7  # between two looks at the store
BEAT_SECONDS = 15.0  # a line that says nothing, so that what lies between keeps the connection
TURNS_SECONDS = 120.0  # how long one answer goes on before the phone asks again
STREAMS = 3_000  # of one process
OF_ONE_ADDRESS = 1_200
GONE = {"version": 0, "state": "gone", "hidden": [], "taken": 0}
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
STREAM = "text/event-stream"

log = logging.getLogger("atlas")


@dataclass
class _Watch:
    """What is known of a workshop, and the phones that wait for something else.

    `taken` counts how often something went that a phone can only lose by looking: a word of a cloud, all that was
    answered to a question. The statements that are hidden a phone takes out itself: a hall that looks at once is slow.
    """

    now: dict[str, object] | None = None
    event: str = ""  # `now` as the phones are sent it
    room: Room | None = None
    taken: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    listeners: int = 0
    task: asyncio.Task[None] | None = None

    def see(self, room: Room) -> None:
        """Compare with what was seen before, and tell."""
        if self.room is not None and room is not self.room and not _looked_for(self.room) <= _looked_for(room):
            self.taken += 1
        self.room = room
        hidden = [said.number for said in room.statements if said.hidden]
        version, state = room.details.version, page.state(room)
        self.tell({"version": version, "state": state, "hidden": hidden, "taken": self.taken})

    def tell(self, now: dict[str, object]) -> None:
        if now != self.now:
            self.now, self.event = now, _event(now)
            self.changed.set()
            self.changed = asyncio.Event()


def _looked_for(room: Room) -> set[tuple[int, int]]:
    """The questions that anything was answered to, and each word of a cloud."""
    clouds = {question.number for question in room.details.questions if question.kind == "words"}
    said = [one for one in room.statements if not one.hidden and not one.waiting]
    return {(one.question, one.number if one.question in clouds else 0) for one in said} | {
        (question, 0) for question, given in room.answers.items() if given
    }


_watches: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, _Watch]] = WeakKeyDictionary()
_streams: dict[str, int] = {}
_stopping = False


def stop() -> None:
    """End all streams within a moment: a server that stops waits for its open answers."""
    global _stopping
    _stopping = True


async def now(request: Request) -> Response:
    """Answer with a stream of events: version and state of the workshop, and what was taken away."""
    code, asks = plain_code(request.path_params["code"]), visitors.address(request)
    if sum(_streams.values()) >= STREAMS or _streams.get(asks, 0) >= OF_ONE_ADDRESS:
        return PlainTextResponse("Too many pages follow a workshop from here.", 503, {"Retry-After": "5"})
    try:
        await run_in_threadpool(door.room, request, code, stale=True)
    except UnknownWorkshop:  # deleted between two streams: a phone that is told so says it at once
        return PlainTextResponse(_event(GONE), headers=HEADERS, media_type=STREAM)
    except Refused as refusal:
        return PlainTextResponse(str(refusal), 503, {"Retry-After": "5"})
    return StreamingResponse(_events(code, asks), media_type=STREAM, headers=HEADERS)


async def _events(code: str, asks: str) -> AsyncIterator[str]:
    watch = _watched(code)
    watch.listeners += 1
    _streams[asks] = _streams.get(asks, 0) + 1
    clock = asyncio.get_running_loop().time
    end, beat, told = clock() + TURNS_SECONDS, clock() + BEAT_SECONDS, None
    try:
        yield "retry: 2000\n\n"
        while not _stopping and clock() < end:
            waiting = watch.changed
            if watch.now is not None and watch.now != told:
                told, beat = watch.now, clock() + BEAT_SECONDS
                yield watch.event
                if told == GONE:
                    return
            elif clock() >= beat:
                beat = clock() + BEAT_SECONDS
                yield ":\n\n"
            with suppress(TimeoutError):
                async with asyncio.timeout(1.0 if watch.now else LOOK_SECONDS):
                    await waiting.wait()
        if not _stopping:
            yield "retry: 200\n\n"  # nothing may be missed for long between two turns
    finally:
        watch.listeners -= 1
        _streams[asks] -= 1
        if not _streams[asks]:
            del _streams[asks]


def _event(now: dict[str, object]) -> str:
    return f"data: {json.dumps(now)}\n\n"


def _watched(code: str) -> _Watch:
    here = _watches.setdefault(asyncio.get_running_loop(), {})
    watch = here.setdefault(code, _Watch())
    if watch.task is None or watch.task.done():
        watch.task = asyncio.create_task(_look(code, watch, here))
    return watch


async def _look(code: str, watch: _Watch, here: dict[str, _Watch]) -> None:
    """Look at the workshop as long as somebody listens."""
    while True:
        try:
            room = await run_in_threadpool(rooms.now, code, stale=False)
            watch.see(room)
        except UnknownWorkshop:
            watch.tell(GONE)
        except Refused:
            pass  # the store does not answer just now
        except Exception:
            log.exception("a workshop could not be followed")
        await asyncio.sleep(LOOK_SECONDS)
        if not watch.listeners or _stopping or watch.now == GONE:
            here.pop(code, None)
            return
