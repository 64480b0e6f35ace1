"""Which Nordic clusters fit us, why, and how do we join?"""

from analytics.core.language import _
from ui import find_parts, frame

frame.heading(
    _("Find a cluster"),
    _("Which Nordic clusters fit us, why, and how do we join?"),
)
question = find_parts.controls()
if find_parts.asked(question):
    find_parts.answer(question)
else:
    find_parts.examples()
find_parts.method()
