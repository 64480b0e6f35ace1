"""What is wrong or doubtful in a programme design, in words."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.core.language import _, number, percent
from analytics.programmes.design_plan import MOST_LEVELS, Design, Level
from analytics.programmes.design_words import clusters

LONGEST_SUPPORT = 10  # years; operating aid to innovation clusters, Commission Regulation (EU) 651/2014, article 27
DEAREST = 5  # times the highest neighbour's cost an inhabitant


@dataclass(frozen=True)
class Caution:
    """What is wrong or doubtful in a design, in words; one that `blocks` cannot be worked out."""

    text: str
    blocks: bool = False


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
            _("At its largest the programme supports {n} clusters. The atlas knows {known} active ones in the country.")
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
        "{level} is the last level, so its {share} that move up have nowhere to go. They are counted as leaving."
    ).format(level=last.name, share=percent(last.moves_up_pct, 0))


def _doubts_of_empty(design: Design) -> list[str]:
    said, reached = [], False
    for level in design.levels:
        if level.intake == 0 and not reached:
            said.append(_("{level}: no cluster ever gets here.").format(level=level.name))
        reached = (reached or level.intake > 0) and level.moves_up_pct > 0
    return said
