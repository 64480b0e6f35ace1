"""A participant's page in HTML: written from templates that escape whatever people typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from analytics.core.language import LANGUAGES, _, current, ngettext, number
from analytics.workshops import live, rows
from analytics.workshops.errors import Empty, Refused, TooFast, TooLong, UnknownWorkshop
from analytics.workshops.models import WRITTEN, Question
from analytics.workshops.participants import Other, Room, Said, Seat
from ui import workshop_ui
from ui.phone import answers_shown, kinds, look
from ui.phone.kinds import Form

SHOWN = 20  # statements of others before "Show more"
MOST_SHOWN = 50  # times SHOWN
OF_THE_TEXT = (Empty, TooLong, TooFast)


@dataclass(frozen=True)
class View:
    """What a phone asks to see: question and how many of the others' statements, in the language in use."""

    question: int = 0
    more: int = 1

    def query(self, **changes: object) -> str:
        """The view as the query of an address."""
        more = self.more if self.more > 1 else ""
        given: dict[str, object] = {"lang": current(), "q": self.question or "", "more": more}
        return urlencode({name: value for name, value in (given | changes).items() if value != ""})


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        _=_, names=LANGUAGES, version=look.version(), number=number, standing=standing, question_name=_question_name
    )
    return made


def state(room: Room) -> str:
    """A word that is another one when the phones should look at once: closed, another question, time up, results."""
    details = room.details
    parts = [f"{question.revealed:d}{over(question):d}{question.ends_at or ''}" for question in details.questions]
    return f"{'closed' if details.closed_at else 'open'} {details.live_question or 0} {' '.join(parts)}"


def over(question: Question) -> bool:
    """Whether the question's time has run out."""
    return question.ends_at is not None and question.ends_at <= rows.now()


def in_room(
    room: Room,
    seat: Seat,
    view: View,
    *,
    refusal: Refused | None = None,
    form: Form | None = None,
    received: int = 0,
    answered: bool = False,
) -> str:
    """The page of a workshop for one phone; `form` is what was refused, `received` the number that was stored."""
    details, language = room.details, current()
    question = asked(room, view)
    closed = details.closed_at is not None
    takes = not closed and question.live and not over(question)
    form = form or {}
    kept = (form.get("text") or [""])[0]
    fits = takes and question.kind in WRITTEN and question.number == view.question
    return _environment().get_template("room.html").render(
        root="../",
        language=language,
        languages=details.languages,
        link=_link(details.code, view),
        code=details.code,
        details=details,
        title=details.heading(language),
        state=state(room),
        closed=closed,
        takes=takes,
        left=_left(question) if takes else None,
        questions=[] if details.live_question else details.questions,
        question=question,
        asks=question.said(language),
        options=[question.option(n, language) for n in range(1, len(question.options) + 1)],
        ends=_ends(question, language),
        template=kinds.FIELDS[question.kind].template,
        form=token_urlsafe(9),
        given=_given(question, seat, form),
        is_answered=question.number in seat.answers,
        most=_most(question),
        kept=kept if fits else "",
        stray="" if fits else kept,
        refusal=words(refusal),
        field="text" if isinstance(refusal, OF_THE_TEXT) and fits else "",
        received=_stored(question, seat, answered=answered) or _received(seat, received),
        own=[said for said in reversed(seat.own) if said.question == question.number],
        results=answers_shown.lines(room, question.number, language) if question.revealed else None,
        retention=workshop_ui.retention(),
        **_ballot(room, seat, question, view),
    )  # fmt: skip


def _ballot(room: Room, seat: Seat, question: Question, view: View) -> dict[str, object]:
    """The statements of others, newest first, with what the phone may do with them."""
    others = [said for said in seat.others if said.question == question.number]
    newest = {said.number for said in others[-SHOWN * view.more :]}
    # What the phone voted for stays in reach, however long the list grows.
    listed = [said for said in others if said.number in newest or said.voted]
    return {
        "voting": bool(room.details.votes_per_device) and question.kind == "open" and question.revealed,
        "votes_left": ngettext("You have {n} vote left.", "You have {n} votes left.", max(seat.votes_left, 0)),
        "can_vote": seat.votes_left > 0,
        "others": list[Other](reversed(listed)),
        "unseen": len(others) > len(listed) and view.more < MOST_SHOWN,
        "more": view.more,
    }


