"""Text from data inside Markdown: escaped, as the words of a link, or as a mark."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from analytics.core.age import Age
from analytics.core.markdown import strip_markdown
from analytics.core.unseen import in_order

# Streamlit makes links of addresses that stand bare in a text, escaped or not: what breaks it goes between these.
_ADDRESS = re.compile(r"(?:(?<=http)|(?<=https))(?=://)|(?<=www)(?=\.)|(?<=[\w.+-])(?=@)", re.I)
_BETWEEN, _NO_LINK = "\u2060", ":gray[]"  # coloured words that are none: nothing of them is shown or copied
_LIST = re.compile(r"^(\s*(?:\d+)?)([.)+-])(?=\s)", re.M)


def escape(text: object) -> str:
    """Escape what Markdown would read as markup, or as a link where a text holds a bare address."""
    return _escaped(str(text))


@lru_cache(maxsize=8192)
def _escaped(text: str) -> str:
    out = _ADDRESS.sub(_BETWEEN, in_order(text))
    for sign in "\\`*_{}[]<>#|~$:":
        out = out.replace(sign, "\\" + sign)
    out = _LIST.sub(r"\1\\\2", out)  # a Finnish date begins like the line of a list: 28. marraskuuta
    return out.replace(_BETWEEN, _NO_LINK)


def words(text: object) -> str:
    """Escape what would be a link, a format or a formula; a title's colon stays as it is."""
    return escape(text).replace("\\:", ":")


def link(label: object, url: object) -> str:
    """Make a Markdown link to an outside page, or the label alone when the address is not http(s)."""
    address = str(url)
    if not address.startswith(("http://", "https://")):
        return escape(label)
    words_of_it = escape(label).replace(_NO_LINK, "")  # no link is made inside another
    return f"[{words_of_it}]({address.replace('(', '%28').replace(')', '%29').replace(' ', '%20')})"


def site(url: str) -> str:
    """Make a Markdown link to an outside page, named by its site."""
    return link(urlsplit(url).netloc.removeprefix("www.").strip("."), url)


def plain(text: str) -> str:
    """A text without its markup: the words of links, no badges."""
    return strip_markdown(re.sub(r" ?:gray(-badge)?\[[^\]]*\]", "", text))


def age_mark(age: Age) -> str:
    """The mark of old figures, to stand after a title or a number; empty where nothing is old."""
    mark = age.mark()
    return f" :gray-badge[{escape(mark)}]" if mark else ""
