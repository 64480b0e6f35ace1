"""A filter change on the server alone: the script run that it causes, in this process, through Streamlit's AppTest.

AppTest compiles the scripts anew for each run and reads its output back, which a server does not: what is measured
here is a few milliseconds more than a visitor waits for.
"""

from __future__ import annotations

import os
import time

from streamlit.testing.v1 import AppTest

from benchmarks.cases import Case


def open_page(case: Case) -> AppTest:
    """The case's page, run once. Raises RuntimeError when it shows an error."""
    app = AppTest.from_file(case.script, default_timeout=60)
    if case.page:
        app.run()
        app.switch_page(os.path.relpath(case.page, case.script.parent))
    for name, value in case.query:
        app.query_params[name] = value
    _check(app.run(), case)
    return app


def change(app: AppTest, case: Case, turn: int) -> float:
    """Choose another value of the case's filter, a different one each turn; milliseconds of the run it causes."""
    _choose(app, case, turn)
    start = time.perf_counter()
    app.run()
    taken = (time.perf_counter() - start) * 1000
    _check(app, case)
    return taken


def _choose(app: AppTest, case: Case, turn: int) -> None:
    if case.kind == "selectbox":
        box = app.selectbox(case.key)
        box.select_index((box.index + 1) % min(len(box.options), 8) if box.index is not None else turn % 8)
    elif case.kind == "multiselect":
        many = app.multiselect(case.key)
        many.set_value([many.options[turn % len(many.options)]])
    else:
        group = app.segmented_control(case.key)
        group.set_value(group.options[turn % len(group.options)])


def _check(app: AppTest, case: Case) -> None:
    if app.exception or app.error:
        said = [str(part.value) for part in (*app.exception, *app.error)]
        raise RuntimeError(f"the page {case.name} shows an error: {'; '.join(said)}")
