"""What part of those who answered gave each answer, so that workshops of any size can stand side by side.

    themes   devices with a statement on the board under the theme, of those with any statement there
    words    devices that said the word, of those that said any
    choice   devices that ticked the option; with several ticks the shares add up to more than 100 percent
    scale    devices at the point
    ranking  devices that put the option first
    dots     devices that put any dot on the option

A device counts once for each answer. Nothing here tells a device or the wording of a statement of an open question.
What fewer than FEWEST devices answered only the facilitator sees: in so small a group an answer has a face.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd
from sqlalchemy import select

from analytics.core.collation import alphabetical
from analytics.core.language import _, current, sentence_start
from analytics.workshops import board, live, results, schema, store
from analytics.workshops.models import Details, Question
from analytics.workshops.summaries import theme_name

THEMES = "themes"
FEWEST = 5  # devices that answered below which others than the facilitator see no answers
COUNTED = {"choice": "answers", "scale": "answers", "ranking": "first", "dots": "answers"}  # in the results


@dataclass(frozen=True)
class Part:
    """An answer: its name, the devices that gave it, and the texts in any language by which it is known again."""

    name: str
    devices: int
    texts: frozenset[str]


@dataclass(frozen=True)
class Shares:
    """A question (or the themes of all open ones), how many devices answered it, and its answers in order.

    Where so few answered that it is `withheld` it has no answers.
    """

    kind: str
    heading: str
    texts: frozenset[str]
    devices: int
    parts: tuple[Part, ...]

    @property
    def withheld(self) -> bool:
        """Whether too few answered for others to see it."""
        return not self.parts

    def same(self, other: Shares) -> bool:
        """Whether both are answers to the same question: of one kind, with one wording in any language."""
        if self.kind != other.kind:
            return False
        if self.kind == "scale" and not (self.withheld or other.withheld) and _points(self) != _points(other):
            return False
        return self.kind == THEMES or not self.texts.isdisjoint(other.texts)


@dataclass(frozen=True)
class Shown:
    """A workshop on the page of needs; its `id` tells nobody the code, with which its statements could be read."""

    id: int
    details: Details


@dataclass(frozen=True, eq=False)
class Pair:
    """One question in two workshops: answers with the devices of each, NA where one did not offer the answer."""

    kind: str
    heading: str
    devices: tuple[int, int]
    frame: pd.DataFrame  # name, devices_1, share_pct_1, devices_2, share_pct_2


@dataclass(frozen=True)
class Comparison:
    """Two workshops side by side, and the headings of what was asked in one of them only, or is withheld in one."""

    workshops: tuple[Details, Details]
    pairs: tuple[Pair, ...]
    alone: tuple[str, ...]
    withheld: tuple[str, ...] = ()


def shown_in_needs() -> tuple[Shown, ...]:
    """The closed workshops that their facilitators let the page of needs show, latest first; none of practice."""
    table = schema.Workshop
    with store.current().read() as session:
        found = session.execute(
            select(table.id, table.code)
            .where(table.in_needs, ~table.practice, table.closed_at.is_not(None))
            .order_by(table.closed_at.desc())
        ).all()
    return tuple(Shown(row.id, live.look(row.code)) for row in found)


def of(details: Details, *, hidden: bool = False) -> tuple[Shares, ...]:
    """The themes, then each question with answers but the open ones.

    With `hidden`, for its facilitator, also what was not shown to the room or fewer than FEWEST answered.
    In the language in use. Raises UnknownWorkshop.
    """
    asked = [q for q in details.questions if hidden or q.revealed]
    clouds = [q.number for q in details.questions if q.kind == "words"]
    wrote = board.writers(details.code, clouds)
    found = [_themes(wrote)] if wrote.themes and any(q.kind == "open" for q in asked) else []
    for question in asked:
        if question.kind == "words":
            found.append(_words(details.code, question, *wrote.words.get(question.number, (0, {}))))
        elif question.kind != "open":
            found.append(_counted(details.code, question))
    answered = [shares for shares in found if shares.devices]
    return tuple(one if hidden or one.devices >= FEWEST else replace(one, parts=()) for one in answered)


def compared(first: Details, second: Details, *, hidden: tuple[bool, bool] = (False, False)) -> Comparison:
    """Two workshops side by side; with `hidden` also what only the facilitator of the first, or second, sees."""
    others = list(of(second, hidden=hidden[1]))
    pairs, alone, withheld = [], [], []
    for one in of(first, hidden=hidden[0]):
        other = next(filter(one.same, others), None)
        if other is None:
            alone.append(one.heading)
        else:
            others.remove(other)
            if one.withheld or other.withheld:
                withheld.append(one.heading)
            else:
                pairs.append(_pair(one, other))
    asked_once = tuple(dict.fromkeys([*alone, *(other.heading for other in others)]))
    return Comparison((first, second), tuple(pairs), asked_once, tuple(withheld))


def frame(shares: Shares) -> pd.DataFrame:
    """The answers of one workshop: name, devices_1, share_pct_1."""
    rows = [(part.name, part.devices, 100 * part.devices / shares.devices) for part in shares.parts]
    return pd.DataFrame(rows, columns=["name", "devices_1", "share_pct_1"])


# --- parts -----------------------------------------------------------------------------------------------


def _themes(wrote: board.Writers) -> Shares:
    order = sorted(alphabetical(wrote.themes, theme_name), key=lambda theme: -wrote.themes[theme])
    parts = tuple(Part(sentence_start(theme_name(t)), wrote.themes[t], frozenset({t})) for t in order)
    return Shares(THEMES, _("Themes of what was written"), frozenset(), wrote.devices, parts)


def _words(code: str, question: Question, devices: int, said: dict[str, int]) -> Shares:
    spelt = {word.casefold(): word for word in results.results(code, question.number).frame["word"]}
    order = sorted(said, key=lambda word: (-said[word], word))
    parts = tuple(Part(spelt.get(word, word), said[word], frozenset({word})) for word in order)
    return Shares("words", question.said(current()), _wordings(question), devices, parts)


def _counted(code: str, question: Question) -> Shares:
    found = results.results(code, question.number, current())
    rows = found.frame.to_dict("records")
    if question.kind == "scale":
        names = [(str(row["value"]), frozenset({str(row["value"])})) for row in rows]
    else:
        names = [(str(row["text"]), _texts(question.options[row["option"] - 1].values())) for row in rows]
    counts = [int(row[COUNTED[question.kind]]) for row in rows]
    parts = tuple(Part(name, n, texts) for (name, texts), n in zip(names, counts, strict=True))
    return Shares(question.kind, question.said(current()), _wordings(question), found.devices, parts)


def _pair(one: Shares, other: Shares) -> Pair:
    """The answers of both, those of the first workshop first."""
    left = list(other.parts)
    rows: list[tuple[str, int | None, int | None]] = []
    # Nobody had to offer a theme or a word: where none wrote it, the share is 0. An option may not have been there.
    absent = 0 if one.kind in (THEMES, "words") else None
    for part in one.parts:
        match = next((o for o in left if not o.texts.isdisjoint(part.texts)), None)
        if match is not None:
            left.remove(match)
        rows.append((part.name, part.devices, match.devices if match else absent))
    rows += [(part.name, absent, part.devices) for part in left]
    found = pd.DataFrame(rows, columns=["name", "devices_1", "devices_2"]).astype(
        {"devices_1": "Int64", "devices_2": "Int64"}
    )
    shares = {
        "share_pct_1": 100 * found["devices_1"].astype("Float64") / one.devices,
        "share_pct_2": 100 * found["devices_2"].astype("Float64") / other.devices,
    }
    columns = ["name", "devices_1", "share_pct_1", "devices_2", "share_pct_2"]
    return Pair(one.kind, one.heading, (one.devices, other.devices), found.assign(**shares)[columns])


def _points(shares: Shares) -> list[str]:
    return [part.name for part in shares.parts]


def _wordings(question: Question) -> frozenset[str]:
    return _texts((question.text, *question.texts.values()))


def _texts(given: Iterable[str]) -> frozenset[str]:
    """Texts whatever their capitals, spaces and full stop or question mark."""
    return frozenset(" ".join(text.split()).casefold().rstrip(" .?!") for text in given if text.strip())
