"""Tables of a page as files: years as years, a title and sources, no links that lead nowhere outside the site."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from analytics.core import language
from analytics.core.language import _
from analytics.publish import offer
from ui import table_frame

PAGES_NAMED = {
    "en": "Pages named in each row, read November 2026",
    "fi": "Kullakin rivillä mainitut verkkosivut, luettu marraskuussa 2026",
    "sv": "Webbsidor som anges på varje rad, lästa i november 2026",
}
ROWS = pd.DataFrame(
    {"cluster_id": ["a"], "name": ["A"], "founded_year": [2024], "members": [2024], "source_url": ["u"]}
)


@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_a_workbook_of_a_page_has_years_a_title_and_sources_and_no_links_into_the_site(code: str) -> None:
    language.use(code)
    columns = {
        _("Cluster"): ROWS["name"],
        _("Page"): table_frame.cluster_links(ROWS["cluster_id"]),
        _("Founded"): ROWS["founded_year"],
        _("Members"): ROWS["members"],
        _("Source"): ROWS["source_url"],
    }
    file = table_frame.file_of(columns, _("Clusters"), table_frame.pages_named("clusters"))
    book = openpyxl.load_workbook(BytesIO(offer.FORMATS["xlsx"].make("table", file)))
    sheet, origins = book.worksheets
    assert sheet.title == _("Clusters")
    assert [cell.value for cell in sheet[1]] == [_("Cluster"), _("Founded"), _("Members"), _("Source")]
    assert [cell.number_format for cell in sheet[2]][1:3] == ["0", "#,##0"]
    assert [cell.value for cell in origins[5]][:2] == [PAGES_NAMED[code], "clusters"]
