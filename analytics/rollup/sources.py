"""What the publishers' folders hold: files of flows with their columns, codes of countries and products.

BACI (CEPII, one archive an edition): `BACI_HS92_Y2020_V202501.csv`, a file a year, with t (year), i (exporter), j
(importer), k (product, HS 6 digits), v (thousand current USD) and q (tonnes); `country_codes_V202501.csv`;
`product_codes_HS92_V202501.csv`. Described at https://www.cepii.fr/DATA_DOWNLOAD/baci/doc/baci_webpage.html.

Comext (Eurostat, bulk files of detailed data by CN8, a file a month or year): `full_v2_202401.dat` and, before 2024,
`full202301.dat`, unpacked, with commas. Columns of the newer files that are read: REPORTER, PARTNER, PRODUCT_NC, FLOW
(1 import, 2 export), STAT_PROCEDURE, PERIOD (YYYYMM; month 52 is the whole year), VALUE_EUR, QUANTITY_KG; older ones
call them DECLARANT_ISO, PARTNER_ISO, STAT_REGIME, VALUE_IN_EUROS, QUANTITY_IN_KG. Files of codes in BACI's form may lie
beside them; without them names are unknown.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from analytics.core.paths import DATA

HERE = Path(__file__).parent / "measures"

BACI_FILE = re.compile(r"BACI_(HS\d\d)_Y(\d{4})_V(\w+?)([-_.]\w+)*\.csv(\.gz)?")
COMEXT_FILE = re.compile(r"full(_v2)?_?(\d{6})([-_.]\w+)*\.(dat|csv)(\.gz)?", re.IGNORECASE)
BACI_EXPECTED = (
    "BACI_HS92_Y2020_V202501.csv (a file a year with the columns t,i,j,k,v,q), country_codes_V202501.csv and "
    "product_codes_HS92_V202501.csv, as unpacked from CEPII's archive"
)
COMEXT_EXPECTED = (
    "full_v2_202401.dat (a file a month or year with the columns REPORTER, PARTNER, PRODUCT_NC, FLOW, STAT_PROCEDURE, "
    "PERIOD, VALUE_EUR, QUANTITY_KG), as unpacked from Eurostat's bulk download"
)
# The column that is read: its names in the files, newest first.
BACI_COLUMNS: dict[str, tuple[str, ...]] = {name: (name,) for name in "tijkvq"}
# Of columns that hold numbers and MISSING alone in a sound file; reading them as such is faster than text.
BACI_TYPES = {"t": "INTEGER", "i": "INTEGER", "j": "INTEGER", "v": "DOUBLE", "q": "DOUBLE"}
MISSING = ("", "NA")  # in such columns
COMEXT_COLUMNS = {
    "reporter": ("REPORTER", "DECLARANT_ISO"),
    "partner": ("PARTNER_ISO", "PARTNER"),
    "product": ("PRODUCT_NC",),
    "flow": ("FLOW",),
    "procedure": ("STAT_PROCEDURE", "STAT_REGIME"),
    "period": ("PERIOD",),
    "value": ("VALUE_EUR", "VALUE_IN_EUROS"),
    "kilograms": ("QUANTITY_KG", "QUANTITY_IN_KG"),
}
ENDS = 1 << 16  # bytes of a file's beginning and end that tell it from another of the same size and time


class RollupError(Exception):
    """What the reader must do about a folder or file."""


@dataclass(frozen=True)
class FlowFile:
    """A file of flows: its header; by the name under which it is read, the column of the file; types of columns."""

    path: Path
    header: tuple[str, ...]
    columns: dict[str, str]
    types: dict[str, str]

    @property
    def mark(self) -> str:
        """What tells this state of the file from another: name, size, time, beginning and end."""
        about = self.path.stat()
        digest = hashlib.sha256(f"{self.path.name} {about.st_size} {about.st_mtime_ns}".encode())
        with self.path.open("rb") as file:
            digest.update(file.read(ENDS))
            file.seek(max(0, about.st_size - ENDS))
            digest.update(file.read(ENDS))
        return digest.hexdigest()


@dataclass(frozen=True)
class Country:
    """A country of the codes file. `country` is its code in the tables: alpha-2, else alpha-3, else the number."""

    number: str
    country: str
    alpha2: str | None
    alpha3: str | None
    name: str | None


@dataclass(frozen=True)
class Source:
    """A publisher's folder, looked through."""

    name: str
    edition: str
    files: tuple[FlowFile, ...]
    countries: tuple[Country, ...]
    products: dict[int, str]
    headings: dict[int, str]
    usd: dict[int, float] | None  # USD per euro by year; None where values are in USD
    once: bool  # whether a period may stand in one file alone

    @property
    def flows_sql(self) -> str:
        """The SQL that reads a file of this publisher."""
        return sql(f"flows_{self.name}")

    def usd_per_unit(self, year: int) -> float | None:
        """USD per unit of the values, a dollar or a thousandth of a euro; None where no rate is known."""
        if self.usd is None:
            return 1.0
        rate = self.usd.get(year)
        return None if rate is None else rate / 1000


