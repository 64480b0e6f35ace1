"""The web page of a chart and the presentation tell the long description and hold the table."""

from __future__ import annotations

from html import escape

from analytics import catalogue
from analytics.publish import presentation, storyboard, web
from analytics.render import words


def test_the_web_page_describes_its_picture_and_has_the_table() -> None:
    chart = catalogue.chart("exports.gap")
    page = web.page(chart).decode()
    assert 'aria-describedby="description"' in page
    assert f'<p id="description">{escape(words.long(chart))}</p>' in page
    assert '<th scope="row">2024</th><td>32.9</td>' in page


def test_each_slide_describes_its_picture() -> None:
    board = storyboard.shipped()["why-finland"]
    page = presentation.page(board).decode()
    pairs = list(zip(board.slides, storyboard.charts(board), strict=True))
    for at, (scene, chart) in enumerate(pairs, start=1):
        if scene.kind == "chart":
            assert f'aria-describedby="description-{at}"' in page
            assert f'<p id="description-{at}">{escape(words.long(chart))}</p>' in page
