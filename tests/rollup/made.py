"""Small folders in the publishers' forms."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from analytics.core.trade import files

COUNTRIES = """country_code,country_name,country_iso2,country_iso3
246,Finland,FI,FIN
752,Sweden,SE,SWE
516,Namibia,NA,NAM
490,"Other Asia, not elsewhere specified",,S19
"""
PRODUCTS = """code,description
010110,"Horses: live, pure-bred breeding animals"
010190,"Horses: live, other than pure-bred"
270900,"Oils: petroleum oils, crude"
480100,"Newsprint"
847130,"Data processing machines: portable"
9999AA,"Commodities not specified"
"""
Flow = tuple[object, ...]


def baci(folder: Path, **files: Iterable[Flow]) -> Path:
    """A folder of BACI with a file a keyword (Y2020, Y2020_b, ...) of rows t, i, j, k, v, q."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "country_codes_V202501.csv").write_text(COUNTRIES, encoding="utf-8")
    (folder / "product_codes_HS92_V202501.csv").write_text(PRODUCTS, encoding="utf-8")
    for name, rows in files.items():
        year, _, part = name.partition("_")
        text = "".join(",".join(map(str, row)) + "\n" for row in rows)
        path = folder / f"BACI_HS92_{year}_V202501{'_' + part if part else ''}.csv"
        path.write_text("t,i,j,k,v,q\n" + text, encoding="utf-8")
    return folder


def rows(folder: Path, table: str, columns: str = "*", where: str = "true") -> list[tuple[Any, ...]]:
    """Rows of a table in their order."""
    with duckdb.connect() as db:
        query = f"SELECT {columns} FROM read_parquet(?) WHERE {where}"
        return db.execute(query, [[str(path) for path in files(folder, table)]]).fetchall()
