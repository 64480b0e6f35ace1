"""Charts about what countries export: structure, specialisation, concentration, likeness."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.codes import NORDIC
from analytics.core.label_layout import apart
from analytics.core.language import _, country_name, listing, number, percent, term

UNCLASSIFIED = "TO_OTH"
LIMITS = (0.5, 0.8, 1.25, 2.0)  # RCA: between the classes of the heatmap; symmetric round 1
_TICKS = (0.1, 0.25, 0.5, 1, 2, 4, 10)
_DASHES = (None, "dash", "dot", "dashdot", "longdash")


def structure(frame: pd.DataFrame, *, country: str, without_fuels: int = 0) -> Chart:
    """The groups' shares of a country's goods exports: bars for the last year, diamonds for the first if it differs."""
    last, first = int(frame["year"].max()), int(frame["year"].min())
    now = frame[frame["year"] == last].set_index("product_code")
    now = now.assign(order=now["share_pct"].where(now.index != UNCLASSIFIED, -2).fillna(-1)).sort_values("order")
    before = frame[frame["year"] == first].set_index("product_code")["share_pct"].reindex(now.index)
    figure = style.figure()
    figure.add_trace(
        go.Bar(
            y=list(now["product_short"]), x=list(now["share_pct"]), orientation="h",
            marker={"color": style.country_colour(country)},
            customdata=list(now["product_name"]),
            hovertemplate=f"%{{customdata}}, {last}: %{{x:.1f}} %<extra></extra>",
        )
    )  # fmt: skip
    if first < last:
        figure.add_trace(_diamonds(now["product_short"], before, first))
    top = float(pd.concat([now["share_pct"], before]).max())
    figure.add_trace(
        go.Scatter(
            y=list(now["product_short"]),
            x=list(pd.concat([now["share_pct"], before], axis=1).max(axis=1).fillna(0)),
            text=["\u2003" + percent(share) for share in now["share_pct"]],  # an em space clears the diamond
            mode="text",
            textposition="middle right",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_layout(
        bargap=0.35,
        xaxis={"range": [0, 1.3 * top], "title": {"text": _("% of goods exports")}, "showgrid": True, "nticks": 5},
        yaxis={"showgrid": False, "ticklabelstandoff": 6},
    )
    subtitle = (
        _("Share of goods exports by product group, %, bars {year}, diamonds {since}")
        if first < last
        else _("Share of goods exports by product group, %, {year}")
    )
    leading = now[now.index != UNCLASSIFIED].sort_values("share_pct", ascending=False).head(3)
    insight = _("{country}, {year}: the largest groups are {groups}; together {sum} of goods exports.").format(
        country=country_name(country),
        year=last,
        groups=listing(_with(row.product_short, percent(row.share_pct)) for row in leading.itertuples()),
        sum=percent(leading["share_pct"].sum(min_count=1)),
    )
    insight += _unknown(now.loc[now["share_pct"].isna(), "product_short"])
    return Chart(
        id="exports.structure",
        title=_("What the country exports"),
        subtitle=_scope(subtitle.format(year=last, since=first), without_fuels),
        insight=insight,
        figure=figure,
        table=frame[["country", "year", "product_code", "exports_usd_million", "share_pct"]],
        sources=sources(f"{first}, {last}"),
        alt=_("Bar chart of the product groups' shares of goods exports. {insight}").format(insight=insight),
        params={"country": country, "year": last, "since": first, "without_fuels": without_fuels},
        method=_(
            "Share = the group's exports / all goods exports (WTO, current US dollars). The 17 leaf groups add up to "
            "the total. Norway lacks two groups (other machinery, other transport equipment) in 2000 and 2001: there "
            "the total is the published one, the other groups keep their true share, and the two stay unknown."
        ),
    )


def rca(frame: pd.DataFrame, *, country: str, without_fuels: int = 0) -> Chart:
    """Heatmap of countries by groups: five classes of RCA round 1, each cell with its number."""
    year = int(frame["year"].max())
    order = [country, *(code for code in (*NORDIC, *style.BENCHMARK_DASH) if code != country)]
    columns = [code for code in order if code in set(frame["country"])]
    short = frame.drop_duplicates("product_code").set_index("product_code")["product_short"]
    wide = frame.pivot(index="product_code", columns="country", values="rca")[columns]
    rows = wide[country].fillna(-1).where(wide.index != UNCLASSIFIED, -2).sort_values().index
    wide = wide.loc[rows]
    figure = style.figure()
    _cells(figure, wide, [short[code] for code in rows])
    figure.add_shape(
        type="rect", x0=-0.5, x1=0.5, y0=-0.5, y1=len(wide) - 0.5, line={"color": style.palette().text, "width": 2}
    )
    figure.update_layout(
        xaxis={
            "tickvals": list(range(len(columns))),
            "ticktext": [f"<b>{code}</b>" if code == country else code for code in columns],
            "side": "top",
            "fixedrange": True,
        },
        yaxis={
            "tickvals": list(range(len(wide))), "ticktext": [short[code] for code in rows],
            "ticklabelstandoff": 6,
            "showgrid": False, "fixedrange": True,
        },
        showlegend=True,
        legend={"orientation": "h", "y": -0.01, "yanchor": "top", "x": 0, "xanchor": "left", "itemclick": False},
    )  # fmt: skip
    insight = _rca_insight(wide[country], short, country, year)
    return Chart(
        id="exports.rca",
        title=_("Where the country is specialised"),
        subtitle=_scope(
            _("Revealed comparative advantage (1 = as the world), {year}. Columns: {countries}").format(
                year=year, countries=listing(f"{country_name(code)} ({code})" for code in columns)
            ),
            without_fuels,
        ),
        insight=insight,
        figure=figure,
        table=frame[["country", "year", "product_code", "rca", "symmetric_rca"]],
        sources=sources(str(year)),
        alt=_("Heatmap of revealed comparative advantage by product group and country, {year}. {insight}").format(
            year=year, insight=insight
        ),
        params={"country": country, "year": year, "without_fuels": without_fuels},
        method=_rca_method(),
    )


def rca_time(frame: pd.DataFrame, *, country: str, product_code: str = "", without_fuels: int = 0) -> Chart:
    """RCA over the years on the symmetric scale: a group in every country, or a country's strongest groups."""
    years = _years(frame)
    last = int(frame["year"].max())
    newest = frame[frame["year"] == last]
    if product_code:
        name = str(frame["product_name"].iloc[0])
        figure = _country_lines(frame, "symmetric_rca", country, hover="rca")
        title = _("How the speciality has changed")
        subtitle = _("{group}: revealed comparative advantage (1 = as the world), {years}").format(
            group=name, years=years
        )
        insight = _("{group}, {year}, in times the world's share: {values}.").format(
            group=name,
            year=last,
            values=listing(
                _with(country_name(code), rca_number(newest.set_index("country")["rca"].get(code)))
                for code in [country, *(code for code in NORDIC if code != country)]
            ),
        )
    else:
        figure = _group_lines(frame, country)
        title = _("How the specialities have changed")
        subtitle = _("{country}: the five strongest groups, RCA (1 = as the world), {years}").format(
            country=country_name(country), years=years
        )
        ranked = newest.sort_values("rca", ascending=False)
        insight = _("{country}, {year}, in times the world's share: {groups}.").format(
            country=country_name(country),
            year=last,
            groups=listing(_with(row.product_short, rca_number(row.rca)) for row in ranked.itertuples()),
        )
    _rca_axis(figure, frame)
    return Chart(
        id="exports.rca_time",
        title=title,
        subtitle=_scope(subtitle, without_fuels),
        insight=insight,
        figure=figure,
        table=frame[["country", "year", "product_code", "rca", "symmetric_rca"]],
        sources=sources(years),
        alt=_("Line chart of revealed comparative advantage, {years}. {insight}").format(years=years, insight=insight),
        params={"country": country, "product_code": product_code, "without_fuels": without_fuels},
        method=_rca_method(),
    )


