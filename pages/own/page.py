"""Your own data: a file for a table, how it is read, what is wrong with it, and its use in every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analytics import tables
from analytics.core import state
from analytics.core.language import _, current, ngettext, number
from analytics.core.worker import RefusedError
from analytics.own_tables import questions, words
from analytics.own_tables.models import BYTES, Choices, Reading
from analytics.publish import file_names
from ui import address, layout, markdown, navigation, own_data, share, table_frame, uploads

_CHOICES = "own table choices"  # in the session
KINDS = ("csv", "txt", "tsv", "xlsx", "ods", "parquet", "geojson", "json", "gpkg")
REPLACE, EXTEND = "replace", "extend"


def page() -> None:
    """Draw the page."""
    layout.heading("own")
    table = address.choose("table", _("Table"), questions.offered(), tables.title, "clusters")
    _in_use(table)
    with st.container(horizontal=True):
        share.offer(
            _("Empty table to fill in (CSV)"),
            "csv",
            lambda: questions.template(table),
            file_name=file_names.file_name(table, ["template", current()], date.today(), "csv"),
            key=f"own-template-{table}-{current()}",
        )
        navigation.link("data", _("What the columns mean"), ":material/table:", table=table)
    given = st.file_uploader(
        _("Your file, 25 MB at most: CSV, Excel, ODS, Parquet, GeoJSON or GeoPackage"),
        type=list(KINDS),
        key=f"own-file-{table}",
        max_upload_size=BYTES // 1_000_000,
    )
    st.caption(
        _(
            "Nothing is stored on the server: your table is held in memory for this visit, only you see it, and it is "
            "gone when you close the page."
        )
    )
    if given is None:
        return
    content = given.getvalue()
    choices: Choices = st.session_state.get(_CHOICES) or Choices(table)
    if choices.table != table:
        choices = Choices(table)
    try:
        with st.spinner(_("The file is being read and checked."), show_time=True):
            reading = uploads.kept(questions.read, questions.request(content, choices), own_data.beside(table))
    except RefusedError as error:
        st.error(markdown.escape(error), icon=":material/error:")
        if choices != Choices(table):
            st.button(_("Read the file as it was guessed"), icon=":material/undo:", on_click=_choose, args=(None,))
        return
    how_read(reading)
    outcome(reading)


def _in_use(table: str) -> None:
    own = own_data.of_session()
    if table in own.tables:
        st.success(
            ngettext(
                "Your table is in use: {n} row of yours.", "Your table is in use: {n} rows of yours.", own.rows[table]
            ),
            icon=":material/check:",
        )


def _choose(choices: Choices | None) -> None:
    st.session_state[_CHOICES] = choices


def how_read(reading: Reading) -> None:
    """What was understood of the file, and the controls to change it."""
    table = reading.choices.table
    found = sum(place >= 0 for place in reading.choices.columns.values())
    st.subheader(_("How your file is read"), anchor=False)
    st.markdown(
        _("{rows} rows; {found} of the {all} columns of the table are in your file.").format(
            rows=number(len(reading.rows)), found=number(found), all=number(len(reading.choices.columns))
        )
    )
    for said in (*reading.notes, *reading.mended):
        st.caption(markdown.escape(said))
    with st.expander(_("Change which column is which"), expanded=bool(reading.faults)):
        _places(reading)
        _columns(reading)
    shown: dict[str, list[Any]] = {_("Row"): [row for row, _cells in reading.first]}
    for name, place in reading.choices.columns.items():
        if place >= 0:
            shown[f"{reading.names[place][:40]} → {name}"] = [
                cells[place][:200] if place < len(cells) else "" for _row, cells in reading.first
            ]
    table_frame.table(
        shown,
        key=f"own-first-{table}",
        title=_("The first rows of your file"),
        alt=_("Table of the first rows of your file."),
    )


def _places(reading: Reading) -> None:
    """The sheet, and the row that names the columns."""
    given = reading.choices

    def take() -> None:
        sheet = st.session_state.get("own-sheet", given.sheet)
        header = int(st.session_state["own-header"] or 0) if sheet == given.sheet else 0
        _choose(Choices(given.table, sheet, header))

    with st.container(horizontal=True):
        if len(reading.sheets) > 1:
            st.selectbox(
                _("Sheet"),
                list(reading.sheets),
                index=reading.sheets.index(given.sheet),
                key="own-sheet",
                on_change=take,
            )
        st.number_input(
            _("The row that names the columns"), 1, None, given.header, key="own-header", on_change=take, width=260
        )


def _columns(reading: Reading) -> None:
    """Column of the table -> column of the file, or a value for all rows."""
    given, table = reading.choices, reading.choices.table
    names = {at: f"{at + 1}. {name[:60]}" for at, name in enumerate(reading.names) if name.strip()}
    rows = pd.DataFrame(
        {
            "column": [words.column_name(table, name) for name in given.columns],
            "file": [names.get(place) for place in given.columns.values()],
            "value": [given.constants.get(name, "") for name in given.columns],
        },
        index=list(given.columns),
    )
    changed = st.data_editor(
        rows,
        hide_index=True,
        key=f"own-columns-{table}-{current()}-{hash((given.sheet, given.header, tuple(given.columns.items())))}",
        height=320,
        disabled=["column"],
        column_config={
            "column": st.column_config.TextColumn(_("Column of the table (* must be known)")),
            "file": st.column_config.SelectboxColumn(_("Column of your file"), options=list(names.values())),
            "value": st.column_config.TextColumn(_("Value of all rows, if your file has no such column")),
        },
    )
    if not changed.equals(rows):
        back = {name: at for at, name in names.items()}
        _choose(
            replace(
                given,
                columns={str(name): back.get(said, -1) for name, said in changed["file"].items()},
                constants={str(name): said for name, said in changed["value"].items() if said},
                is_settled=True,
            )
        )
        st.rerun()


def outcome(reading: Reading) -> None:
    """What is wrong with the table, or its use."""
    left = len(reading.faulty_rows)
    sound = len(reading.rows) - left
    if reading.faults_in_all:
        faults(reading)
    else:
        st.success(
            ngettext("The table is sound: {n} row.", "The table is sound: {n} rows.", sound),
            icon=":material/check_circle:",
        )
    if any(fault.row is None for fault in reading.faults) or not sound:
        return
    how = st.radio(
        _("What should happen with it?"),
        [REPLACE, EXTEND],
        format_func={
            REPLACE: _("It takes the place of the table of the atlas"),
            EXTEND: _("Its rows are added to the table of the atlas; rows with the same key take their place"),
        }.__getitem__,
        key="own-how",
    )
    label = (
        _("Use this table")
        if not left
        else ngettext(
            "Use the other rows and leave out {n} with faults", "Use the other rows and leave out {n} with faults", left
        )
    )
    if st.button(label, type="primary", icon=":material/check:"):
        with st.spinner(_("Your table is being put in place.")):
            _use(reading.choices.table, questions.sound_rows(reading), how)
        st.rerun()


def _use(table: str, sound: pd.DataFrame, how: str) -> None:
    rows = sound
    if how == EXTEND:
        with state.using(state.SHARED):
            rows, _replaced = questions.joined(sound, tables.rows(table), table)
    own_data.put(table, rows, len(sound))


def faults(reading: Reading) -> None:
    """Every fault with its place and remedy, and the rows to mend as a file."""
    n = reading.faults_in_all
    st.error(
        ngettext(
            "{n} cell or row is not as the table needs it.", "{n} cells or rows are not as the table needs them.", n
        ),
        icon=":material/error:",
    )
    shown = {
        _("Row"): ["" if fault.row is None else str(fault.row) for fault in reading.faults],
        _("Column"): [fault.column for fault in reading.faults],
        _("Found"): [fault.value for fault in reading.faults],
        _("Expected"): words.all_expected(reading.faults),
    }
    table_frame.table(
        shown,
        key=f"own-faults-{reading.choices.table}",
        title=_("What is to be mended"),
        alt=_("Table of faults with row, column, what was found and what is expected."),
    )
    if n > len(reading.faults):
        st.caption(_("The first {n} are shown.").format(n=number(len(reading.faults))))
    if reading.faulty_rows:
        share.offer(
            _("The rows to mend (XLSX)"),
            "xlsx",
            lambda: questions.to_mend(reading),
            file_name=file_names.file_name(reading.choices.table, ["faults", current()], date.today(), "xlsx"),
            key="own-faulty-rows",
        )


if __name__ == "__main__":
    page()
