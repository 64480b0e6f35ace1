"""Data and sources: all tables of the atlas, or one of them with its rows, fields, sources, charts and changes."""

from __future__ import annotations

from analytics import tables
from analytics.core.language import _
from pages.data import counted, every, one
from ui import address, layout


def page() -> None:
    """Draw the page."""
    names = tables.names()
    chosen = next((name for name in address.read("table")[:1] if name in names), "")
    layout.heading("data", tables.title(chosen) if chosen else "")
    name = address.choose_or_none("table", _("Table"), names, tables.title, (one.FIELD, one.VALUE, every.WORDS))
    if name is None:
        every.draw()
    else:
        one.draw(name)
    if name in (None, "clusters"):
        counted.draw()


if __name__ == "__main__":
    page()
