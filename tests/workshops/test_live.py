"""The live workshop on both databases: who may do what, limits, votes, moderation, frames and deletion."""

from __future__ import annotations

import inspect
import os
import re
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, func, select, update
from sqlalchemy.exc import IntegrityError

from analytics.core.paths import ROOT
from analytics.publish import tables, workbook
from analytics.workshops import board, errors, live, models, retention, rows, schema, store
from tests.test_architecture import files, imported

ON_BOTH = pytest.mark.usefixtures("database")
SHARED_DATABASE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def opened(title: str = "Day", **settings: object) -> models.Opened:
    return live.open_workshop(title, ["What do you need?", "What next?"], **settings)  # type: ignore[arg-type]


def say(
    code: str, token: str, text: str, submission: str = "", *, question: int = 1, themes: tuple[str, ...] = ()
) -> int:
    name = submission or f"id-{abs(hash((token, text))):020}"
    return live.submit(code, token, name, question, text, "en", themes).number


@pytest.fixture
def room(database: URL) -> models.Opened:
    """An open workshop."""
    return opened()


@pytest.fixture
def five(room: models.Opened) -> models.Opened:
    """A workshop with five statements on one question."""
    token = live.join(room.code)
    for number in range(1, 6):
        say(room.code, token, f"Need {number}")
    return room


def votes(code: str) -> dict[int, int]:
    """The votes of each statement on the board."""
    frame = board.board(code)
    return dict(zip(frame["number"], frame["votes"], strict=True))


def stored(table: type[schema.Base]) -> int:
    with store.current().read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


# ------------------------------------------------------------------ opening, joining, secrets


@ON_BOTH
def test_what_was_opened_is_what_everybody_sees() -> None:
    new = live.open_workshop(
        "  Cluster day ", ["Needs?", "Next?"], ["sv", "fi", "sv"], themes=False, votes_per_device=3
    )
    seen = live.look(new.code[:3] + " - " + new.code[3:])
    assert (seen.code, seen.title, seen.languages, seen.themes) == (new.code, "  Cluster day ", ("sv", "fi"), False)
    asked = [(q.number, q.text, q.kind, q.texts, q.revealed, q.live, q.ends_at) for q in seen.questions]
    assert asked == [
        (1, "Needs?", "open", {"sv": "Needs?"}, True, True, None),
        (2, "Next?", "open", {"sv": "Next?"}, True, True, None),
    ]
    assert (seen.votes_per_device, seen.devices, seen.statements, seen.version) == (3, 0, 0, 1)
    assert seen.closed_at is None
    assert abs(seen.opened_at - datetime.now(UTC).replace(tzinfo=None)) < timedelta(minutes=5)


@ON_BOTH
def test_bad_settings_are_refused() -> None:
    bad: list[tuple[list[str], list[str], int]] = [
        ([], ["fi"], 5),
        (["?"] * 11, ["fi"], 5),
        (["?"], [], 5),
        (["?"], ["de"], 5),
        (["?"], ["fi"], 21),
        (["?"], ["fi"], -1),
    ]
    for questions, languages, votes_per_device in bad:
        with pytest.raises(errors.BadSettings):
            live.open_workshop("Day", questions, languages, votes_per_device=votes_per_device)
    with pytest.raises(errors.Empty):
        live.open_workshop(" ", ["?"])
    with pytest.raises(errors.TooLong):
        live.open_workshop("Day", ["?" * 301])
    assert stored(schema.Workshop) == 0


@ON_BOTH
def test_codes_keys_and_tokens_are_random_long_and_never_stored(database: URL) -> None:
    new = opened()
    token = live.join(new.code)
    # 24 bytes are 192 bits, 32 characters in base 64; the code is read out and needs a token or key beside it
    assert re.fullmatch(r"[0-9]{6}", new.code)
    assert re.fullmatch(r"[\w-]{32}", new.key)
    assert re.fullmatch(r"[\w-]{32}", token)
    with store.current().read() as session:
        cells = [
            str(cell)
            for table in schema.Base.metadata.sorted_tables
            for row in session.execute(select(table))
            for cell in row
        ]
    assert new.code in cells
    assert not [cell for cell in cells if new.key in cell or token in cell]


@ON_BOTH
def test_unknown_codes_are_refused() -> None:
    new = opened()
    for code in ("", "34679CDFGH", "x' OR '1'='1", "\0", "\ud800", "ß" * 500, "34679CDFGH" * 9, new.code[:-1]):
        for call in (live.look, live.version, live.join, board.board, board.needs):
            with pytest.raises(errors.UnknownWorkshop):
                call(code)
        with pytest.raises(errors.UnknownWorkshop):
            live.close(code, new.key)


