"""A live workshop in real browsers: a facilitator, three phones in three languages, a board, a summary to take home."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import segno
from docx import Document
from playwright.sync_api import Browser, Error, Locator, expect

from analytics.core import language
from analytics.core.language import _
from analytics.workshops import board, live, results, store
from analytics.workshops.models import Asked, Opened
from tests.browser.conftest import PHONE_AGENT, Server, Visit, serve

pytestmark = pytest.mark.browser

SAID = {
    "fi": "Pitkäjänteistä rahoitusta <b>& aikaa</b>",
    "sv": "Ett nationellt klusterprogram '; DROP TABLE statements; --",
    "en": "Help to find partners abroad **now**",
}
LANGUAGES = ("fi", "sv", "en")
LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
NAMED = "atlas.test"  # the server's name as a room knows it; no phone is sent to localhost
Guest = Callable[..., Visit]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The atlas with a database of its own, which the tests can read too; each test has a workshop of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(store.SETTING, f"sqlite:///{tmp_path_factory.mktemp('live') / 'workshops.sqlite'}")
        with serve() as server:
            yield server
        store.current().close()


@pytest.fixture
def guest(running: Server, chromium: Browser) -> Iterator[Guest]:
    """A maker of visitors, each with a browser profile of its own; phones unless `desk`."""
    contexts = []

    def new(lang: str = "en", *, desk: bool = False) -> Visit:
        phone = {"is_mobile": True, "has_touch": True, "user_agent": PHONE_AGENT}
        context = chromium.new_context(
            viewport={"width": 1440, "height": 1000} if desk else {"width": 390, "height": 844},
            locale=LOCALES[lang],
            accept_downloads=True,
            **({} if desk else phone),  # type: ignore[arg-type]
        )
        contexts.append(context)
        return Visit(context.new_page(), running.url.replace("127.0.0.1", NAMED))

    yield new
    for context in contexts:
        context.close()


def said(message: str, lang: str) -> str:
    language.use(lang)
    return _(message)


def button(visit: Visit, message: str, lang: str = "en") -> Locator:
    return visit.page.get_by_role("button", name=said(message, lang), exact=False)


def field(visit: Visit) -> Locator:
    return visit.page.locator("#text")


def go(phone: Visit, path: str) -> Visit:
    """Open a page for phones, which Streamlit has no part in."""
    phone.page.goto(f"{phone.url}{path}", wait_until="load")
    return phone


def join(visit: Visit, code: str) -> Visit:
    """Go by the short link."""
    go(visit, f"/j/{code}")
    expect(field(visit)).to_be_visible()
    return visit


def send(visit: Visit, text: str, lang: str) -> None:
    """Write a statement and see that it was received."""
    field(visit).fill(text)
    button(visit, "Send", lang).click()
    expect(visit.page.get_by_text(said("Received: your statement is stored and on the board.", lang))).to_be_visible()
    expect(visit.page.locator("#own li").first).to_contain_text(text)


def card(visit: Visit, kind: str, text: str) -> Locator:
    """The frame round a statement of others on a phone (other) or of the moderation (statement)."""
    if kind == "other":
        return visit.page.locator("#others li").filter(has_text=text)
    return visit.page.locator(f"[class*=st-key-{kind}-]").filter(has_text=text)


def test_from_the_qr_code_to_the_summary(guest: Guest, tmp_path: Path) -> None:
    facilitator = guest(desk=True).open("/live", lang="en")
    code, key = open_workshop(facilitator)
    link = drawn_link(facilitator, code)
    phones = {lang: guest(lang) for lang in SAID}
    for lang, phone in phones.items():
        phone.page.goto(link, wait_until="load")
        assert phone.page.url == link, "no token"
        expect(phone.page.locator("html")).to_have_attribute("lang", lang)  # the phone's own language
        send(phone, SAID[lang], lang)
        token = next(c for c in phone.page.context.cookies() if c["name"] == f"atlas-device-{code}")
        assert (token["httpOnly"], token["sameSite"]) == (True, "Lax")
        assert token["value"] not in phone.page.content()
        assert key not in phone.page.content()

    projector = guest(desk=True).open("/board", w=code, lang="en")
    for text in SAID.values():
        expect(projector.page.locator(".room li").filter(has_text=text)).to_be_visible()
    for lang in ("fi", "en"):  # both vote for the Swedish statement, after a look for what is new
        phone = phones[lang]  # what others wrote has come by itself
        card(phone, "other", SAID["sv"]).get_by_role("button", name=said("Vote", lang)).click()
        expect(card(phone, "other", SAID["sv"])).to_contain_text(said("Take the vote back", lang))
    # By itself, without a reload.
    expect(projector.page.locator(".room li").filter(has_text=SAID["sv"]).locator("b")).to_have_text("2")
    assert projector.strangers == []

    moderates(facilitator, projector)
    takes_home(facilitator, tmp_path)
    button(facilitator, "Close the workshop").click()
    expect(projector.page.locator(".room .state")).to_have_text("Closed: no more answers are taken")
    for phone in (*phones.values(), go(guest("fi"), f"/j/{code}")):
        expect(phone.page.locator("#send")).to_have_count(0)
    for visit in (facilitator, projector, *phones.values()):
        assert visit.complaints == []
        assert not [url for url in visit.requests if key in url]


def open_workshop(facilitator: Visit) -> tuple[str, str]:
    """Fill in the form; returns the code and the key that is shown."""
    page = facilitator.page
    page.get_by_role("textbox", name="Title (English)").fill("Cluster afternoon")
    page.get_by_role("textbox", name="Question 1 (English)").fill("What do you need?")
    button(facilitator, "Open the workshop").click()
    button(facilitator, "Facilitator key").click()
    key = page.locator("[data-testid='stPopoverBody'] code").inner_text()
    code = facilitator.settle().query()["w"][0]
    live.facilitate(code, key)
    # The key is in the browser now: a reload keeps the tools, and shows the key no more.
    (kept,) = held_keys(facilitator, 1)
    assert (kept["name"], kept["httpOnly"], kept["value"]) == (f"atlas-facilitator-{code}", True, key)
    facilitator.open("/live", w=code, lang="en")
    expect(button(facilitator, "Close the workshop")).to_be_visible()
    assert key not in page.content()
    return code, key


def drawn_link(facilitator: Visit, code: str) -> str:
    """The link under the QR code, once the picture is known to be that of this link."""
    link = f"{facilitator.url}/j/{code}"
    expect(facilitator.page.get_by_text(link, exact=True)).to_be_visible()
    image = facilitator.page.get_by_role("img", name=f"QR code of the link {link}")
    expect(image).to_be_visible()
    made = segno.make(link, micro=False, error="m")
    drawn = unescape(image.get_attribute("src") or "")
    assert drawn == made.svg_data_uri(dark="#0D1620", light="#FFFFFF", border=4, omitsize=True)
    return link


def moderates(facilitator: Visit, projector: Visit) -> None:
    """Hide a statement and show it again, and correct a theme; the board follows."""
    shown = projector.page.locator(".room li").filter(has_text=SAID["en"])
    card(facilitator, "statement", SAID["en"]).get_by_role("button", name="Hide").click()
    expect(shown).to_have_count(0)
    facilitator.open("/live", w=facilitator.query()["w"][0], lang="en", show="hidden")
    card(facilitator, "statement", SAID["en"]).get_by_role("button", name="Show again").click()
    expect(shown).to_have_count(1)
    facilitator.open("/live", w=facilitator.query()["w"][0], lang="en")
    card(facilitator, "statement", SAID["sv"]).get_by_role("button", name="Themes").click()
    box = facilitator.page.get_by_test_id("stPopoverBody")
    expect(box.get_by_role("combobox")).to_be_visible()  # what the box holds comes when it is opened
    chosen = box.get_by_role("button", name=re.compile("^Remove "))
    for left in reversed(range(chosen.count())):
        chosen.last.click()
        expect(chosen).to_have_count(left)
    box.get_by_role("combobox").fill("visibility")
    facilitator.page.get_by_role("option", name="visibility").click()
    facilitator.page.keyboard.press("Escape")
    box.get_by_role("button", name="Save the themes").click()
    theme = projector.page.locator(".room section").filter(has=projector.page.get_by_text("Visibility", exact=True))
    expect(theme).to_contain_text(SAID["sv"])


def summary(facilitator: Visit, folder: Path) -> Path:
    """The summary in Word as downloaded."""
    facilitator.page.get_by_text("Download the results").click()
    with facilitator.page.expect_download() as download:
        button(facilitator, "Summary in Word (DOCX)").click()
    download.value.save_as(folder / "summary.docx")
    return folder / "summary.docx"


def takes_home(facilitator: Visit, folder: Path) -> None:
    """The summary in Word has every statement as typed and the votes; the CSV too."""
    document = Document(str(summary(facilitator, folder)))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    for lang, votes in (("fi", "0"), ("sv", "2"), ("en", "0")):
        row = next(row for row in rows if SAID[lang] in row)
        assert votes in row
    with facilitator.page.expect_download() as download:
        button(facilitator, "CSV").click()
    download.value.save_as(folder / "table.csv")
    table = (folder / "table.csv").read_text(encoding="utf-8-sig")
    assert all(text in table for text in SAID.values())


# What each phone puts into the fields of a question; of numbers by option, of the scale by point.
OPTIONS = ({"en": "Bread", "fi": "Leipä", "sv": "Bröd"}, {"en": "Soup", "fi": "Keitto", "sv": "Soppa"})
LED = (
    Asked({"en": "Needs?", "fi": "Tarpeet?", "sv": "Behov?"}),
    Asked({"en": "Which?", "fi": "Kumpi?", "sv": "Vilken?"}, "choice", OPTIONS),
    Asked({"en": "How much?", "fi": "Kuinka paljon?", "sv": "Hur mycket?"}, "scale"),
    Asked({"en": "In what order?", "fi": "Missä järjestyksessä?", "sv": "I vilken ordning?"}, "ranking", OPTIONS),
    Asked({"en": "Your dots?", "fi": "Pisteesi?", "sv": "Dina poäng?"}, "dots", OPTIONS, budget=3),
    Asked({"en": "A word?", "fi": "Sana?", "sv": "Ett ord?"}, "words"),
)
GIVEN: dict[str, dict[int, dict[int, str]]] = {
    "fi": {2: {1: ""}, 3: {2: ""}, 4: {1: "1", 2: "2"}, 5: {1: "2", 2: "1"}, 6: {0: "Luottamus"}},
    "sv": {2: {2: ""}, 3: {4: ""}, 4: {2: "1"}, 5: {2: "3"}, 6: {0: "luottamus"}},
    "en": {2: {1: ""}, 3: {5: ""}, 4: {1: "1"}, 5: {1: "3"}, 6: {0: "Trust"}},
}
# Two chose bread; points 2, 4 and 5; of two options a first place gives 2 points and a second 1; the dots added up.
COUNTED = {2: ["2", "1"], 3: ["0", "1", "0", "1", "1"], 4: ["4", "3"], 5: ["5", "4"]}
SUMMED = {
    2: "First: Bread (Devices that chose it: 2).",
    3: "The mean is 3.7.",
    4: "First: Bread (Points: of n options a first place has n, the last 1: 4).",
    5: "First: Bread (Dots: 5).",
    6: "First: Luottamus (Times said: 2).",
}


def test_every_kind_of_question_is_led_answered_shown_and_summed_up(guest: Guest, tmp_path: Path) -> None:
    workshop = live.open_workshop({"en": "Day", "fi": "Päivä", "sv": "Dag"}, LED, list(LANGUAGES))
    desk = guest(desk=True).open("/live", w=workshop.code, lang="en")
    give_key(desk, workshop)
    button(desk, "Ask one at a time").click()
    phones = {lang: go(guest(lang), f"/j/{workshop.code}") for lang in LANGUAGES}
    projector = guest(desk=True).open("/board", w=workshop.code, lang="fi")
    for number, asked in enumerate(LED, 1):
        for lang, phone in phones.items():  # all follow by themselves
            expect(phone.page.locator("#question")).to_have_text(asked.texts[lang])
            if asked.kind == "open":
                send(phone, SAID[lang], lang)
            else:
                answer(phone, asked.kind, GIVEN[lang][number], lang)
        expect(projector.page.locator(".room h2")).to_have_text(asked.texts["fi"])
        if number in COUNTED:
            for place, count in enumerate(COUNTED[number]):
                shown = re.compile(rf"^{count}\b")
                expect(projector.page.locator(".room .bars b").nth(place)).to_have_text(shown)
        if number < len(LED):
            button(desk, "Next question").dblclick()  # of a hasty hand, and it leads on once
    expect(projector.page.locator(".room .cloud span").first).to_contain_text("Luottamus")
    for visit in (desk, projector, *phones.values()):
        assert visit.complaints == []
    # More dots than there are: nothing of it is stored.
    button(desk, "Previous question").click()
    expect(phones["sv"].page.locator("#question")).to_have_text("Dina poäng?")
    fill(phones["sv"], {1: "1", 2: "3"})
    phones["sv"].page.locator("#send").click()
    expect(phones["sv"].page.locator("#note.refused")).to_be_visible()
    assert results.results(workshop.code, 5).frame["dots"].tolist() == [5, 4]
    document = Document(str(summary(desk, tmp_path)))
    told = [paragraph.text for paragraph in document.paragraphs]
    assert [sentence for sentence in SUMMED.values() if sentence not in told] == []


def answer(phone: Visit, kind: str, given: dict[int, str], lang: str) -> None:
    """Answer a question that is not open and see that the answer is stored."""
    if kind == "words":
        phone.page.locator("#text").fill(given[0])
    elif kind in ("choice", "scale"):
        for option in given:
            phone.page.locator(f"#o{option}").check()
    else:
        fill(phone, given)
    phone.page.locator("#send").click()
    stored = "Your answer is stored."
    if kind == "words":
        stored = "Received: your statement is stored and on the board."
    expect(phone.page.locator("#note.received")).to_have_text(said(stored, lang))


def fill(phone: Visit, given: dict[int, str]) -> None:
    """Places or dots by option."""
    for option, value in given.items():
        box = phone.page.locator(f"#o{option}")
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)


def opened() -> Opened:
    return live.open_workshop("Two questions", ["What do you need?", "What hinders you?"])


def test_statements_that_say_the_same_are_merged_and_taken_apart(guest: Guest) -> None:
    workshop = opened()
    for text in ("More money", "Money, more of it"):
        live.submit(workshop.code, live.join(workshop.code), f"submission-{len(text)}", 1, text, "en")
    desk = guest(desk=True).open("/live", w=workshop.code, lang="en")
    give_key(desk, workshop)
    card(desk, "statement", "Money, more of it").get_by_role("button", name="Merge").click()
    box = desk.page.get_by_test_id("stPopoverBody")
    box.get_by_role("combobox").click()
    desk.page.get_by_role("option", name="1: More money").click()
    box.get_by_role("button", name="Merge into it").click()
    expect(card(desk, "statement", "Money, more of it")).to_have_count(0)
    assert board.board(workshop.code)["statements"].tolist() == [2]
    desk.open("/live", w=workshop.code, lang="en", show="merged")
    card(desk, "statement", "Money, more of it").get_by_role("button", name="Take apart again").click()
    expect(card(desk, "statement", "Money, more of it")).to_have_count(0)
    assert board.board(workshop.code)["statements"].tolist() == [1, 1]
    assert desk.complaints == []


def held_keys(desk: Visit, wanted: int) -> list[Any]:
    """The facilitator keys in the browser's cookies; waits a while for so many, as they come after the page."""
    for _attempt in range(100):
        held = [cookie for cookie in desk.page.context.cookies() if cookie["name"].startswith("atlas-facilitator")]
        if len(held) == wanted:
            break
        desk.page.wait_for_timeout(100)
    return held


