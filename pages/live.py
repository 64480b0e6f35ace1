"""How do we gather the needs of everybody in the room?"""

from analytics.core.language import _
from ui import frame, live_parts, room

frame.heading(
    _("Run a live workshop"),
    _("How do we gather the needs of everybody in the room?"),
)
live_parts.say_deleted()
details = room.enter()
if not details:
    live_parts.start()
elif live_parts.may_facilitate(details.code):
    live_parts.facilitate(details)
else:
    live_parts.ask_key(details)
