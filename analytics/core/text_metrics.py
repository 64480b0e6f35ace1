"""How wide and high words are in inches, and how they break into lines, in a face that is wider than most."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s(?=[A-ZÅÄÖ])|(?<=[\d)%][.!?])\s(?=[A-ZÅÄÖ])")
LINE = 1.2  # height of a line in sizes of its type


@lru_cache(maxsize=4)
def _font(bold: bool) -> Any:
    import matplotlib
    from PIL import ImageFont

    # A wide face that comes with matplotlib: what fits in it fits in Arial, and in most faces of templates.
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(f"{matplotlib.get_data_path()}/fonts/ttf/{name}", 100)


@lru_cache(maxsize=16384)
def _em(text: str, bold: bool) -> float:
    return float(_font(bold).getlength(text)) / 100


def width(text: str, points: float, bold: bool = False) -> float:
    """Inches that the longest line takes."""
    return max((_em(line, bold) for line in text.split("\n")), default=0.0) * points / 72


def height(text: str, points: float) -> float:
    """Inches that the lines take."""
    return (text.count("\n") + 1) * points * LINE / 72


def widest(texts: Iterable[str], points: float) -> float:
    """Inches of the longest of several texts; 0 if there is none."""
    return max((width(text, points) for text in texts), default=0.0)


def wrapped(text: str, room: float, points: float, bold: bool = False) -> list[str]:
    """The text in lines of at most `room` inches; a word that is longer is broken."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}" if line else word
            if width(longer, points, bold) <= room:
                line = longer
                continue
            lines += [line] if line else []
            while width(word, points, bold) > room and len(word) > 1:
                fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or width(word[:n], points, bold) <= room)
                lines.append(word[:fits])
                word = word[fits:]
            line = word
        lines.append(line)
    return lines


def fitted(text: str, room: float, sizes: Iterable[float], lines: int, bold: bool = False) -> tuple[float, str]:
    """The largest of `sizes` (falling) in which the text takes at most `lines`; at the smallest it is cut, with "…"."""
    size = 0.0
    for size in sizes:
        if len(wrapped(text, room, size, bold)) <= lines:
            return size, text
    return size, cut(text, room, size, lines, bold)


def cut(text: str, room: float, size: float, lines: int, bold: bool = False) -> str:
    """As many words as take at most `lines` of `room` inches, with "…" if that is not all of them."""
    if len(wrapped(text, room, size, bold)) <= lines:
        return text
    words = text.split(" ")
    while len(words) > 1 and len(wrapped(" ".join(words) + "…", room, size, bold)) > lines:
        words.pop()
    kept = " ".join(words)
    while len(kept) > 1 and len(wrapped(kept + "…", room, size, bold)) > lines:
        kept = kept[:-1]
    return kept.rstrip(" ,;:") + "…"


def sentences(text: str, room: float, size: float, lines: int) -> str:
    """As many whole sentences as take at most `lines`; where not even the first fits, it is cut."""
    ends = [*(found.start() for found in _SENTENCE.finditer(text)), len(text)]
    whole = [text[:end] for end in ends if len(wrapped(text[:end], room, size)) <= lines]
    return whole[-1] if whole else cut(text, room, size, lines)
