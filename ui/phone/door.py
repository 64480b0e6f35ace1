"""Who may look into a workshop: codes are short, so whoever tries many that are not there has to wait."""

from __future__ import annotations

from starlette.requests import Request

from analytics.workshops import errors, participants
from analytics.workshops.participants import Room
from ui import browser_keys, visitors
from ui.phone import rooms


def room(request: Request, code: str, *, stale: bool = False) -> Room:
    """The workshop. Raises UnknownWorkshop, or Crowded for an address of many wrong codes; who has joined stays in,
    for a hall has one address for all."""
    address = visitors.address(request)
    may_try = visitors.unknown_codes.allows(address, take=False)
    try:
        found = rooms.now(code, stale=stale and may_try)
    except errors.UnknownWorkshop:
        if rooms.was_here(code):  # a whole hall looks when its workshop is deleted, and guesses nothing
            raise
        visitors.unknown_codes.allows(address)
        if not may_try:
            raise errors.Crowded from None
        raise
    if not may_try and not found.seat(held(request, code)).joined:
        raise errors.Crowded
    return found


def held(request: Request, code: str) -> str:
    """The token that the browser holds for the workshop; empty if it holds none."""
    given = request.cookies.get(browser_keys.cookie(browser_keys.DEVICE, code), "")
    return given if participants.is_token(given) else ""
