"""Exports: how far a country is behind or ahead, what closing the gap takes, and what is sold where."""

from pages.exports import level, partners, products
from ui import layout


def page() -> None:
    """Draw the page."""
    layout.heading("exports")
    choice = level.controls()
    level.headline(choice)
    charts = level.gap(choice) + level.scenario(choice) + level.level(choice)
    products.section(choice.country)
    partners.section(choice.country)
    level.method(charts)


if __name__ == "__main__":
    page()
