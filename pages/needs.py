"""What do clusters and companies ask for, and who answers it already?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.core.codes import NEED_THEMES
from analytics.core.language import _, current, listing, ngettext, number
from analytics.needs import questions as needs
from analytics.publish import file_names, offer
from analytics.workshops import live_summary, shares
from analytics.workshops.errors import Refused
from analytics.workshops.models import Details
from analytics.workshops.summaries import Summary, theme_name
from ui import (
    address,
    chart_frame,
    empty_result,
    layout,
    markdown,
    navigation,
    page_registry,
    sections,
    share,
    workshop_charts,
    workshop_ui,
)

NAMES = ("by", "theme", "q", "all", "year", "standing", "workshop", "beside")
QUERIES = [f"needs.{name}" for name in ("themes", "statements", "services", "answers", "europe")]
ALL = "all"
FIRST = 6  # statements before the reader asks for the rest


@dataclass(frozen=True)
class Choice:
    """How the themes are split, and which statements are shown; empty = all."""

    by: str
    theme: str
    search: str


def page() -> None:
    """Draw the page."""
    layout.heading("needs")
    choice = controls()
    ranking(choice)
    parts = {
        _("What was said"): lambda: statements(choice),
        _("Services asked for"): services,
        _("Summary to take along"): lambda: summary(needs.summary(page_registry.title)),
    }
    sections.tabs("needs", parts)
    workshops_held()
    onward()
    method()


def controls() -> Choice:
    """One row of controls: the split, a theme and a search."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="needs-controls"):
        by = address.choose_segment("by", _("Split"), needs.PARTS, needs.by_name, needs.PARTS[0])
        theme = address.choose("theme", _("Theme"), (ALL, *sorted(NEED_THEMES, key=_theme)), _theme, ALL, width=260)
        search = address.write_text("q", _("Search in the sentences"), width=260)
        share.copy_link()
        address.reset_button(NAMES)
    return Choice(by, "" if theme == ALL else theme, search)


def ranking(choice: Choice) -> None:
    """Themes by the sentences that name them, split as chosen."""
    narrow = int(layout.on_phone())
    chart = catalogue.chart("needs.themes", by=choice.by, theme=choice.theme, narrow=narrow)
    chart_frame.show(chart, height=680 if narrow else 470)


def statements(choice: Choice) -> None:
    """The statements behind the bars, each with the place where it is written."""
    rows = needs.statements(choice.theme, choice.search)
    if rows.empty:
        _nothing_fits(choice)
        return
    # Each source by itself: what different events said is never added up.
    for event, said in rows.groupby("event_name", sort=False):
        count = ngettext("{n} sentence, told in our words.", "{n} sentences, told in our words.", len(said))
        st.markdown(f"{markdown.escape(event)}: {count}")
    layout.cards(rows, FIRST, _("What was said"), _statement, key="statements")
    chart_frame.source_line(needs.articles())


def services() -> None:
    """What was asked for at one event and what answers it; events are never added up."""
    events = needs.events()
    years = [str(year) for year in events]
    year = int(address.choose_segment("year", _("Source"), years, lambda code: events[int(code)], years[0]))
    narrow = int(layout.on_phone())
    chart = catalogue.chart("needs.services", year=year, narrow=narrow)
    chart_frame.show(chart, height=520 if narrow else 430)
    rows = needs.answers(page_registry.title)
    rows = rows[rows["need_id"].isin(chart.table["need_id"])]
    counts = rows.drop_duplicates("need_id")["standing"].value_counts()
    titles = {
        "open": _("Still without an answer ({n})"),
        "partly": _("Answered in part ({n})"),
        "answered": _("Answered ({n})"),
    }
    standing = address.choose_segment(
        "standing",
        _("Services asked for"),
        list(titles),
        lambda code: titles[code].format(n=number(int(counts.get(code, 0)))),
        "open",
    )
    st.caption(_("Whether a service is answered is our judgement. The reason stands with each."))
    with st.grid(min_column_width=320, gap="medium", key="services"):
        for _need, answers in rows[rows["standing"] == standing].groupby("need_id", sort=False):
            with st.container(border=True):
                _service(answers)


def summary(said: Summary) -> None:
    """The summary in words, to read here and to take along."""
    st.markdown(markdown.escape(said.lead))
    with st.container(horizontal=True):
        for kind, form in offer.made_from("summary").items():
            share.offer(
                _(form.label),
                kind,
                partial(form.make, "summary", said),
                file_name=file_names.file_name("needs", ["summary", current()], date.today(), kind),
                key=f"needs-{kind}-{current()}",
            )
    for section in said.sections:
        st.markdown(f"#### {markdown.escape(section.heading)}")
        st.markdown("\n".join(f"- {markdown.escape(sentence)}" for sentence in section.sentences))
    st.caption(" ".join(map(markdown.escape, said.notes)))


