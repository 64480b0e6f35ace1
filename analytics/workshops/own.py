"""A reader's own workshop: statements with suggested themes, a person's corrections, what comes of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from analytics.core.language import _, ngettext, number, percent
from analytics.workshops import near_duplicates, summaries, themes
from analytics.workshops.summaries import Section, Sheet, Summary, theme_name
from analytics.workshops.themes import Entry, Suggestion

EDITABLE = ("theme_1", "theme_2", "group", "hide")
Corrections = Mapping[tuple[str, int], Mapping[str, Any]]  # (statement, its how-manyth with these words) -> changes


def suggested(statements: pd.DataFrame, additions: Sequence[Entry] = ()) -> pd.DataFrame:
    """The statements (as `statements.read` gives them) with what is suggested: theme_1, theme_2, confidence, words.

    `language` is the one given or recognised ("?" = not sure), `confidence` that of theme_1 from 0 to 1, missing where
    no theme fits. `alike` is the row of the statement that says the same (its own where none before does), `nth`
    numbers statements of the same words from 0.
    """
    return framed(statements, *looked_through(*texts_of(statements), (*themes.lexicon(), *additions)))


def texts_of(statements: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The words of the statements and their languages, "" where unknown."""
    return statements["statement"].tolist(), statements["language"].fillna("").tolist()


def looked_through(
    texts: list[str], languages: list[str], lexicon: tuple[Entry, ...]
) -> tuple[list[Suggestion], list[int]]:
    """The suggestion for each text, and the place of the first text that says the same."""
    found = themes.found_by(lexicon, texts, languages)
    return found, list(near_duplicates.leaders(texts, [s.language for s in found]))


def framed(statements: pd.DataFrame, found: Sequence[Suggestion], alike: Sequence[int]) -> pd.DataFrame:
    """`suggested` from what was found in the statements' texts."""
    padded = [(*s.themes, None, None)[:2] for s in found]
    return statements.assign(
        language=[s.language for s in found],
        theme_1=[first.code if first else "" for first, _second in padded],
        theme_2=[second.code if second else "" for _first, second in padded],
        confidence=[first.confidence if first else None for first, _second in padded],
        words=["; ".join(word for theme in s.themes for word in theme.words) for s in found],
        hide=False,
        alike=[statements["row"].iloc[i] for i in alike],
        nth=statements.groupby("statement").cumcount(),
    )


def corrected(suggestions: pd.DataFrame, corrections: Corrections) -> pd.DataFrame:
    """The suggestions with a person's changes on top, and `changed`: whether a theme is another than was suggested."""
    rows = suggestions.to_dict("records")
    for row in rows:
        changes = corrections.get((row["statement"], row["nth"]), {})
        before = {row["theme_1"], row["theme_2"]}
        row |= {name: value for name, value in changes.items() if name in EDITABLE}
        row["theme_1"], row["theme_2"] = _two(row["theme_1"], row["theme_2"])
        row["changed"] = {row["theme_1"], row["theme_2"]} != before
    kinds = dict.fromkeys(("statement", "group", "session", "language", "theme_1", "theme_2", "words"), "str")
    kinds |= {"votes": "Int64", "confidence": "float64", "hide": "bool"}
    return pd.DataFrame(rows, columns=[*suggestions.columns, "changed"]).astype(kinds)


def decided(rows: pd.DataFrame, *, merge: bool = True, apart: Collection[int] = ()) -> pd.DataFrame:
    """What counts: the rows not hidden, with theme (";"-separated), leader, said and group_votes.

    With `merge`, statements that say the same take the themes of the first of them; groups of an `alike` in `apart`
    stay single.
    """
    shown = rows[~rows["hide"].astype(bool)]
    marked = near_duplicates.grouped(shown, apart if merge else set(shown["alike"]))
    theme = (marked["theme_1"] + ";" + marked["theme_2"]).str.strip(";")
    of_leader = dict(zip(marked["row"], theme, strict=True))
    return marked.assign(theme=[of_leader[row] for row in marked["leader"]])


def repeated(said: pd.DataFrame) -> pd.DataFrame:
    """The groups of more than one statement, largest first: alike, statement, said, group_votes, others (list)."""
    rows = [
        {
            "alike": int(own["alike"].iloc[0]),
            "statement": own["statement"].iloc[0],
            "said": len(own),
            "group_votes": own["group_votes"].iloc[0],
            "others": own["statement"].tolist()[1:],
        }
        for _leader, own in said.groupby("leader", sort=False)
        if len(own) > 1
    ]
    columns = ["alike", "statement", "said", "group_votes", "others"]
    return pd.DataFrame(rows, columns=columns).sort_values("said", ascending=False, kind="stable", ignore_index=True)


