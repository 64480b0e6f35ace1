"""A roll-up in steps. Each result stands under its own name with a digest of what it was made of.

So a run that was killed goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.core import trade
from analytics.core.codes import NORDIC
from analytics.core.temporary import held
from analytics.core.trade import MANIFEST
from analytics.rollup import names, sources
from analytics.rollup.engines import Engine, start
from analytics.rollup.sources import RollupError, Source, sql
from analytics.rollup.tables import wrong

# The tables of a year, each made of the year's sums (`partials`) or of product_exports.
YEARLY = ("product_exports", "partner_exports", "wto_group_exports", "concentration", "similarity")
TABLES = (*YEARLY, "products", "countries")
UNREADABLE = "quantity not readable"  # a remark on rows that are counted
FORMAT = 2  # a change of the tables' meaning that no SQL shows

Say = Callable[[str], None]


@dataclass
class Steps:
    """Results that stand: a step is made once, under the name of its inputs, and moved into place when it is whole."""

    folder: Path
    engine: Engine
    say: Say
    total: int = 0
    done: int = 0
    made: list[str] = field(default_factory=list)

    def result(self, name: str, query: str, inputs: Iterable[str], *ways: Callable[[], None]) -> Path:
        """The file of a step, made when it is not there. `ways` prepare it: the next one where the one before fails."""
        path = self.folder / f"{name}-{digest(query, *inputs)[:16]}.parquet"
        self.done += 1
        if path.exists():
            self.say(f"[{self.done}/{self.total}] {name}: stands from an earlier run")
            return path
        begin = time.monotonic()
        unfinished = path.with_suffix(".unfinished")
        for prepare in ways:
            prepare()
            try:
                self.engine.write(query, unfinished)
                break
            except RollupError:
                if prepare is ways[-1]:
                    raise
        unfinished.replace(path)
        self.made.append(name)
        rows = pq.read_metadata(path).num_rows
        self.say(f"[{self.done}/{self.total}] {name}: {rows:,} rows, {time.monotonic() - begin:.1f} s")
        return path


def roll_up(
    folder: Path, name: str, out: Path, engine: str = "duckdb", remote: str | None = None, say: Say = print
) -> bool:
    """Make the tables of `folder`, a publisher's, in `out`; False when they stand already. Raises RollupError."""
    source = sources.find(name, folder)
    out.mkdir(parents=True, exist_ok=True)
    try:
        with held(out / ".lock", 0):
            return _roll_up(source, out, engine, remote, say)
    except TimeoutError as error:
        raise RollupError(f"Another roll-up is writing to {out}.") from error


def manifest(out: Path) -> dict[str, Any] | None:
    """What a folder of tables says of itself, or None where there is none or it is not whole."""
    with suppress(OSError, ValueError):
        said: dict[str, Any] = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        if all(trade.files(out, table) for table in TABLES):
            return said
    return None


def digest(*texts: str) -> str:
    """A hash of texts, in their order."""
    made = hashlib.sha256()
    for text in texts:
        made.update(hashlib.sha256(text.encode()).digest())
    return made.hexdigest()


def _roll_up(source: Source, out: Path, engine_name: str, remote: str | None, say: Say) -> bool:
    whole = digest(
        str(FORMAT),
        source.flows_sql,
        *(sql(name) for name in ("partials", "read", *YEARLY)),
        *(file.mark for file in source.files),
        repr((source.countries, source.products, source.headings, source.usd)),
        repr((sources.table("hs_chapters"), sources.table("wto_groups"))),
    )
    standing = manifest(out)
    if standing and standing["digest"] == whole:
        say(f"{out} holds these tables already")
        return False
    folder = out / "steps"
    (folder / "tmp").mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.unfinished"):
        left.unlink()
    engine = start(engine_name, remote, folder / "tmp")
    try:
        tables, about = _made(source, Steps(folder, engine, say, total=len(source.files)), say)
    finally:
        engine.close()
    if faults := [str(fault) for fault in wrong(tables, about["years"])]:
        raise RollupError("The tables are not what they must be and were not put in place. " + " ".join(faults[:3]))
    about = {"digest": whole, "engine": engine_name, **about}
    _publish(tables, out, about)
    shutil.rmtree(folder)
    return True


