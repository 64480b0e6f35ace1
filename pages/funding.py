"""What funding is there for clusters and their members, and is it open?"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from analytics import catalogue
from analytics.core.chart import Chart, Source
from analytics.core.codes import NORDIC
from analytics.core.language import _, country_name, country_words, listing, ngettext, number
from analytics.core.sources import cite
from analytics.funding import questions as funding
from analytics.funding.questions import Filters
from ui import address, chart_frame, empty_result, layout, markdown, share, table_frame

ALL = "all"
FIRST = 6  # cards before the reader asks for the rest
NAMES = {"country": "country", "applicants": "a", "themes": "theme", "statuses": "status", "year": "y"}


def page() -> None:
    """Draw the page."""
    layout.heading("funding")
    today = date.today()
    on = today.isoformat()
    chosen = controls(today)
    headline(chosen, on)
    rows = funding.opportunities(chosen, on)
    chart = None
    if rows.empty:
        nothing_fits(chosen, on)
    else:
        chart = timeline(chosen, on)
        cards(rows)
        take_along(rows, chosen)
    method(chart, chosen, on)


def controls(on: date) -> Filters:
    """Country, applicant and status; theme and year behind a popover. All in the link."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="funding-controls"):
        country = address.choose("country", _("Applicant from"), (*NORDIC, ALL), _country, "FI", width=150)
        applicants = address.choose_many("a", _("Who applies"), funding.APPLICANTS, funding.applicant_name, width=175)
        statuses = address.choose_many(
            "status", _("Status"), funding.STATUSES, funding.status_name, funding.DEFAULT_STATUSES, width=345
        )
        with st.popover(_("More filters"), icon=":material/tune:"):
            themes = address.choose_many("theme", _("Theme"), funding.THEMES, funding.theme_name)
            years = [str(year) for year in range(on.year + 3, 2017, -1)]
            year = address.choose_or_none("y", _("Year within the period"), years, str, placeholder=_("All"))
        share.copy_link()
        address.reset_button(tuple(NAMES.values()))
    return Filters("" if country == ALL else country, applicants, themes, statuses, int(year or 0))


def headline(chosen: Filters, on: str) -> None:
    """How many are open to the applicant's country, and what that rests on."""
    layout.headline(funding.headline(chosen.country, on))
    st.markdown(funding.caution(chosen.country, on))
    without = funding.without_national()
    if not chosen.country:
        st.markdown(
            _("No national funding has been found for: {countries}.").format(
                countries=listing(country_name(code) for code in without)
            )
            if without
            else ""
        )
    elif chosen.country in without:
        st.info(
            _("No national funding has been found {in_country}. What is listed is open to several countries.").format(
                **country_words(chosen.country)
            ),
            icon=":material/info:",
        )


def timeline(chosen: Filters, on: str) -> Chart:
    """The instruments as bars up to their last day."""
    chart = catalogue.chart("funding.timeline", **chosen.flat, on=on, narrow=int(layout.on_phone()))
    chart_frame.show(chart, height=chart.drawing.height)
    return chart


def cards(rows: pd.DataFrame) -> None:
    """A card an instrument: standing, who gives, who can apply, how much, and the page it is from."""
    st.header(_("Who can apply, and for how much"), anchor=False)
    _grid(rows.head(FIRST), "funding-cards")
    if len(rows) > FIRST:
        more = len(rows) - FIRST
        with st.expander(ngettext("Show {n} more", "Show {n} more", more), key="funding-more"):
            _grid(rows.tail(more), "funding-more-cards")


def _grid(rows: pd.DataFrame, key: str) -> None:
    with st.grid(min_column_width=340, gap="medium", key=key):
        for row in rows.to_dict("records"):
            with st.container(border=True):
                _card(pd.Series(row))


