"""The engines that run the SQL of this room: DuckDB on this machine, or Spark (or Sail) through Spark Connect."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from analytics.rollup.sources import MISSING, FlowFile, RollupError

# Version 2's encodings of numbers make files as small as version 1's in less of a processor's time, and faster to read.
PARQUET = "FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2"
MEMORY = "1200MB"  # of DuckDB's buffers; what Python and the reader of CSV take comes on top, below 2 GB in all


class Engine(Protocol):
    """What a roll-up asks of an engine. The SQL is the same for all."""

    name: str

    def read_csv(self, view: str, file: FlowFile, typed: bool = False) -> None:
        """Show a file's columns, as text or as numbers where they ought to be; `write` then fails where one is not."""

    def read_parquet(self, view: str, paths: Sequence[Path], where: str = "true") -> None:
        """Show the rows of Parquet files."""

    def define(self, view: str, query: str) -> None:
        """Show a query's rows."""

    def write(self, query: str, path: Path) -> None:
        """Write a query's rows, in their order, as a Parquet file."""

    def rows(self, query: str) -> list[dict[str, Any]]:
        """A query's rows, which are few."""

    def close(self) -> None:
        """Let go of what it holds."""


class DuckDB:
    """DuckDB within a limit of memory; what does not fit goes to files in `temporary`."""

    name = "duckdb"

    def __init__(self, temporary: Path, memory: str = MEMORY) -> None:
        import duckdb

        self._db = duckdb.connect()
        self._db.execute(f"SET memory_limit = '{memory}'; SET temp_directory = {_quoted(temporary)}")
        self._db.execute("SET enable_progress_bar = false; SET preserve_insertion_order = false")

    def read_csv(self, view: str, file: FlowFile, typed: bool = False) -> None:
        """Show a file's columns, as text or as numbers where they ought to be.

        Text is put together with nothing: DuckDB moves the cast of a bare column into its reader, where TRY_CAST fails.
        """
        known = {file.columns[name]: kind for name, kind in file.types.items()} if typed else {}
        types = ", ".join(f"{_quoted(name)}: '{known.get(name, 'VARCHAR')}'" for name in file.header)
        bare = {name for name in file.columns if typed or name not in file.types}
        chosen = ", ".join(
            f'"{column}"{"" if name in bare else " || " + _quoted("")} AS "{name}"'
            for name, column in file.columns.items()
        )
        missing = ", ".join(map(_quoted, MISSING if typed else MISSING[:1]))
        self.define(
            view,
            f"SELECT {chosen} FROM read_csv({_quoted(file.path)}, columns = {{{types}}}, auto_detect = false, "
            f"header = true, delim = ',', quote = '\"', escape = '\"', nullstr = [{missing}])",
        )

    def read_parquet(self, view: str, paths: Sequence[Path], where: str = "true") -> None:
        """Show the rows of Parquet files."""
        listed = ", ".join(_quoted(path) for path in paths)
        self.define(view, f"SELECT * FROM read_parquet([{listed}]) WHERE {where}")

    def define(self, view: str, query: str) -> None:
        """Show a query's rows."""
        self._db.execute(f"CREATE OR REPLACE TEMPORARY VIEW {view} AS {query}")

    def write(self, query: str, path: Path) -> None:
        """Write a query's rows, in their order, as a Parquet file. Raises RollupError where a file cannot be read."""
        import duckdb

        try:
            self._db.execute(f"COPY ({query}) TO {_quoted(path)} ({PARQUET})")
        except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
            raise RollupError(str(error)) from error

    def rows(self, query: str) -> list[dict[str, Any]]:
        """A query's rows, which are few."""
        found: list[dict[str, Any]] = self._db.sql(query).to_arrow_table().to_pylist()
        return found

    def close(self) -> None:
        """Let go of what it holds."""
        self._db.close()


class Spark:
    """A Spark Connect server (Apache Spark, Sail). It must see the files under the same paths as this process does."""

    name = "spark"

    def __init__(self, remote: str) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise RollupError(
                "The Spark client is not here. `make .venv-spark/.installed` puts it (requirements-spark.txt) into an "
                "environment of its own; then start .venv-spark/bin/python -m analytics.rollup"
            ) from error
        self._spark: Any = SparkSession.builder.remote(remote).getOrCreate()

    def read_csv(self, view: str, file: FlowFile, typed: bool = False) -> None:
        """Show a file's columns as text."""
        schema = ", ".join(f"`{name}` STRING" for name in file.header)
        reader = self._spark.read.schema(schema).option("header", True).option("mode", "FAILFAST")
        read = reader.csv(_address(file.path))
        read.selectExpr(*(f"`{column}` AS `{name}`" for name, column in file.columns.items())).createOrReplaceTempView(
            view
        )

    def read_parquet(self, view: str, paths: Sequence[Path], where: str = "true") -> None:
        """Show the rows of Parquet files."""
        self._spark.read.parquet(*map(_address, paths)).where(where).createOrReplaceTempView(view)

    def define(self, view: str, query: str) -> None:
        """Show a query's rows."""
        self._spark.sql(query).createOrReplaceTempView(view)

    def write(self, query: str, path: Path) -> None:
        """Write a query's rows, in their order, as a Parquet file. They come as Arrow."""
        import pyarrow.parquet as pq

        pq.write_table(self._spark.sql(query).toArrow(), path, compression="zstd")

    def rows(self, query: str) -> list[dict[str, Any]]:
        """A query's rows, which are few."""
        found: list[dict[str, Any]] = self._spark.sql(query).toArrow().to_pylist()
        return found

    def close(self) -> None:
        """Let go of what it holds."""
        self._spark.stop()


def start(name: str, remote: str | None, temporary: Path) -> Engine:
    """An engine by its name. Raises RollupError where its client or address is missing."""
    if name == "duckdb":
        return DuckDB(temporary)
    if not remote:
        raise RollupError("--engine spark needs --remote, such as sc://localhost:15002")
    return Spark(remote)


def _quoted(text: str | Path) -> str:
    return "'" + os.fspath(text).replace("'", "''") + "'"


def _address(path: Path) -> str:
    return path.absolute().as_uri()
