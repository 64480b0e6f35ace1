"""A figure in plotly's terms as plain dictionaries.

plotly's own `Figure` checks every property as it is set, which takes twenty times as long as drawing the chart. Here
nothing is checked: `screen.figure` makes plotly's figure of the result, and tests make it of every kind of drawing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

Trace = dict[str, Any]
ROUND = frozenset({"scatterpolar"})  # kinds of traces without an x and a y axis


class Spec:
    """A figure under construction: its traces, and what its layout says beside the house's look.

    `axis` is the look of every axis, `layout` that of the rest.
    """

    def __init__(self, layout: Mapping[str, Any], axis: Mapping[str, Any]) -> None:
        self.data: list[Trace] = []
        self.layout: dict[str, Any] = {}
        self._look, self._axis = layout, axis

    def add_trace(self, made: Trace, column: int = 0) -> None:
        """Add a trace, in one of the panels counted from 1 where there are several."""
        if column:
            made = made | {"xaxis": _numbered("x", column), "yaxis": _numbered("y", column)}
        self.data.append(made)

    def add_shape(self, **look: Any) -> None:
        """Add a line or a rectangle."""
        self.layout.setdefault("shapes", []).append(known(look))

    def add_annotation(self, **look: Any) -> None:
        """Add words."""
        self.layout.setdefault("annotations", []).append(known(look))

    def update_layout(self, **more: Any) -> None:
        """Set properties of the layout; those of a part that stands there already are added to it."""
        _merge(self.layout, known(more))

    def update_axes(self, letter: str, **look: Any) -> None:
        """Set properties of the x or y axis of every panel."""
        names = [name for name in self.layout if name.startswith(f"{letter}axis")] or [f"{letter}axis"]
        self.update_layout(**dict.fromkeys(names, look))

    def set_panels(self, count: int) -> None:
        """Panels side by side that share the y axis."""
        self.update_layout(**_panels(count))

    def to_dict(self) -> dict[str, Any]:
        """What plotly.js draws.

        The look is part of the layout and no template, and the data have a name (`datarevision`): without, plotly.js
        takes a figure that Streamlit hands over again for a new one and draws all of it twice.
        """
        layout: dict[str, Any] = {"datarevision": 1}
        _merge(layout, self._look)
        axes = ["xaxis", "yaxis"] if any(trace["type"] not in ROUND for trace in self.data) else []
        axes += [name for name in self.layout if name[1:].startswith("axis") and name not in axes]
        for name in axes:
            _merge(layout, {name: {**self._axis, "showgrid": name[0] == "y"}})
        _merge(layout, self.layout)
        return {"data": self.data, "layout": layout}


def trace(kind: str, **look: Any) -> Trace:
    """A trace of a kind of plotly's, such as "bar"; what is None is left out."""
    return known(look) | {"type": kind}


def known(look: Mapping[str, Any]) -> dict[str, Any]:
    """The properties that have a value, those of parts likewise; values inside lists stay as they are."""
    return {
        name: known(value) if isinstance(value, Mapping) else value for name, value in look.items() if value is not None
    }


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, value in more.items():
        if isinstance(value, Mapping):
            part = dict(into.get(name) or {})  # never that of another figure
            _merge(part, value)
            into[name] = part
        else:
            into[name] = value


@lru_cache(maxsize=8)
def _panels(count: int) -> dict[str, Any]:
    from plotly.subplots import make_subplots

    made = make_subplots(rows=1, cols=count, horizontal_spacing=0.03, shared_yaxes=True)
    layout: dict[str, Any] = made.to_dict()["layout"]
    del layout["template"]
    return layout


def _numbered(name: str, column: int) -> str:
    return name if column == 1 else f"{name}{column}"
