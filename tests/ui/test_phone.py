"""The pages of a participant's phone without a browser: what is stored, what comes back, who counts as joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request

from analytics.core import language
from analytics.core.language import _
from analytics.workshops import answers, board, errors, live, participants, rows, steering, store, themes
from analytics.workshops.models import Asked, Opened
from tests.ui.asking import Answer, ask
from ui import gate, routes, server, visitors, workshop_ui
from ui.pace import Pace
from ui.phone import follow

LANGUAGES = list(language.LANGUAGES)
# HTML, SQL, templates, Markdown; every one a sign that was typed.
HOSTILE = '<b>x</b><script>alert(1)</script>\'; DROP TABLE statements; -- {{ 7*7 }} {% raw %} **bold** "q" & =2+2'


@pytest.fixture(autouse=True)
def _own_limits(workshops_store: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("new_devices", "unknown_codes"):
        limit = getattr(visitors, name)
        monkeypatch.setattr(visitors, name, Pace(limit.at_once, limit.a_second))


@pytest.fixture
def opened() -> Opened:
    return live.open_workshop("Needs & <hopes>", ["What do you need?", "What hinders you?"])


ATLAS = Starlette(routes=list(routes.ROUTES), middleware=[Middleware(server.Headers), Middleware(gate.Gate)])


@dataclass
class Phone:
    """A browser without script that keeps cookies and follows redirects."""

    code: str
    lang: str = "en"
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """One answer, not followed."""
        held = {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = ask(ATLAS, path, method, held | sent, body)
        for cookie in SimpleCookie(answer.headers.get("set-cookie", "")).values():
            self.cookies[cookie.key] = cookie.value
        return answer

    def look(self, **query: object) -> Answer:
        """The page of the workshop."""
        return self.ask(f"/j/{self.code}?{urlencode({'lang': self.lang} | query)}")

    def send(self, do: str, **fields: object) -> Answer:
        """Send a form, from a page that was opened before, and follow to where it leads."""
        if not self.cookies:
            self.look()
        body = urlencode({"do": do, "lang": self.lang, "question": 1} | fields, True, errors="replace").encode()
        answer = self.ask(f"/j/{self.code}", "POST", body)
        return self.ask(f"/j/{answer.headers['location'].partition('#')[0]}") if answer.status == 303 else answer

    def write(self, text: str, question: int = 1) -> Answer:
        return self.send("write", text=text, question=question)

    @property
    def token(self) -> str:
        return self.cookies[f"atlas-device-{self.code}"]


def said(message: str, lang: str = "en") -> str:
    language.use(lang)
    return _(message)


def words(answer: Answer) -> str:
    """The words of a page, as a reader sees them."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.text)).split())


def field_text(answer: Answer) -> str:
    """What stands in the field; a browser drops the first line feed."""
    found = re.search(r"<textarea id=\"(?:text|kept)\"[^>]*>\n(.*?)</textarea>", answer.text, re.DOTALL)
    assert found
    return unescape(found[1])


def typed(answer: Answer, part: str) -> list[str]:
    """The statements in a part of the page (own, others)."""
    section = answer.text[answer.text.index(f'<section id="{part}"') :]
    return [
        unescape(text) for text in re.findall(r'class="typed"[^>]*>(.*?)</p>', section.split("</section>")[0], re.S)
    ]


# --- writing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_statement_is_received_once_and_listed_as_typed(opened: Opened, lang: str) -> None:
    phone = Phone(opened.code, lang)
    answer = phone.write(HOSTILE)
    assert answer.status == 200
    assert [receipt.text for receipt in live.receipts(opened.code, phone.token)] == [HOSTILE]
    assert said("Received: your statement is stored and on the board.", lang) in words(answer)
    assert typed(answer, "own") == [HOSTILE]
    assert escape(HOSTILE, quote=False) in answer.text.replace("&#34;", '"').replace("&#39;", "'")
    assert "<script>alert" not in answer.text
    assert field_text(answer) == "", "the field is empty for the next one"
    assert board.board(opened.code)["language"].tolist() == [lang]
    assert f'<html lang="{lang}">' in answer.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=520))
