"""The summary of a live workshop: when and where, who took part, each question with its answers, room for decisions.

A question that nobody answered keeps its place. In a practice workshop the title says that nothing is real.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from analytics.core.chart import Chart
from analytics.core.language import _, current, day, listing, ngettext, number, percent, quoted
from analytics.workshops import board, charts, live, results, shares, summaries
from analytics.workshops.models import Details, Question
from analytics.workshops.results import Results
from analytics.workshops.shares import Comparison
from analytics.workshops.summaries import Section, Sheet, Summary

TOP = 5  # statements named with their wording, of a question
WORDS = 15  # of a cloud, drawn
DECISIONS = 6  # empty rows


def of(code: str, earlier: str = "", *, hidden: bool = False) -> Summary:
    """The workshop summed up in the language in use, and compared with the one of the code `earlier`, if given.

    With `hidden` the comparison has also what the room of the earlier one was not shown. Raises UnknownWorkshop.
    """
    details = live.look(code)
    beside = shares.compared(details, live.look(earlier), hidden=(True, hidden)) if earlier else None
    found = [results.results(code, question.number, current()) for question in details.questions]
    said = summaries.of(_in_words(details), title=title(details))
    asked = tuple(_section(one) for one in found)
    return replace(
        said,
        lead=lead(details),
        sections=(
            *asked,
            *(section for section in said.sections[:1] if details.statements),
            *([told(beside)] if beside else []),
        ),
        sheets=(_decisions(), *said.sheets, *([_side_by_side(beside)] if beside else [])),
        charts=(
            *(chart for chart in map(_chart, found) if chart is not None),
            *(compared_charts(beside) if beside else ()),
        ),
    )


def title(details: Details) -> str:
    """The title of the workshop in the language in use, marked if nothing in it is real."""
    heading = details.heading(current())
    return _("PRACTICE, nothing is real: {title}").format(title=heading) if details.practice else heading


def named(details: Details, answered: int | None = None) -> str:
    """A workshop by its title and day, and with how many answered, if given."""
    words = _("{title}, {day}").format(title=title(details), day=day(details.opened_at.date()))
    return words if answered is None else _("{workshop}, {n} answered").format(workshop=words, n=number(answered))


def compared_charts(found: Comparison) -> tuple[Chart, ...]:
    """A chart for each question that both workshops were asked."""
    return tuple(
        charts.shares(
            pair.kind,
            pair.heading,
            pair.frame,
            [named(one, n) for one, n in zip(found.workshops, pair.devices, strict=True)],
        )
        for pair in found.pairs
    )


def told(found: Comparison) -> Section:
    """The comparison in sentences."""
    sentences = [
        _("{question} {told}").format(question=chart.title, told=chart.insight) for chart in compared_charts(found)
    ]
    sentences += limits(found)
    return Section(_("Beside {workshop}").format(workshop=named(found.workshops[1])), tuple(sentences))


def limits(found: Comparison) -> list[str]:
    """What the charts of a comparison do not tell."""
    said = [withheld(found.withheld)] if found.withheld else []
    if found.alone:
        said.append(_("Asked in one of the two only: {questions}.").format(questions=listing(found.alone)))
    if found.pairs:
        said.append(_("Different people answered in different rooms, so a difference is not a change of opinion."))
    elif not found.withheld:
        said.append(_("The two workshops were asked nothing in common."))
    return said


def withheld(headings: Iterable[str]) -> str:
    """What is said in place of answers that too few gave."""
    return _("Fewer than {n} took part, so the answers are not shown: {questions}.").format(
        n=number(shares.FEWEST), questions=listing(map(quoted, headings))
    )


def unit(question: Question) -> str:
    """What the numbers of a question count."""
    return {
        "open": _("Votes"),
        "words": _("Times said"),
        "choice": _("Devices that chose it"),
        "scale": _("Devices at each point"),
        "ranking": _("Points: of n options a first place has n, the last 1"),
        "dots": _("Dots"),
    }[question.kind]


def _in_words(details: Details) -> pd.DataFrame:
    """The statements on the board with the questions in the language in use, those with most votes first."""
    rows = board.needs(details.code)
    texts = {question.text: question.said(current()) for question in details.questions}
    return rows.assign(question=rows["question"].map(texts)).sort_values(
        "votes", ascending=False, kind="stable", ignore_index=True
    )


def lead(details: Details) -> str:
    """When and where the workshop was, and how many took part."""
    facts = [day(details.opened_at.date())]
    if details.place:
        facts.append(details.place)
    facts.append(ngettext("{n} device took part", "{n} devices took part", details.devices))
    return " · ".join(facts)


def _section(found: Results) -> Section:
    heading = found.question.said(current())
    if not found.devices:
        return Section(heading, (_("Nobody answered this question."),))
    counted = ngettext("{n} device answered.", "{n} devices answered.", found.devices)
    if found.question.kind == "open":
        named = [_worded(str(row.statement), int(row.votes)) for row in found.frame.head(TOP).itertuples()]
        return Section(heading, (counted, *named))
    return Section(heading, (counted, *_insights(found)))


def _worded(statement: str, votes: int) -> str:
    return f"{statement} ({ngettext('{n} vote', '{n} votes', votes)})" if votes else statement


def _insights(found: Results) -> list[str]:
    rows = _bars(found)
    most = int(rows["value"].max()) if len(rows) else 0
    if not most:
        return []
    if found.mean is not None:
        return [_("The mean is {mean}.").format(mean=number(found.mean, 1))]
    first = [str(name) for name in rows.loc[rows["value"] == most, "name"]]
    return [
        _("First: {names} ({unit}: {n}).").format(names=", ".join(first), unit=unit(found.question), n=number(most))
    ]


def _bars(found: Results) -> pd.DataFrame:
    """Names and values of the answers, as they are drawn and told."""
    name, value = {
        "open": ("statement", "votes"),
        "words": ("word", "answers"),
        "choice": ("text", "answers"),
        "scale": ("value", "answers"),
        "ranking": ("text", "points"),
        "dots": ("text", "dots"),
    }[found.question.kind]
    return pd.DataFrame({"name": found.frame[name].astype(str), "value": found.frame[value]})


def _chart(found: Results) -> Chart | None:
    rows = _bars(found)
    if found.question.kind == "open":
        rows = rows[rows["value"] > 0].head(TOP)
    elif found.question.kind == "words":
        rows = rows.head(WORDS)
    if rows.empty or not found.devices:
        return None
    told = " ".join(_insights(found)) or unit(found.question)
    return charts.answers(found.question.said(current()), rows, unit=unit(found.question), insight=told)


def _decisions() -> Sheet:
    columns = [_("Decision"), _("Who sees to it"), _("By when")]
    return Sheet(_("Decisions"), pd.DataFrame([["", "", ""]] * DECISIONS, columns=columns))


def _side_by_side(found: Comparison) -> Sheet:
    """The answers of both workshops, each with the number that gave it and the number that answered."""
    heads = [_("Question"), _("Answer"), *map(named, found.workshops)]
    rows = [
        (pair.heading, row.name, *(_part(row[2 * at + 2], row[2 * at + 3], pair.devices[at]) for at in (0, 1)))
        for pair in found.pairs
        for row in pair.frame.itertuples(name="Answer")
    ]
    return Sheet(_("Side by side"), pd.DataFrame(rows, columns=heads))


def _part(devices: object, share: object, answered: int) -> str:
    if pd.isna(devices):
        return _("not asked")
    return _("{share} ({n} of {all})").format(
        share=percent(float(str(share)), 0), n=number(int(str(devices))), all=number(answered)
    )
