"""Charts about where exports go and which regions they come from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin, sqrt

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import NORDIC
from analytics.core.label_layout import apart
from analytics.core.language import _, country_name, listing, number, percent
from analytics.core.paths import ROOT

NORDIC_SUM = "NORDIC"
CLASS_LIMITS = (2.5, 5.0, 7.5, 10.0)  # lower ends of the classes above the first, % of the country's exports
_FAR_ISLANDS = ("NO0B1", "NO0B2")  # Jan Mayen and Svalbard would shrink the mainland to a strip
_PARTNER_COLUMNS = (
    *("country", "year", "partner_iso3", "is_sum", "share_pct"),
    *("start_year", "share_start_pct", "change_pct_points"),
)

Ring = tuple[tuple[float, float], ...]


def nordic_share(frame: pd.DataFrame, *, country: str = "FI") -> Chart:
    """The share of goods exports that goes to the other Nordic countries, `country` in front.

    The line is interrupted and a vertical mark stands where the source changes.
    """
    figure = style.figure()
    ends: list[tuple[str, float]] = []
    for code in [*(code for code in frame["country"].unique() if code != country), country]:
        points = _interrupted(frame[frame["country"] == code])
        front = code == country
        figure.add_trace(
            go.Scatter(
                x=[year for year, _share in points],
                y=[share for _year, share in points],
                name=country_name(code),
                mode="lines",
                connectgaps=False,
                opacity=1 if front else 0.75,
                line={"color": style.country_colour(code), "width": 4 if front else 2},
                text=[f"{country_name(code)} {year:g}: {percent(share)}" for year, share in points],
                hovertemplate="%{text}<extra></extra>",
            )
        )
        ends.append((code, points[-1][1] or 0.0))
    first, last = int(frame["year"].min()), int(frame["year"].max())
    top = 5 * (float(frame["share_pct"].max()) // 5 + 1)
    ends.sort(key=lambda end: end[1])
    for (code, _value), level in zip(ends, apart([value for _code, value in ends], 0.07 * top), strict=True):
        figure.add_annotation(
            x=last, y=level, text=country_name(code), xanchor="left", xshift=6, showarrow=False,
            font={"color": style.country_colour(code), "size": 15 if code == country else 14},
        )  # fmt: skip
    for year in _breaks(frame):
        _mark_break(figure, year)
    figure.update_layout(
        xaxis={"range": [first, last + 0.01], "tickformat": "d", "dtick": 5},
        yaxis={"title": {"text": _("% of goods exports")}, "range": [0, top], "nticks": 6},
        margin={"r": 84, "t": 32},
    )
    period = f"{first}–{last}"
    insight = _nordic_insight(frame, country)
    return Chart(
        id="exports.nordic_share",
        title=_("Exports to the Nordic neighbours"),
        subtitle=_("Goods exports to the other Nordic countries, % of all goods exports, {years}").format(years=period),
        insight=insight,
        figure=figure,
        table=frame[["country", "year", "share_pct", "source_series"]],
        sources=_partner_sources(period),
        alt=_("Line chart of the Nordic share of goods exports by country, {years}. {insight}").format(
            years=period, insight=insight
        ),
        params={"country": country},
        method=_(
            "Share = goods exports to the four other Nordic countries / goods exports to all partners of the source. "
            "The two sources count differently, so no change is worked out from one to the other. "
            "No year after {year} has been found in a form that may be shown."
        ).format(year=last),
    )


def partners(frame: pd.DataFrame, *, country: str = "FI", year: int = 0) -> Chart:
    """The largest partners of a country in one year, Nordic ones in its colour, their sum apart and hatched."""
    if frame.empty:
        return _nothing(
            "exports.partners", _("Largest export partners"), _("No partner shares have been found."), frame
        )
    shown = int(frame["year"].iloc[0])
    listed, sums = frame[~frame["is_sum"]], frame[frame["is_sum"]]
    colour, muted = style.country_colour(country), style.palette().unknown
    bars = [
        _Bar(_partner_name(row.partner), row.share_pct, colour if row.partner in NORDIC else muted)
        for row in listed.itertuples()
    ]
    apart = [_Bar(_partner_name(row.partner), row.share_pct, colour, hatched=True) for row in sums.itertuples()]
    figure = _bars(bars, apart, _("% of goods exports"))
    insight = _partners_insight(listed, sums, country, shown)
    return Chart(
        id="exports.partners",
        title=_("Largest export partners"),
        subtitle=_(
            "{country}: % of goods exports, {year}; Nordic partners in colour, the sum of all four hatched"
        ).format(country=country_name(country), year=shown),
        insight=insight,
        figure=figure,
        table=frame[list(_PARTNER_COLUMNS)],
        sources=_partner_sources(str(shown)),
        alt=_("Bar chart of the largest export partners in {year}. {insight}").format(year=shown, insight=insight),
        params={"country": country, "year": year},
        method=_(
            "The sources of the atlas list the largest partners of each year only; a partner that is not listed is "
            "unknown, not zero. The Nordic sum is over all four other Nordic countries, listed or not. Changes are "
            "in percentage points since the first year of the same source and never cross a change of source."
        ),
    )


def by_region(frame: pd.DataFrame, *, country: str = "NO", year: int = 0) -> Chart:
    """Regions by their share of the country's goods exports; exports of no one region apart and hatched."""
    known = frame[frame["kind"] == "region"]
    if len(known) < 2:
        return _no_regions("exports.by_region", country, frame)
    colour = style.country_colour(country)
    bars = [_Bar(row.name, row.share_pct, colour, about=row.is_about) for row in known.itertuples(index=False)]
    apart = [
        _Bar(row.name, row.share_pct, style.palette().muted, hatched=True)
        for row in frame[frame["kind"] == "apart"].itertuples(index=False)
    ]
    unit = _("% of mainland goods exports") if country == "NO" else _("% of goods exports")
    return _region_chart("exports.by_region", frame, country, year, _bars(bars, apart, unit))


