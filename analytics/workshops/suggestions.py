"""Suggestions for the statements of strangers, made in the worker process within limits.

A module of its own: the languages that recognition loads take a second, which no file needs to wait for.
"""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from analytics.core import worker
from analytics.workshops import own, themes
from analytics.workshops.statements import UnreadableError
from analytics.workshops.themes import Entry, Suggestion, Theme

SECONDS = 20.0  # to look through all statements


def suggested(given: pd.DataFrame, additions: tuple[Entry, ...]) -> pd.DataFrame:
    """What `own.suggested` makes of statements. Raises UnreadableError where that takes too long."""
    texts, languages = own.texts_of(given)
    words = [vars(entry) for entry in (*themes.lexicon(), *additions)]
    asked = json.dumps({"texts": texts, "languages": languages, "lexicon": words}).encode()
    try:
        answer = worker.ask(suggestions_job, asked, seconds=SECONDS)
    except worker.RefusedError as error:
        raise UnreadableError(str(error)) from error
    found = [
        Suggestion(language, tuple(Theme(code, sure, tuple(said)) for code, sure, said in met))
        for language, met in answer["found"]
    ]
    return own.framed(given, found, answer["alike"])


# ------------------------------------------------------------------ in the worker


def get_ready() -> None:
    """Load what the job needs."""
    themes.recognise(["The first recognition loads the languages."])


def suggestions_job(asked: bytes) -> dict[str, Any]:
    """The suggestions as plain values."""
    given = json.loads(asked)
    lexicon = tuple(Entry(**entry) for entry in given["lexicon"])
    found, alike = own.looked_through(given["texts"], given["languages"], lexicon)
    plain = [[one.language, [[theme.code, theme.confidence, theme.words] for theme in one.themes]] for one in found]
    return {"found": plain, "alike": list(map(int, alike))}
