"""What does membership of a cluster cost, and what would it cost us?"""

from analytics.language import _
from ui import frame

frame.heading(
    _("What it costs"),
    _("What does membership of a cluster cost, and what would it cost us?"),
)
