"""Who asks: the address that limits are counted by, and the limits.

A hall often has one address for everybody in it, so the limits let a hall in at once and slow down what goes on.
"""

from __future__ import annotations

import ipaddress
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request

PROXIES = "ATLAS_PROXIES"  # how many proxies stand before the atlas; 0 = none, and X-Forwarded-For is not believed
ADDRESSES = 10_000  # remembered by a limit


@dataclass
class Limit:
    """Lets each address do something `burst` times at once and then `per_second` times a second."""

    burst: int
    per_second: float
    clock: Callable[[], float] = time.monotonic
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _mutex: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, address: str, times: int = 1) -> bool:
        """Whether the address may do it so many times more; if so, they are counted."""
        now = self.clock()
        with self._mutex:
            left, then = self._left.pop(address, (float(self.burst), now))
            left = min(float(self.burst), left + (now - then) * self.per_second)
            allowed = left >= max(times, 1)
            self._left[address] = (left - times * allowed, now)
            if len(self._left) > ADDRESSES:
                self._left.popitem(last=False)
        return allowed


new_devices = Limit(400, 1.0)
unknown_codes = Limit(200, 1.0)


def address(request: Request) -> str:
    """The network address that a request is counted by: of IPv6 the /64, which one household or phone has to itself."""
    given = _through_proxies(request, _proxies())
    try:
        found = ipaddress.ip_address(given)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False).network_address)
    return str(found)


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
