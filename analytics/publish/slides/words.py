"""Plain text of a figure's marked-up one."""

from __future__ import annotations

import html
import re

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


def strip_html(text: str) -> str:
    """A figure's text (a little HTML) as plain lines."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text))).strip(" \u2003\u2002")


def is_bold(text: str) -> bool:
    """Whether the text begins in bold, as the country in question does."""
    return text.lstrip().startswith("<b>")
