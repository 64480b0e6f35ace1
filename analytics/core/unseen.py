"""Signs that nobody sees and that change what is seen: letters in another order, two names that look the same.

See Unicode Technical Report 36 (Unicode Security Considerations), 2.10.
"""

from __future__ import annotations

import re

# Of a regular expression's class. U+202E makes "fdp.exe" of "exe.pdf".
DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
HIDDEN = (
    DIRECTIONS
    + "\x80-\x9f\u00ad\u034f\u180e\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\U000e0000-\U000e007f"
)
_DIRECTIONS = re.compile(f"[{DIRECTIONS}]")


def in_order(text: str) -> str:
    """The text without signs that turn the direction of what follows; joiners, which emoji need, stay."""
    return _DIRECTIONS.sub("", text)