def give_key(desk: Visit, workshop: Opened) -> None:
    desk.page.get_by_label("Facilitator key").fill(workshop.key)
    button(desk, "Facilitate").click()
    expect(button(desk, "Close the workshop")).to_be_visible()
    desk.settle()


def test_a_participant_is_no_facilitator(guest: Guest) -> None:
    workshop = opened()
    phone = join(guest("sv"), workshop.code)
    send(phone, SAID["sv"], "sv")
    phone.open("/live", w=workshop.code, lang="sv")
    expect(button(phone, "Facilitate", "sv")).to_be_visible()
    expect(button(phone, "Hide", "sv")).to_have_count(0)
    expect(phone.page.get_by_test_id("stDownloadButton")).to_have_count(0)
    assert SAID["sv"] not in phone.page.content()


def test_a_second_tab_votes_no_second_time(guest: Guest) -> None:
    workshop = opened()
    other = join(guest("fi"), workshop.code)
    send(other, SAID["fi"], "fi")
    first = join(guest("en"), workshop.code)
    second = Visit(first.page.context.new_page(), first.url)
    join(second, workshop.code)
    for tab in (first, second):
        card(tab, "other", SAID["fi"]).get_by_role("button", name="Vote").click()
        expect(card(tab, "other", SAID["fi"])).to_contain_text("Take the vote back")
        expect(tab.page.get_by_text("You have 4 votes left.")).to_be_visible()
    assert board.board(workshop.code)["votes"].tolist() == [1]
    assert live.look(workshop.code).devices == 2


