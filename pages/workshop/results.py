"""What the themes add up to: their ranking, what was said more than once, files to take along, and the method."""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from analytics.core.language import _, current, ngettext, number, percent
from analytics.publish import file_names, offer
from analytics.publish.table_files import TableFile
from analytics.workshops import charts
from analytics.workshops import own as own_workshop
from analytics.workshops import themes as suggesting
from analytics.workshops.summaries import theme_name
from ui import layout, markdown, own_statements, share, table_frame, workshop_charts

FIRST = 10  # groups of statements, and statements of each, that are shown one by one


def results(said: pd.DataFrame) -> None:
    """The ranking of the themes."""
    narrow = layout.on_phone()
    counts = own_workshop.by_theme(said)
    chart = charts.themes(counts, total=len(said), narrow=narrow)
    shown = {_("Theme"): counts["theme_name"], _("Statements"): counts["statements"], _("Votes"): counts["votes"]}
    source = _("Source: your own statements, with the themes as they stand in the table above.")
    workshop_charts.show(chart, shown, key="workshop", source=source)


def repeated(said: pd.DataFrame) -> None:
    """What was said more than once, each group with a button that undoes it."""
    own = own_statements.held()
    st.subheader(_("Said more than once"), anchor=False)
    st.toggle(
        _("Group statements that say the same"),
        key=own_statements.seeded("merge", own.merge),
        on_change=own_statements.keep,
        args=("merge",),
    )
    groups = own_workshop.repeated(said)
    if own.merge and groups.empty and not own.apart:
        st.markdown(_("No two statements say the same."))
    for row in groups.head(FIRST).itertuples():
        with st.container(border=True, key=f"group-{row.alike}"):
            count = ngettext("{n} time", "{n} times", row.said)
            if not pd.isna(row.group_votes):
                count += " · " + ngettext("{n} vote", "{n} votes", row.group_votes)
            st.markdown(f"**{markdown.escape(row.statement)}** ({count})")
            st.markdown("\n".join(f"- {markdown.escape(other)}" for other in row.others[:FIRST]))
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
        table = TableFile(own_workshop.table(said), title, "workshop")
        made = [
            (kind, form, partial(form.make, "summary", summary)) for kind, form in offer.made_from("summary").items()
        ]
        made += [
            (kind, form, partial(form.make, "statements", table))
            for kind, form in offer.made_from("statements").items()
        ]
        for kind, form, make in made:
            share.offer(
                _(form.label),
                kind,
                make,
                file_name=file_names.file_name("workshop", [current()], date.today(), kind),
                key=f"workshop-{kind}-{current()}",
            )
    for section in summary.sections:
        st.markdown(f"#### {markdown.escape(section.heading)}")
        st.markdown("\n".join(f"- {markdown.escape(sentence)}" for sentence in section.sentences))


def method() -> None:
    """How suggestions are made and how well they do."""
    layout.worked_out(_method, ["workshops.theme_words", "workshops.theme_quality"])


def _method() -> None:
    st.markdown("\n\n".join(map(markdown.escape, own_workshop.method())))
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
    table_frame.table(
        shown,
        key="workshop-quality",
        title=_("How well suggested themes fit"),
        sources=table_frame.whole_tables("theme_quality"),
        alt=_("Table of how well suggestions meet themes given by hand."),
    )
