"""Charts about cluster programmes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analytics.core import style
from analytics.core.chart import Chart, Source
from analytics.core.language import _, country_name, listing, number, percent, term

NOW = 2026  # the year in which the pages were read
FIRST, LAST = 1990, 2030
_SIGNS = {"yes": "●", "partial": "◐", "no": "○", "unknown": "?"}
_EVENT_SYMBOLS = {
    "programme_start": "triangle-right",
    "programme_end": "x",
    "organisation": "circle",
    "strategy": "diamond",
    "evaluation": "star",
    "event": "circle-open",
}
_PATTERNS = {"running": "", "ended": "/", "unclear": "."}
_LANE = 0.34  # between marks above each other, in rows


def _source(table: str, years: str = "") -> Source:
    return Source(
        text=_("Pages of ministries, agencies and programmes, read November 2026; each row names its own"),
        table=table,
        years=years,
    )


def _wrapped(words: str, width: int) -> str:
    return "<br>".join(textwrap.wrap(words, width, break_long_words=False))


def _strong(words: str, on: bool) -> str:
    return f"<b>{words}</b>" if on else words


# --- the matrix ------------------------------------------------------------------------------------------


def matrix(frame: pd.DataFrame, *, country: str = "FI", narrow: int = 0) -> Chart:
    """Countries by features, each cell a mark with its word and a fill; `narrow` writes codes and marks alone."""
    countries, features = list(frame["country"].unique()), list(frame["feature"].unique())
    names = dict(zip(frame["feature"], frame["feature_name"], strict=True))
    figure = style.figure()
    for value in _SIGNS:
        cells = frame[frame["value"] == value]
        figure.add_trace(_cells(cells, value, countries, features, bool(narrow)))
    chosen = countries.index(country) if country in countries else None
    if chosen is not None:
        figure.add_shape(
            type="rect", x0=chosen - 0.5, x1=chosen + 0.5, y0=-0.5, y1=len(features) - 0.5,
            line={"color": style.country_colour(country), "width": 3},
        )  # fmt: skip
    figure.update_layout(
        barmode="overlay",
        xaxis={
            "side": "top", "range": [-0.55, len(countries) - 0.45], "fixedrange": True,
            "tickvals": list(range(len(countries))),
            "ticktext": [_strong(code if narrow else country_name(code), code == country) for code in countries],
            "tickfont": {"color": style.palette().text}, "tickangle": 0,
        },
        yaxis={
            "range": [len(features) - 0.45, -0.55], "showgrid": False, "fixedrange": True,
            "tickvals": list(range(len(features))),
            "ticktext": [_wrapped(names[code], 18 if narrow else 44) for code in features],
            "tickfont": {"color": style.palette().text, "size": 12 if narrow else 14},
        },
        margin={"l": 4, "r": 4, "t": 30, "b": 4},
    )  # fmt: skip
    return Chart(
        id="programmes.matrix",
        title=_("What the neighbours' cluster policies have"),
        subtitle=_("Features of national cluster policy by country: ● yes, ◐ partly, ○ no, ? unknown"),
        insight=_matrix_insight(frame, country),
        figure=figure,
        table=frame,
        sources=(_source("programme_features"),),
        alt=_matrix_alt(frame, countries),
        params={"country": country},
        method=_("A cell says what a page of the country tells; where no page was found, the cell is unknown."),
    )


def _cells(cells: pd.DataFrame, value: str, countries: Sequence[str], features: Sequence[str], narrow: bool) -> go.Bar:
    palette = style.palette()
    fill = {"yes": palette.sequential[4], "partial": palette.sequential[1]}.get(value, palette.background)
    ink = palette.background if value == "yes" else palette.text
    word = term(value)
    return go.Bar(
        x=[countries.index(code) for code in cells["country"]],
        y=[0.86] * len(cells),
        base=[features.index(code) - 0.43 for code in cells["feature"]],
        width=0.9,
        text=[_SIGNS[value] if narrow else f"{_SIGNS[value]} {word}"] * len(cells),
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": ink, "size": 14},
        marker={
            "color": fill,
            "line": {"color": palette.unknown if value == "unknown" else palette.sequential[3], "width": 1},
            "pattern": {"shape": "/" if value == "unknown" else "", "fgcolor": palette.unknown, "size": 8},
        },
        customdata=[
            [country_name(row["country"]), row["feature_name"], word, _wrapped(str(row["evidence"] or ""), 50)]
            if isinstance(row["evidence"], str)
            else [country_name(row["country"]), row["feature_name"], word, _("No page found that tells.")]
            for row in cells.to_dict("records")
        ],
        hovertemplate="<b>%{customdata[0]}</b>, %{customdata[1]}: %{customdata[2]}<br>%{customdata[3]}<extra></extra>",
    )


def _matrix_insight(frame: pd.DataFrame, country: str) -> str:
    lacked = list(frame[(frame["country"] == country) & (frame["value"] == "no")]["feature"])
    said = []
    for feature in lacked:
        rows = frame[(frame["feature"] == feature) & (frame["value"] == "yes")]
        name = frame[frame["feature"] == feature]["feature_name"].iloc[0]
        said.append(f"{name} ({listing(country_name(code) for code in rows['country'])})" if len(rows) else str(name))
    if not said:
        return _("{country}: no feature is known to be missing altogether.").format(country=country_name(country))
    return _("{country} lacks, and in brackets who has it: {features}.").format(
        country=country_name(country), features="; ".join(said)
    )


def _matrix_alt(frame: pd.DataFrame, countries: Sequence[str]) -> str:
    said = []
    for code in countries:
        counts = frame[frame["country"] == code]["value"].value_counts()
        known = listing(f"{term(value)} {number(counts[value])}" for value in _SIGNS if value in counts)
        said.append(f"{country_name(code)}: {known}")
    return _("Matrix of {n} features by country. {values}.").format(
        n=number(frame["feature"].nunique()), values="; ".join(said)
    )


# --- the score -------------------------------------------------------------------------------------------


def score(frame: pd.DataFrame, *, country: str = "FI", weights: str = "") -> Chart:
    """The coverage score of each country as a dot, what the unknown cells leave open as a band."""
    shown = frame.iloc[::-1].reset_index(drop=True)
    figure = style.figure()
    for place, row in shown.iterrows():
        front = row["country"] == country
        colour = style.country_colour(row["country"])
        low, high = 100 * row["score_low"], 100 * row["score_high"]
        figure.add_trace(
            go.Scatter(
                x=[low, high], y=[place, place], mode="lines+markers", opacity=0.9 if front else 0.55,
                line={"color": colour, "width": 8 if front else 5},
                marker={"symbol": "line-ns", "size": 14, "line": {"color": colour, "width": 3}}, hoverinfo="skip",
            )
        )  # fmt: skip
        figure.add_trace(
            go.Scatter(
                x=[100 * row["score"]], y=[place], mode="markers", hoverinfo="text",
                hovertext=_score_words(row),
                marker={
                    "color": colour, "size": 14 if front else 12,
                    "line": {"color": style.palette().background, "width": 2},
                },
            )
        )  # fmt: skip
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=8, y=place, showarrow=False, align="left",
            text=_strong(percent(100 * row["score"], 0), front)
            + "<br>" + (_("all known") if low == high else f"{number(low)}–{percent(high, 0)}"),
            font={"size": 13, "color": style.palette().text if front else style.palette().muted},
        )  # fmt: skip
    figure.update_layout(
        xaxis={
            "range": [-2, 102], "showgrid": True, "tickvals": [0, 25, 50, 75, 100],
            "title": {"text": _("coverage score, %")},
        },
        yaxis={
            "tickvals": list(shown.index), "showgrid": False, "range": [-0.6, len(shown) - 0.4],
            "ticktext": [_strong(country_name(code), code == country) for code in shown["country"]],
            "tickfont": {"color": style.palette().text},
        },
        margin={"r": 112},
    )  # fmt: skip
    insight = _score_insight(frame, country)
    return Chart(
        id="programmes.score",
        title=_("How much of it each country has"),
        subtitle=_("Coverage of the features: dot = known cells, band = unknown counted as no and as yes")
        + ("" if not weights else " " + _("(with your weights)")),
        insight=insight,
        figure=figure,
        table=frame[["country", "score", "score_low", "score_high", "known", "features"]],
        sources=(_source("programme_features"),),
        alt=_("Dot chart with bands of the coverage score by country: {values}.").format(
            values="; ".join(_score_words(row) for row in frame.to_dict("records"))
        ),
        params={"country": country, "weights": weights},
        method=_(
            "Score = weighted mean of the known cells (yes 1, partly 0.5, no 0). The band counts the unknown cells as "
            "no (low) and as yes (high). All features weigh the same unless the reader says otherwise; a feature with "
            "the weight 0 is left out."
        ),
    )


def _score_words(row: pd.Series | dict[str, float]) -> str:
    band = f"{number(100 * row['score_low'])}–{percent(100 * row['score_high'], 0)}"
    return f"{country_name(str(row['country']))} {percent(100 * row['score'], 0)} ({band})"


def _score_insight(frame: pd.DataFrame, country: str) -> str:
    row = frame.set_index("country").loc[country]
    said = _("{country}: {score}, from {low} to {high} depending on what is unknown.").format(
        country=country_name(country),
        score=percent(100 * row["score"], 0),
        low=percent(100 * row["score_low"], 0),
        high=percent(100 * row["score_high"], 0),
    )
    groups = unsettled(frame)
    if not groups:
        return said + " " + _("No two bands overlap, so the order is settled.")
    return (
        said
        + " "
        + _("The bands overlap, so the order is not settled among: {groups}.").format(
            groups="; ".join(listing(country_name(code) for code in group) for group in groups)
        )
    )


def unsettled(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """The largest groups of countries whose bands all share a point, in the order of the frame.

    Bands on a line that all meet each other share a point, so every such group shows at the low end of one of them.
    """
    bands = {
        row["country"]: (round(row["score_low"], 9), round(row["score_high"], 9)) for row in frame.to_dict("records")
    }
    found = [
        tuple(code for code, (low, high) in bands.items() if low <= point <= high)
        for point in (low for low, _high in bands.values())
    ]
    largest = [group for group in dict.fromkeys(found) if not any(set(group) < set(other) for other in found)]
    return [group for group in largest if len(group) > 1]


# --- the timeline ----------------------------------------------------------------------------------------


def timeline(frame: pd.DataFrame, *, country: str = "FI", narrow: int = 0) -> Chart:
    """Programmes as bars, events as marks above them, a block a country; the country in question first."""
    figure = style.figure()
    codes = sorted(frame["country"].unique(), key=lambda code: code != country)
    drawn = frame[frame["start_year"].notna()]
    ticks: list[tuple[float, str]] = []
    bottom = 0.0
    for code in codes:
        part = drawn[drawn["country"] == code]
        events, programmes = part[part["kind"] != "programme"], part[part["kind"] == "programme"]
        lanes = _lanes(list(events["start_year"]), apart=3 if narrow else 1)
        deep = _LANE * max(lanes, default=0)
        ticks.append((bottom, f"<b>{country_name(code)}</b>"))
        _add_events(figure, events, [bottom + _LANE * lane for lane in lanes], code)
        top = bottom + deep + 0.85
        for row in programmes.to_dict("records"):
            _add_programme(figure, row, top)
            ticks.append((top, _wrapped(row["text"], 21 if narrow else 36)))
            top += 1
        bottom = top + 0.35
        if code != codes[-1]:
            figure.add_shape(
                type="line", xref="paper", x0=0, x1=1, y0=bottom - 0.62, y1=bottom - 0.62,
                line={"color": style.palette().grid, "width": 1},
            )  # fmt: skip
    figure.add_vline(x=NOW + 1, line={"color": style.palette().muted, "width": 1, "dash": "dot"})
    figure.update_layout(
        barmode="overlay",
        height=int(120 + (52 if narrow else 36) * bottom),
        xaxis={
            "range": [FIRST, LAST + 1], "tickformat": "d", "dtick": 10 if narrow else 5, "showgrid": True,
            "fixedrange": True,
        },
        yaxis={
            "range": [bottom - 0.4, -0.7], "showgrid": False, "fixedrange": True,
            "tickvals": [place for place, _words in ticks], "ticktext": [words for _place, words in ticks],
            "tickfont": {"size": 12 if narrow else 13, "color": style.palette().text},
        },
    )  # fmt: skip
    insight = _timeline_insight(frame, country)
    return Chart(
        id="programmes.timeline",
        title=_("Programmes come and go"),
        subtitle=_(
            "Bars are programmes: full = running, striped = ended, dotted = not clear whether it runs, → = no last "
            "year published, ? = last year unknown. Marks are events: ▸ start, ✕ end, ● organisation, ◆ strategy, "
            "★ evaluation, ○ other. The dotted line is the end of {year}."
        ).format(year=NOW),
        insight=insight,
        figure=figure,
        table=frame,
        sources=(_source("programme_timeline", f"{FIRST}–{LAST}"),),
        alt=_("Timeline of programmes and events by country. {insight}").format(insight=insight),
        params={"country": country, "countries": ",".join(codes)},
        method=_(
            "A bar runs from the first year to the last. Where the last year is not known and the programme is "
            "not known to run, the bar ends with the last year that its page tells of. Programmes without a first year "
            "are in the table only."
        ),
    )


def _add_programme(figure: go.Figure, row: dict[str, object], place: float) -> None:
    start, end = int(str(row["start_year"])), row["end_year"]
    known = not pd.isna(end)
    standing = str(row["standing"])
    seen = NOW if standing == "running" else int(str(row["last_seen_year"]))
    last = min(int(str(end)) if known else seen, LAST) + 1
    colour = style.country_colour(str(row["country"]))
    years = f"{start}–{int(str(end))}" if known else f"{start}–"
    figure.add_trace(
        go.Bar(
            y=[place], x=[last - start], base=[start], width=0.56, orientation="h", showlegend=False,
            opacity=1 if standing == "running" else 0.75,
            marker={
                "color": colour,
                "pattern": {"shape": _PATTERNS[standing], "size": 6},
                "line": {"color": colour, "width": 1},
            },
            hovertemplate=f"<b>{_wrapped(str(row['text']), 44)}</b><br>{years}, {_standing(standing)}"
            + ("" if known else "<br>" + _("last year not published")) + "<extra></extra>",
        )
    )  # fmt: skip
    if not known:
        figure.add_annotation(
            x=last, y=place, xanchor="left", xshift=2, showarrow=False,
            text="→" if standing == "running" else "<b>?</b>",
            font={"size": 16, "color": colour},
        )  # fmt: skip


def _lanes(years: Sequence[int], apart: int) -> list[int]:
    """For each year (in order) the first lane whose last year is at least `apart` years earlier."""
    last: list[int] = []
    lanes = []
    for year in years:
        lane = next((n for n, before in enumerate(last) if year - before >= apart), len(last))
        last[lane : lane + 1] = [year]
        lanes.append(lane)
    return lanes


def _add_events(figure: go.Figure, events: pd.DataFrame, places: Sequence[float], code: str) -> None:
    figure.add_trace(
        go.Scatter(
            x=[int(year) + 0.5 for year in events["start_year"]],
            y=list(places),
            mode="markers",
            showlegend=False,
            marker={
                "symbol": [_EVENT_SYMBOLS[kind] for kind in events["kind"]],
                "size": 10,
                "color": style.country_colour(code),
                "line": {"color": style.country_colour(code), "width": 1},
            },
            hovertext=[
                f"<b>{int(row['start_year'])}</b> {_wrapped(row['text'], 44)}" for row in events.to_dict("records")
            ],
            hoverinfo="text",
        )
    )


def _standing(standing: str) -> str:
    return {
        "running": _("running"),
        "ended": _("ended"),
        "unclear": _("not clear whether it runs"),
    }[standing]


def _timeline_insight(frame: pd.DataFrame, country: str) -> str:
    own = frame[(frame["country"] == country) & (frame["kind"] == "programme")]
    undated = [str(text) for text in own.loc[own["start_year"].isna(), "text"]]
    own = own[own["start_year"].notna()]
    rest = (
        " " + _("Not drawn, because no first year is known: {programmes}.").format(programmes=listing(undated))
        if undated
        else ""
    )
    ended = [_with_years(row) for row in own[own["standing"] == "ended"].to_dict("records")]
    counts = {"running": number((own["standing"] == "running").sum())}
    counts["unclear"] = number((own["standing"] == "unclear").sum())
    if not ended:
        said = _("{country}: no programme ended; running: {running}; not clear: {unclear}.").format(
            country=country_name(country), **counts
        )
        return said + rest
    said = _("{country}, ended: {programmes}. Running: {running}; not clear: {unclear}.").format(
        country=country_name(country), programmes=listing(ended), **counts
    )
    return said + rest


def _with_years(row: dict[str, object]) -> str:
    start = "?" if pd.isna(row["start_year"]) else str(row["start_year"])
    end = str(row["end_year"]) if not pd.isna(row["end_year"]) else "" if row["standing"] == "running" else "?"
    return f"{row['text']} {start}–{end}"


# --- money -----------------------------------------------------------------------------------------------


def money(frame: pd.DataFrame, *, country: str = "FI", measure: str = "eur_per_inhabitant", narrow: int = 0) -> Chart:
    """Yearly budgets of programmes by one measure, a bar a programme; the unknown ones named below."""
    if measure not in _MONEY_DIGITS:
        raise ValueError(f"There is no measure {measure!r}; there are {', '.join(_MONEY_DIGITS)}.")
    rows = frame.sort_values(measure, na_position="first").reset_index(drop=True)
    figure = style.figure()
    figure.add_trace(
        go.Bar(
            x=[0 if pd.isna(value) else float(value) for value in rows[measure]],
            y=list(rows.index),
            orientation="h",
            width=0.6,
            marker={
                "color": [style.country_colour(code) for code in rows["country"]],
                "opacity": [1 if code == country else 0.75 for code in rows["country"]],
                "pattern": {
                    "shape": ["/" if status == "ended" else "" for status in rows["status"]],
                    "fgcolor": style.palette().background,
                    "size": 6,
                },
            },
            hovertext=[
                f"<b>{_wrapped(row['programme'], 44)}</b><br>{_wrapped(str(row['budget_original']), 44)}"
                for row in rows.to_dict("records")
            ],
            hoverinfo="text",
        )
    )
    highest, width = float(rows[measure].max()), 24 if narrow else 38
    for place, row in rows.iterrows():
        unknown = pd.isna(row[measure])
        figure.add_annotation(
            x=0 if unknown else row[measure], y=place, xanchor="left", xshift=6, showarrow=False,
            text=f"○ {term('unknown')}" if unknown else f"{number(row[measure], _MONEY_DIGITS[measure])}",
            font={"size": 14, "color": style.palette().muted if unknown else style.palette().text},
        )  # fmt: skip
    figure.update_layout(
        xaxis={
            "range": [0, highest * 1.2], "nticks": 4 if narrow else 6, "showgrid": True,
            "title": {"text": _money_unit(measure)},
        },
        yaxis={
            "showgrid": False, "tickvals": list(rows.index),
            "ticktext": [
                _strong(
                    _wrapped(f"{row['country']} {row['programme']} ({row['budget_year']})", width),
                    row["country"] == country,
                )
                for row in rows.to_dict("records")
            ],
            "tickfont": {"size": 12 if narrow else 13, "color": style.palette().text},
        },
        height=int(90 + (52 if narrow else 42) * len(rows)),
    )  # fmt: skip
    return Chart(
        id="programmes.money",
        title=_("What the programmes cost a year"),
        subtitle=_(
            "Yearly budget, {unit}; in brackets the budget's year, striped: ended; what the money pays for differs"
        ).format(unit=_money_unit(measure)),
        insight=_money_insight(rows, measure, country),
        figure=figure,
        table=frame,
        sources=(
            _source("programmes"),
            Source(
                text=_("World Bank, World Development Indicators (SP.POP.TOTL), read November 2026"),
                table="export_indicators",
                url="https://data.worldbank.org/indicator/SP.POP.TOTL",
            ),
            Source(text=_("Eurostat, GDP of regions (nama_10r_3gdp), stored January 2024"), table="regional_stats"),
        ),
        alt=_("Bar chart of yearly budgets of programmes, {unit}: {values}.").format(
            unit=_money_unit(measure),
            values="; ".join(
                f"{country_name(row['country'])}, {row['programme']} {number(row[measure], _MONEY_DIGITS[measure])}"
                for row in rows[::-1].to_dict("records")
            ),
        ),
        params={"country": country, "measure": measure},
        method=_(
            "Amounts as the pages state them, in euro at fixed rates (DKK 7.46 and about NOK 9.33 for a euro); totals "
            "are divided by their years. Population and GDP are of the budget's year (of the first year where a total "
            "has no other); where the year's population is not out, the latest of the two years before. GDP in euro "
            "is known for Finland, Sweden, Norway and Denmark to 2020 or 2021. A budget is divided by the clusters "
            "counted in the same year, if they were. What a budget pays for differs: SHOK and PPS-Innovatie funded "
            "research projects, Norway and Denmark pay cluster organisations, the ecosystem agreements fund projects "
            "of cities. What counts as a cluster differs too: city regions in Finland, TKI consortia in the "
            "Netherlands."
        ),
    )


_MONEY_DIGITS = {"eur_per_inhabitant": 2, "budget_meur": 1, "eur_per_meur_gdp": 0, "meur_per_cluster": 2}


def _money_unit(measure: str) -> str:
    return {
        "eur_per_inhabitant": _("EUR per inhabitant"),
        "budget_meur": _("EUR million"),
        "eur_per_meur_gdp": _("EUR per EUR million of GDP"),
        "meur_per_cluster": _("EUR million per cluster supported"),
    }[measure]


def _money_insight(rows: pd.DataFrame, measure: str, country: str) -> str:
    known = rows[rows[measure].notna()]
    running = known[known["status"] == "active"].iloc[::-1]
    said = _("{unit}, programmes that run: {values}.").format(
        unit=_money_unit(measure),
        values=listing(
            f"{country_name(row['country'])} {number(row[measure], _MONEY_DIGITS[measure])} ({row['budget_year']})"
            for row in running.to_dict("records")
        )
        or term("unknown"),
    )
    said += " " + _("Known for {known} of {all} programmes with a budget.").format(
        known=number(len(known)), all=number(len(rows))
    )
    if country not in set(known["country"]):
        said += " " + _("{country}: not known for any programme.").format(country=country_name(country))
    return said[:1].upper() + said[1:]


# --- figures ---------------------------------------------------------------------------------------------

_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "star")


def figures(frame: pd.DataFrame, *, view: str = "dk_companies") -> Chart:
    """Figures of a programme over the years; years with no figure are gaps."""
    country = str(frame["country"].iloc[0])
    million = str(frame["unit"].iloc[0]) == "NOK"
    figure = style.figure()
    years = range(int(frame["year"].min()), int(frame["year"].max()) + 1)
    shades = [style.country_colour(country), style.palette().text, style.palette().muted]
    for place, (_code, rows) in enumerate(frame.groupby("indicator", sort=False)):
        line = (rows.groupby("year")["value"].max() / (1e6 if million else 1)).reindex(years)
        figure.add_trace(
            go.Scatter(
                x=list(years), y=list(line), name=_wrapped(rows["name"].iloc[0], 34), connectgaps=False,
                mode="lines+markers+text", text=["" if pd.isna(v) else number(v) for v in line],
                textposition=_label_places(line), cliponaxis=False,
                textfont={"size": 14, "color": style.palette().text},
                line={"color": shades[place % 3], "width": 2, "dash": ("solid", "dash", "dot")[place % 3]},
                marker={"symbol": _SYMBOLS[place], "size": 11},
                hovertemplate="%{x}: %{y:,.0f}<extra>" + rows["name"].iloc[0] + "</extra>",
            )
        )  # fmt: skip
    unit = (
        _("NOK million")
        if million
        else {"companies": _("number of companies"), "clusters": _("number of clusters")}[frame["unit"].iloc[0]]
    )
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "y": -0.16, "yanchor": "top", "x": 0, "font": {"size": 13}, "itemclick": False},
        xaxis={"range": [years[0] - 0.6, years[-1] + 0.6], "tickformat": "d", "dtick": 2},
        yaxis={"title": {"text": unit}, "rangemode": "tozero", "nticks": 5, "tickformat": ",.0f"},
    )
    shown = f"{years[0]}–{years[-1]}"
    insight = _figures_insight(frame, million)
    return Chart(
        id="programmes.figures",
        title={
            "dk_companies": _("Companies in the Danish networks"),
            "no_clusters": _("Clusters in the Norwegian programme"),
            "no_support": _("Money of the Norwegian programme"),
        }[view],
        subtitle=_("{country}, {unit}, {years}; years with no figure are empty").format(
            country=country_name(country), unit=unit, years=shown
        ),
        insight=insight,
        figure=figure,
        table=frame,
        sources=(_source("programme_figures", shown),),
        alt=_("Line chart of figures of a programme. {insight}").format(insight=insight),
        params={"view": view},
        method=_("Figures as pages state them; where two pages differ for a year, the chart shows the higher one."),
    )


def _label_places(line: pd.Series) -> list[str]:
    """Where a point's number stands clear of the line: beside a rising one to the left, a falling one to the right."""
    rises, fell = line.shift(-1) > line, line.shift(1) > line
    return ["top left" if up else "top right" if down else "top center" for up, down in zip(rises, fell, strict=True)]


def _figures_insight(frame: pd.DataFrame, million: bool) -> str:
    first = frame[frame["indicator"] == frame["indicator"].iloc[0]]

    def amount(value: float) -> str:
        return _("NOK {n} million").format(n=number(value / 1e6)) if million else number(value)

    return _("{what}: {first} in {start}, {last} in {end}.").format(
        what=first["name"].iloc[0],
        first=amount(first["value"].iloc[0]),
        start=int(first["year"].iloc[0]),
        last=amount(first["value"].iloc[-1]),
        end=int(first["year"].iloc[-1]),
    )
