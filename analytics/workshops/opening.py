"""A new workshop: what was asked for is checked, a code drawn, and all of it stored in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from analytics.core.language import LANGUAGES
from analytics.workshops import errors, rows, schema, typed
from analytics.workshops.models import KINDS, Asked, Question, kind_of

OPTION_CHARACTERS = 120
OPTIONS = 20
LEAST_OPTIONS = 2
SCALE = (0, 10)  # the widest
MOST_DOTS = 20
CODE_LENGTH = 6


def draw_code(session: Session) -> str:
    """A code of six digits that no workshop in the store has; called under the lock of whoever opens one."""
    while True:
        code = "".join(secrets.choice(rows.DIGITS) for _ in range(CODE_LENGTH))
        if session.scalar(select(schema.Workshop.id).where(schema.Workshop.code == code)) is None:
            return code


def asked(question: str | Asked, languages: Sequence[str], limit: int) -> Asked:
    """A question with its texts cleaned; a bare text is an open question in the first language.

    Raises Empty, TooLong, BadSettings.
    """
    given = question if isinstance(question, Asked) else Asked({next(iter(languages), "en"): question})
    sound = Asked(
        texts=typed.clean_texts(given.texts, limit),
        kind=given.kind,
        options=tuple(typed.clean_texts(option, OPTION_CHARACTERS) for option in given.options),
        multiple=given.multiple,
        lowest=given.lowest,
        highest=given.highest,
        low_end=typed.clean_texts(given.low_end, OPTION_CHARACTERS) if any(given.low_end.values()) else {},
        high_end=typed.clean_texts(given.high_end, OPTION_CHARACTERS) if any(given.high_end.values()) else {},
        budget=given.budget,
        revealed=given.revealed,
    )
    if not _fits(sound):
        raise errors.BadQuestion(options=OPTIONS, dots=MOST_DOTS)
    return sound


def _fits(question: Asked) -> bool:
    if question.kind not in KINDS:
        return False
    if question.kind in ("choice", "ranking", "dots"):
        return LEAST_OPTIONS <= len(question.options) <= OPTIONS and 1 <= question.budget <= MOST_DOTS
    return not question.options and SCALE[0] <= question.lowest < question.highest <= SCALE[1]


def row(workshop_id: int, number: int, question: Asked) -> schema.Question:
    """The row of a question."""
    settings: dict[str, Any] = {}
    if question.kind in ("choice", "ranking", "dots"):
        settings = {"options": [dict(option) for option in question.options]}
    if question.kind == "choice":
        settings["multiple"] = question.multiple
    if question.kind == "dots":
        settings["budget"] = question.budget
    if question.kind == "scale":
        settings = {
            "lowest": question.lowest,
            "highest": question.highest,
            "low_end": dict(question.low_end),
            "high_end": dict(question.high_end),
        }
    return schema.Question(
        workshop_id=workshop_id,
        number=number,
        text=next(iter(question.texts.values())),
        kind=question.kind,
        texts=dict(question.texts),
        settings=settings,
        revealed=question.revealed,
    )


def read(stored: schema.Question, workshop: schema.Workshop) -> Question:
    """A stored question as everybody may know it."""
    settings = {**stored.settings, "options": tuple(stored.settings.get("options", ()))}
    return Question(
        number=stored.number,
        text=stored.text,
        kind=kind_of(stored.kind),
        texts=stored.texts,
        revealed=stored.revealed,
        live=workshop.live_question in (None, stored.number),
        ends_at=stored.ends_at,
        **settings,
    )


def known(languages: Sequence[str]) -> list[str]:
    """The languages of a room, each once; none if one of them is unknown."""
    spoken = list(dict.fromkeys(languages))
    return spoken if spoken and set(spoken) <= set(LANGUAGES) else []
