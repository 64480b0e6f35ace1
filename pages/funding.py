"""What funding is there for clusters and their members, and is it open?"""

from analytics.language import _
from ui import frame

frame.heading(
    _("Funding"),
    _("What funding is there for clusters and their members, and is it open?"),
)
