"""What does it take to start a cluster, and how far are we?"""

from analytics.core.language import _
from ui import address, frame, start_parts

frame.heading(
    _("Start or develop a cluster"),
    _("What does it take to start a cluster, and how far are we?"),
)
answers = start_parts.answers()
words = {"steps": _("The steps"), "check": _("Self-assessment")}
view = address.choose_segment(
    "view", _("What to show"), list(words), words.__getitem__, "steps", label_visibility="collapsed"
)
if view == "steps":
    start_parts.guide()
else:
    start_parts.check(answers)
frame.worked_out(start_parts.method, start_parts.QUERIES)
