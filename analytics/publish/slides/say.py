"""Where words go on a slide: text boxes, runs, and the words that stand for a shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.util import Inches, Pt

from analytics.core.text_metrics import width
from analytics.publish.slides.chart_xml import rgb

SMALLEST = 14.0  # points: less is not read in a hall
EDGES = 0.2  # inches that a text box keeps free on its left and right together


def whole(text: str, room: float, sizes: Sequence[float]) -> tuple[float, ...]:
    """Those sizes of bold type in which no word is longer than the room; the smallest where there is none."""
    return tuple(size for size in sizes if all(width(word, size, bold=True) <= room for word in text.split())) or (
        sizes[-1],
    )


def inches(box: tuple[float, float, float, float]) -> tuple[int, ...]:
    return tuple(Inches(part) for part in box)


def say(frame: Any, text: str, size: float, *, bold: bool = False, colour: str = "") -> None:
    """Words in a box, each line a paragraph, wrapped where the box ends."""
    frame.word_wrap = True
    for at, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run_of(paragraph, line, size, bold=bold, colour=colour)


def run_of(paragraph: Any, text: str, size: float, *, bold: bool = False, colour: str = "") -> Any:
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.bold = bold or None
    if colour:
        run.font.color.rgb = rgb(colour)
    return run


def described(shape: Any, name: str, alt: str) -> None:
    """Set the words that stand for the shape where it is not seen."""
    own = shape._element.xpath(".//p:cNvPr")[0]
    own.set("descr", alt)
    own.set("title", name[:200])