def test_any_text_is_stored_as_cleaned_or_comes_back(opened: Opened, text: str) -> None:
    """Nothing typed is lost and nothing typed becomes HTML, whatever signs it has."""
    phone = Phone(opened.code)
    answer = phone.write(text)
    sent = text.encode("utf-8", "replace").decode().replace("\r\n", "\n")
    stored = [receipt.text for receipt in live.receipts(opened.code, phone.token)] if answer.status == 200 else []
    if stored:
        assert stored == [live.clean(sent, live.STATEMENT_CHARACTERS)]
        assert typed(answer, "own") == stored
    else:
        assert answer.status in (422, 429)
        assert field_text(answer).replace("\r", "") == text.encode("utf-8", "replace").decode().replace("\r", "")
    assert answer.text.count("<script") == 1


def test_the_same_words_again_are_the_same_statement_also_after_a_lost_answer(opened: Opened) -> None:
    phone = Phone(opened.code)
    phone.look()
    body = urlencode({"do": "write", "question": 1, "lang": "en", "text": "More money"}).encode()
    first, second = (phone.ask(f"/j/{opened.code}", "POST", body) for _again in range(2))
    assert first.status == second.status == 303
    assert first.headers["location"] == second.headers["location"]
    phone.write("More money ")
    phone.write("More time")
    assert [receipt.text for receipt in live.receipts(opened.code, phone.token)] == ["More money", "More time"]
    assert live.look(opened.code).devices == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_that_are_refused_come_back_with_the_reason_and_join_nobody(opened: Opened, lang: str) -> None:
    phone = Phone(opened.code, lang)
    too_long = "x" * (live.STATEMENT_CHARACTERS + 1)
    answer = phone.write(too_long)
    assert answer.status == 422
    assert field_text(answer) == too_long
    assert 'href="#text"' in answer.text, "the summary leads to the field"
    assert 'aria-invalid="true"' in answer.text
    assert said("The text has {characters} characters; at most {limit} fit.", lang).format(
        characters=501, limit=500
    ) in words(answer)
    assert phone.write(" \n ").status == 422
    assert live.look(opened.code).devices == 0
    live.close(opened.code, opened.key)
    late = phone.write("Too late")
    assert late.status == 409
    assert field_text(late) == "Too late"
    assert "readonly" in late.text
    assert live.look(opened.code).devices == live.look(opened.code).statements == 0


def test_a_store_that_does_not_answer_costs_nobody_a_text(opened: Opened) -> None:
    phone = Phone(opened.code, "sv")
    phone.look()
    with pytest.MonkeyPatch.context() as silent:
        silent.setenv(store.SETTING, "postgresql://nobody@127.0.0.1:1/nothing")
        answer = phone.write("Viktiga ord")
        assert answer.status == phone.look().status == 503
    assert field_text(answer) == "Viktiga ord"
    assert said("Send again", "sv") in words(answer)
    assert phone.write(field_text(answer)).status == 200


def test_too_many_in_a_minute_come_back_too(opened: Opened) -> None:
    phone = Phone(opened.code)
    for number in range(live.STATEMENTS_A_MINUTE):
        phone.write(f"Need {number}")
    answer = phone.write("One more")
    assert answer.status == 429
    assert field_text(answer) == "One more"
    assert live.look(opened.code).statements == live.STATEMENTS_A_MINUTE


def test_themes_are_suggested_for_a_stored_statement(opened: Opened) -> None:
    Phone(opened.code).write("Help with funding applications")
    assert board.needs(opened.code)["theme"].tolist() == ["funding"]


