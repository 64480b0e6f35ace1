"""Measured runs as a table: medians, spread, ratios to the floor of the same run, and whether an aim is met."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np

README = Path(__file__).resolve().parent / "README.md"
START, END = "<!-- measured -->", "<!-- end of measured -->"
TRADE_START, TRADE_END = "<!-- trade -->", "<!-- end of trade -->"
SPARK_START, SPARK_END = "<!-- spark -->", "<!-- end of spark -->"
PACKAGES = ("streamlit", "plotly", "pydeck", "pandas", "duckdb", "playwright")


@dataclass(frozen=True)
class Timing:
    """Milliseconds of the atlas and of its floor, taken in turn, with the aims for the row.

    `most_ratio` limits the median ratio, `most_ms` the atlas's 95th percentile.
    """

    section: str
    name: str
    atlas: Sequence[float]
    floor: Sequence[float]
    most_ratio: float | None = None
    most_ms: float | None = None

    @property
    def ratios(self) -> list[float]:
        """The ratio of each pair of runs."""
        return [mine / theirs for mine, theirs in zip(self.atlas, self.floor, strict=True)]

    @property
    def line(self) -> str:
        """The row of the table."""
        spreads = (_spread(self.atlas), _spread(self.floor), _spread(self.ratios, 2))
        return f"| {self.name} | {' | '.join(spreads)} | {self.verdict} |"

    @property
    def verdict(self) -> str:
        """What the aim is and whether it is met."""
        said = []
        if self.most_ratio is not None:
            met = float(np.median(self.ratios)) <= self.most_ratio
            said.append(f"ratio ≤ {self.most_ratio:g}: {'met' if met else '**missed**'}")
        if self.most_ms is not None:
            met = float(np.percentile(self.atlas, 95)) <= self.most_ms
            said.append(f"p95 ≤ {self.most_ms:g} ms: {'met' if met else '**missed**'}")
        return "; ".join(said) or "–"


@dataclass(frozen=True)
class Bytes:
    """What the first visit and a filter change bring to the browser: medians in bytes, requests for the boundaries."""

    name: str
    visit_http: float
    visit_websocket: float
    change_http: float
    change_websocket: float
    boundaries: tuple[int, int]


def table(timings: Sequence[Timing], sent: Sequence[Bytes], runs: int, browser: str, load: float) -> str:
    """The report as Markdown; `load` is the machine's load average (one minute) before the run."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    lines = [
        f"Measured on {date.today():%d %B %Y}: {runs} runs each, atlas and floor in turn; {platform.system()}, "
        f"{os.cpu_count()} cores (load {load:.1f} before the run), Python {platform.python_version()}, {packages}, "
        f"Chromium {browser}.",
    ]
    for section in dict.fromkeys(row.section for row in timings):
        lines += ["", f"### {section}", "", "| | atlas, ms | floor, ms | ratio | aim |", "|---|---|---|---|---|"]
        lines += [row.line for row in timings if row.section == section]
    lines += ["", "### What goes over the wire (medians, kB)", ""]
    lines += [
        "| | first visit: HTTP | WebSocket | filter change: HTTP | WebSocket | boundaries asked for (visit, change) |"
    ]
    lines += ["|---|---|---|---|---|---|"]
    lines += [
        f"| {row.name} | {row.visit_http / 1000:,.1f} | {row.visit_websocket / 1000:,.1f} "
        f"| {row.change_http / 1000:,.1f} | {row.change_websocket / 1000:,.1f} "
        f"| {row.boundaries[0]}, {row.boundaries[1]} |"
        for row in sent
    ]
    return "\n".join(lines)


def write(measured: str, path: Path = README, marks: tuple[str, str] = (START, END)) -> None:
    """Put a report between its markers in the README. Raises ValueError when a marker is missing."""
    before, mark, rest = path.read_text(encoding="utf-8").partition(marks[0])
    _old, end, after = rest.partition(marks[1])
    if not mark or not end:
        raise ValueError(f"{path.name} has lost its markers {marks[0]} and {marks[1]}")
    path.write_text(f"{before}{marks[0]}\n{measured}\n{marks[1]}{after}", encoding="utf-8")


def _spread(values: Sequence[float], digits: int = 0) -> str:
    """Median (lower quartile – upper quartile; 95th percentile)."""
    q1, median, q3, p95 = (f"{value:,.{digits}f}" for value in np.percentile(values, (25, 50, 75, 95)))
    return f"{median} ({q1}–{q3}; {p95})"
