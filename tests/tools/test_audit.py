"""What the audit of packages says: a weakness fails it, advisories out of reach do not and are said to be."""

from __future__ import annotations

import pytest

from tools import audit

SOUND = {"name": "sound", "version": "1.0", "vulns": []}
WEAK = {"name": "weak", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}


def test_a_known_weakness_fails_the_audit(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.told([SOUND, WEAK, UNKNOWN]) == 1
    said = capsys.readouterr().out
    assert "weak 2.0: PYSEC-1, mended in 2.1" in said
    assert "2 packages audited, 1 without advisories here, 1 weaknesses known" in said


def test_sound_packages_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.told([SOUND]) == 0
    assert "0 weaknesses" in capsys.readouterr().out


def test_no_advisories_at_all_is_said_and_is_no_pass_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.told([UNKNOWN, UNKNOWN]) == 0
    assert "none of the packages was audited" in capsys.readouterr().out
