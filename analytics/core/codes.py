"""Codes that several subjects and their tables share."""

from __future__ import annotations

NORDIC = ("FI", "SE", "NO", "DK", "IS")
BENCHMARKS = ("DE", "NL")