def concentration(frame: pd.DataFrame, *, country: str, without_fuels: int = 0) -> Chart:
    """The normalised Herfindahl-Hirschman index over the years, `country` in front."""
    figure = _country_lines(frame, "hhi_normalised", country)
    _tenths(figure, 1.08 * float(frame["hhi_normalised"].max()), _("0 = spread, 1 = one group"))
    years, last = _years(frame), int(frame["year"].max())
    own = frame[frame["country"] == country].dropna(subset="hhi_normalised").set_index("year")["hhi_normalised"]
    rest = _nordic(frame, "country", "hhi_normalised", last)
    insight = _(
        "{country}: {value} in {year}, {before} in {since}; of the Nordic countries {top} is the most concentrated "
        "({most}) and {low} the least ({least})."
    ).format(
        country=country_name(country),
        value=number(own.get(last), 2),
        year=last,
        before=number(own.iloc[0] if len(own) else None, 2),
        since=own.index[0] if len(own) else "",
        top=country_name(str(rest.idxmax())),
        most=number(rest.max(), 2),
        low=country_name(str(rest.idxmin())),
        least=number(rest.min(), 2),
    )
    return Chart(
        id="exports.concentration",
        title=_("On how few products exports rest"),
        subtitle=_scope(
            _("Concentration of goods exports over the product groups (normalised HHI), {years}").format(years=years),
            without_fuels,
        ),
        insight=insight,
        figure=figure,
        table=frame[["country", "year", "hhi", "hhi_normalised"]],
        sources=sources(years),
        alt=_("Line chart of export concentration by country, {years}. {insight}").format(years=years, insight=insight),
        params={"country": country, "without_fuels": without_fuels},
        method=_(
            "HHI = the sum of the squared shares of the N leaf groups (Herfindahl–Hirschman). Normalised: "
            "(HHI − 1/N) / (1 − 1/N), from 0 (all groups equal) to 1 (one group). N is 17, or 16 without fuels. A year "
            "with an unknown group (Norway 2000 and 2001) has no index."
        ),
    )


