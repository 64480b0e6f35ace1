"""How a chart stands on a page: title, insight, picture, table twin, source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from plotly.basedatatypes import BaseFigure
from streamlit.elements.lib.mutable_tab_container import TabContainer

from analytics import tables as about_tables
from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.language import _, current, term
from analytics.core.plot import Grid
from analytics.render import screen, table, words
from ui import markdown, navigation, sections, share, terms

# One button, seen when the pointer is over the chart: the browser's own picture, which needs nothing of the server.
PLOTLY = {"modeBarButtons": [["toImage"]], "displaylogo": False, "displayModeBar": "hover", "responsive": True}

# Parameters of charts that choose rows of tables -> the field that holds their values.
PARAMETERS = {"country": "country", "cluster": "cluster_id"}


def show(chart: Chart, *, height: int = 380, on_pick: Callable[[int, int], None] | None = None) -> None:
    """A chart in its frame, its values one tab away.

    `on_pick` is called with the places of a series and of a point of it when a reader clicks a mark.
    """
    with _framed(chart):
        picture, values = _tabs(chart)
        with picture:
            figure = sized(chart, height)
            look: dict[str, Any] = {"theme": None, "config": PLOTLY | share.in_browser(chart)}
            if on_pick is None:
                st.plotly_chart(figure, **look, key=f"plot-{chart.id}", alt=chart.alt)
            else:
                key = f"plot-{chart.link}"  # a chart that changes by what is picked forgets its selection
                st.plotly_chart(
                    figure,
                    **look,
                    key=key,
                    alt=chart.alt,
                    selection_mode="points",
                    on_select=partial(_picked, key, on_pick),
                )
        _values(values, chart, height - 60)


def _tabs(chart: Chart) -> Sequence[TabContainer]:
    key = f"tabs-{chart.id}-{style.mode()}-{current()}"
    return st.tabs([_("Chart"), _("Table")], key=key, on_change="rerun")


def _values(place: TabContainer, chart: Chart, height: int) -> None:
    """What is drawn in words, the exact values and the description; made when their tab is opened."""
    if not place.open:
        return

    def exact() -> None:
        st.dataframe(chart.table, hide_index=True, height=height, alt=chart.alt, placeholder=term("unknown"))

    with place:
        if (said := table.sheet(chart.drawing)).rows:
            labels: Any = {str(place): name for place, name in enumerate(said.head)}  # two series may have one name
            rows = pd.DataFrame(said.rows, columns=list(labels))
            st.dataframe(rows, hide_index=True, height=height, alt=chart.alt, column_config=labels)
            sections.box(_("Exact values"), f"exact-{chart.id}", exact)
        else:
            exact()
        _rows_behind(chart)
        _description(chart)


def _picked(key: str, on_pick: Callable[[int, int], None]) -> None:
    points = st.session_state[key]["selection"]["points"]
    if points:
        on_pick(points[0]["curve_number"], points[0]["point_index"])


def framed(chart: Chart, draw: Callable[[], None], *, height: int) -> None:
    """A chart in its frame whose picture a page draws in a way of its own; its values one tab away."""
    with _framed(chart):
        picture, values = _tabs(chart)
        with picture:
            draw()
        _values(values, chart, height)


def in_words(grid: Grid) -> None:
    """A grid of sentences as a table, whose rows grow with them; those of a drawing do not."""
    head = ["", *map(markdown.words, grid.columns)]
    rows = [
        [f"**{markdown.words(name)}**", *(markdown.words(cell.text) for cell in cells)] for name, cells in grid.rows
    ]
    lines = [head, ["---"] * len(head), *rows]
    st.markdown("\n".join(f"| {' | '.join(line)} |".replace("\n", " ") for line in lines))


def _rows_behind(chart: Chart) -> None:
    """The way from the values to the rows that they were made of, each with its source."""
    for name, asked in rows_behind(chart):
        label = _("Rows behind it: {table}").format(table=about_tables.title(name))
        navigation.link("data", label, ":material/table_rows:", **asked)


def rows_behind(chart: Chart) -> list[tuple[str, dict[str, str]]]:
    """The tables that a chart is made from, and the parameters by which the page of tables shows its rows of them."""
    found = []
    for name in dict.fromkeys(source.table for source in chart.sources):
        if name not in about_tables.names():
            continue
        asked = {"table": name}
        for parameter, column in PARAMETERS.items():
            value = str(chart.params.get(parameter) or "")
            if value and column in about_tables.rows(name):
                asked |= {"field": column, "value": value}
        found.append((name, asked))
    return found


def _description(chart: Chart) -> None:
    """What the picture shows in sentences, for those who do not see it."""
    with st.expander(_("Description in words")):
        st.markdown(markdown.escape(words.long(chart)))


@contextmanager
def _framed(chart: Chart) -> Iterator[None]:
    with st.container(key=f"chart-{chart.id.replace('.', '-')}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(markdown.words(chart.title) + markdown.age_mark(chart.age), anchor=False, width="stretch")
            share.menu(chart)
        st.caption(markdown.words(chart.subtitle), help=terms.explained(chart.title, chart.subtitle))
        st.markdown(markdown.escape(chart.insight))
        yield
        source_line(chart.sources)


class Finished(BaseFigure):
    """A figure that is only sent to the browser: Streamlit takes plotly's figures alone, and asks them for this.

    plotly's own would be copied and encoded whole at each run of the page.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        self.__dict__["spec"] = spec

    def to_dict(self) -> dict[str, Any]:
        """The figure in plotly's terms; nobody may change it."""
        spec: dict[str, Any] = self.__dict__["spec"]
        return spec


def sized(chart: Chart, height: int) -> Finished:
    """The chart's figure in a height in pixels."""
    spec = screen.spec(chart)  # shared, also with pages where it stands in another height
    return Finished(spec | {"layout": spec["layout"] | {"height": height}})


def source_line(sources: Sequence[Source]) -> None:
    """Where figures come from, under the picture."""
    said = "; ".join(f"[{markdown.escape(s.text)}]({s.url})" if s.url else markdown.escape(s.text) for s in sources)
    st.caption(_("Source: {source}").format(source=said))


def methods(charts: Sequence[Chart]) -> None:
    """How each chart was worked out, under its title."""
    for chart in charts:
        if chart.method:
            st.markdown(f"**{markdown.escape(chart.title)}.** {markdown.escape(chart.method)}")
