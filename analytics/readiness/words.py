"""Sentences about how ready a cluster is."""

from __future__ import annotations

import pandas as pd

from analytics.core.language import _, number, percent


def radar(frame: pd.DataFrame) -> str:
    """Where the cluster is furthest, where most is to do, and how many questions are open."""
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
        return _("Every area with answers: {best_share}. Not answered: {open}. Don't know: {unsure}.").format(**said)
    return _(
        "Furthest: {best} ({best_share}). Most to do: {worst} ({worst_share}). Not answered: {open}. Don't know: "
        "{unsure}."
    ).format(**said)
