"""Text from data inside Markdown: escaped, or as the words of a link."""

from __future__ import annotations

from urllib.parse import urlsplit


def escape(text: object) -> str:
    """Escape what Markdown would read as markup."""
    out = str(text)
    for sign in "\\`*_{}[]<>#|~$:":
        out = out.replace(sign, "\\" + sign)
    return out


def link(label: object, url: object) -> str:
    """Make a Markdown link to an outside page, or the label alone when the address is not http(s)."""
    address = str(url)
    if not address.startswith(("http://", "https://")):
        return escape(label)
    return f"[{escape(label)}]({address.replace('(', '%28').replace(')', '%29').replace(' ', '%20')})"


def site(url: str) -> str:
    """Make a Markdown link to an outside page, named by its site."""
    return link(urlsplit(url).netloc.removeprefix("www.").strip("."), url)
