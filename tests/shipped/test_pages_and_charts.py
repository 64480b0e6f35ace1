"""Every page opens and every chart draws on the shipped tables, in every language."""

from __future__ import annotations

import re

import pytest

from analytics.catalogue import CHARTS, chart
from analytics.core import language
from analytics.core.paths import DATA, ROOT
from analytics.core.sources import cite
from analytics.table_list import TABLES
from tests.conftest import OpenPage
from ui import page_registry

LISTED = [key for key, entry in page_registry.PAGES.items() if entry.listed]


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("page", LISTED)
def test_every_page_opens(open_page: OpenPage, page: str, lang: str) -> None:
    opened = open_page(page, lang=lang)
    assert not opened.exception
    assert opened.error == []
    assert opened.title[0].value


# What a chart is of where nothing is chosen by default.
CHOSEN = {"comparison.clusters": {"ids": "no-gce-node,dk-energy-cluster-denmark"}}
# Those of detailed trade tables, which are not shipped, say nothing but that.
SHIPPED = [chart_id for chart_id in CHARTS if not chart_id.startswith("product_space.")]


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("chart_id", SHIPPED)
def test_every_chart_says_something_with_a_source(chart_id: str, lang: str) -> None:
    language.use(lang)
    drawn = chart(chart_id, **CHOSEN.get(chart_id, {}))
    assert len(drawn.table) > 0
    assert drawn.title
    assert drawn.insight
    assert drawn.sources


def test_frozen_tables_are_those_of_the_shipped_ones() -> None:
    """What tests of logic stand on has the same tables and columns as what is shipped."""
    frozen = DATA.parent / "tests" / "data"
    for table in TABLES.values():
        assert (frozen / table.path).is_file(), (
            f"{table.path}: copy the table into tests/data too (its README says how)"
        )
        head, shipped = (
            (folder / table.path).read_text(encoding="utf-8").split("\n", 1)[0] for folder in (frozen, DATA)
        )
        assert head == shipped, f"{table.path}: copy the column into tests/data too (tests/data/README.md)"


def test_every_table_that_a_page_cites_by_rows_has_its_line() -> None:
    named = {
        name
        for path in [*(ROOT / "pages").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]
        for name in re.findall(r'pages_named\("(\w+)"\)', path.read_text(encoding="utf-8"))
    }
    assert len(named) > 10
    for name in named:
        assert cite(name, "rows").text
