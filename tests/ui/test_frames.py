"""Frames that no browser sends, on the WebSocket of the running server."""

from __future__ import annotations

import random
from contextlib import suppress

from tests.ui.guarded import Guarded, Visitor


def frame(first: int, content: bytes, said: int | None = None, mask: bytes = b"\x5a\xc3\x11\x9e") -> bytes:
    """A frame as it stands on the line: its first byte, then a length (of the content, unless another one is said)."""
    length, masked = len(content) if said is None else said, 0x80 if mask else 0
    size = (
        bytes([masked | length])
        if length < 126
        else bytes([masked | 126]) + length.to_bytes(2, "big")
        if length < 2**16
        else bytes([masked | 127]) + length.to_bytes(8, "big")
    )
    cover = mask * (len(content) // 4 + 1) if mask else bytes(len(content))
    return bytes([first]) + size + mask + bytes(one ^ other for one, other in zip(content, cover, strict=False))


NOISE = random.Random(20).randbytes(3_000)
BROKEN = {  # each ends the line that sent it, and nothing else
    "noise": NOISE,
    "an opcode that there is not": frame(0x83, b"x"),
    "a control that there is not": frame(0x8B, b"x"),
    "reserved bits": frame(0xF2, b"x"),
    "no mask": frame(0x82, b"x", mask=b""),
    "a continuation of nothing": frame(0x80, b"x"),
    "a second beginning": frame(0x02, b"x") + frame(0x82, b"x"),
    "a ping in two parts": frame(0x09, b"x"),
    "a ping that is too long": frame(0x89, b"x" * 126),
    "text that is none": frame(0x81, b"\xff\xfe\xfa"),
    "a close that is too short": frame(0x88, b"x"),
    "a close for no reason that there is": frame(0x88, (5).to_bytes(2, "big")),
    "a length of a terabyte": frame(0x82, NOISE, said=2**40),
    "a length below nothing": frame(0x82, NOISE, said=2**64 - 1),
}
ODD = {  # whole frames that say nothing to the atlas, and beginnings of some that never end
    "noise in a frame": frame(0x82, NOISE),
    "an empty frame": frame(0x82, b""),
    "a word": frame(0x81, b"hello"),
    "many pings": frame(0x89, b"x") * 2_000,
    "many small parts": frame(0x02, b"x") + frame(0x00, b"x") * 2_000,
    "half a head": b"\x82",
    "half a frame": frame(0x82, NOISE)[:1_000],
}


def test_broken_frames_end_their_own_line_and_no_other_visitor_notices(guarded: Guarded) -> None:
    host, other = f"127.0.0.1:{guarded.port}", Visitor(guarded)
    kept = []
    for name, sent in {**BROKEN, **ODD}.items():
        line = guarded.opening(Host=host, Origin=f"http://{host}", Sec_WebSocket_Protocol="streamlit")
        assert b" 101 " in line.recv(4_000).partition(b"\r\n")[0] + b" ", name
        with suppress(ConnectionError):
            line.sendall(sent)
        if name in BROKEN:
            with suppress(ConnectionResetError):
                while line.recv(4_000):  # a line that stayed open would be waited for until the time is up
                    pass
            line.close()
        else:
            kept.append(line)
        assert guarded.ask("/_stcore/health")[0] == 200, name
        assert other.session == other.asks_again(), name
    for line in kept:
        line.close()
    assert other.session == other.asks_again()
    other.line.close()
