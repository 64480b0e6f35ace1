"""Who supports clusters, what do they offer, and what does it cost?"""

from analytics.core.language import _
from analytics.knowledge import questions as knowledge
from ui import frame, support_parts

frame.heading(
    _("Who helps"),
    _("Who supports clusters, what do they offer, and what does it cost?"),
)
choice = support_parts.controls()
rows = knowledge.networks(choice.place, choice.audience)
support_parts.headline(rows)
support_parts.networks(rows)
support_parts.ladder()
support_parts.holders()
support_parts.training()
support_parts.onward()
support_parts.method()