def test_typed_text_outlives_a_lost_network_and_goes_when_it_was_received(guest: Guest) -> None:
    workshop = opened()
    phone = join(guest("fi"), workshop.code)
    field(phone).press_sequentially(SAID["fi"])
    phone.page.context.set_offline(True)
    with pytest.raises(Error):  # the browser's own page on the missing network
        phone.page.reload()
    phone.page.context.set_offline(False)
    go(phone, f"/join?w={workshop.code}&lang=fi")
    expect(field(phone)).to_have_value(SAID["fi"])
    button(phone, "Send", "fi").click()
    expect(phone.page.locator("#own li")).to_contain_text(SAID["fi"])
    expect(field(phone)).to_have_value("")
    assert phone.page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('atlas-draft'))") == []
    phone.page.reload()
    expect(field(phone)).to_have_value("")
    expect(phone.page.locator("#own li")).to_have_count(1)
    assert board.board(workshop.code)["statement"].tolist() == [SAID["fi"]]


def test_a_draft_of_each_question_is_kept_by_itself(guest: Guest) -> None:
    workshop = opened()
    phone = join(guest("en"), workshop.code)
    field(phone).press_sequentially("for the first")
    phone.page.get_by_role("link", name="Question 2").click()
    expect(phone.page.get_by_role("heading", name="What hinders you?")).to_be_visible()
    expect(field(phone)).to_have_value("")
    field(phone).press_sequentially("for the second")
    phone.page.get_by_role("link", name="Question 1").click()
    expect(phone.page.get_by_role("heading", name="What do you need?")).to_be_visible()
    expect(field(phone)).to_have_value("for the first")


