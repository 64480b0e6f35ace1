"""What a phone sends by a form, and what is done with it."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from starlette.background import BackgroundTask

from analytics.workshops import answers, errors, live, participants, store, typed
from analytics.workshops.models import Details
from ui import workshop_ui
from ui.phone import kinds

Result = TypeVar("Result")


@dataclass(frozen=True)
class Sent:
    """A form as it came: of a phone that holds a token, in a language of the workshop."""

    details: Details
    token: str
    language: str
    form: Mapping[str, list[str]]
    joined: bool  # as was known a second ago

    def text(self, name: str) -> str:
        """The value of a field, empty if it is not there."""
        return (self.form.get(name) or [""])[0]

    def number(self, name: str) -> int:
        """The value of a field as a number, 0 if it is none; nothing in a workshop has the number 0."""
        return kinds.number(self.form, name)


@dataclass(frozen=True)
class Done:
    """What was done: the number of a statement that was made, where the page goes on, what is left to do after it."""

    number: int = 0
    anchor: str = ""
    answered: bool = False
    later: BackgroundTask | None = None


def write(sent: Sent) -> Done:
    """Store a statement. Raises what live.submit raises; a text that is refused lets nobody in."""
    question, text = sent.number("question"), sent.text("text").replace("\r\n", "\n")
    typed.clean(text, live.STATEMENT_CHARACTERS)
    submission = submission_id(sent.token, question, text)
    receipt = _as_a_participant(
        sent,
        lambda: live.submit(sent.details.code, sent.token, submission, question, text, sent.language),
    )
    later = None
    if sent.details.themes:
        later = BackgroundTask(workshop_ui.suggest_themes, sent.details.code, sent.token, receipt, sent.language)
    return Done(receipt.number, later=later)


def vote(sent: Sent) -> Done:
    """Vote for a statement. Raises what live.vote raises."""
    number = sent.number("number")
    _as_a_participant(sent, lambda: live.vote(sent.details.code, sent.token, number))
    return Done(anchor=f"s{number}")


def unvote(sent: Sent) -> Done:
    """Take a vote back. Raises what live.unvote raises."""
    number = sent.number("number")
    live.unvote(sent.details.code, sent.token, number)
    return Done(anchor=f"s{number}")


def answer(sent: Sent) -> Done:
    """Store an answer in numbers in place of the one before. Raises what answers.answer raises."""
    asked = next((q for q in sent.details.questions if q.number == sent.number("question")), None)
    if asked is None:
        raise errors.UnknownQuestion
    given = () if sent.text("do") == "clear" else kinds.FIELDS[asked.kind].read(sent.form, asked)
    if not given and sent.text("do") != "clear":
        raise errors.BadAnswer
    answers.refuse(asked, given)
    # The form has a word of its own: the same form sent twice is one answer, a later form with the same answer is not.
    submission = submission_id(sent.token, asked.number, f"{sent.text('form')}\n{given}")
    _as_a_participant(sent, lambda: answers.answer(sent.details.code, sent.token, submission, asked.number, given))
    return Done(answered=True)


ACTS: Mapping[str, Callable[[Sent], Done]] = {
    "write": write,
    "vote": vote,
    "unvote": unvote,
    "answer": answer,
    "clear": answer,
}


def submission_id(token: str, question: int, text: str) -> str:
    """The same for the same words on the same question from the same device: a double tap, a reload or a second tab
    that sends them again is answered with the receipt of the first."""
    return hmac.new(token.encode(), f"{question}\n{text.strip()}".encode("utf-8", "replace"), sha256).hexdigest()[:32]


def _as_a_participant(sent: Sent, act: Callable[[], Result]) -> Result:
    """Do it, and let the phone in first if it is not in yet: who only looks does not count as a participant.

    Both are one transaction: it waits for the disk once, and whose first words are refused is not let in.
    """
    if sent.joined:
        with suppress(errors.UnknownDevice):
            return act()
    with store.current().write():
        participants.admit(sent.details.code, sent.token)
        return act()
