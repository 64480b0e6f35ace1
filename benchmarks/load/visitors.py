"""A visitor of a Streamlit page without a browser: its protocol is protobuf over a WebSocket."""

from __future__ import annotations

import asyncio
import time
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


async def stay(address: str, page: str, seconds: float, **query: str) -> list[float]:
    """Open a page and let it draw itself anew as it asks; returns the seconds that each run took."""
    runs: list[float] = []
    origin, end = address, time.monotonic() + seconds
    socket_address = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with websockets.connect(
        socket_address,
        subprotocols=[websockets.Subprotocol("streamlit")],
        origin=websockets.Origin(origin),
        max_size=None,
        open_timeout=60,
    ) as line:
        begun = time.perf_counter()
        await line.send(_run(page, query, ""))
        again: dict[str, asyncio.Task[None]] = {}

        async def rerun(fragment: str, after: float) -> None:
            nonlocal begun
            while True:
                await asyncio.sleep(after)
                begun = time.perf_counter()
                await line.send(_run(page, query, fragment))

        while time.monotonic() < end:
            try:
                raw = await asyncio.wait_for(line.recv(), max(end - time.monotonic(), 0.1))
            except TimeoutError:
                break
            message = ForwardMsg()
            message.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            kind = message.WhichOneof("type")
            if kind == "auto_rerun" and message.auto_rerun.fragment_id not in again:
                asked = message.auto_rerun
                again[asked.fragment_id] = asyncio.create_task(rerun(asked.fragment_id, asked.interval))
            elif kind == "script_finished":
                runs.append(time.perf_counter() - begun)
        for task in again.values():
            task.cancel()
    return runs


def _run(page: str, query: dict[str, str], fragment: str) -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = urlencode(query)
    message.rerun_script.page_name = page
    message.rerun_script.fragment_id = fragment
    return message.SerializeToString()
