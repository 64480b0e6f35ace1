"""What have clusters achieved for their members and regions?"""

from analytics.core.language import _
from analytics.stories import questions as stories
from ui import frame, story_parts

frame.heading(
    _("Success stories"),
    _("What have clusters achieved for their members and regions?"),
)
chosen = story_parts.controls()
rows = stories.stories(chosen)
if rows.empty:
    story_parts.nothing_fits(chosen)
else:
    story_parts.headline(rows)
    story_parts.cards(rows)
    story_parts.take_along(rows, chosen)
story_parts.method()
