"""One cluster: all facts with sources and years, members, history, fees, and similar clusters across the Nordics."""

import pandas as pd
import streamlit as st

from analytics.clusters import questions as clusters
from analytics.core.language import _, country_name, term
from analytics.regions import questions as regions
from ui import address, cluster_card, cluster_profile, frame, map_parts, navigation, shell

frame.heading(
    _("A cluster, with all that is known of it"),
    _("Who are its members, what does it cost, and which clusters abroad would be its natural partners?"),
)
names = clusters.names()
with st.container(horizontal=True, vertical_alignment="bottom"):
    cluster_id = address.choose_or_none("id", _("Cluster"), list(names), names.__getitem__, width=520)
    map_parts.copy_link()
row = clusters.profile(cluster_id) if cluster_id else None
if cluster_id is None or row is None:
    st.info(_("Choose a cluster above, or open one from the map."), icon=":material/search:")
    navigation.link("map", _("To the map"), ":material/map:")
    st.stop()

st.header(frame.escape_markdown(row["name"]), anchor=False)
place = regions.name(row["nuts_code"]) if isinstance(row["nuts_code"], str) else country_name(row["country"])
st.caption(f"{term(row['ecosystem'])} · {place} · {clusters.status_name(row['status'])}")

left, right = st.columns([3, 2], gap="large")
with left:
    cluster_card.write_facts(cluster_card.facts(row))
    year = "" if pd.isna(row["source_year"]) else f" ({int(row['source_year'])})"
    st.caption(_("Source: {source}").format(source=frame.link(row["source_url"], row["source_url"]) + year))
with right:
    cluster_profile.where(row)
    with shell.page_errors():
        cluster_profile.history(cluster_id)

# A faulty table takes only the part that needs it.
with shell.page_errors():
    cluster_profile.members(cluster_id, row)
with shell.page_errors():
    cluster_profile.fees(cluster_id)
with shell.page_errors():
    cluster_profile.stories(cluster_id)
with shell.page_errors():
    cluster_profile.similar(cluster_id)
