"""What the server says of itself: its log without anybody's data, and whether it can serve."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from starlette.applications import Starlette

from analytics.warehouse import WarehouseError
from tests.ui.asking import ask
from ui import health, logs

ATLAS = Starlette(routes=[*health.ROUTES])


@pytest.fixture(autouse=True)
def _asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test asks the data and a database of its own."""
    health._known.clear()
    monkeypatch.setenv("ATLAS_DATABASE_URL", f"sqlite:///{tmp_path}/workshops.sqlite")


def answered() -> tuple[int, dict[str, str]]:
    answer = ask(ATLAS, "/health")
    return answer.status, json.loads(answer.text)


def test_a_server_that_is_well_says_so() -> None:
    assert answered() == (200, {"status": "ok", "data": "ok", "workshops": "ok"})


def test_without_the_live_workshops_the_server_is_well_enough(tmp_path: Path) -> None:
    (tmp_path / "workshops.sqlite").write_bytes(b"no database " * 900)
    assert answered() == (200, {"status": "ok", "data": "ok", "workshops": "unavailable"})


def test_a_database_that_does_not_answer_makes_the_server_unwell(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> bool:
        raise WarehouseError("/srv/secret/place is gone")

    monkeypatch.setattr(health, "_data", fails)
    status, said = answered()
    assert (status, said["status"], said["data"]) == (503, "unavailable", "unavailable")
    assert "secret" not in str(said)


def test_a_server_whose_pages_are_all_busy_is_unwell(monkeypatch: pytest.MonkeyPatch) -> None:
    import anyio

    async def crowded() -> int:
        limiter = anyio.to_thread.current_default_thread_limiter()
        for n in range(int(limiter.total_tokens)):  # all threads that answer pages are taken
            await limiter.acquire_on_behalf_of(n)
        return (await asked(ATLAS, "/health")).status

    from tests.ui.asking import asked, in_own_thread

    monkeypatch.setattr(health, "SECONDS", 0.2)
    monkeypatch.setattr(health, "STORE_SECONDS", 0.2)
    assert in_own_thread(crowded()) == 503


# ------------------------------------------------------------------ the log


def written(name: str, formatter: logging.Formatter, level: int, message: str, *args: object) -> str:
    try:
        raise ValueError("My name is Secret Person")
    except ValueError:
        import sys

        record = logging.LogRecord(name, level, __file__, 1, message, args, sys.exc_info())
    return formatter.format(record)


def test_a_line_of_json_names_the_fault_and_its_place_and_not_what_was_typed() -> None:
    line = written("atlas", logs.JsonLines(), logging.ERROR, "a page of %s\nfailed", "the map")
    assert "\n" not in line
    said = json.loads(line)
    assert (said["level"], said["logger"], said["message"], said["error"]) == (
        "error",
        "atlas",
        "a page of the map\nfailed",
        "ValueError",
    )
    assert "written" in said["at"]
    assert "Secret Person" not in line


def test_who_provokes_faults_cannot_fill_the_disk() -> None:
    often = logs.Often()
    lines = [logging.LogRecord("streamlit", logging.ERROR, "", 1, "broken frame %s", (n,), None) for n in range(10_000)]
    passed = [line for line in lines if often.filter(line)]
    assert len(passed) == logs.OFTEN
    assert "more of this kind" in passed[-1].getMessage()
    other = logging.LogRecord("atlas", logging.ERROR, "", 1, "a page failed", (), None)
    assert often.filter(other)
    for n in range(5_000):
        often.filter(logging.LogRecord("x", logging.INFO, "", 1, f"kind {n}", (), None))
    assert len(often.seen) <= logs.KINDS


def test_the_setting_chooses_the_form(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    atlas, root = logging.getLogger("atlas"), logging.getLogger()
    before = atlas.handlers, atlas.propagate, atlas.level, root.handlers
    from streamlit import logger as of_streamlit

    monkeypatch.setattr(of_streamlit, "setup_formatter", of_streamlit.setup_formatter)
    monkeypatch.setattr(of_streamlit, "_loggers", {})
    try:
        for setting, is_json in (("json", True), ("", False)):
            monkeypatch.setenv(logs.SETTING, setting)
            logs.set_up()
            atlas.warning("told")
            line = capsys.readouterr().err.strip().splitlines()[-1]
            assert "told" in line
            assert line.startswith("{") is is_json
    finally:
        atlas.handlers, atlas.propagate, root.handlers = before[0], before[1], before[3]
        atlas.setLevel(before[2])
        for name in ("streamlit", "uvicorn", "uvicorn.error"):
            logging.getLogger(name).handlers = []
