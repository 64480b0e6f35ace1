"""A deck, slide by slide: title, subtitle, chart or table or picture or words, source, number, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pandas as pd
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches, Pt

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _, current, day, tag
from analytics.core.plot import HORIZONTAL, Empty, Grid, Plot
from analytics.core.text_metrics import LINE, fitted, sentences, wrapped
from analytics.publish.printed import printed
from analytics.publish.slides import Slide, grid_table, native, sheet, template
from analytics.publish.slides.area import Area
from analytics.publish.slides.draws import how
from analytics.publish.slides.foot import add_foot, emptied, notes, spoken
from analytics.publish.slides.parted import parted
from analytics.publish.slides.say import EDGES, SMALLEST, described, inches, run_of, say, whole
from analytics.publish.slides.theme import themed

TITLE_SIZES = (26.0, 24.0, 22.0, 20.0)
COVER_SIZES = (40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 18.0, 16.0, SMALLEST)
PANELS = 2  # panels that stand beside each other; more become groups of bars
OWN_SIZES = (*TITLE_SIZES, 18.0, 16.0, 14.0)  # of a title that an author wrote and that has to stand


def build(slides: Sequence[Slide], given: bytes | None, title: str, made: date) -> bytes:
    """The file; see `deck`."""
    if not slides:
        raise ValueError(_("There is no slide to write."))
    book = template.opened(given)
    mode = style.mode()
    try:
        for slide in (part for one in slides for part in parted(one)):
            _write(book, slide, made)
    finally:
        style.use(mode)
    book.core_properties.title = (title or _heading(slides[0]))[:255]  # as many as the format takes
    book.core_properties.author = "Nordic Cluster Atlas"
    book.core_properties.created = book.core_properties.modified = datetime(made.year, made.month, made.day)
    book.core_properties.language = tag(current())
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _heading(slide: Slide) -> str:
    return slide.title or (slide.chart.title if slide.chart else "")


def _write(book: Any, slide: Slide, made: date) -> None:
    layout = template.layout(book, opening=slide.kind == "title")
    style.use(template.mode(layout))
    page = book.slides.add_slide(layout)
    area = Area.of(book, page)
    match slide.kind:
        case "title":
            _opening(page, area, slide, made)
        case "text":
            _points(page, _head(page, area, slide.title, "", True), slide.text)
        case "table" if slide.table is not None:
            area = _head(page, area, slide.title, slide.text, True)
            _table(page, area, slide.table, slide.alt or slide.title)
        case "picture" if slide.picture is not None:
            area = _head(page, area, slide.title, slide.text, True)
            _picture(page, slide.picture, area.box, slide.alt or slide.title)
        case "chart" if slide.chart is not None:
            _chart(page, area, slide, slide.chart)
        case _:
            raise ValueError(_("A slide of the kind “{kind}” lacks what it should show.").format(kind=slide.kind))
    if slide.kind != "title":
        add_foot(page, area, slide, made)
    emptied(page)
    page.notes_slide.notes_text_frame.text = notes(slide, made)
    spoken(page)
    themed(page, layout)


# ------------------------------------------------------------------ kinds


def _opening(page: Any, area: Area, slide: Slide, made: date) -> None:
    said = [text for text in (slide.text, day(made)) if text]
    others = [p for p in page.placeholders if p.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE]
    shape = page.shapes.title
    if shape is None or shape.width is None:
        shape = page.shapes.add_textbox(*inches((area.left, 2, area.across, 1.8)))
    room = Emu(shape.width).inches - EDGES
    high = Emu(shape.height).inches
    sizes = whole(slide.title, room, COVER_SIZES)
    holds = [size for size in sizes if len(wrapped(slide.title, room, size, True)) * size * LINE / 72 <= high]
    size, text = fitted(slide.title, room, holds or sizes[-1:], 12, True)
    say(shape.text_frame, text, size, bold=True)
    below = next((one for one in others if one.width is not None and not _meet(one, shape)), None)
    if below is None:
        top = Emu(shape.top).inches
        beside = top + high > area.foot - 1.4  # no room below a title that stands low
        narrow = high > area.foot / 2
        left = Emu(shape.left + shape.width).inches + 0.2 if narrow else area.left
        place = (left, 2.4 if beside else top + high + 0.1, area.across + area.left - left, 1.4)
        below = page.shapes.add_textbox(*inches(place))
        colour = style.palette().muted
    else:
        colour = ""
    room = Emu(below.width).inches - EDGES
    size, text = fitted("\n".join(said), room, (20.0, 18.0, 16.0, 14.0), 4)
    say(below.text_frame, text, size, colour=colour)


def _meet(one: Any, other: Any) -> bool:
    """Whether two shapes cover a part of the slide together."""
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return bool(across > 0 and down > 0)


def _head(page: Any, area: Area, title: str, subtitle: str, own: bool) -> Area:
    """The title and the line below it; what is left of the area for the rest."""
    shape = page.shapes.title
    if shape is None or not area.keeps_title:
        if shape is None:
            shape = page.shapes.add_textbox(*inches((area.left, 0.35, area.across, 0.95)))
        else:
            shape.left, shape.top, shape.width, shape.height = inches((area.left, 0.35, area.across, 0.95))
    room = Emu(shape.width).inches - EDGES
    sizes = whole(title, room, OWN_SIZES if own or area.apart else TITLE_SIZES)
    lines = 2
    if area.apart:  # the place of the title is given, and its height with it
        high = Emu(shape.height).inches
        sizes = (
            tuple(size for size in sizes if len(wrapped(title, room, size, True)) * size * LINE / 72 <= high)
            or sizes[-1:]
        )
        lines = 12
    size, text = fitted(title, room, sizes, lines, bold=True)
    tall = len(wrapped(text, room, size, bold=True)) * size * LINE / 72 + 0.1
    say(shape.text_frame, text, size, bold=True)
    below = area.top
    if not area.apart:
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        left, top = Emu(shape.left).inches, Emu(shape.top).inches
        below = top + tall
        shape.left, shape.top, shape.width, shape.height = inches((left, top, room + EDGES, tall))
    if subtitle:
        size, text = fitted(subtitle, area.across - EDGES, (16.0, SMALLEST), 2)
        tall = len(wrapped(text, area.across - EDGES, size)) * size * LINE / 72 + 0.1
        box = page.shapes.add_textbox(*inches((area.left, below, area.across, tall)))
        say(box.text_frame, text, size, colour=style.palette().muted)
        below += tall
    return replace(area, top=below + 0.1)


def _points(page: Any, area: Area, text: str) -> None:
    """A line a point; the largest type in which all of them fit."""
    lines = [line.strip().removeprefix("- ").removeprefix("• ") for line in text.splitlines() if line.strip()]
    room, tall = area.across - EDGES - 0.35, area.foot - area.top - 0.3
    sizes = (28.0, 24.0, 22.0, 20.0, 18.0, 16.0, SMALLEST)

    def needs(size: float) -> float:
        return sum(len(wrapped(line, room, size)) * size * LINE / 72 + size / 2 / 72 for line in lines)

    size = next((size for size in sizes if needs(size) <= tall), sizes[-1])
    box = page.shapes.add_textbox(*inches((area.left, area.top + 0.1, area.across, tall)))
    box.text_frame.word_wrap = True
    for at, line in enumerate(lines):
        paragraph = box.text_frame.paragraphs[0] if at == 0 else box.text_frame.add_paragraph()
        run_of(paragraph, line, size)
        paragraph.space_after = Pt(size / 2)
        if len(lines) > 1:
            own = paragraph._p.get_or_add_pPr()
            own.set("marL", str(Inches(0.3)))
            own.set("indent", str(-Inches(0.3)))
            own.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def _chart(page: Any, area: Area, slide: Slide, chart: Chart) -> None:
    title, subtitle = _words(area, slide, chart)
    area = _head(page, area, title, subtitle, bool(slide.title))
    box = area.box
    drawing, chosen = chart.drawing, how(chart.drawing)
    if chosen == "chart" and isinstance(drawing, Plot) and len(drawing.facets) == PANELS:
        _panels(page, drawing, box, chart)
    elif chosen == "chart" and isinstance(drawing, Plot):
        described(native.add(page, drawing, box, chart.title), chart.title, chart.alt)
    elif chosen == "grid" and isinstance(drawing, Grid):
        described(grid_table.add_grid(page, drawing, box), chart.title, chart.alt)
    elif chosen == "words" and isinstance(drawing, Empty):
        _reason(page, box, drawing.text)
    elif chosen == "picture":
        _picture(page, _image(chart, box), box, chart.alt)
    else:
        _table(page, area, chart.table, chart.alt)


def _panels(page: Any, plot: Plot, box: tuple[float, float, float, float], chart: Chart) -> None:
    """Panels as charts beside each other on one scale, each below its head."""
    left, top, across, down = box
    each, size = across / PANELS, SMALLEST
    shown = [value for one in plot.series for value in one.y if value is not None]
    axis = plot.values if plot.values.high is not None else replace(plot.values, high=1.2 * max(shown))
    bare = replace(plot, facets=(), legend="")
    scaled = replace(bare, x=axis) if plot.kind in HORIZONTAL else replace(bare, y=axis)
    heads = [fitted(head.replace("\n", ": "), each - EDGES, (size,), 2, bold=True)[1] for head in plot.facets]
    tall = max(len(wrapped(head, each - EDGES, size, bold=True)) for head in heads) * size * LINE / 72 + 0.15
    for at, head in enumerate(heads):
        place = left + at * each
        say(page.shapes.add_textbox(*inches((place, top, each, tall))).text_frame, head, size, bold=True)
        own = tuple(replace(one, facet=0, name=one.name or head) for one in plot.series if one.facet == at)
        inner = (place, top + tall, each - 0.2, down - tall)
        described(native.add(page, replace(scaled, series=own), inner, head), f"{chart.title}: {head}", chart.alt)


def _words(area: Area, slide: Slide, chart: Chart) -> tuple[str, str]:
    """Title and subtitle: the author's title or, if it fits in two lines, the insight, with what was measured below."""
    room, words = area.across - EDGES, printed(chart, filters=slide.filters, said=False)
    below = "\n".join(text for text in (words.subtitle, words.filter_line) if text)
    if slide.title:
        return slide.title, "\n".join(text for text in (slide.text or words.subtitle, words.filter_line) if text)
    if words.insight and len(wrapped(words.insight, room, TITLE_SIZES[-1], bold=True)) <= 2:
        return words.insight, below
    return words.title, "\n".join(text for text in (sentences(words.insight, room, 14.0, 2), below) if text)