def _card(row: pd.Series) -> None:
    st.markdown(f"### {markdown.link(row['name'], row['website'])}")
    st.markdown(f"{_icon(row['standing'])} {markdown.escape(row['says'])}")
    st.caption(markdown.escape(row["provider"]))

    st.markdown("  \n".join(_facts(row)))
    if row["for_country"] == "maybe":
        st.markdown(_("The page does not name the associated countries: ask whether yours is one."))
    source = _source(row)
    st.caption(markdown.link(source.text, source.url))


def _facts(row: pd.Series) -> list[str]:
    """What is known in lines of Markdown, then what is not, then the remark."""
    facts = {
        _("Open to"): funding.countries_words(row["country_codes"]),
        _("Who can apply"): row["who"],
        _("Amount"): funding.amount_words(row),
        _("Period"): funding.period_words(row),
        _("Theme"): row["theme"],
    }
    known = {label: words for label, words in facts.items() if isinstance(words, str) and words}
    lines = [f"**{label}:** {markdown.escape(words)}" for label, words in known.items()]
    if unknown := [label for label in facts if label not in known]:
        lines.append(_("*Not published:* {labels}").format(labels=", ".join(unknown).lower()))
    return [*lines, markdown.escape(row["note"])] if isinstance(row["note"], str) else lines


def nothing_fits(chosen: Filters, on: str) -> None:
    """Say why there is nothing, and what would bring something back."""
    words = {
        "country": _("Applicant from"),
        "applicants": _("Who applies"),
        "themes": _("Theme"),
        "statuses": _("Status"),
        "year": _("Year within the period"),
    }
    offers = [
        empty_result.Offer(
            words[name],
            NAMES[name],
            (ALL,) if name == "country" else (),
            funding.DEFAULT_STATUSES if name == "statuses" else ("FI",) if name == "country" else (),
            funding.count(chosen.without(name), on),
        )
        for name in chosen.restricting
    ]
    empty_result.nothing_fits(_("No funding fits all of these filters at once."), offers)


def take_along(rows: pd.DataFrame, chosen: Filters) -> None:
    """The instruments shown, as files."""
    words = [
        *([country_name(chosen.country)] if chosen.country else []),
        *map(funding.applicant_name, chosen.applicants),
        *map(funding.theme_name, chosen.themes),
        *map(funding.status_name, chosen.statuses),
        *([str(chosen.year)] if chosen.year else []),
    ]
    sources = table_frame.pages_named("funding")
    table_frame.downloads(rows, subject="funding", words=words, sources=sources)


def method(chart: Chart | None, chosen: Filters, on: str) -> None:
    """How the standing is worked out, and how much is known."""
    known = funding.standing(chosen.country, on)

    def write() -> None:
        if chart:
            st.markdown(markdown.escape(chart.method))
        st.markdown(
            _(
                "Of {all} instruments for these applicants, the pages state who can apply for {who} (clearly of which "
                "kind for {kinds}), the largest grant for {grant}, the share of the cost for {share}, and both the "
                "start and the end for {period}. Amounts are as stated on the page. A filter by applicant, theme or "
                "year keeps what is known to fit. Choose “not clear” to see the rest. A year keeps what may run in it, "
                "also where an end is not stated."
            ).format(
                all=number(known["instruments"]),
                who=number(known["with_applicant"]),
                kinds=number(known["with_kind"]),
                grant=number(known["with_grant"]),
                share=number(known["with_share"]),
                period=number(known["with_period"]),
            )
        )

    layout.worked_out(write, ["funding.list", "funding.standing"])


def _country(code: str) -> str:
    return _("All countries") if code == ALL else country_name(code)


def _icon(standing: str) -> str:
    return {
        "open": ":material/check_circle:",
        "upcoming": ":material/schedule:",
        "closed": ":material/block:",
    }.get(standing, ":material/help:")


def _source(row: pd.Series) -> Source:
    site = urlsplit(row["source_url"]).netloc.removeprefix("www.")
    if pd.isna(row["source_year"]):
        return cite("funding", "page", site=site, url=row["source_url"])
    return cite("funding", "dated page", site=site, year=int(row["source_year"]), url=row["source_url"])


if __name__ == "__main__":
    page()