@ON_BOTH
def test_only_the_key_moderates() -> None:
    new, other = opened(), opened("Other")
    token = live.join(new.code)
    say(new.code, token, "A need")
    say(new.code, token, "Another need")
    before = live.version(new.code)
    for key in ("", token, rows.digest(new.key), other.key, new.key[:-1], new.key + " ", "\ud800\0"):
        attempts = [
            partial(live.facilitate, new.code, key),
            partial(live.hide, new.code, key, 1),
            partial(live.unhide, new.code, key, 1),
            partial(live.merge, new.code, key, 1, 2),
            partial(live.unmerge, new.code, key, 1),
            partial(live.set_themes, new.code, key, 1, ["fees"]),
            partial(live.close, new.code, key),
            partial(live.reopen, new.code, key),
            partial(live.delete, new.code, key),
            partial(board.export, new.code, key),
        ]
        for attempt in attempts:
            with pytest.raises(errors.WrongKey):
                attempt()
    assert live.version(new.code) == before
    live.facilitate(new.code, new.key)


@ON_BOTH
def test_two_workshops_do_not_mix() -> None:
    one, two = opened("One"), opened("Two")
    ann, bob = live.join(one.code), live.join(two.code)
    say(one.code, ann, "Need of one", "same-id-in-both")
    say(two.code, bob, "Need of two", "same-id-in-both")
    say(two.code, bob, "Second need of two")
    for call in (
        lambda: say(two.code, ann, "Stranger"),
        lambda: live.vote(two.code, ann, 1),
        lambda: live.unvote(two.code, ann, 1),
        lambda: live.votes_left(two.code, ann),
        lambda: live.receipts(two.code, ann),
        lambda: board.ballot(two.code, ann),
        lambda: live.votes_left(two.code, two.key),
    ):
        with pytest.raises(errors.UnknownDevice):
            call()
    with pytest.raises(errors.UnknownStatement):
        live.hide(one.code, one.key, 2)  # there is a number 2 only in the other
    live.hide(one.code, one.key, 1)
    live.close(one.code, one.key)
    assert board.board(one.code).empty
    assert board.board(two.code)["statement"].tolist() == ["Need of two", "Second need of two"]
    assert [r.text for r in live.receipts(two.code, bob)] == ["Need of two", "Second need of two"]
    assert live.look(two.code).closed_at is None
    live.delete(one.code, one.key)
    assert live.look(two.code).statements == 2


# ------------------------------------------------------------------ statements


@ON_BOTH
def test_a_second_send_gets_the_same_receipt_and_stores_nothing() -> None:
    new = opened()
    token, other = live.join(new.code), live.join(new.code)
    first = live.submit(new.code, token, "tap-0001", 1, "A need", "fi")
    version = live.version(new.code)
    assert live.submit(new.code, token, "tap-0001", 1, "A need", "fi") == first
    live.close(new.code, new.key)
    assert (
        live.submit(new.code, token, "tap-0001", 1, "A need", "fi") == first
    )  # the answer was lost, then it was closed
    for sender, question, text in ((other, 1, "A need"), (token, 2, "A need"), (token, 1, "Another need")):
        with pytest.raises(errors.BadSubmission):
            live.submit(new.code, sender, "tap-0001", question, text, "fi")
    assert live.version(new.code) == version + 1  # the closing
    assert live.receipts(new.code, token) == (first,)
    assert live.receipts(new.code, other) == ()


@ON_BOTH
def test_one_submission_in_parallel_is_one_row() -> None:
    new = opened()
    token = live.join(new.code)
    with ThreadPoolExecutor(24) as taps:
        sent = [taps.submit(live.submit, new.code, token, "double-tap", 1, "A need", "sv") for _ in range(24)]
        assert len({tap.result() for tap in sent}) == 1
    assert stored(schema.Statement) == 1


@ON_BOTH
def test_malformed_submission_ids_are_refused() -> None:
    new = opened()
    token = live.join(new.code)
    for submission in ("", "short", "x" * 65, "with space", "åäöåäöåä", "id-00000\n", "\0" * 8):
        with pytest.raises(errors.BadSubmission):
            live.submit(new.code, token, submission, 1, "A need", "en")


