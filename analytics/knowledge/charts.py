"""Charts of who is inside a cluster."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.language import _, ngettext, number


def roles(frame: pd.DataFrame, *, cluster: str = "fi-kip") -> Chart:
    """Members of a cluster known by name, a bar a role; a role in which nobody is named has a word, not a bar.

    Raises KeyError when there is no such cluster.
    """
    if frame.empty:
        raise KeyError(f"There is no cluster {cluster!r}.")
    name, colour = str(frame["cluster_name"].iloc[0]), style.country_colour(str(frame["country"].iloc[0]))
    drawn = frame.iloc[::-1]
    figure = style.figure()
    figure.add_trace(
        go.Bar(
            y=[role_name(role) for role in drawn["role"]],
            x=list(drawn["members"]),
            orientation="h",
            width=0.62,
            marker={"color": colour},
            text=[number(count) if count else _("none named") for count in drawn["members"]],
            textposition="outside",
            textfont={"size": 14},
            cliponaxis=False,
            customdata=[names if isinstance(names, str) else _("none named") for names in drawn["names"]],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.update_layout(
        xaxis={
            "title": {"text": _("members known by name (number)")},
            "range": [0, max(1.0, 1.2 * float(frame["members"].max()))],
            "nticks": 5,
            "tickformat": "d",
            "showgrid": True,
        },
        yaxis={"showgrid": False, "ticklabelstandoff": 6},
    )
    insight = _insight(frame)
    return Chart(
        id="knowledge.roles",
        title=_("Who is inside: {cluster}").format(cluster=name),
        subtitle=_("Members known by name, number by role"),
        insight=insight,
        figure=figure,
        table=frame[["role", "members", "names"]],
        sources=_sources(frame),
        alt=_("Bar chart of the members of {cluster} known by name. {insight}").format(cluster=name, insight=insight),
        params={"cluster": cluster},
        method=_(
            "Counted from the members that public pages name. Such lists are partial: a role in which nobody is named "
            "is unknown, not empty. Research includes education; other includes associations and financiers."
        ),
    )


def role_name(role: str) -> str:
    """A role inside a cluster, in words."""
    return {
        "companies": _("Companies"),
        "research": _("Research and education"),
        "public": _("Public bodies"),
        "other": _("Others"),
    }[role]


def _insight(frame: pd.DataFrame) -> str:
    named = int(frame["members"].sum())
    if not named:
        return _("No member has been seen by name on a public page.")
    parts = ", ".join(f"{role_name(row.role)}: {number(row.members)}" for row in frame.itertuples() if row.members)
    known = ngettext("{n} member is known by name", "{n} members are known by name", named)
    total = frame["members_total"].iloc[0]
    if pd.isna(total):
        return _("{known} ({parts}). How many there are in all is not published.").format(known=known, parts=parts)
    return _("{known} ({parts}), of {all} in all.").format(known=known, parts=parts, all=number(total))


def _sources(frame: pd.DataFrame) -> tuple[Source, ...]:
    """The pages that name the members, by site; further pages of a site are numbered."""
    seen: Counter[str] = Counter()
    sources = []
    for page in sorted({page for said in frame["pages"].dropna() for page in said.split(" ")}):
        site = urlsplit(page).netloc.removeprefix("www.")
        seen[site] += 1
        sources.append(Source(site if seen[site] == 1 else f"{site} ({seen[site]})", "memberships", url=page))
    return tuple(sources)
