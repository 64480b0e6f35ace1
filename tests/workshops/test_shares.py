"""Workshops beside each other: shares of those who answered, worked out by hand, and who may see them where."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from docx import Document

from analytics.core import language
from analytics.publish import summary as files
from analytics.workshops import answers, errors, live, live_summary, practice, shares, steering
from analytics.workshops.models import Asked, Opened

pytestmark = pytest.mark.usefixtures("database")

MEALS = ({"en": "Bread", "fi": "Leipä"}, {"en": "Soup", "fi": "Keitto"})
FIRST = (
    Asked({"en": "What do you need?"}),
    Asked({"en": "Which?", "fi": "Mikä?"}, "choice", MEALS),
    Asked({"en": "How good?"}, "scale", lowest=1, highest=3),
    Asked({"en": "In what order?"}, "ranking", MEALS),
    Asked({"en": "Where do you put dots?"}, "dots", MEALS, budget=4),
    Asked({"en": "A word?"}, "words"),
    Asked({"en": "Only here?"}, "choice", MEALS),
)
# Asked in Finnish first, with another option in place of soup and another scale.
SECOND = (
    Asked({"en": "What do you need?"}),
    Asked({"fi": "mikä"}, "choice", ({"fi": "Kala"}, {"fi": "leipä"})),
    Asked({"en": "How good?"}, "scale", lowest=1, highest=5),
)


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


def answered(room: Opened, question: int, *given: Sequence[int]) -> None:
    """Each answer from a device of its own."""
    for value in given:
        token = live.join(room.code)
        answers.answer(room.code, token, f"answer-{question}-{token[:20]}", question, value)


def written(room: Opened, token: str, text: str, *themes: str, question: int = 1) -> int:
    name = f"{question}-{text.replace(' ', '-')}-{token[:20]}"
    return live.submit(room.code, token, name, question, text, "en", themes).number


def first() -> Opened:
    room = live.open_workshop("Spring", FIRST, ["en", "fi"])
    answered(room, 2, [1], [1], [2])
    answered(room, 3, [3], [1], [3], [3])
    answered(room, 4, [1, 2], [2, 1], [2])
    answered(room, 5, [1, 1, 1, 2], [2], [2, 2])
    answered(room, 7, [1])
    tokens = [live.join(room.code) for _device in range(3)]
    for token, word in zip(tokens, ("Trust", "trust", "Money"), strict=True):
        written(room, token, word, question=6)
    # Two statements of one device are one device; what is merged counts with its writer, what is hidden does not.
    one = written(room, tokens[0], "More money", "funding")
    written(room, tokens[0], "Money again", "funding", "fees")
    two = written(room, tokens[1], "Funds please", "benefits")
    live.merge(room.code, room.key, two, one)
    three = written(room, tokens[2], "Nonsense", "visibility")
    live.hide(room.code, room.key, three)
    return room


def found(room: Opened) -> dict[tuple[str, str], tuple[int, dict[str, int]]]:
    return {
        (one.kind, one.heading): (one.devices, {part.name: part.devices for part in one.parts})
        for one in shares.of(live.look(room.code), hidden=True)
    }


def test_each_kind_by_hand() -> None:
    assert found(first()) == {
        ("themes", "Themes of what was written"): (2, {"Funding": 2, "Membership fees": 1}),
        ("choice", "Which?"): (3, {"Bread": 2, "Soup": 1}),
        ("scale", "How good?"): (4, {"1": 1, "2": 0, "3": 3}),
        ("ranking", "In what order?"): (3, {"Bread": 1, "Soup": 2}),
        ("dots", "Where do you put dots?"): (3, {"Bread": 1, "Soup": 3}),
        ("words", "A word?"): (3, {"Trust": 2, "Money": 1}),
        ("choice", "Only here?"): (1, {"Bread": 1, "Soup": 0}),
    }


def test_two_workshops_share_what_both_were_asked_in_whatever_language() -> None:
    one, two = first(), live.open_workshop("Autumn", SECOND, ["fi", "en"])
    answered(two, 2, [2], [1], [1], [1])
    answered(two, 3, [5])
    written(two, live.join(two.code), "Lower fees", "fees")
    compared = shares.compared(live.look(two.code), live.look(one.code), hidden=(True, True))
    rows = {pair.heading: pair.frame.set_index("name") for pair in compared.pairs}
    assert [(pair.heading, pair.devices) for pair in compared.pairs] == [
        ("Themes of what was written", (1, 2)),
        ("mikä", (4, 3)),
    ]
    # Nobody in autumn wrote on funding: 0 of 1. Soup was no option in autumn, fish none in spring: not asked.
    assert rows["Themes of what was written"]["share_pct_1"].to_dict() == {"Membership fees": 100.0, "Funding": 0.0}
    assert rows["Themes of what was written"]["share_pct_2"].to_dict() == {"Membership fees": 50.0, "Funding": 100.0}
    choice = rows["mikä"]
    assert choice["share_pct_1"].dropna().to_dict() == {"Kala": 75.0, "leipä": 25.0}
    assert choice["share_pct_2"].dropna().to_dict() == {"leipä": pytest.approx(200 / 3), "Soup": pytest.approx(100 / 3)}
    # A scale of three points is not one of five.
    assert set(compared.alone) == {
        "How good?", "In what order?", "Where do you put dots?", "A word?", "Only here?"
    }  # fmt: skip


def test_the_summary_carries_the_comparison_into_every_file() -> None:
    one, two = first(), live.open_workshop("Autumn", SECOND, ["fi", "en"])
    answered(two, 2, [2], [1], [1], [1])
    summed = live_summary.of(two.code, one.code, hidden=True)
    beside = summed.sections[-1]
    assert beside.heading.startswith("Beside Spring, ")
    assert "Furthest apart on “leipä”: 25% and 67%." in beside.sentences[0]
    (sheet,) = [sheet for sheet in summed.sheets if sheet.heading == "Side by side"]
    assert sheet.rows.to_numpy().tolist() == [
        ["mikä", "Kala", "75% (3 of 4)", "not asked"],
        ["mikä", "leipä", "25% (1 of 4)", "67% (2 of 3)"],
        ["mikä", "Soup", "not asked", "33% (1 of 3)"],
    ]
    document = Document(BytesIO(files.to_docx(summed)))
    assert any(paragraph.text.startswith("Beside Spring") for paragraph in document.paragraphs)
    assert "25% (1 of 4)" in files.to_markdown(summed).decode()
    assert files.to_pptx(summed).startswith(b"PK")
    assert files.to_xlsx(summed).startswith(b"PK")
    assert live_summary.of(two.code).sections[-1] != beside, "only when it is asked for"


def test_the_page_of_needs_gets_what_was_offered_once_it_is_closed() -> None:
    room = first()
    assert shares.shown_in_needs() == ()
    steering.show_in_needs(room.code, room.key)
    assert shares.shown_in_needs() == (), "still open"
    live.close(room.code, room.key)
    assert [shown.details.title for shown in shares.shown_in_needs()] == ["Spring"]
    steering.show_in_needs(room.code, room.key, shown=False)
    assert shares.shown_in_needs() == ()
    steering.show_in_needs(room.code, room.key)
    live.delete(room.code, room.key)
    assert shares.shown_in_needs() == ()


def test_others_see_neither_what_the_room_was_not_shown_nor_what_fewer_than_five_answered() -> None:
    room, again = first(), live.open_workshop("Autumn", SECOND, ["en", "fi"])
    answered(room, 2, [2])  # four answered
    answered(again, 2, *[[2]] * 5)
    shown = {one.heading: one for one in shares.of(live.look(room.code))}
    assert shown["Which?"].withheld
    assert shown["Which?"].parts == ()
    assert shown["Themes of what was written"].withheld
    beside = shares.compared(live.look(again.code), live.look(room.code))
    assert (beside.pairs, beside.withheld) == ((), ("mikä",))
    assert "Fewer than 5 took part, so the answers are not shown: “mikä”." in live_summary.limits(beside)
    answered(room, 2, [2])
    assert [pair.devices for pair in shares.compared(live.look(again.code), live.look(room.code)).pairs] == [(5, 5)]
    steering.reveal(room.code, room.key, 2, shown=False)
    assert "Which?" not in {one.heading for one in shares.of(live.look(room.code))}


def test_practice_is_never_offered() -> None:
    room = live.open_workshop("Rehearsal", FIRST, ["en"], practice=True)
    practice.fill(room.code, "en")
    live.close(room.code, room.key)
    with pytest.raises(errors.OnlyPractice):
        steering.show_in_needs(room.code, room.key)
    with pytest.raises(errors.WrongKey):
        steering.show_in_needs(room.code, "no key")
    assert shares.shown_in_needs() == ()
