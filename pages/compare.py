"""Clusters of a shortlist side by side: what they give, who is in them, what they cost us, and how to write to them."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.clusters import questions as clusters
from analytics.comparison import questions as comparison
from analytics.core.chart import Chart
from analytics.core.language import _, current, listing, term
from analytics.core.markdown import strip_markdown
from analytics.publish import offer, printed
from analytics.workshops.summaries import Section, Summary
from ui import address, chart_frame, layout, markdown, navigation, our_size, share, shortlist, write_to


def page() -> None:
    """Draw the page."""
    layout.heading("compare")
    ids, staff, sales = controls()
    if not ids:
        st.markdown(_("Choose two to four clusters, here or on any list or map of the atlas."))
        navigation.link("find", _("Find clusters of your field"), ":material/search:")
        return
    names = {code: clusters.names()[code] for code in ids}
    chart = catalogue.chart("comparison.clusters", ids=comparison.JOIN.join(ids), employees=staff, turnover_eur=sales)
    frame = comparison.side_by_side(comparison.JOIN.join(ids), staff, sales)
    if len(ids) == 1:
        st.markdown(_("One cluster is chosen. Add another to compare it with."))
    side_by_side(frame, names, staff, sales)
    take_along(chart, frame, names)
    layout.worked_out(lambda: chart_frame.methods([chart]), ["clusters.profile", "clusters.history", "fees.cost"])


def controls() -> tuple[tuple[str, ...], int, int]:
    """The clusters, and how large we are."""
    names = clusters.names()
    ids = shortlist.chosen()
    key = address.seed("short list", list(ids))
    st.multiselect(
        _("Clusters"),
        list(names),
        format_func=names.__getitem__,
        key=key,
        max_selections=comparison.MOST,
        placeholder=_("Type or choose"),
        on_change=lambda: shortlist.keep(tuple(st.session_state[key])),
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="compare-controls"):
        staff, sales = our_size.employees(), our_size.turnover()
        share.copy_link()
    return ids, staff, sales


def side_by_side(frame: pd.DataFrame, names: dict[str, str], staff: int, sales: int) -> None:
    """A row a fact on a wide page, on a phone the clusters one below the other; below, the way to each cluster."""
    if layout.on_phone():
        for code, name in names.items():
            with st.container(border=True, key=f"compared-{code}"):
                st.subheader(markdown.escape(name), anchor=False)
                _list(frame, code)
                _next_steps(code, staff, sales)
        return
    head = f"| | {' | '.join(f'**{markdown.escape(name)}**' for name in names.values())} |"
    lines = [head, "|" + " --- |" * (len(names) + 1)]
    for row in frame.to_dict("records"):
        cells = " | ".join(_cell(row["fact"], row[code]) for code in names)
        lines.append(f"| **{markdown.escape(row['fact'])}** | {cells} |")
    with st.container(key="compared"):
        st.markdown("\n".join(lines))
    for place, (code, name) in zip(st.columns(len(names), gap="medium"), names.items(), strict=True):
        with place:
            st.markdown(f"**{markdown.escape(name)}**")
            _next_steps(code, staff, sales)


def _list(frame: pd.DataFrame, code: str) -> None:
    told = frame[frame[code] != ""]
    st.markdown(
        "\n\n".join(f"**{fact}:** {_cell(fact, said)}" for fact, said in zip(told["fact"], told[code], strict=True))
    )
    if missing := list(frame.loc[frame[code] == "", "fact"]):
        st.caption(_("Not known: {facts}").format(facts=listing(one.lower() for one in missing)))


def _cell(fact: str, said: str) -> str:
    if not said:
        return term("unknown")
    return markdown.site(said) if fact in (_("Contact"), _("Source")) else markdown.escape(said)


def _next_steps(code: str, staff: int, sales: int) -> None:
    told = " ".join(address.read("q")[:1])  # what the reader does, where they come from finding clusters
    write_to.cluster(code, (staff, sales), key=f"compare-{code}", description=told)
    navigation.link("cluster", _("All that is known of it"), cluster=code, **our_size.query(staff, sales))


def take_along(chart: Chart, frame: pd.DataFrame, names: dict[str, str]) -> None:
    """The comparison as a slide, a PDF, a document and a workbook."""
    from analytics.publish import formats

    link = address.full_link()
    st.markdown(f"**{_('Take it along')}**")
    with st.container(horizontal=True, key="take-along"):
        for kind in ("pptx", "pdf", "xlsx"):
            form = offer.FORMATS[kind]
            share.offer(
                _(form.label),
                kind,
                partial(_chart_file, chart, kind, link),
                file_name=formats.file_name(chart, kind),
                key=f"compare-{kind}",
            )
        form = offer.FORMATS["docx"]
        share.offer(
            form.label,
            "docx",
            lambda: form.make("summary", summary(chart, frame, names, link)),
            file_name=formats.file_name(chart, "docx"),
            key="compare-docx",
        )
    chart_frame.source_line(chart.sources)


def _chart_file(chart: Chart, kind: str, link: str) -> bytes:
    return offer.FORMATS[kind].make("chart", catalogue.chart(chart.id, **chart.params), link, ())


def summary(chart: Chart, frame: pd.DataFrame, names: dict[str, str], link: str) -> Summary:
    """The comparison as a document: a heading a cluster, a sentence a fact."""
    sections = tuple(
        Section(name, tuple(f"{row['fact']}: {row[code] or term('unknown')}" for row in frame.to_dict("records")))
        for code, name in names.items()
    )
    return Summary(
        title=chart.title,
        lead=listing(names.values()),
        sections=sections,
        sheets=(),
        notes=(*printed.chosen(chart.params), strip_markdown(chart.method), printed.short(link)),
        sources=chart.sources,
        language=current(),
    )


if __name__ == "__main__":
    page()
