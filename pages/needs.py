"""What do clusters and companies ask for, and who answers it already?"""

from analytics.core.language import _
from analytics.needs import questions as needs
from ui import frame, needs_parts

frame.heading(
    _("What clusters need"),
    _("What do clusters and companies ask for, and who answers it already?"),
)
choice = needs_parts.controls()
said = needs.summary()
frame.headline(frame.escape_markdown(said.lead))
needs_parts.ranking(choice)
needs_parts.statements(choice)
needs_parts.change()
needs_parts.services()
needs_parts.summary(said)
needs_parts.onward()
needs_parts.method()
