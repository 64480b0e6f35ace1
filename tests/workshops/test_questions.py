"""Questions of every kind on both databases: what is an answer, what never is, and what comes of the answers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, func, select, text, update
from sqlalchemy.exc import IntegrityError

from analytics.workshops import (
    answers,
    board,
    errors,
    live,
    live_summary,
    practice,
    results,
    rows,
    schema,
    steering,
    store,
    word_filter,
)
from analytics.workshops.models import Asked, Opened
from analytics.workshops.moderating import undo

ON_BOTH = pytest.mark.usefixtures("database")
MEALS = tuple({"en": name} for name in ("Bread", "Soup", "Fish"))
QUESTIONS = (
    Asked({"en": "Needs?"}),
    Asked({"en": "One?"}, "choice", MEALS),
    Asked({"en": "Several?"}, "choice", MEALS, multiple=True),
    Asked({"en": "How much?"}, "scale", lowest=1, highest=5),
    Asked({"en": "Order?"}, "ranking", MEALS),
    Asked({"en": "Dots?"}, "dots", MEALS, budget=4),
    Asked({"en": "A word?"}, "words"),
)
OPEN, ONE, SEVERAL, SCALE, RANKING, DOTS, WORDS = range(1, 8)


@pytest.fixture
def room(database: URL) -> Opened:
    """A workshop with a question of each kind."""
    return live.open_workshop("Day", QUESTIONS, ["en"])


def give(room: Opened, token: str, question: int, *value: int, submission: str = "") -> tuple[int, ...]:
    name = submission or f"answer-{question}-{'-'.join(map(str, value))}-{token[:20]}"
    return answers.answer(room.code, token, name, question, value)


def frame(room: Opened, question: int) -> list[tuple[object, ...]]:
    return list(results.results(room.code, question).frame.itertuples(index=False, name=None))


# ------------------------------------------------------------------ answers


def test_what_is_no_answer_is_refused_and_stores_nothing(room: Opened) -> None:
    token = live.join(room.code)
    bad = [(OPEN, (1,)), (WORDS, (1,)), (ONE, (4,)), (ONE, (0,)), (ONE, (1, 2)), (SEVERAL, (1, 1)), (SCALE, (6,))]
    bad += [(SCALE, (1, 2)), (RANKING, (1, 1, 2)), (RANKING, (1, 2, 3, 4)), (DOTS, (4,))]
    for question, value in bad:
        with pytest.raises(errors.BadAnswer):
            give(room, token, question, *value)
    with pytest.raises(errors.OverBudget):
        give(room, token, DOTS, 1, 1, 1, 1, 1)
    with pytest.raises(errors.BadAnswer):
        live.submit(room.code, token, "a-submission", ONE, "Bread", "en")
    with pytest.raises(errors.TooLong):
        live.submit(room.code, token, "a-submission", WORDS, "w" * 41, "en")
    with store.current().read() as session:
        assert session.scalar(select(func.count()).select_from(schema.Answer)) == 0


def test_an_answer_is_changed_by_a_newer_one_and_not_by_an_older_that_comes_again(room: Opened) -> None:
    token = live.join(room.code)
    assert give(room, token, ONE, 1, submission="first-tap") == (1,)
    assert give(room, token, ONE, 3, submission="second-tap") == (3,)
    assert give(room, token, ONE, 1, submission="first-tap") == (3,)  # the phone had not seen the first receipt
    with pytest.raises(errors.BadSubmission):
        give(room, token, ONE, 2, submission="first-tap")
    live.close(room.code, room.key)
    assert give(room, token, ONE, 3, submission="second-tap") == (3,)
    with pytest.raises(errors.Closed):
        give(room, token, ONE, 2, submission="third-tap")
    assert answers.answered(room.code, token, ONE) == (3,)
    assert frame(room, ONE) == [(1, "Bread", 0, 0.0), (2, "Soup", 0, 0.0), (3, "Fish", 1, 100.0)]


def test_an_empty_answer_takes_it_back(room: Opened) -> None:
    token = live.join(room.code)
    give(room, token, DOTS, 1, 2)
    assert give(room, token, DOTS) == ()
    assert results.results(room.code, DOTS).devices == 0


def test_parallel_answers_leave_one_whole_answer_within_the_budget(room: Opened) -> None:
    token = live.join(room.code)
    sent = [(1 + n % 3,) * (1 + n % 4) for n in range(24)]
    with ThreadPoolExecutor(12) as threads:
        list(threads.map(lambda n: give(room, token, DOTS, *sent[n], submission=f"parallel-{n:03}"), range(24)))
    assert answers.answered(room.code, token, DOTS) in sent
    assert sum(row[2] for row in frame(room, DOTS) if isinstance(row[2], int)) <= 4


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(values=st.lists(st.lists(st.integers(0, 4), max_size=7), max_size=6))
def test_whatever_is_sent_no_budget_is_exceeded(room: Opened, values: list[list[int]]) -> None:
    token = live.join(room.code)
    for place, value in enumerate(values):
        try:
            give(room, token, DOTS, *value, submission=f"any-{place}-{token[:20]}")
        except (errors.BadAnswer, errors.OverBudget):
            continue
        assert len(answers.answered(room.code, token, DOTS)) == len(value) <= 4


def test_the_tables_themselves_refuse_a_dot_too_many(room: Opened) -> None:
    token = live.join(room.code)
    give(room, token, DOTS, 1)
    with store.current().read() as session:
        row = session.scalars(select(schema.Answer)).one()
        at = {"question_id": row.question_id, "device_id": row.device_id}
    for slot in (1, 21):  # taken, and beyond what any device has
        with pytest.raises(IntegrityError), store.current().write() as session:
            session.add(schema.Answer(**at, slot=slot, value=2))


# ------------------------------------------------------------------ results, by hand


def test_each_kind_is_counted_as_it_is_defined(room: Opened) -> None:
    ann, bob, eve = (live.join(room.code) for _ in range(3))
    for token, ticks in ((ann, (1, 2)), (bob, (2,))):
        give(room, token, SEVERAL, *ticks)
    assert frame(room, SEVERAL) == [(1, "Bread", 1, 50.0), (2, "Soup", 2, 100.0), (3, "Fish", 0, 0.0)]
    for token, point in ((ann, 2), (bob, 5), (eve, 5)):
        give(room, token, SCALE, point)
    assert results.results(room.code, SCALE).mean == 4  # (2 + 5 + 5) / 3
    assert [row[1] for row in frame(room, SCALE)] == [0, 1, 0, 0, 2]
    for token, order in ((ann, (1, 2, 3)), (bob, (2, 1)), (eve, (2,))):
        give(room, token, RANKING, *order)
    # Bread 3 + 2, soup 2 + 3 + 3, fish 1
    assert [row[2:] for row in frame(room, RANKING)] == [(5, 1, 2), (8, 2, 3), (1, 0, 1)]
    for token, dots in ((ann, (1, 1, 1, 3)), (bob, (3,))):
        give(room, token, DOTS, *dots)
    assert [row[2:] for row in frame(room, DOTS)] == [(3, 1), (0, 0), (2, 2)]


def test_words_count_whatever_their_capitals_and_keep_the_spelling_said_most(room: Opened) -> None:
    token = live.join(room.code)
    for place, word in enumerate(("Trust", "trust", "Trust", "money")):
        live.submit(room.code, token, f"word-{place:05}", WORDS, word, "en")
    assert frame(room, WORDS) == [("Trust", 3), ("money", 1)]
    live.hide(room.code, room.key, 1, 2, 3)
    assert frame(room, WORDS) == [("money", 1)]


@given(st.lists(st.permutations([1, 2, 3, 4]), max_size=8))
def test_full_rankings_share_out_all_points(rankings: list[list[int]]) -> None:
    assert results.borda(rankings, 4).total() == 10 * len(rankings)  # 4 + 3 + 2 + 1 from each


# ------------------------------------------------------------------ leading the room


@ON_BOTH
def test_one_question_is_answered_at_a_time() -> None:
    new = live.open_workshop("Day", ["First?", "Second?"], ["en"], one_at_a_time=True)
    token = live.join(new.code)
    assert [q.live for q in live.look(new.code).questions] == [True, False]
    with pytest.raises(errors.NotNow):
        live.submit(new.code, token, "too-early", 2, "A need", "en")
    before = live.version(new.code)
    steering.show_question(new.code, new.key, 2)
    assert live.version(new.code) > before
    live.submit(new.code, token, "in-time-1", 2, "A need", "en")
    steering.show_question(new.code, new.key, None)
    live.submit(new.code, token, "any-time-1", 1, "Another", "en")


def test_after_its_time_a_question_takes_nothing_but_what_it_has(room: Opened) -> None:
    token = live.join(room.code)
    steering.set_timer(room.code, room.key, ONE, 600)
    give(room, token, ONE, 1, submission="in-time-1")
    with store.current().write() as session:
        session.execute(update(schema.Question).values(ends_at=rows.now() - timedelta(seconds=1)))
    with pytest.raises(errors.TimeUp):
        give(room, token, ONE, 2)
    assert give(room, token, ONE, 1, submission="in-time-1") == (1,)
    steering.set_timer(room.code, room.key, ONE, None)
    assert give(room, token, ONE, 2) == (2,)


def test_a_locked_door_keeps_new_devices_out_and_leaves_the_others(room: Opened) -> None:
    token = live.join(room.code)
    steering.lock(room.code, room.key)
    with pytest.raises(errors.Locked):
        live.join(room.code)
    assert give(room, token, SCALE, 3) == (3,)
    steering.lock(room.code, room.key, locked=False)
    live.join(room.code)


@ON_BOTH
def test_a_question_may_begin_with_its_results_hidden() -> None:
    new = live.open_workshop("Day", [Asked({"en": "One?"}, "choice", MEALS, revealed=False)])
    assert not live.look(new.code).question(1).revealed


def test_revealing_is_told_to_everybody(room: Opened) -> None:
    steering.reveal(room.code, room.key, ONE, shown=False)
    assert not live.look(room.code).question(ONE).revealed
    steering.reveal(room.code, room.key, ONE)
    assert live.look(room.code).question(ONE).revealed


# ------------------------------------------------------------------ approval, undo, reset


def test_what_waits_stands_nowhere_until_it_is_approved(room: Opened) -> None:
    token, other = live.join(room.code), live.join(room.code)
    steering.ask_approval(room.code, room.key)
    assert live.submit(room.code, token, "waits-1234", OPEN, "A need", "en").waiting
    live.submit(room.code, token, "waits-5678", OPEN, "Off the point", "en")
    assert board.board(room.code).empty
    assert board.needs(room.code).empty
    assert board.ballot(room.code, other).empty
    with pytest.raises(errors.UnknownStatement):
        live.vote(room.code, other, 1)
    steering.approve(room.code, room.key, 1)
    steering.reject(room.code, room.key, 2)
    assert board.board(room.code)["statement"].tolist() == ["A need"]
    kept = board.export(room.code, room.key)
    assert kept[["statement", "hidden", "waiting"]].values.tolist() == [
        ["A need", False, False],
        ["Off the point", True, False],
    ]


def test_a_word_of_the_filter_only_holds_back(room: Opened) -> None:
    token = live.join(room.code)
    receipt = live.submit(room.code, token, "rude-12345", OPEN, "Tämä on PERKELEEN hidasta", "en")
    assert (receipt.waiting, receipt.text) == (True, "Tämä on PERKELEEN hidasta")
    assert not live.submit(room.code, token, "kind-12345", OPEN, "This is slow", "en").waiting


@pytest.mark.parametrize("words", ["slutsatser i slutet", "Scunthorpe", "a bog", "Skitouring", "vitundare"])
def test_words_that_only_look_alike_are_not_held_back(words: str) -> None:
    assert not word_filter.meets(words)


def test_the_last_act_is_undone_once_and_whole(room: Opened) -> None:
    token = live.join(room.code)
    for place in range(3):
        live.submit(room.code, token, f"need-{place:05}", OPEN, f"Need {place}", "en", ("fees",))
    live.hide(room.code, room.key, 1)
    live.merge(room.code, room.key, (1, 2), 3)
    live.set_themes(room.code, room.key, 3, ["funding"])
    assert live.look(room.code).undo == "themes"
    undo(room.code, room.key)
    assert board.board(room.code)["theme"].tolist() == ["fees"]
    with pytest.raises(errors.NothingToUndo):
        undo(room.code, room.key)
    live.unmerge(room.code, room.key, 1, 2)
    undo(room.code, room.key)
    after = board.export(room.code, room.key)
    assert after["merged_into"].tolist()[:2] == [3, 3]
    assert after["hidden"].tolist() == [True, False, False]


def test_a_reset_deletes_what_it_said_and_no_other_question(room: Opened) -> None:
    token, other = live.join(room.code), live.join(room.code)
    live.submit(room.code, token, "need-12345", OPEN, "A need", "en")
    live.submit(room.code, token, "word-12345", WORDS, "Trust", "en")
    live.vote(room.code, other, 1)
    give(room, token, ONE, 1)
    said = steering.what_reset_deletes(room.code, room.key, OPEN)
    assert said == steering.Deleted(statements=1, votes=1, answers=0)
    assert steering.reset(room.code, room.key, OPEN) == said
    assert steering.reset(room.code, room.key, ONE) == steering.Deleted(statements=0, votes=0, answers=1)
    assert live.votes_left(room.code, other) == live.VOTES
    assert [row["statement"] for row in board.board(room.code).to_dict("records")] == ["Trust"]
    assert live.submit(room.code, token, "need-67890", OPEN, "A new need", "en").number == 3


def test_only_the_key_leads(room: Opened) -> None:
    for act in (
        lambda: steering.show_question(room.code, "no", 1),
        lambda: steering.reveal(room.code, "no", 1),
        lambda: steering.set_timer(room.code, "no", 1, 60),
        lambda: steering.lock(room.code, "no"),
        lambda: steering.ask_approval(room.code, "no"),
        lambda: steering.reset(room.code, "no", 1),
        lambda: undo(room.code, "no"),
    ):
        with pytest.raises(errors.WrongKey):
            act()


# ------------------------------------------------------------------ settings and old workshops


@ON_BOTH
def test_texts_fall_back_on_the_one_that_was_given() -> None:
    asked = Asked({"fi": "Mitä?", "sv": "Vad?", "en": " "}, "choice", ({"fi": "Leipä"}, {"fi": "Kala", "sv": "Fisk"}))
    seen = live.look(live.open_workshop({"fi": "Päivä", "sv": "Dag"}, [asked]).code)
    assert [seen.heading(language) for language in ("fi", "sv", "en")] == ["Päivä", "Dag", "Päivä"]
    question = seen.question(1)
    assert [question.said(language) for language in ("fi", "sv", "en")] == ["Mitä?", "Vad?", "Mitä?"]
    assert [question.option(n, "sv") for n in (1, 2)] == ["Leipä", "Fisk"]


@ON_BOTH
def test_questions_that_cannot_be_asked_are_refused() -> None:
    for asked in (
        Asked({"en": "?"}, "choice", MEALS[:1]),
        Asked({"en": "?"}, "ranking", MEALS * 7),
        Asked({"en": "?"}, "dots", MEALS, budget=21),
        Asked({"en": "?"}, "dots", MEALS, budget=0),
        Asked({"en": "?"}, "scale", lowest=5, highest=5),
        Asked({"en": "?"}, "scale", lowest=0, highest=11),
    ):
        with pytest.raises(errors.BadQuestion):
            live.open_workshop("Day", [asked])
    with pytest.raises(errors.Empty):
        live.open_workshop("Day", [Asked({"en": " "})])


def test_a_code_of_ten_letters_still_opens_its_workshop(room: Opened) -> None:
    with store.current().write() as session:
        session.execute(text("UPDATE workshops SET code = '34679CDFGH'"))
    assert live.look("34679 cdfgh").title == "Day"


@ON_BOTH
def test_practice_is_marked_in_every_text_and_in_its_summary() -> None:
    new = live.open_workshop("Day", QUESTIONS, ["en"], practice=True)
    practice.fill(new.code, "en")
    assert live.look(new.code).practice
    assert all(text.startswith("Practice: ") for text in board.needs(new.code)["statement"])
    assert live_summary.of(new.code).title == "PRACTICE, nothing is real: Day"


def test_invented_answers_never_come_into_a_real_workshop(room: Opened) -> None:
    with pytest.raises(errors.NotPractice):
        practice.fill(room.code, "en")
    assert live.look(room.code).statements == 0


def test_the_summary_keeps_questions_that_nobody_answered(room: Opened) -> None:
    token = live.join(room.code)
    give(room, token, ONE, 2)
    said = live_summary.of(room.code)
    told = {section.heading: section.sentences for section in said.sections}
    assert list(told)[:7] == [question.texts["en"] for question in QUESTIONS]
    assert told["Dots?"] == ("Nobody answered this question.",)
    assert told["One?"] == ("1 device answered.", "First: Soup (Devices that chose it: 1).")
    assert [chart.title for chart in said.charts] == ["One?"]
    assert said.lead.endswith("1 device took part")
