"""Ask the tables in SQL: editor, answer, quick chart, files, a link that carries the question."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import streamlit as st

from analytics.core import link_text, state, switches
from analytics.core.chart import Source
from analytics.core.language import _, number
from analytics.publish import file_names, offer
from analytics.render import screen
from analytics.sql import behind, charts, gate, questions
from analytics.sql.questions import Answer
from ui import address, layout, markdown, share, sql_editor, table_frame

Q, CHART, OWN = "q", "chart", "own"  # OWN: the link was made with tables of a visitor's own
# In the session: the statement in the editor, the one put there, the one to answer in this run, the one answered.
_TYPED, _GIVEN, _ASKED, _ANSWERED = "sql typed", "sql given", "sql asked", "sql answered"
SHOWN = 1_000


def page() -> None:
    """Draw the page."""
    layout.heading("sql")
    if not switches.is_on(switches.SQL):
        st.info(_("SQL is switched off in this installation. The tables themselves can be downloaded."))
        return
    if OWN in st.query_params and not state.of_visitor():
        said = _("This link was made with tables of a visitor's own. Here the tables of the atlas answer.")
        st.info(said, icon=":material/info:")
    _take_from_link()
    examples()
    left, right = st.columns([2, 1], gap="large")
    with right:
        tables()
    with left:
        typed = sql_editor.edit(
            st.session_state[_GIVEN], _version(st.session_state[_GIVEN]), names(), key="sql-editor", on_run=run
        )
        st.session_state[_TYPED] = typed
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(_("Run"), type="primary", icon=":material/play_arrow:", on_click=lambda: run(typed))
            st.caption(
                _("Ctrl+Enter runs too. At most {rows} rows and {seconds} seconds.").format(
                    rows=number(10_000), seconds=number(5)
                )
            )
        answer()


def _take_from_link() -> None:
    """Put what the link asks into the editor, once a link."""
    asked = (st.query_params.get(Q, ""), next(iter(address.read(CHART)), ""))
    if st.session_state.get("sql link") == asked and _GIVEN in st.session_state:
        return
    st.session_state["sql link"] = asked
    st.session_state.setdefault(_GIVEN, questions.START)
    letters, chart_id = asked
    if letters:
        try:
            put(link_text.unpacked(letters, gate.LONGEST * 4).decode("utf-8"))
            st.session_state[_ASKED] = st.session_state[_GIVEN]
        except ValueError:
            st.info(_("The link holds no question, or only a part of one."), icon=":material/info:")
    elif chart_id:
        try:
            put(questions.filled(questions.examples()[behind.chart(chart_id)[0]]))
        except KeyError:
            address.note(_("Chart"), [chart_id])


def put(sql: str) -> None:
    """Put a statement into the editor; the answer of the one before goes."""
    st.session_state[_GIVEN] = st.session_state[_TYPED] = sql
    st.session_state.pop(_ANSWERED, None)


def run(sql: str) -> None:
    """Have a statement answered in the next run of the page, which knows the visitor's language and tables."""
    st.session_state[_TYPED] = st.session_state[_ASKED] = sql
    st.query_params.pop(OWN, None)


def _ask(sql: str) -> None:
    """Answer a statement, keep it in the link."""
    try:
        found: Answer | str = questions.ask(sql)
    except questions.RefusedError as error:
        found = str(error)
    st.session_state[_ANSWERED] = (sql, state.current(), found)
    if state.of_visitor():
        st.query_params[OWN] = "1"
    letters = link_text.packed(sql.encode("utf-8", "replace"))
    if len(letters) <= link_text.LONGEST:
        st.query_params[Q] = letters
    else:
        st.query_params.pop(Q, None)
    st.query_params.pop(CHART, None)
    st.session_state["sql link"] = (st.query_params.get(Q, ""), "")


def examples() -> None:
    """The named questions behind the pages, one of which a reader may take and change."""
    found = questions.examples()

    def take() -> None:
        name = st.session_state["sql example"]
        if name:
            put(questions.filled(found[name]))
            st.query_params.pop(Q, None)

    st.selectbox(
        _("Begin with a question that a page asks"),
        [name for name in found if found[name].question],
        format_func=lambda name: f"{name}: {found[name].question}",
        index=None,
        key="sql example",
        placeholder=_("Type or choose"),
        on_change=take,
    )


