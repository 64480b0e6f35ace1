"""Members: how many a cluster has, how much of that is known, how it grows, and who the members are."""

from analytics.core.language import _
from ui import frame, membership_parts

frame.heading(
    _("Members"),
    _("How many members do Nordic clusters have, who are they, and how do they grow?"),
)
choice = membership_parts.controls()
membership_parts.headline(choice)
charts = membership_parts.size(choice)
charts += membership_parts.growth(choice)
charts += membership_parts.composition(choice)
membership_parts.listed(choice)
membership_parts.onward()
membership_parts.method(charts)
