"""Which organisations sit in several clusters, and whom could they connect?"""

from analytics.language import _
from ui import frame

frame.heading(
    _("Who connects clusters"),
    _("Which organisations sit in several clusters, and whom could they connect?"),
)
