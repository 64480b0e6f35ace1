"""Phones as their own script behaves: open the page, follow the stream, look anew after a change, write and vote."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field

import httpx2

EVERY = 15.0  # seconds between two acts of a phone
ARRIVING = 10.0  # seconds in which all of them come in
LEAST, MORE, AT_ONCE = 4.0, 1.5, 0.4  # seconds before a look, as in static/phone/phone.js
PATIENCE = 30.0


@dataclass
class Taken:
    """Seconds that each kind of request took, and how many failed and why."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    acknowledged: list[str] = field(default_factory=list)


@dataclass
class Phone:
    """One phone; a `floor` asks for the same pages at the same pace and follows nothing."""

    client: httpx2.AsyncClient
    address: str
    name: str
    taken: Taken
    floor: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    hurries: asyncio.Event = field(default_factory=asyncio.Event)

    async def take_part(self, end: float) -> None:
        """Come in and take part until the time is up."""
        dice = random.Random(self.name)
        await asyncio.sleep(dice.uniform(0, ARRIVING))
        page = await self._timed("open", "GET")
        followers = [] if self.floor else [asyncio.create_task(self._follow()), asyncio.create_task(self._look(dice))]
        turn = 0
        while time.monotonic() + EVERY / 2 < end:
            await asyncio.sleep(dice.uniform(0.5, 1.5) * EVERY)
            turn += 1
            open_votes = re.findall(r'name="number" value="(\d+)">\s*<button id="v\d+" name="do" value="vote"', page)
            if turn % 3 == 0 and open_votes:
                page = await self._timed("vote", "POST", {"do": "vote", "number": dice.choice(open_votes)}) or page
            else:
                text = f"{self.name}: need {turn}"
                page = await self._timed("write", "POST", {"do": "write", "text": text}) or page
                if text in page:
                    self.taken.acknowledged.append(text)
        for follower in followers:
            follower.cancel()

    async def _timed(self, kind: str, method: str, form: dict[str, str] | None = None) -> str:
        data = {"question": "1", "lang": "en", **form} if form else None
        looking = {"Atlas-Look": "1"} if kind == "look" else None
        begun = time.perf_counter()
        try:
            answer = await self.client.request(method, self.address, data=data, headers=looking)
        except httpx2.HTTPError as fault:
            self.taken.errors[f"{kind}: {type(fault).__name__}"] += 1
            return ""
        self.taken.seconds[kind].append(time.perf_counter() - begun)
        if answer.status_code >= 400:
            self.taken.errors[f"{kind}: {answer.status_code}"] += 1
            return ""
        return answer.text

    async def _follow(self) -> None:
        known: dict[str, object] = {}
        while True:
            try:
                async with self.client.stream("GET", f"{self.address}/now", timeout=None) as stream:
                    async for line in stream.aiter_lines():
                        if line.startswith("data:"):
                            told = json.loads(line.removeprefix("data:"))
                            if known and any(told[name] != known[name] for name in ("state", "taken")):
                                self.hurries.set()
                            known = told
                            self.changed.set()
            except httpx2.HTTPError as fault:
                self.taken.errors[f"follow: {type(fault).__name__}"] += 1
            await asyncio.sleep(2)

    async def _look(self, dice: random.Random) -> None:
        while True:
            await self.changed.wait()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.hurries.wait(), LEAST + dice.uniform(0, MORE))
                await asyncio.sleep(dice.uniform(0, AT_ONCE))
            self.changed.clear()
            self.hurries.clear()
            await self._timed("look", "GET")


async def crowd(address: str, phones: int, seconds: float, *, floor: bool = False) -> Taken:
    """So many phones at the page of a workshop for so long."""
    taken, end = Taken(), time.monotonic() + seconds
    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=None)
    transport = httpx2.AsyncHTTPTransport(limits=limits)
    every = [
        Phone(
            httpx2.AsyncClient(transport=transport, timeout=PATIENCE, follow_redirects=True),
            address, f"phone {number}", taken, floor,
        )
        for number in range(phones)
    ]  # fmt: skip
    await asyncio.gather(*(phone.take_part(end) for phone in every))
    await transport.aclose()
    return taken
