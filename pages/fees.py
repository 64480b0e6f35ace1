"""What does membership of a cluster cost, and what would it cost us?"""

from analytics.core.language import _
from ui import fee_parts, frame

frame.heading(
    _("What it costs"),
    _("What does membership of a cluster cost, and what would it cost us?"),
)
choice = fee_parts.controls()
answer = fee_parts.cost(choice)
published = fee_parts.tiers(choice)
fee_parts.method([answer, *published])
