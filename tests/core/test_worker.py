"""The worker process: what a job answers, and that neither time, memory nor a crash of it reaches the atlas."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator

import pytest

from analytics.core import language, worker
from tests.core import worker_jobs


@pytest.fixture(autouse=True)
def _own_worker() -> Iterator[None]:
    worker.stop()
    yield
    worker.stop()


def test_a_job_answers_from_another_process_in_the_language_in_use() -> None:
    language.use("fi")
    found = worker.ask(worker_jobs.about, b"\x00\xff")
    assert found["size"] == 2
    assert found["language"] == "fi"
    assert found["process"] != os.getpid()
    assert worker.ask(worker_jobs.about, b"")["process"] == found["process"]


def test_secrets_of_the_server_are_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATABASE_URL", "postgresql://user:secret@host/atlas")
    assert "ATLAS_DATABASE_URL" not in worker.ask(worker_jobs.about, b"")["settings"]


def test_a_job_that_takes_too_long_is_killed_and_the_next_is_done() -> None:
    first = worker.ask(worker_jobs.about, b"")["process"]
    with pytest.raises(worker.RefusedError, match="too much time"):
        worker.ask(worker_jobs.endless, b"", seconds=0.5)
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert worker.ask(worker_jobs.about, b"x")["size"] == 1


def test_waiting_for_the_processor_is_not_held_against_a_file() -> None:
    assert worker.ask(worker_jobs.slow, b"", seconds=0.2) == "done"


def test_the_limits_of_a_file_end_with_it() -> None:
    first = worker.ask(worker_jobs.limits, b"", seconds=5.0)
    later = worker.ask(worker_jobs.limits, b"", seconds=50.0)
    assert later["processor"] > first["processor"]
    assert later["memory"] < first["memory"] + worker.MEMORY / 3


def test_a_job_that_takes_too_much_memory_is_refused() -> None:
    with pytest.raises(worker.RefusedError, match="memory"):
        worker.ask(worker_jobs.hungry, b"")
    assert worker.ask(worker_jobs.about, b"x")["size"] == 1


@pytest.mark.parametrize("job", [worker_jobs.dies, worker_jobs.faulty, worker_jobs.not_plain, worker_jobs.writes])
def test_a_job_that_fails_in_any_way_is_refused_in_words(job: worker.Job) -> None:
    with pytest.raises(worker.RefusedError) as caught:
        worker.ask(job, b"")
    assert "Traceback" not in str(caught.value)
    assert worker.ask(worker_jobs.about, b"x")["size"] == 1


def test_what_a_job_prints_is_no_answer() -> None:
    assert worker.ask(worker_jobs.prints, b"") == "answer"


def test_more_files_than_may_wait_are_refused_at_once() -> None:
    outcomes: list[str] = []

    def hand_over() -> None:
        try:
            outcomes.append(worker.ask(worker_jobs.slow, b""))
        except worker.BusyError:
            outcomes.append("busy")

    crowd = [threading.Thread(target=hand_over) for _n in range(worker.WAITING + 6)]
    for one in crowd:
        one.start()
        time.sleep(0.01)
    for one in crowd:
        one.join()
    assert outcomes.count("busy") == 5
    assert outcomes.count("done") == worker.WAITING + 1