def similarity(frame: pd.DataFrame, *, country: str, without_fuels: int = 0) -> Chart:
    """How alike the goods exports of `country` and of each other country are, over the years."""
    lines = frame.rename(columns={"country_b": "country"})
    figure = _country_lines(lines, "similarity", country)
    _tenths(figure, 1.0, _("0 = nothing alike, 1 = the same"))
    years, last = _years(frame), int(frame["year"].max())
    newest = frame[frame["year"] == last].dropna(subset="similarity").set_index("country_b")["similarity"]
    insight = _("{country}: the most alike is {near} ({most} of 1 in {year}), the least alike {far} ({least}).").format(
        country=country_name(country),
        near=country_name(str(newest.idxmax())),
        most=number(newest.max(), 2),
        far=country_name(str(newest.idxmin())),
        least=number(newest.min(), 2),
        year=last,
    )
    return Chart(
        id="exports.similarity",
        title=_("Whose exports are alike"),
        subtitle=_scope(
            _("{country}: likeness of goods exports to those of each other country, 0 to 1, {years}").format(
                country=country_name(country), years=years
            ),
            without_fuels,
        ),
        insight=insight,
        figure=figure,
        table=frame[["country_a", "country_b", "year", "similarity"]],
        sources=sources(years),
        alt=_("Line chart of the likeness of goods exports, {years}. {insight}").format(years=years, insight=insight),
        params={"country": country, "without_fuels": without_fuels},
        method=_(
            "Similarity = the sum over the leaf groups of the smaller of the two countries' shares (Finger and Kreinin "
            "1979): 1 when all shares are the same, 0 when no group is shared. With 17 wide groups countries look more "
            "alike than with single products. A year with an unknown group (Norway 2000 and 2001) has no index."
        ),
    )


def _diamonds(names: pd.Series, values: pd.Series, year: int) -> go.Scatter:
    return go.Scatter(
        y=list(names),
        x=list(values),
        mode="markers",
        marker={
            "symbol": "diamond",
            "size": 10,
            "color": style.palette().background,
            "line": {"color": style.palette().text, "width": 2},
        },
        cliponaxis=False,
        hovertemplate=f"%{{y}}, {year}: %{{x:.1f}} %<extra></extra>",
    )


def sources(years: str) -> tuple[Source, ...]:
    """Where exports by product group come from."""
    return (
        Source(
            text=_("World Trade Organization, WTO Stats, goods exports by product group, read November 2026"),
            table="exports_by_product",
            years=years,
            url="https://stats.wto.org/",
        ),
    )


def rca_number(value: float | None) -> str:
    """An RCA for reading: two decimals, one from 10 on."""
    return number(value, 1 if value is not None and pd.notna(value) and value >= 10 else 2)


