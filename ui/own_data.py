"""Tables of a visitor's own in the place of shipped ones: held by the session, said on every page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from secrets import token_hex

import pandas as pd
import streamlit as st

from analytics import tables
from analytics.core import sources, state
from analytics.core.chart import Chart
from analytics.core.language import _, listing, ngettext
from analytics.sql import behind
from analytics.warehouse import held
from ui import markdown

_KEY = "own data"


@dataclass
class Own:
    """The tables in use (cells as text), the rows of the visitor's in each, and the state that holds them."""

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    state: str = state.SHARED
    versions: dict[str, str] = field(default_factory=dict)  # another one each time a table is put in place


def of_session() -> Own:
    """What the session uses, nothing at first."""
    own: Own = st.session_state.setdefault(_KEY, Own())
    return own


def follow() -> None:
    """Let every question of this run be about the visitor's data, built again if it was given up meanwhile."""
    own = of_session()
    if own.tables and not held(own.state):
        from analytics.own_tables import using  # slow to load, and few bring tables

        with st.spinner(_("Your tables are being put in place.")):
            own.state = using.begin(own.tables)
    state.use(own.state)


def put(table: str, rows: pd.DataFrame, given: int) -> None:
    """Use a table, `given` rows of which are the visitor's, in the place of the shipped one."""
    from analytics.own_tables import using

    own = of_session()
    own.tables[table], own.rows[table], own.versions[table] = rows, given, token_hex(8)
    own.state = using.begin(own.tables, own.state)
    state.use(own.state)


def back() -> None:
    """Use the shipped tables again."""
    from analytics.own_tables import using

    using.end(of_session().state)
    st.session_state[_KEY] = Own()
    state.use(state.SHARED)


def beside(table: str) -> str:
    """Which tables a file for `table` is checked beside: those of the atlas and the visitor's others."""
    versions = of_session().versions
    return f"{state.loaded()} {sorted(version for name, version in versions.items() if name != table)}"


def stands_on(chart: Chart, own: Collection[str]) -> bool:
    """Whether a chart is made from one of these tables, by its sources and by the questions behind it."""
    if not own:
        return False
    from analytics.open_data import query_addresses

    read = {source.table for source in chart.sources}
    read |= {table for question in behind.chart(chart.id) for table in query_addresses.tables_read(question)}
    return not read.isdisjoint(own)


def cited(chart: Chart) -> Chart:
    """The chart, with the visitor's own tables behind it among its sources where it names none of them itself."""
    own = state.own_tables()
    if own.isdisjoint(source.table for source in chart.sources) and stands_on(chart, own):
        return replace(chart, sources=(*chart.sources, sources.own("")))
    return chart


def in_use() -> set[str]:
    """The tables that are the visitor's, those that are made from theirs among them."""
    own = set(of_session().tables)
    return own | {"cluster_regions"} if "clusters" in own else own


def badge() -> None:
    """Say that the page is drawn from the visitor's own tables, and offer the shipped ones."""
    own = of_session()
    if not own.tables:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="own-data-badge"):
        st.warning(
            _("**This page shows your own data:** {tables}. Only you see it, until you close the page.").format(
                tables=_named(own.rows)
            ),
            icon=":material/upload_file:",
        )
        st.button(_("Back to the data of the atlas"), icon=":material/undo:", on_click=back, key="own-data-back")


def _named(rows: Mapping[str, int]) -> str:
    return listing(
        f"{markdown.escape(tables.title(name))} ({ngettext('{n} row', '{n} rows', n)})" for name, n in rows.items()
    )
