"""Who supports clusters, what do they offer, and what does it cost?"""

from analytics.language import _
from ui import frame

frame.heading(
    _("Who helps"),
    _("Who supports clusters, what do they offer, and what does it cost?"),
)
