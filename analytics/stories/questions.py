"""Questions about success stories: which are told, of whom, and one picked for the day."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

import pandas as pd

from analytics.core.language import _, number
from analytics.warehouse import warehouse


@dataclass(frozen=True)
class Filters:
    """What stories to look at; an empty tuple does not restrict."""

    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    ecosystems: tuple[str, ...] = ()

    @property
    def restricting(self) -> tuple[str, ...]:
        """The names of the filters that restrict."""
        return tuple(name for name, values in asdict(self).items() if values)

    def without(self, name: str) -> Filters:
        """The same filters with one of them loosened."""
        return replace(self, **{name: ()})


def stories(filters: Filters) -> pd.DataFrame:
    """The stories that fit, one row each, latest first; `value` is in the unit of its row.

    Values must not be added up: their years, definitions and clusters differ, also where units are the same.
    """
    asked = {name: list(values) for name, values in asdict(filters).items()}
    return localised(warehouse().ask("stories.list", **asked))


def of_cluster(cluster: str = "dk-odense-robotics") -> pd.DataFrame:
    """What is published of one cluster, first year first: its stories and how many companies it had."""
    rows = localised(warehouse().ask("stories.of_cluster", cluster=cluster))
    counted = rows["story_id"].isna()
    said = {"headline": _("Companies in the cluster"), "metric": _("companies"), "unit": ""}
    for column, words in said.items():
        rows.loc[counted, column] = words
    return rows


def localised(rows: pd.DataFrame) -> pd.DataFrame:
    """Stories with `headline`, `metric` and `unit` in the language in use, as far as the rows have them."""
    columns = {"headline": "headline", "metric": "metric_name", "unit": "metric_unit"}
    return warehouse().localised(
        rows, "success_stories", **{column: field for column, field in columns.items() if column in rows}
    )


def figure_words(row: pd.Series) -> str:
    """The story's figure with its unit ("more than 85 projects"); empty when it has none.

    A bound stands behind the unit in the table and before the figure here; a currency's code too ("EUR 6 bn").
    """
    if pd.isna(row["value"]):
        return ""
    unit, _bracket, bound = str(row["unit"]).removesuffix(")").partition(" (")
    decimals = f"{row['value']:g}".partition(".")[2]
    currency, _blank, scale = unit.partition(" ") if unit[:3].isupper() else ("", "", unit)
    return " ".join(part for part in (bound, currency, number(row["value"], len(decimals)), scale) if part)


def metric_words(row: pd.Series) -> str:
    """What the story's figure measures; empty when it has none."""
    words = row["metric"]
    return words if isinstance(words, str) else ""


def year_words(row: pd.Series) -> str:
    """The story's year, or that it is not stated."""
    return _("year not stated") if pd.isna(row["year"]) else str(int(row["year"]))


def theme_name(theme: str) -> str:
    """A story's theme, in words."""
    return {
        "green transition": _("Green transition"),
        "innovation": _("Innovation"),
        "internationalisation": _("Internationalisation"),
        "regional development": _("Regional development"),
        "skills": _("Skills"),
    }.get(theme, theme)


def group_name(value: str) -> str:
    """A group of clusters by its own name, descriptive English names in the language in use."""
    return {
        "Danish clusters": _("Danish clusters"),
        "Danish clusters (38)": _("Danish clusters (38)"),
    }.get(value, value)