@ON_BOTH
def test_what_is_typed_comes_back_as_typed() -> None:
    new = opened()
    token = live.join(new.code)
    typed = [
        "'); DROP TABLE statements; --",
        "<script>alert(1)</script> & <b>bold</b>",
        "=1+1",
        "[link](javascript:alert(1)) **bold** `code` $x$ :red[x]",
        "  Åä ö\tÆØ\n\nfamily: 👩‍👩‍👧 e\u0301 {limit} %s \\ \"'",
        "NULL",
    ]
    for text in typed:
        assert say(new.code, token, text)
    assert [r.text for r in live.receipts(new.code, token)] == typed
    assert board.board(new.code)["statement"].tolist() == typed
    assert board.needs(new.code)["statement"].tolist() == typed
    exported = board.export(new.code, new.key)
    assert exported["statement"].tolist() == typed
    assert "'=1+1" in tables.to_csv(exported).decode()  # a spreadsheet shows it and does not count


@given(
    text=st.text(st.characters(exclude_categories=()), max_size=40) | st.text("a\n \u200b", min_size=495, max_size=505)
)
def test_a_text_is_kept_but_for_control_characters_or_refused(text: str) -> None:
    # C0 without tab and line feed, DEL and C1, lone surrogates: written out as ranges, not by Unicode's categories
    kept = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "", text)
    try:
        assert live.clean(text, live.STATEMENT_CHARACTERS) == kept
        assert 1 <= len(kept) <= 500
        assert kept.strip()
    except errors.TooLong:
        assert len(kept) > 500
    except errors.Empty:
        assert not re.search(r"\w", kept)


@SHARED_DATABASE
@given(text=st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_text_is_stored_as_it_was_acknowledged(room: models.Opened, text: str) -> None:
    token = live.join(room.code)
    try:
        receipt = say(room.code, token, text)
    except errors.Empty:
        assert live.receipts(room.code, token) == ()
        return
    assert receipt == live.look(room.code).statements
    assert [(r.number, r.text) for r in live.receipts(room.code, token)] == [(receipt, live.clean(text, 500))]


@ON_BOTH
def test_what_is_refused_stores_nothing() -> None:
    new = opened(languages=["fi"], themes=False)
    token = live.join(new.code)
    before = live.version(new.code)
    refusals: list[tuple[type[errors.Refused], dict[str, object]]] = [
        (errors.Empty, {"text": " \n\0\u200b"}),
        (errors.TooLong, {"text": "x" * 501}),
        (errors.UnknownQuestion, {"question": 3}),
        (errors.UnknownQuestion, {"question": 0}),
        (errors.UnknownQuestion, {"question": 10**30}),
        (errors.UnknownQuestion, {"question": -(10**30)}),
        (errors.UnknownLanguage, {"language": "sv"}),
        (errors.UnknownLanguage, {"language": ""}),
        (errors.BadThemes, {"themes": ["fees"]}),
        (errors.UnknownDevice, {"token": ""}),
    ]
    for refusal, change in refusals:
        sent = {"token": token, "submission": "id-00000", "question": 1, "text": "A need", "language": "fi"} | change
        with pytest.raises(refusal) as refused:
            live.submit(new.code, **sent)  # type: ignore[arg-type]
        assert str(refused.value) == refused.value.text.format(**refused.value.values)
    assert live.version(new.code) == before
    assert live.submit(new.code, token, "id-00000", 1, "x" * 500, "fi").number == 1


@ON_BOTH
def test_a_device_sends_ten_statements_a_minute() -> None:
    new = opened()
    token, other = live.join(new.code), live.join(new.code)
    for number in range(10):
        say(new.code, token, f"Need {number}")
    with pytest.raises(errors.TooFast):
        say(new.code, token, "One more")
    assert say(new.code, token, "Need 3") == 4  # sent again: the old receipt, not a new statement
    assert say(new.code, other, "Somebody else is not held up") == 11
    with store.current().write() as session:  # a minute later
        for statement in session.scalars(select(schema.Statement)):
            statement.received_at -= timedelta(seconds=61)
    assert say(new.code, token, "One more") == 12


@ON_BOTH
def test_a_workshop_takes_so_many_devices_and_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    new = opened()
    monkeypatch.setattr(live, "DEVICES", 2)
    monkeypatch.setattr(live, "STATEMENTS", 1)
    token = live.join(new.code)
    live.join(new.code)
    with pytest.raises(errors.Full):
        live.join(new.code)
    say(new.code, token, "A need")
    with pytest.raises(errors.Full):
        say(new.code, token, "Another need")


@ON_BOTH
def test_so_many_workshops_are_opened_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "WORKSHOPS_AN_HOUR", 3)
    with ThreadPoolExecutor(8) as facilitators:
        tries = [facilitators.submit(opened) for _ in range(8)]
    assert sorted(str(type(one.exception())) for one in tries).count(str(type(None))) == 3
    assert {type(one.exception()) for one in tries} == {type(None), errors.TooManyWorkshops}
    assert stored(schema.Workshop) == 3


