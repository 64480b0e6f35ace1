"""Exports beside the economy: intensity, level, gap and scenario."""
