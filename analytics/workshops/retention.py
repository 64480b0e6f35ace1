"""How long workshops are kept, and the deletion of those that are past it.

A machine's clock may be wrong: after a flat battery, or set by hand. So nothing is deleted by a clock that has jumped
until it has gone on for a week since; the last time seen is kept in the database itself.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete as delete_rows
from sqlalchemy import func
from sqlalchemy.orm import Session

from analytics.workshops import schema
from analytics.workshops.store import current, hold

RETENTION = timedelta(days=365)  # after closing, or after the last change if it was never closed
JUMP = timedelta(days=2)  # the time is looked at once a day at least
BACK = timedelta(hours=1)  # of two machines with one database
PROOF = timedelta(days=7)  # that a clock goes on after a jump until it is trusted

log = logging.getLogger("atlas")


def purge(now: datetime) -> int:
    """Delete the workshops whose retention has passed at `now` (with a zone), if the clock can be trusted.

    Returns how many were deleted.
    """
    last_day = schema.Workshop.closed_at, schema.Workshop.changed_at
    time = now.astimezone(UTC).replace(tzinfo=None)
    with current().write() as session:
        hold(session.connection())
        if not _trusted(session, time):
            return 0
        past = session.scalars(
            delete_rows(schema.Workshop)
            .where(func.coalesce(*last_day) < time - RETENTION)
            .returning(schema.Workshop.id)
        ).all()
    if past:
        log.warning("workshops deleted because their retention has passed: %d", len(past))
        current().forget()
    return len(past)


def _trusted(session: Session, time: datetime) -> bool:
    """Whether the clock has gone on without a jump for long enough; notes the time."""
    clock = session.get(schema.Clock, 1)
    if clock is None:
        clock = schema.Clock(id=1, seen_at=time, trusted_from=time + PROOF)
        session.add(clock)
    elif not -BACK <= time - clock.seen_at <= JUMP:
        log.warning(
            "the clock went from %s to %s since the last look: no workshop is deleted before %s",
            *(moment.isoformat(" ", "minutes") for moment in (clock.seen_at, time, time + PROOF)),
        )
        clock.seen_at, clock.trusted_from = time, time + PROOF
    else:
        clock.seen_at = max(clock.seen_at, time)
    return time >= clock.trusted_from