@ON_BOTH
def test_a_closed_workshop_can_be_read_and_reopened_but_not_written_in() -> None:
    new = opened()
    token, other = live.join(new.code), live.join(new.code)
    say(new.code, token, "A need")
    live.vote(new.code, other, 1)
    live.close(new.code, new.key)
    closed_at = live.look(new.code).closed_at
    assert closed_at
    for attempt in (
        lambda: live.join(new.code),
        lambda: say(new.code, token, "Too late"),
        lambda: live.vote(new.code, other, 1),
        lambda: live.unvote(new.code, other, 1),
    ):
        with pytest.raises(errors.Closed):
            attempt()
    live.close(new.code, new.key)
    assert live.look(new.code).closed_at == closed_at  # the retention counts from the first closing
    assert votes(new.code) == {1: 1}
    live.reopen(new.code, new.key)
    assert say(new.code, token, "In time") == 2


# ------------------------------------------------------------------ votes


@ON_BOTH
def test_votes_are_few_for_others_and_can_be_taken_back() -> None:
    new = opened(votes_per_device=2)
    ann, bob = live.join(new.code), live.join(new.code)
    for number in range(3):
        say(new.code, ann, f"Need {number}")
    with pytest.raises(errors.OwnStatement):
        live.vote(new.code, ann, 1)
    assert live.vote(new.code, bob, 1) == 1
    assert live.vote(new.code, bob, 1) == 1  # a second tap, or the same phone's second tab
    assert live.vote(new.code, bob, 2) == 0
    with pytest.raises(errors.NoVotesLeft):
        live.vote(new.code, bob, 3)
    assert live.unvote(new.code, bob, 1) == 1
    assert live.unvote(new.code, bob, 1) == 1
    assert live.vote(new.code, bob, 3) == 0
    assert live.votes_left(new.code, bob) == 0
    assert live.votes_left(new.code, ann) == 2
    assert votes(new.code) == {1: 0, 2: 1, 3: 1}
    for number in (0, 4, -1, 10**30):
        with pytest.raises(errors.UnknownStatement):
            live.vote(new.code, bob, number)


@ON_BOTH
def test_parallel_taps_give_no_more_votes_than_there_are() -> None:
    new = opened()
    ann, bob = live.join(new.code), live.join(new.code)
    numbers = [say(new.code, ann, f"Need {number}") for number in range(8)]
    with ThreadPoolExecutor(16) as tabs:
        taps = [tabs.submit(live.vote, new.code, bob, number) for number in numbers * 2]
    faults = [tap.exception() for tap in taps]
    assert {type(fault) for fault in faults} == {type(None), errors.NoVotesLeft}
    assert sorted(votes(new.code).values()) == [0, 0, 0, 1, 1, 1, 1, 1]
    assert live.votes_left(new.code, bob) == 0


@ON_BOTH
def test_the_tables_themselves_refuse_a_vote_too_many() -> None:
    new = opened()
    ann, bob = live.join(new.code), live.join(new.code)
    say(new.code, ann, "Need 1")
    say(new.code, ann, "Need 2")
    live.vote(new.code, bob, 1)
    with store.current().read() as session:
        vote = session.scalars(select(schema.Vote)).one()
        first, second = session.scalars(select(schema.Statement.id).order_by(schema.Statement.number))
    bad = [
        {"statement_id": second, "device_id": vote.device_id, "slot": vote.slot},  # a slot that is taken
        {"statement_id": first, "device_id": vote.device_id, "slot": 2},  # the same statement again
        {"statement_id": second, "device_id": vote.device_id, "slot": 21},  # a slot beyond all
        {"statement_id": second, "device_id": 10**6, "slot": 2},  # a device that is not there
    ]
    for values in bad:
        with pytest.raises(IntegrityError), store.current().write() as session:
            session.add(schema.Vote(**values))
    assert stored(schema.Vote) == 1


@ON_BOTH
def test_the_ballot_says_what_is_own_and_voted_for_and_whose_nothing_is() -> None:
    new = opened()
    ann, bob = live.join(new.code), live.join(new.code)
    say(new.code, ann, "Second question", question=2)
    say(new.code, ann, "Ann's")
    say(new.code, bob, "Bob's")
    live.vote(new.code, bob, 2)
    frame = board.ballot(new.code, bob)
    assert frame[["number", "own", "voted", "hidden"]].values.tolist() == [
        [2, False, True, False],
        [3, True, False, False],
        [1, False, False, False],
    ]
    live.hide(new.code, new.key, 1)
    live.hide(new.code, new.key, 2)
    frame = board.ballot(new.code, bob)  # 1 is gone; 2 holds Bob's vote, which he can take back without reading it
    assert frame["number"].tolist() == [2, 3]
    assert frame["statement"].isna().tolist() == [True, False]
    assert live.unvote(new.code, bob, 2) == 5
    assert board.ballot(new.code, bob)["number"].tolist() == [3]
    with pytest.raises(errors.UnknownStatement):
        live.vote(new.code, bob, 2)


