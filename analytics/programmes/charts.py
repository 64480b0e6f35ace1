"""Charts of what countries' cluster policies have: the matrix of features, the score, and figures over time."""

from __future__ import annotations

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import COMPARED
from analytics.core.language import _, country_name, number, percent, term
from analytics.core.plot import Axis, Cell, Dash, Grid, Label, Mark, Plot, Series, Side, Stroke, Symbol
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.core.text_layout import broken
from analytics.programmes import questions, words

_SYMBOLS: tuple[Symbol, ...] = ("circle", "square", "diamond", "triangle-up", "star")
_DASHES: tuple[Dash, ...] = ("solid", "dash", "dot")


@chart(
    "programmes.matrix",
    question="Which features of a cluster policy does each country have?",
    ask=questions.matrix_of_all,
    allowed={"country": COMPARED},
)
def matrix(frame: pd.DataFrame, *, country: str = "FI", narrow: int = 0) -> Chart:
    """Countries by features, each cell a mark with its word and a fill; `narrow` = 1 writes codes and marks alone."""
    return Chart(
        title=_("Parts of a national cluster policy, by country"),
        subtitle=_("● yes, ◐ partly, ○ no, ? unknown"),
        insight=words.matrix(frame, country),
        drawing=_cells(frame, country, narrow=bool(narrow)),
        table=frame,
        sources=(cite("programme_features"),),
        alt=words.matrix_alt(frame, list(frame["country"].unique())),
        method=_(
            "A cell says what a page tells of the country, as a rule the most official one. Further pages stand beside "
            "it, also where they say otherwise. Where no page was found, the cell is unknown. Where only a campaigner "
            "was found, the evidence says so. A part that is known of no more than half of the countries, such as the "
            "national contact point of the European platform, is not compared."
        ),
    )


def _cells(frame: pd.DataFrame, country: str, *, narrow: bool) -> Grid:
    countries = list(frame["country"].unique())
    rows = []
    for _feature, part in frame.groupby("feature", sort=False):
        of_country = {row["country"]: row for row in part.to_dict("records")}
        rows.append(
            (
                broken(part["feature_name"].iloc[0], 18 if narrow else 44),
                tuple(_cell(of_country[code], narrow) for code in countries),
            )
        )
    return Grid(
        "matrix",
        tuple(code if narrow else country_name(code) for code in countries),
        tuple(rows),
        column=countries.index(country),
        frame=style.country_colour(country),
        letters=12 if narrow else 14,
    )


def _cell(row: dict[str, str], narrow: bool) -> Cell:
    palette, value = style.palette(), row["value"]
    evidence = row["evidence"] if isinstance(row["evidence"], str) else _("No page found that tells.")
    source = f" ({words.kind_of_source(row['source_kind'])})" if isinstance(row["source_kind"], str) else ""
    return Cell(
        text=words.SIGNS[value] if narrow else f"{words.SIGNS[value]} {term(value)}",
        fill={"yes": palette.sequential[4], "partial": palette.sequential[1]}.get(value, palette.background),
        ink=palette.background if value == "yes" else palette.text,
        hover=f"{country_name(row['country'])}, {row['feature_name']}: {term(value)}\n{evidence}{source}",
        hatch="/" if value == "unknown" else "",
        edge=palette.unknown if value == "unknown" else palette.sequential[3],
    )


@chart(
    "programmes.score",
    question="How much of the features does each country have, and how much hangs on what is unknown?",
    ask=questions.score,
    allowed={"country": COMPARED},
)
def score(frame: pd.DataFrame, *, country: str = "FI", weights: str = "") -> Chart:
    """The coverage score of each country as a dot, what the unknown cells leave open as a band."""
    return Chart(
        title=_("How complete the cluster policies are"),
        subtitle=_("Coverage of the parts, %: the dot is what is known, the band what the unknown ones could change")
        + ("" if not weights else " " + _("(with your weights)")),
        insight=words.score(frame, country),
        drawing=_bands(frame, country),
        table=frame[["country", "score", "score_low", "score_high", "known", "features"]],
        sources=(cite("programme_features"),),
        alt=_("Dot chart with bands of the coverage score by country: {values}.").format(
            values="; ".join(words.score_and_band(row) for row in frame.to_dict("records"))
        ),
        method=_(
            "Score = weighted mean of the known cells (yes 1, partly 0.5, no 0). The band counts the unknown cells as "
            "no (low) and as yes (high). All parts weigh the same unless the reader says otherwise. A part with the "
            "weight 0 is left out."
        ),
    )


