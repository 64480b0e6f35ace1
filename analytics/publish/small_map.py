"""A small still of the map: clusters as counted bubbles on the plain land, of all countries or of one place.

It is a picture of dots: a browser takes some 400 ms to draw the coast of the same map from its lines.
"""

from __future__ import annotations

from io import BytesIO

from analytics.clusters import questions as clusters
from analytics.core import style
from analytics.core.language import current
from analytics.core.state import of_data
from analytics.publish.map_ground import Frame, frame_of, ground, metres, placed
from analytics.publish.vector_map import DRAWING, SCALE, STRIP, Sheet

WIDTH, HEIGHT = 720, 640  # pixels


def webp(only: str = "") -> bytes | None:
    """The map as WebP in twice as many dots each way, in the language and the mode in use.

    `only` a cluster is its country with its place, a NUTS 3 region's code its country with the region's clusters; None
    where no place is known, or the code is none.
    """
    return _drawn(current(), style.mode(), only)


def prepare(country: str) -> None:
    """Work out the land of a country ("" = of all five), on which its clusters and regions are then drawn quickly."""
    frame = _frame(country)
    ground(frame)
    every = clusters.clusters(clusters.EVERYTHING)
    metres(every[every["nuts_code"].notna()], frame.crs)  # all at once, which takes as long as one


@of_data(maxsize=256)  # some 45 kB each
def _drawn(_language: str, _mode: str, only: str) -> bytes | None:
    found = clusters.clusters(clusters.EVERYTHING if only in clusters.names() else clusters.Filters())
    located = found[found["nuts_code"].notna()]
    if only:
        located = located[located[["cluster_id", "nuts_code"]].eq(only).any(axis=1)]
    if located.empty:
        return None
    frame = _frame(str(located["country"].iloc[0]) if only else "")
    file = BytesIO()
    with DRAWING:
        sheet = Sheet((WIDTH, HEIGHT))
        sheet.land(frame, None)
        sheet.marks(placed(located, frame, 1.2), "country")
        sheet.margin(frame)
        sheet.figure.savefig(file, format="webp", dpi=72 * SCALE, pil_kwargs={"quality": 85, "method": 2})
    return file.getvalue()


def _frame(country: str) -> Frame:
    return frame_of(country, 0, 0, WIDTH, HEIGHT - STRIP)
