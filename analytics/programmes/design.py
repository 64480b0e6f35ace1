"""Design a programme: how many clusters it supports and what it costs over twelve years.

A cohort model with expected values. A design has one to four levels. Level i takes in n_i new clusters from outside at
the start of every year, supports each of them for d_i years with s_i (EUR thousand a year), and a share m_i of those
that finish it moves up; the others leave the programme, and from the last level all leave. Year t = 0 is the first:

    e_i(t) = n_i + m_(i-1) * e_(i-1)(t - d_(i-1))        clusters entering level i at the start of year t
    f_i(t) = e_i(t - d_i)                                clusters that finished it at the end of year t - 1
    N_i(t) = e_i(t) + e_i(t-1) + ... + e_i(t - d_i + 1)  clusters on level i in year t
    left_i(t) = (1 - m_i) * f_i(t)
    public cost(t) = sum of N_i(t) * s_i / 1000 + running costs                  (EUR million)
    co-financing(t) = sum of N_i(t) * s_i / 1000 * c / (100 - c)
    total budget(t) = public cost(t) + co-financing(t)

Clusters are conserved in every year: taken in so far = active + left so far (up to the rounding of binary fractions).
Fractions of clusters are kept, because a share of a few clusters is an expected value; only the view rounds.

What the terms mean: the support is the public part alone, as the published Norwegian and Danish amounts are;
co-financing c is the clusters' own part in per cent of the supported budget (public support + own funding), without the
running costs. All in the prices of the presets' years, with no inflation; support is paid for whole years; nobody drops
out within a level; the programme starts empty. A preset's intake and running costs are scaled by population (country /
Norway or Denmark). Known programmes are scaled by population and by GDP of their own year (design_references.sql).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analytics.core.codes import DESIGN_PRESETS
from analytics.core.language import _, number, percent
from analytics.programmes.design_words import clusters
from analytics.warehouse import warehouse

YEARS = 12
START_YEAR = 2027
MOST_LEVELS = 4
LONGEST_NAME = 24
LONGEST_TEXT = 400
LONGEST_SUPPORT = 10  # years; operating aid to innovation clusters, Commission Regulation (EU) 651/2014, article 27
DEAREST = 5  # times the highest neighbour's cost an inhabitant

_NUMBER = r"-?[0-9]{1,6}(?:\.[0-9]{1,3})?"
_WORD = r"[^\W_]+"
_NAME = re.compile(rf"{_WORD}(?:[ -]{_WORD})*")
_LEVEL = re.compile(rf"({_WORD}(?:\.\.?{_WORD})*)-({_NUMBER})-({_NUMBER})-(-?[0-9]{{1,3}})-({_NUMBER})")
_DESIGN = re.compile(rf"([^~]*)~co({_NUMBER})~run({_NUMBER})~y([0-9]{{4}})")


class BadDesign(ValueError):  # noqa: N818
    """A text that is no design, or a design that cannot be worked out; the message is fit for a reader."""


@dataclass(frozen=True)
class Level:
    """A level: new clusters a year from outside, public support (EUR thousand a cluster and year), years on it, and the
    share (percent) of those finishing it that move to the next."""

    name: str
    intake: float
    support_keur: float
    years: int
    moves_up_pct: float = 0


@dataclass(frozen=True)
class Design:
    """A programme: its levels from the lowest up, the clusters' own part (percent of the supported budget), running
    costs (EUR million a year) and first year."""

    levels: tuple[Level, ...]
    cofinancing_pct: float
    running_meur: float
    start_year: int


@dataclass(frozen=True)
class Caution:
    """What is wrong or doubtful in a design, in words; one that `blocks` cannot be worked out."""

    text: str
    blocks: bool = False


@dataclass(frozen=True)
class Outcome:
    """A design worked out for a country: `by_level` and `by_year` as `cohorts` and `yearly` give them, `references`
    one row a known programme (programmes.design_references)."""

    country: str
    design: Design
    population: int
    population_year: int
    by_level: pd.DataFrame
    by_year: pd.DataFrame
    references: pd.DataFrame
    cautions: tuple[Caution, ...] = field(default=())

    def latest(self, reference: str) -> pd.Series:
        """The newest known programme of "NO" or "DK"."""
        rows = self.references
        return rows[(rows["reference"] == reference) & rows["latest"]].iloc[0]


# --- a design as text --------------------------------------------------------------------------------------


def write(design: Design) -> str:
    """A design as it stands in a link, such as "Arena-3.67-214-3-55_Arena.Pro-2-643-5-0~co50~run0.7~y2027".

    A level is name-intake-support-years-share, in a name a space is "." and a hyphen "..". At most three decimals.
    """
    levels = "_".join(
        "-".join((_packed(v.name), _short(v.intake), _short(v.support_keur), str(v.years), _short(v.moves_up_pct)))
        for v in design.levels
    )
    return f"{levels}~co{_short(design.cofinancing_pct)}~run{_short(design.running_meur)}~y{design.start_year:04d}"


def read(text: str) -> Design:
    """The design that `write` wrote. Raises BadDesign for any other text; whether it makes sense, `faults` says."""
    whole = _DESIGN.fullmatch(text) if len(text) <= LONGEST_TEXT else None
    parts = [_LEVEL.fullmatch(part) for part in whole[1].split("_")] if whole and whole[1] else []
    if whole is None or not all(parts):
        raise BadDesign(_("This is no programme design: {text}").format(text=text[:80]))
    levels = tuple(
        Level(_unpacked(part[1]), float(part[2]), float(part[3]), int(part[4]), float(part[5]))
        for part in parts
        if part
    )
    if any(len(level.name) > LONGEST_NAME for level in levels):
        raise BadDesign(_("The name of a level is at most {n} characters long.").format(n=LONGEST_NAME))
    return Design(levels, float(whole[2]), float(whole[3]), int(whole[4]))


def clean_name(text: str, otherwise: str) -> str:
    """A name made fit for a link: words of letters and digits with single spaces or hyphens between them."""
    kept = re.sub(r"[^\w -]|_", " ", unicodedata.normalize("NFC", text))
    tidy = re.sub(r"\s*-[\s-]*", "-", " ".join(kept.split()))[:LONGEST_NAME].strip(" -")
    return tidy if _NAME.fullmatch(tidy) else otherwise


def _short(value: float) -> str:
    return f"{round(value, 3) + 0.0:.3f}".rstrip("0").rstrip(".")  # + 0.0 makes -0.0 a 0.0


def _packed(name: str) -> str:
    return name.replace("-", "..").replace(" ", ".")


def _unpacked(name: str) -> str:
    return name.replace("..", "-").replace(".", " ")


# --- presets ------------------------------------------------------------------------------------------------


def presets(country: str) -> pd.DataFrame:
    """One row a preset and level: parameters as published or assumed, scaled to a country, and what they rest on."""
    rows = warehouse().localised(
        warehouse().ask("programmes.design_presets", country=country), "design_presets", "name", "basis"
    )
    return warehouse().localised(rows, "design_terms", terms_basis="basis")


def preset(code: str, country: str) -> Design:
    """The programme of "NO" or "DK" scaled by population to a country, its levels named in the language in use.

    Raises BadDesign when there is no such preset or the population is unknown.
    """
    rows = presets(country)
    rows = rows[rows["preset"] == code]
    if rows.empty:
        raise BadDesign(_("There is no preset {code} for {country}.").format(code=code, country=country))
    levels = tuple(
        Level(
            str(row["name"]),
            float(row["intake_scaled"]),
            float(row["support_keur"]),
            int(row["years"]),
            float(row["moves_up_pct"]),
        )
        for row in rows.to_dict("records")
    )
    terms = rows.iloc[0]
    return Design(levels, float(terms["cofinancing_pct"]), float(terms["running_scaled_meur"]), START_YEAR)


def of(text: str, country: str) -> Design:
    """The design that a text means: a preset's code ("NO", "DK") or a design as `write` writes it. Raises BadDesign."""
    return preset(text, country) if text in DESIGN_PRESETS else read(text)


