"""Charts of specialisation, concentration and likeness of exports over the years."""

from __future__ import annotations

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import COMPARED, NORDIC
from analytics.core.language import _, country_name, country_words, listing, number
from analytics.core.plot import Axis, Dash, Label, Plot, Rule, Series, Stroke
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.specialisation import questions, words
from analytics.specialisation.words import rca_number, valued

_TICKS = (0.1, 0.25, 0.5, 1, 2, 4, 10)
_DASHES: tuple[Dash, ...] = ("solid", "dash", "dot", "dashdot", "longdash")
_YEARS = Axis(years=True, step=5)


@chart(
    "exports.rca_time",
    question="How has a country's specialisation changed?",
    ask=questions.rca_time,
    allowed={"country": COMPARED, "without_fuels": (0, 1)},
)
def rca_time(frame: pd.DataFrame, *, country: str = "FI", product_code: str = "", without_fuels: int = 0) -> Chart:
    """RCA over the years on the symmetric scale: a group in every country, or a country's strongest groups."""
    years = _years(frame)
    if product_code:
        lines = _country_lines(frame, "symmetric_rca", country, hover="rca")
        title, subtitle, insight = _words_of_group(frame, country)
    else:
        lines = _group_lines(frame, country)
        title, subtitle, insight = _words_of_country(frame, country)
    drawing = Plot(
        "line",
        lines,
        x=_YEARS,
        y=rca_axis(frame),
        categories=tuple(_all_years(frame)),
        rules=(Rule("y", 0.0, Stroke(style.palette().muted, 1)),),
    )
    return Chart(
        title=title,
        subtitle=words.scope(subtitle, without_fuels),
        insight=insight,
        drawing=drawing,
        table=frame[["country", "year", "product_code", "rca", "symmetric_rca"]],
        sources=(cite("exports_by_product", years=years),),
        alt=_("Line chart of revealed comparative advantage, {years}. {insight}").format(years=years, insight=insight),
        method=words.rca_method(),
    )


def _words_of_group(frame: pd.DataFrame, country: str) -> tuple[str, str, str]:
    """Title, subtitle and insight of one product group in every country."""
    last = int(frame["year"].max())
    newest = frame[frame["year"] == last].set_index("country")["rca"]
    subtitle = _("{group}: specialisation of exports (RCA, 1 = as the world), {years}").format(
        group=str(frame["product_name"].iloc[0]), years=_years(frame)
    )
    insight = _("{group}, {year}, in times the world's share: {values}.").format(
        group=str(frame["product_name"].iloc[0]),
        year=last,
        values=listing(
            valued(country_name(code), rca_number(newest.get(code)))
            for code in [country, *(code for code in NORDIC if code != country)]
        ),
    )
    return _("How the speciality has changed"), subtitle, insight


def _words_of_country(frame: pd.DataFrame, country: str) -> tuple[str, str, str]:
    """Title, subtitle and insight of a country's strongest product groups."""
    last = int(frame["year"].max())
    ranked = frame[frame["year"] == last].sort_values("rca", ascending=False)
    subtitle = _("{country}: the five strongest groups, RCA (1 = as the world), {years}").format(
        **country_words(country), years=_years(frame)
    )
    insight = _("{country} is strongest in these groups, in times the world's share in {year}: {groups}.").format(
        **country_words(country),
        year=last,
        groups=listing(valued(row.product_short, rca_number(row.rca)) for row in ranked.itertuples()),
    )
    return _("How the specialities have changed"), subtitle, insight


@chart(
    "exports.concentration",
    question="On how few product groups do a country's goods exports rest?",
    ask=questions.concentration,
    allowed={"country": COMPARED, "without_fuels": (0, 1)},
)
def concentration(frame: pd.DataFrame, *, country: str = "FI", without_fuels: int = 0) -> Chart:
    """The normalised Herfindahl-Hirschman index over the years, `country` in front."""
    drawing = _index_lines(
        frame, "hhi_normalised", country, 1.08 * float(frame["hhi_normalised"].max()), _("0 = spread, 1 = one group")
    )
    years, last = _years(frame), int(frame["year"].max())
    own = frame[frame["country"] == country].dropna(subset="hhi_normalised").set_index("year")["hhi_normalised"]
    rest = words.nordic(frame, "hhi_normalised", last)
    insight = _(
        "The concentration of {of_country} exports was {value} in {year} and {before} in {since}. Of the Nordic "
        "countries {top} is the most concentrated ({most}) and {low} the least ({least})."
    ).format(
        **country_words(country),
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
        title=_("On how few products exports rest"),
        subtitle=words.scope(
            _("Concentration of goods exports over the product groups (normalised HHI), {years}").format(years=years),
            without_fuels,
        ),
        insight=insight,
        drawing=drawing,
        table=frame[["country", "year", "hhi", "hhi_normalised"]],
        sources=(cite("exports_by_product", years=years),),
        alt=_("Line chart of export concentration by country, {years}. {insight}").format(years=years, insight=insight),
        method=_(
            "HHI = the sum of the squared shares of the N leaf groups (Herfindahl–Hirschman). Normalised: "
            "(HHI − 1/N) / (1 − 1/N), from 0 (all groups equal) to 1 (one group). N is 17, or 16 without fuels. A year "
            "with an unknown group (Norway 2000 and 2001) has no index."
        ),
    )


