"""The page of all tables: what is found, one table's sections, and the way from a chart to its rows."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from analytics import catalogue
from analytics.core import language
from analytics.open_data import descriptions
from tests.conftest import OpenPage


def frames(app: AppTest) -> list[set[str]]:
    """The headings of the tables on the page."""
    return [set(map(str, frame.value.columns)) for frame in app.dataframe]


def test_without_a_choice_every_table_is_listed(open_page: OpenPage) -> None:
    app = open_page("data")
    listed = app.dataframe[0].value
    assert list(listed["Table"]) == [facts.title for facts in descriptions.all_tables()]
    clusters = listed[listed["Table"] == "Clusters"].iloc[0]
    assert clusters["Rows"] == descriptions.of("clusters").rows
    assert clusters["To the table"] == "/data?table=clusters&lang=en"


def test_words_find_tables_and_fields(open_page: OpenPage) -> None:
    app = open_page("data", find="yearly fee")
    assert "Clusters" in set(app.dataframe[0].value["Table"])
    assert "fee_min_eur" in set(app.dataframe[1].value["Data field"])
    nothing = open_page("data", find="no such thing")
    assert [info.value for info in nothing.info] == ["No table or field has these words."]


def test_a_table_shows_the_rows_that_a_link_chooses_with_their_sources(open_page: OpenPage) -> None:
    app = open_page("data", table="export_indicators", field="country", value=["FI"])
    rows = app.dataframe[0].value
    assert set(rows["country"]) == {"FI"}
    assert rows["Source"].str.len().min() > 10
    linked = rows["Address of the source"].dropna()
    assert len(linked) > 100
    assert linked.str.startswith("http").all()


def test_a_faulty_choice_of_rows_is_told_and_left_out(open_page: OpenPage) -> None:
    app = open_page("data", table="export_indicators", field="colour")
    assert not app.exception
    assert "colour" in app.info[0].value
    assert len(app.dataframe[0].value) == 1000


@pytest.mark.parametrize("chart_id", ["exports.gap", "membership.growth", "map.clusters"])
def test_a_chart_leads_to_the_rows_behind_it(chart_id: str, open_page: OpenPage) -> None:
    from ui import chart_frame

    chart = catalogue.chart(chart_id)
    for name, asked in chart_frame.rows_behind(chart):
        app = open_page("data", **{key: value for key, value in asked.items() if key != "lang"})
        language.use("en")
        assert not app.exception
        assert app.title[0].value == descriptions.of(name).title
        assert len(app.dataframe[0].value) > 0
