"""Phones in a room, in this process or in others that can be killed."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from typing import Any

from analytics.workshops import answers, errors, live, store

# Each process is new and holds no connection; the server only saves them the seconds of importing pandas.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload([__name__])


@dataclass(frozen=True)
class Phone:
    """A joined phone and what it is going to send: submission ids and texts, answers in numbers, votes.

    `numbers` has submission id, question and value; `votes` the numbers of statements that it tries to vote for.
    """

    code: str
    token: str
    sends: tuple[tuple[str, str], ...]
    numbers: tuple[tuple[str, int, tuple[int, ...]], ...] = ()
    votes: tuple[int, ...] = ()
    words: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a phone got back for a submission; of numbers the question and what stands, of a vote its statement."""

    submission: str
    number: int
    text: str


def room(code: str, name: str, phones: int, sends: int) -> list[Phone]:
    """Phones that have joined the workshop, each with statements of its own to send."""
    return [
        Phone(
            code, live.join(code), tuple((f"{name}-{phone}-{n:03}", f"{name} {phone}: need {n}") for n in range(sends))
        )
        for phone in range(phones)
    ]


def room_of_all_kinds(code: str, phones: int, options: int, budget: int) -> list[Phone]:
    """Phones that answer a question of each kind (as in test_questions), change their dots, try too many, and vote."""
    made = []
    for place, phone in enumerate(room(code, "kinds", phones, 2)):
        first = 1 + place % options
        order = tuple(1 + (place + step) % options for step in range(options))
        values = {2: (first,), 3: tuple(range(1, 1 + first)), 4: (1 + place % 5,), 5: order}
        dots = [(first,), (first,) * (budget + 1), order[:2] * (budget // 2)]
        numbers = [(f"kinds-{place}-to-{asked}", asked, value) for asked, value in values.items()]
        numbers += [(f"kinds-{place}-dots-{turn}", 6, value) for turn, value in enumerate(dots)]
        words = ((f"kinds-{place}-a-word", 7, f"Trust{first}"),)
        made.append(replace(phone, numbers=tuple(numbers), words=words, votes=tuple(range(1, 8))))
    return made


def send(phone: Phone) -> list[Answer]:
    """Send what the phone has to say, one after the other."""
    return list(_answers(phone))


def send_in_threads(phones: list[Phone]) -> list[Answer]:
    """Each phone sends in a thread of its own."""
    with ThreadPoolExecutor(len(phones)) as threads:
        return [answer for answers in threads.map(send, phones) for answer in answers]


@dataclass(frozen=True)
class Writer:
    """A process in which phones send; it passes on each answer when it has come."""

    process: BaseProcess
    answers: Connection

    def read(self, most: int | None = None) -> Iterator[Answer]:
        """So many answers, or all until the process has ended."""
        while most is None or most > 0:
            try:
                yield self.answers.recv()
            except (EOFError, ConnectionResetError):
                return
            most = None if most is None else most - 1


def writer(phones: list[Phone]) -> Writer:
    """A started process with a thread for each phone."""
    reading, writing = processes.Pipe(duplex=False)
    process = processes.Process(target=_write, args=(os.environ[store.SETTING], phones, writing))
    process.start()
    writing.close()
    return Writer(process, reading)


def open_at_once(titles: list[str]) -> list[str]:
    """The codes of workshops that as many processes open as their first act, all at the same moment."""
    barrier, results = processes.Barrier(len(titles)), processes.SimpleQueue()
    started = [
        processes.Process(target=_open, args=(os.environ[store.SETTING], title, barrier, results)) for title in titles
    ]
    for process in started:
        process.start()
    codes = dict(results.get() for _ in titles)
    for process in started:
        process.join()
    return [codes[title] for title in titles]


def _answers(phone: Phone) -> Iterator[Answer]:
    for submission, text in phone.sends:
        receipt = live.submit(phone.code, phone.token, submission, 1, text, "fi")
        yield Answer(receipt.submission, receipt.number, receipt.text)
    for submission, question, value in phone.numbers:
        with suppress(errors.OverBudget):
            stands = answers.answer(phone.code, phone.token, submission, question, value)
            yield Answer(submission, question, " ".join(map(str, stands)))
    for submission, question, text in phone.words:
        receipt = live.submit(phone.code, phone.token, submission, question, text, "fi")
        yield Answer(submission, receipt.number, receipt.text)
    for number in phone.votes:
        with suppress(errors.NoVotesLeft, errors.OwnStatement):
            live.vote(phone.code, phone.token, number)
            yield Answer(f"vote of {phone.token}", number, "")


def _write(address: str, phones: list[Phone], connection: Connection) -> None:
    os.environ[store.SETTING] = address
    passing_on = threading.Lock()

    def send_and_pass_on(phone: Phone) -> None:
        for answer in _answers(phone):
            with passing_on:
                connection.send(answer)

    with ThreadPoolExecutor(len(phones)) as threads:
        list(threads.map(send_and_pass_on, phones))


def _open(address: str, title: str, barrier: Barrier, results: Any) -> None:
    os.environ[store.SETTING] = address
    barrier.wait(timeout=60)
    try:
        results.put((title, live.open_workshop(title, ["What do you need?"]).code))
    except Exception as fault:
        results.put((title, repr(fault)))
        raise
