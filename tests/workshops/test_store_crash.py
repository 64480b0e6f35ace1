"""What was shown as received survives: many writers at once, killed writers, several first starts at once."""

from __future__ import annotations

import signal

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import URL, text

from analytics.workshops import board, live, participants, rows, store
from tests.workshops import phones
from tests.workshops.test_questions import MEALS, QUESTIONS

pytestmark = pytest.mark.usefixtures("database")

DOTS_BUDGET = 4


def test_100_participants_in_threads_and_processes_send_10_statements_each() -> None:
    opened = live.open_workshop("Crowd", ["What do you need?"])
    room = phones.room(opened.code, "crowd", phones=100, sends=10)
    others = [phones.writer(room[60:80]), phones.writer(room[80:])]
    answers = phones.send_in_threads(room[:60])
    answers += [answer for other in others for answer in other.read()]

    rows = board.export(opened.code, opened.key)
    said = sorted(words for phone in room for _, words in phone.sends)
    assert len(said) == 1000
    assert sorted(rows["statement"]) == said
    assert rows["number"].tolist() == list(range(1, 1001))
    assert sorted((a.number, a.text) for a in answers) == list(zip(rows["number"], rows["statement"], strict=True))
    # 1 at the opening, and one more with every join and every statement
    assert live.version(opened.code) == 1 + 100 + 1000


def test_a_killed_writer_loses_nothing_that_it_acknowledged_whatever_was_asked() -> None:
    opened = live.open_workshop("Killed", QUESTIONS, ["en", "fi"])
    room = phones.room_of_all_kinds(opened.code, phones=100, options=len(MEALS), budget=DOTS_BUDGET)
    acknowledged: set[phones.Answer] = set()
    for answers_before_the_kill in (7, 150):
        writer = phones.writer(room)
        answers = list(writer.read(answers_before_the_kill))
        writer.process.kill()  # SIGKILL, with transactions under way
        answers += writer.read()
        writer.process.join()
        assert writer.process.exitcode == -signal.SIGKILL
        acknowledged |= set(answers)
        assert answers_before_the_kill <= len(answers) < 1000, "the writer was done before it was killed"
        kept(opened.code, room, acknowledged)

    acknowledged |= set(phones.send_in_threads(room))  # the phones come back and send everything once more
    found = kept(opened.code, room, acknowledged)
    assert sorted(said.text for said in found.statements if said.question == 1) == sorted(
        words for phone in room for _, words in phone.sends
    )
    assert [said.number for said in found.statements] == list(range(1, 301))
    assert {question: len(given) for question, given in found.answers.items()} == dict.fromkeys(range(2, 7), 100)
    assert {len(given) for given in found.votes.values()} == {live.VOTES}


def kept(code: str, room: list[phones.Phone], acknowledged: set[phones.Answer]) -> participants.Room:
    """What is stored, once it is known that nothing acknowledged is missing and nothing is over a budget."""
    found = participants.room(code)
    written = {(said.number, said.text) for said in found.statements}
    for phone in room:
        device = found.devices[rows.digest(phone.token)]
        assert len(found.votes.get(device, ())) <= live.VOTES
        assert len(found.answers.get(6, {}).get(device, ())) <= DOTS_BUDGET
        votes = {answer.number for answer in acknowledged if answer.submission.endswith(phone.token)}
        assert votes <= found.votes.get(device, frozenset())
        # Of what a phone was told about a question what it sent last stands, or something that it sent later.
        for question in range(2, 7):
            sent = [value for _, asked, value in phone.numbers if asked == question]
            told = [
                sent.index(value)
                for submission, asked, value in phone.numbers
                if phones.Answer(submission, asked, " ".join(map(str, value))) in acknowledged and asked == question
            ]
            if told:
                assert found.answers[question][device] in sent[max(told) :]
    texts = {text for phone in room for _, text in phone.sends} | {text for p in room for *_, text in p.words}
    assert {(a.number, a.text) for a in acknowledged if a.text in texts} <= written
    return found


def test_first_starts_at_once_make_one_schema() -> None:
    titles = [f"Workshop {number}" for number in range(6)]
    codes = phones.open_at_once(titles)
    assert [live.look(code).title for code in codes] == titles
    with store.current().read() as session:
        found = session.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    assert sorted(found) == sorted(ScriptDirectory(str(store.MIGRATIONS)).get_heads())


def test_the_migrations_make_what_the_models_say_and_can_be_undone(database: URL) -> None:
    from alembic import command
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from sqlalchemy import inspect

    from analytics.workshops.schema import Base

    with store.current().writing.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        assert set(inspect(connection).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
        config = Config()
        config.set_main_option("script_location", str(store.MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        command.upgrade(config, "heads")
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
