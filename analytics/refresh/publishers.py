"""The publishers: their addresses, their terms, and the module that asks them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

_EUROSTAT = "free reuse with acknowledgement"


@dataclass(frozen=True)
class Publisher:
    """A publisher: who it is, where it is asked, and its terms."""

    name: str
    address: str
    module: str
    licence: str = "as the publisher states"

    @property
    def fetch(self) -> Callable[..., Any]:
        """Fetches the answer to a call."""
        return import_module(f"analytics.refresh.{self.module}").fetch  # type: ignore[no-any-return]


PUBLISHERS = {
    "ecb": Publisher(
        "European Central Bank", "https://www.ecb.europa.eu/stats/eurofxref", "ecb", "free use with the source named"
    ),
    "worldbank": Publisher("World Bank", "https://api.worldbank.org/v2", "worldbank", "CC BY 4.0"),
    "eurostat": Publisher(
        "Eurostat", "https://ec.europa.eu/eurostat/api/dissemination/sdmx/2.1", "eurostat", _EUROSTAT
    ),
    "comext": Publisher(
        "Eurostat", "https://ec.europa.eu/eurostat/api/comext/dissemination/sdmx/2.1", "eurostat", _EUROSTAT
    ),
    "scb": Publisher("Statistics Sweden (SCB)", "https://statistikdatabasen.scb.se/api/v2", "pxweb_v2"),
    "ssb": Publisher("Statistics Norway (SSB)", "https://data.ssb.no/api/pxwebapi/v2", "pxweb_v2", "CC BY 4.0"),
    "statfin": Publisher("Statistics Finland", "https://pxdata.stat.fi/PXWeb/api/v1/en/StatFin", "pxweb_v1"),
    "hagstofa": Publisher("Statistics Iceland", "https://px.hagstofa.is/pxen/api/v1/en", "pxweb_v1"),
    "statbank": Publisher("Statistics Denmark", "https://api.statbank.dk/v1", "statbank"),
    "comtrade": Publisher("United Nations (UN Comtrade)", "https://comtradeapi.un.org/data/v1/get", "comtrade"),
}
