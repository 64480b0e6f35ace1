"""The radar of the self-assessment."""

from __future__ import annotations

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _, number, percent
from analytics.core.plot import Axis, Label, Mark, Plot, Series, Stroke
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.readiness import questions, words

_COLUMNS = ("area", "score_pct", "questions", "met", "partly", "not_met", "unsure", "open")


@chart(
    "readiness.radar",
    question="Which share of what is asked does a cluster meet? One letter an answer: y, p, n, d, or . for none.",
    ask=questions.areas,
)
def radar(frame: pd.DataFrame) -> Chart:
    """The share met in each area (percent, 0 to 100) on spokes; an area with no known answer is a gap, never zero."""
    insight = words.radar(frame)
    return Chart(
        title=_("How far is our cluster?"),
        subtitle=_("Share of what is asked that is met, % by area, by the cluster's own answers"),
        insight=insight,
        drawing=_outline(frame),
        table=frame[list(_COLUMNS)],
        sources=(cite("readiness_criteria"),),
        alt=_("Radar chart of the share met in {n} areas. {insight}").format(n=number(len(frame)), insight=insight),
        method=_(
            "Share = (met + 0.5 x partly met) / (met + partly met + not yet met), every question alike. “Don't know” "
            "and unanswered questions are left out of the share and counted apart. An area without a known answer "
            "has no value."
        ),
    )


def _outline(frame: pd.DataFrame) -> Plot:
    scores = [None if pd.isna(score) else float(score) for score in frame["score_pct"]]
    colour = style.palette().link
    return Plot(
        "radar",
        (
            Series(
                _("How far is our cluster?"),
                tuple(scores),
                line=Stroke(colour, 3),
                marks=(Mark(colour, size=9),),
                labels={
                    place: Label(_("no answer") if score is None else percent(score, 0), bold=True)
                    for place, score in enumerate(scores)
                },
            ),
        ),
        y=Axis(low=0, high=100, ticks=(*((tick, number(tick)) for tick in (25, 50, 75)), (100, percent(100, 0)))),
        categories=tuple(frame["name"]),
    )
