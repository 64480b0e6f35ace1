"""How far a cluster is: the self-assessment's answers as text for a link, what they give, and the guide's steps.

Answers are one text: the letter at a question's place is y (yes), p (partly), n (not yet), d (don't know) or "."
(not answered). Nothing of them is kept outside the link. Scores and standings are worked out in readiness/queries.
"""

from __future__ import annotations

import pandas as pd

from analytics.core.language import _, listing, ngettext, number, percent
from analytics.warehouse import warehouse

LETTERS = {"y": "yes", "p": "partly", "n": "no", "d": "unsure"}
OPEN = "."


def questions() -> int:
    """How many questions are asked."""
    return len(warehouse().ask("readiness.criteria"))


# --- answers as text -----------------------------------------------------------------------------------------


def read(text: str) -> tuple[str, tuple[str, ...]]:
    """The answers in a link, and the signs in it that are none, each once; those and what is too long count as open."""
    most = questions()
    kept = "".join(sign if sign in LETTERS else OPEN for sign in text[:most])
    bad = [sign for sign in text[:most] if sign not in LETTERS and sign != OPEN] + list(text[most:])
    return kept.rstrip(OPEN), tuple(dict.fromkeys(bad))


def answered(answers: str, place: int, letter: str | None) -> str:
    """The answers with another one at a place (from 1); None takes it back. Raises ValueError for another letter."""
    if letter is not None and letter not in LETTERS:
        raise ValueError(f"{letter!r} is no answer; the answers are {', '.join(LETTERS)}.")
    signs = list(answers.ljust(place, OPEN))
    signs[place - 1] = letter or OPEN
    return "".join(signs).rstrip(OPEN)


def letter_at(answers: str, place: int) -> str | None:
    """The letter at a place (from 1), None where nothing is answered."""
    sign = answers[place - 1 : place]
    return sign if sign in LETTERS else None


# --- what they give ------------------------------------------------------------------------------------------


def criteria(answers: str = "") -> pd.DataFrame:
    """Every question with its `answer`, in the language in use (title, question, why, next_step, body)."""
    rows = warehouse().ask("readiness.criteria", answers=answers)
    rows = warehouse().localised(rows, "readiness_criteria", "title", "question", "why", "next_step")
    rows = warehouse().localised(rows, "networks", body="name")
    return rows.assign(area_name=rows["area"].map(area_name))


def areas(answers: str = "") -> pd.DataFrame:
    """The share of what is asked that is met in each area: `score_pct` (percent, NA if nothing is known) and counts."""
    rows = warehouse().ask("readiness.areas", answers=answers)
    return rows.assign(name=rows["area"].map(area_name))


def rules(answers: str = "") -> pd.DataFrame:
    """Every published requirement with the answer to its question, body by body (`requirement`, `title`)."""
    rows = warehouse().ask("readiness.rules", answers=answers)
    rows = warehouse().localised(rows, "readiness_rules", "requirement")
    return warehouse().localised(rows, "readiness_criteria", "title")


def levels(answers: str = "") -> pd.DataFrame:
    """For each body how many of its published requirements are met, and its `standing`: met, not_met or open."""
    return warehouse().ask("readiness.levels", answers=answers)


def next_steps(answers: str = "") -> pd.DataFrame:
    """What to do about each question that is not met, partly met or not known, the ladder's first rungs first."""
    rows = warehouse().ask("readiness.next_steps", answers=answers)
    rows = warehouse().localised(rows, "readiness_criteria", "title", "next_step")
    return warehouse().localised(rows, "networks", body="name")


def steps() -> pd.DataFrame:
    """The steps from the idea to maturity (`title`, `what`, `example`, `funding`, `body`)."""
    rows = warehouse().localised(
        warehouse().ask("readiness.steps"), "start_steps", "title", "what", example="in_practice"
    )
    rows = warehouse().localised(rows, "funding", funding="name")
    return warehouse().localised(rows, "networks", body="name")


# --- in words ------------------------------------------------------------------------------------------------


def area_name(code: str) -> str:
    """An area of the self-assessment in words."""
    return {
        "strategy": _("Strategy"),
        "members": _("Members"),
        "organisation": _("Organisation"),
        "services": _("Services"),
        "funding": _("Funding"),
        "visibility": _("Visibility"),
        "quality": _("Quality"),
    }[code]


