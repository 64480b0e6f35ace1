"""Regions and their figures."""
