"""The work behind `python -m analytics refresh`: each call asked, compared and told; a failed one leaves its rows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from analytics.refresh import calls as known
from analytics.refresh import derived, folders, write
from analytics.refresh.calls import DERIVED, Call, cells
from analytics.refresh.difference import Difference, difference
from analytics.refresh.errors import RefreshError
from analytics.refresh.http import Http, Session
from analytics.refresh.publishers import PUBLISHERS
from analytics.refresh.shape import Shaped, shaped


@dataclass
class Outcome:
    """What a run did: what calls change, places that the tables lack, calls that failed and why, tables written."""

    changes: dict[str, Difference] = field(default_factory=dict)
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class How:
    """What the reader asked for: only show; remove rows that the publisher no longer has."""

    dry_run: bool = False
    accept_gone: bool = False
    today: date = field(default_factory=date.today)

    @property
    def month(self) -> str:
        """The month in which the rows are taken."""
        return f"{self.today:%Y-%m}"


def run(sources: Iterable[str], how: How, session: Session, addresses: Mapping[str, str] | None = None) -> Outcome:
    """Refresh what the sources feed, all when none is named; a table is written before the next is asked for."""
    addresses = addresses or {code: publisher.address for code, publisher in PUBLISHERS.items()}
    http, outcome, chosen = Http(session, addresses), Outcome(), set(sources)
    calls = [call for call in known.load(folders.in_use()) if call.source]
    asked = [call for call in calls if call.source != DERIVED and (not chosen or call.source in chosen)]
    for table in dict.fromkeys(call.table for call in asked):
        of_table = [call for call in calls if call.table == table]
        _table(table, [call for call in asked if call.table == table], of_table, how, http, outcome)
    return outcome


def _table(table: str, asked: list[Call], calls: list[Call], how: How, http: Http, outcome: Outcome) -> None:
    rows = before = cells(table, folders.in_use())
    sound: list[Call] = []
    for place, call in enumerate(asked, 1):
        print(f"[{place}/{len(asked)}] {PUBLISHERS[call.source].name}: {call.name}", file=sys.stderr, flush=True)
        http.session.begin()
        try:
            rows = _refreshed(call, rows, _answer(call, rows, http), how, outcome)
            sound.append(call)
        except RefreshError as error:
            http.session.forget()
            outcome.failures[call.name] = str(error)
    if not sound:
        return
    for call in sorted((call for call in calls if call.source == DERIVED), key=derived.turn):
        try:
            formula = replace(call, fields=derived.FIELDS)
            worked_out = shaped(formula, derived.fetch(call, rows), rows[call.of_part(rows)])
            rows = _refreshed(formula, rows, worked_out, how, outcome)
            sound.append(call)
        except RefreshError as error:
            outcome.failures[call.name] = str(error)
    if not how.dry_run:
        try:
            said = write.put(_tables(table, write.in_order(table, rows), before, sound, calls, how))
        except RefreshError as error:
            outcome.failures[table] = str(error)
        else:
            outcome.written.append(f"{table}: {said}")


def _answer(call: Call, rows: pd.DataFrame, http: Http) -> Shaped:
    """The publisher's answer as rows; whatever a library stumbles over is an answer that nobody understands."""
    before = rows[call.of_part(rows)]
    try:
        return shaped(call, PUBLISHERS[call.source].fetch(call, before, http), before)
    except (RefreshError, ImportError):
        raise
    except Exception as error:
        raise RefreshError(
            f"{call.dataset}: an answer that is not understood ({type(error).__name__}: {error})"
        ) from error


def _refreshed(call: Call, rows: pd.DataFrame, new: Shaped, how: How, outcome: Outcome) -> pd.DataFrame:
    """The rows of the table with those of the call's part replaced. Raises RefreshError."""
    is_old = call.of_part(rows)
    old = rows[is_old]
    key = list(call.contract.key)
    changes = difference(old, new.rows, key, call.figure)
    after = new.rows
    if not how.accept_gone:
        stays = ~pd.MultiIndex.from_frame(old[key]).isin(pd.MultiIndex.from_frame(after[key]))
        after = pd.concat([after, old[stays]])
    write.check_rows(call.table, after, {"sources": _sources([call], how)})
    outcome.changes[call.name] = changes
    if new.unknown:
        outcome.left_out[call.name] = new.unknown
    return pd.concat([rows[~is_old], after], ignore_index=True)


def _tables(
    table: str, rows: pd.DataFrame, before: pd.DataFrame, sound: list[Call], calls: list[Call], how: How
) -> dict[str, pd.DataFrame]:
    """The table with what tells of it: its sources, the month of its rows, and the line below its charts."""
    found = {"sources": write.in_order("sources", _sources(sound, how)), table: rows[before.columns]}
    taken = cells(known.TABLE, folders.in_use())
    for call in sound:
        of_call = (taken["table_name"] == call.table) & (
            taken["part"] == "; ".join(f"{k}={v}" for k, v in call.part.items())
        )
        taken.loc[of_call, "taken"] = how.month
    found[known.TABLE] = taken
    if {call.name for call in calls} == {call.name for call in sound}:
        lines = cells("source_lines", folders.in_use())
        lines.loc[(lines["table_name"] == table) & (lines["read"] != ""), "read"] = how.month
        found["source_lines"] = lines
    return found


def _sources(calls: list[Call], how: How) -> pd.DataFrame:
    """The table of sources with those of the calls as they are cited now."""
    rows = cells("sources", folders.in_use())
    new = pd.DataFrame(
        [
            {
                "source_id": call.source_id,
                "citation": call.citation,
                "url": call.url,
                "licence": PUBLISHERS[call.source].licence,
                "publisher": PUBLISHERS[call.source].name,
                "read": how.month,
            }
            for call in calls
            if call.citation
        ],
        columns=rows.columns,
        dtype="object",
    ).drop_duplicates("source_id")
    return pd.concat([rows[~rows["source_id"].isin(new["source_id"])], new], ignore_index=True)
