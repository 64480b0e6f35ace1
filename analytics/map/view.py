"""What the map page says and draws for a set of clusters: marks, headline, sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analytics.clusters import questions as clusters
from analytics.core import style
from analytics.core.chart import Source
from analytics.core.codes import NORDIC
from analytics.core.language import _, city_name, country_name, ngettext, number, term
from analytics.core.sources import cite
from analytics.map.deck import COUNTRY_VIEWS, NORDIC_VIEW, PHONE_VIEW
from analytics.map.layers import Layer
from analytics.regions import questions as regions


def colour_name(by: str) -> str:
    """What the colour of a mark tells."""
    return _("Country") if by == "country" else _("Industrial ecosystem")


def colour_of(held: Sequence[Mapping[str, Any]], by: str) -> str:
    """The colour of a mark of these clusters: of what they have in common, else that of several ecosystems."""
    common = {row[by] for row in held}
    if len(common) > 1:
        return style.palette().muted
    return (style.country_colour if by == "country" else style.ecosystem_colour)(str(common.pop()))


def headline(found: pd.DataFrame, located: pd.DataFrame) -> str:
    """The first thing to know of the clusters found, as a sentence."""
    total = ngettext("{n} cluster fits", "{n} clusters fit", len(found))
    return _("{total}, and {shown} of them are on the map.").format(total=total, shown=number(len(located)))


def view(countries: tuple[str, ...], phone: bool) -> tuple[float, float, float]:
    """Where the map opens: on the country looked at, else on all five."""
    if len(countries) == 1 and countries[0] in COUNTRY_VIEWS:
        place, phone_zoom = COUNTRY_VIEWS[countries[0]]
        return (*place[:2], phone_zoom) if phone else place
    return PHONE_VIEW if phone else NORDIC_VIEW


def legend(located: pd.DataFrame, by: str) -> list[tuple[str, str]]:
    """Colour and words of each kind of mark present."""
    if by == "country":
        present = set(located["country"])
        return [(style.country_colour(c), country_name(c)) for c in NORDIC if c in present]
    counts = located["ecosystem"].value_counts()
    alone = [
        (style.ecosystem_colour(e), f"{term(e)} ({number(counts[e])})")
        for e in sorted(counts.index, key=lambda e: (-counts[e], term(e)))
    ]
    return [*alone, (style.palette().muted, _("several ecosystems"))] if len(counts) > 1 else alone


def alt(located: pd.DataFrame, layer: Layer) -> str:
    """What the map shows, in words, for those who cannot see it."""
    per_country = located["country"].value_counts()
    said = ", ".join(f"{country_name(c)} {number(per_country[c])}" for c in NORDIC if c in per_country)
    return _("Map of clusters over regions. Regions show: {layer}. Clusters on the map: {counts}.").format(
        layer=layer.title, counts=said
    )


def region_rows(layer: Layer) -> pd.DataFrame:
    """The region layer as a table: region, country, value, year."""
    return pd.DataFrame(
        {
            "nuts_code": layer.table["nuts_code"],
            "region": [regions.name(code) for code in layer.table["nuts_code"]],
            "country": [country_name(regions.country(code)) for code in layer.table["nuts_code"]],
            "value": layer.table["value"],
            "year": layer.table["year"],
        }
    )


def sources(layer: Layer) -> tuple[Source, ...]:
    """The sources of the map as it is shown."""
    boundaries = Source(_("boundaries © EuroGeographics (Eurostat GISCO, NUTS 2021)"), "regions")
    figures = () if layer.source == "clusters" else (cite("regional_stats"),)
    return (cite("clusters", "programmes"), *figures, boundaries)


def tip(row: Mapping[str, Any]) -> str:
    """What a pointer on a cluster's mark tells below its name."""
    members = row["members_total"]
    size = (
        _("members not published")
        if pd.isna(members)
        else ngettext("{n} member", "{n} members", int(members))
        + ("" if pd.isna(row["counts_year"]) else f" ({int(row['counts_year'])})")
    )
    city = city_name(row["city"]) if isinstance(row["city"], str) else ""
    lines = [city, term(row["ecosystem"]), clusters.text(row, "sector_detail"), size]
    return "\n".join(line for line in lines if isinstance(line, str) and line)