def _cells(figure: go.Figure, wide: pd.DataFrame, names: Sequence[str]) -> None:
    colours = style.palette().diverging
    known = wide.map(lambda value: sum(value >= limit for limit in LIMITS) if pd.notna(value) else None)
    cell: dict[str, Any] = {"xgap": 2, "ygap": 2, "showscale": False, "textfont": {"size": 14}}
    figure.add_trace(
        go.Heatmap(
            z=[list(row) for row in known.astype(float).to_numpy()],
            zmin=0, zmax=len(LIMITS), colorscale=_steps(colours),
            text=[[_cell(value) if pd.notna(value) else "" for value in row] for row in wide.to_numpy()],
            texttemplate="%{text}",
            customdata=[
                [f"{country_name(str(code))}, {name}: {rca_number(value)}"
                 for code, value in zip(wide.columns, row, strict=True)]
                for name, row in zip(names, wide.to_numpy(), strict=True)
            ],
            hovertemplate="%{customdata}<extra></extra>",
            **cell,
        )
    )  # fmt: skip
    words = [
        _("under {limit}").format(limit=number(LIMITS[0], 1)),
        *(f"{_limit(low)}–{_limit(high)}" for low, high in pairwise(LIMITS)),
        _("{limit} and over").format(limit=number(LIMITS[-1])),
    ]
    marks = [(word, colour) for word, colour in zip(words, colours, strict=True)]
    if wide.isna().to_numpy().any():
        figure.add_trace(
            go.Heatmap(
                z=[[0 if pd.isna(value) else None for value in row] for row in wide.to_numpy()],
                colorscale=[[0, style.palette().unknown], [1, style.palette().unknown]], zmin=0, zmax=1,
                text=[["?" if pd.isna(value) else "" for value in row] for row in wide.to_numpy()],
                texttemplate="%{text}", hovertemplate=f"%{{y}}: {term('unknown')}<extra></extra>", **cell,
            )
        )  # fmt: skip
        marks.append((_("? = unknown"), style.palette().unknown))
    for word, colour in marks:
        figure.add_trace(
            go.Scatter(
                x=[None], y=[None], mode="markers", name=word, marker={"symbol": "square", "size": 14, "color": colour}
            )
        )


def _steps(colours: Sequence[str]) -> list[list[float | str]]:
    """A colour scale of equal steps for whole numbers from 0 to len(colours) - 1."""
    last = len(colours) - 1
    edges = [0.0, *((step + 0.5) / last for step in range(last)), 1.0]
    return [[edge, colour] for step, colour in enumerate(colours) for edge in (edges[step], edges[step + 1])]


def _cell(value: float) -> str:
    # One decimal fits a column of a phone; above the world's share in bold, so that black and white tells it too.
    text = number(value, 0 if value >= 9.95 else 1)
    return f"<b>{text}</b>" if value >= 1 else text


def _limit(value: float) -> str:
    return number(value, 2 if value == 1.25 else 1 if value < 1 else 0)


def _rca_insight(own: pd.Series, short: pd.Series, country: str, year: int) -> str:
    ranked = own[own.index != UNCLASSIFIED].dropna().sort_values(ascending=False)
    if ranked.empty:
        return _("{country}: unknown.").format(country=country_name(country))
    return _(
        "{country}, {year}: the strongest specialities, in times the world's share, are {groups}; "
        "groups with at least the world's share: {above} of {all}."
    ).format(
        country=country_name(country),
        year=year,
        groups=listing(_with(short[code], rca_number(value)) for code, value in ranked.head(3).items()),
        above=number(int((ranked >= 1).sum())),
        all=number(len(ranked)),
    ) + _unknown(short[own.index[own.isna()]])


def _rca_method() -> str:
    return _(
        "RCA = the group's share of the country's goods exports / the group's share of the world's goods exports "
        "(Balassa 1965), over the WTO's 17 leaf groups. Above 1 the country is specialised in the group. Lines and "
        "colours follow the symmetric form (RCA − 1) / (RCA + 1), from −1 to 1 (Dalum, Laursen and Villumsen 1998). "
        "The WTO's world total includes goods that are imported and exported again. Goods without a class are in the "
        "totals but count as no speciality. Without fuels, both totals leave fuels out."
    )


def _country_lines(frame: pd.DataFrame, column: str, country: str, hover: str = "") -> go.Figure:
    """A line a country with its name at the end; `country` strong and last, benchmarks dashed and dotted."""
    figure = style.figure()
    drawn = [code for code in frame["country"].unique() if code != country]
    drawn += [country] if country in set(frame["country"]) else []
    for code in drawn:
        front = code == country
        line = {
            "color": style.country_colour(code),
            "width": 4 if front else 2,
            "dash": style.BENCHMARK_DASH.get(code),
        }
        figure.add_trace(_line(frame[frame["country"] == code], column, hover or column, country_name(code), line))
    ends = [(code, _end(frame[frame["country"] == code], column)) for code in drawn]
    _label_ends(
        figure, frame, column,
        [(country_name(code), value, style.country_colour(code)) for code, value in ends if value is not None],
    )  # fmt: skip
    return figure


def _group_lines(frame: pd.DataFrame, country: str) -> go.Figure:
    """A line a group of one country, told apart by dashes and the names at the ends."""
    figure = style.figure()
    colour = style.country_colour(country)
    newest = frame[frame["year"] == frame["year"].max()].sort_values("rca", ascending=False)
    ends: list[tuple[str, float, str]] = []
    for dash, group in zip(_DASHES, newest.itertuples(), strict=False):
        rows = frame[frame["product_code"] == group.product_code]
        line = {"color": colour, "width": 3, "dash": dash}
        figure.add_trace(_line(rows, "symmetric_rca", "rca", str(group.product_short), line))
        ends.append((str(group.product_short), float(group.symmetric_rca), colour))
    _label_ends(figure, frame, "symmetric_rca", ends)
    return figure


