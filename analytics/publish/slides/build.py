"""A deck, slide by slide: title, subtitle, chart or table or picture or words, source, number, notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pandas as pd
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _, current, day, tag
from analytics.core.markdown import strip_markdown
from analytics.core.plot import Empty, Grid, Plot
from analytics.core.text_metrics import LINE, fitted, sentences, width, wrapped
from analytics.publish.printed import printed, source_words
from analytics.publish.slides import Slide, base, grid_table, native, sheet
from analytics.publish.slides.chart_xml import rgb
from analytics.publish.slides.draws import how

TITLE_SIZES = (26.0, 24.0, 22.0, 20.0)
OWN_SIZES = (*TITLE_SIZES, 18.0, 16.0, 14.0)  # of a title that an author wrote and that has to stand
SMALL = 10.0
EDGES = 0.2  # inches that a text box keeps free on its left and right together


class Frame:
    """Where things stand on a slide, in inches."""

    def __init__(self, book: Any) -> None:
        self.wide, self.high = Emu(book.slide_width).inches, Emu(book.slide_height).inches
        self.left, self.foot = base.MARGIN, self.high - 0.62
        self.across = self.wide - 2 * self.left


def build(slides: Sequence[Slide], template: bytes | None, title: str, made: date) -> bytes:
    """The file; see `deck`."""
    if not slides:
        raise ValueError(_("There is no slide to write."))
    book = base.opened(template)
    frame = Frame(book)
    mode = style.mode()
    style.use("light")
    try:
        for slide in slides:
            _write(book, frame, slide, made)
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


def _write(book: Any, frame: Frame, slide: Slide, made: date) -> None:
    page = book.slides.add_slide(base.layout(book, opening=slide.kind == "title"))
    match slide.kind:
        case "title":
            _opening(page, frame, slide, made)
        case "text":
            top = _head(page, frame, slide.title, "", True)
            _points(page, frame, slide.text, top)
        case "table" if slide.table is not None:
            top = _head(page, frame, slide.title, slide.text, True)
            _table(page, frame, slide.table, top, slide.alt or slide.title)
        case "picture" if slide.picture is not None:
            top = _head(page, frame, slide.title, slide.text, True)
            _picture(
                page, slide.picture, (frame.left, top, frame.across, frame.foot - top - 0.1), slide.alt or slide.title
            )
        case "chart" if slide.chart is not None:
            _chart(page, frame, slide, slide.chart)
        case _:
            raise ValueError(_("A slide of the kind “{kind}” lacks what it should show.").format(kind=slide.kind))
    if slide.kind != "title":
        _footer(page, frame, slide, made)
    _emptied(page)
    page.notes_slide.notes_text_frame.text = _notes(slide, made)
    _spoken(page)


# ------------------------------------------------------------------ kinds


def _opening(page: Any, frame: Frame, slide: Slide, made: date) -> None:
    said = [text for text in (slide.text, day(made)) if text]
    others = [p for p in page.placeholders if p.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE]
    shape = page.shapes.title or page.shapes.add_textbox(*_inches((frame.left, 2, frame.across, 1.8)))
    room = Emu(shape.width).inches - EDGES
    size, text = fitted(slide.title, room, (40.0, 36.0, 32.0, 28.0, 24.0), 3, bold=True)
    _say(shape.text_frame, text, size, bold=True)
    below = others[0] if others else page.shapes.add_textbox(*_inches((frame.left, 4, frame.across, 1.4)))
    room = Emu(below.width).inches - EDGES
    size, text = fitted("\n".join(said), room, (20.0, 18.0, 16.0, 14.0, 12.0), 4)
    _say(below.text_frame, text, size, colour=style.LIGHT.muted)


def _head(page: Any, frame: Frame, title: str, subtitle: str, own: bool) -> float:
    """The title and the line below it; the inches from the top where the rest may begin."""
    shape = page.shapes.title or page.shapes.add_textbox(*_inches((frame.left, 0.35, frame.across, 0.95)))
    room = Emu(shape.width).inches - EDGES
    size, text = fitted(title, room, OWN_SIZES if own else TITLE_SIZES, 2, bold=True)
    tall = len(wrapped(text, room, size, bold=True)) * size * LINE / 72 + 0.1
    _say(shape.text_frame, text, size, bold=True)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    left, top = Emu(shape.left).inches, Emu(shape.top).inches
    below = top + tall
    shape.left, shape.top, shape.width, shape.height = _inches((left, top, room + EDGES, tall))
    if subtitle:
        size, text = fitted(subtitle, frame.across - EDGES, (14.0, 13.0, 12.0, 11.0), 3)
        tall = len(wrapped(text, frame.across - EDGES, size)) * size * LINE / 72 + 0.1
        box = page.shapes.add_textbox(*_inches((left, below, frame.across, tall)))
        _say(box.text_frame, text, size, colour=style.LIGHT.muted)
        below += tall
    return below + 0.1


def _points(page: Any, frame: Frame, text: str, top: float) -> None:
    """A line a point; the largest type in which all of them fit."""
    lines = [line.strip().removeprefix("- ").removeprefix("• ") for line in text.splitlines() if line.strip()]
    room, tall = frame.across - EDGES - 0.35, frame.foot - top - 0.3
    sizes = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0)

    def needs(size: float) -> float:
        return sum(len(wrapped(line, room, size)) * size * LINE / 72 + size / 2 / 72 for line in lines)

    size = next((size for size in sizes if needs(size) <= tall), sizes[-1])
    box = page.shapes.add_textbox(*_inches((frame.left, top + 0.1, frame.across, tall)))
    box.text_frame.word_wrap = True
    for at, line in enumerate(lines):
        paragraph = box.text_frame.paragraphs[0] if at == 0 else box.text_frame.add_paragraph()
        _run(paragraph, line, size)
        paragraph.space_after = Pt(size / 2)
        if len(lines) > 1:
            own = paragraph._p.get_or_add_pPr()
            own.set("marL", str(Inches(0.3)))
            own.set("indent", str(-Inches(0.3)))
            own.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def _chart(page: Any, frame: Frame, slide: Slide, chart: Chart) -> None:
    title, subtitle = _words(frame, slide, chart)
    top = _head(page, frame, title, subtitle, bool(slide.title))
    box = (frame.left, top, frame.across, frame.foot - top - 0.1)
    drawing, chosen = chart.drawing, how(chart.drawing)
    if chosen == "chart" and isinstance(drawing, Plot):
        described(native.add(page, drawing, box, chart.title), chart.title, chart.alt)
    elif chosen == "grid" and isinstance(drawing, Grid):
        described(grid_table.add_grid(page, drawing, box), chart.title, chart.alt)
    elif chosen == "words" and isinstance(drawing, Empty):
        _reason(page, box, drawing.text)
    elif chosen == "picture":
        _picture(page, _image(chart, box), box, chart.alt)
    else:
        _table(page, frame, chart.table, top, chart.alt)


def _words(frame: Frame, slide: Slide, chart: Chart) -> tuple[str, str]:
    """Title and subtitle: the author's title or, if it fits in two lines, the insight, with what was measured below."""
    room, words = frame.across - EDGES, printed(chart, filters=slide.filters, said=False)
    below = "\n".join(text for text in (words.subtitle, words.filter_line) if text)
    if slide.title:
        return slide.title, below
    if words.insight and len(wrapped(words.insight, room, TITLE_SIZES[-1], bold=True)) <= 2:
        return words.insight, below
    return words.title, "\n".join(text for text in (sentences(words.insight, room, 14.0, 2), below) if text)


