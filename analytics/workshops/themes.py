"""Themes suggested for what people wrote in a workshop; a person decides.

    language    the likeliest of the five by lingua (P. M. Stahl, Lingua), if it is at least SURE likely, else "?": then
                those at least POSSIBLE likely are all read and a theme has its best score of them
    score       of a theme: sum over the different words and phrases of the lexicon met in the statement of
                weight x sureness (weight: data/workshops/theme_words.csv; sureness: 1, in compounds words.COMPOUND)
    confidence  (1 - 2 ** -score) x score / score of the strongest theme, from 0 to 1

The strongest theme is suggested from a confidence of FIRST on, a second one from SECOND on. Below that none fits, which
is an answer too. The lexicon and the limits are our judgement; `measure` says how well they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from analytics.core import text_index as words
from analytics.core.language import _
from analytics.core.state import of_data
from analytics.warehouse import warehouse

UNSURE = "?"  # language not recognised
SURE = 0.6
POSSIBLE = 0.1
FIRST = 0.4
SECOND = 0.4
MOST = 2  # themes of a statement
NONE = "none"
MACRO = "macro"
WORDS = ("theme", "language", "word", "weight")  # columns of a lexicon
SHORTEST_WORD = 4  # letters of a word that is proposed for the lexicon


@dataclass(frozen=True)
class Entry:
    """A word or phrase of the lexicon."""

    theme: str
    language: str
    word: str
    weight: float


@dataclass(frozen=True)
class Theme:
    """A theme suggested for a statement: its confidence from 0 to 1 and the words, as written, that said so."""

    code: str
    confidence: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """The language of a statement ("?" = not sure) and at most two themes, the strongest first; none = none fits."""

    language: str
    themes: tuple[Theme, ...]


def suggest(
    statements: Sequence[str], languages: Sequence[str] = (), additions: Sequence[Entry] = ()
) -> list[Suggestion]:
    """A suggestion for each statement.

    `languages` are those known, in the order of the statements ("" or "?" = to be recognised); `additions` are words on
    top of the lexicon, or instead of its own of the same theme, language and word.
    """
    return _found(_with(tuple(additions)), statements, languages)


def found_by(entries_: tuple[Entry, ...], statements: Sequence[str], languages: Sequence[str] = ()) -> list[Suggestion]:
    """`suggest` by the entries of one lexicon; of the same word given twice the last counts."""
    return _found(_lexicons(entries_), statements, languages)


def _found(
    lexicons: Mapping[str, words.Lexicon], statements: Sequence[str], languages: Sequence[str]
) -> list[Suggestion]:
    known = list(languages) or [""] * len(statements)
    guessed = recognise([s for s, language in zip(statements, known, strict=True) if language not in words.LANGUAGES])
    rest = iter(guessed)
    out = []
    for statement, language in zip(statements, known, strict=True):
        spoken, read_in = (language, (language,)) if language in words.LANGUAGES else next(rest)
        out.append(Suggestion(spoken, _chosen(_scores(statement, read_in, lexicons))))
    return out


def recognise(statements: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """For each statement its language, or "?", and the languages that it may be read in."""
    if not statements:
        return []
    out: list[tuple[str, tuple[str, ...]]] = []
    for values in _detector().compute_language_confidence_values_in_parallel(list(statements)):
        likely = {_CODES[value.language.name]: value.value for value in values}
        first = max(likely, key=likely.__getitem__)
        if likely[first] >= SURE:
            out.append((first, (first,)))
        else:
            out.append((UNSURE, tuple(code for code, value in likely.items() if value >= POSSIBLE) or tuple(likely)))
    return out


def table(statements: Sequence[str], suggestions: Sequence[Suggestion]) -> pd.DataFrame:
    """One row a statement: statement, language, theme, confidence, matched_words; what is of two themes joins by ";".

    Of a statement that no theme fits, theme, confidence and matched_words are empty.
    """
    return pd.DataFrame(
        {
            "statement": list(statements),
            "language": [s.language for s in suggestions],
            "theme": [";".join(t.code for t in s.themes) for s in suggestions],
            "confidence": [";".join(f"{t.confidence:.2f}" for t in s.themes) for s in suggestions],
            "matched_words": [";".join(", ".join(t.words) for t in s.themes) for s in suggestions],
        }
    )


# --- words learned from corrections ------------------------------------------------------------------------


def proposals(corrected: pd.DataFrame, additions: Sequence[Entry] = ()) -> pd.DataFrame:
    """Words of corrected statements that the lexicon does not yet hold for the theme a person gave.

    `corrected` has statement, language and theme (";"-separated). The result has WORDS and `statements`, the number
    of corrected statements with the word; the most frequent first. Statements of unknown language propose nothing.
    """
    counts: dict[tuple[str, str, str], int] = {}
    lexicons = _with(tuple(additions))
    for statement, language, codes in corrected[["statement", "language", "theme"]].itertuples(index=False):
        if language not in words.LANGUAGES:
            continue
        stopped = words.stop_words(language)
        said = words.written(statement)
        for code in filter(None, str(codes).split(";")):
            known = {
                token
                for match in lexicons[language].matches(words.tokens(statement))
                if _theme(match.label)[0] == code
                for token in match.tokens
            }
            for token in said:
                if len(token) >= SHORTEST_WORD and token not in known and token not in stopped:
                    key = (code, language, said[token].lower())
                    counts[key] = counts.get(key, 0) + 1
    rows = [(*key, 1.0, n) for key, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    return pd.DataFrame(rows, columns=[*WORDS, "statements"])


def entries(rows: pd.DataFrame) -> tuple[Entry, ...]:
    """The rows of a lexicon (WORDS) as entries, sorted; of the same word given twice the last counts."""
    found = {
        (str(theme), str(language), str(word)): float(weight)
        for theme, language, word, weight in rows[list(WORDS)].itertuples(index=False)
    }
    return tuple(Entry(*key, weight) for key, weight in sorted(found.items()))


@of_data(maxsize=1)
def lexicon() -> tuple[Entry, ...]:
    """The atlas's own words."""
    return entries(warehouse().ask("workshops.theme_words"))


