"""How long workshops are kept, and the deletion of those that are past it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete as delete_rows
from sqlalchemy import func

from analytics.workshops import schema
from analytics.workshops.store import current

RETENTION = timedelta(days=365)  # after closing, or after the last change if it was never closed


def purge(now: datetime) -> int:
    """Delete the workshops whose retention has passed at `now` (with a zone); returns how many."""
    last_day = schema.Workshop.closed_at, schema.Workshop.changed_at
    with current().write() as session:
        past = session.scalars(
            delete_rows(schema.Workshop)
            .where(func.coalesce(*last_day) < now.astimezone(UTC).replace(tzinfo=None) - RETENTION)
            .returning(schema.Workshop.id)
        ).all()
    if past:
        current().forget()
    return len(past)
