"""A statement as a Jupyter notebook that runs beside the atlas."""

from __future__ import annotations

import json

from analytics.core.language import _

_START = """import sys
from pathlib import Path

# Keep this notebook in the folder `notebooks` of the atlas; `analytics` is beside that folder.
sys.path.insert(0, str(Path.cwd().parent))

from analytics.sql.questions import ask"""


def to_ipynb(sql: str) -> bytes:
    """The statement, its answer as a frame and the number of its rows; Jupyter's format 4.5."""
    is_plain = '"""' not in sql and "\\" not in sql and not sql.endswith('"')
    asked = f'"""\n{sql}\n"""' if is_plain else repr(sql)
    cells = [
        _cell(
            "markdown",
            f"# {_('A question to the Nordic Cluster Atlas')}\n\n{_('At most 10,000 rows are answered.')}",
            1,
        ),
        _cell("code", _START, 2),
        _cell("code", f"answer = ask({asked})\nanswer.rows", 3),
        _cell("code", "answer.rows.describe(include='all')", 4),
    ]
    made = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode("utf-8")


def _cell(kind: str, source: str, number: int) -> dict[str, object]:
    made: dict[str, object] = {
        "cell_type": kind,
        "id": f"cell-{number}",
        "metadata": {},
        "source": source.splitlines(keepends=True),
    }
    return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})
