"""Programmes: what the neighbours' cluster policies have that a country lacks, what they cost, and how they came."""

import streamlit as st

from analytics.core.language import _
from ui import frame, programme_design, programme_parts

frame.heading(
    _("Programmes"),
    _("What do the neighbours' cluster programmes have that a country lacks, since when, and at what cost?"),
)
choice = programme_parts.controls()
programme_parts.headline(choice)
programme_parts.brief(choice.country)
charts = [programme_parts.matrix(choice)]
left, right = st.columns([3, 2], gap="large")
with left:
    charts.append(programme_parts.score(choice))
with right:
    programme_parts.evidence(choice)
programme_parts.gaps(choice)
charts.append(programme_parts.timeline(choice))
charts.append(programme_parts.money(choice))
charts += programme_parts.figures()
programme_design.section(choice.country)
programme_parts.method(charts)
