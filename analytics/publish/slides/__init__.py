"""PowerPoint decks with native, editable charts; python-pptx is imported when a deck is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

    from analytics.core.chart import Chart


@dataclass(frozen=True, eq=False)
class Slide:
    """One slide. Without a `title` a chart's insight is it.

    `text` is the subtitle of a title slide and, a line a point, the body of a text slide; `note` goes to the speaker.
    A "picture" (PNG or JPEG bytes) and a "table" take `alt`, the words for who cannot see it, and `source`.
    `link` reopens the view, `filters` are what the page was narrowed to, in words; a chart's own are known.
    """

    kind: Literal["chart", "title", "text", "table", "picture"]
    title: str = ""
    chart: Chart | None = None
    text: str = ""
    note: str = ""
    picture: bytes | None = None
    table: pd.DataFrame | None = None
    alt: str = ""
    source: str = ""
    link: str = ""
    filters: tuple[str, ...] = ()


def deck(slides: Sequence[Slide], *, template: bytes | None = None, title: str = "", made: date | None = None) -> bytes:
    """The slides as a PPTX file in the language in use, light; `title` and `made` (today) go to its properties too.

    `template` is another .pptx file, whose masters, layouts, theme and slide size are used and whose slides are not.
    Raises ValueError for no slides, a slide without what its kind needs, and a file that is no presentation.
    """
    from analytics.publish.slides.build import build

    return build(slides, template, title, made or date.today())


@contextmanager
def looked(template: bytes | None) -> Iterator[None]:
    """Inside it charts are described in the mode, dark or light, that is seen on the slides of a template."""
    from analytics.core import style
    from analytics.publish.slides import template as templates

    before = style.mode()
    try:
        style.use(templates.mode(templates.layout(templates.opened(template), opening=False)))
        yield
    finally:
        style.use(before)