# --- the model ----------------------------------------------------------------------------------------------


def cohorts(design: Design, years: int = YEARS) -> pd.DataFrame:
    """Clusters by year and level. Raises BadDesign when the design has a fault.

    Columns year, level (from 1), level_name, clusters; at the start of the year came new_clusters (from outside) and
    from_below, and of those that had finished the level moved_up and left; cost_meur is the public support (EUR
    million). In each row clusters = clusters of the year before + new_clusters + from_below - moved_up - left.
    """
    wrong = faults(design)
    if wrong:
        raise BadDesign(" ".join(caution.text for caution in wrong))
    from_below = np.zeros(years)
    frames = []
    for place, level in enumerate(design.levels, start=1):
        entered = level.intake + from_below
        finished = np.concatenate([np.zeros(level.years), entered])[:years]
        share = level.moves_up_pct / 100 if place < len(design.levels) else 0.0
        moved_up = finished * share
        clusters = np.convolve(entered, np.ones(level.years))[:years]
        frames.append(
            pd.DataFrame(
                {
                    "year": design.start_year + np.arange(years),
                    "level": place,
                    "level_name": level.name,
                    "clusters": clusters,
                    "new_clusters": np.full(years, float(level.intake)),
                    "from_below": from_below,
                    "moved_up": moved_up,
                    "left": finished - moved_up,
                    "cost_meur": clusters * level.support_keur / 1000,
                }
            )
        )
        from_below = moved_up
    return pd.concat(frames).sort_values(["year", "level"], ignore_index=True)


