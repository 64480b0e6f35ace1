"""The regions of clusters of a reader's register, from their coordinates, as for the shipped one."""

from __future__ import annotations

import pandas as pd

from analytics.map.boundaries import boundaries, locate


def of(clusters: pd.DataFrame) -> pd.DataFrame:
    """The table cluster_regions for these clusters (cells as text): those with coordinates within 25 km of a region."""
    places = clusters[["cluster_id", "lat", "lon"]].assign(
        lat=pd.to_numeric(clusters["lat"], errors="coerce"), lon=pd.to_numeric(clusters["lon"], errors="coerce")
    )
    return locate(places.dropna(), boundaries(3)).found
