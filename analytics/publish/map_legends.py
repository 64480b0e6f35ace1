"""The legends of a printed map: what the regions, and the colours and sizes of the marks mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analytics.core import style
from analytics.core.language import _, number
from analytics.map import bubbles, layers
from analytics.map import view as map_view


@dataclass(frozen=True)
class Entry:
    """A line of a legend: a region's class ("area"), a mark of known size ("disc") or of unknown ("ring")."""

    sign: Literal["area", "disc", "ring"]
    colour: str
    radius: float
    words: str


@dataclass(frozen=True)
class Legend:
    """A heading with its lines."""

    heading: str
    entries: tuple[Entry, ...]


def legends_of(coloured_by: str, layer: layers.Layer, located: pd.DataFrame, enlarged: float) -> list[Legend]:
    """What the regions, the colours and the sizes of the marks mean; nothing of marks where there are none."""
    classes = zip(layer.classes.colours, layer.classes.labels, strict=True)
    areas = Legend(layer.title, tuple(Entry("area", colour, 8, words) for colour, words in classes))
    if located.empty:
        return [areas]
    heading = _("{label}: {value}").format(label=_("Colour"), value=map_view.colour_name(coloured_by))
    colours = [Entry("disc", colour, 8, words) for colour, words in map_view.legend(located, coloured_by)]
    grey = style.palette().muted
    sizes = [
        Entry("disc", grey, bubbles.radius(n) * enlarged, _("{n} members").format(n=number(n))) for n in (20, 100, 500)
    ]
    sizes.append(Entry("ring", grey, bubbles.radius(None) * enlarged, _("members not published")))
    sizes.append(Entry("disc", grey, bubbles.counted_radius(3) * enlarged, _("a number: clusters near each other")))
    return [areas, Legend(heading, tuple(colours)), Legend(_("Size of the marks"), tuple(sizes))]