def read_additions(content: bytes) -> tuple[Entry, ...]:
    """A CSV file of lexicon additions as entries. Raises ValueError that names rows and columns at fault."""
    from analytics.contracts.checks import check
    from analytics.workshops import statements
    from analytics.workshops.tables import THEME_WORDS

    text, _encoding = statements.decoded(content)
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = [cells for _row, cells in statements.parsed(text, separator).rows if any(cells)]
    if not rows or len(rows) > statements.STATEMENTS or any(len(cells) != len(rows[0]) for cells in rows):
        raise ValueError(_("The file is no table with the columns {columns}.").format(columns=", ".join(WORDS)))
    frame = pd.DataFrame(rows[1:], columns=rows[0])
    if faults := check(THEME_WORDS, frame):
        raise ValueError("; ".join(map(str, faults[:5])))
    return entries(frame)


# --- how well it does --------------------------------------------------------------------------------------


def measure(labelled: pd.DataFrame) -> pd.DataFrame:
    """How well suggestions meet labels: half, theme, n, precision, recall, f1; a row a half and theme, "none", "macro".

    `labelled` has statement, themes (";"-separated, empty = none fits) and half. Languages are recognised, not taken
    from the labels. Precision = right / suggested, recall = right / labelled, F1 = 2 right / (suggested + labelled)
    (C. J. van Rijsbergen, Information Retrieval, 1979); missing where divided by zero. "macro" is the mean over the
    themes without "none", of those that the half has labels for.
    """
    given = [set(filter(None, str(codes).split(";"))) or {NONE} for codes in labelled["themes"].fillna("")]
    found = [{t.code for t in s.themes} or {NONE} for s in suggest(labelled["statement"].tolist())]
    rows: list[dict[str, Any]] = []
    for half in dict.fromkeys(labelled["half"]):
        at = [i for i, own in enumerate(labelled["half"]) if own == half]
        rows += scored([given[i] for i in at], [found[i] for i in at], half)
    return pd.DataFrame(rows).astype({"n": "Int64"}).sort_values(["half", "theme"], ignore_index=True)


