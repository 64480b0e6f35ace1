"""What lies near to what a country sells abroad, from the detailed trade tables where the atlas was given them.

The tables are asked at HS 4 digits; formulas are in measures.py and in analytics/product_space/queries/.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.core.codes import ECOSYSTEMS, NORDIC
from analytics.core.state import of_data
from analytics.product_space import measures
from analytics.warehouse import warehouse

YEARS = 3  # whose densities tell how firm it is
LEAST = (100, 1000, 10000)  # million USD: world trade below which a product may be left out
COLUMNS = (
    "code", "product", "chapter", "density", "density_low", "density_high", "complexity", "rca", "value_usd",
    "world_usd", "world_growth_pct", "neighbours_ahead", "neighbour", "neighbour_rca", "ecosystem", "clusters",
    "cluster_names",
)  # fmt: skip


@dataclass(frozen=True)
class Edition:
    """Of what the detailed trade tables were made, and their latest year."""

    source: str
    edition: str
    year: int


def edition() -> Edition | None:
    """Which detailed trade tables the atlas has; None where it has none."""
    rows = warehouse().ask("product_space.edition")
    if rows.empty:
        return None
    row = rows.iloc[0]
    return Edition(str(row["source"]), str(row["edition"]), int(row["year"]))


def candidates(country: str = "FI", least: int = 1000, ecosystem: str = "") -> pd.DataFrame:
    """The products that a country does not sell with an advantage, nearest first, those of unknown nearness last.

    Of those whose world trade is at least `least` million USD, and of one ecosystem where it is given. Beside the
    columns of the question "product_space.products" are density (0 to 1), its lowest and highest value of the last
    three years, and complexity. Without the trade tables there are no rows. Raises ValueError for what is not known.
    """
    if country not in NORDIC:
        raise ValueError(f"The atlas has no clusters of {country!r}; it has those of {', '.join(NORDIC)}.")
    if ecosystem and ecosystem not in ECOSYSTEMS:
        raise ValueError(f"{ecosystem!r} is no ecosystem; there are {', '.join(ECOSYSTEMS)}.")
    rows = warehouse().ask("product_space.products", country=country).join(_placed(country), on="code")
    rows = warehouse().localised(rows, "hs_chapters", chapter="name")
    chosen = (rows["rca"].fillna(0) < 1) & (rows["world_usd"] >= least * 1e6)
    if ecosystem:
        chosen &= rows["ecosystem"] == ecosystem
    return rows.loc[chosen, list(COLUMNS)].sort_values(["density", "code"], ascending=[False, True], ignore_index=True)


def nordic_rca(country: str = "FI", least: int = 1000, ecosystem: str = "", rows: int = 15) -> pd.DataFrame:
    """The nearest candidates with the RCA of each Nordic country (rca_FI, ...), empty = no recorded exports."""
    near = candidates(country, least, ecosystem).dropna(subset="density").head(rows)
    asked = warehouse().ask("product_space.nordic_rca")
    wide = asked.pivot(index="code", columns="country", values="rca").reindex(columns=list(NORDIC)).add_prefix("rca_")
    return near[["code", "product", "chapter", "density"]].join(wide, on="code")


def _placed(country: str) -> pd.DataFrame:
    """Density of the latest year with its lowest and highest of the last three, and complexity, by code."""
    densities, complexity = _space()
    density = pd.DataFrame({back: of_year.get(country, pd.Series(dtype=float)) for back, of_year in densities.items()})
    return pd.DataFrame(
        {
            "density": density[0],
            "density_low": density.min(axis=1),
            "density_high": density.max(axis=1),
            "complexity": complexity,
        }
    ).rename_axis("code")


@of_data(maxsize=1)
def _space() -> tuple[dict[int, dict[str, pd.Series]], pd.Series]:
    """The density of the Nordic countries in the latest year (0) and the two before it, and complexity, by code."""
    found = {back: _of_year(warehouse().ask("product_space.advantages", back=back)) for back in range(YEARS)}
    return {back: density for back, (density, _complexity) in found.items()}, found[0][1]


def _of_year(rows: pd.DataFrame) -> tuple[dict[str, pd.Series], pd.Series]:
    if rows.empty:
        return {}, pd.Series(dtype=float)
    countries, codes = np.unique(rows["country"].astype(str)), np.unique(rows["code"])
    advantage = np.zeros((len(countries), len(codes)))
    advantage[np.searchsorted(countries, rows["country"].astype(str)), np.searchsorted(codes, rows["code"])] = 1
    density = measures.density(advantage)
    nordic = {
        str(code): pd.Series(density[place], index=codes) for place, code in enumerate(countries) if code in NORDIC
    }
    return nordic, pd.Series(measures.complexity(advantage), index=codes)
