"""Known weaknesses of the pinned packages, by pip-audit. Where no advisories can be reached, it says so and goes on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from analytics.core.paths import ROOT

SECONDS = 240


def run() -> int:
    """Audit the locked files of the atlas and its extras; 1 where a weakness is known, 0 otherwise."""
    found: list[Mapping[str, Any]] = []
    for locked in sorted(ROOT.glob("requirements*.txt")):
        answer = _asked(locked.name)
        if answer is None:
            print(f"{locked.name}: no advisories can be reached from here, so it was not audited.")
            return 0
        found += answer
    return told(found)


def told(packages: Sequence[Mapping[str, Any]]) -> int:
    """Say what was found of packages, as pip-audit lists them."""
    skipped = {package["name"] for package in packages if "skip_reason" in package}
    audited = {package["name"] for package in packages} - skipped
    if not audited:
        print("No advisories can be reached from here: none of the packages was audited.")
        return 0
    weak = sorted(
        {
            f"{package['name']} {package['version']}: {one['id']}, mended in {', '.join(one['fix_versions']) or '-'}"
            for package in packages
            for one in package.get("vulns", ())
        }
    )
    print(*weak, sep="\n", end="\n" if weak else "")
    print(f"{len(audited)} packages audited, {len(skipped)} without advisories here, {len(weak)} weaknesses known.")
    return 1 if weak else 0


def _asked(locked: str) -> list[Mapping[str, Any]] | None:
    """What pip-audit says of a locked file; None where it could not ask."""
    command = [sys.executable, "-m", "pip_audit", "-r", locked, "--disable-pip", "--require-hashes"]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
        packages: list[Mapping[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return None
    return packages