def _made(source: Source, steps: Steps, say: Say) -> tuple[dict[str, list[Path]], dict[str, Any]]:
    """The files of each table in order, and what the manifest says."""
    partials = [_partial(source, number, steps) for number in range(len(source.files))]
    read = [_read(steps.engine, path) for path in partials]
    _check_periods(source, read)
    years = sorted({row["year"] for rows in read for row in rows if row["year"] is not None and _counts(row)})
    if not years:
        raise RollupError(f"No row of {source.files[0].path.parent} is an export that can be read.")
    rated = [year for year in years if source.usd_per_unit(year) is not None]
    steps.total += len(YEARLY) * len(rated)
    codes, products = _seen(steps.engine, partials)
    _look_ups(source, steps, codes, products)
    of_year = {
        year: [path for path, rows in zip(partials, read, strict=True) if any(row["year"] == year for row in rows)]
        for year in rated
    }
    made = [_year(source, year, of_year[year], steps) for year in rated]
    tables = {table: [files[table] for files in made] for table in YEARLY}
    tables["countries"] = [_written(steps.folder / "countries.parquet", names.countries(source, codes))]
    tables["products"] = [_written(steps.folder / "products.parquet", names.products(source, products))]
    about = _about(source, read, rated, [year for year in years if year not in rated])
    unknown = sorted(codes - {country.number for country in source.countries}) if source.countries else []
    about["countries_without_a_name"] = unknown
    about["products_without_a_name"] = len(products - set(source.products))
    if unknown:
        say(f"Not in the file of country codes, kept under their numbers: {', '.join(unknown)}")
    for reason, count in about["rows_dropped"].items():
        say(f"{count:,} rows not counted: {reason}")
    return tables, about


def _look_ups(source: Source, steps: Steps, codes: set[str], products: set[int]) -> None:
    """Show the small tables that the SQL joins to. Countries have a place in the order of their codes."""
    known = {country.number: country.country for country in source.countries}
    of_code = {code: known.get(code, code) for code in codes}
    places = {country: place for place, country in enumerate(sorted(set(of_code.values())))}
    chapters = sources.table("hs_chapters")
    text, whole = pa.string(), pa.int32()
    for view, rows, columns in (
        ("traders", [(code, places[country]) for code, country in of_code.items()], {"number": text, "place": whole}),
        (
            "countries_in_order",
            [(place, country, int(country in NORDIC)) for country, place in places.items()],
            {"place": whole, "country": text, "nordic": whole},
        ),
        (
            "hs_chapters",
            [(int(row["chapter"]), int(row["section"])) for row in chapters],
            {"chapter": whole, "section": whole},
        ),
        ("product_groups", names.wto_groups(products), {"code": whole, "wto_group": text}),
    ):
        schema = pa.schema(list(columns.items()))
        table = pa.Table.from_pylist([dict(zip(columns, row, strict=True)) for row in rows], schema)
        steps.engine.read_parquet(view, [_written(steps.folder / f"{view}.parquet", table)])


def _partial(source: Source, number: int, steps: Steps) -> Path:
    """A file's sums."""
    file = source.files[number]

    def prepare(typed: bool) -> None:
        steps.engine.read_csv("raw", file, typed)
        steps.engine.define("flows", source.flows_sql)

    ways = (partial(prepare, True), partial(prepare, False))  # a file with a cell that is no number is read as text
    return steps.result(
        f"sums-{file.path.name.partition('.')[0]}", sql("partials"), [source.flows_sql, file.mark], *ways
    )


def _year(source: Source, year: int, partials: Sequence[Path], steps: Steps) -> dict[str, Path]:
    """The tables of a year."""
    usd = source.usd_per_unit(year)
    inputs = [*(path.name for path in partials), repr(usd), repr(source.countries), str(FORMAT)]
    lists = repr((sources.table("hs_chapters"), sources.table("wto_groups"), NORDIC))
    made: dict[str, Path] = {}

    def prepare() -> None:
        steps.engine.read_parquet("partials", partials, f"year = {year}")
        steps.engine.define("this_year", f"SELECT {year} AS year, {usd!r}e0 AS usd")
        if "product_exports" in made:
            steps.engine.read_parquet("product_exports", [made["product_exports"]])

    for table in YEARLY:
        made[table] = steps.result(f"{table}-{year}", sql(table), [sql("product_exports"), lists, *inputs], prepare)
    return made


