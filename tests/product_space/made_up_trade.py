"""A made-up world of trade as a roll-up writes it: 13 countries, 60 products of the Harmonized System, six years."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.rollup.tables import CONTRACTS

Values = Mapping[str, Mapping[int, float]]  # country -> HS code of four digits -> USD

YEARS = range(2018, 2024)
# Size of exports in billion USD, and the lowest and highest need of skills (0 to 1) of what a country sells most.
COUNTRIES = {
    "FI": (80, 0.25, 0.95), "SE": (190, 0.2, 1.0), "NO": (150, 0.0, 0.55), "DK": (130, 0.15, 0.9), "IS": (6, 0.0, 0.35),
    "DE": (1600, 0.15, 1.0), "NL": (700, 0.15, 0.85), "FR": (600, 0.2, 0.95), "PL": (350, 0.1, 0.7),
    "CN": (3300, 0.1, 0.8), "VN": (350, 0.0, 0.4), "BR": (330, 0.0, 0.35), "TV": (0.02, 0.0, 1.0),
}  # fmt: skip
# Code, name and need of skills.
PRODUCTS: tuple[tuple[int, str, float], ...] = (
    (201, "Meat of bovine animals; fresh or chilled", 0.1),
    (203, "Meat of swine; fresh, chilled or frozen", 0.2),
    (302, "Fish; fresh or chilled, excluding fish fillets and other fish meat of heading 0304", 0.05),
    (304, "Fish fillets and other fish meat (whether or not minced); fresh, chilled or frozen", 0.12),
    (406, "Cheese and curd", 0.3),
    (901, "Coffee, whether or not roasted or decaffeinated", 0.05),
    (1001, "Wheat and meslin", 0.1),
    (1201, "Soya beans, whether or not broken", 0.02),
    (1604, "Prepared or preserved fish; caviar", 0.2),
    (1701, "Cane or beet sugar and chemically pure sucrose, in solid form", 0.1),
    (1901, "Malt extract; food preparations of flour, meal, starch or malt extract", 0.4),
    (2208, "Spirits, liqueurs and other spirituous beverages", 0.3),
    (2301, "Flours, meals and pellets, of meat or fish, unfit for human consumption", 0.1),
    (2601, "Iron ores and concentrates, including roasted iron pyrites", 0.05),
    (2603, "Copper ores and concentrates", 0.05),
    (2709, "Petroleum oils and oils obtained from bituminous minerals; crude", 0.02),
    (2710, "Petroleum oils and oils from bituminous minerals, not crude", 0.2),
    (2711, "Petroleum gases and other gaseous hydrocarbons", 0.05),
    (2716, "Electrical energy", 0.3),
    (2901, "Acyclic hydrocarbons", 0.5),
    (3004, "Medicaments consisting of mixed or unmixed products, for retail sale", 0.85),
    (3102, "Mineral or chemical fertilizers, nitrogenous", 0.2),
    (3208, "Paints and varnishes based on synthetic polymers", 0.6),
    (3822, "Reagents; diagnostic or laboratory reagents", 0.9),
    (3901, "Polymers of ethylene, in primary forms", 0.4),
    (3923, "Articles for the conveyance or packing of goods, of plastics", 0.5),
    (4011, "New pneumatic tyres, of rubber", 0.5),
    (4407, "Wood sawn or chipped lengthwise, sliced or peeled", 0.25),
    (4412, "Plywood, veneered panels and similar laminated wood", 0.3),
    (4418, "Builders' joinery and carpentry of wood", 0.4),
    (4703, "Chemical wood pulp, soda or sulphate", 0.3),
    (4801, "Newsprint, in rolls or sheets", 0.4),
    (4810, "Paper and paperboard, coated with kaolin or other inorganic substances", 0.6),
    (6109, "T-shirts, singlets and other vests; knitted or crocheted", 0.1),
    (6203, "Suits, jackets, trousers (men's or boys')", 0.15),
    (6403, "Footwear; with outer soles of rubber, plastics or leather and uppers of leather", 0.15),
    (6802, "Worked monumental or building stone", 0.2),
    (7113, "Articles of jewellery and parts thereof, of precious metal", 0.3),
    (7207, "Semi-finished products of iron or non-alloy steel", 0.3),
    (7219, "Stainless steel; flat-rolled products, of a width of 600mm or more", 0.6),
    (7308, "Structures and parts of structures, of iron or steel", 0.4),
    (7601, "Aluminium; unwrought", 0.2),
    (8406, "Steam turbines and other vapour turbines", 0.9),
    (8411, "Turbo-jets, turbo-propellers and other gas turbines", 0.97),
    (8413, "Pumps; for liquids, whether or not fitted with measuring device", 0.75),
    (8426, "Derricks, cranes, including cable cranes, mobile lifting frames", 0.7),
    (8439, "Machinery; for making pulp of fibrous cellulosic material or for making paper", 0.85),
    (8471, "Automatic data processing machines and units thereof", 0.5),
    (8479, "Machines and mechanical appliances; having individual functions", 0.9),
    (8502, "Electric generating sets and rotary converters", 0.8),
    (8504, "Electric transformers, static converters and inductors", 0.7),
    (8517, "Electric apparatus for line telephony or line telegraphy", 0.6),
    (8542, "Electronic integrated circuits and microassemblies", 0.75),
    (8703, "Motor cars and other motor vehicles principally designed for the transport of persons", 0.8),
    (8802, "Aircraft; helicopters, aeroplanes, spacecraft and launch vehicles", 0.97),
    (8901, "Cruise ships, excursion boats, ferry-boats, cargo ships, barges", 0.5),
    (9018, "Instruments and appliances used in medical, surgical, dental or veterinary sciences", 0.9),
    (9021, "Orthopaedic appliances; hearing aids and other appliances", 0.88),
    (9403, "Furniture and parts thereof", 0.35),
    (9506, "Articles and equipment for general physical exercise, gymnastics, athletics, other sports", 0.4),
)  # fmt: skip


def world(seed: int = 7) -> dict[int, dict[str, dict[int, float]]]:
    """Exports by year, country and product: more of what the country's skills fit, and of some things nothing."""
    chance = Random(seed)
    made: dict[int, dict[str, dict[int, float]]] = {year: {country: {} for country in COUNTRIES} for year in YEARS}
    for country, (size, low, high) in COUNTRIES.items():
        for code, _name, need in PRODUCTS:
            fit = max(0.0, 1 - 6 * max(low - need, need - high, 0.0)) * chance.choice((0.02, 0.3, 1, 1, 3))
            growth = 1 + chance.uniform(-0.03, 0.08)
            for place, year in enumerate(YEARS):
                if fit:
                    made[year][country][code] = size * 1e9 / 20 * fit * growth**place * chance.uniform(0.9, 1.1)
    return made


