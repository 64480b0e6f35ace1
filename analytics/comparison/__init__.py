"""Clusters side by side, and a message to them."""
