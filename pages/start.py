"""What does it take to start a cluster, and how far are we?"""

from analytics.language import _
from ui import frame

frame.heading(
    _("Start or develop a cluster"),
    _("What does it take to start a cluster, and how far are we?"),
)
