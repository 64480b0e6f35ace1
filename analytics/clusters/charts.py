"""Charts about cluster organisations."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import NORDIC
from analytics.core.language import _, country_name, listing, number, term

# A second sign beside colour: the fuller the pattern, the higher the level.
_LEVELS = {"gold": "", "silver": "/", "bronze": "."}


def labels(frame: pd.DataFrame) -> Chart:
    """Labelled clusters per million inhabitants, a bar a country, stacked by level."""
    totals = frame.groupby("country").agg(per_million=("per_million", "sum"), clusters=("clusters", "sum"))
    totals = totals.reindex(NORDIC, fill_value=0).sort_values("per_million")
    figure = style.figure()
    for level, pattern in _LEVELS.items():
        part = frame[frame["label"] == level].set_index("country")["per_million"].reindex(totals.index, fill_value=0)
        figure.add_trace(
            go.Bar(
                y=[country_name(code) for code in totals.index],
                x=list(part),
                name=term(level),
                orientation="h",
                marker={
                    "color": [style.country_colour(code) for code in totals.index],
                    "opacity": {"gold": 1.0, "silver": 0.75, "bronze": 0.55}[level],
                    "pattern": {"shape": pattern, "fgcolor": style.palette().background, "size": 6},
                    "line": {"color": style.palette().background, "width": 1},
                },
                hovertemplate=f"%{{y}}, {term(level)}: %{{x:.2f}}<extra></extra>",
            )
        )
    for code, row in totals.iterrows():
        figure.add_annotation(
            x=row["per_million"], y=country_name(str(code)), xanchor="left", xshift=6, showarrow=False,
            text=f"{number(row['per_million'], 1)} ({number(row['clusters'])})",
        )  # fmt: skip
    figure.update_layout(
        barmode="stack",
        bargap=0.35,
        xaxis={
            "title": {"text": _("labelled clusters per million inhabitants (number)")},
            "range": [0, totals["per_million"].max() * 1.25],
            "nticks": 5,
            "showgrid": True,
        },
        yaxis={"showgrid": False, "ticklabelstandoff": 6},
    )
    best, least = str(totals.index[-1]), totals.index[0]
    insight = _(
        "{best} has {most} labelled clusters per million inhabitants, {least} {fewest}; "
        "full colour is gold, stripes silver, dots bronze."
    ).format(
        best=country_name(best),
        most=number(totals["per_million"].max(), 1),
        least=country_name(str(least)),
        fewest=number(totals["per_million"].min(), 1),
    )
    return Chart(
        id="clusters.labels",
        title=_("Who holds a quality label"),
        subtitle=_("Active clusters with a cluster management quality label known to the atlas"),
        insight=insight,
        figure=figure,
        table=frame,
        sources=(Source(text=_("Cluster and label pages, read November 2026"), table="clusters"),),
        alt=_("Bar chart of labelled clusters per million inhabitants: {values}.").format(
            values=listing(
                f"{country_name(str(code))} {number(value, 1)}" for code, value in totals["per_million"].items()
            )
        ),
    )
