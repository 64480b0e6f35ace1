"""What have clusters achieved for their members and regions?"""

from analytics.language import _
from ui import frame

frame.heading(
    _("Success stories"),
    _("What have clusters achieved for their members and regions?"),
)
