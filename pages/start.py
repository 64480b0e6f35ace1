"""What does it take to start a cluster, and how far are we?"""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.core.language import _, current, ngettext, number
from analytics.core.sources import read_month
from analytics.publish import file_names, tables
from analytics.readiness import questions as readiness
from ui import address, chart_frame, layout, markdown, navigation, page_registry, share, table_frame

LINK = "a"  # name of the answers in the link; kept, links in the world depend on it
QUERIES = ("readiness.areas", "readiness.levels", "readiness.next_steps")
SHOWN = 5  # next steps in full view; the others are one click away


def page() -> None:
    """Draw the page."""
    layout.heading("start")
    given = answers()
    words = {"steps": _("The steps"), "check": _("Self-assessment")}
    view = address.choose_segment(
        "view", _("What to show"), list(words), words.__getitem__, "steps", label_visibility="collapsed"
    )
    if view == "steps":
        guide()
    else:
        check(given)
    layout.worked_out(method, QUERIES)


def answers() -> str:
    """The answers that the link holds; signs that are none are left out with a note."""
    text = "".join(address.read(LINK)[:1])
    kept, bad = readiness.read(text)
    if bad:
        address.note(_("Answers"), bad)
    if kept != text:
        _keep(kept)
    return kept


# --- the steps ------------------------------------------------------------------------------------------------


def guide() -> None:
    """From the idea to maturity: what to do, which cluster shows it, and where help is."""
    rows = readiness.steps()
    layout.headline(
        ngettext(
            "{n} step leads from an idea to a mature cluster. It has an example.",
            "{n} steps lead from an idea to a mature cluster. Each has an example.",
            len(rows),
        )
    )
    with st.grid(min_column_width=320, key="start-steps"):
        for _place, row in rows.iterrows():
            with st.container():
                _step(row)
    navigation.link("start", _("How far are we? Answer the questions"), ":material/checklist:", view="check")


def _step(row: pd.Series) -> None:
    st.subheader(f"{number(row['step'])}. {markdown.words(row['title'])}", anchor=False)
    st.markdown(markdown.escape(row["what"]))
    st.markdown(
        _("**Example.** {example} {source}").format(
            example=markdown.escape(row["example"]), source=f"({markdown.link(_('source'), row['source_url'])})"
        )
    )
    navigation.link("cluster", str(row["cluster_name"]), ":material/hub:", cluster=row["cluster_id"])
    _page_link(row["page"])
    helpers = [
        markdown.link(row[name], row[f"{name}_website"]) for name in ("body", "funding") if isinstance(row[name], str)
    ]
    if helpers:
        st.caption(_("Help: {links}").format(links=", ".join(helpers)))


def _page_link(page: str) -> None:
    navigation.link(page, page_registry.link_text(page), page_registry.PAGES[page].icon)


# --- the questions --------------------------------------------------------------------------------------------


def check(given: str) -> None:
    """The questions of one area beside the radar, then the rules, the next steps and the files to take away."""
    layout.headline(readiness.headline(given))
    st.caption(
        _(
            "You type nothing here. Your answers are single letters in this page's address and are stored in no file or"
            " database of the atlas. Whoever has the link sees them. Keep the link to go on later."
        )
    )
    rows = readiness.criteria(given)
    codes = list(dict.fromkeys(rows["area"]))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        area = address.choose("area", _("Area"), codes, readiness.area_name, codes[0], width=280)
        address.reset_button([LINK, "area"])
    left, right = st.columns([1, 1], gap="large")
    with left:
        _questions(rows[rows["area"] == area], given)
        _onwards(codes, area)
    with right:
        chart_frame.show(catalogue.chart("readiness.radar", answers=given), height=430)
    _rules(given)
    _next_steps(given)
    _take_away(given)


def _questions(rows: pd.DataFrame, given: str) -> None:
    required = readiness.rules(given)
    for _place, row in rows.iterrows():
        place = int(row["place"])
        key = f"ready {row['criterion_id']}:{current()}"
        letter = readiness.letter_at(given, place)
        if st.session_state.get(key) != letter:
            st.session_state[key] = letter
        st.segmented_control(
            markdown.escape(row["question"]),
            list(readiness.LETTERS),
            format_func={
                letter: readiness.answer_name(answer) for letter, answer in readiness.LETTERS.items()
            }.__getitem__,
            key=key,
            on_change=_answer,
            args=(given, place, key),
        )
        asked = required[required["criterion_id"] == row["criterion_id"]]
        st.caption(_why(row, asked))


