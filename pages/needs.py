"""What do clusters and companies ask for, and who answers it already?"""

from analytics.language import _
from ui import frame

frame.heading(
    _("What clusters need"),
    _("What do clusters and companies ask for, and who answers it already?"),
)
