"""What people wrote in a workshop, read from a file or from pasted lines; nothing is dropped silently.

Pure: bytes (or text) and `Choices` in, `Understood` out, so that it can run in a process of its own.
"""

from analytics.workshops.statements.decoding import decoded
from analytics.workshops.statements.models import (
    BYTES,
    CHARACTERS,
    FIELDS,
    SHORT,
    STATEMENTS,
    Choices,
    Fault,
    Understood,
    UnreadableError,
)
from analytics.workshops.statements.reading import explained, from_frame, read, read_lines
from analytics.workshops.statements.text_file import parsed

__all__ = [
    "BYTES",
    "CHARACTERS",
    "FIELDS",
    "SHORT",
    "STATEMENTS",
    "Choices",
    "Fault",
    "Understood",
    "UnreadableError",
    "decoded",
    "explained",
    "from_frame",
    "parsed",
    "read",
    "read_lines",
]
