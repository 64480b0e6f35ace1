"""What do you need? Say it in your own words."""

from analytics.language import _
from ui import frame

frame.heading(
    _("Join the workshop"),
    _("What do you need? Say it in your own words."),
)
