"""Cluster programmes of the countries, and a programme of one's own."""
