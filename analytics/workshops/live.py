"""What a facilitator and the people in the room do in a live workshop.

A participant holds the join code and a device token, a facilitator the code and the key. Every call that writes locks
its workshop's row first, so that limits hold however many phones, tabs and replicas call at once; what a call returns
is committed. All refusals are in analytics.workshops.errors; any call may raise Unavailable.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete as delete_rows
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analytics.core.language import LANGUAGES
from analytics.workshops import errors, opening, retention, rows, schema, word_filter
from analytics.workshops.models import WRITTEN, Asked, Details, Opened, Receipt, Texts
from analytics.workshops.moderating import moderating
from analytics.workshops.store import current, hold
from analytics.workshops.typed import clean, clean_texts

TITLE_CHARACTERS = 120
QUESTION_CHARACTERS = 300
STATEMENT_CHARACTERS = 500
WORD_CHARACTERS = 40  # of an answer to a question for a word cloud
PLACE_CHARACTERS = 120
QUESTIONS = 10
VOTES = 5  # of one device, unless the facilitator says otherwise
MOST_VOTES = 20
STATEMENTS_A_MINUTE = 10  # from one device
DEVICES = 1_000  # in one workshop
STATEMENTS = 5_000  # in one workshop
WORKSHOPS_AN_HOUR = 60

SECRET_BYTES = 24  # 192 bits in a facilitator key and in a device token


# ------------------------------------------------------------------ for everybody with the code


def look(code: str) -> Details:
    """What the workshop is about. Raises UnknownWorkshop."""
    with current().read() as session:
        workshop = rows.workshop(session, code)
        table = schema.Question
        questions = session.scalars(select(table).where(table.workshop_id == workshop.id).order_by(table.number))
        return Details(
            code=workshop.code,
            title=workshop.title,
            questions=tuple(opening.read(question, workshop) for question in questions),
            languages=tuple(workshop.languages.split(",")),
            themes=workshop.themes,
            votes_per_device=workshop.votes_per_device,
            opened_at=workshop.opened_at,
            closed_at=workshop.closed_at,
            devices=rows.count(session, schema.Device, workshop),
            statements=rows.count(session, schema.Statement, workshop),
            version=workshop.version,
            titles=workshop.titles,
            place=workshop.place,
            live_question=workshop.live_question,
            locked=workshop.locked,
            approval=workshop.approval,
            practice=workshop.practice,
            in_needs=workshop.in_needs,
            undo=str((workshop.undo or {}).get("act", "")),
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
    """Let a device in; returns its token, which only the device keeps. Raises UnknownWorkshop, Closed, Locked, Full."""
    token = secrets.token_urlsafe(SECRET_BYTES)
    with current().write() as session:
        workshop = rows.locked_open(session, code)
        if workshop.locked:
            raise errors.Locked
        if rows.count(session, schema.Device, workshop) >= DEVICES:
            raise errors.Full(limit=DEVICES)
        session.add(schema.Device(workshop_id=workshop.id, token_hash=rows.digest(token)))
        rows.changed(workshop)
    return token


def submit(
    code: str, token: str, submission: str, question: int, text: str, language: str, themes: Sequence[str] = ()
) -> Receipt:
    """Store a statement once, however often the same `submission` id (8-64 of A-Z a-z 0-9 _ -) is sent.

    The text is kept as `clean` returns it; it waits for approval if the workshop asks for that or a word of it is in
    the word filter. Raises UnknownWorkshop, UnknownDevice, UnknownQuestion, UnknownLanguage, Closed, NotNow, TimeUp,
    BadAnswer (a question that is answered with numbers), Empty, TooLong, TooFast, Full, BadSubmission, BadThemes.
    """
    words = clean(text, STATEMENT_CHARACTERS)
    rows.check_submission(submission)
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
            return Receipt(sent.number, submission, question, sent.text, sent.received_at, sent.waiting)
        rows.answerable(workshop, asked)
        _refuse_kind(asked, words)
        if language not in workshop.languages.split(","):
            raise errors.UnknownLanguage
        _refuse_haste(session, device)
        if rows.count(session, schema.Statement, workshop) >= STATEMENTS:
            raise errors.Full(limit=STATEMENTS)
        number = 1 + rows.last_number(session, workshop)
        statement = schema.Statement(
            workshop_id=workshop.id,
            question_id=asked.id,
            device_id=device.id,
            number=number,
            submission=submission,
            text=words,
            language=language,
            waiting=workshop.approval or word_filter.meets(words),
            received_at=rows.now(),
        )
        session.add(statement)
        session.flush()
        rows.put_themes(session, workshop, statement, themes)
        rows.changed(workshop)
        return Receipt(number, submission, question, words, statement.received_at, statement.waiting)


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
        return tuple(
            Receipt(s.number, s.submission, question, s.text, s.received_at, s.waiting) for s, question in sent
        )


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
            rows.put_themes(session, workshop, statement, themes)
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
        if statement.hidden or statement.waiting or statement.merged_into_id is not None:
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
    title: str | Texts,
    questions: Sequence[str | Asked],
    languages: Sequence[str] = tuple(LANGUAGES),
    *,
    themes: bool = True,
    votes_per_device: int = VOTES,
    place: str = "",
    one_at_a_time: bool = False,
    approval: bool = False,
    practice: bool = False,
) -> Opened:
    """Open a workshop; workshops past their retention are deleted on this occasion.

    A bare text is an open question in the first language. With `one_at_a_time` phones answer the first question until
    the facilitator shows another. Raises BadSettings, BadQuestion, Empty, TooLong, TooManyWorkshops.
    """
    spoken = opening.known(languages)
    first = next(iter(spoken), "en")
    titles = clean_texts(title if isinstance(title, Mapping) else {first: title}, TITLE_CHARACTERS)
    asked = [opening.asked(question, spoken, QUESTION_CHARACTERS) for question in questions]
    if not (1 <= len(asked) <= QUESTIONS and spoken and 0 <= votes_per_device <= MOST_VOTES):
        raise errors.BadSettings(questions=QUESTIONS, votes=MOST_VOTES)
    where = clean(place, PLACE_CHARACTERS) if place.strip() else ""
    retention.purge(datetime.now(UTC))
    key = secrets.token_urlsafe(SECRET_BYTES)
    with current().write() as session:
        hold(session.connection())  # so that the count below cannot be outrun by another replica
        now = rows.now()  # not before: one that was opened while this one waited would lie after it and not count
        recent = select(func.count()).where(schema.Workshop.opened_at.between(now - timedelta(hours=1), now))
        if (session.scalar(recent) or 0) >= WORKSHOPS_AN_HOUR:
            raise errors.TooManyWorkshops(limit=WORKSHOPS_AN_HOUR)
        workshop = schema.Workshop(
            code=opening.draw_code(session),
            key_hash=rows.digest(key),
            title=next(iter(titles.values())),
            titles=titles,
            place=where,
            languages=",".join(spoken),
            themes=themes,
            votes_per_device=votes_per_device,
            live_question=1 if one_at_a_time else None,
            approval=approval,
            practice=practice,
            version=1,
            opened_at=now,
            changed_at=now,
        )
        session.add(workshop)
        session.flush()
        session.add_all(opening.row(workshop.id, number, question) for number, question in enumerate(asked, 1))
        return Opened(workshop.code, key)


def facilitate(code: str, key: str) -> None:
    """Nothing, if the key is the workshop's. Raises UnknownWorkshop, WrongKey."""
    with current().read() as session:
        rows.check_key(rows.workshop(session, code), key)


