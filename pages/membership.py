"""How many members do Nordic clusters have, who are they, and how do they grow?"""

from analytics.language import _
from ui import frame

frame.heading(
    _("Members"),
    _("How many members do Nordic clusters have, who are they, and how do they grow?"),
)