def by_theme(said: pd.DataFrame) -> pd.DataFrame:
    """Statements and known votes by theme, most first; theme "" (none fits) last. A statement with two counts in both.

    Columns: theme, theme_name, statements, votes (missing where none are known).
    """
    spread = said.assign(theme=said["theme"].str.split(";")).explode("theme")
    counts = (
        spread.groupby("theme")
        .agg(statements=("row", "size"), votes=("votes", lambda votes: votes.sum(min_count=1)))
        .reset_index()
        .astype({"votes": "Int64"})
    )
    ordered = counts.assign(none=counts["theme"] == "").sort_values(
        ["none", "statements", "votes", "theme"], ascending=[True, False, False, True], na_position="last"
    )
    names = [theme_name(code) if code else _("no theme fits") for code in ordered["theme"]]
    return ordered.assign(theme_name=names).drop(columns="none").reset_index(drop=True)


def table(said: pd.DataFrame) -> pd.DataFrame:
    """The statements as a table to take along: codes of themes, numbers, and which row each is grouped under."""
    names = ["row", "statement", "question", "language", "theme", "confidence", "words", "group", "session", "votes"]
    given = [name for name in names if name in said]  # only a live workshop has questions
    return said[[*given, "leader", "said", "group_votes"]].rename(
        columns={"words": "matched_words", "leader": "grouped_under_row", "said": "group_statements"}
    )


def summary(said: pd.DataFrame, title: str) -> Summary:
    """The workshop summed up in the language in use, with what was said more than once."""
    groups = repeated(said)
    sections, sheets = [], []
    if not groups.empty:
        lines = [
            _("{times}: {statement}").format(times=_times(row.said), statement=row.statement)
            for row in groups.itertuples()
        ]
        sections = [Section(_("Said more than once"), tuple(lines[:5]))]
        shown = {_("Statement"): groups["statement"], _("Times"): groups["said"], _("Votes"): groups["group_votes"]}
        sheets = [Sheet(_("Said more than once"), pd.DataFrame(shown))]
    return summaries.of(said, title=title, sections=sections, sheets=sheets)


def method() -> tuple[str, ...]:
    """How suggestions are made and how well they do, in words, from the measured table."""
    found = themes.quality().set_index(["half", "theme"])
    unseen, seen, printed = (found.loc[(half, themes.MACRO)] for half in ("unseen", "seen", "published"))
    return (
        _(
            "The language is recognised among Finnish, Swedish, English, Norwegian and Danish (lingua). Where none is "
            "at least {sure} likely it stays “?” and the likely ones are all read."
        ).format(sure=number(themes.SURE, 1)),
        _(
            "Word stems (Snowball) are looked up in the lexicon of the themes. Score = sum of weight × sureness over "
            "the different words found (sureness 1, as part of a compound 0.8). Confidence = (1 − 2 to the power of "
            "−score) × score / score of the strongest theme. Themes from {first} on are suggested, at most two."
        ).format(first=number(themes.FIRST, 1)),
        _(
            "How well it does: {n} statements labelled by hand, for which no word was chosen, give a macro-F1 of {f1} "
            "(precision {precision}, recall {recall}). They have been run three times, each time after words were "
            "added without a look at them: 0.76, 0.79 and this. The {seen_n} looked at while the words were chosen "
            "give {seen_f1}. Against the themes that people gave to the {printed_n} published needs (in three "
            "languages, one theme each) it is {printed_f1}."
        ).format(
            n=number(unseen["n"]),
            f1=number(unseen["f1"], 2),
            precision=number(unseen["precision"], 2),
            recall=number(unseen["recall"], 2),
            seen_n=number(seen["n"]),
            seen_f1=number(seen["f1"], 2),
            printed_n=number(printed["n"]),
            printed_f1=number(printed["f1"], 2),
        ),
        _(
            "The labelled statements and the words have the same author, so your own workshop may fare worse. Of "
            "the themes {missed} are missed, and of the statements without a suggestion only {none} really have no "
            "theme. Look through the table before you use the figures."
        ).format(
            missed=percent(100 * (1 - unseen["recall"]), 0),
            none=percent(100 * found.loc[("unseen", themes.NONE), "precision"], 0),
        ),
        _(
            "Statements that say the same are found within a language by the likeness of their word stems (RapidFuzz, "
            "token set, at least {alike} of 100); those with other denials or numbers never join."
        ).format(alike=near_duplicates.ALIKE),
    )


def _times(n: int) -> str:
    return ngettext("{n} time", "{n} times", n)


def _two(first: object, second: object) -> tuple[str, str]:
    """The themes without gaps and repetitions."""
    found = [code for code in dict.fromkeys((first, second)) if isinstance(code, str) and code not in ("", themes.NONE)]
    return (*found, "", "")[0], (*found, "", "")[1]
