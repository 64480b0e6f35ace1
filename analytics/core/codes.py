"""Codes that several subjects and their tables share."""

from __future__ import annotations

NORDIC = ("FI", "SE", "NO", "DK", "IS")
BENCHMARKS = ("DE", "NL")
NEED_THEMES = (
    "advocacy",
    "benefits",
    "communication",
    "definition",
    "fees",
    "funding",
    "guides_tools",
    "internationalisation",
    "national_programme",
    "participation_cost",
    "success_stories",
    "visibility",
)
