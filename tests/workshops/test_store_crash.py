"""What was shown as received survives: many writers at once, killed writers, several first starts at once."""

from __future__ import annotations

import signal

import pytest
from sqlalchemy import URL, text

from analytics.workshops import board, live, models, store
from tests.workshops import phones

pytestmark = pytest.mark.usefixtures("database")


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


def test_a_killed_writer_loses_nothing_that_it_acknowledged() -> None:
    opened = live.open_workshop("Killed", ["What do you need?"])
    room = phones.room(opened.code, "killed", phones=50, sends=10)
    acknowledged: dict[str, phones.Answer] = {}
    for answers_before_the_kill in (7, 60):
        writer = phones.writer(room)
        answers = list(writer.read(answers_before_the_kill))
        writer.process.kill()  # SIGKILL, with transactions under way
        answers += writer.read()
        writer.process.join()
        assert writer.process.exitcode == -signal.SIGKILL
        for answer in answers:  # what was sent again gets the same receipt
            assert acknowledged.setdefault(answer.submission, answer) == answer
        stored = {r.submission: phones.Answer(r.submission, r.number, r.text) for r in received(room)}
        assert answers_before_the_kill <= len(answers)
        assert len(stored) < 500, "the writer was done before it was killed"
        assert acknowledged.items() <= stored.items()

    again = phones.send_in_threads(room)  # the phones come back and send everything once more
    assert acknowledged.items() <= {answer.submission: answer for answer in again}.items()
    rows = board.export(opened.code, opened.key)
    assert sorted(rows["statement"]) == sorted(words for phone in room for _, words in phone.sends)
    assert rows["number"].tolist() == list(range(1, 501))


def received(room: list[phones.Phone]) -> list[models.Receipt]:
    return [receipt for phone in room for receipt in live.receipts(phone.code, phone.token)]


def test_first_starts_at_once_make_one_schema() -> None:
    titles = [f"Workshop {number}" for number in range(6)]
    codes = phones.open_at_once(titles)
    assert [live.look(code).title for code in codes] == titles
    with store.current().read() as session:
        assert session.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == ["r0002"]


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
        command.upgrade(config, "head")
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
