"""The map: its layers, boundaries and deck.gl description."""
