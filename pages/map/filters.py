"""The filters of clusters, in the link under short names, and what to say when nothing fits."""

from __future__ import annotations

import streamlit as st

from analytics.clusters import questions as clusters
from analytics.clusters.questions import Filters
from analytics.core.codes import COUNTED_KINDS, REGISTER_COUNTRIES
from analytics.core.codes import YEARS as POSSIBLE_YEARS
from analytics.core.language import _, country_name, ngettext, term
from ui import address, layout

NAMES = clusters.LINK_NAMES
YEARS = ("from", "to")


def filters() -> Filters:
    """Draw the filters (three visible, the rest behind a button; on a phone all but one) and return what they say."""
    options = clusters.options()
    years = [int(year) for year in options["founded"]]
    # A slider needs two ends, which a small register of a visitor may not give.
    first, last = (min(years), max(years)) if len(set(years)) > 1 else POSSIBLE_YEARS
    phone = layout.on_phone()
    row = st.columns([1, 1] if phone else [3, 3, 3, 2], vertical_alignment="bottom")
    with row[-1]:
        # On a phone all of them are folded already.
        behind = st.container() if phone else st.popover(_("More filters"), icon=":material/tune:", width="stretch")
    with row[0]:
        search = address.write_text("q", _("Search"), placeholder=_("Name, field or city"), icon=":material/search:")
    with behind if phone else row[1]:
        countries = address.choose_many("country", _("Country"), REGISTER_COUNTRIES, country_name)
    with behind if phone else row[2]:
        ecosystems = address.choose_many("eco", _("Industrial ecosystem"), clusters.ecosystems(), term)
    with behind:
        programmes = address.choose_many("prog", _("Programme"), options["programme"], clusters.programme_name)
        levels = address.choose_many("level", _("Level in the programme"), options["level"], clusters.level_name)
        labels = address.choose_many("label", _("Quality label"), clusters.LABELS, clusters.label_name)
        fees = address.choose_many("fee", _("Membership fee"), clusters.FEES, clusters.fee_name)
        statuses = address.choose_many("status", _("Status"), clusters.STATUSES, clusters.status_name, ("active",))
        kinds = address.choose_many("kind", _("Kind"), clusters.KINDS, clusters.kind_name, COUNTED_KINDS)
        start, end = address.choose_years(*YEARS, _("Founded"), first, last)
        st.caption(_("Clusters whose founding year is not known are left out when the years are narrowed."))
    return Filters(
        countries=countries,
        ecosystems=ecosystems,
        programmes=programmes,
        levels=levels,
        labels=labels,
        fees=fees,
        statuses=statuses,
        kinds=kinds,
        founded_from=start if start > first else None,
        founded_to=end if end < last else None,
        search=search,
    )


def reset_button() -> None:
    """Back to the default view."""
    address.reset_button((*NAMES.values(), *YEARS, "cluster", "region"))


def nothing_fits(chosen: Filters) -> None:
    """Say why nothing fits, and offer for each filter what loosening it would bring."""
    st.warning(_("No cluster fits all of these filters at once."), icon=":material/filter_alt_off:")
    st.markdown(_("Loosen one of them:"))
    counts = {name: clusters.count(chosen.without(name)) for name in chosen.restricting}
    with st.container(horizontal=True):
        for name, found in counts.items():
            params = YEARS if name.startswith("founded") else (NAMES[name],)
            st.button(
                filter_name(name) + ": " + ngettext("{n} cluster", "{n} clusters", found),
                key=f"loosen {name}",
                on_click=address.reset,
                args=(params,),
                disabled=found == 0,
            )
    if not any(counts.values()):
        st.markdown(_("No single one helps. Start again with Reset."))


def filter_name(name: str) -> str:
    """A field of Filters in words."""
    return {
        "search": _("Search"),
        "countries": _("Country"),
        "ecosystems": _("Industrial ecosystem"),
        "programmes": _("Programme"),
        "levels": _("Level in the programme"),
        "labels": _("Quality label"),
        "fees": _("Membership fee"),
        "statuses": _("Status"),
        "kinds": _("Kind"),
        "founded_from": _("Founded"),
        "founded_to": _("Founded"),
    }[name]
