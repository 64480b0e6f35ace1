"""The look of the phones' pages: the atlas's colours, light and dark, in one style sheet."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from analytics.core import style
from analytics.core.paths import ROOT

SHEET = Path(__file__).parent / "phone.css"
SCRIPT = ROOT / "static" / "phone" / "phone.js"


@cache
def sheet() -> str:
    """The style sheet, with the colours of both modes in front."""
    light, dark = (_colours(mode) for mode in ("light", "dark"))
    return (
        f":root {{{light}; font-family: {style.FONT}}}\n"
        f"@media (prefers-color-scheme: dark) {{:root {{{dark}}}}}\n" + SHEET.read_text(encoding="utf-8")
    )


@cache
def version() -> str:
    """A word that is another one when the style sheet or the script is, for their addresses."""
    return sha256(sheet().encode() + SCRIPT.read_bytes()).hexdigest()[:12]


def _colours(mode: str) -> str:
    palette = style.MODES[mode]
    named = {
        "paper": palette.background,
        "panel": palette.panel,
        "ink": palette.text,
        "muted": palette.muted,
        "link": palette.link,
        "line": palette.muted,
        "accent": palette.country["FI"],
        "on-accent": palette.background,
        "warning": palette.country["NO"],
        "good": palette.country["IS"],
    }
    return "; ".join([f"color-scheme: {mode}", *(f"--{name}: {colour}" for name, colour in named.items())])
