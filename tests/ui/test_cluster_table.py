"""The table of clusters below the map: every cluster in words, in each language."""

from __future__ import annotations

import pytest

from analytics.clusters import questions as clusters
from analytics.core import language
from analytics.core.language import _
from ui import cluster_table


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_fields_of_work_stand_in_the_language_in_use(lang: str) -> None:
    language.use(lang)
    ids, columns = cluster_table._cluster_rows(lang)
    shown = clusters.clusters(clusters.Filters(statuses=(), kinds=()))
    fields = columns[_("Field")].set_axis(ids)
    assert ids.is_unique
    assert fields.dropna().tolist() == shown["sector_detail"].dropna().tolist()
    bioresources = {"en": "Bioresources, agritech, biomass", "fi": "Biovarat, maatalousteknologia, biomassa",
                    "sv": "Bioresurser, jordbruksteknik, biomassa"}  # fmt: skip
    assert fields.loc["dk-agro-business-park"] == bioresources[lang]