def by_region_map(frame: pd.DataFrame, *, country: str = "NO", year: int = 0) -> Chart:
    """The same shares as a map in five classes; regions with no figure seen are hatched, never the lowest class."""
    shares = frame[frame["kind"] == "region"].set_index("nuts_code")["share_pct"]
    if len(set(shares.index) & set(_outlines(country))) < 2:
        return _no_regions("exports.by_region_map", country, frame)
    figure = style.figure()
    shapes = {code: rings for code, rings in _outlines(country).items() if code not in _FAR_ISLANDS}
    classes: dict[int, list[str]] = {}
    for code in shapes:
        share = shares.get(code)
        place = -1 if share is None or pd.isna(share) else sum(share >= limit for limit in CLASS_LIMITS)
        classes.setdefault(place, []).append(code)
    names = frame.dropna(subset="nuts_code").set_index("nuts_code")["name"]
    for place, codes in sorted(classes.items()):
        for code in codes:
            said = f"{names.get(code, code)}: " + (percent(shares.get(code)) if place >= 0 else _("no figure seen"))
            figure.add_trace(_area(shapes[code], place, said, in_legend=code == codes[0]))
    figure.update_layout(
        xaxis={"visible": False, "scaleanchor": "y", "constrain": "domain"},
        yaxis={"visible": False, "constrain": "domain"},
        showlegend=True,
        legend={"orientation": "h", "y": -0.02, "yanchor": "top", "x": 0, "itemclick": False, "font": {"size": 14}},
        hovermode="closest",
    )
    return _region_chart("exports.by_region_map", frame, country, year, figure)


# --- parts -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Bar:
    """A bar: its name, its value in percent, its colour; hatched for a sum or remainder, about for a rounded figure."""

    name: str
    value: float
    colour: str
    hatched: bool = False
    about: bool = False

    @property
    def label(self) -> str:
        if self.about:
            return _("about {value}").format(value=percent(self.value, 0))
        if 0 < self.value < 0.05:
            return _("under {limit}").format(limit=percent(0.1))
        return percent(self.value)


