"""What the map page says and draws for a set of clusters: marks, headline, sources."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from analytics.clusters import questions as clusters
from analytics.core import style
from analytics.core.chart import Source
from analytics.core.codes import NORDIC
from analytics.core.language import _, city_name, country_name, current, ngettext, number, term
from analytics.map.deck import COUNTRY_VIEWS, NORDIC_VIEW, PHONE_VIEW, radius, spread
from analytics.map.layers import Layer
from analytics.regions import questions as regions


def colour_name(by: str) -> str:
    """What the colour of a mark tells."""
    return _("Country") if by == "country" else _("Industrial ecosystem")


def marks(located: pd.DataFrame, by: str) -> pd.DataFrame:
    """The marks of located clusters, largest first, for `maps.deck`.

    cluster_id, name, lat, lon (degrees), dx, dy and radius (pixels), colour, known (is the number of members) and tip.
    """
    every = _all_marks(by, current(), style.mode())
    return every[every.index.isin(located["cluster_id"])]


@lru_cache(maxsize=12)
def _all_marks(by: str, _language: str, _mode: str) -> pd.DataFrame:
    # Over all clusters whatever their status, so that a mark stays where it is when a filter changes.
    every = clusters.clusters(clusters.EVERYTHING)
    placed = every[every["nuts_code"].notna()]
    sizes = placed["members_total"].map(radius)
    moved = spread(tuple(zip(placed["lat"], placed["lon"], sizes, strict=True)))
    colour = style.country_colour if by == "country" else style.ecosystem_colour
    return (
        placed[["cluster_id", "name", "lat", "lon"]]
        .assign(
            radius=sizes,
            known=placed["members_total"].notna(),
            colour=placed[by].map(colour),
            tip=[_tip(row) for row in placed.to_dict("records")],
            dx=[dx for dx, _dy in moved],
            dy=[dy for _dx, dy in moved],
        )
        .set_index("cluster_id", drop=False)
    )


def headline(found: pd.DataFrame, located: pd.DataFrame) -> str:
    """The first thing to know of the clusters found, as a sentence."""
    known = found["members_total"].dropna()
    members = found.loc[found["duplicate_of"].isna(), "members_total"].sum()  # an organisation of two rows counts once
    total = ngettext("{n} cluster fits", "{n} clusters fit", len(found))
    return _("{total}; {shown} are on the map, and {known} with a known count have {members} members together.").format(
        total=total, shown=number(len(located)), known=number(len(known)), members=number(members)
    )


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
    return [
        (style.ecosystem_colour(e), f"{term(e)} ({number(counts[e])})")
        for e in sorted(counts.index, key=lambda e: (-counts[e], term(e)))
    ]


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
    known = {
        "clusters": Source(
            _("Pages of clusters and programmes, read November 2026; each row names its own"), "clusters"
        ),
        "regional_stats": Source(
            _("Eurostat regional statistics (stored January 2024)"),
            "regional_stats",
            url="https://ec.europa.eu/eurostat/web/regions/database",
        ),
    }
    boundaries = Source(_("boundaries © EuroGeographics (Eurostat GISCO, NUTS 2021)"), "regions")
    first = (known["clusters"],) if layer.source == "clusters" else (known["clusters"], known["regional_stats"])
    return (*first, boundaries)


def _tip(row: dict[str, Any]) -> str:
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