def workshops_held() -> None:
    """Polls of workshops held in the atlas: a source of their own, never added to the articles or ranked with them."""
    try:
        shown = {str(one.id): one.details for one in shares.shown_in_needs()}
        if shown:
            _workshop_held(shown)
    except Refused as refusal:  # the workshops' database does not answer; the page does without
        workshop_ui.say(refusal)


def onward() -> None:
    """Where to go from here."""
    with st.container(horizontal=True):
        navigation.link("workshop", _("Your own workshop"), ":material/upload_file:")
        navigation.link("live", _("Run a workshop by phone"), ":material/record_voice_over:")
        navigation.link("data", _("The table of needs"), ":material/database:", table="workshop_needs")


def method() -> None:
    """What the page rests on."""
    layout.worked_out(_method, QUERIES)


# --- parts -----------------------------------------------------------------------------------------------


def _method() -> None:
    for name, chart_id in ((_("Themes"), "needs.themes"), (_("Services asked for"), "needs.services")):
        st.markdown(f"**{name}.** {markdown.escape(catalogue.chart(chart_id).method)}")
    st.markdown(
        _(
            "The needs were read from two articles and are told in our words. Theme, group and service are our reading "
            "of the paragraph that each names. The search ignores accents and looks in English, Finnish and Swedish at "
            "once."
        )
    )


def _statement(row: dict[str, object]) -> None:
    st.markdown(f"**{markdown.escape(row['need'])}**")
    st.caption(
        markdown.escape(
            " · ".join(str(row[name]) for name in ("theme_name", "group_names", "event_name", "session_name"))
        )
    )
    st.markdown(_("Asks for: {service}").format(service=markdown.escape(row["service"])))
    place = str(row["place"])
    st.caption(
        markdown.link(place, row["source_url"]) if isinstance(row["source_url"], str) else markdown.escape(place)
    )


def _service(answers: pd.DataFrame) -> None:
    first = answers.iloc[0]
    st.markdown(f"**{markdown.escape(first['service'])}**")
    st.caption(f"{markdown.escape(first['theme_name'])}: {markdown.escape(first['need'])}")
    for row in answers.itertuples():
        if row.kind == "page":
            navigation.link(row.page, row.answer)
        elif isinstance(row.answer, str):
            st.markdown(markdown.link(row.answer, row.website))
        st.markdown(markdown.escape(row.reason))


def _workshop_held(shown: dict[str, Details]) -> None:
    st.subheader(_("Workshops held in the atlas"), anchor=False)
    st.caption(
        _(
            "Answers of the people in one room. They are a source of their own and are not added to the articles above "
            "or ranked with them."
        )
    )
    first, beside = next(iter(shown)), None
    if len(shown) > 1:
        names = {code: live_summary.named(details) for code, details in shown.items()}
        with st.container(horizontal=True, vertical_alignment="bottom"):
            first = address.choose("workshop", _("Workshop"), tuple(shown), names.__getitem__, first, width=360)
            others = tuple(code for code in shown if code != first)
            label = _("Compare with another workshop")
            beside = address.choose_or_none("beside", label, others, names.__getitem__, width=360)
    details = shown[first]
    workshop_ui.typed(details.heading(current()), "h4", "1.15rem", 650)
    st.caption(markdown.escape(live_summary.lead(details)))
    if beside is None:
        workshop_charts.told(details, shares.of(details))
    else:
        workshop_charts.compared(shares.compared(details, shown[beside]))
    named = map(live_summary.named, (details, *([shown[beside]] if beside else ())))
    said = _("workshop held in the atlas, shown by its facilitator’s choice: {workshop}")
    st.caption(_("Source: {source}").format(source=markdown.escape(said.format(workshop=listing(named)))))


def _nothing_fits(choice: Choice) -> None:
    offers = []
    if choice.theme:
        found = len(needs.statements("", choice.search))
        offers.append(empty_result.Offer(_("Theme"), "theme", (), (), found))
    if choice.search:
        found = len(needs.statements(choice.theme, ""))
        offers.append(empty_result.Offer(_("Search in the sentences"), "q", (), (), found))
    empty_result.nothing_fits(_("No sentence fits."), offers)


def _theme(code: str) -> str:
    words = _("All themes") if code == ALL else theme_name(code)
    return words[:1].upper() + words[1:]


if __name__ == "__main__":
    page()