def yearly(design: Design, by_level: pd.DataFrame, population: int) -> pd.DataFrame:
    """The programme's years: clusters, taken_in, left (clusters); support_meur, running_meur, cost_meur (public),
    cofinancing_meur, total_meur (EUR million) and cost_eur_per_inhabitant (EUR)."""
    sums = by_level.groupby("year", as_index=False).agg(
        clusters=("clusters", "sum"),
        taken_in=("new_clusters", "sum"),
        left=("left", "sum"),
        support_meur=("cost_meur", "sum"),
    )
    own = design.cofinancing_pct / (100 - design.cofinancing_pct)
    cost = sums["support_meur"] + design.running_meur
    return sums.assign(
        running_meur=float(design.running_meur),
        cost_meur=cost,
        cofinancing_meur=sums["support_meur"] * own,
        total_meur=cost + sums["support_meur"] * own,
        cost_eur_per_inhabitant=cost * 1e6 / population,
    )


def references(country: str) -> pd.DataFrame:
    """Norway's and Denmark's known programmes scaled to a country, one row each, Norway first, the newest first."""
    return warehouse().localised(warehouse().ask("programmes.design_references", country=country), "programmes", "name")


def outcome(country: str = "FI", design: str = "NO") -> Outcome:
    """A design (a preset's code or a design as text) worked out for a country. Raises BadDesign."""
    facts = warehouse().ask("programmes.design_country", country=country)
    if facts.empty:
        raise BadDesign(_("The population of {country} is not known.").format(country=country))
    known = facts.iloc[0]
    meant = of(design, country)
    by_level = cohorts(meant)
    by_year = yearly(meant, by_level, int(known["population"]))
    others = references(country)
    active = None if pd.isna(known["active_clusters"]) else int(known["active_clusters"])
    return Outcome(
        country=country,
        design=meant,
        population=int(known["population"]),
        population_year=int(known["population_year"]),
        by_level=by_level,
        by_year=by_year,
        references=others,
        cautions=doubts(meant, by_year, active, _dearest(others, country)),
    )


def _dearest(others: pd.DataFrame, country: str) -> float | None:
    """The highest known cost an inhabitant (EUR a year) among the neighbours."""
    value = others.loc[others["reference"] != country, "eur_per_inhabitant"].max()
    return None if pd.isna(value) else float(value)


# --- what is wrong or doubtful -------------------------------------------------------------------------------


