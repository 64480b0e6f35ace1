"""What stands in an SVG of ours: its words with the room that they take, its shapes."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from analytics.render.svg_canvas import Box, wide

SVG = "{http://www.w3.org/2000/svg}"
_ABOVE, _BELOW = 0.74, 0.2  # of the size, from the baseline to the top of capitals and the bottom of words
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}


def parsed(svg: str) -> ElementTree.Element:
    """The root of a well-formed SVG."""
    return ElementTree.fromstring(svg)


def shapes(svg: str, tag: str, **wanted: str) -> list[dict[str, str]]:
    """The attributes of the elements of a name that have the wanted ones."""
    found = [dict(one.attrib) for one in parsed(svg).iter(SVG + tag)]
    return [one for one in found if all(one.get(name.replace("_", "-")) == value for name, value in wanted.items())]


def numbers(path: str) -> list[tuple[float, float]]:
    """The points of a path of straight lines."""
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


def words(svg: str) -> list[tuple[str, Box]]:
    """Each line of words and its room."""
    found = []
    for text in parsed(svg).iter(SVG + "text"):
        size, before = float(text.get("font-size", 0)), _BEFORE[text.get("text-anchor", "start")]
        if turned := re.search(r"translate\((\S+) (\S+)\) rotate", text.get("transform", "")):
            x, y = map(float, turned.groups())
            length = wide(text.text or "", size)
            bottom = y + before * length
            found.append((text.text or "", Box(x - _ABOVE * size, bottom - length, x + _BELOW * size, bottom)))
        for line in text.iter(SVG + "tspan"):
            x, y = float(line.get("x", 0)), float(line.get("y", 0))
            length = wide(line.text or "", size, line.get("font-weight") == "700")
            left = x - before * length
            found.append((line.text or "", Box(left, y - _ABOVE * size, left + length, y + _BELOW * size)))
    return found


def outside(svg: str, width: float, height: float) -> list[str]:
    """The words that leave a picture."""
    return [
        text for text, box in words(svg)
        if box.left < 0 or box.top < -0.5 or box.right > width + 0.5 or box.bottom > height + 0.5
    ]  # fmt: skip


def overlapping(svg: str) -> list[tuple[str, str]]:
    """The pairs of words that cover each other."""
    found = words(svg)
    return [
        (text, other) for at, (text, box) in enumerate(found) for other, second in found[at + 1 :] if box.meets(second)
    ]  # fmt: skip
