"""Longer content in letters that may stand in a link, and back, up to a size when unpacked."""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

LONGEST = 8_000  # letters: browsers and proxies keep addresses of this length


def packed(content: bytes) -> str:
    """The content as letters, digits, - and _."""
    return urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")


def unpacked(letters: str, largest: int) -> bytes:
    """What `packed` was given. Raises ValueError for other letters, and for more than `largest` bytes."""
    if len(letters) > LONGEST:
        raise ValueError("The link is too long.")
    try:
        unpack = zlib.decompressobj()
        content = unpack.decompress(urlsafe_b64decode(letters + "=" * (-len(letters) % 4)), largest)
    except zlib.error as error:
        raise ValueError("The link is cut or changed.") from error
    if unpack.unconsumed_tail or not unpack.eof:
        raise ValueError("The link is cut, or holds too much.")
    return content
