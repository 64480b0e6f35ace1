"""How many members clusters have, and how that is known."""
