"""A participant's phone in a real browser: with and without script, followed live, small, zoomed and read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from analytics.core import style
from analytics.workshops import board, live, steering, store
from analytics.workshops.models import Asked, Opened
from tests.browser.conftest import Server, serve

pytestmark = pytest.mark.browser

PhonePage = Callable[..., Page]
FRUITS = ({"en": "Apples and everything that grows in an orchard of the North"}, {"en": "Pears"}, {"en": "Plums"})
KINDS = (
    Asked({"en": "What do you need?"}),
    Asked({"en": "One word?"}, "words"),
    Asked({"en": "Which?"}, "choice", FRUITS),
    Asked({"en": "How much?"}, "scale", lowest=0, highest=10, low_end={"en": "not at all"}, high_end={"en": "fully"}),
    Asked({"en": "In which order?"}, "ranking", FRUITS),
    Asked({"en": "Where to put it?"}, "dots", FRUITS, budget=4),
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The atlas with a database of its own, which the test can read too."""
    with pytest.MonkeyPatch.context() as patch:
        folder: Path = tmp_path_factory.mktemp("phones")
        patch.setenv(store.SETTING, f"sqlite:///{folder / 'workshops.sqlite'}")
        with serve() as server:
            yield server
        store.current().close()


@pytest.fixture
def phone(running: Server, chromium: Browser) -> Iterator[PhonePage]:
    """A maker of pages of phones, each with a browser profile of its own, at the workshop of a code."""
    contexts = []

    def new(code: str, width: int = 390, path: str = "", **kind: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 844}, locale="en-GB", **kind)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{running.url}/j/{code}{path}", wait_until="load")
        return page

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def opened() -> Opened:
    return live.open_workshop("Every kind", KINDS)


def say(workshop: Opened, text: str) -> str:
    token = live.join(workshop.code)
    live.submit(workshop.code, token, f"submission-{abs(hash(text))}", 1, text, "en")
    return token


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_phone_writes_votes_and_answers(phone: PhonePage, opened: Opened, script: bool) -> None:
    say(opened, "A statement of somebody else")
    page = phone(opened.code, java_script_enabled=script)
    page.locator("#text").fill("Mine & <b>only</b>")
    page.locator("#send").click()
    expect(page.locator("#note.received")).to_be_visible()
    expect(page.locator("#own .typed")).to_have_text("Mine & <b>only</b>")
    page.get_by_role("button", name="Vote").click()
    expect(page.get_by_role("button", name="Take the vote back")).to_be_visible()
    expect(page.get_by_text("You have 4 votes left.")).to_be_visible()
    page.locator("#text").fill("x" * 501)
    page.locator("#send").click()
    expect(page.locator("#note.refused")).to_contain_text("501")
    expect(page.locator("#text")).to_have_value("x" * 501)
    page.get_by_role("link", name="Question 6").click()
    page.get_by_label("Pears").fill("4")
    page.get_by_label("Plums").fill("1")
    page.locator("#send").click()
    expect(page.locator("#note.refused")).to_contain_text("You have 4 dots.")
    page.get_by_label("Plums").fill("0")
    page.locator("#send").click()
    expect(page.locator("#note.received")).to_have_text("Your answer is stored.")
    expect(page.get_by_label("Pears")).to_have_value("4")
    assert board.board(opened.code)["votes"].tolist() == [1, 0]


def test_an_open_page_follows_the_workshop(phone: PhonePage, opened: Opened) -> None:
    page = phone(opened.code)
    page.locator("#text").press_sequentially("half a thought")
    token = say(opened, "Written elsewhere")
    expect(page.locator("#others .typed")).to_have_text("Written elsewhere")
    expect(page.locator("#text")).to_have_value("half a thought")
    expect(page.locator("#text")).to_be_focused()
    live.close(opened.code, opened.key)
    expect(page.locator("#state .note")).to_contain_text("The workshop is closed")
    expect(page.locator("button")).to_have_count(0)
    expect(page.locator("#kept")).to_have_value("half a thought")
    live.reopen(opened.code, opened.key)
    expect(page.locator("#text")).to_have_value("half a thought")
    steering.show_question(opened.code, opened.key, 3)
    expect(page.get_by_role("heading", name="Which?")).to_be_visible()
    assert live.votes_left(opened.code, token) == 5


def test_a_deletion_is_seen_by_itself(phone: PhonePage, opened: Opened) -> None:
    page = phone(opened.code)
    page.locator("#text").fill("half a thought")
    live.delete(opened.code, opened.key)
    expect(page.locator("#code")).to_be_visible()
    expect(page.locator("#send")).to_have_count(0)


def test_a_lost_connection_is_said_and_what_was_typed_is_sent_once(phone: PhonePage, opened: Opened) -> None:
    page = phone(opened.code)
    page.locator("#text").fill("On a bad network")
    page.context.set_offline(True)
    page.locator("#send").click()
    expect(page.locator("#lost")).to_contain_text("No connection")
    page.context.set_offline(False)
    page.locator("#send").click()
    expect(page.locator("#own .typed")).to_have_text("On a bad network")
    assert board.board(opened.code)["statement"].tolist() == ["On a bad network"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_question(phone: PhonePage, opened: Opened, dark: bool) -> None:
    say(opened, "A statement of somebody else")
    page = phone(opened.code, color_scheme="dark" if dark else "light", bypass_csp=True)
    page.locator("#send").click()  # with the summary of an error
    expect(page.locator("#note.refused")).to_be_visible()
    found = axe(page)
    for number in range(2, len(KINDS) + 1):
        page.goto(f"{page.url.partition('?')[0]}?q={number}")
        found += axe(page)
    page.goto(f"{page.url.partition('/j/')[0]}/join?w=nosuch")
    found += axe(page)
    assert found == []
    red, green, blue = style.rgb(style.MODES["dark" if dark else "light"].background)
    expect(page.locator("body")).to_have_css("background-color", f"rgb({red}, {green}, {blue})")


def axe(page: Page) -> list[str]:
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in violations for node in rule["nodes"]]


@pytest.mark.parametrize("width", [320, 195], ids=["320px", "390px-at-200-percent"])
def test_a_small_or_zoomed_page_needs_no_sideways_scrolling(phone: PhonePage, width: int) -> None:
    room = live.open_workshop("Verylongword" * 9, KINDS)
    say(room, "Verylongword" * 40)
    for number in range(1, len(KINDS) + 1):
        page = phone(room.code, width, f"?q={number}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_phone_asks_for_nothing_of_streamlit_and_of_no_other_host(
    running: Server, chromium: Browser, opened: Opened
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{running.url}/j/{opened.code}", wait_until="load")
    page.wait_for_timeout(1_000)
    assert all(url.startswith(running.url) for url in asked)
    assert not [url for url in asked if "_stcore" in url]
    assert len(asked) <= 6, asked
    assert complaints == []
    context.close()
