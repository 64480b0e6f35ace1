"""What deploy/ says, run as far as it can be without Docker and systemd: the image's files, as nobody, read-only."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
import yaml

from analytics.core.paths import ROOT
from tests import orphans

DEPLOY = ROOT / "deploy"
NOBODY = 65534
unix = pytest.mark.skipif(sys.platform == "win32", reason="rights of Unix")


def dockerfile() -> list[str]:
    """The instructions of the last stage."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    stage = text.rpartition("FROM ")[2]
    return [line.strip() for line in stage.splitlines() if line.strip() and not line.startswith("#")]


@unix
def test_the_files_of_the_image_serve_as_nobody_and_read_only(tmp_path: Path) -> None:
    image, own = Path(f"/tmp/atlas-image-{os.getpid()}"), Path(f"/tmp/atlas-own-{os.getpid()}")
    image.mkdir()
    try:
        for copied in (line.split()[1:] for line in dockerfile() if line.startswith("COPY ") and "--from" not in line):
            source, target = ROOT / copied[0], image / copied[1]
            ignored = shutil.ignore_patterns("__pycache__")
            (image / copied[1]).parent.mkdir(exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=ignored)
            else:
                shutil.copy(source, target if copied[1] != "./" else image)
        for path in (image, *image.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        own.mkdir(mode=0o777)
        own.chmod(0o777)
        before = set(image.rglob("*"))
        serves_and_leaves_no_file(image, own)
        assert set(image.rglob("*")) == before  # root may write where the modes say no
    finally:
        for path in (image, *image.rglob("*")):
            if path.is_dir():
                path.chmod(0o755)
        shutil.rmtree(image, ignore_errors=True)
        shutil.rmtree(own, ignore_errors=True)


def serves_and_leaves_no_file(image: Path, own: Path) -> None:
    """Start the server as the image does, as nobody where that can be, and ask it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (command,) = [json.loads(line[4:]) for line in dockerfile() if line.startswith("CMD ")]
    command = [sys.executable, "-m", "streamlit", *command[1:]]
    command[command.index("--server.port") + 1], command[command.index("--server.address") + 1] = str(port), "127.0.0.1"
    settings = {name: value for name, value in os.environ.items() if not name.startswith("ATLAS_")}
    settings |= {
        "ATLAS_CACHE_DIR": str(own / "cache"),
        "ATLAS_DATABASE_URL": f"sqlite:///{own}/workshops.sqlite",
        "ATLAS_LOG": "json",
        "HOME": str(own),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if nobody_may_run() else {}
    with (own / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=image, env=settings, stdout=log, stderr=log, start_new_session=True, **as_nobody
        )
    with orphans.ended('kill -s KILL -- "-$1"', str(process.pid)):
        try:
            end, told = time.monotonic() + 120, {}
            while set(told.values()) != {"ok"}:  # the data is still being loaded
                if process.poll() is not None or time.monotonic() > end:
                    pytest.fail((own / "log").read_text())
                time.sleep(0.3)
                try:
                    told = json.load(urlopen(f"http://127.0.0.1:{port}/health", timeout=10))
                except HTTPError as unwell:
                    told = json.load(unwell)
                except (URLError, OSError):
                    continue
            assert told == {"status": "ok", "data": "ok", "workshops": "ok"}
            picture = urlopen(f"http://127.0.0.1:{port}/small-map.webp", timeout=60).read()
            assert picture[8:12] == b"WEBP"
        finally:
            process.kill()
            process.wait(20)
    lines = (own / "log").read_text(encoding="utf-8").splitlines()
    assert "Traceback" not in "\n".join(lines)
    assert not [line for line in lines if "GET /" in line or (f"127.0.0.1:{port}" not in line and "127.0.0.1" in line)]
    assert list((own / "cache").glob("atlas-*.duckdb"))


def nobody_may_run() -> bool:
    """Whether this Python can be run as nobody: by root, and not from a home that is shut."""
    if os.geteuid() != 0:
        return False
    try:
        subprocess.run(
            [sys.executable, "-c", "import streamlit"], user=NOBODY, group=NOBODY, check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def test_the_containers_are_shut_in() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert set(services) == {"atlas1", "atlas2", "proxy"}
    for name, service in services.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert not service["user"].startswith("0"), name
        assert set(service["logging"]["options"]) == {"max-size", "max-file"}, name
    assert services["atlas1"]["volumes"] == services["atlas2"]["volumes"]  # one store
    users = [line.split()[1] for line in dockerfile() if line.startswith("USER ")]
    assert users == [services["atlas1"]["user"]]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_the_unit_is_sound_to_systemd(tmp_path: Path) -> None:
    unit = (DEPLOY / "atlas@.service").read_text(encoding="utf-8")
    assert "--server.port %i" in unit
    here = re.sub(r"/srv/atlas/\.venv/bin/streamlit", "/bin/true", unit).replace("/srv/atlas", str(ROOT))
    (tmp_path / "atlas@.service").write_text(here, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "atlas@.service")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if "atlas@" in line]
    assert (done.returncode, said) == (0, [])
