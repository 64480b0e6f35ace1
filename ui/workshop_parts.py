"""The parts of the page on a reader's own workshop. What they give stays in their session; nothing is written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st

from analytics.core.codes import NEED_THEMES
from analytics.core.language import _, current, ngettext, number, percent, quoted
from analytics.publish import summary as files
from analytics.publish import tables
from analytics.workshops import charts
from analytics.workshops import own as own_workshop
from analytics.workshops import statements as reading
from analytics.workshops import themes as suggesting
from analytics.workshops.statements import Understood, UnreadableError
from analytics.workshops.summaries import theme_name
from analytics.workshops.themes import Entry
from ui import frame, navigation, shell

PASTE, FILE = "paste", "file"
FIRST = 10  # faults, and groups of statements, that are shown one by one
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass
class Own:
    """What a reader gave and decided, kept for the session whatever page or language they turn to."""

    way: str = PASTE
    typed: str = ""
    file: bytes | None = None
    name: str = ""
    uploads: int = 0  # a new number makes a new, empty field for files
    corrections: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    shown: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)  # corrections under the table drawn
    table: str = ""  # key of the table drawn
    additions: tuple[Entry, ...] = ()
    merge: bool = True
    apart: set[int] = field(default_factory=set)
    worked: tuple[tuple[Any, ...], pd.DataFrame] | None = None  # the last suggestions and what they were made of


# --- giving statements -----------------------------------------------------------------------------------


def statements() -> Understood | None:
    """The ways to bring statements in; what was read, None where nothing was given or nothing can be read."""
    own = _own()
    with st.container(horizontal=True, vertical_alignment="bottom", key="workshop-controls"):
        labels = {PASTE: _("Paste lines"), FILE: _("Upload a file")}
        st.segmented_control(
            _("How do you bring the statements in?"),
            list(labels),
            format_func=labels.__getitem__,
            required=True,
            key=_seeded("way", own.way),
            on_change=_keep,
            args=("way",),
        )
        st.button(_("Try an example"), icon=":material/lightbulb:", on_click=_try_example)
        kinds: tuple[tuple[Literal["csv", "xlsx"], str], ...] = (("csv", "text/csv"), ("xlsx", XLSX))
        for kind, mime in kinds:
            st.download_button(
                _("Template ({kind})").format(kind=kind.upper()),
                data=partial(copy_context().run, reading.template, kind),
                file_name=tables.file_name("workshop", ["template", current()], date.today(), kind),
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"template-{kind}-{current()}",
            )
        if own.typed or own.file is not None:
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
        if own.way == PASTE:
            return reading.read_lines(own.typed) if own.typed.strip() else None
        return reading.read(own.file) if own.file is not None else None
    except UnreadableError as error:
        st.error(str(error), icon=":material/error:")
        return None


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


# --- what was understood ---------------------------------------------------------------------------------


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
                sheet=frame.escape_markdown(quoted(read.sheet)),
                others=frame.escape_markdown(", ".join(map(quoted, read.other_sheets))),
            ),
            icon=":material/info:",
        )
    if read.faults:
        _faults(read)
    with st.expander(_("The first rows as they were read")):
        first = read.statements.head(5)
        shown = {_("Row"): first["row"]} | {reading.field_name(name): first[name] for name in reading.FIELDS}
        frame.table(pd.DataFrame(shown), key="workshop-preview", alt=_("Table of the first rows as they were read."))


# --- themes ----------------------------------------------------------------------------------------------


def themes(read: Understood) -> pd.DataFrame:
    """The table of suggestions, to be corrected; returns the statements that count, with their themes."""
    own = _own()
    suggestions = _suggestions(read, own)
    rows = own_workshop.corrected(suggestions, own.corrections)
    fitting = int((rows["theme_1"] != "").sum())
    st.subheader(_("Suggested themes"), anchor=False)
    st.markdown(
        _(
            "{some} of {all} statements have a theme. The themes are suggestions from the words that stand beside "
            "them: choose others, take a theme away, or hide a statement. You decide."
        ).format(some=number(fitting), all=number(len(rows)))
    )
    _editor(suggestions, own)
    if own.corrections:
        changed = int(rows["changed"].sum())
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                ngettext(
                    "You changed the themes of {n} statement.", "You changed the themes of {n} statements.", changed
                )
            )
            st.button(_("Undo all changes"), icon=":material/undo:", on_click=_undo)
    said = own_workshop.decided(rows, merge=own.merge, apart=own.apart)
    if said.empty:
        st.info(_("All statements are hidden. Take a tick away in the column “Hide”."), icon=":material/info:")
    return said


def results(said: pd.DataFrame) -> None:
    """The ranking of the themes."""
    narrow = shell.on_phone()
    counts = own_workshop.by_theme(said)
    chart = charts.themes(counts, total=len(said), narrow=narrow)
    height = 80 + (52 if narrow else 36) * max(3, len(counts))
    # Not `frame.show`: its menu rebuilds a chart from the atlas's data, and these data are the reader's own.
    st.subheader(chart.title, anchor=False)
    st.caption(chart.subtitle)
    st.markdown(chart.insight)
    picture, values = st.tabs([_("Chart"), _("Table")], key=f"workshop-tabs-{current()}")
    with picture:
        figure = chart.figure.update_layout(height=height)
        st.plotly_chart(figure, theme=None, config=frame.PLOTLY, key="workshop-plot", alt=chart.alt)
    with values:
        shown = {_("Theme"): counts["theme_name"], _("Statements"): counts["statements"], _("Votes"): counts["votes"]}
        frame.table(pd.DataFrame(shown), key="workshop-counts", alt=chart.alt)
    st.caption(_("Source: your own statements, with the themes as they stand in the table above."))


def repeated(said: pd.DataFrame) -> None:
    """What was said more than once, each group with a button that undoes it."""
    own = _own()
    st.subheader(_("Said more than once"), anchor=False)
    st.toggle(
        _("Group statements that say the same"), key=_seeded("merge", own.merge), on_change=_keep, args=("merge",)
    )
    groups = own_workshop.repeated(said)
    if own.merge and groups.empty and not own.apart:
        st.markdown(_("No two statements say the same."))
    for row in groups.head(FIRST).itertuples():
        with st.container(border=True, key=f"group-{row.alike}"):
            count = ngettext("{n} time", "{n} times", row.said)
            if not pd.isna(row.group_votes):
                count += " · " + ngettext("{n} vote", "{n} votes", row.group_votes)
            st.markdown(f"**{frame.escape_markdown(row.statement)}** ({count})")
            st.markdown("\n".join(f"- {frame.escape_markdown(other)}" for other in row.others[:FIRST]))
            st.button(
                _("These are different: keep them apart"),
                icon=":material/call_split:",
                key=f"apart-{row.alike}",
                on_click=own.apart.add,
                args=(row.alike,),
            )
    if len(groups) > FIRST:
        st.caption(_("The {n} largest groups are shown; the downloads hold all.").format(n=FIRST))
    if own.merge and own.apart:
        st.button(_("Group again what was kept apart"), icon=":material/call_merge:", on_click=own.apart.clear)


def take_along(said: pd.DataFrame) -> None:
    """The summary in words and the files."""
    title = _("Your own workshop")
    summary = own_workshop.summary(said, title)
    st.subheader(_("Summary to take along"), anchor=False)
    with st.container(horizontal=True):
        table = own_workshop.table(said)
        for label, ending, mime, make in (
            ("Word (DOCX)", "docx", DOCX, partial(files.to_docx, summary)),
            ("Markdown", "md", "text/markdown", partial(files.to_markdown, summary)),
            ("CSV", "csv", "text/csv", partial(tables.to_csv, table, bom=True)),
            ("Excel (XLSX)", "xlsx", XLSX, partial(tables.to_xlsx, table, title=title, sources=())),
        ):
            st.download_button(
                label,
                data=partial(copy_context().run, make),
                file_name=tables.file_name("workshop", [current()], date.today(), ending),
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"workshop-{ending}-{current()}",
            )
    for section in summary.sections:
        st.markdown(f"#### {frame.escape_markdown(section.heading)}")
        st.markdown("\n".join(f"- {frame.escape_markdown(sentence)}" for sentence in section.sentences))


# --- words learned ---------------------------------------------------------------------------------------


def words() -> None:
    """Words from corrected statements for the lexicon, in use at once, and saved for the next workshop."""
    own = _own()
    box = st.expander(_("Teach it your words"), key=f"workshop-words-{current()}", on_change="rerun")
    if not box.open or own.worked is None:
        return
    with box:
        st.markdown(
            _(
                "Words of statements whose theme you changed can join the lexicon. Tick those that speak of the theme, "
                "use them, and save the file for your next workshop. The atlas's own lexicon stays as it is."
            )
        )
        rows = own_workshop.corrected(own.worked[1], own.corrections)
        chosen = _proposals(rows[rows["changed"]], own)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.button(
                _("Use the ticked words"),
                icon=":material/check:",
                disabled=not chosen,
                on_click=_add_words,
                args=(chosen,),
            )
            if own.additions:
                st.download_button(
                    _("Save {n} words (CSV)").format(n=number(len(own.additions))),
                    data=tables.to_csv(pd.DataFrame(own.additions)),
                    file_name=tables.file_name("theme_words", ["additions"], date.today(), "csv"),
                    mime="text/csv",
                    on_click="ignore",
                    icon=":material/download:",
                )
                st.button(_("Forget the added words"), icon=":material/delete:", on_click=_forget_words)
        given = st.file_uploader(
            _("Words saved before (CSV)"), type=["csv"], key="workshop-additions", max_upload_size=1
        )
        if given is not None:
            try:
                found = suggesting.read_additions(given.getvalue())
            except (ValueError, UnreadableError) as error:
                st.error(frame.escape_markdown(error), icon=":material/error:")
            else:
                st.button(
                    _("Use the {n} words of the file").format(n=number(len(found))),
                    icon=":material/check:",
                    on_click=_add_words,
                    args=(found,),
                )


def method() -> None:
    """How suggestions are made and how well they do."""
    frame.worked_out(_method, ["workshops.theme_words", "workshops.theme_quality"])


# --- parts -----------------------------------------------------------------------------------------------


def _own() -> Own:
    if "workshop" not in st.session_state:
        st.session_state["workshop"] = Own()
    own: Own = st.session_state["workshop"]
    return own


def _seeded(name: str, value: object) -> str:
    """The key of a control that shows a value of the session; the language is part of it, as labels are."""
    key = f"workshop-{name}:{current()}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def _keep(name: str) -> None:
    setattr(_own(), name, st.session_state[f"workshop-{name}:{st.session_state['language']}"])


def _keep_file(key: str) -> None:
    given = st.session_state[key]
    own = _own()
    own.file, own.name = (given.getvalue(), given.name) if given else (None, "")


def _try_example() -> None:
    own = _own()
    own.way = PASTE
    own.typed = reading.template("csv").decode("utf-8-sig")


def _start_anew() -> None:
    before = _own()
    st.session_state["workshop"] = Own(uploads=before.uploads + 1, additions=before.additions)


def _undo() -> None:
    own = _own()
    own.corrections, own.table = {}, ""


def _add_words(found: tuple[Entry, ...]) -> None:
    own = _own()
    own.additions = suggesting.entries(pd.DataFrame([*own.additions, *found]))


def _forget_words() -> None:
    _own().additions = ()


def _paste(own: Own) -> None:
    st.text_area(
        _("Statements, one a line"),
        key=_seeded("typed", own.typed),
        height=200,
        placeholder=_("Membership fees should depend on turnover"),
        help=_("A first line that names columns (statement, group, session, language, votes) makes it a table."),
        on_change=_keep,
        args=("typed",),
    )


def _upload(own: Own) -> None:
    key = f"workshop-file-{own.uploads}"
    st.file_uploader(
        _("CSV, Excel (XLSX) or text, 5 MB at most"),
        type=["csv", "tsv", "txt", "xlsx"],
        max_upload_size=5,
        key=key,
        on_change=_keep_file,
        args=(key,),
    )
    if own.file is not None:
        st.caption(_("In use: {name}").format(name=frame.escape_markdown(own.name)))


def _how_read(read: Understood) -> str:
    """Encoding, separator and columns in words."""
    separator = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("vertical bar")}.get(read.separator)
    said = []
    if read.kind == "lines":
        said.append(_("No first row names columns, so each line is a statement."))
    if read.sheet:
        said.append(_("Sheet: {sheet}.").format(sheet=frame.escape_markdown(read.sheet)))
    if read.encoding:
        said.append(_("Encoding: {name}.").format(name=read.encoding.upper()))
    if separator:
        said.append(_("Separator: {name}.").format(name=separator))
    taken = [f"{quoted(name)} → {reading.field_name(meant)}" for name, meant in read.columns if meant]
    if taken:
        said.append(_("Columns: {columns}.").format(columns=frame.escape_markdown(", ".join(taken))))
    unread = [quoted(name or "?") for name, meant in read.columns if not meant]
    if unread:
        said.append(_("Not read: {columns}.").format(columns=frame.escape_markdown(", ".join(unread))))
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
    frame.table(pd.DataFrame(shown), key="workshop-faults", alt=_("Table of what is wrong, by row and column."))


def _suggestions(read: Understood, own: Own) -> pd.DataFrame:
    """The suggestions, made once for the same statements and words."""
    made_of = (pd.util.hash_pandas_object(read.statements).sum(), len(read.statements), own.additions)
    if own.worked is None or own.worked[0] != made_of:
        if own.worked is None or own.worked[0][:2] != made_of[:2]:
            own.apart.clear()
        with st.spinner(_("Themes are looked for")):
            found = own_workshop.suggested(read.statements, own.additions)
        own.worked = (made_of, found)
    return own.worked[1]


def _editor(suggestions: pd.DataFrame, own: Own) -> None:
    """The table to correct. It is drawn over the corrections made before; those made in it come by `_correct`."""
    assert own.worked is not None
    key = f"workshop-table-{hash(own.worked[0])}-{current()}"
    if own.table != key or key not in st.session_state:
        own.table, own.shown = key, {at: dict(changes) for at, changes in own.corrections.items()}
        st.session_state.pop(key, None)
    rows = own_workshop.corrected(suggestions, own.shown)
    options = [suggesting.NONE, *sorted(NEED_THEMES, key=theme_name)]
    first, second = _labels(_("none fits")), _labels("–")
    column = st.column_config
    st.data_editor(
        rows.assign(
            confidence=100 * rows["confidence"].astype("Float64"),
            theme_1=rows["theme_1"].replace("", suggesting.NONE),
            theme_2=rows["theme_2"].replace("", suggesting.NONE),
        ),
        key=key,
        hide_index=True,
        height=min(520, 38 + 35 * len(rows)),
        column_order=["statement", "theme_1", "theme_2", "confidence", "words", "group", "language", "votes", "hide"],
        disabled=["statement", "confidence", "words", "language", "votes"],
        column_config={
            "statement": column.TextColumn(_("Statement"), width=190 if shell.on_phone() else 300),
            "theme_1": column.SelectboxColumn(
                _("Theme 1"), options=options, format_func=first, required=True, width=160
            ),
            "theme_2": column.SelectboxColumn(
                _("Theme 2"), options=options, format_func=second, required=True, width=130
            ),
            "confidence": column.ProgressColumn(_("Confidence"), format="%d %%", min_value=0, max_value=100, width=110),
            "words": column.TextColumn(_("Because of"), width=160),
            "group": column.TextColumn(_("Group"), max_chars=reading.SHORT, width=110),
            "language": column.TextColumn(_("Language"), width=75),
            "votes": column.NumberColumn(_("Votes"), width=60),
            "hide": column.CheckboxColumn(_("Hide"), width=60),
        },
        on_change=_correct,
        args=(key,),
        placeholder="–",
        alt=_("Table of statements with suggested themes."),
    )


def _labels(none: str) -> Callable[[str | int | float | bool], str]:
    """The themes in words, fixed as they are drawn: Streamlit also asks for them outside a run."""
    names = {code: theme_name(code) for code in NEED_THEMES}
    return lambda code: names.get(str(code), none)


def _correct(key: str) -> None:
    """Keep what was changed in the table, under the statement's own words."""
    own = _own()
    if own.worked is None:
        return
    suggestions = own.worked[1]
    edited: Mapping[Any, Mapping[str, Any]] = st.session_state[key]["edited_rows"]
    for at, changes in edited.items():
        row = suggestions.iloc[int(at)]
        sound = {name: value for name, value in changes.items() if name in own_workshop.EDITABLE}
        own.corrections.setdefault((row["statement"], int(row["nth"])), {}).update(sound)


