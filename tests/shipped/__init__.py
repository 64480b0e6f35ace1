"""Facts about the shipped tables."""
