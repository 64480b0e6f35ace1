"""Office files (zip files of XML parts) of strangers: what is in them, counted before any library builds objects of it.

A kilobyte of zip can hold a gigabyte of XML, and a byte of XML takes some thirty of memory once it is a tree. Here
the parts are read by a parser that keeps nothing, up to limits.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

CHUNK = 65_536
ATTRIBUTES = 1_000  # of an element
_XML = (".xml", ".rels", ".vml")


class TooLargeError(ValueError):
    """More parts, bytes, elements or depth than the limits allow."""


class DamagedError(ValueError):
    """No zip file, locked, or with parts that are no plain XML."""


@dataclass(frozen=True)
class Limits:
    """How much an office file may hold: parts, bytes unpacked in all and of a part, elements in all, their depth."""

    parts: int
    unpacked: int
    part: int
    elements: int
    depth: int = 200
    of_a_kind: Mapping[str, int] = field(default_factory=dict)  # most elements of a name, such as {"sheet": 50}


Seen = Callable[[str, Mapping[str, str]], None]


def check(content: bytes, limits: Limits, seen: Seen = lambda _name, _attributes: None) -> None:
    """Raises TooLargeError or DamagedError; `seen` is told each element's local name and attributes.

    Whatever `seen` raises ends the reading.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked:
                raise TooLargeError
            if len({part.filename for part in parts}) < len(parts) or any(part.flag_bits & 1 for part in parts):
                raise DamagedError
            counter = _Counter(limits, seen)
            for part in parts:
                if part.file_size > limits.part:
                    raise TooLargeError
                with packed.open(part) as stream:
                    start = stream.read(CHUNK)
                    if part.filename.lower().endswith(_XML) or _looks_like_xml(start):
                        counter.count(start, stream)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, zlib.error) as error:
        raise DamagedError from error


def _looks_like_xml(start: bytes) -> bool:
    return start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


class _Counter:
    def __init__(self, limits: Limits, seen: Seen) -> None:
        self.limits, self.seen = limits, seen
        self.elements, self.depth = 0, 0
        self.kinds: dict[str, int] = dict.fromkeys(limits.of_a_kind, 0)

    def count(self, start: bytes, stream: IO[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self.begins, self.ends
        parser.StartDoctypeDeclHandler = self.declares
        self.depth = 0
        try:
            chunk = start
            while chunk:
                parser.Parse(chunk, False)
                chunk = stream.read(CHUNK)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise DamagedError from error

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        local = name.rpartition(":")[2]
        if local in self.kinds:
            self.kinds[local] += 1
            if self.kinds[local] > self.limits.of_a_kind[local]:
                raise TooLargeError
        self.elements += len(attributes) // 2  # they take memory as elements do
        if len(attributes) > ATTRIBUTES or self.elements > self.limits.elements or self.depth > self.limits.depth:
            raise TooLargeError
        self.seen(local, attributes)

    def ends(self, _name: str) -> None:
        self.depth -= 1

    def declares(self, *_about: object) -> None:
        raise DamagedError
