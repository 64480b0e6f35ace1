"""The statements come in: pasted, uploaded or an example, and how they were understood."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Literal

import streamlit as st

from analytics.core.language import _, current, ngettext, quoted
from analytics.publish import file_names
from analytics.workshops import statement_template
from analytics.workshops import statements as reading
from analytics.workshops import uploads as bringing
from analytics.workshops.statements import Choices, Understood, UnreadableError
from ui import markdown, navigation, own_statements, share, table_frame, uploads
from ui.own_statements import FILE, PASTE, Own


def statements() -> Understood | None:
    """The ways to bring statements in; what was read, None where nothing was given or nothing can be read."""
    own = own_statements.held()
    with st.container(horizontal=True, vertical_alignment="bottom", key="workshop-controls"):
        labels = {PASTE: _("Paste lines"), FILE: _("Upload a file")}
        st.segmented_control(
            _("How do you bring the statements in?"),
            list(labels),
            format_func=labels.__getitem__,
            required=True,
            key=own_statements.seeded("way", own.way),
            on_change=own_statements.keep,
            args=("way",),
        )
        st.button(_("Try an example"), icon=":material/lightbulb:", on_click=_try_example)
        kinds: tuple[Literal["csv", "xlsx"], ...] = ("csv", "xlsx")
        for kind in kinds:
            share.offer(
                _("Template ({kind})").format(kind=kind.upper()),
                kind,
                partial(statement_template.template, kind),
                file_name=file_names.file_name("workshop", ["template", current()], date.today(), kind),
                key=f"template-{kind}-{current()}",
            )
        if own.typed or own.file is not None or own.handed is not None:
            st.button(_("Start anew"), icon=":material/restart_alt:", on_click=_start_anew)
    if own.way == PASTE:
        _paste(own)
    else:
        _upload(own)
    st.caption(
        _(
            "Nothing is stored on the server: what you give is held in memory for this visit, is not in the link and "
            "is gone when you close the page. Take your table along before that. Leave out names of people."
        )
    )
    try:
        read = _read(own)
    except UnreadableError as error:
        st.error(markdown.escape(error), icon=":material/error:")
        if own.choices != Choices():
            st.button(_("Read the file as it was guessed"), icon=":material/undo:", on_click=_guess_again)
        return None
    return read


def _read(own: Own) -> Understood | None:
    if own.way == PASTE:
        given = bringing.request(own.typed.encode("utf-8", "replace"), own.choices)
        return uploads.kept(bringing.read_lines, given) if own.typed.strip() else None
    if own.handed is not None:
        return reading.from_frame(own.handed)
    if own.file is None:
        return None
    return uploads.kept(bringing.read, bringing.request(own.file, own.choices))


def _guess_again() -> None:
    own = own_statements.held()
    own.choices, own.changes = Choices(), own.changes + 1


def empty() -> None:
    """What to do when nothing is given yet."""
    st.markdown(
        _(
            "Paste what people wrote, one statement a line, or bring a CSV or Excel file. You get a suggested theme "
            "for each statement to look through and correct, the ranking of the themes, and a summary to take along. "
            "Finnish, Swedish, English, Norwegian and Danish are read, also mixed."
        )
    )
    with st.container(horizontal=True):
        navigation.link("live", _("Gather them live from phones instead"), ":material/record_voice_over:")
        navigation.link("needs", _("What was asked for at past workshops"), ":material/forum:")


def _keep_file(key: str) -> None:
    given = st.session_state[key]
    own = own_statements.held()
    own.file, own.name = (given.getvalue(), given.name) if given else (None, "")
    own.handed = None
    own.choices, own.confirmed, own.changes = Choices(), False, own.changes + 1


def _try_example() -> None:
    own = own_statements.held()
    own.way = PASTE
    own.typed = statement_template.template("csv").decode("utf-8-sig")
    own.choices, own.confirmed = Choices(), True  # the example is known to be read right


def _start_anew() -> None:
    before = own_statements.held()
    own_statements.replace(Own(uploads=before.uploads + 1, additions=before.additions))


def _paste(own: Own) -> None:
    st.text_area(
        _("Statements, one a line"),
        key=own_statements.seeded("typed", own.typed),
        height=200,
        placeholder=_("Membership fees should depend on turnover"),
        help=_("A first line that names columns (statement, group, session, language, votes) makes it a table."),
        on_change=own_statements.keep,
        args=("typed",),
    )


def _upload(own: Own) -> None:
    key = f"workshop-file-{own.uploads}"
    st.file_uploader(
        _("CSV, Excel (XLSX), ODS or text, 5 MB at most"),
        type=["csv", "tsv", "txt", "xlsx", "ods"],
        max_upload_size=5,
        key=key,
        on_change=_keep_file,
        args=(key,),
    )
    if own.file is not None or own.handed is not None:
        st.caption(_("In use: {name}").format(name=markdown.escape(own.name)))


def understood(read: Understood) -> None:
    """How the statements were read, what is wrong row by row, and the first of them."""
    n = len(read.statements)
    lines = [ngettext("{n} statement was read", "{n} statements were read", n)]
    if read.empty:
        lines.append(ngettext("{n} row was empty", "{n} rows were empty", read.empty))
    if read.left_out:
        lines.append(ngettext("{n} row was left out, see below", "{n} rows were left out, see below", read.left_out))
    st.subheader(_("What was understood"), anchor=False)
    st.markdown(f"**{'; '.join(lines)}.** {_how_read(read)}")
    if read.other_sheets:
        st.info(
            _("Only the sheet {sheet} was read; these hold something too: {others}.").format(
                sheet=markdown.escape(quoted(read.sheet)),
                others=markdown.escape(", ".join(map(quoted, read.other_sheets))),
            ),
            icon=":material/info:",
        )
    for note in read.notes:
        st.info(markdown.escape(note), icon=":material/info:")
    if read.faults:
        _faults(read)
    with st.expander(_("The first rows as they were read")):
        first = read.statements.head(5)
        shown = {_("Row"): first["row"]} | {statement_template.field_name(name): first[name] for name in reading.FIELDS}
        table_frame.table(
            shown,
            key="workshop-preview",
            title=_("The first rows as they were read"),
            alt=_("Table of the first rows as they were read."),
        )


def _how_read(read: Understood) -> str:
    """Encoding, separator and columns in words."""
    separator = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("vertical bar")}.get(read.separator)
    said = []
    if read.kind == "lines":
        said.append(_("No first row names columns, so each line is a statement."))
    if read.sheet:
        said.append(_("Sheet: {sheet}.").format(sheet=markdown.escape(read.sheet)))
    if read.encoding:
        said.append(_("Encoding: {name}.").format(name=read.encoding.upper()))
    if separator:
        said.append(_("Separator: {name}.").format(name=separator))
    taken = [f"{quoted(name)} → {statement_template.field_name(meant)}" for name, meant in read.columns if meant]
    if taken:
        said.append(_("Columns: {columns}.").format(columns=markdown.escape(", ".join(taken))))
    unread = [quoted(name or "?") for name, meant in read.columns if not meant]
    if unread:
        said.append(_("Not read: {columns}.").format(columns=markdown.escape(", ".join(unread))))
    return " ".join(said)


def _faults(read: Understood) -> None:
    n = len(read.faults)
    st.warning(
        ngettext("{n} thing to look at in your statements:", "{n} things to look at in your statements:", n),
        icon=":material/warning:",
    )
    shown = {
        _("Row"): [fault.row for fault in read.faults],
        _("Column"): [fault.column for fault in read.faults],
        _("Found"): [fault.found[:80] for fault in read.faults],
        _("What to do"): [fault.remedy for fault in read.faults],
    }
    table_frame.table(
        shown,
        key="workshop-faults",
        title=_("What is wrong, by row and column"),
        alt=_("Table of what is wrong, by row and column."),
    )
