"""The radar of the self-assessment."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.language import _, number, percent

_COLUMNS = ("area", "score_pct", "questions", "met", "partly", "not_met", "unsure", "open")


def radar(frame: pd.DataFrame, *, answers: str = "") -> Chart:
    """The share met in each area (percent, 0 to 100) on spokes; an area with no known answer is a gap, never zero."""
    insight = _insight(frame)
    figure = style.figure()
    figure.add_trace(_outline(frame))
    colours = style.palette()
    figure.update_layout(
        polar={
            "bgcolor": colours.background,
            "domain": {"x": [0.08, 0.92], "y": [0.06, 0.94]},
            "radialaxis": {
                "range": [0, 100],
                "tickvals": [25, 50, 75, 100],
                "ticktext": [number(tick) for tick in (25, 50, 75)] + [percent(100, 0)],
                "angle": 90,
                "tickangle": 90,
                "tickfont": {"size": 12, "color": colours.muted},
                "gridcolor": colours.grid,
                "showline": False,
            },
            "angularaxis": {
                "direction": "clockwise",
                "rotation": 90,
                "gridcolor": colours.grid,
                "linecolor": colours.grid,
                "tickfont": {"size": 14, "color": colours.text},
            },
        },
        margin={"l": 64, "r": 64, "t": 40, "b": 40},
        hovermode="closest",
    )
    return Chart(
        id="readiness.radar",
        title=_("How far is our cluster?"),
        subtitle=_("Share of what is asked that is met, % by area, by the cluster's own answers"),
        insight=insight,
        figure=figure,
        table=frame[list(_COLUMNS)],
        sources=(
            Source(
                text=_("Own answers; questions from pages of the ECCP, ESCA and programmes, read November 2026"),
                table="readiness_criteria",
            ),
        ),
        alt=_("Radar chart of the share met in {n} areas. {insight}").format(n=number(len(frame)), insight=insight),
        params={"answers": answers},
        method=_(
            "Share = (met + 0.5 x partly met) / (met + partly met + not yet met), every question alike. “Don't know” "
            "and unanswered questions are left out of the share and counted apart. An area without a known answer "
            "has no value."
        ),
    )


def _outline(frame: pd.DataFrame) -> go.Scatterpolar:
    scores = [None if pd.isna(score) else float(score) for score in frame["score_pct"]]
    labels = [
        f"{name}<br><b>{_('no answer') if score is None else percent(score, 0)}</b>"
        for name, score in zip(frame["name"], scores, strict=True)
    ]
    colour = style.palette().link
    red, green, blue = style.rgb(colour)
    whole = None not in scores
    return go.Scatterpolar(
        theta=[*labels, labels[0]],
        r=[*scores, scores[0]],
        mode="lines+markers",
        # With a gap the area inside would claim a value for the missing spoke.
        fill="toself" if whole else "none",
        fillcolor=f"rgba({red}, {green}, {blue}, 0.2)",
        line={"color": colour, "width": 3},
        marker={"color": colour, "size": 9},
        connectgaps=False,
        cliponaxis=False,
        hovertemplate="%{theta}<extra></extra>",
        showlegend=False,
    )


def _insight(frame: pd.DataFrame) -> str:
    known = frame.dropna(subset="score_pct")
    missing = int(frame["open"].sum())
    unsure = int(frame["unsure"].sum())
    if known.empty:
        return _("There is nothing to show yet: answer the questions, and the picture grows.")
    best, worst = known.loc[known["score_pct"].idxmax()], known.loc[known["score_pct"].idxmin()]
    said = {
        "best": best["name"],
        "best_share": percent(best["score_pct"], 0),
        "worst": worst["name"],
        "worst_share": percent(worst["score_pct"], 0),
        "open": number(missing),
        "unsure": number(unsure),
    }
    if best["score_pct"] == worst["score_pct"]:
        return _("Every area with answers: {best_share}. Not answered: {open}; don't know: {unsure}.").format(**said)
    return _(
        "Furthest: {best} ({best_share}); most to do: {worst} ({worst_share}). Not answered: {open}; "
        "don't know: {unsure}."
    ).format(**said)
