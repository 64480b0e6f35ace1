"""Names and sentences of the evidence: outcomes, directions, strength of design, and how the results weigh."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.core.language import N_, _, country_name, listing, ngettext, number
from analytics.effects.codes import MAIN_OUTCOMES, OTHER

SIGNS = {"negative": "−", "none": "0", "mixed": "±", "positive": "+"}
_OUTCOMES: Mapping[str, str] = {
    "rd": N_("Research and development"),
    "cooperation": N_("Cooperation"),
    "innovation": N_("Innovation"),
    "employment": N_("Employment"),
    "productivity": N_("Productivity"),
    "value_added": N_("Value added"),
    "turnover": N_("Turnover"),
    "exports": N_("Exports"),
    "performance": N_("Firms' overall results"),
    "excess_return": N_("Excess return"),
    "competitiveness": N_("Competitiveness"),
    "knowledge": N_("Knowledge"),
    "internationalisation": N_("Internationalisation"),
    "new_firms": N_("New firms"),
    "regional_gdp": N_("The region's GDP"),
    "knowledge_base_of_the_region": N_("The region's knowledge base"),
    "spillover_to_other_firms": N_("Effect on other firms"),
    "gdp": N_("The country's GDP"),
    "benefit_against_cost": N_("Benefit against cost"),
    "goal_attainment": N_("Reaching the goals"),
    "survival": N_("Survival of clusters"),
    "cluster_management": N_("Cluster management"),
    "selection_of_members": N_("Selection of members"),
    "reliability_of_evaluations": N_("Reliability of evaluations"),
    "overlap_between_programmes": N_("Overlap between programmes"),
    "critical_mass": N_("Critical mass"),
    "continuity_of_support": N_("Continuity of support"),
}
# What a programme is said to bring, as the object of "bring".
_GAINS: Mapping[str, str] = {
    "rd": N_("more research and development"),
    "cooperation": N_("more cooperation"),
    "innovation": N_("more innovation"),
    "employment": N_("more jobs"),
    "productivity": N_("higher productivity"),
    "value_added": N_("higher value added"),
    "turnover": N_("higher turnover"),
    "exports": N_("more exports"),
    "performance": N_("better overall results"),
    "new_firms": N_("more new firms"),
    "regional_gdp": N_("a higher GDP of the region"),
    "knowledge_base_of_the_region": N_("a wider knowledge base of the region"),
    "benefit_against_cost": N_("more than they cost"),
}


def outcome_name(code: str) -> str:
    """What was measured, in words."""
    return _(_OUTCOMES[code])


def map_row(outcome: str) -> str:
    """The row of the evidence map on which an outcome stands."""
    return outcome if outcome in MAIN_OUTCOMES else OTHER


def row_name(row: str) -> str:
    """The name of a row of the evidence map."""
    return _("Other outcomes") if row == OTHER else outcome_name(row)


def direction_name(code: str) -> str:
    """The direction of an effect, in words."""
    return {
        "negative": _("negative"), "none": _("no effect"), "mixed": _("mixed"), "positive": _("positive"),
    }[code]  # fmt: skip


def strength_name(code: str) -> str:
    """How strong the design of a study is, as the legend of the map says it."""
    return {
        "firm": _("compared before and after"),
        "provisional": _("compared before and after, provisional grade"),
        "some": _("weaker comparison"),
        "weak": _("no comparison"),
        "review": _("review of studies"),
        "context": _("fact about the programme"),
    }[code]


def level_name(code: str) -> str:
    """Which strengths the map shows, in words."""
    return {
        "3": _("Compared before and after"),
        "2": _("Weaker comparisons too"),
        "0": _("All, also without comparison"),
    }[code]


def method_name(code: object) -> str:
    """The method of a study, in words."""
    return {
        "difference_in_differences": _("change compared with that of others"),
        "matched_comparison": _("comparison with similar firms"),
        "regression": _("regression"),
        "review": _("review of studies"),
        "case_studies": _("case studies"),
        "survey_of_participants": _("survey of participants"),
    }.get(str(code), _("not named on the page"))


def comparison_name(code: object) -> str:
    """Against whom a study compares, in words."""
    return {"yes": _("others outside the programme"), "no": _("nobody")}.get(str(code), _("not stated"))


def independence_name(code: str) -> str:
    """How independent the authors of a study are, in words."""
    return {
        "A": _("outside researchers or an independent state body"),
        "B": _("ordered by the programme, its ministry or its funder"),
        "C": _("the programme's or the agency's own figures"),
        "other": _("other"),
    }[code]


def reading_name(code: str) -> str:
    """How a study was read, in words."""
    return {"summary_read": _("a summary was read"), "second_hand": _("read second hand")}[code]


def verdict_name(code: str) -> str:
    """How far an objection is right, in words."""
    return {
        "right": _("Right"),
        "largely_right": _("Largely right"),
        "partly_right": _("Partly right"),
        "can_happen": _("It can happen"),
    }[code]


def grade_words(row: pd.Series | Mapping[str, Any]) -> str:
    """The grade of a finding in words, with why it has it."""
    if pd.isna(row["on_scale"]):
        said = strength_name(str(row["grade"]))
    elif row["provisional"]:
        said = _("{grade} of 5, provisional").format(grade=number(row["on_scale"]))
    else:
        said = _("{grade} of 5").format(grade=number(row["on_scale"]))
    return _("{grade} ({reason})").format(grade=said, reason=row["reason"])


def effect_words(row: pd.Series) -> str:
    """The size of an effect with its unit ("almost 7 percent labour productivity"); empty when none is given."""
    if pd.isna(row["effect_value"]):
        return ""
    value = float(row["effect_value"])
    said = number(value, len(f"{value:g}".partition(".")[2]))
    bound = row["effect_bound"]
    pattern = {
        "about": _("about {value} {unit}"),
        "almost": _("almost {value} {unit}"),
        "more_than": _("more than {value} {unit}"),
        "little_more_than": _("a little more than {value} {unit}"),
    }.get(bound if isinstance(bound, str) else "", _("{value} {unit}"))
    return pattern.format(value=said, unit=row["effect_unit"])


def years_words(row: pd.Series) -> str:
    """The years of the data; empty when the page does not tell."""
    first, last, note = row["first_year"], row["last_year"], row["period_note"]
    said = "" if pd.isna(first) else str(first) if first == last else f"{first}–{last}"
    return " – ".join(part for part in (said, note) if isinstance(part, str) and part)


def after_words(row: pd.Series) -> str:
    """After how many years the effect was measured; empty when the page does not tell."""
    return "" if pd.isna(row["effect_years"]) else ngettext("{n} year", "{n} years", row["effect_years"])


def authors(row: pd.Series) -> str:
    """Who studied it, when it was published and who ordered it."""
    year = "" if pd.isna(row["published_year"]) else f", {row['published_year']}"
    ordered = row["commissioned_by"]
    if not isinstance(ordered, str):
        return f"{row['evaluator']}{year}"
    return _("{authors}{year}, ordered by {body}").format(authors=row["evaluator"], year=year, body=ordered)


def short_name(row: pd.Series | Mapping[str, Any]) -> str:
    """A finding in a line of a list: sign, outcome, country, programme and year."""
    year = "" if pd.isna(row["published_year"]) else f" ({row['published_year']})"
    return _("{sign} {outcome} – {country}, {programme}{year}").format(
        sign=SIGNS[row["effect_direction"]],
        outcome=outcome_name(row["outcome"]),
        country=country_name(row["country"]),
        programme=row["programme"],
        year=year,
    )


def weighing(verdicts: pd.DataFrame) -> str:
    """What programmes bring, by how well it is supported; a part that no outcome belongs to is left out."""
    gains = {
        weight: listing(_(_GAINS[code]) for code in rows["outcome"] if code in _GAINS)
        for weight, rows in verdicts.groupby("weight")
    }
    patterns = {
        "supported": _("It is well supported that cluster programmes bring {gains}."),
        "with_care": _("With care it can be said that they bring {gains}."),
        "not_supported": _("That they bring {gains} is not supported."),
    }
    if not gains.get("supported"):
        patterns["with_care"] = _("With care it can be said that cluster programmes bring {gains}.")
    said = [pattern.format(gains=gains[weight]) for weight, pattern in patterns.items() if gains.get(weight)]
    return " ".join(said) or _("No outcome of cluster programmes has been compared well enough to say.")


def grounds(verdicts: pd.DataFrame, coverage: pd.Series) -> str:
    """What the weighing rests on: where the supported results are from, and what no study has."""
    codes = list(
        dict.fromkeys(code for row in verdicts[verdicts["weight"] == "supported"]["countries"] for code in row)
    )
    said = [
        _(
            "Only studies by others than the programmes themselves that compare firms or regions before and after "
            "with others count here."
        )
    ]
    if codes:
        said.append(_("The well supported results are from {countries}.").format(countries=_countries(codes)))
    contrary = int(verdicts.loc[verdicts["weight"] == "supported", "without_gain"].sum())
    if contrary:
        said.append(
            ngettext(
                "On the same outcome {n} study found no gain for some firms or regions.",
                "On the same outcome {n} studies found no gain for some firms or regions.",
                contrary,
            )
        )
    if coverage["highest_grade"] < 4:
        said.append(_("No study with random selection was found, so firms that join may be keener than others."))
    return " ".join(said)


def not_known(coverage: pd.Series) -> list[str]:
    """What the studies do not tell, a sentence each."""
    said = []
    if not coverage["nordic_exports"]:
        said.append(_("No study was found that measures **exports** in a Nordic country."))
    if not coverage["finnish_compared"]:
        said.append(
            _(
                "No study was found that compares the firms of a programme in **Finland** with others before and after."
                " What {n} findings say of Finland rests on judgement, surveys or weaker comparisons."
            ).format(n=number(coverage["finnish"]))
        )
    said.append(_("What lasts **after the support ends** has hardly been measured, and neither has payback."))
    return said


def without_gain(rows: pd.DataFrame) -> str:
    """For which outcomes findings without a gain are shown, and why marks are no votes."""
    found = rows.loc[rows["effect_direction"].isin(("none", "negative")), "outcome"]
    codes = [code for code in (*MAIN_OUTCOMES, OTHER) if (found.map(map_row) == code).any()]
    no_vote = _(
        "Several marks may be of one study, and studies with gains are published more often: do not count votes."
    )
    if not codes:
        return _("No finding without a gain is among these.") + " " + no_vote
    names = listing(row_name(code).lower() for code in codes)
    return _("Results without a gain: {outcomes}.").format(outcomes=names) + " " + no_vote


def figures(rows: pd.DataFrame) -> str:
    """The figures of cluster members with the yardstick that belongs to them, in a sentence."""
    yardsticks = rows["yardstick"].astype(bool)
    return _(
        "Cluster members were ahead of comparable firms by {figures} percentage points a year, and all firms with "
        "support from the same agency by {yardstick}."
    ).format(
        figures=listing(number(value, 1) for value in rows.loc[~yardsticks, "effect_value"]),
        yardstick=listing(number(value, 1) for value in rows.loc[yardsticks, "effect_value"]),
    )


def _countries(codes: list[str]) -> str:
    return listing(country_name(code) for code in codes)
