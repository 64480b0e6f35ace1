"""What a refresh changes in a part of a table: rows added, changed by how much, gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import pandas as pd


@dataclass(frozen=True)
class Changed:
    """A figure that is another one than before."""

    key: str
    before: float
    after: float

    @property
    def percent(self) -> float:
        """By how much it changed; infinite where it was 0."""
        return abs(self.after - self.before) / abs(self.before) * 100 if self.before else float("inf")


@dataclass(frozen=True)
class Difference:
    """The keys of rows that are new or gone, the figures that changed, and how many rows stay as they are."""

    added: tuple[str, ...]
    changed: tuple[Changed, ...]
    gone: tuple[str, ...]
    same: int

    def __str__(self) -> str:
        parts = [f"{len(self.added):,} rows added{_some(self.added)}", f"{len(self.changed):,} changed"]
        if self.changed:
            most = max(self.changed, key=lambda one: one.percent)
            parts[1] += (
                f" (by {median(one.percent for one in self.changed):.2g} % in the middle, at most {most.percent:.2g} %:"
                f" {most.key} from {most.before:.10g} to {most.after:.10g})"
            )
        return ", ".join((*parts, f"{len(self.gone):,} gone{_some(self.gone)}", f"{self.same:,} the same"))


def difference(before: pd.DataFrame, after: pd.DataFrame, key: Sequence[str], value: str) -> Difference:
    """Compare rows (cells as text) by key; figures that agree in all digits that stood there before are the same."""
    old, new = (_by_key(rows, key, value) for rows in (before, after))
    both = [name for name in new if name in old]
    changed = tuple(
        Changed(name, float(old[name]), float(new[name])) for name in both if not agree(old[name], new[name])
    )
    return Difference(
        added=tuple(name for name in new if name not in old),
        changed=changed,
        gone=tuple(name for name in old if name not in new),
        same=len(both) - len(changed),
    )


def agree(before: str, after: str) -> bool:
    """Whether a figure, rounded to the decimals of the one before it, is that one."""
    decimals = len(before.partition(".")[2])
    return abs(float(after) - float(before)) <= 0.5000001 * 0.1**decimals


def _by_key(rows: pd.DataFrame, key: Sequence[str], value: str) -> dict[str, str]:
    names = [" ".join(row) for row in rows[list(key)].itertuples(index=False)]
    return dict(zip(names, rows[value], strict=True))


def _some(keys: Sequence[str]) -> str:
    return f" ({', '.join(keys[:3])}{', ...' if len(keys) > 3 else ''})" if keys else ""
