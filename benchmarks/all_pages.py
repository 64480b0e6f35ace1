"""What a change of each control of each page costs the server: `python -m benchmarks.all_pages [--runs N] [page ...]`.

Processor time of the script's run, all threads, without what AppTest does to read the output back. Each change is
followed by one on the floor's page (one chart), so that a busy machine bears on both; the ratio is of the two. The
charts are drawn ahead before, as the server does after its start. Each page is gone through twice: its choices are
new to the process at first, and made before the second time.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest, local_script_runner

from analytics.core.language import LANGUAGES
from benchmarks import report, rerun
from benchmarks.cases import CHART, ROOT
from ui import page_registry, server

MARKS = "<!-- all pages -->", "<!-- end of all pages -->"
LANGUAGE = "en"
MOST_MS = 50
NO_FILTER = ("embed", "join", "board", "search", "live")
OPENED = {"cluster": {"cluster": "no-gce-node"}, "region": {"region": "FI1B1"}}
WITHOUT = ("language switch", *(f"search-{code}" for code in LANGUAGES))  # these leave the page

_spent: list[float] = []


class _Timed(local_script_runner.LocalScriptRunner):
    def _run_script_thread(self) -> None:
        begin = time.process_time()
        super()._run_script_thread()
        _spent.append((time.process_time() - begin) * 1000)


def main() -> None:
    """Measure and print a row a page: medians, quartiles and 95th percentiles, and ratios to the floor."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.all_pages", description=__doc__)
    parser.add_argument("pages", nargs="*", help="pages by their keys (all if none)")
    parser.add_argument("--runs", type=int, default=20, help="changes of each page at least")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    given = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    lines = [
        f"Measured on {date.today():%d %B %Y}: at least {given.runs} changes a page (load {load:.1f} on "
        f"{os.cpu_count()} cores before the run).",
        "",
    ]
    for line in table(given.pages or [name for name in page_registry.PAGES if name not in NO_FILTER], given.runs):
        print(line, flush=True)
        lines.append(line)
    if given.write:
        report.write("\n".join(lines), marks=MARKS)


def table(pages: list[str], runs: int) -> Iterator[str]:
    """The rows of the report as they are measured."""
    local_script_runner.LocalScriptRunner = _Timed  # type: ignore[misc]
    rerun.app_test.LocalScriptRunner = _Timed  # type: ignore[misc]
    server.load()
    server.answer_first([LANGUAGE], wait=0, rest=0)
    floor = rerun.open_page(CHART)
    yield "| page | first choices, CPU ms | floor, CPU ms | ratio | aim (p95) | made before, CPU ms |"
    yield "|---|---|---|---|---|---|"
    for name in pages:
        mine, theirs = [], []
        for turn, spent in enumerate(_changes(name, runs)):
            mine.append(spent)
            rerun.change(floor, CHART, turn)
            theirs.append(_spent[-1])
        if mine:
            again = list(_changes(name, runs))
            met = "met" if np.percentile(mine, 95) <= MOST_MS else "**missed**"
            ratios = [one / other for one, other in zip(mine, theirs, strict=True)]
            yield (
                f"| {name} | {_spread(mine)} | {_spread(theirs)} | {_spread(ratios, 1)} | ≤ {MOST_MS} ms: {met} "
                f"| {_spread(again)} |"
            )


def _changes(name: str, runs: int) -> Iterator[float]:
    """The processor time of each change of the page's controls, one control after the other."""
    script = ROOT / "ui" / "main.py"
    app = AppTest.from_file(script, default_timeout=120).run()
    app.switch_page(os.path.relpath(page_registry.PAGES[name].file, script.parent))
    for parameter, value in {"lang": LANGUAGE, **OPENED.get(name, {})}.items():
        app.query_params[parameter] = value
    app.run()
    keys = [str(control.key) for control in _controls(app)]
    for turn, key in enumerate(islice(cycle(keys), max(runs, len(keys)) if keys else 0)):
        control = next((one for one in _controls(app) if one.key == key), None)
        if control is None:  # what was chosen before has taken it off the page
            continue
        options = control.options
        place = options.index(str(control.value)) if str(control.value) in options else turn
        if control.type == "multiselect":
            control.set_value([options[turn % len(options)]])
        elif control.type == "selectbox":
            control.select_index((place + 1) % len(options))
        else:
            control.set_value(options[(turn + 1) % len(options)])
        app.run()
        if app.exception:
            raise RuntimeError(f"the page {name} shows an error: {app.exception[0].value}")
        yield _spent[-1]


def _controls(app: AppTest) -> list[Any]:
    found = [*app.selectbox, *app.multiselect, *app.get("button_group")]
    return [one for one in found if one.key and one.key not in WITHOUT and len(one.options) > 1]


def _spread(values: list[float], digits: int = 0) -> str:
    q1, median, q3, p95 = (f"{value:,.{digits}f}" for value in np.percentile(values, (25, 50, 75, 95)))
    return f"{median} ({q1}–{q3}; {p95})"


if __name__ == "__main__":
    main()
