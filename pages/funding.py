"""What funding is there for clusters and their members, and is it open?"""

from datetime import date

from analytics.core.language import _
from analytics.funding import questions as funding
from ui import frame, funding_parts

frame.heading(
    _("Funding"),
    _("What funding is there for clusters and their members, and is it open?"),
)
today = date.today()
on = today.isoformat()
chosen = funding_parts.controls(today)
funding_parts.headline(chosen, on)
rows = funding.opportunities(chosen, on)
chart = None
if rows.empty:
    funding_parts.nothing_fits(chosen, on)
else:
    chart = funding_parts.timeline(chosen, on)
    funding_parts.cards(rows)
    funding_parts.take_along(rows, chosen)
funding_parts.method(chart, chosen, on)
