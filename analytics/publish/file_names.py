"""Names of exported files: what they hold, the choices and the day, in ASCII."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from analytics.core.text_index import SIGNS

NAME_LENGTH = 100
_SMALL = SIGNS | {"ß": "ss", "–": "-"}
_LETTERS = str.maketrans({sign.upper(): letters.capitalize() for sign, letters in SIGNS.items()} | _SMALL)


def file_name(subject: str, words: Sequence[str], day: date, ext: str) -> str:
    """Such as "clusters_FI-NO_renewable-energy_2026-11-21.xlsx": ASCII, <= 100 characters, safe on Windows.

    Words that do not fit are cut; the day, which keeps the name clear of Windows' own (CON, NUL), stays.
    """
    end = f"_{day.year:04}-{day.month:02}-{day.day:02}"
    suffix = _slug(ext.lower()).replace("-", "")[:12]
    end += f".{suffix}" if suffix else ""
    parts = [_slug(subject) or "table", *filter(None, map(_slug, words))]
    return "_".join(parts)[: NAME_LENGTH - len(end)].rstrip("-_") + end


def _slug(text: str) -> str:
    """ASCII letters, figures and single hyphens: å becomes a, other scripts are left out."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")