def _proposals(changed: pd.DataFrame, own: Own) -> tuple[Entry, ...]:
    """A table of words to tick; returns those ticked."""
    theme = (changed["theme_1"] + ";" + changed["theme_2"]).str.strip(";")
    found = suggesting.proposals(changed.assign(theme=theme), own.additions)
    if found.empty:
        st.caption(_("No words yet: change a theme in the table above."))
        return ()
    column = st.column_config
    ticked = st.data_editor(
        found.assign(use=False),
        key=f"workshop-proposals-{hash(tuple(found['word']))}-{current()}",
        hide_index=True,
        height=min(300, 38 + 35 * len(found)),
        column_order=["use", "word", "theme", "language", "weight", "statements"],
        disabled=["word", "theme", "language", "statements"],
        column_config={
            "use": column.CheckboxColumn(_("Use"), width="small"),
            "word": column.TextColumn(_("Word")),
            "theme": column.SelectboxColumn(_("Theme"), options=list(NEED_THEMES), format_func=_labels("")),
            "language": column.TextColumn(_("Language"), width="small"),
            "weight": column.NumberColumn(_("Weight"), min_value=0.1, max_value=3, required=True, width="small"),
            "statements": column.NumberColumn(_("Statements"), width="small"),
        },
        alt=_("Table of words that can join the lexicon."),
    )
    return suggesting.entries(ticked.loc[ticked["use"].astype(bool)])


def _method() -> None:
    st.markdown("\n\n".join(map(frame.escape_markdown, own_workshop.method())))
    quality = suggesting.quality()
    unseen = quality[quality["half"] == "unseen"]
    names = {suggesting.NONE: _("no theme fits"), suggesting.MACRO: _("mean of the themes")}
    shown = {
        _("Theme"): [names.get(code, theme_name(code)) for code in unseen["theme"]],
        _("Statements"): unseen["n"],
        _("Precision"): [percent(100 * value, 0) for value in unseen["precision"].astype(float)],
        _("Recall"): [percent(100 * value, 0) for value in unseen["recall"].astype(float)],
        "F1": [number(value, 2) for value in unseen["f1"].astype(float)],
    }
    frame.table(
        pd.DataFrame(shown), key="workshop-quality", alt=_("Table of how well suggestions meet themes given by hand.")
    )