# ------------------------------------------------------------------ moderation


@ON_BOTH
def test_merged_votes_count_each_device_once_and_come_apart_again() -> None:
    new = opened()
    ann, bob, cat, dan = (live.join(new.code) for _ in range(4))
    say(new.code, ann, "Lower fees")
    say(new.code, bob, "Fees should be lower")
    say(new.code, cat, "Something else")
    for token, number in ((dan, 1), (dan, 2), (cat, 1), (ann, 2)):
        live.vote(new.code, token, number)
    assert votes(new.code) == {1: 2, 2: 2, 3: 0}
    live.merge(new.code, new.key, 2, 1)
    # devices for 1: Dan, Cat; for 2: Dan, Ann; together Dan, Cat and Ann
    assert votes(new.code) == {1: 3, 3: 0}
    shown = board.board(new.code).set_index("number")
    assert shown["statements"].to_dict() == {1: 2, 3: 1}
    with pytest.raises(errors.UnknownStatement):
        live.vote(new.code, cat, 2)  # not on the board any more
    assert live.votes_left(new.code, dan) == 3
    assert live.vote(new.code, dan, 1) == 3  # counted already
    live.unmerge(new.code, new.key, 2)
    assert votes(new.code) == {1: 2, 2: 2, 3: 0}
    live.merge(new.code, new.key, 2, 1)
    assert live.unvote(new.code, dan, 1) == 5  # both of Dan's, which counted as one
    assert votes(new.code) == {1: 2, 3: 0}
    exported = board.export(new.code, new.key).set_index("number")
    assert exported["statement"].tolist() == ["Lower fees", "Fees should be lower", "Something else"]
    assert exported["merged_into"].fillna(0).tolist() == [0, 1, 0]
    assert exported["votes"].tolist() == [1, 1, 0]
    assert exported["votes_with_merged"].tolist() == [2, 0, 0]


@ON_BOTH
def test_a_statement_is_not_merged_into_itself_or_its_own_parts_or_another_question() -> None:
    new = opened()
    token = live.join(new.code)
    for number in range(3):
        say(new.code, token, f"Need {number}")
    say(new.code, token, "On the second question", question=2)
    live.merge(new.code, new.key, 2, 1)
    live.merge(new.code, new.key, 3, 2)
    for number, into in ((1, 1), (1, 2), (1, 3), (2, 3), (1, 4)):
        with pytest.raises(errors.BadMerge):
            live.merge(new.code, new.key, number, into)
    assert votes(new.code) == {1: 0, 4: 0}


@SHARED_DATABASE
@given(steps=st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5)), max_size=8))
def test_whatever_is_merged_every_statement_counts_once(five: models.Opened, steps: list[tuple[int, int]]) -> None:
    for number in range(1, 6):
        live.unmerge(five.code, five.key, number)
    into: dict[int, int] = {}
    for number, target in steps:  # 0 takes the merging back
        above = [target]
        while above[-1] in into and number not in above:
            above.append(into[above[-1]])
        if target == 0:
            live.unmerge(five.code, five.key, number)
            into.pop(number, None)
        elif number in above:
            with pytest.raises(errors.BadMerge):
                live.merge(five.code, five.key, number, target)
        else:
            live.merge(five.code, five.key, number, target)
            into[number] = target
    frame = board.board(five.code)
    assert set(frame["number"]) == set(range(1, 6)) - set(into)
    assert frame["statements"].sum() == 5


@ON_BOTH
def test_hidden_statements_count_nowhere_and_are_never_lost() -> None:
    new = opened()
    ann, bob = live.join(new.code), live.join(new.code)
    say(new.code, ann, "Fine")
    say(new.code, ann, "Rude")
    live.vote(new.code, bob, 2)
    live.merge(new.code, new.key, 2, 1)
    assert votes(new.code) == {1: 1}
    live.hide(new.code, new.key, 2)
    assert votes(new.code) == {1: 0}
    assert board.board(new.code)["statements"].tolist() == [1]
    live.hide(new.code, new.key, 1)
    assert board.board(new.code).empty
    assert board.needs(new.code).empty
    exported = board.export(new.code, new.key)
    assert exported["statement"].tolist() == ["Fine", "Rude"]
    assert exported["hidden"].tolist() == [True, True]
    assert [r.text for r in live.receipts(new.code, ann)] == ["Fine", "Rude"]
    live.unhide(new.code, new.key, 1)
    live.unhide(new.code, new.key, 2)
    assert votes(new.code) == {1: 1}