def _reason(page: Any, box: tuple[float, float, float, float], text: str) -> None:
    """Why there is nothing to draw, in the middle of the slide."""
    left, top, across, down = box
    shape = page.shapes.add_textbox(*inches((left + across / 6, top, across * 2 / 3, down)))
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    size, text = fitted(text, across * 2 / 3 - EDGES, (20.0, 18.0, 16.0, 14.0), 8)
    say(shape.text_frame, text, size, colour=style.palette().muted)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.CENTER


def _image(chart: Chart, box: tuple[float, float, float, float]) -> bytes:
    """A picture of what PowerPoint has no type for, in the shape of its place, without the slide's words."""
    from analytics.publish import pictures

    return pictures.alone(chart, *box[2:])


def _picture(page: Any, content: bytes, box: tuple[float, float, float, float], alt: str) -> None:
    """The picture as large as the box allows, in its middle. Raises ValueError for what is no picture."""
    left, top, across, down = box
    try:
        shape = page.shapes.add_picture(BytesIO(content), Inches(left), Inches(top))
    except (OSError, ValueError, KeyError) as error:
        raise ValueError(_("This file is no picture that PowerPoint takes. PNG and JPEG are.")) from error
    scale = min(Inches(across) / shape.width, Inches(down) / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape.left, shape.top = Inches(left + across / 2) - shape.width // 2, Inches(top + down / 2) - shape.height // 2
    described(shape, alt, alt)


def _table(page: Any, area: Area, rows: pd.DataFrame, alt: str) -> None:
    room = (area.left, area.top, area.across, area.foot - area.top - 0.45)
    graphic, note = sheet.add_table(page, rows, room)
    described(graphic, alt, alt)
    if note:
        box = page.shapes.add_textbox(*inches((area.left, area.foot - 0.42, area.across, 0.34)))
        say(box.text_frame, note, SMALLEST, colour=style.palette().muted)
