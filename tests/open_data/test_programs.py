"""Programs read a data address as the Share menu says: LibreOffice and pandas; the lines for Excel and R are whole."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import uvicorn
from starlette.types import ASGIApp

from analytics import catalogue
from analytics.open_data import one_liners

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value"


@pytest.fixture(scope="module")
def origin(atlas: ASGIApp) -> Iterator[str]:
    """The data addresses on a port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(atlas, port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_libreoffice_opens_the_address(origin: str, form: str, tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "make test installs LibreOffice"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    # Comma, quotation mark, UTF-8: what Power Query is told too.
    reading = ["--infilter=Text - txt - csv (StarCalc):44,34,76,1"] if form == "csv" else []
    command = [program, "--headless", profile, *reading, "--convert-to", "fods", "--outdir", str(tmp_path)]
    asked = f"{origin}/data/exports.intensity.{form}?country=FI&since=2020"
    subprocess.run([*command, asked], check=True, capture_output=True, timeout=180)
    found = ElementTree.parse(tmp_path / "exports.intensity.fods").iter()
    read = {float(cell.attrib[OFFICE]) for cell in found if OFFICE in cell.attrib}
    exact = catalogue.chart("exports.intensity", country="FI", since=2020).table["exports_pct_gdp"].dropna()
    assert len(exact) > 10
    assert all(any(abs(value - one) < 1e-9 for one in read) for value in exact)


def test_the_line_for_python_reads_the_figures(origin: str) -> None:
    said: dict[str, object] = {}
    exec(one_liners.python(f"{origin}/data/exports.gap.csv?country=NO"), said)
    assert list(said["rows"]["country"].unique()) == ["NO"]  # type: ignore[index]


def test_lines_quote_an_address_as_their_language_does() -> None:
    address = 'https://atlas.example/data/table/clusters.csv?name="Å"'
    assert 'Web.Contents("https://atlas.example/data/table/clusters.csv?name=""Å""")' in one_liners.power_query(address)
    assert one_liners.power_query(address).count("(") == one_liners.power_query(address).count(")")
    assert one_liners.r(address).startswith('rows <- read.csv("https://atlas.example')
    assert '\\"' in one_liners.r(address)
