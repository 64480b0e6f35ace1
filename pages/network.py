"""Which organisations sit in several clusters, and whom could they connect?"""

import streamlit as st

from analytics.core.language import _
from ui import frame, network_parts

frame.heading(
    _("Who connects clusters"),
    _("Which organisations sit in several clusters, and whom could they connect?"),
)
choice = network_parts.controls()
network_parts.headline(choice)
charts = [network_parts.picture(choice)]
left, right = st.columns(2, gap="large")
with left:
    charts.append(network_parts.bridges(choice))
with right:
    charts.append(network_parts.way())
network_parts.abroad(choice)
network_parts.names()
network_parts.method(charts)
