"""A filter change on the server alone: the script run that it causes, in this process, through Streamlit's AppTest.

AppTest keeps no compiled scripts from run to run; here it is given a memory of them, as a server has. It reads its
output back, which a server does not: what is measured is a little more than a visitor waits for. Each run chooses a
value that was not chosen before while there are such values, so that answers which the server remembers do not
flatter the atlas.
"""

from __future__ import annotations

import os
import time

from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner

from benchmarks.cases import Case

_compiled = ScriptCache()
for module in (app_test, local_script_runner):
    module.ScriptCache = lambda: _compiled  # type: ignore[attr-defined]


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
        box.select_index(((box.index or 0) + 1) % len(box.options))
    elif case.kind == "multiselect":
        many = app.multiselect(case.key)
        chosen = 1 + turn % (2 ** len(many.options) - 1)  # its bits say which options are in
        many.set_value([option for n, option in enumerate(many.options) if chosen >> n & 1])
    else:
        group = app.segmented_control(case.key)
        group.set_value(group.options[(turn + 1) % len(group.options)])


def _check(app: AppTest, case: Case) -> None:
    if app.exception or app.error:
        said = [str(part.value) for part in (*app.exception, *app.error)]
        raise RuntimeError(f"the page {case.name} shows an error: {'; '.join(said)}")
