"""Who asks: the address that limits are counted by, and the limits of live workshops.

A hall often has one address for everybody in it, so the limits let a hall in at once and slow down what goes on.
"""

from __future__ import annotations

import ipaddress
import os

from starlette.requests import Request

from ui.pace import Pace, site

PROXIES = "ATLAS_PROXIES"  # how many proxies stand before the atlas; 0 = none, and X-Forwarded-For is not believed

new_devices = Pace(400, 1.0)
unknown_codes = Pace(200, 1.0)


def address(request: Request) -> str:
    """The network address that a request is counted by."""
    given = _through_proxies(request, _proxies())
    try:
        ipaddress.ip_address(given)
    except ValueError:
        return "unknown"
    return site(given)


def _proxies() -> int:
    given = os.environ.get(PROXIES, "").strip()
    return int(given) if given.isdecimal() and len(given) < 3 else 0


def _through_proxies(request: Request, proxies: int) -> str:
    """The last address that a proxy of ours wrote down; what stands before it anybody may have written."""
    if proxies:
        written = [part.strip() for line in request.headers.getlist("x-forwarded-for") for part in line.split(",")]
        return written[-proxies] if len(written) >= proxies else "unknown"
    # The server itself takes the header over from a proxy on this machine, and then knows no port.
    host, port = request.client or ("unknown", 0)
    return host if port else "127.0.0.1"
