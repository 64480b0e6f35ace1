"""The look of every figure on the screen, light and dark."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from analytics.core import style
from analytics.core.codes import NORDIC
from analytics.core.language import current
from analytics.render.screen_figure import Spec


def figure() -> Spec:
    """An empty figure in the house template of the mode in use."""
    separators = ".," if current() == "en" else ",\u00a0"
    return Spec({"template": _template(style.mode()), "separators": separators})


@lru_cache(maxsize=len(style.MODES))
def _template(mode_name: str) -> dict[str, Any]:
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
    return {
        "layout": {
            "font": {"family": style.FONT, "size": 14, "color": colours.text},
            "paper_bgcolor": colours.background,
            "plot_bgcolor": colours.background,
            "colorway": [colours.country[code] for code in NORDIC],
            "margin": {"l": 8, "r": 16, "t": 12, "b": 8},
            "xaxis": axis | {"showgrid": False},
            "yaxis": axis,
            "hoverlabel": {
                "font": {"family": style.FONT, "size": 14},
                "bgcolor": colours.panel,
                "bordercolor": colours.grid,
            },
            "showlegend": False,
        }
    }
