"""What is remembered never crosses languages or modes, and a caller cannot change it for others."""

from __future__ import annotations

import pandas as pd

from analytics.core import style
from analytics.core.language import current, speaking
from analytics.core.remembered import remembered


@remembered(8)
def said(word: str) -> str:
    """A word with the language and mode that it was made in."""
    return f"{word} {current()} {style.mode()}"


@remembered(8)
def rows() -> pd.DataFrame:
    """A frame of one row."""
    return pd.DataFrame({"n": [1]})


def test_languages_and_modes_have_answers_of_their_own() -> None:
    for _turn in range(2):
        for language in ("en", "fi", "sv"):
            with speaking(language):
                for mode in ("light", "dark", "light"):
                    style.use(mode)
                    assert said("a") == f"a {language} {mode}"


def test_what_one_caller_writes_no_other_reads() -> None:
    mine = rows()
    mine.loc[0, "n"] = 2
    mine["more"] = 3
    assert rows().to_dict("list") == {"n": [1]}
