"""Requests to a publisher that is slow, busy, broken or the same as before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import monotonic, sleep

import pytest
import requests

from analytics.refresh.errors import UnreachableError, UnreadableError
from analytics.refresh.http import Http, Session, retry_after
from tests.refresh.answering import Answer, Publisher


def test_a_busy_publisher_is_asked_again_after_the_time_it_names(there: Publisher, http: Http) -> None:
    busy = Answer(b"slow down", 429, {"Retry-After": "0"})
    there.says("/a", busy, Answer(b"", 503), {"figure": 7})
    assert http.json(f"{there.address}/a") == {"figure": 7}
    assert there.paths() == ["/a"] * 3


def test_a_publisher_that_asks_for_an_hour_is_told_of_and_not_waited_for(there: Publisher, http: Http) -> None:
    there.says("/a", Answer(b"", 429, {"Retry-After": "3600"}))
    with pytest.raises(UnreachableError, match="429; it asks to wait 3600 s"):
        http.json(f"{there.address}/a")
    assert there.paths() == ["/a"]


def test_a_silent_publisher_is_given_up_after_some_attempts(there: Publisher, http: Http) -> None:
    there.says("/a", Answer({"figure": 1}, wait=1.5))
    http.session.timeout = 0.05
    with pytest.raises(UnreachableError, match="no answer"):
        http.json(f"{there.address}/a")
    until = monotonic() + 10
    while len(there.paths()) < 3 and monotonic() < until:  # the publisher may read a request after it was given up
        sleep(0.01)
    assert there.paths() == ["/a"] * 3


def test_a_body_that_breaks_off_is_asked_for_again(there: Publisher, http: Http) -> None:
    there.says("/a", Answer(b'{"figure": ', cut=True), {"figure": 2})
    assert http.json(f"{there.address}/a") == {"figure": 2}


def test_json_that_is_cut_off_is_told_and_not_kept(there: Publisher, http: Http) -> None:
    there.says("/a", b'{"value": [1, 2', {"value": [1, 2]})
    http.session.begin()
    with pytest.raises(UnreadableError, match="cut off"):
        http.json(f"{there.address}/a")
    http.session.forget()
    assert http.json(f"{there.address}/a") == {"value": [1, 2]}


def test_a_refusal_is_not_repeated_and_not_kept(there: Publisher, http: Http) -> None:
    there.says("/a", Answer(b"", 404), {"figure": 3})
    with pytest.raises(UnreachableError, match="status 404"):
        http.json(f"{there.address}/a")
    assert http.json(f"{there.address}/a") == {"figure": 3}


def test_a_run_that_was_broken_off_does_not_ask_again(there: Publisher, opened: Callable[..., Session]) -> None:
    there.says("/a", {"figure": 1}, {"figure": 2})
    said = [opened().post(f"{there.address}/a", json={"year": year}).json() for year in (2023, 2023, 2024)]
    assert said == [{"figure": 1}, {"figure": 1}, {"figure": 2}]
    assert len(there.asked) == 2


def test_an_old_answer_is_asked_for_by_its_etag(there: Publisher, http: Http) -> None:
    there.says("/a", Answer({"figure": 1}, headers={"ETag": '"one"'}))
    http.json(f"{there.address}/a")
    http.session.cache.reset_expiration(timedelta(seconds=-1))
    assert http.json(f"{there.address}/a") == {"figure": 1}
    assert [one.headers.get("If-None-Match") for one in there.asked] == [None, '"one"']


def test_stored_answers_are_replayed_without_the_publisher(there: Publisher, opened: Callable[..., Session]) -> None:
    there.says("/a", {"figure": 1})
    opened().get(f"{there.address}/a")
    there.asked.clear()
    offline = opened(offline=True)
    offline.cache.reset_expiration(timedelta(seconds=-1))
    assert offline.get(f"{there.address}/a").json() == {"figure": 1}
    with pytest.raises(UnreachableError, match="no stored answer"):
        offline.get(f"{there.address}/b")
    assert there.asked == []


def test_a_key_is_neither_stored_nor_told(there: Publisher, http: Http) -> None:
    there.says("/a", Answer({"figure": 1}))
    http.get(f"{there.address}/a", **{"subscription-key": "secret"})
    assert there.asked[0].query == {"subscription-key": "secret"}
    assert all("secret" not in repr((one.url, one.request)) for one in http.session.cache.filter())
    there.says("/b", Answer(b"", 401))
    with pytest.raises(UnreachableError) as told:
        http.get(f"{there.address}/b", **{"subscription-key": "secret"})
    assert "secret" not in str(told.value)


def test_the_time_to_wait_may_be_a_date() -> None:
    answer = requests.Response()
    answer.headers["Retry-After"] = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 60 < (retry_after(answer) or 0) <= 90
    answer.headers["Retry-After"] = "soon"
    assert retry_after(answer) is None
