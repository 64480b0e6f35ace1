"""The table of clusters, as it stands below the map and on a region's page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.clusters import questions as clusters
from analytics.clusters import register
from analytics.core.language import LANGUAGES, _, city_name, country_name, current, term
from analytics.core.state import of_data
from analytics.regions import questions as regions
from ui import table_frame


def show(rows: pd.DataFrame, key: str, height: int | None = None) -> None:
    """The clusters as a table with the same rows as the map; a link opens each one's page."""
    ids, columns = _cluster_rows(current())
    places = ids.get_indexer(rows["cluster_id"])
    table_frame.table(
        {heading: pd.Series(cells.array.take(places), name=cells.name) for heading, cells in columns.items()},
        key=key,
        height=height,
        title=_("Clusters"),
        sources=table_frame.pages_named("clusters"),
        alt=_("Table of clusters with the same rows as the map."),
    )


@of_data(maxsize=len(LANGUAGES))
def _cluster_rows(_language: str) -> tuple[pd.Index, dict[str, pd.Series]]:
    """The ids of all clusters, and the columns of what is known of each in words, in their order."""
    rows = clusters.clusters(clusters.EVERYTHING)
    columns: dict[str, Any] = {
        _("Cluster"): rows["name"],
        _("Page"): table_frame.cluster_links(rows["cluster_id"]),
        _("Country"): rows["country"].map(country_name),
        _("City"): rows["city"].map(city_name, na_action="ignore"),
        _("Region"): rows["nuts_code"].map(lambda code: regions.name(code) if isinstance(code, str) else None),
        _("Industrial ecosystem"): rows["ecosystem"].map(term),
        _("Field"): rows["sector_detail"],
        _("Members"): rows["members_total"],
        _("Members in year"): rows["counts_year"],
        _("Founded"): rows["founded_year"],
        _("Programme"): rows["programme"],
        _("Quality label"): [register.label_words(row) or None for row in rows.to_dict("records")],
        _("Membership fee"): rows["fee_state"].map(clusters.fee_name),
        _("Status"): rows["status"].map(clusters.status_name),
        _("Kind"): rows["kind"].map(clusters.kind_name),
        _("Last seen at work"): rows["last_seen_year"],
    }
    return pd.Index(rows["cluster_id"]), {heading: pd.Series(cells) for heading, cells in columns.items()}
