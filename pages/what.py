"""What is a cluster, what does a member get, and what does it give?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.clusters import questions as clusters
from analytics.core.language import _, ngettext, number
from analytics.knowledge import questions as knowledge
from analytics.stories import questions as stories
from ui import address, chart_frame, counting, layout, markdown, navigation, sections, table_frame

QUERIES = [
    "knowledge.definitions",
    "knowledge.traits",
    "knowledge.roles",
    "knowledge.results",
    "knowledge.exchange",
    "knowledge.figures",
]


def page() -> None:
    """Draw the page."""
    layout.heading("what")
    definition()
    parts = {
        _("How a cluster works"): inside,
        _("What a member gets"): gets,
        _("What a member gives"): gives,
        _("What a cluster is not"): is_not,
    }
    sections.tabs("what", parts)
    sections.box(_("How others define it"), "definitions", other_definitions)
    onward()
    method()


def definition() -> None:
    """The plainest definition, large, whose it is, and how many such clusters there are."""
    row = knowledge.lead("cluster")
    layout.headline(markdown.escape(row["definition"]) + ".")
    st.caption(
        _("Definition: {who}, in our words. Source: {source}").format(
            who=markdown.escape(row["attributed_to"]), source=markdown.site(row["source_url"])
        )
    )
    known = knowledge.figures()
    st.markdown(
        _(
            "The atlas knows {n} active clusters in the five Nordic countries, {finland} of them in Finland. A member "
            "count is published for {counted} of them. Half of those have {median} members or more."
        ).format(
            n=number(known["clusters"]),
            finland=number(known["finland"]),
            counted=number(known["with_members_known"]),
            median=number(known["median_members"]),
        )
    )
    counting.note("")


def comparison() -> None:
    """Cluster, ecosystem and value chain side by side, question by question; below each other on a phone."""
    st.subheader(_("Cluster, ecosystem or value chain?"), anchor=False)
    for column, concept in zip(st.columns(3, gap="medium"), knowledge.COMPARED, strict=True):
        row = knowledge.lead(concept)
        with column:
            st.markdown(f"**{knowledge.concept_name(concept)}**")
            st.markdown(markdown.escape(row["definition"]))
            st.caption(f"{markdown.escape(row['attributed_to'])}: {markdown.site(row['source_url'])}")
    sections.box(_("Question by question"), "aspects", _aspects)


def _aspects() -> None:
    told = 0
    for aspect, dimensions in knowledge.ASPECTS.items():
        cells = {concept: _traits(knowledge.traits(concept, *dimensions)) for concept in knowledge.COMPARED}
        told += sum(bool(cell) for cell in cells.values())
        st.markdown(f"#### {knowledge.aspect_name(aspect)}")
        _compared({concept: cell or _("*The pages read do not say.*") for concept, cell in cells.items()})
    st.caption(
        _("{n} of {all} fields are filled from the pages named. The others are unknown.").format(
            n=number(told), all=number(len(knowledge.ASPECTS) * len(knowledge.COMPARED))
        )
    )


def is_not() -> None:
    """What is easily taken for a cluster, each with what sets it apart."""
    lines = [
        (_("A network"), knowledge.traits("network", "goal")),
        (_("A value chain"), knowledge.traits("value chain", "unit")),
        (_("The organisation that runs it"), knowledge.traits("cluster organisation", "task")),
    ]
    st.markdown("\n".join(f"- **{words}:** {_traits(rows)}" for words, rows in lines))
    comparison()


def _first(names: Mapping[str, str]) -> str:
    """The example at first."""
    return knowledge.EXAMPLE if knowledge.EXAMPLE in names else next(iter(names))


def inside() -> None:
    """How a cluster works, with an example that the reader chooses."""
    names = knowledge.examples()
    if not names:  # a register of a visitor may have none with members known by name
        st.info(_("No cluster in use has members that are known by name."), icon=":material/info:")
        return
    options, start = list(names), _first(names)
    cluster = address.choose("cluster", _("Example"), options, names.__getitem__, start, width=360)
    left, right = st.columns(2, gap="large")
    with left:
        lines = [
            (_("Who is in it"), knowledge.traits("cluster", "actors")),
            (_("What they share"), knowledge.traits("cluster", "theme", "geography")),
            (_("How it is led"), knowledge.traits("cluster", "management")),
            (_("What its organisation does"), knowledge.traits("cluster organisation", "task")),
            (_("In what form"), knowledge.traits("cluster organisation", "legal form")),
        ]
        st.markdown("\n".join(f"- **{words}:** {_traits(rows)}" for words, rows in lines))
        _example(cluster)
    with right:
        chart_frame.show(catalogue.chart("knowledge.roles", cluster=cluster), height=300)


def gets() -> None:
    """What members gain: a published figure a theme, and what membership itself gives."""
    names = knowledge.examples()
    cluster = address.one("cluster", list(names), _first(names), _("Example")) if names else ""
    for row in knowledge.results(cluster).to_dict("records"):
        value = stories.figure_words(pd.Series(row))
        who = stories.group_name(row["cluster_name"])
        where = who if pd.isna(row["year"]) else f"{who}, {row['year']:.0f}"
        st.markdown(
            f"**{knowledge.gain_name(row['theme'])}** – {markdown.escape(row['headline'])}: "
            f"{markdown.escape(row['metric'])} **{markdown.escape(value)}**  \n"
            f"{markdown.escape(where)} · {markdown.site(row['source_url'])}"
        )
    st.markdown(f"**{_('From the membership itself')}**")
    rows = knowledge.exchange()
    st.markdown("\n".join(_remarks(rows[rows["kind"] == "gets"])))
    navigation.link("stories", _("All success stories"))


def gives() -> None:
    """What members give: a fee, own work, co-financing."""
    known = knowledge.figures()
    st.markdown(
        f"**{_('A yearly fee')}** – "
        + _(
            "published by {known} of {all} active clusters (free of charge: {free}). Where there is an amount, half of "
            "the clusters ask EUR {median} or less in their lowest tier. The highest fee known is EUR {highest}."
        ).format(
            known=number(known["with_fees_known"]),
            all=number(known["clusters"]),
            free=number(known["free"]),
            median=number(known["median_lowest_eur"]),
            highest=number(known["highest_eur"]),
        )
    )
    navigation.link("fees", _("What would it cost us?"))
    rows = knowledge.exchange()
    st.markdown(f"**{_('Own work')}**")
    st.markdown("\n".join(_hours(rows[rows["kind"] == "hours"])))
    st.markdown(f"**{_('A share of the cost of projects')}**")
    st.markdown("\n".join(_remarks(rows[rows["kind"] == "gives"])))
    st.caption(_("Most clusters publish nothing on the work that membership takes: for them it is unknown."))


def other_definitions() -> None:
    """Every definition that was read, and whose it is."""
    rows = knowledge.definitions()
    table_frame.table(
        {
            _("Concept"): rows["concept"].map(knowledge.concept_name),
            _("Definition, in our words"): rows["definition"],
            _("Whose"): rows["attributed_to"],
            _("Source"): rows["source_url"],
        },
        key="definitions-table",
        title=_("How others define it"),
        sources=table_frame.pages_named("cluster_definitions"),
        alt=_("Table of definitions and whose they are."),
    )


def onward() -> None:
    """Where to go from here."""
    with st.container(horizontal=True):
        navigation.link("find", _("Find a cluster for us"), ":material/search:")
        navigation.link("fees", _("What membership costs"), ":material/payments:")
        navigation.link("stories", _("Success stories"), ":material/emoji_events:")
        navigation.link("start", _("Start or develop a cluster"), ":material/checklist:")


def method() -> None:
    """What the page rests on."""
    layout.worked_out(_method, QUERIES)


# --- parts -----------------------------------------------------------------------------------------------


def _method() -> None:
    st.markdown(
        _(
            "Definitions and traits are told in our words from the pages named. Results are those that clusters and "
            "programmes report of themselves. One is shown for each theme, of the example if it has one. What members "
            "get and give is read from the remarks of published fee tables. Examples are active clusters with five or "
            "more members known by name and a published result with a figure."
        )
    )


def _compared(cells: dict[str, str]) -> None:
    """Side by side under the heads of the columns; on a phone, where columns stack, as a list with names."""
    if layout.on_phone():
        st.markdown("\n".join(f"- **{knowledge.concept_name(concept)}:** {cell}" for concept, cell in cells.items()))
        return
    for column, cell in zip(st.columns(len(cells), gap="medium"), cells.values(), strict=True):
        column.markdown(cell)


def _traits(rows: pd.DataFrame) -> str:
    values = [(row.value[:1].upper() + row.value[1:], row.source_url) for row in rows.itertuples()]
    return ". ".join(f"{markdown.escape(value)} ({markdown.site(url)})" for value, url in values)


def _example(cluster: str) -> None:
    row = clusters.profile(cluster)
    if row is None:
        return
    said = [
        (_("Employees of the members"), number(row["member_employees"]) if pd.notna(row["member_employees"]) else ""),
        (_("Founded"), f"{row['founded_year']:.0f}" if pd.notna(row["founded_year"]) else ""),
        (_("What the source says"), markdown.escape(clusters.text(row, "note"))),
    ]
    st.markdown(
        f"**{markdown.escape(row['name'])}** – " + ". ".join(f"{label}: {value}" for label, value in said if value)
    )
    st.caption(_("Source: {source}").format(source=markdown.site(row["source_url"])))
    navigation.link("cluster", _("All that is known of this cluster"), cluster=cluster)


def _remarks(rows: pd.DataFrame) -> list[str]:
    """A bullet a cluster, with its remarks, the year of its fee table and the page."""
    lines = []
    for (name, url), group in rows.groupby(["cluster_name", "source_url"], sort=False):
        years = group["fee_year"].dropna()
        who = f"{name} ({years.iloc[0]:.0f})" if len(years) else str(name)
        said = "; ".join(group["note"])
        if len(group) > 1:
            said = _("by fee tier: {remarks}").format(remarks=said)
        lines.append(f"- {markdown.escape(who)}: {markdown.escape(said)} · {markdown.site(str(url))}")
    return lines


def _hours(rows: pd.DataFrame) -> list[str]:
    lines = []
    for row in rows.itertuples():
        if row.hours_low == row.hours_high:
            hours = ngettext("{n} hour a year", "{n} hours a year", row.hours_high)
        else:
            hours = _("{low}–{high} hours a year by fee tier").format(
                low=number(row.hours_low), high=number(row.hours_high)
            )
        lines.append(f"- {markdown.escape(row.cluster_name)}: {hours} · {markdown.site(row.source_url)}")
    return lines


if __name__ == "__main__":
    page()
