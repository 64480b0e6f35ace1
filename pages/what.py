"""What is a cluster, what does a member get, and what does it give?"""

from analytics.language import _
from ui import frame

frame.heading(
    _("What is a cluster?"),
    _("What is a cluster, what does a member get, and what does it give?"),
)
