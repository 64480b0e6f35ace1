"""A company's shortlist: what the pages say of a fee, the way to the comparison, and its files."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from analytics import catalogue
from analytics.core import language
from analytics.core.chart import Chart
from analytics.publish import offer
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


def comparison(ids: str) -> Chart:
    return catalogue.chart("comparison.clusters", ids=ids, employees=12, turnover_eur=2_000_000)


@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_no_word_of_a_comparison_is_cut_on_its_slide_or_picture(code: str) -> None:
    language.use(code)
    chart = comparison("se-techtank,fi-energyvaasa,dk-made")
    deck = Presentation(BytesIO(offer.FORMATS["pptx"].make("chart", chart, "", ())))
    table = next(shape.table for shape in deck.slides[0].shapes if shape.has_table)
    on_slide = {cell.text for row in table.rows for cell in row.cells}
    picture = offer.FORMATS["svg"].make("chart", chart, "", ()).decode()
    in_picture = " ".join(unescape(re.sub("<[^>]+>", " ", picture)).split())
    for row in chart.table.astype(str).to_numpy().tolist():
        for words in filter(None, row):
            if not words.startswith("http"):
                assert words in on_slide
                assert " ".join(words.split()) in in_picture
    assert not any("…" in words for words in on_slide)


def test_a_comparison_names_the_site_behind_each_column() -> None:
    picture = offer.FORMATS["svg"].make("chart", comparison("se-techtank,fi-sauna-from-finland"), "", ()).decode()
    assert "eurospapoolnews.com" in picture


@pytest.mark.parametrize("contact", ["", "atlas@example.org"])
def test_a_correction_is_filled_in_with_the_value_that_is_wrong(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, contact: str
) -> None:
    monkeypatch.setenv("ATLAS_CONTACT", contact)
    page = open_page("cluster", lang="fi", cluster="dk-clean")
    page.session_state["correct-fi"] = True
    page.run()
    page.selectbox(key="wrong-dk-clean-fi").set_value("Jäsenet").run()
    text = next(block.value for block in page.code if "dk-clean" in block.value)
    assert "Taulukko: clusters" in text
    assert "Väärä kohta: Jäsenet\nNykyinen arvo: 200 (vuonna 2015)\n" in text
    links = [one.proto.url for one in page.get("link_button")]
    assert bool([link for link in links if link.startswith("mailto:atlas@example.org?subject=")]) == bool(contact)
    assert any("Kopioi teksti" in one.value for one in page.caption) != bool(contact)


def test_the_page_of_fees_offers_the_message_that_asks_for_one(open_page: OpenPage) -> None:
    page = open_page("fees", employees="7")
    page.session_state["write-fees-en"] = True
    page.selectbox(key="ask-cluster").set_value(UNKNOWN).run()
    assert not page.exception
    text = next(block.value for block in page.code if "Biogas Syd" in block.value)
    assert "Vi är ett företag med 7 personer." in text
    assert "Vad kostar medlemskapet för ett företag av vår storlek?" in text


def test_a_comparison_in_another_page_is_a_table_of_whole_sentences(open_page: OpenPage) -> None:
    page = open_page("embed", chart="comparison.clusters", ids="dk-made,se-techtank", employees="7")
    assert not page.exception
    assert "Fees for: Company, 7 employees" in next(block.value for block in page.caption)
    assert "/compare?short=dk-made%2Cse-techtank&employees=7&lang=en" in said(page)  # the same comparison there
    assert "It is Denmark's national cluster for production." in said(page)
    assert "| MADE - Manufacturing Academy of Denmark | Techtank |" in said(page)