def _bars(bars: list[_Bar], apart: list[_Bar], unit: str) -> go.Figure:
    """Bars with the largest on top, and under a gap those that are not of the same kind."""
    # Positions are numbers because two rows may bear the same name; a gap is a step of 1.6.
    heights = [-float(i) for i in range(len(bars))] + [-len(bars) - 0.6 - i for i in range(len(apart))]
    drawn = [*bars, *apart]
    figure = style.figure()
    figure.add_trace(
        go.Bar(
            y=heights,
            x=[bar.value for bar in drawn],
            orientation="h",
            width=0.72,
            marker={
                "color": [bar.colour for bar in drawn],
                "pattern": {
                    "shape": ["/" if bar.hatched else "" for bar in drawn],
                    "fgcolor": style.palette().background,
                    "size": 6,
                },
            },
            text=[bar.label for bar in drawn],
            textposition="outside",
            textfont={"size": 14},
            cliponaxis=False,
            customdata=[bar.name for bar in drawn],
            hovertemplate="%{customdata}: %{text}<extra></extra>",
        )
    )
    figure.update_layout(
        xaxis={
            "range": [0, 1.22 * max(bar.value for bar in drawn)],
            "title": {"text": unit},
            "nticks": 5,
            "showgrid": True,
        },
        yaxis={
            "showgrid": False,
            "ticklabelstandoff": 6,
            "tickmode": "array",
            "tickvals": heights,
            "ticktext": [_broken(bar.name) for bar in drawn],
            "range": [min(heights) - 0.6, 0.6],
        },
    )
    return figure


def _broken(name: str, width: int = 18) -> str:
    """A name on two lines when it is long, so that a phone has room left for the bars."""
    if len(name) <= width:
        return name
    cuts = [i for i, letter in enumerate(name) if letter == " "]
    if not cuts:
        return name
    middle = min(cuts, key=lambda i: abs(i - len(name) / 2))
    return f"{name[:middle]}<br>{name[middle + 1 :]}"


def _interrupted(line: pd.DataFrame) -> list[tuple[float, float | None]]:
    """Years with shares; missing years and a point between two sources have none, which interrupts the line."""
    series = line.set_index("year")
    points: list[tuple[float, float | None]] = []
    before = None
    for year in range(int(series.index.min()), int(series.index.max()) + 1):
        known = year in series.index
        source = series.at[year, "source_series"] if known else before
        if before is not None and source != before:
            points.append((year - 0.5, None))
        points.append((year, float(series.at[year, "share_pct"]) if known else None))
        before = source
    return points


def _breaks(frame: pd.DataFrame) -> list[int]:
    """The first years of the second and later sources."""
    starts = frame.groupby("source_series")["year"].min().sort_index()
    return [int(year) for year in starts.iloc[1:]]


def _mark_break(figure: go.Figure, year: int) -> None:
    figure.add_shape(
        type="line", x0=year - 0.5, x1=year - 0.5, y0=0, y1=1, yref="paper",
        line={"color": style.palette().muted, "width": 1.5, "dash": "dot"},
    )  # fmt: skip
    figure.add_annotation(
        x=year - 0.5, y=1, yref="paper", yanchor="bottom", xanchor="right", xshift=30, showarrow=False,
        text=_("other source from {year}").format(year=year), font={"color": style.palette().muted, "size": 14},
    )  # fmt: skip


def _nordic_insight(frame: pd.DataFrame, country: str) -> str:
    """Where the share stood at the ends of each source, each with its own change; never a change across sources."""
    own = frame[frame["country"] == country].sort_values("year")
    spells = [
        _("{start} in {first} and {end} in {last} ({change} percentage points)").format(
            start=percent(part["share_pct"].iloc[0]),
            first=part["year"].iloc[0],
            end=percent(part["share_pct"].iloc[-1]),
            last=part["year"].iloc[-1],
            change=_signed(part["share_pct"].iloc[-1] - part["share_pct"].iloc[0]),
        )
        for _series, part in own.groupby("source_series")
    ]
    newest = frame[frame["year"] == frame["year"].max()].set_index("country")["share_pct"]
    said = {
        "country": country_name(country),
        "year": int(frame["year"].max()),
        "top": country_name(str(newest.idxmax())),
        "most": percent(newest.max()),
    }
    if len(spells) == 2:
        return _(
            "{country}: the Nordic share of goods exports was {before}. By another source it was {after}; "
            "the two are not compared. Largest in {year}: {top}, {most}."
        ).format(before=spells[0], after=spells[1], **said)
    return _("{country}: the Nordic share of goods exports was {spells}. Largest in {year}: {top}, {most}.").format(
        spells=listing(spells), **said
    )


def _partners_insight(listed: pd.DataFrame, sums: pd.DataFrame, country: str, year: int) -> str:
    first = listed.iloc[0]
    said = _(
        "{country}, {year}: {largest} take the largest shares of goods exports. The {n} partners listed take "
        "{listed} together, the four other Nordic countries {nordic}."
    ).format(
        country=country_name(country),
        year=year,
        largest=listing(f"{_partner_name(row.partner)} ({percent(row.share_pct)})" for row in listed[:3].itertuples()),
        n=number(len(listed)),
        listed=percent(listed["share_pct"].sum()),
        nordic=percent(sums["share_pct"].iloc[0] if len(sums) else None),
    )
    if pd.isna(first["change_pct_points"]):
        return said
    change = _("{partner}: {change} percentage points since {start}, by the same source.").format(
        partner=_partner_name(first["partner"]), change=_signed(first["change_pct_points"]), start=first["start_year"]
    )
    return f"{said} {change}"