def measure_file(content: bytes) -> pd.DataFrame:
    """`measure` of a CSV file (UTF-8) of labelled statements, and of the published needs. Raises ValueError."""
    from io import BytesIO

    labelled = pd.read_csv(BytesIO(content), dtype=str, keep_default_na=False)
    if missing := {"statement", "themes", "half"} - set(labelled.columns):
        raise ValueError(f"The file has no column {', '.join(sorted(missing))}.")
    return measure(pd.concat([labelled, published()], ignore_index=True)).round(3)


def scored(given: Sequence[set[str]], found: Sequence[set[str]], half: str = "") -> list[dict[str, Any]]:
    """Precision, recall and F1 of each label, and their macro mean (see `measure`)."""
    rows: list[dict[str, Any]] = []
    for theme in sorted(set().union(*given, *found)):
        right = sum(theme in g and theme in f for g, f in zip(given, found, strict=True))
        labels, suggested = sum(theme in g for g in given), sum(theme in f for f in found)
        rows.append(
            {
                "half": half,
                "theme": theme,
                "n": labels,
                "precision": right / suggested if suggested else None,
                "recall": right / labels if labels else None,
                "f1": 2 * right / (suggested + labels),
            }
        )
    themes = pd.DataFrame([row for row in rows if row["theme"] != NONE and row["n"]])
    means = {name: themes[name].astype(float).mean() for name in ("precision", "recall", "f1")}
    return [*rows, {"half": half, "theme": MACRO, "n": len(given), **means}]


def published() -> pd.DataFrame:
    """The published needs in three languages as labelled statements, their theme given by those who reported them."""
    return warehouse().ask("workshops.published_needs").assign(half="published")


def quality() -> pd.DataFrame:
    """The measured quality as shipped, see `measure`."""
    return warehouse().ask("workshops.theme_quality")


# --- parts -------------------------------------------------------------------------------------------------

_CODES = {"ENGLISH": "en", "FINNISH": "fi", "SWEDISH": "sv", "BOKMAL": "no", "DANISH": "da"}


@lru_cache(maxsize=1)
def _detector() -> Any:
    from lingua import Language, LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(*(getattr(Language, name) for name in _CODES)).build()


@of_data(maxsize=8)
def _with(additions: tuple[Entry, ...]) -> Mapping[str, words.Lexicon]:
    # By the additions alone: to look the thousands of own words up anew took longer than to read a statement.
    return _lexicons((*lexicon(), *additions))


@lru_cache(maxsize=8)
def _lexicons(entries_: tuple[Entry, ...]) -> Mapping[str, words.Lexicon]:
    own = {(e.theme, e.language, words.entry(e.word, e.language)): e for e in entries_}
    return {
        language: words.Lexicon.made_of(
            language, ((e.word, f"{e.theme} {e.weight}") for e in own.values() if e.language == language)
        )
        for language in words.LANGUAGES
    }


def _theme(label: str) -> tuple[str, float]:
    code, _space, weight = label.partition(" ")
    return code, float(weight)


def _scores(
    statement: str, languages: Iterable[str], lexicons: Mapping[str, words.Lexicon]
) -> dict[str, tuple[float, tuple[str, ...]]]:
    """The score of each theme met and the words as written, in the language where it scores best."""
    said, tokens = words.written(statement), words.tokens(statement)
    best: dict[str, tuple[float, tuple[str, ...]]] = {}
    for language in languages:
        met: dict[str, dict[str, float]] = {}
        for match in lexicons[language].matches(tokens):
            code, weight = _theme(match.label)
            phrase = " ".join(said[token] for token in match.tokens)
            own = met.setdefault(code, {})
            own[phrase] = max(own.get(phrase, 0.0), weight * match.sureness)
        for code, own in met.items():
            score = sum(own.values())
            if score > best.get(code, (0.0, ()))[0]:
                best[code] = score, tuple(own)
    return best


def _chosen(scores: Mapping[str, tuple[float, tuple[str, ...]]]) -> tuple[Theme, ...]:
    strongest = max((score for score, _words in scores.values()), default=0.0)
    ranked = sorted(
        (Theme(code, (1 - 2**-score) * score / strongest, said) for code, (score, said) in scores.items()),
        key=lambda theme: (-theme.confidence, theme.code),
    )
    return tuple(t for place, t in enumerate(ranked[:MOST]) if t.confidence >= (SECOND if place else FIRST))
