"""`python -m benchmarks.load.pages`: visitors who each change a filter every few seconds, and what they waited.

They speak the browser's protocol to one address behind which several servers stand (`python -m analytics serve`).
At the end twenty of them change a filter in the same moment. Memory is that of all servers together.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import numpy as np
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks import report, server
from benchmarks.cases import ROOT

MARKS = "<!-- pages measured -->", "<!-- end of pages measured -->"
PAGES = ("exports", "programmes", "membership", "markets", "cost")
MOST_VISITORS, MOST_SECONDS, AT_ONCE = 200, 600, 20
PAUSE = 5.0  # seconds between the changes of a visitor
AIM_MS = 1000


@dataclass
class Visitor:
    """One visitor of a page, with the select box of countries that it changes."""

    address: str
    page: str
    cookie: str
    line: websockets.ClientConnection | None = None
    box: str = ""
    options: list[str] = field(default_factory=list)
    script: str = ""
    chosen: str = ""
    query: str = "lang=en"
    turn: int = 0
    errors: list[str] = field(default_factory=list)

    async def open(self) -> float:
        """Open the page; returns the seconds until it was drawn."""
        self.line = await websockets.connect(
            f"{self.address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            origin=websockets.Origin(self.address),
            additional_headers={"Cookie": self.cookie} if self.cookie else None,
            max_size=None,
            open_timeout=60,
        )
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_name = self.page
        return await self._run(message)

    async def change(self) -> float:
        """Choose the next country; returns the seconds until the page was drawn anew.

        Raises ValueError where it was not.
        """
        self.turn += 1
        self.chosen = ""
        message = BackMsg()
        message.rerun_script.page_script_hash = self.script
        message.rerun_script.query_string = self.query
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = self.box, self.options[self.turn % len(self.options)]
        taken = await self._run(message)
        if self.chosen != state.string_value:
            raise ValueError(f"{self.page}: {state.string_value} was chosen and {self.chosen or 'no country'} drawn")
        return taken

    async def stay(self, after: float, end: float, opened: list[float], changed: list[float]) -> None:
        """Come in after some seconds, and change the filter every few until the end, by the monotonic clock."""
        await asyncio.sleep(after)
        opened.append(await self.open())
        while time.monotonic() < end:
            await asyncio.sleep(PAUSE)
            changed.append(await self.change())

    async def _run(self, asked: BackMsg) -> float:
        assert self.line is not None
        begun = time.perf_counter()
        await self.line.send(asked.SerializeToString())
        while True:
            raw = await asyncio.wait_for(self.line.recv(), 60)
            message = ForwardMsg()
            message.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            match message.WhichOneof("type"):
                case "navigation":  # the page; that of the session is the script round all pages
                    self.script = message.navigation.page_script_hash
                case "page_info_changed":
                    self.query = message.page_info_changed.query_string
                case "delta":
                    self._read(message)
                case "script_finished":
                    return time.perf_counter() - begun

    def _read(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "selectbox" and element.selectbox.label == "Country":
            self.box, self.options = element.selectbox.id, list(element.selectbox.options)
            self.chosen = self.options[element.selectbox.default]  # as the link says, which the choice writes
        elif element.WhichOneof("type") == "exception":
            self.errors.append(element.exception.message)
        elif element.WhichOneof("type") == "alert" and element.alert.icon == ":material/error:":
            self.errors.append(element.alert.body)


def main() -> None:
    """Measure and print; write the table into the README when asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.pages", description=__doc__)
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    given = parser.parse_args()
    visitors, seconds = min(given.visitors, MOST_VISITORS), min(given.seconds, MOST_SECONDS)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    port = server.free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "analytics", "serve", "--port", str(port), "--folder", folder]
        process = subprocess.Popen([*command, "--processes", str(given.processes)], cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            measured = asyncio.run(_measure(f"http://127.0.0.1:{port}", process.pid, visitors, seconds))
        finally:
            server.stop(process)
    table = (
        f"Measured on {date.today():%d %B %Y}: {visitors} visitors for {seconds} s, {given.processes} servers on "
        f"{os.cpu_count()} cores shared with the client (load {load:.1f} before the run).\n\n{measured}"
    )
    print(table)
    if given.write:
        report.write(table, marks=MARKS)


async def _measure(address: str, process: int, number: int, seconds: int) -> str:
    await _until_healthy(address)
    cookies = [await asyncio.to_thread(_cookie, address) for _visitor in range(number)]
    visitors = [Visitor(address, PAGES[turn % len(PAGES)], cookie) for turn, cookie in enumerate(cookies)]
    opened: list[float] = []
    changed: list[float] = []
    memory: dict[str, float] = {}
    begin = time.monotonic()

    async def watch() -> None:
        for moment in (60, seconds // 2, seconds):
            await asyncio.sleep(max(0.0, begin + moment - time.monotonic()))
            memory[f"after {moment} s"] = _megabytes(process)

    results = await asyncio.gather(
        watch(),
        *(one.stay(PAUSE * turn / number, begin + seconds, opened, changed) for turn, one in enumerate(visitors)),
        return_exceptions=True,
    )
    broken = [repr(result) for result in results if isinstance(result, BaseException)]
    crowd = [visitor for visitor in visitors if visitor.box][:AT_ONCE]
    at_once = list(await asyncio.gather(*(visitor.change() for visitor in crowd)))
    for visitor in visitors:
        if visitor.line is not None:
            await visitor.line.close()
    await asyncio.sleep(60)
    memory["a minute after all left"] = _megabytes(process)
    faults = [*broken, *(error for visitor in visitors for error in visitor.errors)]
    return "\n".join(
        [
            "| | times | p50, ms | p95, ms | most, ms | aim |",
            "|---|---|---|---|---|---|",
            _line("a page opens", opened, ""),
            _line("a filter changes", changed, _met(np.percentile(changed, 95) * 1000, "p95")),
            _line(f"{len(at_once)} change in the same moment", at_once, _met(max(at_once) * 1000, "all")),
            "",
            "Memory of all servers, MB: " + ", ".join(f"{said} {value:,.0f}" for said, value in memory.items()) + ".",
            f"Errors: {'; '.join(sorted(set(faults))) or 'none'}.",
        ]
    )


async def _until_healthy(address: str) -> None:
    healthy = 0
    for _second in range(120):
        try:
            await asyncio.to_thread(lambda: urlopen(f"{address}/health").read())
            healthy += 1
        except OSError:  # not all servers have started
            healthy = 0
        if healthy == 10:
            return
        await asyncio.sleep(1)
    raise TimeoutError(f"nothing answered at {address}")


def _cookie(address: str) -> str:
    """The cookie by which the address keeps a visitor at one server."""
    with urlopen(address) as answer:
        return "; ".join(line.split(";")[0] for line in answer.headers.get_all("Set-Cookie") or ())


def _megabytes(process: int) -> float:
    """Resident memory of a process and all that it started (Linux)."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents.setdefault(int(path.read_text().rpartition(")")[2].split()[1]), []).append(int(path.parent.name))
        except OSError:
            continue
    found, whole = [process], 0
    for one in found:
        found += parents.get(one, [])
        try:
            whole += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except OSError:
            continue
    return whole / 1e6


def _line(name: str, times: list[float], aim: str) -> str:
    p50, p95 = (float(np.percentile(times, percentile)) * 1000 for percentile in (50, 95))
    return f"| {name} | {len(times):,} | {p50:,.0f} | {p95:,.0f} | {max(times) * 1000:,.0f} | {aim or '–'} |"


def _met(value: float, what: str) -> str:
    return f"{what} ≤ {AIM_MS:,} ms: {'met' if value <= AIM_MS else '**missed**'}"


if __name__ == "__main__":
    main()
