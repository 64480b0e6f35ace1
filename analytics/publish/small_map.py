"""A small still of the map: the clusters as counted bubbles on the plain land, for the front page."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from analytics.clusters import questions as clusters
from analytics.core import style
from analytics.core.language import current
from analytics.core.state import of_data
from analytics.publish.map_ground import Frame, frame_of, metres, placed
from analytics.publish.vector_map import DRAWING, STRIP, Sheet

WIDTH, HEIGHT = 720, 640  # pixels
# What matplotlib's SVG has where its parts begin, after the background and the clip of the axes; where they end; and
# at the scale bar, which is drawn over the marks.
_PARTS, _END, _SCALE = '   <g id="patch_2">', "  </g>\n </g>\n <defs>", '   <g id="scale-bar">'


def svg() -> bytes:
    """The map as SVG, in the language and the mode in use."""
    return _drawn(current(), style.mode()) or b""


def of_cluster(cluster_id: str) -> bytes | None:
    """The country of a cluster with its place as SVG; None where its region is not known."""
    return _drawn(current(), style.mode(), cluster_id)


def of_region(code: str) -> bytes | None:
    """The country of a NUTS 3 region with the region's clusters as SVG; None where it has none."""
    return _drawn(current(), style.mode(), code)


def prepare(country: str) -> None:
    """Draw the land of a country ("" = of all five), on which its clusters and regions are then marked quickly."""
    _land(_frame(country), current(), style.mode())


@of_data(maxsize=512)
def _drawn(language: str, mode: str, only: str = "") -> bytes | None:
    found = clusters.clusters(clusters.EVERYTHING if only in clusters.names() else clusters.Filters())
    located = found[found["nuts_code"].notna()]
    if only:
        located = located[located[["cluster_id", "nuts_code"]].eq(only).any(axis=1)]
    if located.empty:
        return None
    frame = _frame(str(located["country"].iloc[0]) if only else "")
    before, after = _land(frame, language, mode)
    with DRAWING:
        sheet = Sheet((WIDTH, HEIGHT))
        sheet.marks(placed(located, frame, 1.2), "country")
        marks = _saved(sheet)
    drawn = marks[marks.index(_PARTS) : marks.rindex(_END)].replace('id="patch_', 'id="below_')
    return f"{before}{drawn}{after}".encode()


@lru_cache(maxsize=64)
def _land(frame: Frame, _language: str, _mode: str) -> tuple[str, str]:
    """The map without clusters, cut where they belong: all regions of a country lie on the same land."""
    with DRAWING:
        sheet = Sheet((WIDTH, HEIGHT))
        sheet.land(frame, None)
        sheet.margin(frame)
        land = _saved(sheet)
    every = clusters.clusters(clusters.EVERYTHING)
    metres(every[every["nuts_code"].notna()], frame.crs)  # all at once, which takes as long as one
    at = land.index(_SCALE)
    return land[:at], land[at:]


def _frame(country: str) -> Frame:
    return frame_of(country, 0, 0, WIDTH, HEIGHT - STRIP)


def _saved(sheet: Sheet) -> str:
    import matplotlib as mpl

    file = BytesIO()
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "atlas"}):
        sheet.figure.savefig(file, format="svg", dpi=72, metadata={"Date": None, "Creator": None})
    return file.getvalue().decode()
