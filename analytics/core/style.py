"""The one look of every chart and map: font, colours of countries and ecosystems, light and dark."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal

from analytics.core.codes import ECOSYSTEMS

FONT = "Source Sans, Noto Sans, Segoe UI, Helvetica, Arial, sans-serif"
BENCHMARK_DASH: Mapping[str, Literal["dash", "dot"]] = {"DE": "dash", "NL": "dot"}


@dataclass(frozen=True)
class Palette:
    """The colours of one mode, as "#RRGGBB"."""

    background: str
    panel: str
    text: str
    muted: str
    link: str
    grid: str
    sea: str
    land: str
    unknown: str
    country: dict[str, str]
    ecosystem: tuple[str, ...]  # in the order of ECOSYSTEMS
    sequential: tuple[str, ...]
    diverging: tuple[str, ...] = field(default=("#2166AC", "#92C5DE", "#E6E6E6", "#F4A582", "#B35806"))


LIGHT = Palette(
    background="#FFFFFF",
    panel="#F3F5F7",
    text="#0D1620",
    muted="#5A6672",
    link="#0B3C86",
    grid="#E3E7EB",
    sea="#DFEAF0",
    land="#F3F3EF",
    unknown="#C9CED3",
    country={
        "FI": "#0B3C86",
        "SE": "#B98200",
        "NO": "#A83A33",
        "DK": "#A24FBC",
        "IS": "#12906A",
        "DE": "#56606E",
        "NL": "#8A929E",
    },
    ecosystem=(
        "#5B6C8F", "#4F8A10", "#8C510A", "#D0539B", "#1F77D0", "#00A0A0", "#6B3FA0",
        "#D62839", "#3B3B98", "#7A7A52", "#C77700", "#A0522D", "#B565A7", "#2A9D5C",
    ),
    sequential=("#E3EDF7", "#B5D0E8", "#79ABD6", "#3B7BBB", "#0F4C8A"),
)  # fmt: skip

DARK = Palette(
    background="#0F1A24",
    panel="#182632",
    text="#E8EDF2",
    muted="#A3B0BC",
    link="#8BBBFA",
    grid="#2A3947",
    sea="#13212C",
    land="#1B2833",
    unknown="#46525D",
    country={
        "FI": "#4A93F5",
        "SE": "#F5CC55",
        "NO": "#F27759",
        "DK": "#D69AE8",
        "IS": "#35D6A0",
        "DE": "#AAB3C0",
        "NL": "#77828F",
    },
    ecosystem=(
        "#9FB3D9", "#9CCB4B", "#D09A5B", "#F58CC6", "#63A9F2", "#3FD0D0", "#B18AE8",
        "#FF6B77", "#8E8EF0", "#B9B98A", "#FFB84D", "#D98A63", "#E7B5DF", "#5FD394",
    ),
    sequential=("#1E3A55", "#265A86", "#3A80BC", "#6FAEE0", "#BFDDF7"),
)  # fmt: skip

MODES = {"light": LIGHT, "dark": DARK}
_mode: ContextVar[str] = ContextVar("mode", default="light")


def use(mode: str) -> None:
    """Draw what follows in this thread for a "light" or "dark" page; anything else is light."""
    _mode.set(mode if mode in MODES else "light")


def mode() -> str:
    """The mode in use."""
    return _mode.get()


def palette() -> Palette:
    """The colours of the mode in use."""
    return MODES[_mode.get()]


def country_colour(code: str) -> str:
    """A country's fixed colour; others are muted."""
    return palette().country.get(code, palette().muted)


def ecosystem_colour(name: str) -> str:
    """An industrial ecosystem's fixed colour."""
    return palette().ecosystem[ECOSYSTEMS.index(name)] if name in ECOSYSTEMS else palette().muted


def rgb(colour: str) -> list[int]:
    """ "#0B3C86" as [11, 60, 134], the form that map layers take."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def tint(colour: str) -> str:
    """A colour halfway to the page's background, for areas under marks of the same colour."""
    mixed = zip(rgb(colour), rgb(palette().background), strict=True)
    return "#" + "".join(f"{(one + other) // 2:02X}" for one, other in mixed)


def ink_on(colour: str) -> str:
    """The colour of words on a filling: white on a dark one, else dark."""
    return "#FFFFFF" if luminance(colour) < 0.3 else LIGHT.text


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [part / 255 for part in rgb(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def mixed(colour: str, opacity: float) -> str:
    """A colour as it looks over the background at an opacity, for where no transparency is shown."""
    if opacity >= 1 or not colour:
        return colour
    pairs = zip(rgb(colour), rgb(palette().background), strict=True)
    return "#" + "".join(f"{round(one * opacity + other * (1 - opacity)):02X}" for one, other in pairs)
