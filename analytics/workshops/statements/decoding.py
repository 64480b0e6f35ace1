"""Bytes to text: marks, Unicode, the western code pages of Windows, Mac and DOS, and UTF-8 that was broken before.

Detectors that weigh the frequency of letters go astray on files of a few lines; here the telling sign is enough: the
Nordic letters of the Mac and DOS pages all lie where Windows-1252 has punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from analytics.core import csvfile
from analytics.core.language import _
from analytics.workshops.statements.models import UnreadableError

_NORDIC = frozenset("åäöÅÄÖæøÆØéü")
_USUAL = frozenset("–—‘’“”„…€§°´«»½áíóúýþðÁÍÓÚÝÞÐÉÜèàç·\xa0")
_MENDED = _NORDIC | frozenset("–—‘’“”…")
# It begins with the rarest sign: the whole file is searched.
_ODD_BESIDE_LETTER = re.compile(rb"[\x80-\x9f\xbe\xbf](?:(?<=[A-Za-z].)|(?=[A-Za-z]))", re.DOTALL)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_BROKEN = re.compile(r"[\u00c2-\u00f4][\u0080-\u024f\u02c6\u02dc\u2010-\u203a\u20ac\u2122]+")


def decoded(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file and the name of its encoding: by its mark, else UTF-8, UTF-16 or the likeliest code page.

    Raises UnreadableError for what is no text, also in the encoding that was chosen.
    """
    for name in (encoding,) if encoding else _tried(content):
        try:
            text = content.decode(name).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
        sample = text[:10_000]
        controls = sum(unicodedata.category(sign) == "Cc" and sign not in "\t\n\r" for sign in sample)
        if controls <= 2 + len(sample) / 50:
            return text, name.removesuffix("-sig")
        break
    raise UnreadableError(_("The file cannot be read as text. Save it as CSV in UTF-8, or as XLSX, and try again."))


def mended(text: str) -> tuple[str, int]:
    """The text with UTF-8 that was read as Windows-1252 put right ("Ã¤" = "ä"), and how many places that were."""
    places = 0
    if _NORDIC & set(text):  # sound letters: what looks broken beside them is meant
        return text, 0

    def right(match: re.Match[str]) -> str:
        nonlocal places
        for name in ("cp1252", "latin-1"):
            try:
                found = match[0].encode(name).decode("utf-8")
            except (UnicodeEncodeError, UnicodeDecodeError):
                continue
            if not set(found) <= _MENDED:
                break
            places += 1
            return found
        return match[0]

    before = None
    for _round in range(2):  # a header may have been broken twice
        if before == text:
            break
        before, text = text, _BROKEN.sub(right, text)
    return text, places


def _tried(content: bytes) -> Iterator[str]:
    if mark := csvfile.marked_encoding(content):
        yield mark
        return
    nulls = content[0::2].count(0), content[1::2].count(0)
    if sum(nulls) > len(content) / 10:  # every second byte of western text in UTF-16 is 0
        yield "utf-16-be" if nulls[0] > nulls[1] else "utf-16-le"
        return
    yield "utf-8"
    pages = ["cp1252", "latin-1"]
    if _ODD_BESIDE_LETTER.search(content):
        pages = sorted(["cp1252", "mac_roman", "cp850", "latin-1"], key=lambda name: -_likely(content, name))
    yield from pages


def _likely(content: bytes, name: str) -> int:
    """How western the signs beyond ASCII are, read in a code page."""
    try:
        text = content.decode(name)
    except UnicodeDecodeError:
        return -len(content)
    score = 0
    for found in _BEYOND_ASCII.finditer(text):
        at, sign = found.start(), found[0]
        if sign in _NORDIC:
            # A capital after a small letter is a sign of the wrong page.
            score += -2 if sign.isupper() and at and text[at - 1].islower() else 2
        elif sign in _USUAL:
            inside = 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()
            score += 1 if sign.isalpha() or sign == "’" or not inside else -2
        else:
            score -= 2
    return score
