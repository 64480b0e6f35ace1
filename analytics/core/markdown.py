"""Texts of charts without the marks of Markdown."""

from __future__ import annotations

import re


def strip_markdown(text: str) -> str:
    """Text without Markdown's marks: escapes, bold and links, of which the words stay."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\\([\\`*_{}\[\]<>#|~$:])", r"\1", text.replace("**", ""))
