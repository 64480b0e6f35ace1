"""Overview: what the atlas says in six figures and two small charts, and where to go from here."""

import streamlit as st

from analytics import catalogue
from analytics.core.language import _, country_name, listing, ngettext, number, percent
from analytics.overview import questions as overview
from ui import frame, navigation, story_parts

frame.heading(
    _("Nordic Cluster Atlas"),
    _("Where are the Nordic clusters, what do the neighbours' programmes have, and what does the gap cost?"),
)
figures = overview.figures()
with_programme = [code for code in str(figures["programme_countries"] or "").split(",") if code]
frame.headline(
    _(
        "Finland exported {finland} of its GDP in {year}, its Nordic neighbours {neighbours} on average; "
        "{countries} have a national cluster programme, Finland has none."
    ).format(
        finland=percent(figures["exports_pct_gdp"]),
        neighbours=percent(figures["neighbours_exports_pct_gdp"]),
        year=figures["exports_year"],
        countries=listing(country_name(code) for code in with_programme),
    )
)

with st.grid(min_column_width=165, key="tiles"):
    frame.tile(
        _("Active clusters"),
        number(figures["clusters_active"]),
        _("{n} with merged, ended and unclear ones").format(n=number(figures["clusters_all"])),
        ("map", _("See them on the map")),
    )
    frame.tile(
        _("National programmes"),
        _("{n} of 5").format(n=number(figures["countries_with_programme"])),
        listing(country_name(code) for code in with_programme),
        ("programmes", _("See the features")),
    )
    frame.tile(
        _("Finland's exports"),
        percent(figures["exports_pct_gdp"]),
        _("of GDP in {year}; neighbours {mean}").format(
            year=figures["exports_year"], mean=percent(figures["neighbours_exports_pct_gdp"])
        ),
        ("exports", _("See the figures")),
    )
    frame.tile(
        _("Members known"),
        number(figures["members"]),
        _("in the {n} active clusters that publish a count").format(n=number(figures["with_members_known"])),
        ("data", _("See the named ones")),
        table="memberships",
    )
    frame.tile(
        _("Needs recorded"),
        number(figures["needs"]),
        ngettext("from {n} event or article", "from {n} events and articles", figures["events"]),
        ("needs", _("Read them")),
    )
    frame.tile(
        _("Quality labels"),
        number(figures["labelled"]),
        _("active clusters; {n} of the labels are gold").format(n=number(figures["labelled_gold"])),
        ("map", _("See the gold ones")),
        label="gold",
    )
st.caption(
    _(
        "Read in November 2026. Of {all} active clusters the place is known for {located}, a member count for "
        "{counted} and a fee for {priced}."
    ).format(
        all=number(figures["clusters_active"]),
        located=number(figures["located"]),
        counted=number(figures["with_members_known"]),
        priced=number(figures["with_fees_known"]),
    )
)

left, right = st.columns(2, gap="large")
with left:
    intensity = catalogue.chart("exports.intensity", country="FI", since=2000)
    frame.still(intensity, height=300, link=("exports", _("Explore exports")))
with right:
    frame.still(catalogue.chart("clusters.labels"), height=300, link=("support", _("About the labels")))

story_parts.from_the_field()

st.subheader(_("Where to start"), anchor=False)
entries = [
    (
        _("I make policy"),
        _("Look at the clusters region by region and compare your region with its neighbours."),
        "map", _("Clusters per million inhabitants"), {"layer": "density"},
    ),
    (
        _("I present"),
        _("Open the map in the language of your audience; it runs with no network and fits a projector."),
        "map", _("Map by industrial ecosystem"), {"colour": "ecosystem"},
    ),
    (
        _("I need data or charts"),
        _("Every table with its source, licence and coverage, ready to download."),
        "data", _("Tables and sources"), {},
    ),
]  # fmt: skip
for column, (title, text, target, words, query) in zip(st.columns(3, gap="large"), entries, strict=True):
    with column:
        st.markdown(f"**{title}**\n\n{text}")
        navigation.link(target, words, **query)

with st.expander(_("How this was worked out"), key="how"):
    st.markdown(
        _(
            "Clusters are organisations seen on public pages up to November 2026; the lists are not registers. "
            "Members are added up over active clusters with a known count, of different years: {known} of {all} "
            "active clusters. A country has a national programme when the table of programme features says yes; "
            "partial ones are not counted. The neighbours' export share is the plain mean of Sweden, Norway, "
            "Denmark and Iceland."
        ).format(known=number(figures["with_members_known"]), all=number(figures["clusters_active"]))
    )
