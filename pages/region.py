"""One region: its clusters, figures with ranks, neighbours and exports."""

import streamlit as st

from analytics.core.language import _, country_name
from analytics.regions import questions as regions
from ui import address, frame, map_parts, navigation, region_card, region_profile, shell

frame.heading(
    _("A region and its neighbours"),
    _("What does the region have, how does it stand among its neighbours, and what does it export?"),
)
with st.container(horizontal=True, vertical_alignment="bottom"):
    code = address.choose_or_none("nuts", _("Region"), regions.codes(3), region_profile.label, width=420)
    map_parts.copy_link()
if code is None:
    st.info(_("Choose a region above, or open one from the map."), icon=":material/search:")
    navigation.link("map", _("To the map"), ":material/map:")
    st.stop()

st.header(regions.name(code), anchor=False)
st.caption(f"{country_name(regions.country(code))} · NUTS 3 {code}")

left, right = st.columns(2, gap="large")
with left:
    st.subheader(_("Figures"), anchor=False)
    st.markdown("\n\n".join(f"**{label}:** {value}" for label, value in region_card.figure_lines(code)))
    st.caption(_("Source: {source}").format(source=_("Eurostat regional statistics (stored January 2024)")))
with right:
    region_profile.clusters_here(code)

with shell.page_errors():
    region_profile.beside_neighbours(code)
with shell.page_errors():
    region_profile.exports(code)