def _bands(frame: pd.DataFrame, country: str) -> Plot:
    """A row a country, the highest on top."""
    palette, rows = style.palette(), frame.to_dict("records")
    bands, dots, labels = [], [], {}
    for place, row in enumerate(rows):
        front, colour = row["country"] == country, style.country_colour(row["country"])
        bands.append(
            Series(
                country_name(row["country"]),
                (-place, -place),
                (100 * row["score_low"], 100 * row["score_high"]),
                marks=(Mark(colour, colour, 3, "line-ns", 14),),
                line=Stroke(colour, 8 if front else 5, opacity=0.9 if front else 0.55),
                hover=(words.score_and_band(row),) * 2,
                highlight=front,
            )
        )
        dots.append(Mark(colour, palette.background, 2, size=14 if front else 12))
        band = _("all known") if row["score_low"] == row["score_high"] else words.band(row)
        labels[place] = Label(
            f"{percent(100 * row['score'], 0)}\n{band}", "after", palette.text if front else palette.muted, front
        )
    return Plot(
        "interval",
        (
            *bands,
            Series(
                _("coverage, %"),
                tuple(-place for place in range(len(rows))),
                tuple(None if pd.isna(row["score"]) else 100 * row["score"] for row in rows),
                shape="point",
                marks=tuple(dots),
                labels=labels,
                hover=tuple(words.score_and_band(row) for row in rows),
            ),
        ),
        x=Axis(_("coverage, %"), low=-2, high=102, step=25, grid=True),
        y=Axis(
            low=0.4 - len(rows),
            high=0.6,
            ticks=tuple((-place, country_name(row["country"])) for place, row in enumerate(rows)),
            strong=frozenset(-place for place, row in enumerate(rows) if row["country"] == country),
        ),
    )


@chart(
    "programmes.figures",
    question="How have figures of the Danish and the Norwegian programme changed?",
    ask=questions.figures,
    allowed={"view": tuple(questions.VIEWS)},
)
def figures(frame: pd.DataFrame, *, view: str = "dk_companies") -> Chart:
    """Figures of a programme over the years; years with no figure are gaps."""
    unit = words.figures_unit(frame["unit"].iloc[0])
    years = f"{frame['year'].min()}–{frame['year'].max()}"
    insight = words.figures(frame)
    return Chart(
        title=words.figures_title(view),
        subtitle=_("{country}, {unit}, {years}. Years with no figure are empty").format(
            country=country_name(frame["country"].iloc[0]), unit=unit, years=years
        ),
        insight=insight,
        drawing=_lines(frame, unit),
        table=frame,
        sources=(cite("programme_figures", years=years),),
        alt=_("Line chart of figures of a programme. {insight}").format(insight=insight),
        method=_("Figures as pages state them. Where two pages differ for a year, the chart shows the higher one."),
    )


def _lines(frame: pd.DataFrame, unit: str) -> Plot:
    divisor = 1e6 if frame["unit"].iloc[0] == "NOK" else 1
    years = range(int(frame["year"].min()), int(frame["year"].max()) + 1)
    shades = (style.country_colour(frame["country"].iloc[0]), style.palette().text, style.palette().muted)
    series = []
    for place, (_code, rows) in enumerate(frame.groupby("indicator", sort=False)):
        line = (rows.groupby("year")["value"].max() / divisor).reindex(years)
        name, shade = str(rows["name"].iloc[0]), shades[place % len(shades)]
        sides = _sides(line)
        series.append(
            Series(
                broken(name, 34),
                tuple(None if pd.isna(value) else float(value) for value in line),
                marks=(Mark(shade, symbol=_SYMBOLS[place], size=11),),
                line=Stroke(shade, dash=_DASHES[place % len(_DASHES)]),
                labels={
                    at: Label(number(value), sides[at]) for at, value in enumerate(line) if pd.notna(value)
                },
                hover=tuple(f"{name} {year}: {number(value)}" for year, value in line.items()),
            )
        )  # fmt: skip
    highest = max(value for one in series for value in one.y if value is not None)
    return Plot(
        "line",
        tuple(series),
        x=Axis(years=True, step=2),
        y=Axis(unit, low=0, high=1.08 * highest),
        categories=tuple(years),
        legend="bottom",
    )


def _sides(line: pd.Series) -> list[Side]:
    """Where a point's number stands clear of the line: beside a rising one to the left, a falling one to the right."""
    rises, fell = line.shift(-1) > line, line.shift(1) > line
    return ["top left" if up else "top right" if down else "top" for up, down in zip(rises, fell, strict=True)]
