"""The sum of a programme when it is full, which page, brief and deck tell, and a design made larger or dearer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analytics.programmes.design_plan import Design


@dataclass(frozen=True)
class Full:
    """A programme from the year on in which its number of clusters changes no more.

    Clusters; support_meur, running_meur, cost_meur (public, the two before together), cofinancing_meur (the clusters'
    own part) and total_meur in EUR million a year; keur_per_cluster is the support alone in EUR thousand a year (0
    without clusters).
    """

    year: int
    clusters: float
    support_meur: float
    running_meur: float
    cofinancing_meur: float

    @property
    def cost_meur(self) -> float:
        """What the public pays a year."""
        return self.support_meur + self.running_meur

    @property
    def total_meur(self) -> float:
        """What the public and the clusters pay a year."""
        return self.cost_meur + self.cofinancing_meur

    @property
    def keur_per_cluster(self) -> float:
        """Public support a cluster and year, EUR thousand."""
        return 1000 * self.support_meur / self.clusters if self.clusters else 0.0


def when_full(design: Design) -> Full:
    """The programme when it is full: clusters of a level = entering it a year x its years.

    Entering a level a year are its new clusters and the share that moves up of those entering the level below. A level
    is full as many years after its entries are steady as a cluster stays on it.
    """
    clusters = support = 0.0
    last = steady = 0
    below, up_from = 0.0, 0
    for level in design.levels:
        entering = level.intake + below
        steady = up_from if below > 0 else 0
        on_level = entering * level.years
        clusters += on_level
        support += on_level * level.support_keur / 1000
        if entering > 0:
            last = max(last, steady + level.years - 1)
        below, up_from = entering * level.moves_up_pct / 100, steady + level.years
    own = design.cofinancing_pct / (100 - design.cofinancing_pct)
    return Full(design.start_year + last, clusters, support, design.running_meur, support * own)


def sized(design: Design, clusters: float | None = None, keur_per_cluster: float | None = None) -> Design:
    """The design with so many clusters when full and so much support a cluster and year (EUR thousand).

    All intakes, and all supports, change by the same factor, so that the levels keep their proportions; where there is
    nothing to multiply, the lowest level takes the clusters in, and every level pays the same.
    """
    now = when_full(design)
    levels = design.levels
    if clusters is not None and now.clusters > 0:
        levels = tuple(replace(one, intake=one.intake * clusters / now.clusters) for one in levels)
    elif clusters is not None and levels:
        first = replace(levels[0], intake=1.0)
        of_one = when_full(replace(design, levels=(first, *levels[1:]))).clusters
        levels = (replace(first, intake=clusters / of_one), *levels[1:])
    if keur_per_cluster is not None:
        before = now.keur_per_cluster
        levels = tuple(
            replace(one, support_keur=one.support_keur * keur_per_cluster / before if before else keur_per_cluster)
            for one in levels
        )
    return replace(design, levels=levels)
