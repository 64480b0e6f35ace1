"""A chart that Streamlit hands over to plotly.js a second time, as it does with every one, is not drawn again."""

from __future__ import annotations

from pathlib import Path

import plotly
import pytest
from playwright.sync_api import Browser
from plotly.io.json import to_json_plotly

from analytics.render import screen
from tests.render import examples
from tests.render.examples import chart_of

SCRIPT = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
TWICE = """async ([first, second, width]) => {
    const place = document.body.appendChild(document.createElement('div'));
    const sized = text => { const figure = JSON.parse(text); figure.layout.width = width; return figure; };
    await Plotly.react(place, sized(first));
    const drawn = [];
    const watcher = new MutationObserver(changes => drawn.push(...changes.map(change => change.target.tagName)));
    watcher.observe(place, {subtree: true, childList: true, attributes: true});
    await Plotly.react(place, sized(second));
    return drawn.filter(name => ['text', 'tspan', 'path', 'circle', 'rect'].includes(name)).length;
}"""


@pytest.mark.parametrize("name", examples.DRAWINGS)
def test_the_same_figure_handed_over_again_is_not_drawn_again(chromium: Browser, name: str) -> None:
    figure = screen.spec(chart_of(examples.DRAWINGS[name]))
    another = figure | {"data": [], "layout": figure["layout"] | {"datarevision": 2}}
    page = chromium.new_page()
    try:
        page.add_script_tag(path=SCRIPT)
        once, other = to_json_plotly(figure), to_json_plotly(another)
        assert page.evaluate(TWICE, [once, other, 700]) > 0 or not figure["data"]
        assert page.evaluate(TWICE, [once, once, 700]) == 0
    finally:
        page.close()
