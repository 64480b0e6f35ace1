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
    return _drawn(current(), style.mode())


@of_data(maxsize=8)
def _drawn(_language: str, _mode: str) -> bytes:
    import matplotlib as mpl

    found = clusters.clusters(clusters.Filters())
    located = found[found["nuts_code"].notna()]
    with DRAWING:
        sheet = Sheet((WIDTH, HEIGHT))
        frame = frame_of("", 0, 0, WIDTH, HEIGHT - STRIP)
        sheet.map(frame, None, placed(located, frame, 1.2), "country")
        file = BytesIO()
        with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "atlas"}):
            sheet.figure.savefig(file, format="svg", dpi=72, metadata={"Date": None, "Creator": None})
    return file.getvalue()
