"""Exports: how far a country is behind or ahead, what closing the gap takes, and how exports have grown."""

from analytics.core.language import _
from pages.exports import level
from ui import layout, navigation


def page() -> None:
    """Draw the page."""
    layout.heading("exports")
    choice = level.controls()
    level.headline(choice)
    charts = level.gap(choice) + level.level(choice)
    level.happened(choice.country)
    level.method(charts)
    navigation.link("specialisation", _("What the country is specialised in"), country=choice.country)
    navigation.link("markets", _("Where exports go and come from"), country=choice.country)


if __name__ == "__main__":
    page()
