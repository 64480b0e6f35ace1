"""Every setting stands in the README's table, and every setting of the table is one."""

from __future__ import annotations

import re
import tomllib

from analytics.core.paths import ROOT

CODE = ("analytics", "ui", "pages", "tools", "benchmarks", "deploy")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def code() -> str:
    """All that may read a setting."""
    files = [path for folder in CODE for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [ROOT / "app.py", ROOT / "Makefile", ROOT / "tests" / "__init__.py"]
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files if path.suffix != ".pyc")


def documented() -> set[str]:
    """What stands in the first column of the README's tables of settings."""
    section = README.partition("## Settings")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_every_variable_of_the_environment_is_in_the_table() -> None:
    read = set(re.findall(r"\bATLAS_[A-Z_]+\b", code()))
    read |= set(re.findall(r"""environ(?:\.get\(|\[)\s*["']([A-Z_]+)["']""", code()))
    read |= set(re.findall(r"(?m)^([A-Z]+) \?= ", (ROOT / "Makefile").read_text(encoding="utf-8"))) - {"PYTHON"}
    assert read <= documented(), f"not in the README: {sorted(read - documented())}"
    named = {name for name in documented() if name.isupper()}
    assert named <= read, f"in the README and nowhere read: {sorted(named - read)}"


def test_every_option_of_streamlit_that_is_set_is_in_the_table() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    options = {f"{part}.{name}" for part, values in config.items() for name in values if part != "theme"}
    named = {name for name in documented() if not name.isupper()} - {"theme.*"}
    assert options == named
