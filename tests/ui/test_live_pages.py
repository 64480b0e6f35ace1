"""The pages of a live workshop as visits: facilitator, participant and board, in three languages."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from threading import Thread

import pytest
import segno
import uvicorn
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from analytics.core import language
from analytics.core.language import _
from analytics.workshops import board, errors, live, statements
from analytics.workshops import own as own_workshop
from analytics.workshops.models import Opened
from pages.board import picture
from tests.conftest import OpenPage
from ui import routes, workshop_ui
from ui.phone import sent

pytestmark = pytest.mark.usefixtures("workshops_store")

LANGUAGES = list(language.LANGUAGES)
# HTML, SQL, Markdown, Streamlit's own short codes and signs that it replaces; every one a sign that was typed.
HOSTILE = (
    "<b>x</b><script>alert(1)</script>'; DROP TABLE statements; -- **bold** [a](http://x) :red[r] -> $x$ & 1. =2+2"
)


@pytest.fixture
def opened() -> Opened:
    return live.open_workshop("Needs & <hopes>", ["What do you need?", "What hinders you?"])


def html(app: AppTest) -> str:
    """All that the page draws as HTML."""
    return "\n".join(element.proto.body for element in app.get("html"))


def visit(open_page: OpenPage, page: str, code: str, lang: str = "en", **held: str) -> AppTest:
    """A page of the workshop to a browser that holds a token (device=) or a key (facilitator=)."""
    app = open_page(page, lang=lang, w=code)
    for kind, value in held.items():
        app.session_state[f"atlas-{kind}-{code}"] = value
    return app.run()


def say(code: str, token: str, text: str, question: int = 1) -> int:
    return live.submit(code, token, sent.submission_id(token, question, text), question, text, "en").number


def messages(app: AppTest) -> list[str]:
    return [element.value for element in (*app.info, *app.warning, *app.success)]


# --- both pages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["board", "live"])
@pytest.mark.parametrize(
    ("code", "lang"),
    [
        ("NOSUCHCODE", "en"),
        ("NOSUCHCODE", "fi"),
        ("NOSUCHCODE", "sv"),
        ("'; DROP TABLE--<b>x</b>", "en"),
        ("x" * 5000, "en"),
    ],
)
def test_an_unknown_code_is_said_kindly(open_page: OpenPage, page: str, code: str, lang: str) -> None:
    app = open_page(page, lang=lang, w=code)
    assert not app.exception
    assert not app.error
    unknown = "There is no workshop with this code. Check the code; the workshop may also have been deleted."
    assert said(unknown, lang) in messages(app)
    assert app.text_input, "the code can be typed again"


def test_a_participant_sees_no_tools_of_the_facilitator(open_page: OpenPage, opened: Opened) -> None:
    token = live.join(opened.code)
    say(opened.code, token, "More money")
    app = visit(open_page, "live", opened.code, device=token, facilitator=token)
    assert [button.label for button in app.button] == ["Facilitate"]
    assert not app.get("download_button")
    assert "More money" not in html(app)
    app.text_input(key="given key").set_value("no key")
    app.button[0].click().run()
    assert "This is not the facilitator key of the workshop." in messages(app)


# --- facilitator -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workshop_is_opened_and_its_key_is_out_of_sight(open_page: OpenPage, lang: str) -> None:
    app = open_page("live", lang=lang)
    app.text_input(key="new title fi").set_value("Klusteri-ilta <b>")
    app.text_input(key="new question 1 fi").set_value("Mitä tarvitset?")
    app.button(key="add question").click().run()
    app.text_input(key="new question 2 sv").set_value("Vad hindrar dig?")
    app.multiselect(key="new languages").set_value(["fi", "sv"])
    app.button(key="open").click().run()
    assert not app.exception
    code = one(app.query_params["w"])
    details = live.look(code)
    assert [q.text for q in details.questions] == ["Mitä tarvitset?", "Vad hindrar dig?"]
    assert (details.title, details.languages, details.themes) == ("Klusteri-ilta <b>", ("fi", "sv"), True)
    key = app.session_state[f"atlas-facilitator-{code}"]
    live.facilitate(code, key)
    app.run()
    assert key not in [element.value for element in app.code], "the room does not see it"
    assert key not in html(app)
    assert key not in str(app.query_params)


def test_settings_that_make_no_workshop_are_refused_and_kept(open_page: OpenPage) -> None:
    app = open_page("live")
    app.text_input(key="new title en").set_value("A title")
    app.button(key="open").click().run()
    assert any("A workshop needs 1 to 10 questions" in message for message in messages(app))
    assert app.text_input(key="new title en").value == "A title"
    assert "w" not in app.query_params


def test_moderation_hides_shows_merges_and_takes_apart(open_page: OpenPage, opened: Opened) -> None:
    token = live.join(opened.code)
    first, second = say(opened.code, token, "More money"), say(opened.code, token, "Money, more of it")
    app = visit(open_page, "live", opened.code, facilitator=opened.key)
    app.button(key=f"hide {first}").click().run()
    assert board.board(opened.code)["number"].tolist() == [second]
    app.query_params["show"] = "hidden"
    app.run()
    app.button(key=f"show {first}").click().run()
    assert board.board(opened.code)["number"].tolist() == [first, second]
    live.merge(opened.code, opened.key, second, first)
    app.query_params["show"] = "merged"
    app.run()
    app.button(key=f"apart {second}").click().run()
    assert board.board(opened.code)["number"].tolist() == [first, second]


def test_an_act_with_a_key_that_is_wrong_by_now_is_refused(open_page: OpenPage, opened: Opened) -> None:
    first = say(opened.code, live.join(opened.code), "More money")
    app = visit(open_page, "live", opened.code, facilitator=opened.key)
    live.delete(opened.code, opened.key)
    app.button(key=f"hide {first}").click().run()
    assert not app.exception
    assert not app.error


def test_closing_and_opening_again(open_page: OpenPage, opened: Opened) -> None:
    app = visit(open_page, "live", opened.code, facilitator=opened.key)
    app.button(key="close").click().run()
    assert live.look(opened.code).closed_at is not None
    app.button(key="reopen").click().run()
    assert live.look(opened.code).closed_at is None


def test_deleting_needs_the_code_and_leaves_nothing(open_page: OpenPage, opened: Opened) -> None:
    app = visit(open_page, "live", opened.code, facilitator=opened.key)
    app.text_input(key="delete code").set_value("something else")
    form(app, "delete").click().run()
    assert live.look(opened.code).title == "Needs & <hopes>"
    assert "Nothing was deleted: the code was not that of this workshop." in messages(app)
    app.text_input(key="delete code").set_value(workshop_ui.code_in_groups(opened.code).lower())
    form(app, "delete").click().run()
    assert "The workshop was deleted with everything that was written in it." in messages(app)
    with pytest.raises(errors.UnknownWorkshop):
        live.look(opened.code)


def test_the_board_is_handed_over_to_the_page_on_own_workshops(open_page: OpenPage, opened: Opened) -> None:
    token = live.join(opened.code)
    money, gone = say(opened.code, token, f"More money, {HOSTILE}\nsecond line"), say(opened.code, token, "Rude words")
    live.hide(opened.code, opened.key, gone)
    live.vote(opened.code, live.join(opened.code), money)
    live.set_themes(opened.code, opened.key, money, ["visibility"])
    app = visit(open_page, "live", opened.code, facilitator=opened.key)
    app.button(key="hand over").click().run()
    assert not app.exception
    assert not app.error
    assert app.title[0].value == "Your own workshop"
    own = app.session_state["workshop"]
    read = statements.from_frame(own.handed)
    row = read.statements.iloc[0]
    assert (len(read.statements), row["statement"]) == (1, f"More money, {HOSTILE}\nsecond line")
    assert (row["question"], row["votes"]) == ("What do you need?", 1)
    assert row[["group", "session"]].isna().all()
    after = own_workshop.corrected(own_workshop.suggested(read.statements, ()), own.corrections).iloc[0]
    assert (after["theme_1"], after["theme_2"]) == ("visibility", "")
    assert "The question was “What do you need?”." in "\n".join(element.value for element in app.markdown)


# --- board -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_board_shows_what_was_typed_with_counts_and_votes(open_page: OpenPage, opened: Opened, lang: str) -> None:
    one, two = live.join(opened.code), live.join(opened.code)
    live.vote(opened.code, two, say(opened.code, one, HOSTILE))
    hidden = say(opened.code, one, "Rude words")
    live.hide(opened.code, opened.key, hidden)
    app = visit(open_page, "board", opened.code, lang)
    assert not app.exception
    shown = html(app)
    assert escape(HOSTILE) in shown
    assert "<script>alert" not in shown
    assert escape("Needs & <hopes>") in shown
    assert "Rude words" not in shown
    language.use(lang)
    for count in (
        language.ngettext("{n} device", "{n} devices", 2),
        language.ngettext("{n} statement", "{n} statements", 1),
        language.ngettext("{n} vote", "{n} votes", 1),
    ):
        assert f"<b>{count}</b>" in shown
    for secret in (one, two, opened.key):
        assert secret not in shown


def test_the_board_groups_by_theme_and_counts_what_was_merged(opened: Opened) -> None:
    tokens = [live.join(opened.code) for _n in range(3)]
    numbers = [say(opened.code, token, text) for token, text in zip(tokens, ("Money", "Cash", "Noise"), strict=True)]
    for number in numbers[:2]:
        live.set_themes(opened.code, opened.key, number, ["funding"])
    live.vote(opened.code, tokens[1], numbers[0])
    live.vote(opened.code, tokens[2], numbers[1])
    live.merge(opened.code, opened.key, numbers[1], numbers[0])
    shown = picture.picture(live.look(opened.code), board.board(opened.code), {}, "http://atlas.example/j/X")
    funding = shown[shown.index("<h3>Funding") : shown.index("<h3>No theme yet")]
    # Two statements of two devices, merged into one; each voted for the other's.
    assert "2 statements · 2 votes" in funding
    assert "Money (said 2 times)" in funding
    assert "Cash" not in shown


def test_the_board_can_show_one_question(open_page: OpenPage, opened: Opened) -> None:
    token = live.join(opened.code)
    say(opened.code, token, "First thing")
    say(opened.code, token, "Second thing", question=2)
    app = open_page("board", w=opened.code, q="2")
    assert "Second thing" in html(app)
    assert "First thing" not in html(app)


def test_a_board_of_a_closed_workshop_says_so_and_lets_nobody_in(opened: Opened) -> None:
    live.close(opened.code, opened.key)
    shown = picture.picture(live.look(opened.code), board.board(opened.code), {}, "http://atlas.example/j/X")
    assert "Closed" in shown
    assert "<img" not in shown


def test_the_qr_code_is_that_of_the_short_link() -> None:
    link = "https://atlas.example/j/4N6GF4VXCK"
    drawn = segno.make(link, micro=False, error="m").svg_data_uri(
        dark="#0D1620", light="#FFFFFF", border=4, omitsize=True
    )
    assert escape(drawn, quote=True) in workshop_ui.qr(link, "")


# --- the facilitator's key ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    """The short links as a server of their own; `cookies` are those that a browser would have kept."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, *, body: str | None = None, method: str = "", **headers: str
    ) -> tuple[int, Mapping[str, str], str]:
        """Status, headers and body of the answer; redirects are not followed."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method or ("GET" if body is None else "POST"), path, body, cookies | given)
        answer = connection.getresponse()
        text = answer.read().decode()
        for cookie in SimpleCookie(answer.headers.get("set-cookie", "")).values():
            self.cookies[cookie.key] = cookie.value
        connection.close()
        return answer.status, answer.headers, text  # type: ignore[return-value]


@pytest.fixture
def site() -> Iterator[Site]:
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        config = uvicorn.Config(Starlette(routes=list(routes.ROUTES)), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [own]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Site(own.getsockname()[1])
        server.should_exit = True
        thread.join(20)


def test_a_facilitator_key_is_kept_only_if_it_is_right(opened: Opened, site: Site) -> None:
    path = f"/facilitator/{opened.code}"
    for bad, more in (("wrong", {}), ("x" * 10_000, {}), (opened.key, {"sec_fetch_site": "cross-site"})):
        status, headers, _text = site.ask(path, body=bad, **more)
        assert status == 403
        assert "set-cookie" not in headers
    status, headers, text = site.ask(path, body=opened.key)
    assert status == 204
    assert "HttpOnly" in headers["set-cookie"]
    assert "SameSite=lax" in headers["set-cookie"]
    assert opened.key not in text
    assert "Max-Age=0" in site.ask(path, body="")[1]["set-cookie"]
    assert site.ask(path)[0] == 405


# --- parts -------------------------------------------------------------------------------------------------


def said(message: str, lang: str) -> str:
    language.use(lang)
    return _(message)


def one(value: str | list[str]) -> str:
    return value if isinstance(value, str) else value[0]


def form(app: AppTest, name: str) -> Button:
    return next(button for button in app.button if str(button.key).startswith(f"FormSubmitter:{name}"))
