"""Who may open live workshops: anybody, or with ATLAS_FACILITATOR_CODE those whom its holder has told the code."""

from __future__ import annotations

import hmac
import os
import time

from analytics.workshops import errors

SETTING = "ATLAS_FACILITATOR_CODE"
SLOWED_SECONDS = 1.0  # after a wrong try, so that guessing leads nowhere


def code_is_asked() -> bool:
    """Whether opening a workshop takes the code."""
    return bool(_code())


def check(given: str) -> None:
    """Nothing, if whoever gives this may open a workshop. Raises WrongFacilitatorCode, a second later."""
    if _code() and not hmac.compare_digest(given.strip().encode("utf-8", "replace"), _code().encode()):
        time.sleep(SLOWED_SECONDS)
        raise errors.WrongFacilitatorCode


def _code() -> str:
    return os.environ.get(SETTING, "").strip()
