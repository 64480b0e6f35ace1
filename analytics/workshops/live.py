"""What a facilitator and the people in the room do in a live workshop.

A participant holds the join code and a device token, a facilitator the code and the key. Every call that writes locks
its workshop's row first, so that limits hold however many phones, tabs and replicas call at once; what a call returns
is committed. All refusals are in analytics.workshops.errors; any call may raise Unavailable.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete as delete_rows
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analytics.core.language import LANGUAGES
from analytics.core.unseen import in_order
from analytics.workshops import errors, retention, rows, schema
from analytics.workshops.models import Details, Opened, Question, Receipt
from analytics.workshops.store import current, hold

TITLE_CHARACTERS = 120
QUESTION_CHARACTERS = 300
STATEMENT_CHARACTERS = 500
QUESTIONS = 10
THEMES = 2  # of one statement
VOTES = 5  # of one device, unless the facilitator says otherwise
MOST_VOTES = 20
STATEMENTS_A_MINUTE = 10  # from one device
DEVICES = 1_000  # in one workshop
STATEMENTS = 5_000  # in one workshop
WORKSHOPS_AN_HOUR = 60

CODE_LENGTH = 10
SECRET_BYTES = 24  # 192 bits in a facilitator key and in a device token
_SUBMISSION = re.compile(r"[A-Za-z0-9_-]{8,64}")
_THEME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CONTROLS = frozenset({"Cc", "Cs"})
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


# ------------------------------------------------------------------ for everybody with the code


def look(code: str) -> Details:
    """What the workshop is about. Raises UnknownWorkshop."""
    with current().read() as session:
        workshop = rows.workshop(session, code)
        questions = session.execute(
            select(schema.Question.number, schema.Question.text)
            .where(schema.Question.workshop_id == workshop.id)
            .order_by(schema.Question.number)
        )
        return Details(
            workshop.code,
            workshop.title,
            tuple(Question(number, text) for number, text in questions),
            tuple(workshop.languages.split(",")),
            workshop.themes,
            workshop.votes_per_device,
            workshop.opened_at,
            workshop.closed_at,
            rows.count(session, schema.Device, workshop),
            rows.count(session, schema.Statement, workshop),
            workshop.version,
        )


def version(code: str) -> int:
    """A number that is another one after every change of the workshop; cheap to ask. Raises UnknownWorkshop."""
    with current().read() as session:
        number = session.scalar(select(schema.Workshop.version).where(schema.Workshop.code == rows.plain_code(code)))
    if number is None:
        raise errors.UnknownWorkshop
    return number


# ------------------------------------------------------------------ for participants


def join(code: str) -> str:
    """Let a device in; returns its token, which only the device keeps. Raises UnknownWorkshop, Closed, Full."""
    token = secrets.token_urlsafe(SECRET_BYTES)
    with current().write() as session:
        workshop = rows.locked_open(session, code)
        if rows.count(session, schema.Device, workshop) >= DEVICES:
            raise errors.Full(limit=DEVICES)
        session.add(schema.Device(workshop_id=workshop.id, token_hash=rows.digest(token)))
        rows.changed(workshop)
    return token


def submit(
    code: str, token: str, submission: str, question: int, text: str, language: str, themes: Sequence[str] = ()
) -> Receipt:
    """Store a statement once, however often the same `submission` id (8-64 of A-Z a-z 0-9 _ -) is sent.

    The text is kept as `clean` returns it. Raises UnknownWorkshop, UnknownDevice, UnknownQuestion, UnknownLanguage,
    Closed, Empty, TooLong, TooFast, Full, BadSubmission, BadThemes.
    """
    words = clean(text, STATEMENT_CHARACTERS)
    if not _SUBMISSION.fullmatch(submission):
        raise errors.BadSubmission
    with current().write() as session:
        workshop = rows.locked(session, code)
        device = rows.device(session, workshop, token)
        asked = rows.question(session, workshop, question)
        sent = session.scalar(
            select(schema.Statement).where(
                schema.Statement.workshop_id == workshop.id, schema.Statement.submission == submission
            )
        )
        # Asked before anything else can refuse: a phone that lost the answer gets it, even after closing.
        if sent is not None:
            if (sent.device_id, sent.question_id, sent.text) != (device.id, asked.id, words):
                raise errors.BadSubmission
            return Receipt(sent.number, submission, question, sent.text, sent.received_at)
        if workshop.closed_at is not None:
            raise errors.Closed
        if language not in workshop.languages.split(","):
            raise errors.UnknownLanguage
        _refuse_haste(session, device)
        number = 1 + rows.count(session, schema.Statement, workshop)  # statements are never deleted one by one
        if number > STATEMENTS:
            raise errors.Full(limit=STATEMENTS)
        statement = schema.Statement(
            workshop_id=workshop.id,
            question_id=asked.id,
            device_id=device.id,
            number=number,
            submission=submission,
            text=words,
            language=language,
            received_at=rows.now(),
        )
        session.add(statement)
        session.flush()
        _put_themes(session, workshop, statement, themes)
        rows.changed(workshop)
        return Receipt(number, submission, question, words, statement.received_at)


def receipts(code: str, token: str) -> tuple[Receipt, ...]:
    """What the device has sent, in order, hidden or merged or not. Raises UnknownWorkshop, UnknownDevice."""
    with current().read() as session:
        workshop = rows.workshop(session, code)
        device = rows.device(session, workshop, token)
        sent = session.execute(
            select(schema.Statement, schema.Question.number)
            .join(schema.Question, schema.Question.id == schema.Statement.question_id)
            .where(schema.Statement.device_id == device.id)
            .order_by(schema.Statement.number)
        )
        return tuple(Receipt(s.number, s.submission, question, s.text, s.received_at) for s, question in sent)


def suggest_themes(code: str, token: str, number: int, themes: Sequence[str]) -> None:
    """Put the device's own statement under themes if it has none yet.

    Raises UnknownWorkshop, UnknownDevice, UnknownStatement (also another device's), BadThemes.
    """
    with current().write() as session:
        workshop = rows.locked(session, code)
        device = rows.device(session, workshop, token)
        statement = rows.statement(session, workshop, number)
        if statement.device_id != device.id:
            raise errors.UnknownStatement
        known = select(func.count()).where(schema.StatementTheme.statement_id == statement.id)
        if themes and not session.scalar(known):
            _put_themes(session, workshop, statement, themes)
            rows.changed(workshop)


def votes_left(code: str, token: str) -> int:
    """How many votes the device can still give. Raises UnknownWorkshop, UnknownDevice."""
    with current().read() as session:
        workshop = rows.workshop(session, code)
        return workshop.votes_per_device - len(rows.slots(session, rows.device(session, workshop, token)))


def vote(code: str, token: str, number: int) -> int:
    """Vote for a statement on the board; twice for the same one counts once. Returns the votes left.

    Raises UnknownWorkshop, UnknownDevice, UnknownStatement (also if hidden or merged), OwnStatement,
    NoVotesLeft, Closed.
    """
    with current().write() as session:
        workshop = rows.locked_open(session, code)
        device = rows.device(session, workshop, token)
        statement = rows.statement(session, workshop, number)
        if statement.hidden or statement.merged_into_id is not None:
            raise errors.UnknownStatement
        if statement.device_id == device.id:
            raise errors.OwnStatement
        slots = rows.slots(session, device)
        if slots.keys().isdisjoint(rows.group(session, workshop, statement.id)):
            free = set(range(1, workshop.votes_per_device + 1)) - set(slots.values())
            if not free:
                raise errors.NoVotesLeft(limit=workshop.votes_per_device)
            session.add(schema.Vote(statement_id=statement.id, device_id=device.id, slot=min(free)))
            rows.changed(workshop)
            return len(free) - 1
        return workshop.votes_per_device - len(slots)


def unvote(code: str, token: str, number: int) -> int:
    """Take a vote back, also from what was merged with the statement or hidden. Returns the votes left.

    Raises UnknownWorkshop, UnknownDevice, UnknownStatement, Closed.
    """
    with current().write() as session:
        workshop = rows.locked_open(session, code)
        device = rows.device(session, workshop, token)
        statement = rows.statement(session, workshop, number)
        slots = rows.slots(session, device)
        given = slots.keys() & rows.group(session, workshop, statement.id)
        if given:
            session.execute(
                delete_rows(schema.Vote).where(schema.Vote.device_id == device.id, schema.Vote.statement_id.in_(given))
            )
            rows.changed(workshop)
        return workshop.votes_per_device - len(slots) + len(given)


# ------------------------------------------------------------------ for facilitators


def open_workshop(
    title: str,
    questions: Sequence[str],
    languages: Sequence[str] = tuple(LANGUAGES),
    *,
    themes: bool = True,
    votes_per_device: int = VOTES,
) -> Opened:
    """Open a workshop; workshops past their retention are deleted on this occasion.

    Raises BadSettings, Empty, TooLong, TooManyWorkshops.
    """
    heading = clean(title, TITLE_CHARACTERS)
    asked = [clean(question, QUESTION_CHARACTERS) for question in questions]
    spoken = list(dict.fromkeys(languages))
    if not (1 <= len(asked) <= QUESTIONS and spoken and set(spoken) <= set(LANGUAGES)) or not (
        0 <= votes_per_device <= MOST_VOTES
    ):
        raise errors.BadSettings(questions=QUESTIONS, votes=MOST_VOTES)
    retention.purge(datetime.now(UTC))
    opened = Opened(
        "".join(secrets.choice(rows.ALPHABET) for _ in range(CODE_LENGTH)), secrets.token_urlsafe(SECRET_BYTES)
    )
    now = rows.now()
    with current().write() as session:
        hold(session.connection())  # so that the count below cannot be outrun by another replica
        recent = select(func.count()).where(schema.Workshop.opened_at.between(now - timedelta(hours=1), now))
        if (session.scalar(recent) or 0) >= WORKSHOPS_AN_HOUR:
            raise errors.TooManyWorkshops(limit=WORKSHOPS_AN_HOUR)
        workshop = schema.Workshop(
            code=opened.code,
            key_hash=rows.digest(opened.key),
            title=heading,
            languages=",".join(spoken),
            themes=themes,
            votes_per_device=votes_per_device,
            version=1,
            opened_at=now,
            changed_at=now,
        )
        session.add(workshop)
        session.flush()
        session.add_all(
            schema.Question(workshop_id=workshop.id, number=number, text=text) for number, text in enumerate(asked, 1)
        )
    return opened


def facilitate(code: str, key: str) -> None:
    """Nothing, if the key is the workshop's. Raises UnknownWorkshop, WrongKey."""
    with current().read() as session:
        rows.check_key(rows.workshop(session, code), key)


def hide(code: str, key: str, number: int) -> None:
    """Take a statement off the board, text and votes kept. Raises UnknownWorkshop, WrongKey, UnknownStatement."""
    with _moderating(code, key) as (session, workshop):
        rows.statement(session, workshop, number).hidden = True


def unhide(code: str, key: str, number: int) -> None:
    """Put a hidden statement back. Raises UnknownWorkshop, WrongKey, UnknownStatement."""
    with _moderating(code, key) as (session, workshop):
        rows.statement(session, workshop, number).hidden = False


def merge(code: str, key: str, number: int, into: int) -> None:
    """Let a statement, with what was merged into it, count as `into`; a device that voted for both counts once.

    Raises UnknownWorkshop, WrongKey, UnknownStatement, BadMerge.
    """
    with _moderating(code, key) as (session, workshop):
        statement, target = rows.statement(session, workshop, number), rows.statement(session, workshop, into)
        parents = rows.parents(session, workshop)
        parents.pop(statement.id, None)
        if statement.question_id != target.question_id or rows.root(parents, target.id) == statement.id:
            raise errors.BadMerge
        statement.merged_into_id = target.id


def unmerge(code: str, key: str, number: int) -> None:
    """Let a statement stand by itself again. Raises UnknownWorkshop, WrongKey, UnknownStatement."""
    with _moderating(code, key) as (session, workshop):
        rows.statement(session, workshop, number).merged_into_id = None


def set_themes(code: str, key: str, number: int, themes: Sequence[str]) -> None:
    """Give a statement other themes, or none. Raises UnknownWorkshop, WrongKey, UnknownStatement, BadThemes."""
    with _moderating(code, key) as (session, workshop):
        statement = rows.statement(session, workshop, number)
        session.execute(delete_rows(schema.StatementTheme).where(schema.StatementTheme.statement_id == statement.id))
        _put_themes(session, workshop, statement, themes)


def close(code: str, key: str) -> None:
    """Take no more statements and votes; reading and moderation go on. Raises UnknownWorkshop, WrongKey."""
    with _moderating(code, key) as (_, workshop):
        workshop.closed_at = workshop.closed_at or rows.now()


def reopen(code: str, key: str) -> None:
    """Take statements and votes again. Raises UnknownWorkshop, WrongKey."""
    with _moderating(code, key) as (_, workshop):
        workshop.closed_at = None


def delete(code: str, key: str) -> None:
    """Delete the workshop and all that was written in it; nothing brings it back. Raises UnknownWorkshop, WrongKey."""
    with current().write() as session:
        workshop = rows.locked(session, code)
        rows.check_key(workshop, key)
        session.execute(delete_rows(schema.Workshop).where(schema.Workshop.id == workshop.id))
    current().forget()


# ------------------------------------------------------------------ text


def clean(text: str, limit: int) -> str:
    """The text as typed but for control characters (line feed and tab stay), turns of direction and lone surrogates.

    Raises Empty if nothing that can be seen is left, TooLong if more than `limit` characters (code points) are.
    """
    kept = "".join(c for c in in_order(text) if c in "\n\t" or unicodedata.category(c) not in _CONTROLS)
    if all(unicodedata.category(c) in _INVISIBLE for c in kept):
        raise errors.Empty
    if len(kept) > limit:
        raise errors.TooLong(characters=len(kept), limit=limit)
    return kept


@contextmanager
def _moderating(code: str, key: str) -> Iterator[tuple[Session, schema.Workshop]]:
    with current().write() as session:
        workshop = rows.locked(session, code)
        rows.check_key(workshop, key)
        yield session, workshop
        rows.changed(workshop)


def _refuse_haste(session: Session, device: schema.Device) -> None:
    now = rows.now()
    minute = select(func.count()).where(
        # The upper limit: after the clock was set back, what was written later by it does not count.
        schema.Statement.device_id == device.id,
        schema.Statement.received_at.between(now - timedelta(minutes=1), now),
    )
    if (session.scalar(minute) or 0) >= STATEMENTS_A_MINUTE:
        raise errors.TooFast(limit=STATEMENTS_A_MINUTE)


def _put_themes(
    session: Session, workshop: schema.Workshop, statement: schema.Statement, themes: Sequence[str]
) -> None:
    given = list(dict.fromkeys(themes))
    sound = len(given) <= THEMES and all(_THEME.fullmatch(theme) for theme in given)
    if not sound or (given and not workshop.themes):
        raise errors.BadThemes(limit=THEMES)
    session.add_all(
        schema.StatementTheme(statement_id=statement.id, theme=theme, place=place)
        for place, theme in enumerate(given, 1)
    )