def rca(values: Values) -> dict[tuple[str, int], float]:
    """Balassa's index, as it is written: the product's share of the country over its share of the world."""
    total = sum(sum(of.values()) for of in values.values())
    by_code: dict[int, float] = {}
    for of in values.values():
        for code, value in of.items():
            by_code[code] = by_code.get(code, 0) + value
    return {
        (country, code): (value / sum(of.values())) / (by_code[code] / total)
        for country, of in values.items()
        for code, value in of.items()
    }


def write(folder: Path, exports: Mapping[int, Values], edition: str = "202501") -> Path:
    """A roll-up's folder with the tables that the atlas reads; a heading has one product, all are of one section."""
    tables: dict[str, list[tuple[object, ...]]] = {
        f"product_exports/{year}": _year(year, values) for year, values in exports.items()
    }
    chapters = {code // 100 for code, _name, _need in PRODUCTS}
    names = [*((6, code * 100 + 10, code // 100, name) for code, name, _need in PRODUCTS)]
    names += [(4, code, code // 100, name) for code, name, _need in PRODUCTS]
    tables["products/products"] = sorted([(1, 1, None, ""), *((2, code, code, "") for code in chapters), *names])
    tables["countries/countries"] = [(country, None, None, None, None) for country in sorted(COUNTRIES)]
    for name, rows in tables.items():
        columns = CONTRACTS[name.partition("/")[0]].columns
        schema = pa.schema([(column, about.kind) for column, about in columns.items()])
        path = folder / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist([dict(zip(columns, row, strict=True)) for row in rows], schema), path)
    about = {"source": "A made-up world of trade", "edition": edition, "years": sorted(exports)}
    (folder / "manifest.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def _year(year: int, values: Values) -> list[tuple[object, ...]]:
    """The rows of a year at every level; the index only of headings and products."""
    index, rows = rca(values), []
    for country in sorted(values):
        of_chapter: Counter[int] = Counter()
        for code, value in values[country].items():
            of_chapter[code // 100] += value  # type: ignore[assignment]
        levels = [(1, 1, None, sum(of_chapter.values()), 1.0)]
        levels += [(2, chapter, chapter, value, 1.0) for chapter, value in sorted(of_chapter.items())]
        for level, of in ((4, lambda code: code), (6, lambda code: code * 100 + 10)):
            levels += [
                (level, of(code), code // 100, value, index[country, code])
                for code, value in sorted(values[country].items())
            ]
        rows += [(year, country, *row[:4], None, 0, row[4], None) for row in levels]
    return rows