def test_a_recogniser_that_fails_costs_nobody_a_statement(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError("no model of languages")

    monkeypatch.setattr(themes, "suggest", fail)
    assert Phone(opened.code).write("More money").status == 200
    assert "no model of languages" in caplog.text
    assert board.needs(opened.code)["statement"].tolist() == ["More money"]


# --- joining -----------------------------------------------------------------------------------------------


def test_who_looks_only_has_not_joined(opened: Opened) -> None:
    path = f"/j/{opened.code}"
    phone = Phone(opened.code)
    assert phone.look().status == 200
    assert phone.ask(path, "HEAD").status == 200
    assert Phone(opened.code).ask(path, purpose="prefetch").status == 200
    assert phone.send("unvote", number=1).status == 422
    assert live.look(opened.code).devices == 0
    phone.write("Now I am here")
    assert live.look(opened.code).devices == 1


def test_the_cookie_is_no_scripts_and_no_pages(opened: Opened) -> None:
    phone = Phone(opened.code)
    answer = phone.look()
    parts = {part.strip().lower() for part in answer.headers["set-cookie"].split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/", "max-age=31536000"} <= parts  # 365 days
    assert "secure" not in parts
    assert phone.token not in answer.text + phone.write("A need").text
    assert "set-cookie" not in phone.look().headers
    assert "Secure" in Phone(opened.code).ask(f"/j/{opened.code}", x_forwarded_proto="https").headers["set-cookie"]


def test_without_a_cookie_nothing_is_stored_and_the_text_comes_back(opened: Opened) -> None:
    body = urlencode({"do": "write", "question": 1, "lang": "en", "text": "Mine"}).encode()
    for _try in range(3):
        answer = ask(ATLAS, f"/j/{opened.code}", "POST", {}, body)
        assert answer.status == 403
        assert field_text(answer) == "Mine"
        assert "set-cookie" in answer.headers, "a browser that keeps it can send the form again"
    assert live.look(opened.code).devices == live.look(opened.code).statements == 0


def test_a_form_on_another_site_does_nothing(opened: Opened) -> None:
    phone = Phone(opened.code)
    phone.look()
    body = urlencode({"do": "write", "question": 1, "text": "Forged"}).encode()
    for headers in ({"origin": "https://evil.example.com"}, {"sec_fetch_site": "cross-site"}):
        assert phone.ask(f"/j/{opened.code}", "POST", body, **headers).status == 403
    assert live.look(opened.code).statements == 0


def test_a_cookie_of_one_workshop_is_no_way_into_another(opened: Opened) -> None:
    other = live.open_workshop("Other", ["?"])
    phone = Phone(other.code)
    phone.write("A secret of the other room")
    phone.cookies[f"atlas-device-{opened.code}"] = phone.token
    assert "A secret of the other room" not in phone.ask(f"/j/{opened.code}").text
    with pytest.raises(errors.UnknownDevice):
        live.votes_left(opened.code, phone.token)


def test_one_address_fills_no_room(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitors, "new_devices", Pace(3, 0.0))
    answers = [Phone(opened.code).write(f"Need {number}") for number in range(5)]
    assert [answer.status for answer in answers] == [200] * 3 + [429] * 2
    assert field_text(answers[-1]) == "Need 4"
    assert live.look(opened.code).devices == 3


def test_idle_devices_make_room_for_those_who_write(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "DEVICES", 3)
    for _n in range(3):
        live.join(opened.code)
    assert Phone(opened.code).write("A need").status == 200
    assert live.look(opened.code).devices == 1
    for number in range(2):
        Phone(opened.code).write(f"Need {number}")
    full = Phone(opened.code).write("One too many")
    assert full.status == 422
    assert field_text(full) == "One too many"


def scope(client: tuple[str, int], **headers: str) -> Request:
    sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": client, "headers": sent, "path": "/", "query_string": b""})


def test_an_address_is_believed_only_as_far_as_the_operator_says(monkeypatch: pytest.MonkeyPatch) -> None:
    forged = {"x_forwarded_for": "1.1.1.1, 2.2.2.2"}
    assert visitors.address(scope(("9.9.9.9", 80), **forged)) == "9.9.9.9"
    # The server has taken the header over: it knows no port.
    assert visitors.address(scope(("2.2.2.2", 0), **forged)) == "127.0.0.1"
    monkeypatch.setenv(visitors.PROXIES, "1")
    assert visitors.address(scope(("9.9.9.9", 80), **forged)) == "2.2.2.2"
    monkeypatch.setenv(visitors.PROXIES, "2")
    assert visitors.address(scope(("9.9.9.9", 80), **forged)) == "1.1.1.1"
    assert visitors.address(scope(("9.9.9.9", 80))) == "unknown"
    monkeypatch.setenv(visitors.PROXIES, "many")
    assert visitors.address(scope(("2001:db8:1:2:aaaa::1", 80))) == "2001:db8:1:2::"
    assert visitors.address(scope(("::ffff:9.9.9.9", 80))) == "9.9.9.9"


def test_a_limit_lets_a_hall_in_and_then_a_few() -> None:
    clock = iter([0.0] * 4 + [1.0, 1.0, 60.0, 60.0, 60.0, 60.0]).__next__
    limit = Pace(3, 1.0, clock)
    assert [limit.allows("a") for _n in range(4)] == [True, True, True, False]
    assert [limit.allows("a"), limit.allows("a")] == [True, False]
    assert [limit.allows("a") for _n in range(3)] == [True, True, True], "no more than the burst comes back"
    assert limit.allows("b")


# --- the way in --------------------------------------------------------------------------------------------


def test_old_links_land_on_the_page(opened: Opened) -> None:
    phone = Phone(opened.code)
    answer = phone.ask(f"/join?w={opened.code}&lang=fi&q=2")
    assert answer.status == 303
    assert answer.headers["location"] == f"j/{opened.code}?lang=fi&q=2"
    small = opened.code.lower()
    answer = phone.ask(f"/j/{small[:5]}%20{small[5:]}?lang=fi")
    assert answer.status == 303
    assert answer.headers["location"] == f"{opened.code}?lang=fi"
    assert 'name="w"' in phone.ask("/join").text, "without a code it is asked for"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ["NOSUCHCODE", "x" * 5000, "%00", "%3Cscript%3E", "%22%3E%3Cb%3E", "---"])
def test_an_unknown_code_is_said_kindly(code: str, lang: str) -> None:
    unknown = said(
        "There is no workshop with this code. Check the code; the workshop may also have been deleted.", lang
    )
    for path in (f"/j/{code}?lang={lang}", f"/join?w={code}&lang={lang}"):
        answer = ask(ATLAS, path)
        assert answer.status == 404
        assert unknown in words(answer)
        assert answer.text.count("<script") == 1
        assert "set-cookie" not in answer.headers


def test_who_tries_codes_is_made_to_wait(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = Phone(opened.code)
    inside.write("I am in")
    monkeypatch.setattr(visitors, "unknown_codes", Pace(3, 0.0))
    answers = [ask(ATLAS, f"/j/NOSUCH{letter}").status for letter in "CDFGH"]
    assert answers == [404, 404, 404, 429, 429]
    assert ask(ATLAS, f"/j/{opened.code}").status == 429, "also where the next guess would have been right"
    assert ask(ATLAS, f"/j/{opened.code}/now").status == 503
    assert inside.write("Still here").status == 200, "who has joined stays in, with the same address"


def test_a_hall_whose_workshop_was_deleted_guesses_nothing(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    other = live.open_workshop("Next door", ["What do you need?"])
    Phone(opened.code).look()
    live.delete(opened.code, opened.key)
    monkeypatch.setattr(visitors, "unknown_codes", Pace(3, 0.0))
    assert {ask(ATLAS, f"/j/{opened.code}").status for _phone in range(10)} == {404}
    told = ask(ATLAS, f"/j/{opened.code}/now")
    assert (told.status, '"gone"' in told.text) == (200, True), "a stream that comes back is told so at once"
    assert ask(ATLAS, f"/j/{other.code}").status == 200


def test_what_is_taken_away_is_told_apart_from_what_comes() -> None:
    room = live.open_workshop("Room", ["What do you need?", Asked({"en": "A word?"}, "words")])
    watch, phone = follow._Watch(), Phone(room.code)
    phone.write("First")
    phone.write("Trust", 2)
    watch.see(participants.room(room.code))
    told = []
    for act in (
        lambda: phone.write("Second"),
        lambda: live.hide(room.code, room.key, 1),  # a phone takes it out by itself
        lambda: live.unhide(room.code, room.key, 1),
        lambda: live.hide(room.code, room.key, 2),  # a word counts in the results, which a phone has to ask for
        lambda: steering.reset(room.code, room.key, 1),
    ):
        act()
        watch.see(participants.room(room.code))
        told.append((watch.now["hidden"], watch.taken) if watch.now else None)
    assert told == [([], 0), ([1], 0), ([], 0), ([2], 1), ([2], 2)]


def test_the_pages_of_the_room_count_wrong_codes_with_the_phones(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitors, "unknown_codes", Pace(3, 0.0))
    assert ask(ATLAS, "/j/NOSUCHC").status == 404  # from 10.0.0.9, as all requests of these tests
    for _guess in range(2):
        with pytest.raises(errors.UnknownWorkshop):
            workshop_ui.looked_up("10.0.0.9", "34679CDFGH")
    with pytest.raises(errors.Crowded):
        workshop_ui.looked_up("10.0.0.9", opened.code)
    assert ask(ATLAS, f"/j/{opened.code}").status == 429
    assert workshop_ui.looked_up("198.51.100.8", opened.code).code == opened.code


def test_the_page_speaks_a_language_of_the_workshop() -> None:
    opened = live.open_workshop("På svenska", ["Vad behöver ni?"], ["sv"])
    for asked in ({"lang": "en"}, {"lang": "zz"}, {}):
        phone = Phone(opened.code)
        answer = phone.ask(f"/j/{opened.code}?{urlencode(asked)}", accept_language="fi-FI,fi;q=0.9")
        assert '<html lang="sv">' in answer.text
    room = live.open_workshop("Three", ["?"])
    for accepted, lang in (("sv-FI,sv;q=0.9,en;q=0.8", "sv"), ("nb-NO,nb;q=0.9,fi;q=0.8", "fi"), ("de", "en")):
        assert f'<html lang="{lang}">' in Phone(room.code).ask(f"/j/{room.code}", accept_language=accepted).text


def test_a_phones_page_has_a_policy_of_its_own(opened: Opened) -> None:
    answer = Phone(opened.code).look()
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "link" not in answer.headers, "nothing of Streamlit's is fetched beforehand"
    assert " on" not in re.sub(r">[^<]*<", "><", answer.text.split("<body")[1]), "no script in attributes"
    assert "style=" not in answer.text


# --- voting ------------------------------------------------------------------------------------------------


def test_votes_are_given_taken_back_and_counted(opened: Opened) -> None:
    one, two = Phone(opened.code), Phone(opened.code)
    one.write("More money")
    two.write("My own")
    assert typed(two.look(), "others") == ["More money"], "nobody votes for their own"
    assert "You have 4 votes left." in words(two.send("vote", number=1))
    two.send("vote", number=1)
    assert board.board(opened.code)["votes"].tolist() == [1, 0]
    assert "You have 5 votes left." in words(two.send("unvote", number=1))


def test_a_vote_alone_joins(opened: Opened) -> None:
    Phone(opened.code).write("More money")
    Phone(opened.code).send("vote", number=1)
    assert live.look(opened.code).devices == 2
    assert board.board(opened.code)["votes"].tolist() == [1]


def test_without_votes_left_there_is_no_button_to_vote() -> None:
    room = live.open_workshop("Few votes", ["?"], votes_per_device=1)
    writer, voter = Phone(room.code), Phone(room.code)
    writer.write("One")
    writer.write("Two")
    answer = voter.send("vote", number=1)
    assert re.findall(r'name="do" value="(\w+)"', answer.text.split('id="others"')[1]) == ["unvote"]
    refused = voter.send("vote", number=2)
    assert refused.status == 422
    assert "You have given your 1 votes." in words(refused)


def test_a_workshop_without_voting_shows_no_statements_of_others() -> None:
    room = live.open_workshop("No votes", ["?"], votes_per_device=0)
    Phone(room.code).write("More money")
    assert "More money" not in Phone(room.code).look().text


def test_merged_statements_stand_once_and_a_vote_for_a_part_shows(opened: Opened) -> None:
    one, two, three = (Phone(opened.code) for _n in range(3))
    one.write("Money")
    two.write("Cash")
    three.send("vote", number=2)
    live.merge(opened.code, opened.key, 2, 1)
    answer = three.look()
    assert typed(answer, "others") == ["Money"]
    assert 'value="unvote"' in answer.text
    assert "counted on the board with number 1" in words(two.look())
    assert "You have 5 votes left." in words(three.send("unvote", number=1))


def test_whose_first_act_is_refused_is_not_let_in(opened: Opened) -> None:
    assert Phone(opened.code).send("vote", number=99).status == 422
    assert live.look(opened.code).devices == 0
    phone = Phone(opened.code)
    phone.send("write", question=1, text="Money")
    assert (live.look(opened.code).devices, live.look(opened.code).statements) == (1, 1)


def test_long_lists_are_shown_in_parts_with_what_was_voted_for(opened: Opened) -> None:
    token = participants.new_token()
    participants.admit(opened.code, token)
    for number in range(1, 46):
        with store.current().write() as session:  # past the limit of a minute
            workshop = rows.locked(session, opened.code)
            from analytics.workshops import schema

            session.add(
                schema.Statement(
                    workshop_id=workshop.id, question_id=rows.question(session, workshop, 1).id,
                    device_id=rows.device(session, workshop, token).id, number=number, submission=f"number-{number}",
                    text=f"Need {number}", language="en", received_at=rows.now(),
                )
            )  # fmt: skip
            rows.changed(workshop)
    phone = Phone(opened.code)
    phone.send("vote", number=1)
    shown = typed(phone.look(), "others")
    assert shown == [f"Need {number}" for number in range(45, 25, -1)] + ["Need 1"]
    assert len(typed(phone.look(more=3), "others")) == 45
    assert len(typed(phone.look(more="9" * 400), "others")) == 21
    assert "Show more" in phone.look().text
    assert "Show more" not in phone.look(more=3).text


# --- what is true afterwards -------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_after_closing_the_phone_says_what_is_true(opened: Opened, lang: str) -> None:
    one, two = Phone(opened.code, lang), Phone(opened.code, lang)
    one.write("More money")
    two.send("vote", number=1)
    live.close(opened.code, opened.key)
    answer = two.look()
    closed = said("The workshop is closed: no more statements or votes are taken. Thank you for taking part.", lang)
    assert closed in words(answer)
    assert "<form" not in answer.text
    assert "<button" not in answer.text
    assert said("You voted for this.", lang) in words(answer)
    language.use(lang)
    for left in range(6):
        assert language.ngettext("You have {n} vote left.", "You have {n} votes left.", left) not in words(answer)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hidden_author_is_told(opened: Opened, lang: str) -> None:
    phone = Phone(opened.code, lang)
    address = phone.send("write", text="Rude words")
    live.hide(opened.code, opened.key, 1)
    for answer in (phone.look(), phone.look(said=1)):
        assert said("The facilitator has taken this statement off the board.", lang) in words(answer)
        assert said("Received: your statement is stored and on the board.", lang) not in words(answer)
        assert "Rude words" in typed(answer, "own")
    assert address.status == 200


def test_a_hidden_statement_shows_to_others_only_that_a_vote_lies_on_it(opened: Opened) -> None:
    Phone(opened.code).write("Rude words")
    voter, other = Phone(opened.code), Phone(opened.code)
    voter.send("vote", number=1)
    live.hide(opened.code, opened.key, 1)
    assert "You can take your vote back." in words(voter.look())
    assert "Rude words" not in voter.look().text + other.look().text
    assert "taken off" not in other.look().text


def test_a_deleted_workshop_is_gone_for_its_phones(opened: Opened) -> None:
    phone = Phone(opened.code)
    phone.write("More money")
    live.delete(opened.code, opened.key)
    assert phone.look().status == 404
    late = phone.write("Something more")
    assert late.status == 404
    assert field_text(late) == "Something more"


def test_texts_stand_in_their_own_direction(opened: Opened) -> None:
    phone = Phone(opened.code)
    answer = phone.write("نحتاج إلى تمويل")
    assert '<p class="typed" dir="auto">نحتاج إلى تمويل</p>' in answer.text
    assert re.search(r'<textarea id="text"[^>]* dir="auto"', answer.text)


def test_somebody_elses_number_in_the_address_says_nothing(opened: Opened) -> None:
    Phone(opened.code).write("More money")
    assert "Received" not in Phone(opened.code).look(said=1).text


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.dictionaries(
        st.sampled_from(["do", "question", "lang", "number", "more", "text", "other"]),
        st.text(max_size=40) | st.sampled_from(["write", "vote", "unvote", "1", "-1", "9" * 30, "٣", "1e3"]),
    ),
    query=st.dictionaries(st.sampled_from(["lang", "q", "more", "said", "w"]), st.text(max_size=20)),
)
def test_no_form_and_no_address_breaks_a_page(opened: Opened, fields: dict[str, str], query: dict[str, str]) -> None:
    phone = Phone(opened.code)
    assert phone.look(**query).status == 200
    answer = phone.ask(f"/j/{opened.code}", "POST", urlencode(fields, errors="replace").encode())
    assert answer.status in (303, 403, 409, 422, 429)
    if answer.status == 303:
        asked = parse_qs(urlsplit(answer.headers["location"]).query)
        assert asked["lang"][0] in LANGUAGES


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"text=" + b"x" * 70_000, 413), (b"&".join(b"a=1" for _n in range(500)), 400), (b"\xff\xfe=%ff&do=%00", 422)],
)
def test_forms_without_end_are_refused(opened: Opened, body: bytes, status: int) -> None:
    phone = Phone(opened.code)
    phone.look()
    assert phone.ask(f"/j/{opened.code}", "POST", body).status == status


