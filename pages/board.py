"""What does the room ask for?"""

from analytics.language import _
from ui import frame

frame.heading(
    _("What the room says"),
    _("What does the room ask for?"),
)
