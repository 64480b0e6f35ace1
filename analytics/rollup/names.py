"""The tables of names: countries with their codes, products at each level of the Harmonized System."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import takewhile

import pyarrow as pa

from analytics.rollup import sources
from analytics.rollup.sources import Country, Source

NO_GROUP = "TO_OTH"
COUNTRIES = pa.schema(
    [
        ("country", pa.string()),
        ("number", pa.int32()),
        ("alpha2", pa.string()),
        ("alpha3", pa.string()),
        ("name", pa.string()),
    ]
)
PRODUCTS = pa.schema([("level", pa.int8()), ("code", pa.int32()), ("chapter", pa.int8()), ("name", pa.string())])


def countries(source: Source, seen: Iterable[str]) -> pa.Table:
    """Countries of the codes file and those seen in flows alone, of which no more is known than their code."""
    known = {country.number: country for country in source.countries}
    for code in sorted(seen):
        known.setdefault(code, Country(code, code, None if code.isdecimal() else code, None, None))
    rows = [
        {
            "country": country.country,
            "number": int(country.number) if country.number.isdecimal() else None,
            "alpha2": country.alpha2,
            "alpha3": country.alpha3,
            "name": country.name,
        }
        for country in known.values()
    ]
    return pa.Table.from_pylist(sorted(rows, key=lambda row: (str(row["country"]), row["number"] or 0)), COUNTRIES)


def products(source: Source, seen: Iterable[int]) -> pa.Table:
    """Sections, chapters, headings and products with their names; an unknown name stays empty."""
    chapters = sources.table("hs_chapters")
    rows: list[tuple[int, int, int | None, str | None]] = []
    rows += sorted({(1, int(row["section"]), None, row["section_name"]) for row in chapters})
    rows += [(2, int(row["chapter"]), int(row["chapter"]), row["name"]) for row in chapters]
    below: dict[int, list[str]] = defaultdict(list)
    codes = sorted({*seen, *source.products})
    for code in codes:
        below[code // 100].append(source.products.get(code, ""))
    rows += [(4, code, code // 100, source.headings.get(code) or shared(named)) for code, named in below.items()]
    rows += [(6, code, code // 10000, source.products.get(code)) for code in codes]
    return pa.Table.from_pylist([dict(zip(PRODUCTS.names, row, strict=True)) for row in rows], PRODUCTS)


def shared(named: list[str]) -> str | None:
    """The words with which all names of a heading's products begin, up to a colon, semicolon or comma, if any.

    BACI names products of six digits alone, and begins them with the words of their heading ("Horses: live, ...").
    """
    if len(named) == 1:
        return named[0] or None
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*named, strict=False))
    start = "".join(letters[0] for letters in alike)
    ends = [end for sign in ":;," if (end := start.rfind(sign)) > 0]
    return start[: max(ends)].strip() if ends else None


def wto_groups(codes: Iterable[int]) -> list[tuple[int, str]]:
    """The product group of the WTO of each product of six digits; what is in no group counts as other."""
    ranges = [(int(row["first_code"]), int(row["last_code"]), row["wto_group"]) for row in sources.table("wto_groups")]
    return [
        (code, next((group for first, last, group in ranges if first <= code <= last), NO_GROUP))
        for code in sorted(codes)
    ]
