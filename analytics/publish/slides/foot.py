"""What stands round a slide: its sources and number, the speaker's notes, and the language of every word."""

from __future__ import annotations

from datetime import date
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from analytics.core import style
from analytics.core.language import _, current, day, tag
from analytics.core.markdown import strip_markdown
from analytics.core.text_metrics import cut, width
from analytics.publish.printed import printed, source_words
from analytics.publish.slides import Slide
from analytics.publish.slides.area import Area
from analytics.publish.slides.say import EDGES, SMALLEST, inches, run_of, say

_NUMBER = 0.8  # inches of the number of the slide


def add_foot(page: Any, area: Area, slide: Slide, made: date) -> None:
    """Sources with links on the left, the number of the slide on the right."""
    room = area.across - _NUMBER - 0.1
    _sources(page, area, slide, made, room)
    box = page.shapes.add_textbox(*inches((area.left + area.across - _NUMBER, area.foot, _NUMBER, 0.34)))
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    colour = style.palette().muted[1:]
    paragraph._p.append(
        parse_xml(
            f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr sz="{round(SMALLEST * 100)}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:rPr>'
            "<a:t>‹#›</a:t></a:fld>"
        )
    )


def _sources(page: Any, area: Area, slide: Slide, made: date, room: float) -> None:
    """The sources on one line; what does not fit is in the notes."""
    sources = slide.chart.sources if slide.chart else ()
    named = list(dict.fromkeys((source_words(source.text, source.years), source.url) for source in sources))
    named = named or ([(slide.source, "")] if slide.source else [])
    if not named:
        return
    box = page.shapes.add_textbox(*inches((area.left, area.foot, room, 0.34)))
    before, _sign, after = _("Source: {source}").partition("{source}")
    if mark := slide.chart.age.mark(made) if slide.chart else "":
        before = f"{mark} · {before}"
    whole = before + "; ".join(text for text, _url in named) + after
    muted = style.palette().muted
    if width(whole, SMALLEST) > room - EDGES:  # a cut line has no links: the notes have them all
        say(box.text_frame, cut(whole, room - EDGES, SMALLEST, 1), SMALLEST, colour=muted)
        return
    box.text_frame.word_wrap = True
    paragraph = box.text_frame.paragraphs[0]
    run_of(paragraph, before, SMALLEST, colour=muted)
    for at, (words, url) in enumerate(named):
        run_of(paragraph, "; " if at else "", SMALLEST, colour=muted)
        run = run_of(paragraph, words, SMALLEST, colour=muted)
        if url.startswith(("https://", "http://")) and style.mode() == "light":  # a template's links are dark
            run.hyperlink.address = url


def notes(slide: Slide, made: date) -> str:
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


def emptied(page: Any) -> None:
    """Take out what a layout offers and nobody filled: PowerPoint would ask for it in grey."""
    for place in list(page.placeholders):
        if (place.has_text_frame and not place.text_frame.text.strip()) or not place.has_text_frame:
            place._element.getparent().remove(place._element)


def spoken(page: Any) -> None:
    """The language of every run, for spelling and reading aloud."""
    code = tag(current())
    parts = [page._element, page.notes_slide._element]
    parts += [shape.chart._chartSpace for shape in page.shapes if shape.has_chart]
    for root in parts:
        for run in root.iter(qn("a:r")):
            run.get_or_add_rPr()
        for properties in root.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
            properties.set("lang", code)
