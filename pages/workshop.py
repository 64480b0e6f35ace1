"""What did the people in your workshop ask for?"""

from analytics.language import _
from ui import frame

frame.heading(
    _("Your own workshop"),
    _("What did the people in your workshop ask for?"),
)