@ON_BOTH
def test_themes_group_the_board_and_can_be_changed() -> None:
    new = opened()
    ann, bob = live.join(new.code), live.join(new.code)
    say(new.code, ann, "Cheaper", themes=("fees",))
    say(new.code, ann, "Cheaper and seen", themes=("visibility", "fees"))
    say(new.code, ann, "No theme")
    live.vote(new.code, bob, 2)
    frame = board.board(new.code)
    # fees: statements 1 and 2 with 0 + 1 votes; visibility: 2 with 1; fees has more statements and comes first
    assert frame[["theme", "theme_statements", "theme_votes", "number", "votes"]].fillna("-").values.tolist() == [
        ["fees", 2, 1, 2, 1],
        ["fees", 2, 1, 1, 0],
        ["visibility", 1, 1, 2, 1],
        ["-", 1, 0, 3, 0],
    ]
    assert board.needs(new.code)["theme"].fillna("-").tolist() == ["fees", "visibility;fees", "-"]
    live.set_themes(new.code, new.key, 2, ["fees", "fees"])
    live.set_themes(new.code, new.key, 1, [])
    assert board.needs(new.code)["theme"].fillna("-").tolist() == ["-", "fees", "-"]
    for themes in (["a", "b", "c"], ["Fees"], [""], ["x" * 41], ["fees; drop"], ["fees\n"]):
        with pytest.raises(errors.BadThemes):
            live.set_themes(new.code, new.key, 2, themes)
    assert board.needs(new.code)["theme"].fillna("-").tolist() == ["-", "fees", "-"]


@ON_BOTH
def test_suggested_themes_are_for_own_statements_without_themes() -> None:
    new = opened()
    ann, bob = live.join(new.code), live.join(new.code)
    say(new.code, ann, "Cheaper")
    before = live.version(new.code)
    with pytest.raises(errors.UnknownStatement):
        live.suggest_themes(new.code, bob, 1, ["fees"])
    with pytest.raises(errors.BadThemes):
        live.suggest_themes(new.code, ann, 1, ["Fees"])
    live.suggest_themes(new.code, ann, 1, [])
    assert live.version(new.code) == before
    live.suggest_themes(new.code, ann, 1, ["fees"])
    live.suggest_themes(new.code, ann, 1, ["visibility"])
    assert board.needs(new.code)["theme"].tolist() == ["fees"]
    assert live.version(new.code) > before


# ------------------------------------------------------------------ frames


@ON_BOTH
def test_frames_have_their_columns_and_types_with_and_without_rows() -> None:
    new = opened("Vaasa 2026")
    token, other = live.join(new.code), live.join(new.code)
    empty = [
        board.board(new.code),
        board.needs(new.code),
        board.ballot(new.code, token),
        board.export(new.code, new.key),
    ]
    say(new.code, token, "A need", themes=("fees", "funding"))
    live.vote(new.code, other, 1)
    full = [
        board.board(new.code),
        board.needs(new.code),
        board.ballot(new.code, token),
        board.export(new.code, new.key),
    ]
    for before, after in zip(empty, full, strict=True):
        assert before.empty
        assert before.dtypes.to_dict() == after.dtypes.to_dict()
        assert not [column for column in after if "device" in column or "token" in column or "submission" in column]
    assert full[1].to_dict("records") == [
        {
            "statement": "A need",
            "question": "What do you need?",
            "language": "en",
            "votes": 1,
            "theme": "fees;funding",
        }
    ]
    received = full[3]["received_at_utc"].iloc[0]
    assert (received.minute % 15, received.second, received.microsecond) == (0, 0, 0)
    assert workbook.to_xlsx(full[3], title="Statements", sources=())[:2] == b"PK"


@ON_BOTH
def test_the_version_changes_with_every_change_and_with_nothing_else() -> None:
    new = opened()
    token = live.join(new.code)
    other = live.join(new.code)
    seen = [live.version(new.code)]
    for change in (
        lambda: say(new.code, token, "A need"),
        lambda: say(new.code, token, "Another need"),
        lambda: live.vote(new.code, other, 1),
        lambda: live.unvote(new.code, other, 1),
        lambda: live.hide(new.code, new.key, 1),
        lambda: live.unhide(new.code, new.key, 1),
        lambda: live.merge(new.code, new.key, 2, 1),
        lambda: live.unmerge(new.code, new.key, 2),
        lambda: live.set_themes(new.code, new.key, 1, ["fees"]),
        lambda: live.close(new.code, new.key),
        lambda: live.reopen(new.code, new.key),
    ):
        change()
        seen.append(live.version(new.code))
    assert seen == sorted(set(seen))
    board.board(new.code)
    live.unvote(new.code, other, 1)
    live.facilitate(new.code, new.key)
    assert live.version(new.code) == seen[-1]