def at_the_door(
    refusal: Refused | None, typed: str = "", kept: str = "", root: str = "", again: Sequence[tuple[str, str]] = ()
) -> str:
    """The page without a workshop: ask for its code, or say that it can't be asked now and offer to send again."""
    return _environment().get_template("door.html").render(
        root=root,
        language=current(),
        languages=tuple(LANGUAGES),
        link=lambda **changes: f"{root}join?{urlencode({'w': typed} | changes)}",
        refusal=words(refusal),
        asks=refusal is None or isinstance(refusal, UnknownWorkshop),
        again=again,
        typed=typed,
        kept=kept,
    )  # fmt: skip


def asked(room: Room, view: View) -> Question:
    """The question that the phone is asked: the one that is live, else the one of its link, else the first."""
    details = room.details
    questions: Mapping[int, Question] = {question.number: question for question in details.questions}
    return questions.get(details.live_question or view.question, details.questions[0])


def words(refusal: Refused | None) -> str:
    """Why something was not done, in the language in use."""
    return _(refusal.text).format(**refusal.values) if refusal else ""


def standing(said: Said) -> str:
    """What has become of a phone's own statement."""
    if said.hidden:
        return _("The facilitator has taken this statement off the board.")
    if said.waiting:
        return _("Received as number {number}. It is shown once the facilitator has approved it.").format(
            number=said.number
        )
    if said.merged_into is not None:
        return _("Received as number {number} and counted on the board with number {into}.").format(
            number=said.number, into=said.merged_into
        )
    return _("Received as number {number}").format(number=said.number)


def _received(seat: Seat, number_received: int) -> str:
    """The word that a statement has arrived, for the phone that wrote it and while it is true."""
    said = next((said for said in seat.own if said.number == number_received), None)
    if said is None:
        return ""
    return standing(said) if said.hidden or said.waiting else _("Received: your statement is stored and on the board.")


def _stored(question: Question, seat: Seat, *, answered: bool) -> str:
    if not answered:
        return ""
    return _("Your answer is stored.") if question.number in seat.answers else _("Your answer was taken back.")


def _given(question: Question, seat: Seat, form: Form) -> dict[int, int]:
    """What stands in the fields of an answer in numbers: by option the place, the dots, or 1 for what is ticked."""
    fields = range(0, max(len(question.options), question.highest) + 1)
    if form.get("do") == ["answer"]:  # refused: what was sent comes back as it was
        prefix = {"ranking": "place", "dots": "dots"}.get(question.kind)
        if prefix:
            return {option: kinds.number(form, f"{prefix}{option}") for option in fields}
        return {option: 1 for option in fields if str(option) in form.get("value", [])}
    answer = seat.answers.get(question.number, ())
    if question.kind == "ranking":
        return {option: place for place, option in enumerate(answer, 1)}
    return {option: answer.count(option) for option in set(answer)}


def _ends(question: Question, language: str) -> tuple[str, str]:
    return (
        question.low_end.get(language) or next(iter(question.low_end.values()), ""),
        question.high_end.get(language) or next(iter(question.high_end.values()), ""),
    )


def _left(question: Question) -> int | None:
    """The seconds that the question has left, if it has an end."""
    return None if question.ends_at is None else max(int((question.ends_at - rows.now()).total_seconds()), 0)


def _link(code: str, view: View) -> Callable[..., str]:
    def link(**changes: Any) -> str:
        return f"{code}?{view.query(**changes)}"

    return link


def _question_name(number_asked: int) -> str:
    return _("Question {number}").format(number=number_asked)


def _most(question: Question) -> str:
    if question.kind == "words":
        return ngettext(
            "A word or two, at most {n} character.", "A word or two, at most {n} characters.", live.WORD_CHARACTERS
        )
    if question.kind == "dots":
        return ngettext("You have {n} dot to give.", "You have {n} dots to give.", question.budget)
    return ngettext(
        "One need at a time, at most {n} character.",
        "One need at a time, at most {n} characters.",
        live.STATEMENT_CHARACTERS,
    )
