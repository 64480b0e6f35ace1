"""Heat maps, matrices and maps of regions on the screen."""

from __future__ import annotations

from itertools import groupby

from analytics.core import style
from analytics.core.plot import Cell, Grid, RegionMap
from analytics.render import screen_parts as parts
from analytics.render.screen_figure import Spec, Trace, trace

NAME = 560  # letters of a row's name in a line, times the size of the letters
_SIZES = {"heatmap": (0.97, 0.94), "matrix": (0.9, 0.86)}  # of cells, across and down


def draw(figure: Spec, grid: Grid) -> None:
    """Cells as bars, so that each has its own filling, hatching and words."""
    across, down = _SIZES[grid.kind]
    cells = [
        (cell, row, column, name) for row, (name, line) in enumerate(grid.rows) for column, cell in enumerate(line)
    ]
    for _look, same in groupby(sorted(cells, key=lambda one: _look_of(one[0])), key=lambda one: _look_of(one[0])):
        figure.add_trace(_cells(list(same), grid, across, down))
    for name, colour in grid.key:
        figure.add_trace(
            trace("scatter", x=[None], y=[None], mode="markers", name=parts.escaped(name),
                       marker={"symbol": "square", "size": 14, "color": colour})
        )  # fmt: skip
    if grid.column is not None:
        figure.add_shape(
            type="rect", x0=grid.column - 0.5, x1=grid.column + 0.5, y0=0.5, y1=0.5 - len(grid.rows),
            line={"color": grid.frame, "width": 3 if grid.kind == "matrix" else 2},
        )  # fmt: skip
    text = style.palette().text
    figure.update_layout(
        barmode="overlay",
        xaxis={
            "side": "top", "range": [-0.55, len(grid.columns) - 0.45], "fixedrange": True, "tickangle": 0,
            "tickvals": list(range(len(grid.columns))), "tickfont": {"color": text},
            "ticktext": [parts.escaped(name, place == grid.column) for place, name in enumerate(grid.columns)],
        },
        yaxis={
            "range": [0.45 - len(grid.rows), 0.55], "showgrid": False, "fixedrange": True, "ticklabelstandoff": 6,
            "tickvals": [-place for place in range(len(grid.rows))],
            "ticktext": [parts.broken(parts.escaped(name), NAME // int(grid.letters)) for name, _cells in grid.rows],
            "tickfont": {"color": text, "size": grid.letters},
        },
        margin={"l": 4, "r": 4, "t": 30, "b": 4},
    )  # fmt: skip


def draw_map(figure: Spec, drawing: RegionMap) -> None:
    """Regions as filled outlines, the first of each class in the legend."""
    told: set[int] = set()
    for region in sorted(drawing.regions, key=lambda one: one.group):
        name, look = drawing.key[region.group]
        xs: list[float | None] = []
        ys: list[float | None] = []
        for ring in region.rings:
            xs += [*(x for x, _y in ring), None]
            ys += [*(y for _x, y in ring), None]
        pattern = {"shape": look.hatch, "fgcolor": look.hatch_colour, "bgcolor": look.fill, "size": 6}
        figure.add_trace(
            trace(
        "scatter",
                x=xs, y=ys, mode="lines", fill="toself", fillcolor=look.fill,
                fillpattern=pattern if look.hatch else None,
                line={"color": style.palette().muted, "width": 0.7}, hoveron="fills", hoverinfo="text",
                text=parts.hover(region.hover or region.name), name=parts.escaped(name),
                legendgroup=str(region.group), showlegend=region.group not in told,
            )
        )  # fmt: skip
        told.add(region.group)
    figure.update_layout(
        xaxis={"visible": False, "scaleanchor": "y", "constrain": "domain"},
        yaxis={"visible": False, "constrain": "domain"},
        hovermode="closest",
    )


def _look_of(cell: Cell) -> tuple[str, str, str, str]:
    return (cell.fill, cell.ink, cell.hatch, cell.edge)


def _cells(same: list[tuple[Cell, int, int, str]], grid: Grid, across: float, down: float) -> Trace:
    first, colours = same[0][0], style.palette()
    return trace(
        "bar",
        x=[column for _cell, _row, column, _name in same],
        y=[down] * len(same),
        base=[-row - down / 2 for _cell, row, _column, _name in same],
        width=across,
        text=[parts.escaped(cell.text, cell.bold) for cell, *_place in same],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": first.ink or style.ink_on(first.fill or colours.background), "size": max(14, grid.letters)},
        marker={
            "color": first.fill or colours.background,
            "line": {"color": first.edge or colours.background, "width": 1 if first.edge else 0},
            "pattern": {"shape": first.hatch, "fgcolor": colours.unknown, "size": 8},
        },
        hovertext=[
            parts.hover(cell.hover or f"{grid.columns[column]}, {name}: {cell.text}".replace("\n", " "))
            for cell, _row, column, name in same
        ],
        hoverinfo="text",
        showlegend=False,
    )
