"""The tables of suggesting themes for statements: what a row of each must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import Whole, count, number, text, word
from analytics.contracts.table import Table
from analytics.core.codes import COLUMN_MEANINGS, NEED_THEMES, TEXT_LANGUAGES, THEME_HALVES
from analytics.core.language import N_


class ThemeWords(pa.DataFrameModel):
    """A word by which a statement of a workshop speaks of a theme; several words together say more than one."""

    theme: str = word("Theme, a term of the glossary", NEED_THEMES)
    language: str = word("Language (ISO 639-1)", TEXT_LANGUAGES)
    word: str = text(
        "Word or phrase; `rahoitu-` = words that begin so, `-maksu` = words that end so",
        pattern=r"[^-\s][^-\s]*-|-[^-\s]+|[^-\s](?:.*[^-\s])?",
        expected="a word or phrase; only a single word has a hyphen at its start or end",
    )
    weight: float = number(
        "How much it says: 2 alone enough, 1 usual, 0.5 a hint", "weight", low=0.1, high=3, required=True
    )

    class Config:
        unique = ("theme", "language", "word")


class ThemeQuality(pa.DataFrameModel):
    """How well suggested themes meet themes given by hand; made by `python -m analytics themes FILE --measure`."""

    half: str = word(
        "seen = looked at while the words were chosen, unseen = not, published = workshop_needs", THEME_HALVES
    )
    theme: str = word("Theme; none = no theme fits, macro = mean over the themes", (*NEED_THEMES, "none", "macro"))
    n: Whole = count("Statements with the theme by hand; for macro all statements", "statements", required=True)
    precision: float = number("Part of the suggestions that are right", "share", low=0, high=1)
    recall: float = number("Part of those by hand that are suggested", "share", low=0, high=1)
    f1: float = number("Harmonic mean of the two", "share", low=0, high=1)

    class Config:
        unique = ("half", "theme")


class ColumnNames(pa.DataFrameModel):
    """A name by which files of statements call a column, or a word that stands for a row that is no statement."""

    field: str = word(
        "What a column of the name holds; total = a row of totals, no_answer = nothing was answered", COLUMN_MEANINGS
    )
    language: str = word("Language (ISO 639-1)", TEXT_LANGUAGES)
    name: str = text("Name, without signs; capitals do not matter")
    tool: str = text("Tool whose files have the name, where it is one", required=False)

    class Config:
        unique = ("field", "language", "name")


class FilterWords(pa.DataFrameModel):
    """A word for which a statement of a live workshop waits until the facilitator has read it; nothing is deleted."""

    language: str = word("Language (ISO 639-1)", TEXT_LANGUAGES)
    word: str = text("Word; `perkele-` = words that begin so", pattern=r"[^-\s]+-?", expected="one word")

    class Config:
        unique = ("language", "word")


class PracticeStatements(pa.DataFrameModel):
    """A statement invented for practising with a live workshop; nobody has said it."""

    language: str = word("Language (ISO 639-1)", TEXT_LANGUAGES)
    statement: str = text("Statement, beginning with the word that says it is for practice")

    class Config:
        unique = ("language", "statement")


THEME_WORDS = Table("theme_words", "workshops/theme_words.csv", ThemeWords, N_("Words of the themes in five languages"))
TABLES = (
    THEME_WORDS,
    Table(
        "column_names",
        "workshops/column_names.csv",
        ColumnNames,
        N_("Names of columns in files of statements"),
    ),
    Table(
        "filter_words",
        "workshops/filter_words.csv",
        FilterWords,
        N_("Words that a statement of a live workshop is held back for"),
    ),
    Table(
        "practice_statements",
        "workshops/practice_statements.csv",
        PracticeStatements,
        N_("Invented statements for practising with a live workshop"),
    ),
    Table("theme_quality", "workshops/theme_quality.csv", ThemeQuality, N_("How well suggested themes fit")),
)
