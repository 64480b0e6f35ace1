"""Facts about the shipped data."""
