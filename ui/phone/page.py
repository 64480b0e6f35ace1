"""A participant's page in HTML: written from templates that escape whatever people typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from analytics.core.language import LANGUAGES, _, current, ngettext
from analytics.workshops import live
from analytics.workshops.errors import Empty, Refused, TooFast, TooLong, UnknownWorkshop
from analytics.workshops.models import Question
from analytics.workshops.participants import Other, Room, Said, Seat
from ui import workshop_ui
from ui.phone import kinds, look

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
        given: dict[str, object] = {
            "lang": current(),
            "q": self.question or "",
            "more": self.more if self.more > 1 else "",
        }
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
    made.globals.update(_=_, names=LANGUAGES, version=look.version())
    return made


def state(room: Room) -> str:
    """A word that is another one when the phones should look at once: closed, opened again, another question."""
    return "closed" if room.details.closed_at else "open"


def in_room(
    room: Room,
    seat: Seat,
    view: View,
    *,
    refusal: Refused | None = None,
    kept: str = "",
    received: int = 0,
) -> str:
    """The page of a workshop for one phone; `kept` is a text that was not stored, `received` a number that was."""
    details = room.details
    question = asked(room, view)
    closed = details.closed_at is not None
    others = [said for said in seat.others if said.question == question.number]
    shown = others[-SHOWN * view.more :]
    newest = {said.number for said in shown}
    # What the phone voted for stays in reach, however long the list grows.
    listed = [said for said in others if said.number in newest or said.voted]
    return _environment().get_template("room.html").render(
        root="../",
        language=current(),
        languages=details.languages,
        link=_link(details.code, view),
        code=details.code,
        details=details,
        title=details.title,
        state=state(room),
        closed=closed,
        questions=details.questions,
        question=question,
        question_name=_question_name,
        kind=kinds.of(question),
        most=_most(),
        kept=kept,
        refusal=words(refusal),
        field="text" if isinstance(refusal, OF_THE_TEXT) and not closed else "",
        received=_received(seat, received),
        own=[said for said in reversed(seat.own) if said.question == question.number],
        standing=standing,
        votes_per_device=details.votes_per_device,
        votes_left=ngettext("You have {n} vote left.", "You have {n} votes left.", max(seat.votes_left, 0)),
        can_vote=seat.votes_left > 0,
        others=list[Other](reversed(listed)),
        unseen=len(others) > len(listed) and view.more < MOST_SHOWN,
        more=view.more,
        retention=workshop_ui.retention(),
    )  # fmt: skip


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
    """The question that the phone is asked: the one of its link, else the first."""
    questions: Mapping[int, Question] = {question.number: question for question in room.details.questions}
    return questions.get(view.question, room.details.questions[0])


def words(refusal: Refused | None) -> str:
    """Why something was not done, in the language in use."""
    return _(refusal.text).format(**refusal.values) if refusal else ""


def standing(said: Said) -> str:
    """What has become of a phone's own statement."""
    if said.hidden:
        return _("The facilitator has taken this statement off the board.")
    if said.merged_into is not None:
        return _("Received as number {number} and counted on the board with number {into}.").format(
            number=said.number, into=said.merged_into
        )
    return _("Received as number {number}").format(number=said.number)


def _received(seat: Seat, number: int) -> str:
    """The word that a statement has arrived, for the phone that wrote it and while it is true."""
    said = next((said for said in seat.own if said.number == number), None)
    if said is None:
        return ""
    return standing(said) if said.hidden else _("Received: your statement is stored and on the board.")


def _link(code: str, view: View) -> Callable[..., str]:
    def link(**changes: Any) -> str:
        return f"{code}?{view.query(**changes)}"

    return link


def _question_name(number: int) -> str:
    return _("Question {number}").format(number=number)


def _most() -> str:
    return ngettext(
        "One need at a time, at most {n} character.",
        "One need at a time, at most {n} characters.",
        live.STATEMENT_CHARACTERS,
    )
