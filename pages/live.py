"""How do we gather the needs of everybody in the room?"""

from analytics.language import _
from ui import frame

frame.heading(
    _("Run a live workshop"),
    _("How do we gather the needs of everybody in the room?"),
)
