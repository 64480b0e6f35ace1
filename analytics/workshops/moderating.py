"""Changes by the facilitator, each under the workshop's lock, and the undoing of the last one.

Before statements are changed, what moderation has set on them is noted in the workshop: hidden, waiting, merged into,
themes; never their text. `undo` puts that back, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import delete as delete_rows
from sqlalchemy import select
from sqlalchemy.orm import Session

from analytics.workshops import errors, rows, schema
from analytics.workshops.store import current

Moderated = tuple[Session, schema.Workshop, list[schema.Statement]]


@contextmanager
def moderating(code: str, key: str, act: str = "", numbers: Sequence[int] = ()) -> Iterator[Moderated]:
    """The locked workshop and the statements that an act is about, noted so that it can be undone.

    Raises UnknownWorkshop, WrongKey, UnknownStatement.
    """
    with current().write() as session:
        workshop = rows.locked(session, code)
        rows.check_key(workshop, key)
        found = [rows.statement(session, workshop, number) for number in dict.fromkeys(numbers)]
        if act:
            workshop.undo = {"act": act, "before": [_state(session, statement) for statement in found]}
        yield session, workshop, found
        rows.changed(workshop)


def undo(code: str, key: str) -> None:
    """Put back what the last act of moderation changed. Raises UnknownWorkshop, WrongKey, NothingToUndo."""
    with moderating(code, key) as (session, workshop, _):
        if not workshop.undo:
            raise errors.NothingToUndo
        for state in workshop.undo["before"]:
            statement = session.get_one(schema.Statement, state["id"])
            statement.hidden, statement.waiting = state["hidden"], state["waiting"]
            statement.merged_into_id = state["merged_into_id"]
            theme = schema.StatementTheme
            session.execute(delete_rows(theme).where(theme.statement_id == statement.id))
            rows.put_themes(session, workshop, statement, state["themes"])
        workshop.undo = None


def _state(session: Session, statement: schema.Statement) -> dict[str, Any]:
    theme = schema.StatementTheme
    themes = session.scalars(select(theme.theme).where(theme.statement_id == statement.id).order_by(theme.place))
    return {
        "id": statement.id,
        "hidden": statement.hidden,
        "waiting": statement.waiting,
        "merged_into_id": statement.merged_into_id,
        "themes": list(themes),
    }
