"""Invented answers for a practice workshop; each statement says that it is invented."""

from __future__ import annotations

import csv
import random

from analytics.core.paths import DATA
from analytics.workshops import answers, errors, live
from analytics.workshops.models import Details, Question

DEVICES = 6
A_DEVICE = 2  # statements of a device


def fill(code: str, language: str) -> None:
    """Let devices that are nobody answer every question of a practice workshop.

    Raises UnknownWorkshop, NotPractice.
    """
    details = live.look(code)
    if not details.practice:
        raise errors.NotPractice
    spoken = language if language in details.languages else details.languages[0]
    said = invented(spoken)
    draw = random.Random(code)
    tokens = [live.join(code) for _device in range(DEVICES)]
    for question in details.questions:
        if not question.live:
            continue
        for device, token in enumerate(tokens):
            _answer(details, question, token, device, said, spoken, draw)


def invented(language: str) -> list[str]:
    """The invented statements in a language."""
    with (DATA / "workshops" / "practice_statements.csv").open(encoding="utf-8", newline="") as file:
        return [row["statement"] for row in csv.DictReader(file) if row["language"] == language]


def _answer(
    details: Details, question: Question, token: str, device: int, said: list[str], spoken: str, draw: random.Random
) -> None:
    name = f"practice-{token[:16]}-{question.number}"
    if question.kind in ("open", "words"):
        for place in range(A_DEVICE):
            text = said[(A_DEVICE * device + place) % len(said)]
            words = text[: live.WORD_CHARACTERS].strip() if question.kind == "words" else text
            live.submit(details.code, token, f"{name}-{place}", question.number, words, spoken)
        return
    options = range(1, len(question.options) + 1)
    if question.kind == "scale":
        value = [draw.randint(question.lowest, question.highest)]
    elif question.kind == "ranking":
        value = draw.sample(options, len(options))
    else:
        value = [draw.choice(options) for _dot in range(question.budget if question.kind == "dots" else 1)]
    answers.answer(details.code, token, name, question.number, value)
