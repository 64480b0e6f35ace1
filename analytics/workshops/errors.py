"""Why the live workshop refuses something; each refusal has a lasting code and a text that a page translates."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from analytics.core.language import N_


class Refused(Exception):  # noqa: N818
    """Something the live workshop does not do.

    `code` names the reason and never changes, `text` is the English message with named placeholders and `values` fills
    them, so that a page shows `_(error.text).format(**error.values)`.
    """

    code: ClassVar[str]
    text: ClassVar[str]

    def __init__(self, **values: int) -> None:
        self.values: Mapping[str, int] = MappingProxyType(values)
        super().__init__(self.text.format(**values))


class Unavailable(Refused):
    """The store did not answer: show nothing as received, and send the same call again."""

    code = "unavailable"
    text = N_("The workshop's store does not answer. Try again in a moment; nothing is stored twice.")


class UnknownWorkshop(Refused):
    """No workshop has the code: mistyped, deleted, or past its retention."""

    code = "unknown_workshop"
    text = N_("There is no workshop with this code. Check the code; the workshop may also have been deleted.")


class WrongKey(Refused):
    """The facilitator key is not that of the workshop."""

    code = "wrong_key"
    text = N_("This is not the facilitator key of the workshop.")


class WrongFacilitatorCode(Refused):
    """This server lets those open workshops who know its code."""

    code = "wrong_facilitator_code"
    text = N_("On this server opening a workshop takes a code, and this is not it. Ask whoever runs the server.")


class UnknownDevice(Refused):
    """The device token is not one of the workshop's."""

    code = "unknown_device"
    text = N_("This device has not joined the workshop. Join it with the code.")


class UnknownStatement(Refused):
    """The workshop has no such statement, or it cannot be voted for because it was hidden or merged."""

    code = "unknown_statement"
    text = N_("This statement is not on the board; it may have been hidden or merged into another.")


class UnknownQuestion(Refused):
    """The workshop has no question of that number."""

    code = "unknown_question"
    text = N_("The workshop has no such question.")


class UnknownLanguage(Refused):
    """Not one of the workshop's languages."""

    code = "unknown_language"
    text = N_("The workshop is not held in this language.")


class Closed(Refused):
    """The workshop takes no more statements or votes."""

    code = "closed"
    text = N_("The workshop is closed. The facilitator can open it again.")


class Empty(Refused):
    """The text has nothing that can be seen."""

    code = "empty"
    text = N_("Write something first.")


class TooLong(Refused):
    """The text is longer than `limit` characters."""

    code = "too_long"
    text = N_("The text has {characters} characters; at most {limit} fit.")


class TooFast(Refused):
    """The device has sent `limit` statements within a minute."""

    code = "too_fast"
    text = N_("That was quick: at most {limit} statements a minute. Wait a moment and send it again.")


class Full(Refused):
    """The workshop has as many devices or statements as it takes."""

    code = "full"
    text = N_("The workshop is full: it takes no more than {limit}.")


class Crowded(Refused):
    """More from one network address than one room would send."""

    code = "crowded"
    text = N_("Many phones ask from this network just now. Wait a moment and send it again.")


class NoCookie(Refused):
    """The browser did not send the cookie that tells one phone from another."""

    code = "no_cookie"
    text = N_("Your browser did not keep this workshop's cookie. Allow cookies for this page and send it again.")


class TooManyWorkshops(Refused):
    """`limit` workshops were opened within the last hour."""

    code = "too_many_workshops"
    text = N_("Many workshops were opened within the last hour. Try again later.")


class BadSubmission(Refused):
    """The submission id is malformed, or was used for another text, question or device."""

    code = "bad_submission"
    text = N_("This was sent before with other words. Send it again as a new statement.")


class OwnStatement(Refused):
    """A device votes for others' statements, not for its own."""

    code = "own_statement"
    text = N_("This is your own statement; vote for those of others.")


class NoVotesLeft(Refused):
    """The device has given its `limit` votes."""

    code = "no_votes_left"
    text = N_("You have given your {limit} votes. Take one back to vote for this statement.")


class BadMerge(Refused):
    """A statement can be merged into another statement on the same question, not into itself or a part of itself."""

    code = "bad_merge"
    text = N_("A statement can be merged only into another one on the same question.")


class BadThemes(Refused):
    """More than `limit` themes, a malformed theme, or a workshop without themes."""

    code = "bad_themes"
    text = N_("A statement has at most {limit} themes, and none in a workshop without themes.")


class Locked(Refused):
    """The facilitator lets no more devices in."""

    code = "locked"
    text = N_("The facilitator has locked the door of the workshop: no more devices come in.")


class NotNow(Refused):
    """The question is not the one that is answered now."""

    code = "not_now"
    text = N_("Another question is asked now. The page follows it by itself.")


class TimeUp(Refused):
    """The time of the question has run out."""

    code = "time_up"
    text = N_("The time for this question is over.")


class BadAnswer(Refused):
    """The answer does not fit the kind of question or its settings."""

    code = "bad_answer"
    text = N_("This is no answer to the question. Choose among what it offers.")


class OverBudget(Refused):
    """More than the `limit` dots that a device has."""

    code = "over_budget"
    text = N_("You have {limit} dots. Take some back first.")


class NothingToUndo(Refused):
    """Nothing was done that can be undone, or it was undone already."""

    code = "nothing_to_undo"
    text = N_("There is nothing to undo.")


class BadQuestion(Refused):
    """A question has too few or too many options, or a scale or budget that cannot be."""

    code = "bad_question"
    text = N_("A question has 2 to {options} options, at most {dots} dots, and a scale that rises within 0 to 10.")


class NotPractice(Refused):
    """Invented answers go into a practice workshop only."""

    code = "not_practice"
    text = N_("Invented answers go into a practice workshop only.")


class OnlyPractice(Refused):
    """What is invented is shown nowhere as if it were real."""

    code = "only_practice"
    text = N_("This was practice: its answers are invented and are never shown as real ones.")


class BadSettings(Refused):
    """A workshop needs 1 to `questions` questions, 1 or more known languages and 0 to `votes` votes a device."""

    code = "bad_settings"
    text = N_("A workshop needs 1 to {questions} questions, a language, and at most {votes} votes a device.")
