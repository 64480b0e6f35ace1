"""What did the people in your workshop ask for?"""

from __future__ import annotations

from pages.workshop import columns, results, statements, themes, words
from ui import layout, own_statements


def page() -> None:
    """Draw the page."""
    layout.heading("workshop")
    understood = statements.statements()
    if understood is None:
        statements.empty()
    elif columns.confirmed(understood, own_statements.held()):
        statements.understood(understood)
        if len(understood.statements):
            said = themes.themes(understood)
            if len(said):
                results.results(said)
                results.repeated(said)
                results.take_along(said)
            words.words()
    results.method()


if __name__ == "__main__":
    page()
