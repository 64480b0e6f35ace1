"""A summary in words of what people said, computed from any table of statements: a past workshop, an own or a live one.

The table has one row a statement with the columns statement, question, theme, group, session, event, year, votes,
language and source. All but the first may be missing. `theme` and `group` may hold several values with ";" between
them; a statement with several counts under each of them, and once in the total. Several questions have a section each
and one question is named; a session that all statements share is left out. Sentences and tables are plain text in the
language in use, with people's own words in them as they wrote them: whoever shows them makes that harmless.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.core.chart import Chart, Source
from analytics.core.codes import NEED_THEMES
from analytics.core.language import _, current, listing, ngettext, number, quoted, sentence_start, term

COLUMNS = ("statement", "question", "theme", "group", "session", "event", "year", "votes", "language", "source")
NAMED = 3  # themes or statements that are named first
MOST_NAMED = 5  # where several share the last place
_LONGEST = 160  # characters of a statement quoted in a sentence


@dataclass(frozen=True)
class Section:
    """A heading and its sentences."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table under a heading; its columns have names for reading."""

    heading: str
    rows: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Summary:
    """A summary as it is shown and written to files: all texts in `language` (ISO 639-1)."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    language: str
    charts: tuple[Chart, ...] = ()


def of(
    frame: pd.DataFrame,
    *,
    title: str,
    sections: Sequence[Section] = (),
    sheets: Sequence[Sheet] = (),
    sources: Sequence[Source] = (),
) -> Summary:
    """Sum up a table of statements; `sections` and `sheets` of the caller follow those that are computed.

    Raises ValueError when there is no column `statement`.
    """
    said = tidy(frame)
    themes = counted(said, "theme")
    own = [_most_asked(said, themes), *_questions(said), *_groups(said)]
    return Summary(
        title=title,
        lead=_lead(said, themes),
        sections=(*own, *sections),
        sheets=(*_sheets(said, themes), *sheets),
        notes=tuple(_notes(said)),
        sources=tuple(sources),
        language=current(),
    )


def tidy(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with all columns, texts trimmed and "" where missing, votes and year whole numbers or NA.

    Rows without a statement are left out. Raises ValueError when there is no column `statement`.
    """
    if "statement" not in frame:
        raise ValueError("The table has no column statement.")
    texts = {
        name: frame[name].astype("string").fillna("").str.strip() if name in frame else pd.Series("", frame.index)
        for name in COLUMNS
        if name not in ("votes", "year")
    }
    numbers = {
        name: pd.to_numeric(frame[name], errors="coerce").round().astype("Int64")
        if name in frame
        else pd.Series(pd.NA, frame.index, dtype="Int64")
        for name in ("votes", "year")
    }
    whole = pd.DataFrame({name: (texts | numbers)[name] for name in COLUMNS})
    return whole[whole["statement"] != ""].reset_index(drop=True)


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several with ";" between them, each once."""
    return tuple(dict.fromkeys(part for part in map(str.strip, cell.split(";")) if part))


def counted(said: pd.DataFrame, column: str) -> pd.Series:
    """How many statements have each value of a column with one or several values, most first, then by name."""
    spread = said[column].astype(object).map(values).explode().dropna()  # Arrow cannot explode lists that are all empty
    counts = spread.value_counts()
    return counts.sort_index().sort_values(ascending=False, kind="stable")


def theme_name(theme: str) -> str:
    """A theme in words: the glossary's for the atlas's own, any other as it is."""
    return term(theme) if theme in NEED_THEMES else theme


def top(counts: pd.Series, most: int = NAMED) -> pd.Series:
    """The first values with all that share the last place; fewer when those are too many, none when all are alike."""
    if len(counts) <= most:
        return counts
    found = counts[counts >= counts.iloc[most - 1]]
    return found if len(found) <= MOST_NAMED else counts[counts > counts.iloc[most - 1]]


# --- sentences -------------------------------------------------------------------------------------------


def _lead(said: pd.DataFrame, themes: pd.Series) -> str:
    how_many = ngettext("{n} statement", "{n} statements", len(said))
    if themes.empty:
        return _("{statements}; none has a theme yet.").format(statements=how_many)
    on = ngettext("{n} theme", "{n} themes", len(themes))
    first = top(themes, 2)
    if first.empty:
        return _("{statements}, {themes}; no theme stands out.").format(statements=how_many, themes=on)
    return _("{statements}, {themes}. Most often: {first}.").format(
        statements=how_many, themes=on, first=_with_counts(first)
    )


def _most_asked(said: pd.DataFrame, themes: pd.Series) -> Section:
    sentences = []
    if len(questions := _asked(said)) == 1:
        sentences.append(_("The question was {question}.").format(question=quoted(questions[0])))
    if not themes.empty:
        first = top(themes)
        sentences.append(
            _("No theme stands out: the numbers are alike.")
            if first.empty
            else _("The most frequent themes: {themes}.").format(themes=_with_counts(first))
        )
    if without := int((said["theme"].map(values).map(len) == 0).sum()):
        sentences.append(
            ngettext("{n} statement is under no theme.", "{n} statements are under no theme.", without),
        )
    sentences += _most_votes(said)
    return Section(_("What is asked for most"), tuple(sentences or [_("There is nothing to sum up yet.")]))


def _most_votes(said: pd.DataFrame) -> list[str]:
    voted = said[said["votes"].fillna(0) > 0].sort_values("votes", ascending=False, kind="stable")
    if voted.empty:
        return []
    named = listing(
        _("{name} ({n})").format(name=quoted(_cut(row.statement)), n=number(row.votes))
        for row in voted.head(NAMED).itertuples()
    )
    return [_("Most votes: {statements}.").format(statements=named)]


def _asked(said: pd.DataFrame) -> list[str]:
    """The questions in the order of the table."""
    return [question for question in said["question"].unique() if question]


def _questions(said: pd.DataFrame) -> list[Section]:
    """What was answered to each of several questions."""
    questions = _asked(said)
    parts = {question: said[said["question"] == question] for question in questions if len(questions) > 1}
    return [
        Section(question, (_lead(part, counted(part, "theme")), *_most_votes(part))) for question, part in parts.items()
    ]


def _groups(said: pd.DataFrame) -> list[Section]:
    groups = counted(said, "group")
    if len(groups) < 2:
        return []
    parts = {group: counted(said[said["group"].map(values).map(lambda cell, g=group: g in cell)], "theme")
             for group in groups.index}  # fmt: skip
    sentences = []
    for group, themes in parts.items():
        how_many = ngettext("{n} statement", "{n} statements", int(groups[group]))
        first = themes[themes == themes.iloc[0]] if len(themes) else themes
        sentences.append(
            _("{group}: {statements}.").format(group=sentence_start(group), statements=how_many)
            if first.empty or first.iloc[0] == 1 or len(first) > MOST_NAMED
            else _("{group}: {statements}, most often {themes}.").format(
                group=sentence_start(group), statements=how_many, themes=_with_counts(first)
            )
        )
    owners = {theme: [group for group, own in parts.items() if theme in own] for theme in counted(said, "theme").index}
    alone = {group: [t for t, named in owners.items() if named == [group]] for group in parts}
    if any(alone.values()):
        listed = listing(f"{group} ({_names(found)})" for group, found in alone.items() if found)
        sentences.append(_("Named by one group only: {parts}.").format(parts=listed))
    if shared := [theme for theme, named in owners.items() if len(named) == len(parts)]:
        sentences.append(_("Named by every group: {themes}.").format(themes=_names(shared)))
    return [Section(_("Differences between the groups"), tuple(sentences))]


def _notes(said: pd.DataFrame) -> list[str]:
    notes = [_("Statements are counted, not weighted: the numbers do not say how many people share a need.")]
    if (said["theme"].map(values).map(len) > 1).any():
        notes.append(_("A statement with two themes counts under both and once in the total."))
    if (said["group"].map(values).map(len) > 1).any():
        notes.append(_("A statement of two groups counts in both and once in the total."))
    return notes


# --- tables ----------------------------------------------------------------------------------------------


def _sheets(said: pd.DataFrame, themes: pd.Series) -> list[Sheet]:
    sheets = []
    if len(themes):
        rows = pd.DataFrame(
            {_("Theme"): [sentence_start(theme_name(t)) for t in themes.index], _("Statements"): list(themes)}
        )
        if said["votes"].notna().any():
            spread = said.assign(theme=said["theme"].map(values)).explode("theme")
            votes = spread.groupby("theme")["votes"].sum()
            rows[_("Votes")] = [int(votes[theme]) for theme in themes.index]
            if votes.any():
                rows = rows.sort_values(_("Votes"), ascending=False, kind="stable", ignore_index=True)
                themes = themes.loc[sorted(themes.index, key=lambda theme: -int(votes[theme]))]
        groups = counted(said, "group")
        for group in groups.index if 1 < len(groups) <= MOST_NAMED else ():
            own = counted(said[said["group"].map(values).map(lambda cell, g=group: g in cell)], "theme")
            rows[sentence_start(group)] = [int(own.get(theme, 0)) for theme in themes.index]
        by_votes = said["votes"].fillna(0).any()
        heading = _("Themes by votes") if by_votes else _("Themes by number of statements")
        sheets.append(Sheet(heading, rows))
    alone = [name for name in ("question", "session") if said[name].nunique() == 1]
    said = said.assign(**dict.fromkeys(alone, ""))
    columns = {
        _("Statement"): said["statement"],
        _("Question"): said["question"],
        _("Theme"): said["theme"].map(lambda cell: ", ".join(map(theme_name, values(cell)))),
        _("Group"): said["group"].map(lambda cell: ", ".join(values(cell))),
        _("Session"): said["session"],
        _("Event"): said["event"],
        _("Year"): said["year"],
        _("Votes"): said["votes"],
        _("Written in"): said["language"],
        _("Where it is written"): said["source"],
    }
    known = {name: cells for name, cells in columns.items() if cells.replace("", pd.NA).notna().any()}
    if known:
        sheets.append(Sheet(_("All statements"), pd.DataFrame(known)))
    return sheets


def _with_counts(counts: pd.Series) -> str:
    return listing(
        _("{name} ({n})").format(name=quoted(theme_name(str(theme))), n=number(int(n))) for theme, n in counts.items()
    )


def _names(themes: Iterable[str]) -> str:
    return listing(quoted(theme_name(theme)) for theme in themes)


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
