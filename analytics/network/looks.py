"""What the charts of the network have in common: the shapes of countries, and room for words."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.core.plot import Symbol

SHAPES: Mapping[str, Symbol] = {"FI": "circle", "SE": "square", "NO": "diamond", "DK": "triangle-up", "IS": "star"}
LETTER = 7.4  # px: a letter's mean width at 14 px
HOVER = 352  # letters of a tooltip, eight lines on a phone