def test_a_double_tap_stores_one_statement(guest: Guest) -> None:
    workshop = opened()
    phone = join(guest("en"), workshop.code)
    field(phone).fill(SAID["en"])
    button(phone, "Send").dblclick()
    expect(phone.page.locator("#own li")).to_have_count(1)
    assert board.board(workshop.code)["statement"].tolist() == [SAID["en"]]


def test_without_a_link_the_code_is_asked_for(guest: Guest) -> None:
    workshop = opened()
    phone = go(guest("en"), "/join?lang=en")
    phone.page.get_by_label("Code of the workshop").fill("nosuchcode")
    button(phone, "Continue").click()
    expect(phone.page.get_by_text("There is no workshop with this code.")).to_be_visible()
    phone.page.get_by_label("Code of the workshop").fill(workshop.code.lower())
    button(phone, "Continue").click()
    expect(field(phone)).to_be_visible()
    assert live.look(workshop.code).devices == 0, "who only looks has not joined"


def test_a_facilitator_can_leave_a_computer(guest: Guest) -> None:
    workshop = opened()
    desk = guest(desk=True).open("/live", w=workshop.code, lang="en")
    give_key(desk, workshop)
    button(desk, "Leave: take the key out of this browser").click()
    expect(desk.page.get_by_label("Facilitator key")).to_be_visible()
    assert held_keys(desk, 0) == []
    assert desk.complaints == []


