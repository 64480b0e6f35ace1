"""Which Nordic clusters fit us, why, and how do we join?"""

from analytics.language import _
from ui import frame

frame.heading(
    _("Find a cluster"),
    _("Which Nordic clusters fit us, why, and how do we join?"),
)
