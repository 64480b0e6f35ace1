"""Files that pages give: two are made at once, whoever asks for hundreds waits for its own and not before others."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ui import places, share
from ui.places import FullError, Turns


def test_two_files_are_made_at_once_and_a_visit_has_three_under_way() -> None:
    turns, go_on = Turns(2, 3), threading.Event()
    making, most, mutex = 0, 0, threading.Lock()

    def make(visit: str) -> str:
        nonlocal making, most
        try:
            with turns.turn(visit):
                with mutex:
                    making += 1
                    most = max(most, making)
                go_on.wait(30)
                with mutex:
                    making -= 1
            return "made"
        except FullError:
            return "refused"

    with ThreadPoolExecutor(60) as pool:
        greedy = [pool.submit(make, "greedy") for _n in range(50)]
        while sum(one.done() for one in greedy) < 47:
            time.sleep(0.01)
        other = pool.submit(make, "other")
        go_on.set()
        assert other.result(30) == "made"
        assert sorted(one.result(30) for one in greedy) == ["made"] * 3 + ["refused"] * 47
    assert most == 2
    assert make("greedy") == "made"  # nothing is held against a visit afterwards


def test_a_file_that_fails_gives_its_turn_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "files", Turns(1, 1))

    def fails() -> bytes:
        raise ValueError("no such chart")

    for _n in range(3):
        with pytest.raises(ValueError, match="no such chart"):
            share.later(fails)()
    assert share.later(lambda: b"made")() == b"made"
