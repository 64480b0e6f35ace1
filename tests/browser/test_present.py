"""Talks on the stage: a file that runs without a network, keys, the speaker's tab, and no word that is cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from analytics import catalogue
from analytics.core import language
from analytics.publish import presentation, storyboard
from tests.browser.conftest import Visit
from tests.browser.test_downloads import saved

pytestmark = pytest.mark.browser

# Words that are cut or stand over something else on the slide that is shown; empty when all is well.
FAULTS = """() => {
    const slide = document.querySelector('.slide.on'), box = e => e.getBoundingClientRect(), faults = [];
    const [head, body, foot] = ['header', '.body', 'footer'].map(name => slide.querySelector(name));
    for (const part of [head, body, foot])
        if (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1)
            faults.push(`${part.tagName}.${part.className} overflows`);
    const beside = slide.classList.contains('tall');
    if (!beside && box(head).bottom > box(body).top + 1) faults.push('the head stands over the body');
    if (beside && box(head).right > box(body).left + 1) faults.push('the head stands over the body');
    if (box(body).bottom > box(foot).top + 1) faults.push('the body stands over the foot');
    if (box(foot).bottom > innerHeight + 1) faults.push('the foot is cut');
    for (const text of slide.querySelectorAll('.plot text')) {
        const word = box(text), room = box(body);
        if (word.width && (word.left < room.left - 3 || word.right > room.right + 3
            || word.top < room.top - 3 || word.bottom > room.bottom + 3)) faults.push(`cut: ${text.textContent}`);
    }
    if (slide.querySelector('.plot') && !slide.querySelector('.main-svg')) faults.push('no chart');
    return faults;
}"""


@pytest.fixture
def offline(chromium: Browser) -> Iterator[Page]:
    """A page of a browser without a network."""
    context = chromium.new_context(offline=True, viewport={"width": 1280, "height": 720})
    yield context.new_page()
    context.close()


def written(folder: Path, board: str, lang: str) -> str:
    """The address of a talk as a file."""
    path = folder / f"{board}-{lang}.html"
    if not path.exists():
        path.write_bytes(presentation.file(storyboard.shipped()[board], "html", lang))
    return path.as_uri()


LAST = len(storyboard.shipped()["why-finland"].slides)


def counter(page: Page) -> str:
    return page.locator(".slide.on .counter").inner_text()


def test_a_talk_runs_as_a_file_and_keys_move_it(offline: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    offline.on("request", lambda request: asked.append(request.url))
    offline.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    offline.on("pageerror", lambda error: complaints.append(str(error)))
    address = written(tmp_path, "why-finland", "fi")
    offline.goto(address)
    assert counter(offline) == f"1 / {LAST}"
    assert offline.locator("html").get_attribute("lang") == "fi"
    for key, at in (
        *(("PageDown", 2), ("ArrowRight", 3), (" ", 4), ("Shift+Space", 3), ("PageUp", 2), ("ArrowLeft", 1)),
        *(("ArrowLeft", 1), ("End", LAST), ("ArrowRight", LAST), ("Home", 1), ("Enter", 2)),
    ):
        offline.keyboard.press("Space" if key == " " else key)
        assert counter(offline) == f"{at} / {LAST}", key
    expect(offline.locator(".slide.on .main-svg").first).to_be_visible()
    assert offline.url.endswith("#2")

    for key in ("b", "."):
        offline.keyboard.press(key)
        expect(offline.locator("#black")).to_be_visible()
        offline.keyboard.press(key)
        expect(offline.locator("#black")).to_be_hidden()

    # The next slide is drawn before it is asked for, and a chart that was clicked leaves the keys to the talk.
    offline.wait_for_function("document.querySelectorAll('.slide')[2].querySelector('.main-svg')")
    offline.locator(".slide.on .main-svg").first.click(position={"x": 300, "y": 200})
    offline.keyboard.press("PageDown")
    assert counter(offline) == f"3 / {LAST}"
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert complaints == []


def test_charts_stay_interactive_at_any_size(offline: Page, tmp_path: Path) -> None:
    offline.goto(written(tmp_path, "why-finland", "en") + "#2")
    bar = offline.locator(".slide.on .bars path").filter(visible=True).last
    expect(bar).to_be_visible()
    for size in ({"width": 1024, "height": 768}, {"width": 1920, "height": 1080}):
        offline.set_viewport_size(size)
        offline.wait_for_timeout(300)  # a resize is waited out before the slide is laid out anew
        bar.hover(force=True)  # plotly listens on a surface over the bars
        expect(offline.locator(".slide.on .hovertext")).to_be_visible()
        offline.mouse.move(5, 5)


def test_the_speakers_tab_follows_and_leads(offline: Page, tmp_path: Path) -> None:
    board = storyboard.filled(storyboard.shipped()["why-finland"])
    offline.goto(written(tmp_path, "why-finland", "sv"))
    offline.keyboard.press("PageDown")
    with offline.context.expect_page() as opened:
        offline.keyboard.press("s")
    speaker = opened.value
    expect(speaker.locator("#at")).to_have_text(f"2 / {LAST}")
    expect(speaker.locator("#note")).to_have_text(board.slides[1].note.by_language["sv"])
    expect(speaker.locator(".slide.on h1")).to_have_text(
        [board.slides[1].title.by_language["sv"], board.slides[2].title.by_language["sv"]]
    )
    offline.keyboard.press("End")
    expect(speaker.locator("#at")).to_have_text(f"{LAST} / {LAST}")
    speaker.keyboard.press("PageUp")
    expect(offline.locator(".slide.on .counter")).to_have_text(f"{LAST - 1} / {LAST}")
    offline.keyboard.press("b")
    expect(speaker.locator("#dark")).to_be_visible()
    offline.reload()
    offline.keyboard.press("Home")
    expect(speaker.locator("#at")).to_have_text(f"1 / {LAST}")


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("board", list(storyboard.shipped()))
def test_nothing_is_cut_on_any_slide(offline: Page, tmp_path: Path, board: str, lang: str) -> None:
    for width, height in ((1024, 768), (1920, 1080), (3840, 2160)):
        offline.set_viewport_size({"width": width, "height": height})
        offline.goto("about:blank")
        offline.goto(written(tmp_path, board, lang))
        for at in range(1, len(storyboard.shipped()[board].slides) + 1):
            expect(offline.locator(".slide.on .counter")).to_contain_text(f"{at} /")
            assert offline.evaluate(FAULTS) == [], f"slide {at} at {width} x {height}"
            offline.keyboard.press("PageDown")


# ------------------------------------------------------------------ in the app


def test_a_shipped_talk_is_presented_and_taken_along(visit: Visit, tmp_path: Path) -> None:
    visit.open("/present?board=workshops&lang=en")
    board = storyboard.shipped()["workshops"]
    deck = Presentation(str(saved(visit, "PowerPoint (PPTX)", tmp_path)))
    assert len(deck.slides) == len(board.slides)
    assert storyboard.read(saved(visit, "Storyboard file", tmp_path), "workshops") == board
    assert saved(visit, "PDF", tmp_path).read_bytes().startswith(b"%PDF")
    assert b"plotly.js v" in saved(visit, "Web page (HTML)", tmp_path).read_bytes()
    with visit.page.context.expect_page() as opened:
        visit.page.get_by_test_id("stMain").get_by_role("link", name="Present").last.click()
    stage = opened.value
    expect(stage.locator(".slide.on .counter")).to_have_text(f"1 / {len(board.slides)}")
    stage.keyboard.press("PageDown")
    expect(stage.locator(".slide.on .main-svg").first).to_be_visible()
    stage.close()
    assert visit.complaints == []
    assert visit.strangers == []


def test_the_language_key_changes_the_language_and_keeps_the_slide(visit: Visit) -> None:
    visit.page.goto(f"{visit.url}/present/workshops.html?lang=en#2")
    found = storyboard.filled(storyboard.shipped()["workshops"])
    for code in ("fi", "sv", "en"):
        visit.page.keyboard.press("l")
        expect(visit.page.locator("html")).to_have_attribute("lang", code)
        expect(visit.page.locator(".slide.on h1")).to_have_text(found.slides[1].title.by_language[code])
        expect(visit.page.locator(".slide.on .counter")).to_have_text(f"2 / {len(found.slides)}")
    assert visit.complaints == []


def test_a_pinned_view_becomes_a_slide_of_ones_own(visit: Visit) -> None:
    visit.open("/exports?country=NO&lang=en")
    visit.page.get_by_role("button", name="Share").first.click()
    visit.page.get_by_role("button", name="Pin to my storyboard").click()
    visit.page.get_by_role("link", name="My storyboard (1)").click()
    expect(visit.page.locator("h1")).to_have_text("Presentations")
    visit.settle()
    assert visit.query()["board"] == ["mine"]
    with visit.page.context.expect_page() as opened:
        visit.page.get_by_test_id("stMain").get_by_role("link", name="Present").last.click()
    stage = opened.value
    expect(stage.locator(".slide.on .counter")).to_have_text("1 / 1")
    expect(stage.locator(".slide.on .insight")).to_contain_text("Norway")
    stage.close()
    assert visit.complaints == []


def test_a_faulty_file_is_named_and_changes_nothing(visit: Visit, tmp_path: Path) -> None:
    visit.open("/present?board=mine&lang=en")
    bad = tmp_path / "bad.toml"
    bad.write_text('title = "x"\n[[slides]]\nkind = "chart"\nchart = "exports.gapp"\n', encoding="utf-8")
    visit.page.get_by_text("Open a storyboard file").click()
    visit.page.locator('input[type="file"]').set_input_files(bad)
    expect(visit.page.get_by_test_id("stAlertContentError")).to_contain_text("Slide 1, chart")
    good = tmp_path / "good.toml"
    good.write_text(storyboard.write(storyboard.shipped()["workshops"]), encoding="utf-8")
    visit.page.locator('input[type="file"]').set_input_files(good)
    visit.page.get_by_role("button", name="Use it as my storyboard").click()
    expect(visit.page.locator("h2").first).to_contain_text("What the workshops said")


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_an_embedded_chart_stands_alone(visit: Visit, lang: str) -> None:
    language.use(lang)
    chart = catalogue.chart("exports.gap", country="FI")
    visit.page.goto(f"{visit.url}/embed?embed=true&chart=exports.gap&country=FI&lang={lang}")
    expect(visit.page.locator("h1")).to_have_text(chart.title)
    expect(visit.page.locator(".main-svg").first).to_be_visible()
    expect(visit.page.get_by_role("link", name=chart.sources[0].text)).to_be_visible()
    link = visit.page.get_by_role("link", name=language._("Open in the Nordic Cluster Atlas"))
    expect(link).to_have_attribute("href", f"{visit.url}/exports?country=FI&lang={lang}")
    expect(visit.page.locator("html")).to_have_attribute("lang", lang)
    expect(visit.page.get_by_test_id("stTopNav")).to_have_count(0)
    assert visit.strangers == []
    assert visit.complaints == []