def _why(row: pd.Series, asked: pd.DataFrame) -> str:
    """Why it is asked, and whose published rule it is, each with its page; advice where it is nobody's rule."""
    said = markdown.escape(row["why"])
    own = markdown.link(_("source"), row["source_url"])
    if asked.empty:
        return f"{said} " + _("Advice, no rule ({source}).").format(source=own)
    if row["source_url"] not in set(asked["source_url"]):
        said += f" ({own})"
    bodies = ", ".join(
        f"{markdown.escape(readiness.rule_set_name(rule.rule_set))} ({markdown.link(_('source'), rule.source_url)})"
        for rule in asked.itertuples()
    )
    return f"{said} " + _("Asked by: {bodies}.").format(bodies=bodies)


def _onwards(codes: list[str], area: str) -> None:
    place = codes.index(area) + 1
    if place < len(codes):
        st.button(
            _("Next: {area}").format(area=readiness.area_name(codes[place])),
            icon=":material/arrow_forward:",
            key="start-onwards",
            on_click=address.write,
            args=("area", [codes[place]], (codes[0],)),
        )


def _answer(given: str, place: int, key: str) -> None:
    _keep(readiness.answered(given, place, st.session_state[key]))


def _keep(given: str) -> None:
    if given:
        address.write(LINK, [given])
    else:
        address.reset([LINK])


# --- what they give -------------------------------------------------------------------------------------------


def _rules(given: str) -> None:
    st.subheader(_("Published rules"), anchor=False)
    icons = {"met": ":material/check_circle:", "not_met": ":material/cancel:", "open": ":material/help:"}
    st.markdown(
        "  \n".join(
            f"{icons[level['standing']]} **{markdown.escape(readiness.rule_set_name(level['rule_set']))}**: "
            f"{readiness.level_sentence(level)}"
            for _place, level in readiness.levels(given).iterrows()
        )
    )
    rows = readiness.rules(given)
    with st.expander(_("Every requirement with its source"), key=f"start-rules-{current()}"):
        table_frame.table(
            {
                _("Whose rule"): rows["rule_set"].map(readiness.rule_set_name),
                _("Requirement"): rows["requirement"],
                _("Your answer"): rows["answer"].map(readiness.answer_name),
                _("Source year"): rows["source_year"],
                _("Source"): rows["source_url"],
            },
            key="start-rules",
            title=_("Published rules"),
            sources=table_frame.pages_named("readiness_rules"),
            alt=_("Table of the published requirements, each with your answer and its source."),
        )


def _next_steps(given: str) -> None:
    st.subheader(_("Next steps"), anchor=False)
    rows = readiness.next_steps(given)
    if rows.empty:
        st.markdown(_("No question is answered with “partly”, “not yet” or “don't know”, so no step is proposed."))
        return
    for _place, row in rows[:SHOWN].iterrows():
        _next_step(row)
    if len(rows) > SHOWN:
        more = ngettext("{n} more step", "{n} more steps", len(rows) - SHOWN)
        with st.expander(more, key=f"start-more-{current()}"):
            for _place, row in rows[SHOWN:].iterrows():
                _next_step(row)


def _next_step(row: pd.Series) -> None:
    body = f" {markdown.link(row['body'], row['body_website'])}" if isinstance(row["body"], str) else ""
    text, way = st.columns([3, 1])
    with text:
        st.markdown(
            f"**{markdown.escape(row['title'])}** ({readiness.answer_name(row['answer'])}). "
            f"{markdown.escape(row['next_step'])}{body}"
        )
    with way:
        _page_link(row["page"])


def _take_away(given: str) -> None:
    st.subheader(_("Download the results"), anchor=False)
    link = address.full_link()
    with st.container(horizontal=True):
        for kind, label, make in (
            ("csv", "CSV", lambda: tables.to_csv(readiness.table(given), bom=True)),
            ("md", _("Text to print (Markdown)"), partial(readiness.report, given, link)),
        ):
            share.offer(
                label,
                kind,
                make,
                file_name=file_names.file_name("self-assessment", [current()], date.today(), kind),
                key=f"download-start-{kind}",
            )


def method() -> None:
    """The formula, and how far the published rules reach."""
    st.markdown(markdown.escape(catalogue.chart("readiness.radar").method))
    st.markdown(
        _(
            "A body's rules are met when every requirement seen is answered with yes. Partly is not met. Only "
            "requirements that a page states are listed: ESCA's questionnaires and its minimum requirements of gold are"
            " documents that were not seen, so they are one question each. Why a question is asked is told in the "
            "atlas's own words. The ECCP may waive its rules for a cluster that a national or regional programme "
            "recognises. The bodies decide, not this page."
        )
    )
    st.markdown(
        _("The steps are the atlas's own order. The examples are from the pages named with them, read {read}.").format(
            read=read_month("readiness_rules", "rows")
        )
    )


if __name__ == "__main__":
    page()
