"""What did the people in your workshop ask for?"""

from analytics.core.language import _
from ui import frame, workshop_parts

frame.heading(
    _("Your own workshop"),
    _("What did the people in your workshop ask for?"),
)
understood = workshop_parts.statements()
if understood is not None and len(understood.statements):
    workshop_parts.understood(understood)
    said = workshop_parts.themes(understood)
    if len(said):
        workshop_parts.results(said)
        workshop_parts.repeated(said)
        workshop_parts.take_along(said)
    workshop_parts.words()
elif understood is not None:
    workshop_parts.understood(understood)
else:
    workshop_parts.empty()
workshop_parts.method()
