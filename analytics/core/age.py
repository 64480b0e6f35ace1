"""How old figures are: the newest year of what a chart or table shows, and the mark that old ones carry everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.core.language import _, country_name

OLD_AFTER = 4  # years: a figure older than this carries a mark
# Columns that say of which year a figure is, not when something began or was read; the first that a table has counts.
YEARS = ("latest_year", "counts_year", "budget_year", "fee_year", "year")
COUNTRY = "country"


@dataclass(frozen=True)
class Age:
    """The newest year of figures (None = no year is known), and that of countries whose newest figure is older."""

    newest: int | None = None
    behind: Mapping[str, int] = field(default_factory=dict)

    def mark(self, today: date | None = None) -> str:
        """Such as "Newest figure: 2019" or "Newest figure: 2024 (Iceland 2019)"; empty where nothing is old.

        `today` is the server's day if not given.
        """
        day = today or date.today()
        if self.newest is None:
            return ""
        behind = [f"{country_name(code)} {year}" for code, year in self.behind.items() if is_old(year, day)]
        if not behind and not is_old(self.newest, day):
            return ""
        said = f"{self.newest} ({', '.join(behind)})" if behind else str(self.newest)
        return _("Newest figure: {year}").format(year=said)


def is_old(year: int, today: date) -> bool:
    """Whether a figure of a year is older than `OLD_AFTER` years."""
    return today.year - year > OLD_AFTER


def of_rows(rows: pd.DataFrame) -> Age:
    """The age of the figures of a table, by the names of its columns; rows that hold no value do not count."""
    column = next((name for name in YEARS if name in rows), None)
    if column is None:
        return Age()
    stated = rows[column]
    numbers = stated if stated.dtype.kind in "iuf" else pd.to_numeric(stated, errors="coerce")
    years = numbers.to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(years) & _valued(rows)
    if not known.any():
        return Age()
    newest = int(years[known].max())
    of_countries: dict[str, int] = {}
    if COUNTRY in rows:
        for code, year in zip(rows[COUNTRY].to_numpy(dtype=object)[known], years[known], strict=True):
            if isinstance(code, str):
                of_countries[code] = max(int(year), of_countries.get(code, 0))
    return Age(newest, {code: year for code, year in of_countries.items() if year < newest})


def _valued(rows: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """The rows with a number that is no year; all rows where no column holds such numbers."""
    numbers = [
        (name, dtype)
        for name, dtype in zip(rows.columns, rows.dtypes, strict=True)
        if dtype.kind in "iuf" and not str(name).endswith("year")
    ]
    if not numbers or any(isinstance(dtype, np.dtype) and dtype.kind in "iu" for _name, dtype in numbers):
        return np.ones(len(rows), dtype=bool)  # whole numbers of numpy hold no unknown value
    valued: npt.NDArray[np.bool_] = np.logical_or.reduce([rows[name].notna().to_numpy() for name, _dtype in numbers])
    return valued