def test_the_key_goes_by_qr_code_to_another_device_which_then_moderates(guest: Guest) -> None:
    workshop = opened()
    live.submit(workshop.code, live.join(workshop.code), "submission-1", 1, "Rude words", "en")
    desk = guest(desk=True).open("/live", w=workshop.code, lang="en")
    give_key(desk, workshop)
    button(desk, "Facilitator key").click()
    box = desk.page.get_by_test_id("stPopoverBody")
    box.get_by_text("Open on my phone").click()
    image = box.get_by_role("img", name="QR code of the link")
    expect(image).to_be_visible()
    link = (image.get_attribute("alt") or "").removeprefix("QR code of the link ")
    made = segno.make(link, micro=False, error="m")
    assert unescape(image.get_attribute("src") or "") == made.svg_data_uri(
        dark="#0D1620", light="#FFFFFF", border=4, omitsize=True
    )
    phone = guest()
    phone.page.goto(link)
    expect(button(phone, "Close the workshop")).to_be_visible()
    assert workshop.key not in phone.page.url
    (kept,) = held_keys(phone, 1)
    assert (kept["value"], kept["httpOnly"]) == (workshop.key, True)
    card(phone, "statement", "Rude words").get_by_role("button", name="Hide").click()
    expect(card(phone, "statement", "Rude words")).to_have_count(0)
    assert board.board(workshop.code).empty
    # The address goes to servers and their logs without the key.
    assert not [url for url in phone.requests if workshop.key in url]
    assert phone.complaints == []
