"""The look of series, points and strokes in PowerPoint's XML."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from analytics.core import style
from analytics.core.plot import Mark, Stroke

PIXEL = 0.75  # points
_DASHES = {"dash": "dash", "dot": "sysDot", "dashdot": "dashDot", "longdash": "lgDash"}
_SYMBOLS = {
    "circle": "circle", "square": "square", "diamond": "diamond", "x": "x", "star": "star", "triangle": "triangle",
    "line": "dash",
}  # fmt: skip
_HATCHES = {"/": "wdUpDiag", ".": "pct20"}


def rgb(colour: str) -> RGBColor:
    """ "#0B3C86" as python-pptx has it."""
    made: RGBColor = RGBColor.from_string(colour[1:])
    return made


def outline(inner: str) -> Any:
    """Shape properties of a series or point."""
    return parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{inner}</c:spPr>")


def solid(colour: str, alpha: float = 1.0) -> str:
    """A filling, or none for ""."""
    if not colour:
        return "<a:noFill/>"
    clear = f'<a:alpha val="{round(alpha * 100000)}"/>' if alpha < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}">{clear}</a:srgbClr></a:solidFill>'


def stroke(line: Stroke | None, clear: bool = False) -> str:
    """A line; where it is `clear`, what lies below it is seen."""
    if line is None or not line.width:
        return "<a:ln><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{_DASHES[line.dash]}"/>' if line.dash in _DASHES else ""
    fill = solid(line.colour, line.opacity) if clear else solid(style.mixed(line.colour, line.opacity))
    return f'<a:ln w="{round(line.width * PIXEL * 12700)}" cap="flat">{fill}{dash}<a:round/></a:ln>'


def filling(mark: Mark) -> str:
    """The filling, hatching and edge of a bar or bubble."""
    edge = stroke(Stroke(style.mixed(mark.edge, mark.opacity), max(mark.edge_width, 0.7)) if _edged(mark) else None)
    fill = style.mixed(mark.fill, mark.opacity) or style.palette().background
    if mark.hatch:
        ink = style.mixed(mark.hatch_colour, mark.opacity) or style.palette().background
        return (
            f'<a:pattFill prst="{_HATCHES[mark.hatch]}"><a:fgClr><a:srgbClr val="{ink[1:]}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="{fill[1:]}"/></a:bgClr></a:pattFill>{edge}'
        )
    return solid(fill) + edge


def marker(mark: Mark) -> Any:
    """The symbol of a point; none for a size of 0."""
    if not mark.size:
        return parse_xml(f'<c:marker {nsdecls("c")}><c:symbol val="none"/></c:marker>')
    symbol = _SYMBOLS[mark.symbol.split("-")[0]]
    size = min(max(round(mark.size * PIXEL), 2), 72)
    return parse_xml(
        f'<c:marker {nsdecls("c", "a")}><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{filling(_shown(mark))}</c:spPr></c:marker>"
    )


def point(at: int, symbol: Any) -> Any:
    """A point with a symbol of its own."""
    made = parse_xml(f'<c:dPt {nsdecls("c")}><c:idx val="{at}"/><c:bubble3D val="0"/></c:dPt>')
    made.find(qn("c:idx")).addnext(symbol)
    return made


def bar_point(at: int, mark: Mark) -> Any:
    """A bar or bubble with a look of its own."""
    return parse_xml(
        f'<c:dPt {nsdecls("c", "a")}><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{filling(_shown(mark))}</c:spPr></c:dPt>"
    )


def not_inverted() -> Any:
    """Bars below zero keep their filling."""
    return parse_xml(f'<c:invertIfNegative {nsdecls("c")} val="0"/>')


def set_value(element: Any, tag: str, value: str, before: tuple[str, ...]) -> None:
    """Set a child that holds one value, in its place before the first of `before`."""
    for old in element.findall(qn(tag)):
        element.remove(old)
    new = parse_xml(f'<{tag} {nsdecls("c")} val="{value}"/>')
    anchor = next((found for name in before if (found := element.find(qn(name))) is not None), None)
    if anchor is None:
        element.append(new)
    else:
        anchor.addprevious(new)


def _edged(mark: Mark) -> bool:
    return bool(mark.edge and mark.edge_width)


def _shown(mark: Mark) -> Mark:
    """A hollow mark filled pale: LibreOffice draws no edges of points, and white would not be seen."""
    hollow = mark.fill in ("", style.palette().background)
    if mark.symbol in ("circle-open", "circle-dot"):
        ink = mark.edge if hollow else mark.fill
        pale = style.mixed(ink, 0.25 if mark.symbol == "circle-open" else 0.55)
        return Mark(pale, ink, mark.edge_width or 1.5, size=mark.size, opacity=mark.opacity)
    if hollow and mark.edge:
        return Mark(
            style.mixed(mark.edge, 0.25), mark.edge, mark.edge_width, size=mark.size, hatch=mark.hatch,
            hatch_colour=mark.hatch_colour, opacity=mark.opacity,
        )  # fmt: skip
    return mark
