"""What a phone was told is received survives: a hundred phones answer every kind of question on the real server, by
HTTP, on both databases, and the server is killed in the middle."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

import pytest

from analytics.workshops import live, participants, rows, store
from analytics.workshops.models import Opened
from tests.browser.conftest import serve
from tests.workshops.test_questions import DOTS, ONE, OPEN, QUESTIONS, RANKING, SCALE, SEVERAL, WORDS

PHONES, BUDGET = 100, 4


@dataclass(frozen=True)
class Act:
    """A form that a phone sends, and what is stored of it: the text, or the answer in numbers; a vote's statement."""

    question: int
    fields: dict[str, object]
    stored: str | tuple[int, ...] | int


@dataclass
class Phone:
    """A phone that sends its forms one after the other and keeps which of them it was told are received."""

    code: str
    place: int
    cookie: str = ""
    received: list[Act] = field(default_factory=list)

    @property
    def acts(self) -> list[Act]:
        one = 1 + self.place % 3
        two = 1 + one % 3
        text, word = f"Phone {self.place} needs money", f"Trust{self.place}"
        return [
            Act(OPEN, {"do": "write", "text": text}, text),
            Act(ONE, {"do": "answer", "value": one}, (one,)),
            Act(SEVERAL, {"do": "answer", "value": sorted([one, two])}, tuple(sorted([one, two]))),
            Act(DOTS, {"do": "answer", f"dots{one}": 3, f"dots{two}": 2}, ()),  # one more than there are
            Act(DOTS, {"do": "answer", f"dots{one}": 4}, (one,) * 4),
            Act(SCALE, {"do": "answer", "value": 1 + self.place % 5}, (1 + self.place % 5,)),
            Act(RANKING, {"do": "answer", f"place{one}": 1, f"place{two}": 2}, (one, two)),
            Act(WORDS, {"do": "write", "text": word}, word),
            *(Act(OPEN, {"do": "vote", "number": number}, number) for number in range(1, 7) if self.votes),
        ]

    @property
    def votes(self) -> bool:
        """Whether this phone votes: six times, and there are five votes."""
        return self.place % 10 == 0

    @property
    def token(self) -> str:
        return self.cookie.partition("=")[2]

    def send_all(self, url: str, enough: threading.Event | None = None) -> None:
        """Send everything, also what was sent before; a server that is gone ends it."""
        connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
        try:
            if not self.cookie:
                self._ask(connection, "GET")
            for at, act in enumerate(self.acts):
                form = {"question": act.question, "lang": "en", "form": f"form-{at}"} | act.fields
                # Only what is stored is answered with the way to the page that says so.
                if self._ask(connection, "POST", urlencode(form, True)) == 303:
                    self.received.append(act)
                if enough and len(self.received) == 5:
                    enough.set()
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()

    def _ask(self, connection: HTTPConnection, method: str, body: str | None = None) -> int:
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, f"/j/{self.code}", body, headers)
        answer = connection.getresponse()
        answer.read()
        for cookie in SimpleCookie(answer.headers.get("set-cookie", "")).values():
            self.cookie = f"{cookie.key}={cookie.value}"
        return answer.status


def send(phones: list[Phone], url: str, enough: threading.Event | None = None) -> None:
    with ThreadPoolExecutor(len(phones)) as threads:
        list(threads.map(lambda phone: phone.send_all(url, enough), phones))


@pytest.mark.usefixtures("database")
def test_a_killed_server_loses_nothing_that_it_acknowledged() -> None:
    opened = live.open_workshop("Killed", QUESTIONS, ["en"])
    phones = [Phone(opened.code, place) for place in range(PHONES)]
    store.current().close()
    enough = threading.Event()
    with serve() as first:
        crowd = threading.Thread(target=send, args=(phones, first.url, enough))
        crowd.start()
        assert enough.wait(120), first.said
        first.stop(signal.SIGKILL)  # with requests under way
        crowd.join()
    acknowledged = sum(len(phone.received) for phone in phones)
    assert 5 <= acknowledged < 7 * PHONES, "all was done before the server was killed"
    kept(opened, phones)

    with serve() as second:  # the phones come back and send everything once more
        send(phones, second.url)
    found = kept(opened, phones)
    assert sorted(said.text for said in found.statements) == sorted(
        act.stored for phone in phones for act in phone.acts if isinstance(act.stored, str)
    )
    assert [said.number for said in found.statements] == list(range(1, 2 * PHONES + 1))
    assert {question: len(given) for question, given in found.answers.items()} == dict.fromkeys(
        (ONE, SEVERAL, SCALE, RANKING, DOTS), PHONES
    )
    assert {len(given) for given in found.votes.values()} == {live.VOTES}
    assert live.look(opened.code).devices == PHONES, "whoever came back is the same phone"


def kept(opened: Opened, phones: list[Phone]) -> participants.Room:
    """What is stored, once it is known that nothing acknowledged is missing and nothing is over a budget."""
    found = participants.room(opened.code)
    written = {(said.question, said.text) for said in found.statements}
    for phone in phones:
        device = found.devices.get(rows.digest(phone.token))
        votes = found.votes.get(device, frozenset()) if device else frozenset()
        assert len(votes) <= live.VOTES
        assert len(found.answers.get(DOTS, {}).get(device or 0, ())) <= BUDGET
        for act in phone.received:
            assert device is not None
            if isinstance(act.stored, str):
                assert (act.question, act.stored) in written
            elif isinstance(act.stored, int):
                assert act.stored in votes
            else:
                assert found.answers[act.question][device] == act.stored
    return found
