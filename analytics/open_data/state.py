"""Which state of the atlas an answer was made from: a hash of its tables, texts and code."""

from __future__ import annotations

from hashlib import sha256

from analytics.core.paths import DATA, LOCALE, SUBJECTS
from analytics.core.state import of_data


@of_data(maxsize=1)
def version() -> str:
    """Sixteen hex digits that change with any table, text or measure. A process serves one state only."""
    files = [
        *DATA.rglob("*.csv"),
        *SUBJECTS.rglob("*.py"),
        *SUBJECTS.rglob("*.sql"),
        *LOCALE.rglob("*.po"),
    ]
    found = sha256()
    for path in sorted(files):
        found.update(sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]
