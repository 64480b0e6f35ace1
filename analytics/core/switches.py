"""Parts of the atlas that an operator can switch off, each by a setting."""

from __future__ import annotations

import os

SQL = "ATLAS_SQL"  # the page of a reader's own SQL


def is_on(setting: str) -> bool:
    """Whether the part is offered: it is, unless its setting says off, no, false or 0."""
    return os.environ.get(setting, "").strip().lower() not in ("off", "no", "false", "0")