def _reason(page: Any, box: tuple[float, float, float, float], text: str) -> None:
    """Why there is nothing to draw, in the middle of the slide."""
    left, top, across, down = box
    shape = page.shapes.add_textbox(*_inches((left + across / 6, top, across * 2 / 3, down)))
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    size, text = fitted(text, across * 2 / 3 - EDGES, (20.0, 18.0, 16.0, 14.0), 8)
    _say(shape.text_frame, text, size, colour=style.LIGHT.muted)
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
        raise ValueError(_("This file is no picture that PowerPoint takes; PNG and JPEG are.")) from error
    scale = min(Inches(across) / shape.width, Inches(down) / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape.left, shape.top = Inches(left + across / 2) - shape.width // 2, Inches(top + down / 2) - shape.height // 2
    described(shape, alt, alt)


def _table(page: Any, frame: Frame, rows: pd.DataFrame, top: float, alt: str) -> None:
    room = (frame.left, top, frame.across, frame.foot - top - 0.45)
    graphic, note = sheet.add_table(page, rows, room)
    described(graphic, alt, alt)
    if note:
        box = page.shapes.add_textbox(*_inches((frame.left, frame.foot - 0.42, frame.across, 0.3)))
        _say(box.text_frame, note, 11.0, colour=style.LIGHT.muted)


# ------------------------------------------------------------------ foot, notes, languages


def _footer(page: Any, frame: Frame, slide: Slide, made: date) -> None:
    """Sources with links on the left, the day made and the number of the slide on the right."""
    dated = _("Made on {day}").format(day=day(made))
    right = width(dated, SMALL) + 0.25
    room = frame.across - right - 0.8
    box = page.shapes.add_textbox(*_inches((frame.left, frame.foot + 0.02, room, 0.45)))
    box.text_frame.word_wrap = True
    _sources(box.text_frame, slide, made, room - EDGES)
    box = page.shapes.add_textbox(*_inches((frame.left + room, frame.foot + 0.02, right, 0.3)))
    _say(box.text_frame, dated, SMALL, colour=style.LIGHT.muted)
    box = page.shapes.add_textbox(*_inches((frame.wide - frame.left - 0.7, frame.foot + 0.02, 0.7, 0.3)))
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    colour = style.LIGHT.muted[1:]
    paragraph._p.append(
        parse_xml(
            f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr sz="1000">'
            f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:rPr><a:t>‹#›</a:t></a:fld>'
        )
    )


def _sources(frame: Any, slide: Slide, made: date, room: float) -> None:
    named = (
        [(source_words(source.text, source.years), source.url) for source in slide.chart.sources] if slide.chart else []
    )
    named = list(dict.fromkeys(named)) or ([(slide.source, "")] if slide.source else [])
    if not named:
        return
    before, _sign, after = _("Source: {source}").partition("{source}")
    if mark := slide.chart.age.mark(made) if slide.chart else "":
        before = f"{mark} · {before}"
    whole = before + "; ".join(text for text, _url in named) + after
    size, text = fitted(whole, room, (SMALL, 9.0), 1)
    paragraph = frame.paragraphs[0]
    if text != whole:  # links break badly; the notes have them all
        size, text = fitted(whole, room, (9.0, 8.0), 2)
        _run(paragraph, text, size, colour=style.LIGHT.muted)
        return
    _run(paragraph, before, size, colour=style.LIGHT.muted)
    for at, (words, url) in enumerate(named):
        _run(paragraph, "; " if at else "", size, colour=style.LIGHT.muted)
        run = _run(paragraph, words, size, colour=style.LIGHT.muted)
        if url.startswith(("https://", "http://")):
            run.hyperlink.address = url


def _notes(slide: Slide, made: date) -> str:
    """What the speaker reads: the own note, then what the chart says, how it was worked out, and from what."""
    parts = [slide.note, slide.text if slide.kind in ("table", "picture") else "", slide.alt]
    if slide.chart is not None:
        chart = slide.chart
        named = [f"{source_words(source.text, source.years)} {source.url}".strip() for source in chart.sources]
        words = printed(chart, filters=slide.filters, link=slide.link, made=made)
        parts = [
            slide.note,
            words.insight,
            f"{words.title}. {words.subtitle}",
            words.filter_line,
            strip_markdown(chart.method),
            words.age,
            _("Source: {source}").format(source="; ".join(named)) if named else "",
            slide.link or words.link,
        ]
    elif slide.source:
        parts.append(_("Source: {source}").format(source=slide.source))
    return "\n\n".join(part for part in [*parts, _("Made on {day}").format(day=day(made))] if part)


def described(shape: Any, name: str, alt: str) -> None:
    """Set the words that stand for the shape where it is not seen."""
    own = shape._element.xpath(".//p:cNvPr")[0]
    own.set("descr", alt)
    own.set("title", name[:200])


def _emptied(page: Any) -> None:
    """Take out what a layout offers and nobody filled: PowerPoint would ask for it in grey."""
    for place in list(page.placeholders):
        if (place.has_text_frame and not place.text_frame.text.strip()) or not place.has_text_frame:
            place._element.getparent().remove(place._element)


def _spoken(page: Any) -> None:
    """The language of every run, for spelling and reading aloud."""
    code = tag(current())
    parts = [page._element, page.notes_slide._element]
    parts += [shape.chart._chartSpace for shape in page.shapes if shape.has_chart]
    for root in parts:
        for run in root.iter(qn("a:r")):
            run.get_or_add_rPr()
        for properties in root.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
            properties.set("lang", code)


def _inches(box: tuple[float, float, float, float]) -> tuple[int, ...]:
    return tuple(Inches(part) for part in box)


def _say(frame: Any, text: str, size: float, *, bold: bool = False, colour: str = "") -> None:
    """Words in a box, each line a paragraph, wrapped where the box ends."""
    frame.word_wrap = True
    for at, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        _run(paragraph, line, size, bold=bold, colour=colour)


def _run(paragraph: Any, text: str, size: float, *, bold: bool = False, colour: str = "") -> Any:
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.bold = bold or None
    if colour:
        run.font.color.rgb = rgb(colour)
    return run