def _signed(points: float) -> str:
    """Percentage points with their sign, "+1.2" or "−0.4"; nothing is plus zero."""
    shown = round(float(points), 1)
    return ("+" if shown > 0 else "−" if shown < 0 else "") + number(abs(shown), 1)


def _partner_name(code: str) -> str:
    return _("Other Nordic countries (sum)") if code == NORDIC_SUM else country_name(code)


def _partner_sources(period: str) -> tuple[Source, ...]:
    return (
        Source(
            text=_("Open Trade Statistics (UN Comtrade) to 2018, read November 2026; shares only"),
            table="export_partner_shares",
            years=period,
            url="https://github.com/jbkunst/trd-sttstcs",
        ),
        Source(
            text=_("IMF, Direction of Trade Statistics from 2019, read November 2026; shares only"),
            table="export_partner_shares",
            years=period,
            url="https://github.com/uchicago-CAPP30122-win-2022/proj-cappmait",
        ),
    )


def _region_chart(chart_id: str, frame: pd.DataFrame, country: str, year: int, figure: go.Figure) -> Chart:
    """What bars and map have in common: words, table and source."""
    known, apart = frame[frame["kind"] == "region"], frame[frame["kind"] == "apart"]
    shown = int(known["year"].iloc[0])
    on_map = chart_id.endswith("_map")
    insight = _map_insight(known) if on_map else _region_insight(known, apart, frame, country, shown)
    measure = {
        "NO": _("Mainland goods exports by county of production, without crude oil and gas, % of the total, {year}"),
        "FI": _("Goods exports by region, % of the country's total as stated by Finnish Customs, {year}"),
    }.get(country, _("Goods exports by region, % of the country's total, {year}"))
    said = {"insight": insight, "year": shown}
    return Chart(
        id=chart_id,
        title=_("Where exports are produced, on the map") if on_map else _("Regions by their share of exports"),
        subtitle=measure.format(year=shown),
        insight=insight,
        figure=figure,
        table=frame[["country", "year", "nuts_code", "name", "kind", "share_pct", "value", "unit"]],
        sources=_region_sources(known, country, shown),
        alt=_("Map of regional shares of goods exports, {year}. {insight}").format(**said)
        if on_map
        else _("Bar chart of regional shares of goods exports, {year}. {insight}").format(**said),
        params={"country": country, "year": year},
        method=_(
            "Norway: a county's amount / all mainland goods exports, which include re-exports and goods that belong "
            "to no one county. Finland: shares as Finnish Customs states them, only for the regions its texts name. "
            "The two are not the same measure. Unless a year is asked for, the one with most regions is shown."
        ),
    )


def _region_insight(known: pd.DataFrame, apart: pd.DataFrame, frame: pd.DataFrame, country: str, year: int) -> str:
    said = {
        "country": country_name(country),
        "year": year,
        "region": known["name"].iloc[0],
        "share": percent(known["share_pct"].iloc[0]),
        "known": number(len(known)),
        "all": number(len(known) + int((frame["kind"] == "not_published").sum())),
        "sum": percent(known["share_pct"].sum()),
        "apart": percent(apart["share_pct"].sum()),
    }
    if apart.empty:
        return _(
            "{country}, {year}: {region} has the largest share seen, {share}. A share has been seen for {known} of "
            "{all} regions; together they make up {sum}."
        ).format(**said)
    return _(
        "{country}, {year}: {region} has the largest share seen, {share}. A share has been seen for {known} of "
        "{all} regions; together they make up {sum}. {apart} is of no one region."
    ).format(**said)


def _map_insight(known: pd.DataFrame) -> str:
    three = known[:3]
    return _("{regions} make up {sum} together.").format(
        regions=listing(f"{row.name} ({percent(row.share_pct)})" for row in three.itertuples(index=False)),
        sum=percent(three["share_pct"].sum()),
    )


