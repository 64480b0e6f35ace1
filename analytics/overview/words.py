"""The sentences of a country's case: question, answer and the four steps."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.core.language import _, in_country, listing, ngettext, number, sentence_start
from analytics.effects import words as effect_words
from analytics.programmes import design_words
from analytics.programmes.design import Outcome

SUPPORTED = "supported"


def question(country: str, has: str) -> str:
    """What is asked of a country without, or with, a programme of its own."""
    said = (
        _("What does the national cluster programme {where} have, does it work, and what does it cost?")
        if has == "yes"
        else _("Should there be a national cluster programme {where}?")
    )
    return sentence_start(said.format(where=in_country(country)))


def answer(
    country: str, has: str, having: Sequence[str], verdicts: pd.DataFrame, outcome: Outcome, today: pd.Series | None
) -> str:
    """The answer in three sentences: who has one, what it is known to bring, what it costs."""
    there = listing(in_country(code) for code in having)
    first = {
        "yes": _("There is a national cluster programme {where}, and also {others}."),
        "partial": _("There is a national cluster programme {where} only in part, but in full {others}."),
    }.get(has, _("There is no national cluster programme {where}, but there is one {others}."))
    supported = verdicts[verdicts["weight"] == SUPPORTED]
    second = effect_words.weighing(supported) if len(supported) else effect_words.weighing(verdicts)
    if today is None:
        third = _("A programme on the Norwegian model would cost EUR {sum} million a year when full.").format(
            sum=design_words.million(outcome.full.cost_meur)
        )
    else:
        third = _("Its newest known budget is EUR {sum} million, of {year}.").format(
            sum=design_words.million(float(today["cost_meur"])), year=int(today["year"])
        )
    return " ".join((sentence_start(first.format(where=in_country(country), others=there)), second, third))


def neighbours_heading() -> str:
    """The heading of the first step."""
    return _("What the neighbours have")


def neighbours(others: pd.Series) -> tuple[str, str, str]:
    """Number, unit and sentences: in how many of the four other countries there is a programme, and in which."""
    places = {
        value: listing(in_country(str(code)) for code in others.index[others == value]) for value in others.unique()
    }
    patterns = {
        "yes": _("There is a national cluster programme {where}."),
        "partial": _("{where} there is one in part."),
        "no": _("{where} there is none."),
        "unknown": _("It is not known whether there is one {where}."),
    }
    having = int((others == "yes").sum())
    return (
        number(having),
        ngettext("of four neighbours has a national programme", "of four neighbours have a national programme", having),
        " ".join(
            sentence_start(said.format(where=places[value])) for value, said in patterns.items() if value in places
        ),
    )


def effects_heading() -> str:
    """The heading of the second step."""
    return _("Does it work?")


def effects(verdicts: pd.DataFrame) -> tuple[str, str, str]:
    """Number, unit and sentences: how many gains are well supported, and how all of them weigh."""
    supported = int((verdicts["weight"] == SUPPORTED).sum())
    return (
        number(supported),
        ngettext("gain is well supported by studies", "gains are well supported by studies", supported),
        effect_words.weighing(verdicts),
    )


def lacks_heading(country: str) -> str:
    """The heading of the third step."""
    return _("What is missing {where}").format(where=in_country(country))


def lacks(own: pd.DataFrame, country: str) -> tuple[str, str, str]:
    """Number, unit and sentences: how many parts of a cluster policy a country lacks, and how it stands with others."""
    counts = own["value"].value_counts()
    missing = own[own["value"] == "no"]["feature_name"]
    whole, part, unknown = (int(counts.get(value, 0)) for value in ("yes", "partial", "unknown"))
    unit = ngettext(
        "of {{all}} parts of a cluster policy is missing",
        "of {{all}} parts of a cluster policy are missing",
        len(missing),
    ).format(all=number(len(own)))
    said = []
    if len(missing):
        names = listing(name[:1].lower() + name[1:] for name in missing)
        absent = ngettext("{{names}} is missing altogether.", "{{names}} are missing altogether.", len(missing))
        said.append(sentence_start(absent.format(names=names)))
    rest = [
        ngettext("{n} is fully in place", "{n} are fully in place", whole) if whole else _("none is fully in place"),
        ngettext("{n} is there in part", "{n} are there in part", part) if part else "",
        ngettext("{n} is unknown", "{n} are unknown", unknown) if unknown else "",
    ]
    known = _("Of the other parts, {rest}.") if len(missing) else _("Of all parts, {rest}.")
    said.append(known.format(rest=listing(filter(None, rest))))
    return number(len(missing)), unit, " ".join(said)


def cost_heading(has: str) -> str:
    """The heading of the fourth step."""
    return _("What does it cost?") if has == "yes" else _("What would it cost?")


def cost(outcome: Outcome, today: pd.Series | None) -> tuple[str, str, str]:
    """Number, unit and sentences: the final sum of the page of costs, or today's budget and beside it that sum."""
    if today is None:
        unit = _("EUR million a year when the programme is full")
        return design_words.million(outcome.full.cost_meur), unit, design_words.proposal(outcome)
    unit = _("EUR million in {year}, the newest known budget").format(year=int(today["year"]))
    beside = _("For comparison, the Norwegian model as the atlas works it out:")
    said = [design_words.cut(today), f"{beside} {design_words.final_sum(outcome)}"]
    return design_words.million(float(today["cost_meur"])), unit, " ".join(filter(None, said))


def many_causes() -> str:
    """What keeps exports from being read as a proof."""
    return _(
        "Exports have many causes, and no study was found that measures what a programme does to them in a Nordic "
        "country."
    )
