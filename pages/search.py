"""What fits a search, with what terms mean."""

from __future__ import annotations

import streamlit as st

from analytics.core.language import _, quoted
from analytics.knowledge import questions as knowledge
from ui import address, layout, markdown, navigation, search

ICONS = {
    "page": ":material/description:",
    "term": ":material/menu_book:",
    "chart": ":material/show_chart:",
    "cluster": ":material/hub:",
    "region": ":material/location_on:",
    "table": ":material/table:",
}


def page() -> None:
    """Draw the page."""
    layout.heading("search")
    wanted = address.write_text("q", _("Search"), icon=":material/search:")
    if not wanted:
        st.info(_("Write a word of what you look for: a cluster, a region, a field, a term."), icon=":material/search:")
        return
    found = search.closest(wanted)
    if not found:
        st.warning(_("Nothing is close to {words}. Try a shorter word, or its beginning.").format(words=quoted(wanted)))
        return
    terms = {entry.code for entry in found if entry.kind == "term"}
    for row in knowledge.terms().to_dict("records"):
        if row["term"] in terms:
            definition(row)
    for kind in search.KINDS:
        listed = [entry for entry in found if entry.kind == kind and kind != "term"]
        if listed:
            st.subheader(_(search.KINDS[kind]), anchor=False)
            for entry in listed:
                navigation.link(entry.page, entry.name, ICONS[kind], **dict(entry.query))


def definition(row: dict[str, str]) -> None:
    """A term, what it means, and where that comes from."""
    with st.container(border=True):
        st.markdown(f"**{markdown.escape(row['name'])}.** {markdown.escape(row['definition'])}")
        source = row["source_text"]
        url = row["source_url"]
        said = markdown.link(source, url) if isinstance(url, str) else markdown.escape(source)
        st.caption(_("Source: {source}").format(source=said))


if __name__ == "__main__":
    page()
