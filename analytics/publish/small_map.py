"""A small still of the map: the clusters as counted bubbles on the plain land, for the front page."""

from __future__ import annotations

from io import BytesIO

from analytics.clusters import questions as clusters
from analytics.core import style
from analytics.core.language import current
from analytics.core.state import of_data
from analytics.publish.map_ground import frame_of, placed
from analytics.publish.vector_map import DRAWING, STRIP, Sheet

WIDTH, HEIGHT = 720, 640  # pixels


def svg() -> bytes:
    """The map as SVG, in the language and the mode in use."""
    return _drawn(current(), style.mode()) or b""


def of_cluster(cluster_id: str) -> bytes | None:
    """The country of a cluster with its place as SVG; None where its region is not known."""
    return _drawn(current(), style.mode(), cluster_id)


def of_region(code: str) -> bytes | None:
    """The country of a NUTS 3 region with the region's clusters as SVG; None where it has none."""
    return _drawn(current(), style.mode(), code)


@of_data(maxsize=64)
def _drawn(_language: str, _mode: str, only: str = "") -> bytes | None:
    import matplotlib as mpl

    found = clusters.clusters(clusters.EVERYTHING if only in clusters.names() else clusters.Filters())
    located = found[found["nuts_code"].notna()]
    if only:
        located = located[located[["cluster_id", "nuts_code"]].eq(only).any(axis=1)]
    if located.empty:
        return None
    country = str(located["country"].iloc[0]) if only else ""
    with DRAWING:
        sheet = Sheet((WIDTH, HEIGHT))
        frame = frame_of(country, 0, 0, WIDTH, HEIGHT - STRIP)
        sheet.map(frame, None, placed(located, frame, 1.2), "country")
        file = BytesIO()
        with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "atlas"}):
            sheet.figure.savefig(file, format="svg", dpi=72, metadata={"Date": None, "Creator": None})
    return file.getvalue()
