"""Why a source could not be refreshed; each says what to do or where to look."""

from __future__ import annotations

from collections.abc import Iterable


class RefreshError(Exception):
    """A source that gives nothing now; the rows that are there stay."""


class UnreachableError(RefreshError):
    """No answer came, or one that says no."""


class UnreadableError(RefreshError):
    """An answer that is cut off or not of its format."""


class EmptyError(RefreshError):
    """An answer without a figure."""


class DriftError(RefreshError):
    """A field or code that the call relies on and the publisher no longer has."""

    def __init__(self, dataset: str, field: str, found: Iterable[object]) -> None:
        there = ", ".join(str(one) for one in found) or "nothing"
        super().__init__(f"{dataset}: the field {field!r} is not there any more; there is {there[:300]}")
        self.field = field


class RefusedError(RefreshError):
    """Rows that break the contract of their table."""