def _read(engine: Engine, partial: Path) -> list[dict[str, Any]]:
    """The rows read from a file by year, period and remark."""
    engine.read_parquet("partials", [partial])
    return engine.rows(sql("read"))


def _counts(row: dict[str, Any]) -> bool:
    """Whether rows with this remark are counted."""
    return row["remark"] in (None, UNREADABLE)


def _seen(engine: Engine, partials: Sequence[Path]) -> tuple[set[str], set[int]]:
    """The codes of countries and of products in the rows that are counted."""
    engine.read_parquet("partials", partials, "value IS NOT NULL")
    pairs = engine.rows("SELECT DISTINCT exporter, importer FROM partials WHERE part = 'partner'")
    products = engine.rows("SELECT DISTINCT product FROM partials WHERE part = 'product'")
    return {code for pair in pairs for code in pair.values()}, {row["product"] for row in products}


def _check_periods(source: Source, read: Sequence[Sequence[dict[str, Any]]]) -> None:
    """Refuse a period that stands in two files, and a year beside its months: it would count twice."""
    if not source.once:
        return
    held_by: dict[tuple[int, int], str] = {}
    for file, rows in zip(source.files, read, strict=True):
        for year, month in {(row["year"], row["period"]) for row in rows if _counts(row)}:
            others = [held_by[key] for key in held_by if key[0] == year and (key[1] == month or 52 in (key[1], month))]
            others = [other for other in others if other != file.path.name]
            if others:
                raise RollupError(f"{file.path.name} and {others[0]} hold the same time ({year}). Leave one of them.")
            held_by[year, month] = file.path.name


def _about(
    source: Source, read: Sequence[Sequence[dict[str, Any]]], years: list[int], unrated: list[int]
) -> dict[str, Any]:
    """What was read and what was not counted, and why."""
    rows = [row for some in read for row in some]
    dropped: Counter[str] = Counter()
    for row in rows:
        if not _counts(row):
            dropped[row["remark"]] += row["flows"]
        elif row["year"] in unrated:
            dropped[f"no yearly rate of the US dollar for {row['year']}"] += row["flows"]
    counted = [row for row in rows if _counts(row) and row["year"] in years]
    months: dict[int, set[int]] = {}
    for row in counted:
        months.setdefault(row["year"], set()).add(row["period"])
    partial = {
        str(year): len(of) for year, of in sorted(months.items()) if source.once and 52 not in of and len(of) < 12
    }
    return {
        "source": source.name,
        "edition": source.edition,
        "years": years,
        "incomplete_years": partial,  # months that are there
        "files": {
            file.path.name: sum(row["flows"] for row in some) for file, some in zip(source.files, read, strict=True)
        },
        "rows_read": sum(row["flows"] for row in rows),
        "rows_counted": sum(row["flows"] for row in counted),
        "rows_dropped": dict(sorted(dropped.items())),
        "flows_without_quantity": sum(row["flows_without_quantity"] for row in counted),
        "unreadable_quantities": sum(row["flows"] for row in counted if row["remark"] == UNREADABLE),
    }


def _written(path: Path, rows: pa.Table) -> Path:
    """Write a small table; whoever reads it sees it whole."""
    unfinished = path.with_suffix(".unfinished")
    pq.write_table(rows, unfinished, compression="zstd")
    unfinished.replace(path)
    return path


def _publish(tables: dict[str, list[Path]], out: Path, about: dict[str, Any]) -> None:
    """Put the tables in place. The manifest goes first and comes last: without it nobody reads half a state."""
    (out / MANIFEST).unlink(missing_ok=True)
    about["tables"] = {table: sum(pq.read_metadata(path).num_rows for path in paths) for table, paths in tables.items()}
    for table, paths in tables.items():
        shutil.rmtree(out / table, ignore_errors=True)
        (out / table).mkdir()
        stems = map(str, about["years"]) if table in YEARLY else [table]
        for path, stem in zip(paths, stems, strict=True):
            path.replace(out / table / f"{stem}.parquet")
    unfinished = out / f".{MANIFEST}.unfinished"
    unfinished.write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    unfinished.replace(out / MANIFEST)
