"""The page of a participant of a live workshop."""
