"""How often one address may ask: so many at once, then so many a second; who asks faster is told when to come back."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from time import monotonic

MOST_ADDRESSES = 10_000  # remembered; the one that asked longest ago is forgotten first
SITE = 64  # bits: a household or office holds a whole IPv6 network of this size


class Pace:
    """A bucket of tokens for each address: an answer takes one, `a_second` come back."""

    def __init__(self, at_once: int, a_second: float, clock: Callable[[], float] = monotonic) -> None:
        self.at_once, self.a_second = at_once, a_second
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # address -> tokens, when counted
        self._mutex = threading.Lock()

    def wait(self, address: str) -> int:
        """Take a token: 0 when there is one, else the whole seconds until there will be."""
        tokens = self._tokens(address, take=1)
        return 0 if tokens >= 1 else max(1, ceil((1 - tokens) / self.a_second))

    def allows(self, address: str, *, take: bool = True) -> bool:
        """Whether there is a token for the address; it is taken if there is one, unless it was only looked for."""
        return self._tokens(address, take=int(take)) >= 1

    def _tokens(self, address: str, take: int) -> float:
        """The tokens that there were; of these so many are taken where there are enough."""
        key = site(address)
        with self._mutex:
            now = self._clock()
            tokens, counted = self._buckets.pop(key, (float(self.at_once), now))
            tokens = min(float(self.at_once), tokens + (now - counted) * self.a_second)
            self._buckets[key] = (tokens - take * (tokens >= 1), now)
            if len(self._buckets) > MOST_ADDRESSES:
                self._buckets.popitem(last=False)
        return tokens


def site(address: str) -> str:
    """Whom an address stands for: of IPv6 the /64, which a household has to itself; other texts as they are."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or ip_network((found, SITE), strict=False).network_address)
    return str(found)