# --- kinds of question -------------------------------------------------------------------------------------

FRUITS = ({"en": "Apples", "fi": "Omenat"}, {"en": "Pears"}, {"en": "Plums"})
KINDS = (
    Asked({"en": "What?", "fi": "Mitä?"}),
    Asked({"en": "One word?"}, "words"),
    Asked({"en": "Which?"}, "choice", FRUITS),
    Asked({"en": "Which ones?"}, "choice", FRUITS, multiple=True),
    Asked({"en": "How much?"}, "scale", lowest=0, highest=4, low_end={"en": "not at all"}),
    Asked({"en": "In which order?"}, "ranking", FRUITS),
    Asked({"en": "Where to put it?"}, "dots", FRUITS, budget=4),
)
WORDS, CHOICE, SEVERAL, SCALE, RANKING, DOTS = range(2, 8)


@pytest.fixture
def every() -> Opened:
    """A workshop with a question of each kind."""
    return live.open_workshop({"en": "Every kind", "fi": "Kaikki lajit"}, KINDS)


def answer(phone: Phone, question: int, **fields: object) -> Answer:
    """Answer with the word that the form has."""
    form = re.search(r'name="form" value="([^"]+)"', phone.look(q=question).text)
    return phone.send("answer", question=question, form=form[1] if form else "", **fields)