def hide(code: str, key: str, *numbers: int) -> None:
    """Take statements off the board, text and votes kept. Raises UnknownWorkshop, WrongKey, UnknownStatement."""
    with moderating(code, key, "hide", numbers) as (_, _workshop, found):
        for statement in found:
            statement.hidden = True


def unhide(code: str, key: str, *numbers: int) -> None:
    """Put hidden statements back. Raises UnknownWorkshop, WrongKey, UnknownStatement."""
    with moderating(code, key, "unhide", numbers) as (_, _workshop, found):
        for statement in found:
            statement.hidden = False


def merge(code: str, key: str, numbers: int | Sequence[int], into: int) -> None:
    """Let statements, each with what was merged into it, count as `into`; a device that voted for both counts once.

    Raises UnknownWorkshop, WrongKey, UnknownStatement, BadMerge.
    """
    given = (numbers,) if isinstance(numbers, int) else tuple(numbers)
    with moderating(code, key, "merge", given) as (session, workshop, found):
        target = rows.statement(session, workshop, into)
        for statement in found:
            parents = rows.parents(session, workshop)
            parents.pop(statement.id, None)
            if statement.question_id != target.question_id or rows.root(parents, target.id) == statement.id:
                raise errors.BadMerge
            statement.merged_into_id = target.id


def unmerge(code: str, key: str, *numbers: int) -> None:
    """Let statements stand by themselves again. Raises UnknownWorkshop, WrongKey, UnknownStatement."""
    with moderating(code, key, "unmerge", numbers) as (_, _workshop, found):
        for statement in found:
            statement.merged_into_id = None


def set_themes(code: str, key: str, number: int, themes: Sequence[str]) -> None:
    """Give a statement other themes, or none. Raises UnknownWorkshop, WrongKey, UnknownStatement, BadThemes."""
    with moderating(code, key, "themes", (number,)) as (session, workshop, (statement,)):
        session.execute(delete_rows(schema.StatementTheme).where(schema.StatementTheme.statement_id == statement.id))
        rows.put_themes(session, workshop, statement, themes)


def close(code: str, key: str) -> None:
    """Take no more statements and votes; reading and moderation go on. Raises UnknownWorkshop, WrongKey."""
    with moderating(code, key) as (_, workshop, _found):
        workshop.closed_at = workshop.closed_at or rows.now()


def reopen(code: str, key: str) -> None:
    """Take statements and votes again. Raises UnknownWorkshop, WrongKey."""
    with moderating(code, key) as (_, workshop, _found):
        workshop.closed_at = None


def delete(code: str, key: str) -> None:
    """Delete the workshop and all that was written in it; nothing brings it back. Raises UnknownWorkshop, WrongKey."""
    with current().write() as session:
        workshop = rows.locked(session, code)
        rows.check_key(workshop, key)
        session.execute(delete_rows(schema.Workshop).where(schema.Workshop.id == workshop.id))
    current().forget()


# ------------------------------------------------------------------ what submit refuses


def _refuse_kind(asked: schema.Question, words: str) -> None:
    if asked.kind not in WRITTEN:
        raise errors.BadAnswer
    if asked.kind == "words" and len(words) > WORD_CHARACTERS:
        raise errors.TooLong(characters=len(words), limit=WORD_CHARACTERS)


def _refuse_haste(session: Session, device: schema.Device) -> None:
    now = rows.now()
    minute = select(func.count()).where(
        # The upper limit: after the clock was set back, what was written later by it does not count.
        schema.Statement.device_id == device.id,
        schema.Statement.received_at.between(now - timedelta(minutes=1), now),
    )
    if (session.scalar(minute) or 0) >= STATEMENTS_A_MINUTE:
        raise errors.TooFast(limit=STATEMENTS_A_MINUTE)