# ------------------------------------------------------------------ deletion


@ON_BOTH
def test_deleted_is_gone_from_the_tables_and_from_the_file(database: URL) -> None:
    new, other = opened("Gone"), opened("Stays")
    token, voter = live.join(new.code), live.join(new.code)
    say(new.code, token, "An unmistakable statement", themes=("fees",))
    say(new.code, token, "Merged into it")
    live.vote(new.code, voter, 1)
    live.merge(new.code, new.key, 2, 1)
    say(other.code, live.join(other.code), "A statement that stays")
    live.delete(new.code, new.key)
    for call in (live.look, live.version, board.board):
        with pytest.raises(errors.UnknownWorkshop):
            call(new.code)
    with pytest.raises(errors.UnknownWorkshop):
        live.receipts(new.code, token)
    with store.current().read() as session:
        left = {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in schema.Base.metadata.sorted_tables
            if table.name != "clock"
        }
    assert left == {"workshops": 1, "questions": 2, "devices": 1, "statements": 1, "statement_themes": 0, "votes": 0,
                    "answers": 0, "answers_sent": 0}  # fmt: skip
    if database.drivername == "sqlite":
        file = Path(str(database.database))
        written = b"".join(part.read_bytes() for part in file.parent.iterdir())
        assert b"A statement that stays" in written
        assert b"unmistakable" not in written


def trust_the_clock(time: datetime) -> None:
    """As after a week in which the atlas has run and the clock has gone on."""
    with store.current().write() as session:
        session.merge(schema.Clock(id=1, seen_at=time, trusted_from=time))


@ON_BOTH
def test_workshops_are_deleted_a_year_after_closing_or_after_the_last_change() -> None:
    closed, left_open, young = opened("Closed"), opened("Left open"), opened("Young")
    live.close(closed.code, closed.key)
    now = datetime.now(UTC)
    with store.current().write() as session:
        table = schema.Workshop
        session.execute(
            update(table).where(table.code == closed.code).values(closed_at=datetime(2026, 1, 10, 12), changed_at=now)
        )
        session.execute(update(table).where(table.code == left_open.code).values(changed_at=datetime(2026, 1, 20, 12)))
        session.execute(update(table).where(table.code == young.code).values(changed_at=datetime(2026, 11, 1)))
    trust_the_clock(datetime(2027, 1, 10))
    # 2026 has 365 days: closed is kept until 10 January 2027 at 12, left open until the 20th
    assert retention.purge(datetime(2027, 1, 10, 12, tzinfo=UTC)) == 0
    assert retention.purge(datetime(2027, 1, 10, 12, 0, 1, tzinfo=UTC)) == 1
    trust_the_clock(datetime(2027, 1, 20))
    assert retention.purge(datetime(2027, 1, 20, 13, tzinfo=UTC)) == 1
    assert live.look(young.code).title == "Young"


@ON_BOTH
def test_opening_a_workshop_deletes_what_is_past_its_retention() -> None:
    old = opened("Old")
    trust_the_clock(rows.now())
    with store.current().write() as session:
        session.execute(update(schema.Workshop).values(changed_at=datetime(2020, 1, 1), opened_at=datetime(2020, 1, 1)))
    opened("New")
    with pytest.raises(errors.UnknownWorkshop):
        live.look(old.code)


# ------------------------------------------------------------------ the store


def test_the_store_is_a_file_or_postgresql() -> None:
    assert store.address("") == URL.create("sqlite", database=str(ROOT / "var" / "workshops.sqlite"))
    for setting in ("postgresql://u:secret@h:1/d", " postgresql+psycopg://u:secret@h:1/d "):
        assert store.address(setting).render_as_string(hide_password=False) == "postgresql+psycopg://u:secret@h:1/d"
    assert store.address("sqlite:////srv/w.sqlite").database == "/srv/w.sqlite"
    for setting in (
        "mysql://u:secret@h/d",
        "sqlite://",
        "sqlite:///:memory:",
        "secret",
        "postgresql+asyncpg://u:secret@h/d",
    ):
        with pytest.raises(ValueError, match="ATLAS_DATABASE_URL") as refused:
            store.address(setting)
        assert "secret" not in str(refused.value)


def test_sqlite_waits_for_its_lock_and_keeps_its_references(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.SETTING, f"sqlite:///{tmp_path}/w.sqlite")
    for engine in (store.current().writing, store.current().reading):
        with engine.connect() as connection:
            asked = ("journal_mode", "foreign_keys", "secure_delete", "busy_timeout")
            found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
            assert found == ["wal", 1, 1, 1000 * store.WAIT_SECONDS]
    store.current().close()