def sql(name: str) -> str:
    """The text of a query of this room."""
    return (HERE / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of this room."""
    return _rows(HERE / f"{name}.csv")


def find(name: str, folder: Path) -> Source:
    """Look through a folder. Raises RollupError naming what was expected."""
    return {"baci": _baci, "comext": _comext}[name](folder)


def _baci(folder: Path) -> Source:
    files = _files(folder, BACI_FILE, BACI_EXPECTED, "BACI")
    marks = {(found[1], found[3]) for path in files if (found := BACI_FILE.fullmatch(path.name))}
    if len(marks) > 1:
        editions = ", ".join(sorted(f"{hs} V{edition}" for hs, edition in marks))
        raise RollupError(f"{folder} holds several editions of BACI ({editions}). Leave one.")
    hs, edition = marks.pop()
    countries, products = _codes(folder, "country_codes"), _codes(folder, f"product_codes_{hs}")
    for listed, what in ((countries, "country_codes"), (products, f"product_codes_{hs}")):
        if listed is None:
            raise RollupError(f"{folder} holds no {what}_V{edition}.csv. Expected: {BACI_EXPECTED}.")
    return Source(
        "baci",
        f"{hs} V{edition}",
        tuple(_flow_file(path, BACI_COLUMNS, BACI_TYPES, BACI_EXPECTED) for path in files),
        _countries(countries or []),
        _products(products or []),
        _headings(folder),
        None,
        once=False,
    )


def _comext(folder: Path) -> Source:
    files = _files(folder, COMEXT_FILE, COMEXT_EXPECTED, "Comext")
    periods = sorted(found[2] for path in files if (found := COMEXT_FILE.fullmatch(path.name)))
    return Source(
        "comext",
        f"{periods[0]} to {periods[-1]}",
        tuple(_flow_file(path, COMEXT_COLUMNS, {}, COMEXT_EXPECTED) for path in files),
        _countries(_codes(folder, "country_codes") or []),
        _products(_codes(folder, "product_codes") or []),
        _headings(folder),
        {
            int(row["year"]): float(row["units_per_euro"])
            for row in _rows(DATA / "exports" / "euro_rates.csv")
            if row["currency"] == "USD"
        },
        once=True,
    )


def _files(folder: Path, pattern: re.Pattern[str], expected: str, name: str) -> list[Path]:
    if not folder.is_dir():
        raise RollupError(f"{folder} is no folder. Expected a folder with {expected}.")
    files = sorted(path for path in folder.iterdir() if pattern.fullmatch(path.name))
    if not files:
        packed = sorted(path.name for path in folder.iterdir() if path.suffix in (".zip", ".7z"))
        hint = f" Unpack {packed[0]} first." if packed else ""
        raise RollupError(f"{folder} holds no files of {name}. Expected {expected}.{hint}")
    return files


def _flow_file(path: Path, wanted: dict[str, tuple[str, ...]], types: dict[str, str], expected: str) -> FlowFile:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        header = tuple(next(csv.reader([file.readline().decode("utf-8-sig", "replace")]), []))
    columns = {name: next((column for column in names if column in header), "") for name, names in wanted.items()}
    missing = [wanted[name][0] for name, column in columns.items() if not column]
    if missing:
        raise RollupError(f"{path.name} has no column {', '.join(missing)}. Expected {expected}.")
    return FlowFile(path, header, columns, types)


def _codes(folder: Path, start: str) -> list[dict[str, str]] | None:
    found = sorted(folder.glob(f"{start}*.csv"))
    return _rows(found[-1]) if found else None


def _rows(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")  # editions before 2022
    return list(csv.DictReader(text.splitlines()))


def _first(row: dict[str, str], *names: str) -> str:
    return next((value.strip() for name in names if (value := row.get(name))), "")


def _countries(rows: list[dict[str, str]]) -> tuple[Country, ...]:
    """The countries of a codes file. Nothing is read as missing but what is no code: NA is Namibia."""
    found = []
    for row in rows:
        number = str(int(_first(row, "country_code")))
        alpha2 = _first(row, "country_iso2", "iso_2digit_alpha")
        alpha3 = _first(row, "country_iso3", "iso_3digit_alpha")
        two = alpha2 if re.fullmatch("[A-Z]{2}", alpha2) else None
        three = alpha3 if re.fullmatch("[A-Z0-9]{3}", alpha3) else None
        name = _first(row, "country_name", "country_name_full") or None
        found.append(Country(number, two or three or number, two, three, name))
    return tuple(found)


def _products(rows: list[dict[str, str]]) -> dict[int, str]:
    codes = {_first(row, "code", "hs6").replace("9999AA", "999999"): _first(row, "description") for row in rows}
    return {int(code): name for code, name in codes.items() if code.isdecimal()}


def _headings(folder: Path) -> dict[int, str]:
    """Names of headings from a list of the whole Harmonized System (hscode, description, level), if one lies there."""
    rows = _codes(folder, "harmonized-system") or []
    return {int(row["hscode"]): row["description"] for row in rows if row.get("level") == "4"}
