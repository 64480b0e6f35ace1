"""The part of a slide that is free for its content, beside the place that a layout gives the title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.util import Emu

from analytics.publish.slides import base

_FOOT = 0.45  # inches for the sources
_LOW, _NARROW = 0.45, 0.5  # shares of the slide: a title lower, or narrower, than these stands apart from the content


@dataclass(frozen=True)
class Area:
    """In inches: where content begins and how far it reaches; its foot is where the sources begin.

    `apart` is a title that the layout has below or beside the content; `keeps_title` is false where its place is none.
    """

    left: float
    top: float
    across: float
    foot: float
    apart: bool = False
    keeps_title: bool = True

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the content."""
        return self.left, self.top, self.across, max(self.foot - self.top - 0.1, 0.5)

    @classmethod
    def of(cls, book: Any, page: Any) -> Area:
        """The area of a new slide, by the place of its title."""
        wide, high = Emu(book.slide_width).inches, Emu(book.slide_height).inches
        margin = min(base.MARGIN, wide / 12)
        whole = cls(margin, 0.35, wide - 2 * margin, high - _FOOT - 0.15)
        title = page.shapes.title
        if title is None:
            return whole
        if None in (title.left, title.top, title.width, title.height):
            return cls(whole.left, whole.top, whole.across, whole.foot, keeps_title=False)
        left, top = Emu(title.left).inches, Emu(title.top).inches
        across, down = Emu(title.width).inches, Emu(title.height).inches
        if top > _LOW * high:
            foot = top - _FOOT - 0.1
            return cls(whole.left, whole.top, whole.across, foot, apart=True, keeps_title=foot > high / 2)
        if across < _NARROW * wide and down > high / 3:
            after, before = wide - margin - (left + across + 0.2), left - 0.2 - margin
            if max(after, before) > wide / 2:
                start = left + across + 0.2 if after >= before else margin
                return cls(start, whole.top, max(after, before), whole.foot, apart=True)
            return cls(whole.left, whole.top, whole.across, whole.foot, keeps_title=False)
        return whole
