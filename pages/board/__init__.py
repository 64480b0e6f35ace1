"""The board for the projector."""
