"""Terms of the field explained on hover, wherever a heading or a chart uses them."""

from __future__ import annotations

import re

from analytics.core.language import LANGUAGES, current
from analytics.core.state import of_data
from analytics.knowledge import questions as knowledge
from analytics.warehouse import WarehouseError
from ui import markdown


def explained(*texts: str) -> str | None:
    """What the terms in the texts mean, in Markdown, for a help sign beside them; None where there are none."""
    try:
        known = _patterns(current())
    except WarehouseError:  # a page does without its help signs
        return None
    said = " ".join(texts)
    found = [
        f"**{markdown.escape(term)}.** {markdown.escape(meaning)}" for term, meaning, sign in known if sign.search(said)
    ]
    return "\n\n".join(found) or None


@of_data(maxsize=len(LANGUAGES))
def _patterns(_language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (str(row["name"]), str(row["definition"]), _pattern(str(row["words"])))
        for row in knowledge.terms().to_dict("records")
    )


def _pattern(beginnings: str) -> re.Pattern[str]:
    """Words that begin so; short ones are abbreviations, which stand as they are."""
    parts = [
        re.escape(word) + (r"\b" if len(word) <= 4 or word[-1].isdigit() else "") for word in beginnings.split("|")
    ]
    return re.compile(rf"\b(?:{'|'.join(parts)})", re.IGNORECASE)
