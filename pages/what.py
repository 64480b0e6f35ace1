"""What is a cluster, what does a member get, and what does it give?"""

import streamlit as st

from analytics.core.language import _
from ui import frame, what_parts

frame.heading(
    _("What is a cluster?"),
    _("What is a cluster, what does a member get, and what does it give?"),
)
what_parts.definition()
what_parts.comparison()
example = what_parts.inside()
left, right = st.columns(2, gap="large")
with left:
    what_parts.gets(example)
with right:
    what_parts.gives()
what_parts.is_not()
what_parts.other_definitions()
what_parts.onward()
what_parts.method()
