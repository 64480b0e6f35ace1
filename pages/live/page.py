"""How do we gather the needs of everybody in the room?"""

from __future__ import annotations

from analytics.core.language import current
from analytics.workshops.models import Details
from pages.live import beside, ending, moderation, opening
from ui import layout, network, workshop_ui


def page() -> None:
    """Draw the page."""
    layout.heading("live")
    ending.say_deleted()
    details = workshop_ui.enter()
    if not details:
        opening.start()
    elif opening.may_facilitate(details.code):
        facilitate(details)
    else:
        opening.ask_key(details)


def facilitate(details: Details) -> None:
    """Everything for who holds the key; every act asks the store again whether the key is right."""
    code = details.code
    opening.remember(code)
    opening.key_on_demand(details)
    moderation.moderation(code, network.phone_link(code), current())
    beside.beside(details)
    ending.ending(details)


if __name__ == "__main__":
    page()
