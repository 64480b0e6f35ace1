"""The tables as such: what they are called, how full they are, and where their rows come from."""

from __future__ import annotations

from urllib.parse import urlsplit

import pandas as pd

from analytics.core.collation import alphabetical
from analytics.core.language import _, percent
from analytics.table_facts import english_title
from analytics.warehouse import warehouse


def names() -> tuple[str, ...]:
    """The tables that are loaded, clusters first."""
    return tuple(sorted(alphabetical(warehouse().tables, title), key=lambda name: name != "clusters"))


def rows(name: str) -> pd.DataFrame:
    """A table as it is shipped. Raises TableUnavailable."""
    return warehouse().table(name)


def filled(frame: pd.DataFrame) -> str:
    """The share of cells that hold a value, in words."""
    return percent(100 * float(frame.notna().to_numpy().mean()) if frame.size else None, 0)


def coverage(frame: pd.DataFrame) -> pd.DataFrame:
    """For each column: the share of rows with a value (percent) and how many values differ."""
    return pd.DataFrame(
        {
            "column": frame.columns,
            "known_pct": [100 * float(frame[column].notna().mean()) for column in frame.columns],
            "distinct": [int(frame[column].nunique()) for column in frame.columns],
        }
    )


def sources(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Where the rows of a table come from: source, licence, publisher, month of reading, address, number of rows.

    Rows without a source of `sources` are counted by the sites of their own addresses.
    """
    if "source_id" in frame:
        listed = warehouse().table("sources")
        counted = frame.groupby("source_id").size().rename("rows").reset_index()
        joined = counted.merge(listed, on="source_id", how="left")
        return joined[["citation", "licence", "publisher", "read", "url", "rows"]].sort_values("rows", ascending=False)
    if "source_url" in frame:
        sites = frame["source_url"].map(lambda url: urlsplit(str(url)).netloc.removeprefix("www."))
        counted = frame.assign(site=sites).groupby("site").agg(url=("source_url", "first"), rows=("site", "size"))
        return counted.reset_index().rename(columns={"site": "citation"}).sort_values("rows", ascending=False)
    return pd.DataFrame(columns=["citation", "licence", "url", "rows"])


def title(name: str) -> str:
    """A table in words of the language in use."""
    return _(english_title(name))
