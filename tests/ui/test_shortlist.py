"""A company's shortlist: what the pages say of a fee, and the way to the comparison."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.conftest import OpenPage

PAID, UNKNOWN = "fi-fima", "se-biogas-syd"


def said(page: AppTest) -> str:
    return "\n".join(block.value for block in page.markdown)


def test_the_comparison_tells_a_fee_that_is_not_published_from_one_that_is_not_known(open_page: OpenPage) -> None:
    row = next(line for line in said(open_page("compare", short=f"{PAID},{UNKNOWN}")).splitlines() if "Fee" in line)
    assert [cell.strip() for cell in row.split("|")[2:4]] == ["paid, amount not published", "unknown"]
    assert "paid, amount not published" in said(open_page("cluster", cluster=PAID))


def test_a_cluster_chosen_on_the_map_is_a_click_from_the_comparison(open_page: OpenPage) -> None:
    page = open_page("map", cluster=PAID)
    page.button(key=f"short-card-{PAID}").click().run()
    assert not page.exception
    assert "Shortlist: FIMA" in said(page)
