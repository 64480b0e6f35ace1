"""Folders in BACI's form of any size, made up: to measure with, never to read.

Exporters, importers and distances follow a gravity law, products one of Zipf. What is peculiar in BACI is there:
quantities missing as NA or blank, product codes without their leading zero (every second file), 9999AA, Other Asia
without alpha-2 (S19), Namibia's NA, BACI's own numbers of France, Norway, Switzerland, India and the United States.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

EDITION = "V202501"
FIRST_YEAR, YEARS = 1995, 29
OWN_NUMBERS = {"FR": 251, "NO": 579, "CH": 757, "IN": 699, "US": 842}
ENOUGH = 300_000  # rows from which a file is worth another year

# Rows of a year: of each pair as many as gravity gives it, of the products that most sell first, moved about within
# blocks of 64 by exporter, so that countries differ in what they sell and no product stands twice.
FLOWS = """
SELECT
    {year} AS t, i, j,
    {code} AS k,
    greatest(0.001, exp(1.5 * sqrt(-2 * ln(u1)) * cos(6.2831853 * u2)) * 200000 * pull / (1 + rank * 0.02))
        ::DECIMAL(18, 3) AS v,
    CASE WHEN h % 100 < 3 THEN 'NA' WHEN h % 100 = 3 THEN ''
        ELSE (greatest(0.001, exp(2 * sqrt(-2 * ln(u2)) * cos(6.2831853 * u1)) * 300))::DECIMAL(18, 3)::VARCHAR END AS q
FROM (
    SELECT i, j, pull, rank, code,
        hash(i, j, code, {year}) AS h,
        (hash(i, j, code, {year}, 1) % 1000003 + 1) / 1000004.0 AS u1,
        (hash(i, j, code, {year}, 2) % 1000003 + 1) / 1000004.0 AS u2
    FROM (
        SELECT i, j, pull, unnest(range(0, least({products}, round(pull * {scale})::BIGINT))) AS rank
        FROM pairs
    )
    JOIN products ON place = rank // 64 * 64 + (rank % 64 * 37 + i) % 64
)
"""
PAIRS = """
CREATE TABLE pairs AS
SELECT a.number AS i, b.number AS j,
    a.size * b.size / (0.05 + abs(a.place - b.place) % 1) AS pull
FROM countries a, countries b
WHERE a.number <> b.number
"""

Say = Callable[[str], None]


def make(
    folder: Path, rows: int, countries: Sequence[tuple[str, str, int, str]], say: Say = print, years: int = 0
) -> int:
    """Write a folder of about so many rows in so many years, else as many as the rows are enough for; returns the rows.

    `countries` are alpha-2, alpha-3, number and name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = [*((OWN_NUMBERS.get(a2, number), name, a2, a3) for a2, a3, number, name in countries if number)]
    known.append((490, "Other Asia, not elsewhere specified", "", "S19"))
    codes = product_codes()
    _csv(folder / f"country_codes_{EDITION}.csv", "country_code,country_name,country_iso2,country_iso3", sorted(known))
    named = [*((f"{code:06d}", f"Made-up product {code:06d}") for code in codes), ("9999AA", "Made-up rest")]
    _csv(folder / f"product_codes_HS92_{EDITION}.csv", "code,description", named)
    years = years or max(1, min(YEARS, rows // ENOUGH))
    with duckdb.connect() as db:
        db.execute("SET memory_limit = '1200MB'; SET enable_progress_bar = false; SET preserve_insertion_order = false")
        db.execute("CREATE TABLE countries(number INTEGER, size DOUBLE, place DOUBLE)")
        # Sizes fall like Zipf's; places on a line stand for the map.
        sized = [
            (row[0], 1 / (at + 1), at * 0.618 % 1)
            for at, row in enumerate(sorted(known, key=lambda row: row[0] * 7919 % 1009))
        ]
        db.executemany("INSERT INTO countries VALUES (?, ?, ?)", sized)
        db.execute("CREATE TABLE products(place INTEGER, code INTEGER)")
        ordered = sorted(codes, key=lambda code: code * 7919 % 100_003)
        padded = [*ordered, *[0] * (-len(ordered) % 64)]
        db.execute("INSERT INTO products SELECT unnest(?), unnest(?)", [list(range(len(padded))), padded])
        db.execute("DELETE FROM products WHERE code = 0")
        db.execute(PAIRS)
        scale = _scale(db, rows / years, len(codes))
        return sum(_year(db, folder, FIRST_YEAR + at, scale, len(padded), say) for at in range(years))


def product_codes() -> list[int]:
    """About 5,000 codes of six digits in the chapters of the Harmonized System, 9999AA among them as 999999."""
    headings = [chapter * 100 + at for chapter in range(1, 98) if chapter != 77 for at in range(1, 14)]
    return [*(heading * 100 + 10 * at for heading in headings for at in range(1, 5)), 999999]


def _scale(db: duckdb.DuckDBPyConnection, rows: float, products: int) -> float:
    """How many products a unit of gravity gives, so that a year has so many rows."""
    low, high = 0.0, 1e9
    for _step in range(60):
        middle = (low + high) / 2
        found = db.execute("SELECT sum(least(?, round(pull * ?)))::BIGINT FROM pairs", [products, middle]).fetchone()
        low, high = (middle, high) if (found or (0,))[0] < rows else (low, middle)
    return high


def _year(db: duckdb.DuckDBPyConnection, folder: Path, year: int, scale: float, products: int, say: Say) -> int:
    number = "CASE WHEN code = 999999 THEN '9999AA' ELSE {} END"
    code = number.format("code::VARCHAR" if year % 2 else "lpad(code::VARCHAR, 6, '0')")
    path = folder / f"BACI_HS92_Y{year}_{EDITION}.csv"
    flows = FLOWS.format(year=year, code=code, products=products, scale=scale)
    written = db.execute(f"COPY ({flows}) TO '{path}' (HEADER, DELIMITER ',', QUOTE '')").fetchone()
    say(f"{path.name}: {(written or (0,))[0]:,} rows")
    return int((written or (0,))[0])


def _csv(path: Path, header: str, rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(header + "\n")
        csv.writer(file, lineterminator="\n").writerows(rows)
