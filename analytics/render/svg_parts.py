"""What the plots of the SVG renderer share: bands, reference lines, events, notes and labels."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.core import style
from analytics.core.label_layout import apart
from analytics.core.plot import Label, Mark, Note, Plot, Side, Stroke
from analytics.render.svg_canvas import LETTERS, LINE, Box, Canvas, high, wide, wrapped
from analytics.render.svg_frame import Frame, with_high

END = 6.0  # between the area and the labels right of it
ANCHORS: dict[Side, tuple[str, str]] = {
    "right": ("left", "middle"), "left": ("right", "middle"), "top": ("middle", "bottom"),
    "bottom": ("middle", "top"), "centre": ("middle", "middle"), "end": ("left", "middle"),
    "after": ("left", "middle"), "top left": ("right", "bottom"), "top right": ("left", "bottom"),
    "bottom left": ("right", "top"), "bottom right": ("left", "top"),
}  # fmt: skip
_EndLabel = tuple[float, Label, bool]  # height in values, label, whether in front


def label_width(label: Label, front: bool = False) -> float:
    """The width of a label's words."""
    size = label.letters + front
    return max(wide(label.text, size, label.bold), wide(label.more, size))


def label_height(label: Label) -> float:
    """The height of a label's words."""
    return high(label.text, label.letters) + high(label.more, label.letters)


def right_room(labels: Sequence[tuple[Label, bool]]) -> float:
    """The room that labels right of the area need."""
    return max((END + label_width(label, front) + 8 for label, front in labels), default=0.0)


def above_room(plot: Plot) -> float:
    """The room that the words of events, and the names over the first row, need above the area."""
    events = max((high(event.text) for event in plot.events), default=0.0)
    return max(events + 2 if events else 0.0, 18.0 if plot.y.over else 4.0)


def draw_bands(frame: Frame) -> None:
    """Rectangles under the marks."""
    for band in frame.plot.bands:
        if band.fill:
            frame.canvas.rect(_between(frame, band.x, band.y), Mark(band.fill, opacity=band.opacity))


def draw_frames(frame: Frame) -> None:
    """Frames over the marks."""
    for band in frame.plot.bands:
        if not band.fill:
            box = _between(frame, band.x, band.y)
            corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
            frame.canvas.line(corners, Stroke(band.edge, 3, opacity=band.opacity), closed=True)


def _between(frame: Frame, x: tuple[float, float], y: tuple[float, float]) -> Box:
    xs, ys = sorted(map(frame.x.inside, x)), sorted(map(frame.y.inside, y))
    return Box(xs[0], ys[0], xs[1], ys[1])


def draw_rules(frame: Frame, whole: Box | None = None) -> None:
    """Reference lines over the marks, from edge to edge of the `whole` where they do not say."""
    area = whole or frame.area
    for rule in frame.plot.rules:
        along, across = (frame.y, frame.x) if rule.axis == "y" else (frame.x, frame.y)
        if not min(along.low, along.high) <= rule.at <= max(along.low, along.high):
            continue
        at = along.at(rule.at)
        if rule.low is None or rule.high is None:
            ends = (area.left, area.right) if rule.axis == "y" else (area.top, area.bottom)
        else:
            ends = (across.inside(rule.low), across.inside(rule.high))
        points = [(end, at) if rule.axis == "y" else (at, end) for end in ends]
        frame.canvas.line(points, rule.stroke)


def draw_events(frame: Frame) -> None:
    """Dotted lines from edge to edge, their words above the area."""
    taken: list[Box] = []
    for event in frame.plot.events:
        x, colour = frame.x.inside(event.x), event.colour or style.palette().muted
        frame.canvas.line([(x, frame.area.top), (x, frame.area.bottom)], Stroke(colour, 1.5, "dot"))
        if event.text:
            right = x + 30
            room = wide(event.text)
            if taken and right - room < taken[-1].right + 6:
                right = taken[-1].right + 6 + room
            taken.append(
                frame.canvas.text(right, frame.area.top - 2, event.text, across="right", up="bottom", colour=colour)
            )


def draw_notes(frame: Frame, whole: Box | None = None) -> None:
    """Words that belong to no point."""
    area = whole or frame.area
    for note in frame.plot.notes:
        text = wrapped(note.text, area.width, note.letters, note.bold)
        x, y, across, up, ground = _note_place(frame, note, area)
        frame.canvas.text(x, y, text, across=across, up=up, size=note.letters, bold=note.bold, ground=ground,
                          colour=note.colour or style.palette().muted)  # fmt: skip


