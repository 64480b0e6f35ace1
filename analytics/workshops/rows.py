"""The rows that live workshops stand on, found and locked within a session. Secrets are compared by their digests."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analytics.workshops import errors, schema

DIGITS = "0123456789"
# Codes of workshops that were opened before codes had six digits also have letters.
_ALPHABET = DIGITS + "CDFGHJKMNPQRTVWX"
THEMES = 2  # of one statement
_SUBMISSION = re.compile(r"[A-Za-z0-9_-]{8,64}")
_THEME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def plain_code(typed: str) -> str:
    """A join code as it is stored, from however it was typed: small letters, spaces and hyphens do not matter."""
    return "".join(letter for letter in typed[:64].upper() if letter in _ALPHABET)


def workshop(session: Session, code: str) -> schema.Workshop:
    """The workshop's row. Raises UnknownWorkshop."""
    return _workshop(session, code, lock=False)


def locked(session: Session, code: str) -> schema.Workshop:
    """The workshop's row, which nobody else changes until the transaction ends. Raises UnknownWorkshop."""
    return _workshop(session, code, lock=True)


def locked_open(session: Session, code: str) -> schema.Workshop:
    """The locked row of a workshop that is open. Raises UnknownWorkshop, Closed."""
    row = locked(session, code)
    if row.closed_at is not None:
        raise errors.Closed
    return row


def check_submission(given: str) -> None:
    """Nothing, if it is the id of something sent. Raises BadSubmission."""
    if not _SUBMISSION.fullmatch(given):
        raise errors.BadSubmission


def changed(row: schema.Workshop) -> None:
    """Note in a locked workshop that something in it is different now."""
    row.version += 1
    row.changed_at = now()


def answerable(row: schema.Workshop, asked: schema.Question) -> None:
    """Nothing, if the question takes answers now. Raises Closed, NotNow, TimeUp."""
    if row.closed_at is not None:
        raise errors.Closed
    if row.live_question not in (None, asked.number):
        raise errors.NotNow
    if asked.ends_at is not None and asked.ends_at <= now():
        raise errors.TimeUp


def put_themes(session: Session, row: schema.Workshop, said: schema.Statement, themes: Sequence[str]) -> None:
    """Put a statement that has no themes under these. Raises BadThemes."""
    given = list(dict.fromkeys(themes))
    sound = len(given) <= THEMES and all(_THEME.fullmatch(theme) for theme in given)
    if not sound or (given and not row.themes):
        raise errors.BadThemes(limit=THEMES)
    session.add_all(
        schema.StatementTheme(statement_id=said.id, theme=theme, place=place) for place, theme in enumerate(given, 1)
    )


def check_key(row: schema.Workshop, key: str) -> None:
    """Nothing, if the key is the workshop's. Raises WrongKey."""
    if not hmac.compare_digest(digest(key), row.key_hash):
        raise errors.WrongKey


def device(session: Session, row: schema.Workshop, token: str) -> schema.Device:
    """The workshop's device that holds the token. Raises UnknownDevice."""
    table = schema.Device
    known = session.scalar(select(table).where(table.workshop_id == row.id, table.token_hash == digest(token)))
    if known is None:
        raise errors.UnknownDevice
    return known


def question(session: Session, row: schema.Workshop, number: int) -> schema.Question:
    """The workshop's question of that number. Raises UnknownQuestion."""
    table = schema.Question
    known = session.scalar(select(table).where(table.workshop_id == row.id, table.number == _bounded(number)))
    if known is None:
        raise errors.UnknownQuestion
    return known


def statement(session: Session, row: schema.Workshop, number: int) -> schema.Statement:
    """The workshop's statement of that number. Raises UnknownStatement."""
    table = schema.Statement
    known = session.scalar(select(table).where(table.workshop_id == row.id, table.number == _bounded(number)))
    if known is None:
        raise errors.UnknownStatement
    return known


def count(session: Session, table: type[schema.Device | schema.Statement], row: schema.Workshop) -> int:
    """How many devices or statements the workshop has."""
    return session.scalar(select(func.count()).where(table.workshop_id == row.id)) or 0


def last_number(session: Session, row: schema.Workshop) -> int:
    """The highest number of a statement in the workshop; 0 if there is none."""
    return session.scalar(select(func.max(schema.Statement.number)).where(schema.Statement.workshop_id == row.id)) or 0


def slots(session: Session, voter: schema.Device) -> dict[int, int]:
    """The ids of the statements that the device voted for, each with the slot of its vote."""
    found = session.execute(select(schema.Vote.statement_id, schema.Vote.slot).where(schema.Vote.device_id == voter.id))
    return {row.statement_id: row.slot for row in found}


def parents(session: Session, row: schema.Workshop) -> dict[int, int]:
    """The ids of the merged statements, each with the id that it was merged into."""
    table = schema.Statement
    found = session.execute(
        select(table.id, table.merged_into_id).where(table.workshop_id == row.id, table.merged_into_id.is_not(None))
    )
    return {statement_id: into for statement_id, into in found if into is not None}


def root(merged: Mapping[int, int], statement_id: int) -> int:
    """The statement that stands on the board for another, by what each merged statement was merged into."""
    while statement_id in merged:
        statement_id = merged[statement_id]
    return statement_id


def group(session: Session, row: schema.Workshop, statement_id: int) -> set[int]:
    """The ids of all statements that count as one with this one."""
    merged = parents(session, row)
    top = root(merged, statement_id)
    return {top} | {part for part in merged if root(merged, part) == top}


def digest(secret: str) -> str:
    """What is stored of a key or token; they are random and long, so that it cannot be guessed back."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def now() -> datetime:
    """The time in UTC, without a zone as the tables hold it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _workshop(session: Session, code: str, *, lock: bool) -> schema.Workshop:
    query = select(schema.Workshop).where(schema.Workshop.code == plain_code(code))
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise errors.UnknownWorkshop
    return row


def _bounded(number: int) -> int:
    """The number, or one that nothing has where an integer column could not hold it."""
    return number if 0 < number < 2**31 else 0
