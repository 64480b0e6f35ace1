"""Long names on several lines, for the axes of charts."""

from __future__ import annotations

from textwrap import wrap


def halved(name: str, width: int) -> str:
    """A name on two lines, parted at the space nearest to its middle, when it is longer than `width` characters."""
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if len(name) <= width or not spaces:
        return name
    middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def broken(text: str, width: int) -> str:
    """A text on lines of at most `width` characters; a longer word stays whole."""
    return "\n".join(wrap(text, width, break_long_words=False))