def _note_place(frame: Frame, note: Note, area: Box) -> tuple[float, float, str, str, bool]:
    if note.place == "data":
        return frame.x.at(note.x), frame.y.at(note.y), *ANCHORS[note.side], False
    if note.place == "centre":
        return (area.left + area.right) / 2, (area.top + area.bottom) / 2, "middle", "middle", False
    top, right = note.place.startswith("top"), note.place.endswith("right")
    x, y = (area.right if right else area.left), (area.top if top else area.bottom)
    return x, y, "right" if right else "left", "top" if top else "bottom", True


def draw_label(
    canvas: Canvas, label: Label, x: float, y: float, reach: float = 0.0, gap: float | None = None, ground: bool = False
) -> Box:
    """A label beside a point whose mark has the radius `reach`; `gap` is the distance from it, None the usual one."""
    colour = label.colour or style.palette().text
    across, up = ANCHORS[label.side]
    if label.offset is not None:
        place = (x + label.offset[0], y - label.offset[1])
        canvas.line([_toward((x, y), place, reach + 2), place], Stroke(style.palette().muted, 1))
        return canvas.text(*place, label.text, across="middle", size=label.letters, colour=colour, bold=label.bold,
                           ground=True)  # fmt: skip
    aside = reach + (END if gap is None else gap)
    above = reach + (gap if gap is not None else 3 if across == "middle" else 0)
    return canvas.text(
        x + {"left": aside, "right": -aside}.get(across, 0.0), y + {"bottom": -above, "top": above}.get(up, 0.0),
        label.text, across=across, up=up, size=label.letters, colour=colour, bold=label.bold, more=label.more,
        ground=ground,
    )  # fmt: skip


def _toward(start: tuple[float, float], end: tuple[float, float], far: float) -> tuple[float, float]:
    across, down = end[0] - start[0], end[1] - start[1]
    length = (across**2 + down**2) ** 0.5 or 1.0
    return start[0] + across / length * far, start[1] + down / length * far


def fit_end_labels(frame: Frame, ends: Sequence[_EndLabel]) -> None:
    """Make the y axis so long that the labels at the ends of lines, moved apart, stay beside it."""
    if frame.y.log:
        return
    for _round in range(3):
        tops = [frame.area.bottom - height - room / 2 for height, room, _label, _front in _places(frame, ends)]
        over = frame.area.top - min(tops, default=frame.area.top)
        if over <= 4:
            return
        share = frame.area.height / max(frame.area.height - over, frame.area.height / 2)
        frame.y = with_high(frame.y, frame.y.low + (frame.y.high - frame.y.low) * share)


def draw_end_labels(frame: Frame, ends: Sequence[_EndLabel]) -> None:
    """Labels right of the area at their heights, moved apart where they would cover each other."""
    for height, _room, label, front in _places(frame, ends):
        frame.canvas.text(frame.area.right + END, frame.area.bottom - height, label.text, size=LETTERS + front,
                          colour=label.colour or style.palette().text, bold=label.bold, more=label.more)  # fmt: skip


def _places(frame: Frame, ends: Sequence[_EndLabel]) -> list[tuple[float, float, Label, bool]]:
    """The labels, lowest first, as (height in pixels, room, label, whether in front)."""
    ordered = sorted(ends, key=lambda end: end[0])
    levels = [frame.area.bottom - frame.y.inside(value) for value, _label, _front in ordered]
    rooms = [label_height(label) + 1.5 * LINE for _value, label, _front in ordered]
    heights = apart(levels, rooms, rooms[0] / 2 if rooms else 0.0)
    return [
        (height, room, label, front)
        for height, room, (_value, label, front) in zip(heights, rooms, ordered, strict=True)
    ]


def draw_names_above(frame: Frame, names: Sequence[tuple[float, str]], *, above: float, size: float, colour: str,
                     strong: frozenset[float] = frozenset(), one_line: bool = False) -> None:  # fmt: skip
    """The names of rows above their marks, from the left edge of the area."""
    for place, text in names:
        said = text.replace("\n", " ") if one_line else text
        frame.canvas.text(frame.area.left, frame.y.at(place) - above, said, up="bottom", size=size, colour=colour,
                          bold=place in strong, name=True)  # fmt: skip
