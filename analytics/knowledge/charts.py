"""Charts of who is inside a cluster."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.language import _, number
from analytics.core.plot import Axis, Label, Mark, Plot, Series
from analytics.core.registry import chart
from analytics.knowledge import questions, words


@chart(
    "knowledge.roles",
    question="Which roles do the members of a cluster have that are known by name?",
    ask=questions.roles,
)
def roles(frame: pd.DataFrame, *, cluster: str = questions.EXAMPLE) -> Chart:
    """Members of a cluster known by name, a bar a role; a role in which nobody is named has a word, not a bar.

    Raises KeyError when there is no such cluster.
    """
    if frame.empty:
        raise KeyError(f"There is no cluster {cluster!r}.")
    name = str(frame["cluster_name"].iloc[0])
    insight = words.roles(frame)
    return Chart(
        title=_("Who is inside: {cluster}").format(cluster=name),
        subtitle=_("Members known by name, number by role"),
        insight=insight,
        drawing=_bars(frame),
        table=frame[["role", "members", "names"]],
        sources=_sources(frame),
        alt=_("Bar chart of the members of {cluster} known by name. {insight}").format(cluster=name, insight=insight),
        method=_(
            "Counted from the members that public pages name. Such lists are partial: a role in which nobody is named "
            "is unknown, not empty. Research includes education. Other includes associations and financiers."
        ),
    )


def _bars(frame: pd.DataFrame) -> Plot:
    highest = max(1.0, 1.2 * float(frame["members"].max()))
    return Plot(
        "bar",
        (
            Series(
                _("Members"),
                tuple(float(count) for count in frame["members"]),
                shape="bar",
                marks=(Mark(style.country_colour(str(frame["country"].iloc[0]))),),
                labels={
                    place: Label(number(count) if count else _("none named"), "end")
                    for place, count in enumerate(frame["members"])
                },
                hover=tuple(names if isinstance(names, str) else _("none named") for names in frame["names"]),
                thickness=0.62,
            ),
        ),
        x=Axis(
            _("members known by name (number)"),
            low=0,
            high=highest,
            step=1 if highest < 5 else None,  # members are whole
            grid=True,
        ),
        categories=tuple(words.role_name(role) for role in frame["role"]),
    )


def _sources(frame: pd.DataFrame) -> tuple[Source, ...]:
    """The pages that name the members, by site; further pages of a site are numbered."""
    seen: Counter[str] = Counter()
    sources = []
    for page in sorted({page for said in frame["pages"].dropna() for page in said.split(" ")}):
        site = urlsplit(page).netloc.removeprefix("www.")
        seen[site] += 1
        sources.append(Source(site if seen[site] == 1 else f"{site} ({seen[site]})", "memberships", url=page))
    return tuple(sources)
