"""The comparison of clusters as a table that leaves as a slide, a picture or a workbook."""

from __future__ import annotations

from urllib.parse import urlsplit

import pandas as pd

from analytics.clusters import questions as clusters
from analytics.comparison import questions
from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import _, listing, term
from analytics.core.plot import Cell, Empty, Grid
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.core.text_layout import broken
from analytics.fees import questions as fees
from analytics.fees.questions import NOT_GIVEN

LETTERS = 112  # of all columns of clusters together on a line
TALL = 520  # pixels


@chart(
    "comparison.clusters",
    question="What do the clusters of a shortlist do, who is in them, and what do they cost us?",
    ask=questions.side_by_side,
)
def side_by_side(frame: pd.DataFrame, *, employees: int = NOT_GIVEN, turnover_eur: int = NOT_GIVEN) -> Chart:
    """A row a fact, a column a cluster; unknown cells are said to be unknown."""
    ids = [column for column in frame if column != "fact"]
    names = [clusters.names()[code] for code in ids]
    sources = (cite("clusters", "rows"),)
    if not ids:
        reason = _("No cluster is chosen.")
        return Chart(_("Clusters side by side"), "", reason, frame, sources, reason, Empty(reason))
    given = (employees, turnover_eur) != (NOT_GIVEN, NOT_GIVEN)
    who = fees.organisation_words(employees, turnover_eur, "company")
    said = _("What is known of {names}, side by side.").format(names=listing(names))
    return Chart(
        title=_("Clusters side by side"),
        subtitle=_("Fees for: {organisation}").format(organisation=who) if given else "",
        insight=said,
        drawing=_grid(frame, ids, names),
        table=frame.set_axis([_("Fact"), *names], axis=1),
        sources=sources,
        alt=said,
        method=_("Fees are for the number of employees and the turnover that were given, from the newest table seen."),
    )


def _grid(frame: pd.DataFrame, ids: list[str], names: list[str]) -> Grid:
    palette = style.palette()
    width = LETTERS // len(ids)

    def cell(words: str) -> Cell:
        if not words:
            return Cell(term("unknown"), palette.background, ink=palette.muted)
        said = urlsplit(words).netloc.removeprefix("www.") if words.startswith("http") else words
        return Cell(broken(said, width), palette.background, ink=palette.text)

    rows = tuple(
        (broken(str(row["fact"]), 16), tuple(cell(str(row[code])) for code in ids)) for row in frame.to_dict("records")
    )
    return Grid("matrix", tuple(broken(name, width) for name in names), rows, letters=11, height=TALL, sentences=True)
