"""The look of every figure on the screen, light and dark."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from analytics.core import style
from analytics.core.codes import NORDIC
from analytics.core.language import current
from analytics.render.screen_figure import Spec


def figure() -> Spec:
    """An empty figure in the look of the house, in the mode in use."""
    layout, axis = _look(style.mode())
    return Spec(layout | {"separators": ".," if current() == "en" else ",\u00a0"}, axis)


@lru_cache(maxsize=len(style.MODES))
def _look(mode_name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The layout without its axes, and an axis."""
    colours = style.MODES[mode_name]
    axis = {
        "gridcolor": colours.grid,
        "linecolor": colours.grid,
        "zeroline": False,
        "ticks": "",
        "automargin": True,
        "title": {"font": {"size": 14, "color": colours.muted}, "standoff": 10},
        "tickfont": {"size": 14, "color": colours.muted},
    }
    layout = {
        "font": {"family": style.FONT, "size": 14, "color": colours.text},
        "paper_bgcolor": colours.background,
        "plot_bgcolor": colours.background,
        "colorway": [colours.country[code] for code in NORDIC],
        "margin": {"l": 8, "r": 16, "t": 12, "b": 8},
        "hoverlabel": {
            "font": {"family": style.FONT, "size": 14},
            "bgcolor": colours.panel,
            "bordercolor": colours.grid,
        },
        "showlegend": False,
    }
    return layout, axis
