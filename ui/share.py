"""What leaves a page: files, the link that reopens the view, and at each chart a menu of these and how to cite it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics.core import state, switches
from analytics.core.chart import Chart
from analytics.core.language import _, current
from analytics.publish import offer as offering
from analytics.publish.offer import Format
from ui import address, my_storyboard, navigation, own_data, places, sections

RARE = frozenset({"json", "parquet", "gpkg"})  # formats for those who know them by name


def menu(chart: Chart) -> None:
    """A button that opens the menu. Nothing is prepared before it is opened, no file made before it is asked for."""
    key = f"share-{chart.id.replace('.', '-')}-{current()}"
    box = st.popover(_("Share"), icon=":material/ios_share:", key=key, on_change="rerun")
    if box.open:
        with box:
            my_storyboard.button(chart.id, for_desk(chart))
            _files(chart)
            if is_own := own_data.stands_on(chart, own_data.in_use()):
                st.caption(
                    _(
                        "This chart stands on your own tables, which only you see: the link shows the figures of the "
                        "atlas, and there is no data address. Download a file above to keep or pass on yours."
                    )
                )
            link_and_citation(own_data.cited(chart))
            if is_own:
                return
            with st.expander(_("Data address")):
                from ui import data_address  # slow to load, and no page needs it before

                data_address.of_chart(chart)
            _embed(chart)


def in_browser(chart: Chart) -> dict[str, Any]:
    """Plotly's settings for the picture that the browser makes by itself."""
    return {"toImageButtonOptions": {"format": "png", "scale": 2, "filename": chart.id.replace(".", "-")}}


def _files(chart: Chart) -> None:
    from analytics.publish import formats

    offered, link = offering.made_from("chart"), address.full_link()
    titles = {"picture": _("Pictures"), "document": _("To present and to publish"), "data": _("The data as shown")}
    for group, title in titles.items():
        forms = {kind: form for kind, form in offered.items() if form.group == group}
        if not forms:
            continue
        st.caption(title)
        draws = {
            kind: partial(
                offer,
                _(form.label),
                kind,
                _chart_file(chart, form, link),
                file_name=formats.file_name(chart, kind),
                key=f"{kind}-{chart.id}",
                icon=None,
            )
            for kind, form in forms.items()
        }
        folding(draws, f"{group}-{chart.id}")
    whole_tables(chart)


def folding(draws: Mapping[str, sections.Draw], key: str) -> None:
    """Draw the button of each format: in a row, and those that few readers open behind "More formats"."""

    def row(kinds: Iterable[str]) -> None:
        with st.container(horizontal=True, gap="small"):
            for kind in kinds:
                draws[kind]()

    row(kind for kind in draws if kind not in RARE)
    if rare := [kind for kind in draws if kind in RARE]:
        sections.box(_("More formats"), f"formats-{key}", lambda: row(rare))


def offer(
    label: str,
    kind: str,
    content: Callable[[], bytes | str] | bytes | str,
    *,
    file_name: str,
    key: str,
    icon: str | None = ":material/download:",
) -> None:
    """A button that gives a file of a kind of `analytics.publish.offer`, made by `content` when the button is pressed.

    A file that must be ready before is given as it is: Streamlit forgets a maker after two runs of any session.
    """
    st.download_button(
        label,
        data=later(content) if callable(content) else content,
        file_name=file_name,
        mime=offering.FORMATS[kind].mime,
        on_click="ignore",
        icon=icon,
        key=key,
    )


def later(make: Callable[[], bytes | str]) -> Callable[[], bytes | str]:
    """What makes a file when its button is pressed: light, and in the language in which the button was drawn."""
    language, data, context = current(), state.of_visitor(), get_script_run_ctx(suppress_warning=True)
    visit = context.session_id if context else ""

    # It runs in another thread, which knows neither the page's language and mode nor its data.
    def made() -> bytes | str:
        from analytics.publish import formats

        with places.files.turn(visit), formats.for_print(language), state.using(data):
            return make()

    return made


def _chart_file(chart: Chart, form: Format, link: str) -> Callable[[], bytes]:
    def made() -> bytes:
        from analytics import catalogue

        return form.make("chart", own_data.cited(catalogue.chart(chart.id, **for_desk(chart))), link, ())

    return made


def for_desk(chart: Chart) -> dict[str, Any]:
    """The chart's parameters, but for a wide page: a picture made on a phone is no phone's picture."""
    from analytics import catalogue

    as_is = {name: catalogue.CHARTS[chart.id].params[name] for name in ("narrow", "width") if name in chart.params}
    return {**chart.params, **as_is}


def whole_tables(chart: Chart) -> None:
    """Links to the whole tables that a chart is made from."""
    from analytics import tables

    named = dict.fromkeys(source.table for source in chart.sources)
    known = [name for name in named if name in tables.names()]
    if known:
        st.caption(_("All the data behind it"))
        for name in known:
            navigation.link("data", tables.title(name), ":material/table:", table=name)
    if switches.is_on(switches.SQL):
        navigation.link("sql", _("Ask its question in SQL"), ":material/terminal:", chart=chart.id)


def link_and_citation(chart: Chart) -> None:
    """The address of the view and how it is cited, both to copy."""
    from analytics.publish import citation

    link = link_here()
    st.caption(_("Citation"))
    st.code(citation.text(chart, link), language=None, wrap_lines=True)
    with st.expander("BibTeX"):
        st.code(citation.bibtex(chart, link), language=None, wrap_lines=True)


def copy_link() -> None:
    """A button that shows the address of this view, to copy."""
    box = st.popover(_("Copy link"), icon=":material/link:", key=f"copy-{current()}", on_change="rerun")
    if box.open:
        with box:
            st.markdown(_("This address opens the same view in the same language:"))
            st.code(address.full_link(), language=None, wrap_lines=True)


def link_here() -> str:
    """The address of the view, to copy; also returned."""
    link = address.full_link()
    st.caption(_("Link to this view"))
    st.code(link, language=None, wrap_lines=True)
    return link


def _embed(chart: Chart) -> None:
    """The HTML that puts the view into another web page, to copy."""
    from html import escape
    from urllib.parse import urlencode

    with st.expander(_("Embed in a web page")):
        query = {"embed": "true", "chart": chart.id, **for_desk(chart), "lang": current()}
        st.code(
            f'<iframe src="{escape(f"{address.origin()}/embed?{urlencode(query)}")}" title="{escape(chart.title)}" '
            'loading="lazy" style="width: 100%; height: 680px; border: 0"></iframe>',
            language="html",
            wrap_lines=True,
        )
        st.caption(_("For a dark page, add &embed_options=dark_theme to the address."))