def rule_set_name(code: str) -> str:
    """Whose rules they are, in words."""
    return {
        "eccp": _("European Cluster Collaboration Platform (ECCP)"),
        "bronze": _("Bronze label"),
        "silver": _("Silver label"),
        "gold": _("Gold label"),
        "denmark": _("Denmark's national clusters 2021–2024"),
        "norway": _("Norway's Arena Pro"),
    }[code]


def answer_name(answer: str) -> str:
    """An answer in words."""
    return {
        "yes": _("Yes"),
        "partly": _("Partly"),
        "no": _("Not yet"),
        "unsure": _("Don't know"),
        "open": _("Not answered"),
    }[answer]


def headline(answers: str) -> str:
    """The result in a sentence."""
    found = areas(answers)
    given = int((found["questions"] - found["open"]).sum())
    if not given:
        return ngettext(
            "{n} question shows how far a cluster is. None is answered yet.",
            "{n} questions show how far a cluster is. None is answered yet.",
            int(found["questions"].sum()),
        )
    first = levels(answers).iloc[0]
    return _("{given} of {all} questions answered. Rules of the ECCP met: {met} of {rules}.").format(
        given=number(given),
        all=number(found["questions"].sum()),
        met=number(first["met"]),
        rules=number(first["requirements"]),
    )


def level_sentence(level: pd.Series) -> str:
    """How a body's published requirements stand, in words."""
    if level["standing"] == "met":
        return ngettext(
            "the {n} published requirement is met", "all {n} published requirements are met", level["requirements"]
        )
    said = [_("{met} of {all} met").format(met=number(level["met"]), all=number(level["requirements"]))]
    counts = (
        ("partly", _("partly met: {n}")),
        ("not_met", _("not met: {n}")),
        ("unsure", _("not known: {n}")),
        ("open", _("not answered: {n}")),
    )
    said += [words.format(n=number(level[name])) for name, words in counts if level[name]]
    return ", ".join(said)


# --- to take away --------------------------------------------------------------------------------------------


def table(answers: str) -> pd.DataFrame:
    """The questions and answers in words, one row a question, for a file."""
    rows = criteria(answers)
    return pd.DataFrame(
        {
            "place": rows["place"],
            "area": rows["area_name"],
            "question": rows["question"],
            "answer": rows["answer"].map(answer_name),
            "rules": rows["rule_sets"].map(_rule_set_names, na_action="ignore"),
            "next_step": rows["next_step"].where(rows["answer"].isin(("no", "partly", "unsure"))),
            "source_url": rows["source_url"],
        }
    )


def report(answers: str, link: str) -> str:
    """The whole result as Markdown that prints well: scores, rules, next steps and every answer with its source."""
    lines = [f"# {_('How far is our cluster?')}", "", headline(answers), "", f"<{link}>", ""]
    lines += [f"## {_('Result by area')}", ""]
    lines += [f"- {area['name']}: {_score_words(area)}" for _at, area in areas(answers).iterrows()]
    lines += ["", f"## {_('Published rules')}", ""]
    for _at, level in levels(answers).iterrows():
        lines.append(f"- {rule_set_name(level['rule_set'])}: {level_sentence(level)}")
    lines += ["", f"## {_('Next steps')}", ""]
    lines += [f"{n}. {row.title}: {row.next_step}" for n, row in enumerate(next_steps(answers).itertuples(), 1)]
    for area, rows in criteria(answers).groupby("area_name", sort=False):
        lines += ["", f"## {area}", ""]
        for row in rows.itertuples():
            lines += [f"- {row.question} **{answer_name(row.answer)}** (<{row.source_url}>)"]
    lines += ["", f"## {_('What the bodies ask')}", ""]
    for row in rules(answers).itertuples():
        lines.append(
            f"- {rule_set_name(row.rule_set)}: {row.requirement}. **{answer_name(row.answer)}** (<{row.source_url}>)"
        )
    return "\n".join(lines) + "\n"


def _score_words(area: pd.Series) -> str:
    known = area["questions"] - area["open"] - area["unsure"]
    if not known:
        return _("no answer yet")
    return _("{share}, from {known} of {all} questions").format(
        share=percent(area["score_pct"], 0), known=number(known), all=number(area["questions"])
    )


def _rule_set_names(codes: str) -> str:
    return listing(rule_set_name(code) for code in codes.split("; "))
