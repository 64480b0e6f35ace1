"""Charts about what countries export: structure and specialisation by product group."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.codes import COMPARED
from analytics.core.language import _, country_name, country_words, listing, number, percent, term
from analytics.core.plot import Axis, Cell, Grid, Label, Mark, Plot, Series
from analytics.core.registry import chart
from analytics.core.sources import cite
from analytics.specialisation import questions, words
from analytics.specialisation.questions import UNCLASSIFIED
from analytics.specialisation.words import rca_number, valued

LIMITS = (0.5, 0.8, 1.25, 2.0)  # RCA: between the classes of the heatmap; symmetric round 1


@chart(
    "exports.structure",
    question="What does a country export, by product group?",
    ask=questions.structure,
    allowed={"country": COMPARED, "without_fuels": (0, 1)},
)
def structure(frame: pd.DataFrame, *, country: str = "FI", without_fuels: int = 0) -> Chart:
    """The groups' shares of a country's goods exports: bars for the last year, diamonds for the first if it differs."""
    last, first = int(frame["year"].max()), int(frame["year"].min())
    now = frame[frame["year"] == last].set_index("product_code")
    now = now.assign(order=now["share_pct"].where(now.index != UNCLASSIFIED, -2).fillna(-1))
    now = now.sort_values("order")[::-1]
    before = frame[frame["year"] == first].set_index("product_code")["share_pct"].reindex(now.index)
    subtitle = (
        _("Share of goods exports by product group, %, bars and figures {year}, diamonds {since}")
        if first < last
        else _("Share of goods exports by product group, %, {year}")
    )
    leading = now[now.index != UNCLASSIFIED].head(3)
    insight = _(
        "The largest groups of {of_country} goods exports in {year} are {groups}. Together they are {sum}."
    ).format(
        **country_words(country),
        year=last,
        groups=listing(valued(row.product_short, percent(row.share_pct)) for row in leading.itertuples()),
        sum=percent(leading["share_pct"].sum(min_count=1)),
    )
    insight += words.unknown(now.loc[now["share_pct"].isna(), "product_short"][::-1])
    return Chart(
        title=_("What the country exports"),
        subtitle=words.scope(subtitle.format(year=last, since=first), without_fuels),
        insight=insight,
        drawing=_bars(now, before if first < last else None, country, last, first),
        table=frame[["country", "year", "product_code", "exports_usd_million", "share_pct"]],
        sources=(cite("exports_by_product", years=f"{first}, {last}"),),
        alt=_("Bar chart of the product groups' shares of goods exports. {insight}").format(insight=insight),
        params={"year": last, "since": first},
        method=_(
            "Share = the group's exports / all goods exports (WTO, current US dollars). The 17 leaf groups add up to "
            "the total. Norway lacks two groups (other machinery, other transport equipment) in 2000 and 2001: there "
            "the total is the published one, the other groups keep their true share, and the two stay unknown."
        ),
    )


@chart(
    "exports.rca",
    question="In which product groups is a country specialised beside the world?",
    ask=questions.rca,
    allowed={"country": COMPARED, "without_fuels": (0, 1)},
)
def rca(frame: pd.DataFrame, *, country: str = "FI", without_fuels: int = 0) -> Chart:
    """Heatmap of countries by groups: five classes of RCA round 1, each cell with its number."""
    year = int(frame["year"].max())
    order = [country, *(code for code in COMPARED if code != country)]
    columns = [code for code in order if code in set(frame["country"])]
    short = frame.drop_duplicates("product_code").set_index("product_code")["product_short"]
    wide = frame.pivot(index="product_code", columns="country", values="rca")[columns]
    ranked = wide[country].fillna(-1).where(wide.index != UNCLASSIFIED, -2)
    wide = wide.loc[ranked.sort_values().index[::-1]]
    insight = words.strongest(wide[country][::-1], short, country, year)
    return Chart(
        title=_("Where the country is specialised"),
        subtitle=words.scope(
            _("Specialisation of exports (RCA, 1 = as the world), {year}. Columns: {countries}").format(
                year=year, countries=listing(f"{country_name(code)} ({code})" for code in columns)
            ),
            without_fuels,
        ),
        insight=insight,
        drawing=heatmap(wide, short, missing=("?", term("unknown"))),
        table=frame[["country", "year", "product_code", "rca", "symmetric_rca"]],
        sources=(cite("exports_by_product", years=str(year)),),
        alt=_("Heatmap of revealed comparative advantage by product group and country, {year}. {insight}").format(
            year=year, insight=insight
        ),
        params={"year": year},
        method=words.rca_method(),
    )


def _bars(now: pd.DataFrame, before: pd.Series | None, country: str, last: int, first: int) -> Plot:
    colours = style.palette()
    furthest = now["share_pct"] if before is None else pd.concat([now["share_pct"], before], axis=1).max(axis=1)
    colour = style.country_colour(country)
    names = [str(name) for name in now["product_short"]]
    series = [
        Series(
            str(last),
            tuple(None if pd.isna(share) else float(share) for share in now["share_pct"]),
            shape="bar",
            marks=(Mark(colour),),
            hover=tuple(f"{row.product_name}, {last}: {percent(row.share_pct)}" for row in now.itertuples()),
            thickness=0.65,
        )
    ]
    if before is not None:
        series.append(
            Series(
                str(first),
                tuple(None if pd.isna(share) else float(share) for share in before),
                shape="point",
                marks=(Mark(colours.background, colours.text, 2, symbol="diamond", size=10),),
                hover=tuple(f"{name}, {first}: {percent(share)}" for name, share in zip(names, before, strict=True)),
            )
        )
    # A column of its own: beside a diamond the figure of the bar would read as the diamond's.
    shares = [Label(percent(share), "right", colour, bold=True) for share in now["share_pct"]]
    beyond = 1.12 * float(furthest.max())
    series.append(
        Series(
            "", (beyond,) * len(shares), shape="text", marks=(Mark(""),), labels=dict(enumerate(shares)), helper=True
        )
    )
    return Plot(
        "bar",
        tuple(series),
        x=Axis(_("% of goods exports"), low=0, high=1.4 * float(furthest.max()), grid=True),
        categories=tuple(names),
    )


def heatmap(wide: pd.DataFrame, short: pd.Series, missing: tuple[str, str]) -> Grid:
    """RCA as a heat map: a row a product (named by `short`), a column a country, the first one framed.

    `missing` are the sign and the meaning of an empty value.
    """
    colours = style.palette()
    key = list(zip(_class_names(), colours.sequential, strict=True))
    if wide.isna().to_numpy().any():
        key.append((f"{missing[0]} = {missing[1]}", colours.unknown))
    named = {code: str(name) for code, name in short.items()}
    countries = [country_name(code) for code in wide.columns]
    rows = tuple(
        (
            named[code],
            tuple(_cell(value, f"{of}, {named[code]}", missing) for of, value in zip(countries, values, strict=True)),
        )
        for code, *values in wide.itertuples(name=None)
    )
    return Grid("heatmap", tuple(wide.columns), rows, tuple(key), column=0, frame=colours.text)


def _cell(value: float, place: str, missing: tuple[str, str]) -> Cell:
    colours = style.palette()
    if pd.isna(value):
        return Cell(missing[0], colours.unknown, hover=f"{place}: {missing[1]}")
    # One decimal fits a column of a phone; above the world's share in bold, so that black and white tells it too.
    fill = colours.sequential[sum(value >= limit for limit in LIMITS)]  # the strong ones catch the eye
    text = number(value, 0 if value >= 9.95 else 1)
    return Cell(text, fill, bold=value >= 1, hover=f"{place}: {rca_number(value)}")


def _class_names() -> list[str]:
    return [
        _("under {limit}").format(limit=number(LIMITS[0], 1)),
        *(f"{_limit(low)}–{_limit(high)}" for low, high in pairwise(LIMITS)),
        _("{limit} and over").format(limit=number(LIMITS[-1])),
    ]


def _limit(value: float) -> str:
    return number(value, 2 if value == 1.25 else 1 if value < 1 else 0)