def test_receipts_wait_for_the_disk_and_those_of_a_crowd_wait_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(store.SETTING, f"sqlite:///{tmp_path}/w.sqlite")
    new = opened()
    tokens = [live.join(new.code) for _ in range(12)]
    go_on, brought, bring = threading.Event(), list[bytes](), os.fsync

    def slow_disk(descriptor: int) -> None:
        brought.append((tmp_path / "w.sqlite-wal").read_bytes())
        go_on.wait(30)
        bring(descriptor)

    monkeypatch.setattr(os, "fsync", slow_disk)
    with ThreadPoolExecutor(12) as phones:
        told = [phones.submit(say, new.code, token, f"Need <{n}>") for n, token in enumerate(tokens)]
        while live.look(new.code).statements < 12:  # stored and seen while the disk turns
            time.sleep(0.01)
        assert not any(one.done() for one in told)
        go_on.set()
        assert sorted(one.result() for one in told) == list(range(1, 13))
    assert len(brought) <= 3
    assert all(f"Need <{n}>".encode() in b"".join(brought) for n in range(12))
    store.current().close()


def test_a_disk_that_fails_keeps_the_receipts_of_all_that_waited_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = store.Journal(tmp_path / "w.sqlite-wal")
    journal.file.write_bytes(b"written")
    turns, bring = list[int](), os.fsync

    def failing_disk(descriptor: int) -> None:
        turns.append(descriptor)
        if len(turns) == 1:
            raise OSError("no space")
        bring(descriptor)

    def write() -> int:
        try:
            journal.kept()
        except OSError:
            return 0
        return len(turns)  # how often the disk was asked when this receipt was given

    monkeypatch.setattr(os, "fsync", failing_disk)
    with ThreadPoolExecutor(4) as writers:
        with journal._mutex:  # a turn before theirs, for which all four wait
            given = [writers.submit(write) for _ in range(4)]
            time.sleep(0.5)
        told = sorted(one.result() for one in given)
    assert told[0] == 0
    assert all(turn >= 2 for turn in told[1:])


def test_a_locked_database_is_said_to_be_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WAIT_SECONDS", 0.1)
    monkeypatch.setenv(store.SETTING, f"sqlite:///{tmp_path}/w.sqlite")
    new = opened()
    token = live.join(new.code)
    blocker = sqlite3.connect(tmp_path / "w.sqlite", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(errors.Unavailable):
        say(new.code, token, "A need")
    assert live.look(new.code).statements == 0  # reading goes on
    blocker.execute("ROLLBACK")
    blocker.close()
    assert say(new.code, token, "A need") == 1
    store.current().close()


def test_an_absent_server_is_said_to_be_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.SETTING, f"postgresql://atlas@/atlas?host={tmp_path}")
    with pytest.raises(errors.Unavailable):
        live.open_workshop("Day", ["?"])


def test_turns_come_in_order_and_not_later_than_the_wait() -> None:
    turns, order = store.Turns(1), []

    def take(number: int) -> None:
        with turns.turn(60):
            order.append(number)

    with turns.turn(1):
        with pytest.raises(errors.Unavailable), turns.turn(0.01):
            pass
        threads = [threading.Thread(target=take, args=[number]) for number in range(5)]
        for queued, thread in enumerate(threads, 1):
            thread.start()
            while len(turns.waiting) < queued:
                time.sleep(0.001)
        assert order == []
    for thread in threads:
        thread.join()
    assert (order, turns.free) == ([0, 1, 2, 3, 4], 1)


# ------------------------------------------------------------------ words and rooms


def test_refusals_have_lasting_codes_and_texts_that_can_be_filled() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind.__base__ is errors.Refused]
    assert len({kind.code for kind in kinds}) == len({kind.text for kind in kinds}) == len(kinds) == 31
    fault = errors.TooLong(limit=500, characters=501)
    assert str(fault) == "The text has 501 characters; at most 500 fit."
    with pytest.raises(TypeError):
        fault.values["limit"] = 1  # type: ignore[index]


def test_only_this_room_knows_sqlalchemy() -> None:
    room = ROOT / "analytics" / "workshops"
    knowing = {
        path.relative_to(ROOT).parts[:2]
        for folder in ("analytics", "ui", "pages")
        for path in files(folder)
        if {name.split(".")[0] for name in imported(path)} & {"sqlalchemy", "alembic", "psycopg"}
    }
    assert knowing == {room.relative_to(ROOT).parts}
