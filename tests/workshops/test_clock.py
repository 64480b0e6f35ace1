"""A wrong clock deletes nothing: neither far ahead, nor back, nor on two machines that disagree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from analytics.workshops import errors, live, retention, rows, schema
from analytics.workshops.store import current

pytestmark = pytest.mark.usefixtures("database")
DAY = timedelta(days=1)


def daily(start: datetime, days: int) -> list[int]:
    """What the daily look deletes, day after day."""
    return [retention.purge(start + n * DAY) for n in range(days)]


def test_a_clock_a_year_ahead_deletes_nothing_and_is_told(caplog: pytest.LogCaptureFixture) -> None:
    opened, now = live.open_workshop("Day", ["?"]), datetime.now(UTC)
    assert daily(now, 9) == [0] * 9
    assert retention.purge(now + 400 * DAY) == 0
    assert daily(now + 400 * DAY, 7) == [0] * 7  # nor during the week in which somebody may notice
    (told,) = [line for line in caplog.messages if "the clock went from" in line]
    assert f"before {now + 407 * DAY:%Y-%m-%d}" in told
    # Set right again, it is back where it was, and the workshop lives out its year.
    assert daily(now + 16 * DAY, 340) == [0] * 340
    assert live.look(opened.code).title == "Day"


def test_a_clock_that_goes_on_deletes_when_the_year_is_over() -> None:
    opened, now = live.open_workshop("Day", ["?"]), datetime.now(UTC)
    assert daily(now, 365) == [0] * 365
    assert retention.purge(now + 365 * DAY) == 1  # a year, and the moment between opening and the first look
    with pytest.raises(errors.UnknownWorkshop):
        live.look(opened.code)


def test_an_atlas_that_was_off_for_two_years_waits_a_week() -> None:
    live.open_workshop("Day", ["?"])
    later = datetime.now(UTC) + 800 * DAY
    assert daily(later, 8) == [0] * 7 + [1]


def test_two_machines_that_disagree_delete_nothing() -> None:
    live.open_workshop("Day", ["?"])
    now = datetime.now(UTC)
    for n in range(20):
        assert retention.purge(now + n * DAY) == 0
        assert retention.purge(now + (400 + n) * DAY) == 0


def test_a_clock_set_back_by_an_hour_does_not_stop_who_wrote_before(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = live.open_workshop("Day", ["?"])
    token = live.join(opened.code)
    for n in range(live.STATEMENTS_A_MINUTE):
        live.submit(opened.code, token, f"submission-{n}", 1, f"Need {n}", "en")
    with pytest.raises(errors.TooFast):
        live.submit(opened.code, token, "submission-x", 1, "One more", "en")
    earlier = rows.now() - timedelta(hours=1)
    monkeypatch.setattr(rows, "now", lambda: earlier)
    assert live.submit(opened.code, token, "submission-x", 1, "One more", "en").number == 11


def test_the_time_that_was_seen_is_kept_with_the_workshops() -> None:
    live.open_workshop("Day", ["?"])
    with current().write() as session:
        session.execute(update(schema.Clock).values(seen_at=datetime(2020, 1, 1), trusted_from=datetime(2020, 1, 1)))
    assert retention.purge(datetime(2021, 1, 1, tzinfo=UTC)) == 0
    assert retention.purge(datetime(2021, 1, 2, tzinfo=UTC)) == 0
