"""The map of clusters as a chart: how many each region has, for slides and pages without a map of their own."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from analytics.clusters import questions, register
from analytics.core.chart import Chart
from analytics.core.codes import NORDIC
from analytics.core.language import _, country_name, listing, number
from analytics.core.plot import Empty, Mark, Region, RegionMap
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.map import boundaries, layers
from analytics.regions import questions as regions

_CRS, _TOLERANCE, _ISLET = "EPSG:3035", 4000.0, 60e6  # metres and their square: as simple as a slide allows
_FAR = ("NO0B1", "NO0B2")  # Jan Mayen and Svalbard would shrink the rest


def counted() -> pd.DataFrame:
    """Clusters that count by default: country, nuts_code, clusters there, in the country (also unplaced) and in all."""
    filters = questions.Filters()
    rows = questions.by_region(filters, questions.ecosystems()[0])[["country", "nuts_code", "clusters"]]
    of_country = questions.by_country(filters).set_index("country")["clusters"]
    return rows.assign(country_clusters=rows["country"].map(of_country), all_clusters=int(of_country.sum()))


@chart("map.clusters", question="How many clusters has each region, and each country?", ask=counted)
def clusters(frame: pd.DataFrame) -> Chart:
    """The regions of the five countries in classes of how many clusters they have."""
    title = _("Where the clusters are")
    if not frame["clusters"].sum():
        reason = _("No cluster is known.")
        return Chart(title, "", reason, frame, (cite("clusters"),), reason, Empty(reason))
    totals = frame.drop_duplicates("country").set_index("country")["country_clusters"]
    insight = _("{all} clusters are known: {countries}.").format(
        all=number(int(frame["all_clusters"].iloc[0])),
        countries=listing(f"{country_name(code)} {number(int(totals[code]))}" for code in NORDIC if code in totals),
    )
    return Chart(
        title=title,
        subtitle=_("Number of active clusters by region. Lists differ in how complete they are"),
        insight=insight,
        drawing=_drawing(frame),
        table=frame,
        sources=(cite("clusters"),),
        alt=_("Map of the number of clusters by region. {insight}").format(insight=insight),
        method=register.definition(),
    )


def _drawing(frame: pd.DataFrame) -> RegionMap:
    classes = layers.of_counts(frame["clusters"])
    return RegionMap(
        "map",
        tuple(
            Region(
                name=regions.name(row.nuts_code),
                rings=outlines()[row.nuts_code],
                group=group,
                hover=f"{regions.name(row.nuts_code)}: {number(row.clusters)}",
            )
            for row, group in zip(frame.itertuples(index=False), classes.of, strict=True)
            if row.nuts_code in outlines() and row.nuts_code not in _FAR
        ),
        tuple((words, Mark(colour)) for words, colour in zip(classes.labels, classes.colours, strict=True)),
    )


@lru_cache(maxsize=1)
def outlines() -> dict[str, tuple[tuple[tuple[float, float], ...], ...]]:
    """The NUTS 3 regions of the five countries as rings of points in km, in an equal-area projection."""
    shapes, _land = boundaries.printed(_CRS, tolerance=_TOLERANCE, islet=_ISLET)
    out = {}
    for code, shape in shapes.items():
        parts = getattr(shape, "geoms", [shape])
        rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
        out[str(code)] = tuple(tuple((x / 1000, y / 1000) for x, y in ring.coords) for ring in rings)
    return out