def _region_sources(known: pd.DataFrame, country: str, year: int) -> tuple[Source, ...]:
    text = {
        "NO": _("Statistics Norway, mainland exports by county of production, preliminary, read November 2026"),
        "FI": _("Finnish Customs, foreign trade in goods by region, preliminary, read November 2026"),
        "SE": _("Statistics Sweden as quoted by the Swedish government, read November 2026"),
    }.get(country, _("See the table of sources"))
    return tuple(
        Source(text=text, table="exports_by_region", years=str(year), url=str(url))
        for url in known["url"].dropna().unique()
    )


def _no_regions(chart_id: str, country: str, frame: pd.DataFrame) -> Chart:
    said = _("{country}: fewer than two regions have a published share of exports that has been seen.").format(
        country=country_name(country)
    )
    return _nothing(chart_id, _("Regions by their share of exports"), said, frame)


def _nothing(chart_id: str, title: str, said: str, frame: pd.DataFrame) -> Chart:
    """A chart that says why it is empty."""
    figure = style.figure()
    figure.add_annotation(x=0.5, y=0.5, xref="paper", yref="paper", text=_broken(said), showarrow=False)
    figure.update_layout(xaxis={"visible": False}, yaxis={"visible": False})
    return Chart(
        id=chart_id, title=title, subtitle="", insight=said, figure=figure, table=frame, sources=(), alt=said
    )  # fmt: skip


# --- outlines --------------------------------------------------------------------------------------------


def _area(rings: tuple[Ring, ...], place: int, said: str, *, in_legend: bool) -> go.Scatter:
    """A region as a filled outline; `place` is its class, -1 = no figure seen."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        xs += [*(x for x, _y in ring), None]
        ys += [*(y for _x, y in ring), None]
    colours = style.palette()
    known = place >= 0
    fill = colours.sequential[place] if known else colours.background
    return go.Scatter(
        x=xs,
        y=ys,
        mode="lines",
        fill="toself",
        fillcolor=fill,
        fillpattern=None if known else {"shape": "/", "fgcolor": colours.muted, "bgcolor": fill, "size": 6},
        line={"color": colours.muted, "width": 0.7},
        hoveron="fills",
        hoverinfo="text",
        text=said,
        name=_class_name(place),
        legendgroup=str(place),
        showlegend=in_legend,
    )


def _class_name(place: int) -> str:
    if place < 0:
        return _("no figure seen")
    if place == 0:
        return _("under {limit}").format(limit=percent(CLASS_LIMITS[0]))
    if place == len(CLASS_LIMITS):
        return _("{limit} or more").format(limit=percent(CLASS_LIMITS[-1]))
    return f"{number(CLASS_LIMITS[place - 1], 1)}–{percent(CLASS_LIMITS[place])}"


@lru_cache(maxsize=8)
def _outlines(country: str) -> dict[str, tuple[Ring, ...]]:
    """The country's NUTS 3 regions as rings of points in km round its middle, from the map's own boundaries."""
    file = json.loads((ROOT / "static" / "nuts3.geojson").read_text(encoding="utf-8"))
    rings: dict[str, list[Ring]] = {}
    for feature in file["features"]:
        properties, geometry = feature["properties"], feature["geometry"]
        if properties["country"] != country:
            continue
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        rings[properties["id"]] = [tuple(map(tuple, ring)) for polygon in polygons for ring in polygon]
    places = [place for code, found in rings.items() if code not in _FAR_ISLANDS for ring in found for place in ring]
    if not places:
        return {}
    middle = [(min(axis) + max(axis)) / 2 for axis in zip(*places, strict=True)]
    return {
        code: tuple(tuple(project(lon, lat, middle[0], middle[1]) for lon, lat in ring) for ring in found)
        for code, found in rings.items()
    }


def project(lon: float, lat: float, lon_0: float, lat_0: float) -> tuple[float, float]:
    """Degrees to km east and north of a middle point: Lambert's azimuthal equal-area projection of a sphere.

    Snyder 1987, Map Projections: A Working Manual, equations 24-2 to 24-4; radius 6371 km.
    """
    phi, phi_0, turn = radians(lat), radians(lat_0), radians(lon - lon_0)
    k = sqrt(2 / (1 + sin(phi_0) * sin(phi) + cos(phi_0) * cos(phi) * cos(turn)))
    x = k * cos(phi) * sin(turn)
    y = k * (cos(phi_0) * sin(phi) - sin(phi_0) * cos(phi) * cos(turn))
    return 6371 * x, 6371 * y