def tables() -> None:
    """The tables with their columns; a press puts a table into the editor."""
    listed = questions.tables()
    chosen = st.selectbox(_("Tables"), list(listed), list(listed).index("cluster_facts"), key="sql table")
    columns = listed[chosen]
    st.dataframe(
        {_("Column"): [name for name, _kind in columns], _("Type"): [kind for _name, kind in columns]},
        hide_index=True,
        height=min(380, 38 + 35 * len(columns)),
        key=f"sql-columns-{chosen}",
        alt=_("Table of the columns of {table} with their types.").format(table=chosen),
    )
    st.button(
        _("Ask this table"),
        icon=":material/table:",
        on_click=lambda: put(questions.start_of(chosen)),
    )


def names() -> dict[str, str]:
    """What the editor offers: tables, columns, words of SQL."""
    listed = questions.tables()
    columns = {column: _("column") for found in listed.values() for column, _kind in found}
    return columns | dict.fromkeys(listed, _("table")) | dict.fromkeys(questions.WORDS, "SQL")


def answer() -> None:
    """The rows of the last statement, or why there are none."""
    if asked := st.session_state.pop(_ASKED, ""):
        _ask(asked)
    sql, answered_by, found = st.session_state.get(_ANSWERED, ("", "", None))
    if found is None or answered_by != state.current():  # the visitor's tables came or went since
        return
    if isinstance(found, str):
        st.error(markdown.escape(found), icon=":material/error:")
        return
    if sql != st.session_state[_TYPED]:
        st.caption(_("The statement was changed since; press Run for its answer."))
    if found.rows.empty:
        st.info(_("The statement was answered: no row fits."), icon=":material/info:")
        return
    said = _("{rows} rows, {columns} columns.").format(
        rows=number(len(found.rows)), columns=number(len(found.rows.columns))
    )
    if found.cut:
        said += " " + _("**More rows fit; these are the first.** Add LIMIT or a condition for others.")
    st.markdown(said)
    rows, drawn = st.tabs([_("Rows"), _("Quick chart")])
    with rows:
        height = min(380, 38 + 35 * len(found.rows))
        st.dataframe(found.rows.head(SHOWN), hide_index=True, height=height, key="sql-rows", alt=said)
        if len(found.rows) > SHOWN:
            st.caption(_("The first {n} rows are shown; the downloads hold all.").format(n=number(SHOWN)))
    with drawn:
        quick(found)
    table_frame.downloads(
        found.rows,
        subject="sql",
        words=(),
        sources=(Source(_source(sql), "sql"),),
    )
    if state.of_visitor():
        st.caption(_("Your own tables answered. The link and the notebook ask the tables of the atlas."))
    share.offer(
        _(offer.FORMATS["ipynb"].label),
        "ipynb",
        lambda: offer.FORMATS["ipynb"].make("statement", sql),
        file_name=file_names.file_name("sql", [], date.today(), "ipynb"),
        key="sql-notebook",
    )


def _source(sql: str) -> str:
    said = (
        _("Nordic Cluster Atlas with tables of one's own, asked in SQL: {sql}")
        if state.of_visitor()
        else _("Nordic Cluster Atlas, asked in SQL: {sql}")
    )
    return said.format(sql=" ".join(sql.split()))


def quick(found: Answer) -> None:
    """A chart of two columns."""
    numbers = charts.numeric(found)
    if not numbers:
        st.info(_("A chart needs a column of numbers."), icon=":material/info:")
        return
    every = [str(name) for name in found.rows]
    with st.container(horizontal=True):
        x = st.selectbox(_("Along"), every, key=f"x {every!r}")
        y = st.selectbox(_("Numbers"), numbers, index=len(numbers) - 1, key=f"y {every!r}")
        forms = {"bar": _("Bars"), "line": _("Line"), "scatter": _("Points")}
        kind = st.selectbox(_("Kind"), charts.kinds(found, x), format_func=forms.__getitem__, key=f"kind {every!r} {x}")
    chart = charts.quick(found, x, y, kind)
    st.plotly_chart(screen.figure(chart), theme=None, key="sql-chart", alt=chart.alt)
    st.caption(markdown.escape(chart.insight))


def _version(sql: str) -> str:
    return sha256(sql.encode("utf-8", "replace")).hexdigest()[:12]


if __name__ == "__main__":
    page()