@chart(
    "exports.similarity",
    question="How alike are the goods exports of a country and of each other country?",
    ask=questions.similarity,
    allowed={"country": COMPARED, "without_fuels": (0, 1)},
)
def similarity(frame: pd.DataFrame, *, country: str = "FI", without_fuels: int = 0) -> Chart:
    """How alike the goods exports of `country` and of each other country are, over the years."""
    lines = frame.rename(columns={"country_b": "country"})
    drawing = _index_lines(lines, "similarity", country, 1.0, _("0 = nothing alike, 1 = the same"))
    years, last = _years(frame), int(frame["year"].max())
    newest = frame[frame["year"] == last].dropna(subset="similarity").set_index("country_b")["similarity"]
    insight = _(
        "The exports of {country} are most like those of {near} ({most} of 1 in {year}) and least like "
        "those of {far} ({least})."
    ).format(
        **country_words(country),
        near=country_name(str(newest.idxmax())),
        most=number(newest.max(), 2),
        far=country_name(str(newest.idxmin())),
        least=number(newest.min(), 2),
        year=last,
    )
    return Chart(
        title=_("Whose exports are alike"),
        subtitle=words.scope(
            _("{country}: likeness of goods exports to those of each other country, 0 to 1, {years}").format(
                **country_words(country), years=years
            ),
            without_fuels,
        ),
        insight=insight,
        drawing=drawing,
        table=frame[["country_a", "country_b", "year", "similarity"]],
        sources=(cite("exports_by_product", years=years),),
        alt=_("Line chart of the likeness of goods exports, {years}. {insight}").format(years=years, insight=insight),
        method=_(
            "Similarity = the sum over the leaf groups of the smaller of the two countries' shares (Finger and Kreinin "
            "1979): 1 when all shares are the same, 0 when no group is shared. With 17 wide groups countries look more "
            "alike than with single products. A year with an unknown group (Norway 2000 and 2001) has no index."
        ),
    )


def rca_axis(frame: pd.DataFrame, title: str = "") -> Axis:
    """The symmetric scale, labelled by the RCA that stands at each tick; 0 is the world's share."""
    low = min(float(frame["symmetric_rca"].min()) - 0.1, -0.1)
    high = max(float(frame["symmetric_rca"].max()) + 0.1, 0.1)
    ticks = {(tick - 1) / (tick + 1): tick for tick in _TICKS}
    return Axis(
        title or _("RCA (symmetric scale)"),
        low=low,
        high=high,
        ticks=tuple(
            (place, number(tick, 0 if tick >= 1 else len(str(tick)) - 2))
            for place, tick in ticks.items()
            if low <= place <= high
        ),
        transformed=True,
    )


def _index_lines(frame: pd.DataFrame, column: str, country: str, top: float, title: str) -> Plot:
    """Lines of an index from 0 to `top` (at most 1), its decimals written as the language does."""
    step = 0.2 if top > 0.7 else 0.1 if top > 0.25 else 0.05
    ticks = [step * place for place in range(int(top / step + 1e-9) + 1)]
    return Plot(
        "line",
        _country_lines(frame, column, country),
        x=_YEARS,
        y=Axis(title, low=0, high=top, ticks=tuple((tick, number(tick, 2 if step < 0.1 else 1)) for tick in ticks)),
        categories=tuple(_all_years(frame)),
    )


def _country_lines(frame: pd.DataFrame, column: str, country: str, hover: str = "") -> tuple[Series, ...]:
    """A line a country with its name at the end; `country` strong, benchmarks dashed and dotted."""
    lines = []
    for code in frame["country"].unique():
        front = code == country
        colour = style.country_colour(code)
        stroke = Stroke(colour, 4 if front else 2, style.BENCHMARK_DASH.get(code, "solid"))
        rows = frame[frame["country"] == code]
        lines.append(_line(rows, column, hover or column, country_name(code), stroke, _all_years(frame), front))
    return tuple(lines)


def _group_lines(frame: pd.DataFrame, country: str) -> tuple[Series, ...]:
    """A line a group of one country, told apart by dashes and the names at the ends."""
    colour = style.country_colour(country)
    newest = frame[frame["year"] == frame["year"].max()].sort_values("rca", ascending=False)
    return tuple(
        _line(
            frame[frame["product_code"] == group.product_code],
            "symmetric_rca",
            "rca",
            str(group.product_short),
            Stroke(colour, 3, dash),
            _all_years(frame),
        )
        for dash, group in zip(_DASHES, newest.itertuples(), strict=False)
    )


def _line(
    rows: pd.DataFrame, column: str, hover: str, name: str, stroke: Stroke, years: range, front: bool = False
) -> Series:
    values = rows.set_index("year")[column].reindex(years)
    shown = rows.set_index("year")[hover].reindex(years)
    known = [place for place, value in enumerate(values) if pd.notna(value)]
    return Series(
        name,
        tuple(None if pd.isna(value) else float(value) for value in values),
        line=stroke,
        labels={known[-1]: Label(f"{name} {number(shown.iloc[known[-1]], 2)}", "right", stroke.colour)}
        if known
        else {},
        hover=tuple(f"{name} {year}: {number(value, 2)}" for year, value in shown.items()),
        highlight=front,
    )


def _all_years(frame: pd.DataFrame) -> range:
    return range(int(frame["year"].min()), int(frame["year"].max()) + 1)


def _years(frame: pd.DataFrame) -> str:
    return f"{int(frame['year'].min())}–{int(frame['year'].max())}"