def faults(design: Design) -> tuple[Caution, ...]:
    """What makes a design impossible to work out."""
    said: list[str] = []
    if not design.levels:
        said.append(_("The programme has no level. Add at least one."))
    if len(design.levels) > MOST_LEVELS:
        said.append(_("A programme has at most {n} levels.").format(n=MOST_LEVELS))
    for level in design.levels:
        said += [text.format(level=level.name) for text in _faults_of(level)]
    if not 0 <= design.cofinancing_pct <= 95:
        said.append(_("Co-financing must be from 0 to 95 per cent."))
    if not 0 <= design.running_meur <= 500:
        said.append(_("Running costs must be from 0 to 500 million euros a year."))
    if not 2000 <= design.start_year <= 2100:
        said.append(_("The start year must be from 2000 to 2100."))
    return tuple(Caution(text, blocks=True) for text in said)


def _faults_of(level: Level) -> list[str]:
    said = []
    if not 0 <= level.intake <= 500:
        said.append(_("{level}: the number of new clusters a year must be from 0 to 500."))
    if not 0 <= level.support_keur <= 50_000:
        said.append(_("{level}: the support must be from 0 to 50,000 thousand euros a cluster and year."))
    if level.years == 0:
        said.append(_("{level}: a level of 0 years supports nobody. Give it at least one year."))
    elif not 0 < level.years <= 30:
        said.append(_("{level}: the length must be from 1 to 30 years."))
    if level.moves_up_pct > 100:
        said.append(_("{level}: more than 100 per cent cannot move up."))
    elif not level.moves_up_pct >= 0:
        said.append(_("{level}: the share that moves up cannot be negative."))
    return said


def doubts(
    design: Design, by_year: pd.DataFrame, active_clusters: int | None, dearest_eur: float | None
) -> tuple[Caution, ...]:
    """What can be worked out but should be looked at again. `active_clusters`: known in the country; `dearest_eur`:
    the neighbours' highest cost an inhabitant and year."""
    said = [_doubt_of_last(design), *_doubts_of_empty(design)]
    most = float(by_year["clusters"].max())
    if active_clusters is not None and most > active_clusters:
        said.append(
            _("At its largest the programme supports {n} clusters; the atlas knows {known} active ones in the country.")
            .format(n=clusters(most), known=number(active_clusters))
        )  # fmt: skip
    dear = float(by_year["cost_eur_per_inhabitant"].max())
    if dearest_eur is not None and dear > DEAREST * dearest_eur:
        said.append(
            _("At its dearest the programme costs EUR {cost} an inhabitant and year, more than {times} times the "
              "highest known neighbour (EUR {highest}).")
            .format(cost=number(dear, 2), times=DEAREST, highest=number(dearest_eur, 2))
        )  # fmt: skip
    longest = _longest_climb(design)
    if longest > LONGEST_SUPPORT:
        said.append(
            _("A cluster that climbs from level to level is supported for up to {years} years. The EU's block "
              "exemption (Regulation 651/2014, article 27) lets operating aid to a cluster last ten years at most.")
            .format(years=longest)
        )  # fmt: skip
    return tuple(Caution(text) for text in said if text)


def _longest_climb(design: Design) -> int:
    """The most years for which one cluster can be supported: over levels in a row from which some move up."""
    longest = climbed = 0
    for level in design.levels:
        climbed += level.years
        longest = max(longest, climbed)
        climbed = climbed if level.moves_up_pct > 0 else 0
    return longest


def _doubt_of_last(design: Design) -> str:
    last = design.levels[-1]
    if last.moves_up_pct <= 0:
        return ""
    return _(
        "{level} is the last level, so its {share} that move up have nowhere to go; they are counted as leaving."
    ).format(level=last.name, share=percent(last.moves_up_pct, 0))


def _doubts_of_empty(design: Design) -> list[str]:
    said, reached = [], False
    for level in design.levels:
        if level.intake == 0 and not reached:
            said.append(_("{level}: no cluster ever gets here.").format(level=level.name))
        reached = (reached or level.intake > 0) and level.moves_up_pct > 0
    return said
