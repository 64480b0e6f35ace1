"""Storyboards and PowerPoint templates in files of strangers, read in the worker process within limits."""

from __future__ import annotations

from typing import Any

from analytics.core import packed, worker
from analytics.core.language import _
from analytics.publish import storyboard
from analytics.publish.figures import StoryboardError
from analytics.publish.storyboard import Storyboard

LARGEST = 5_000_000  # bytes of a file, as the server takes them
TEMPLATE = packed.Limits(parts=1_500, unpacked=40_000_000, part=12_000_000, elements=900_000)


def board(content: bytes) -> Storyboard:
    """The storyboard of a file, as `storyboard.read`. Raises StoryboardError."""
    if len(content) > storyboard.LARGEST_FILE:
        raise StoryboardError(_("The file is too large to be a storyboard."))
    try:
        found = worker.ask(table_job, content)
    except worker.RefusedError as error:
        raise StoryboardError(str(error)) from error
    return storyboard.checked(found, storyboard.MINE)


def template(content: bytes) -> None:
    """Whether a file's look can be taken by a deck. Raises ValueError, in words, where it cannot."""
    if len(content) > LARGEST:
        raise ValueError(_("This template cannot be used: it is too large."))
    worker.ask(template_job, content)


# ------------------------------------------------------------------ in the worker


def get_ready() -> None:
    """Load what the jobs need."""
    from analytics.publish.slides import base  # noqa: F401


def table_job(content: bytes) -> Any:
    """The file's values; dates and the like, which no storyboard has, as texts."""
    try:
        return _json_values(storyboard.table(content))
    except StoryboardError as error:
        raise worker.RefusedError(str(error)) from error


def _json_values(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _json_values(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_json_values(part) for part in value]
    if isinstance(value, str | bool) or (isinstance(value, int | float) and abs(value) <= 2**53):
        return value
    return str(value)


def template_job(content: bytes) -> None:
    """Open the template as the deck's writer does."""
    from analytics.publish.slides import template as looks

    try:
        packed.check(content, TEMPLATE)
    except packed.TooLargeError as error:
        raise worker.RefusedError(_("This template cannot be used: it is too large.")) from error
    except packed.DamagedError as error:
        raise worker.RefusedError(_not_one()) from error
    try:
        looks.opened(content)
    except (ValueError, RecursionError) as error:
        raise worker.RefusedError(str(error) if isinstance(error, ValueError) else _not_one()) from error


def _not_one() -> str:
    return _(
        "This template cannot be used: it is not a PowerPoint presentation (.pptx). Save it as .pptx and try again."
    )
