"""Funding calls and who may apply."""