@pytest.mark.parametrize(
    ("question", "fields", "stored"),
    [
        (CHOICE, {"value": 2}, (2,)),
        (SEVERAL, {"value": [1, 3]}, (1, 3)),
        (SCALE, {"value": 0}, (0,)),
        (RANKING, {"place1": 3, "place2": 1, "place3": ""}, (2, 1)),
        (DOTS, {"dots1": 3, "dots2": 0, "dots3": 1}, (1, 1, 1, 3)),
    ],
)
def test_an_answer_is_stored_shown_changed_and_taken_back(
    every: Opened, question: int, fields: dict[str, object], stored: tuple[int, ...]
) -> None:
    phone = Phone(every.code)
    page = answer(phone, question, **fields)
    assert page.status == 200
    assert answers.answered(every.code, phone.token, question) == stored
    assert "Your answer is stored." in words(page)
    marked = re.findall(r'id="o(\d+)"[^>]* (?:checked|value="[1-9]\d*"(?= aria))', page.text)
    selected = re.findall(r'name="place(\d)".*?</select>', page.text, re.DOTALL)
    if question == RANKING:
        places = [
            re.search(rf'name="place{option}".*?value="(\d)" selected', page.text, re.DOTALL) for option in (1, 2)
        ]
        assert [place and place[1] for place in places] == ["2", "1"]
        assert len(selected) == 3
    elif question == DOTS:
        assert re.findall(r'name="dots\d"[^>]* value="(\d)"', page.text) == ["3", "0", "1"]
    else:
        assert marked == [str(option) for option in stored]
    assert "taken back" in words(phone.send("clear", question=question, form="another"))
    assert answers.answered(every.code, phone.token, question) == ()
    assert live.look(every.code).devices == 1


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        (CHOICE, {}),
        (CHOICE, {"value": [1, 2]}),
        (CHOICE, {"value": "99"}),
        (CHOICE, {"value": "<b>"}),
        (SCALE, {"value": 5}),
        (RANKING, {"place1": 1, "place2": 1}),
        (DOTS, {"dots1": 3, "dots2": 2}),
        (DOTS, {"dots1": "9" * 9}),
        (WORDS, {"value": 1}),
        (99, {"value": 1}),
    ],
)
def test_an_answer_that_is_none_is_refused_in_words_and_comes_back(
    every: Opened, question: int, fields: dict[str, object]
) -> None:
    phone = Phone(every.code)
    page = answer(phone, question, **fields)
    assert page.status == 422
    assert 'role="alert"' in page.text
    assert live.look(every.code).devices == 0
    if question == DOTS and fields["dots1"] == 3:
        assert re.findall(r'name="dots\d"[^>]* value="(\d)"', page.text) == ["3", "2", "0"]
        assert "You have 4 dots." in words(page)


