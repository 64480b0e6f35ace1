"""Charts about which regions exports come from."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import COMPARED
from analytics.core.language import _, number, percent
from analytics.core.plot import Empty, Mark, Region, RegionMap
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.markets import questions, words
from analytics.markets.bars import Bar, ranked
from analytics.markets.outlines import FAR_ISLANDS, outlines

CLASS_LIMITS = (2.5, 5.0, 7.5, 10.0)  # lower ends of the classes above the first, % of the country's exports
_NO_FIGURE = -1  # the class of regions with no figure seen


@chart(
    "exports.by_region",
    question="What share of a country's goods exports does each region produce? Year 0 is the best covered.",
    ask=questions.by_region,
    allowed={"country": COMPARED},
)
def by_region(frame: pd.DataFrame, *, country: str = "NO") -> Chart:
    """Regions by their share of the country's goods exports; exports of no one region apart and hatched."""
    known, apart = _known(frame), frame[frame["kind"] == "apart"]
    if len(known) < 2:
        return _no_regions(frame, country)
    colour, muted = style.country_colour(country), style.palette().muted
    unit = _("% of mainland goods exports") if country == "NO" else _("% of goods exports")
    year = int(known["year"].iloc[0])
    insight = words.regions(known, apart, frame, country, year)
    return Chart(
        title=_("Regions by their share of exports"),
        insight=insight,
        drawing=ranked(
            [Bar(row.name, row.share_pct, colour, about=row.is_about) for row in known.itertuples(index=False)],
            [Bar(row.name, row.share_pct, muted, hatched=True) for row in apart.itertuples(index=False)],
            unit,
        ),
        alt=_("Bar chart of regional shares of goods exports, {year}. {insight}").format(year=year, insight=insight),
        **_in_common(frame, country),
    )


@chart(
    "exports.by_region_map",
    question="Where in a country are its goods exports produced? Year 0 is the best covered.",
    ask=questions.by_region,
    allowed={"country": COMPARED},
)
def by_region_map(frame: pd.DataFrame, *, country: str = "NO") -> Chart:
    """The same shares as a map in five classes; regions with no figure seen are hatched, never the lowest class."""
    known = _known(frame)
    if len(set(known["nuts_code"]) & set(outlines(country))) < 2:
        return _no_regions(frame, country)
    year = int(known["year"].iloc[0])
    insight = words.regions_on_map(known)
    return Chart(
        title=_("Where exports are produced, on the map"),
        insight=insight,
        drawing=_map(frame, country),
        alt=_("Map of regional shares of goods exports, {year}. {insight}").format(year=year, insight=insight),
        **_in_common(frame, country),
    )


def _known(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["kind"] == "region"]


def _in_common(frame: pd.DataFrame, country: str) -> dict[str, Any]:
    """What bars and map have in common: measure, table, sources and method."""
    known = _known(frame)
    year = int(known["year"].iloc[0])
    return {
        "subtitle": words.regional_measure(country, year),
        "table": frame[["country", "year", "nuts_code", "name", "kind", "share_pct", "value", "unit"]],
        "sources": tuple(
            cite("exports_by_region", country, years=str(year), url=str(url)) for url in known["url"].dropna().unique()
        ),
        "method": words.regional_method(),
    }


def _no_regions(frame: pd.DataFrame, country: str) -> Chart:
    said = words.no_regions(country)
    return Chart(_("Regions by their share of exports"), "", said, frame, (), said, Empty(said))


def _map(frame: pd.DataFrame, country: str) -> RegionMap:
    """Every region of the mainland; the key has the classes that occur."""
    shares = _known(frame).set_index("nuts_code")["share_pct"]
    names = frame.dropna(subset="nuts_code").set_index("nuts_code")["name"]
    shapes = {code: rings for code, rings in outlines(country).items() if code not in FAR_ISLANDS}
    classes = {code: _class(shares.get(code)) for code in shapes}
    found = sorted(set(classes.values()))
    return RegionMap(
        "map",
        tuple(
            Region(
                name=str(names.get(code, code)),
                rings=rings,
                group=found.index(classes[code]),
                hover=f"{names.get(code, code)}: "
                + (_("no figure seen") if classes[code] == _NO_FIGURE else percent(shares[code])),
            )
            for code, rings in shapes.items()
        ),
        tuple((_class_name(one), _class_look(one)) for one in found),
    )


def _class(share: float | None) -> int:
    return _NO_FIGURE if share is None or pd.isna(share) else sum(share >= limit for limit in CLASS_LIMITS)


def _class_look(one: int) -> Mark:
    colours = style.palette()
    if one == _NO_FIGURE:
        return Mark(colours.background, hatch="/", hatch_colour=colours.muted)
    return Mark(colours.sequential[one])


def _class_name(one: int) -> str:
    if one == _NO_FIGURE:
        return _("no figure seen")
    if one == 0:
        return _("under {limit}").format(limit=percent(CLASS_LIMITS[0]))
    if one == len(CLASS_LIMITS):
        return _("{limit} or more").format(limit=percent(CLASS_LIMITS[-1]))
    return f"{number(CLASS_LIMITS[one - 1], 1)}–{percent(CLASS_LIMITS[one])}"
