"""SVG as PNG and PDF, set by typst: no browser is needed, and the same file comes out on every machine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

_PIXEL = 0.75  # points
_TEMPLATE = Path(__file__).parent / "templates" / "picture.typ"


def fonts() -> list[Path]:
    """The folders with the fonts that files are set in; they come with matplotlib."""
    import matplotlib

    return [Path(matplotlib.get_data_path()) / "fonts" / "ttf"]


def png(svg: str, scale: float = 2.0) -> bytes:
    """An SVG as PNG, `scale` dots a pixel."""
    return _compiled(svg, "png", scale)


def pdf(svg: str, *, title: str = "", language: str = "en") -> bytes:
    """An SVG as a PDF of one page, in lines and letters."""
    return _compiled(svg, "pdf", 1.0, title, language)


def _compiled(svg: str, kind: Literal["png", "pdf"], scale: float, title: str = "", language: str = "en") -> bytes:
    import typst

    found = re.search(r'<svg[^>]* width="([\d.]+)"[^>]* height="([\d.]+)"', svg)
    if found is None:
        raise ValueError("The SVG does not say its width and height.")
    width, height = (str(float(side) * _PIXEL) for side in found.groups())
    return bytes(
        typst.compile(
            _TEMPLATE,
            format=kind,
            ppi=72 / _PIXEL * scale,
            ignore_system_fonts=True,
            font_paths=fonts(),
            sys_inputs={"svg": svg, "width": width, "height": height, "title": title, "language": language},
        )
    )