def test_the_same_form_twice_is_one_answer_and_an_old_answer_can_come_back(every: Opened) -> None:
    phone = Phone(every.code)
    for value in (1, 2, 1):
        for _again in range(2):
            page = answer(phone, CHOICE, value=value)
            assert page.status == 200
        assert answers.answered(every.code, phone.token, CHOICE) == (value,)


def test_results_are_seen_once_they_are_revealed(every: Opened) -> None:
    phones = [Phone(every.code) for _n in range(4)]
    for phone, value in zip(phones, (2, 2, 2, 1), strict=True):
        answer(phone, CHOICE, value=value)
        answer(phone, SCALE, value=value)
    page = words(phones[0].look(q=CHOICE))
    assert "4 devices have answered." in page
    assert "Apples 25%" in page
    assert "Pears 75%" in page
    assert "The mean is 1.8." in words(phones[0].look(q=SCALE))  # (2 + 2 + 2 + 1) / 4 = 1.75
    steering.reveal(every.code, every.key, CHOICE, shown=False)
    hidden = words(phones[0].look(q=CHOICE))
    assert "have answered" not in hidden
    assert "75%" not in hidden


def test_words_are_counted_whatever_their_capitals(every: Opened) -> None:
    for text in ("Money", "money", "Time"):
        Phone(every.code).write(text, WORDS)
    page = words(Phone(every.code).look(q=WORDS))
    assert "money 2 times" in page.casefold()
    assert "Time 1 time" in page
    long = Phone(every.code).write("x" * 41, WORDS)
    assert long.status == 422
    assert 'value="' + "x" * 41 in long.text


