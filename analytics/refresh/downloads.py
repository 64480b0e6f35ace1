"""Files that are fetched as they are and made into tables by other commands; a download goes on where it broke off."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import requests
import stamina

from analytics.core.codes import NORDIC
from analytics.refresh import folders, http
from analytics.refresh.calls import cells
from analytics.refresh.errors import DriftError, RefreshError, UnreachableError, UnreadableError

PIECE = 1 << 16  # what a connection that breaks takes with it at most


@dataclass(frozen=True)
class Download:
    """A file of a publisher, and what to do with it."""

    address: str
    file: str
    next: str


DOWNLOADS = {
    "gisco": Download(
        "https://gisco-services.ec.europa.eu/distribution/v2/nuts/geojson",
        "NUTS_RG_20M_2021_4326.geojson",
        "boundaries: python -m analytics geography build",
    ),
    "baci": Download(
        "https://www.cepii.fr/DATA_DOWNLOAD/baci/data",
        "BACI_HS92_V202501.zip",
        "python -m analytics rollup {path} --from baci --out DIR",
    ),
}


def run(source: str, session: http.Session, address: str = "") -> str:
    """Fetch a source's file; says where it is, what it changes and what comes next. Raises RefreshError."""
    download = DOWNLOADS[source]
    folder = folders.KEPT / "files"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / download.file
    fetch(f"{address or download.address}/{download.file}", path, session)
    said = [f"{path}: {path.stat().st_size:,} bytes"]
    if source == "gisco":
        said.append(_regions(path))
    if path.suffix == ".zip":
        path = _unpacked(path)
    return "; ".join((*said, f"next: {download.next.format(path=path)}"))


def fetch(url: str, path: Path, session: http.Session) -> None:
    """Fetch a file, from where an earlier run stopped if it is still the same. Raises UnreachableError."""
    part, mark = path.with_name(f"{path.name}.part"), path.with_name(f"{path.name}.etag")
    if session.offline:
        if not path.exists():
            raise UnreachableError(f"{url}: not fetched yet")
        return
    try:
        for attempt in stamina.retry_context(on=http.again, attempts=session.attempts, wait_initial=session.wait):
            with attempt:
                _more(url, part, mark, session)
    except requests.RequestException as error:
        raise UnreachableError(f"{url}: broke off ({type(error).__name__}); the next run goes on from there") from error
    part.replace(path)
    mark.unlink(missing_ok=True)


def _more(url: str, part: Path, mark: Path, session: http.Session) -> None:
    """What is missing of a file, all of it where the publisher has another one than before."""
    begun = part.stat().st_size if part.exists() and mark.exists() else 0
    headers = {"Range": f"bytes={begun}-", "If-Range": mark.read_text()} if begun else {}
    with session.cache_disabled(), session.get(url, headers=headers, stream=True) as answer:
        if answer.status_code >= 400:
            raise UnreachableError(f"{url}: status {answer.status_code}")
        if answer.headers.get("ETag"):
            mark.write_text(answer.headers["ETag"])
        with part.open("ab" if answer.status_code == requests.codes.partial else "wb") as file:
            for piece in answer.iter_content(PIECE):
                file.write(piece)


def _unpacked(path: Path) -> Path:
    """The folder of a ZIP file's files, whole or not there. Raises UnreadableError."""
    folder, making = path.with_suffix(""), path.with_suffix(".new")
    shutil.rmtree(making, ignore_errors=True)
    try:
        with zipfile.ZipFile(path) as packed:
            packed.extractall(making)
    except (zipfile.BadZipFile, EOFError) as error:
        path.unlink()
        raise UnreadableError(f"{path.name}: not a ZIP file, or cut off ({error}); it was removed") from error
    shutil.rmtree(folder, ignore_errors=True)
    making.replace(folder)
    return folder


def _regions(path: Path) -> str:
    """How the regions of the publisher differ from those of the table. Raises RefreshError."""
    try:
        shapes = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError, TypeError) as error:
        path.unlink()
        raise UnreadableError(f"{path.name}: not GeoJSON, or cut off ({error}); it was removed") from error
    found = set()
    for shape in shapes:
        for field in ("NUTS_ID", "CNTR_CODE"):
            if field not in shape.get("properties", {}):
                raise DriftError(path.name, field, shape.get("properties", {}))
        if shape["properties"]["CNTR_CODE"] in NORDIC:
            found.add(shape["properties"]["NUTS_ID"])
    if not found:
        raise RefreshError(f"{path.name}: no region of the five countries")
    ours = set(cells("regions", folders.in_use())["nuts_code"])
    new, gone = ", ".join(sorted(found - ours)) or "none", ", ".join(sorted(ours - found)) or "none"
    return f"{len(found & ours)} regions as in the table; new: {new}; gone: {gone}"