def _line(rows: pd.DataFrame, column: str, hover: str, name: str, line: dict[str, Any]) -> go.Scatter:
    by_year = rows.set_index("year")[[column]].assign(shown=rows.set_index("year")[hover])
    by_year = by_year.reindex(range(int(rows["year"].min()), int(rows["year"].max()) + 1))
    return go.Scatter(
        x=list(by_year.index), y=list(by_year[column]), mode="lines", line=line, connectgaps=False,
        customdata=[number(value, 2) for value in by_year["shown"]],
        hovertemplate=f"{name} %{{x}}: %{{customdata}}<extra></extra>",
    )  # fmt: skip


def _end(rows: pd.DataFrame, column: str) -> float | None:
    known = rows.dropna(subset=column).sort_values("year")[column]
    return float(known.iloc[-1]) if len(known) else None


def _label_ends(figure: go.Figure, frame: pd.DataFrame, column: str, ends: list[tuple[str, float, str]]) -> None:
    ends = sorted(ends, key=lambda end: end[1])
    low, high = frame[column].min(), frame[column].max()
    spread = 1.0 if column == "similarity" else high - min(0, low) if column == "hhi_normalised" else high - low + 0.2
    first, last = int(frame["year"].min()), int(frame["year"].max())
    gap = 0.075 * float(spread)
    floor = gap / 3 if column != "symmetric_rca" else float("-inf")
    heights = apart([value for _name, value, _colour in ends], gap, floor)
    labels = [
        {
            "x": last, "y": height, "text": name, "xanchor": "left", "xshift": 6, "showarrow": False,
            "font": {"color": colour, "size": 14},
        }
        for (name, _value, colour), height in zip(ends, heights, strict=True)
    ]  # fmt: skip
    figure.update_layout(
        annotations=labels,
        xaxis={"range": [first, last + 0.01], "tickformat": "d", "dtick": 5, "ticklabelstandoff": 6},
        margin={"r": 20 + 7 * max(len(name) for name, _value, _colour in ends)},
    )


def _tenths(figure: go.Figure, top: float, title: str) -> None:
    """An axis from 0 to top (at most 1), its decimals written as the language does."""
    step = 0.2 if top > 0.7 else 0.1 if top > 0.25 else 0.05
    ticks = [step * place for place in range(int(top / step + 1e-9) + 1)]
    figure.update_layout(
        yaxis={
            "range": [0, top],
            "tickvals": ticks,
            "ticktext": [number(tick, 2 if step < 0.1 else 1) for tick in ticks],
            "title": {"text": title},
        }
    )


def _rca_axis(figure: go.Figure, frame: pd.DataFrame) -> None:
    """Label the symmetric scale by the RCA that stands there, and draw the world's share."""
    low, high = float(frame["symmetric_rca"].min()) - 0.1, float(frame["symmetric_rca"].max()) + 0.1
    low, high = min(low, -0.1), max(high, 0.1)
    ticks = {(tick - 1) / (tick + 1): tick for tick in _TICKS}
    shown = {place: tick for place, tick in ticks.items() if low <= place <= high}
    figure.add_hline(y=0, line={"color": style.palette().muted, "width": 1})
    figure.update_layout(
        yaxis={
            "range": [low, high],
            "tickvals": list(shown),
            "ticktext": [number(tick, 0 if tick >= 1 else len(str(tick)) - 2) for tick in shown.values()],
            "title": {"text": _("RCA (symmetric scale)")},
        }
    )


def _nordic(frame: pd.DataFrame, key: str, column: str, year: int) -> pd.Series:
    newest = frame[frame["year"] == year].dropna(subset=column).set_index(key)[column]
    return newest[[code for code in NORDIC if code in newest.index]]


def _unknown(names: pd.Series) -> str:
    """A sentence that names the groups without a figure, to stand after another; empty when there is none."""
    return " " + _("Unknown in that year: {groups}.").format(groups=listing(names)) if len(names) else ""


def _with(name: str, value: str) -> str:
    return f"{name} ({value})"


def _scope(subtitle: str, without_fuels: int) -> str:
    return _("{subtitle}. Fuels are left out.").format(subtitle=subtitle) if without_fuels else subtitle


def _years(frame: pd.DataFrame) -> str:
    return f"{int(frame['year'].min())}–{int(frame['year'].max())}"