def test_one_question_at_a_time_moves_every_phone(every: Opened) -> None:
    phone = Phone(every.code, "fi")
    assert "Kaikki lajit" in words(phone.look())
    assert "Omenat" in words(phone.look(q=CHOICE))
    steering.show_question(every.code, every.key, CHOICE)
    page = phone.look(q=1)
    assert "Which?" in words(page)
    assert "<nav" not in page.text.split("<main")[1], "no other question can be chosen"
    late = phone.write("Answer to the first one")
    assert late.status == 409
    assert field_text(late) == "Answer to the first one"
    assert "Which?" in words(late)


def test_after_the_time_is_up_nothing_is_taken(every: Opened) -> None:
    phone = Phone(every.code)
    steering.set_timer(every.code, every.key, 1, 600)
    assert re.search(r'data-left="(59\d|600)"', phone.look().text)
    steering.set_timer(every.code, every.key, 1, 0)
    page = phone.look()
    assert "The time for this question is over." in words(page)
    assert '<textarea id="text"' not in page.text
    late = phone.write("Too late")
    assert late.status == 409
    assert field_text(late) == "Too late"


def test_what_waits_for_approval_says_so_to_its_author_alone(every: Opened) -> None:
    steering.ask_approval(every.code, every.key)
    author, other = Phone(every.code), Phone(every.code)
    page = author.write("Is this all right?")
    assert "It is shown once the facilitator has approved it." in words(page)
    assert "on the board" not in words(page)
    assert "Is this all right?" not in other.look().text
    steering.approve(every.code, every.key, 1)
    assert typed(other.look(), "others") == ["Is this all right?"]
    assert "approved" not in words(author.look())


def test_a_locked_door_keeps_new_phones_out_and_their_texts_whole(every: Opened) -> None:
    inside = Phone(every.code)
    inside.write("I am in")
    steering.lock(every.code, every.key)
    late = Phone(every.code).write("May I come in?")
    assert late.status == 403
    assert field_text(late) == "May I come in?"
    assert inside.write("Still here").status == 200
    assert live.look(every.code).devices == 1


def test_practice_says_that_nothing_is_real() -> None:
    room = live.open_workshop("A rehearsal", ["What?"], practice=True)
    assert "Practice: nothing here is real or counted." in words(Phone(room.code).look())
