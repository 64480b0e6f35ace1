"""Files as downloaded: broken off and gone on with, changed in between, unpacked whole or not at all."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.refresh import downloads, folders
from analytics.refresh.errors import DriftError, UnreachableError, UnreadableError
from analytics.refresh.http import Session
from tests.refresh.answering import Answer, Asked, Publisher
from tests.refresh.made import FROZEN

WHOLE = bytes(range(256)) * 8


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(folders, "KEPT", tmp_path / "refresh")
    monkeypatch.setattr(folders, "SHIPPED", FROZEN)
    return tmp_path / "refresh" / "files"


def in_ranges(asked: Asked) -> Answer:
    """A file server that sends what is missing of the same file."""
    begun = asked.headers.get("Range", "").removeprefix("bytes=").removesuffix("-")
    if begun and asked.headers.get("If-Range") == '"one"':
        return Answer(WHOLE[int(begun) :], 206, {"ETag": '"one"'})
    return Answer(WHOLE, headers={"ETag": '"one"'})


@pytest.mark.parametrize("etag", ['"one"', '"another"'])
def test_a_download_goes_on_where_it_broke_off_if_the_file_is_the_same(
    there: Publisher, opened: Callable[..., Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, etag: str
) -> None:
    monkeypatch.setattr(downloads, "PIECE", 100)
    there.says("/a.bin", Answer(WHOLE[:500], headers={"ETag": etag}, cut=True), in_ranges)
    downloads.fetch(f"{there.address}/a.bin", tmp_path / "a.bin", opened())
    assert (tmp_path / "a.bin").read_bytes() == WHOLE
    assert [one.headers.get("Range") for one in there.asked] == [None, "bytes=500-"]
    assert not list(tmp_path.glob("a.bin.*"))


def test_a_download_that_fails_leaves_the_file_before(
    there: Publisher, opened: Callable[..., Session], tmp_path: Path
) -> None:
    (tmp_path / "a.bin").write_bytes(b"before")
    there.says("/a.bin", Answer(WHOLE[:500], headers={"ETag": '"one"'}, cut=True))
    with pytest.raises(UnreachableError, match="goes on from there"):
        downloads.fetch(f"{there.address}/a.bin", tmp_path / "a.bin", opened())
    assert (tmp_path / "a.bin").read_bytes() == b"before"


def test_baci_is_unpacked_and_the_next_command_named(
    there: Publisher, opened: Callable[..., Session], folder: Path
) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("BACI_HS92_Y2020_V202501.csv", "t,i,j,k,v,q\n2020,246,752,10121,1.5,NA\n")
    name = downloads.DOWNLOADS["baci"].file
    there.says(f"/{name}", file.getvalue())
    said = downloads.run("baci", opened(), there.address)
    assert said.endswith(f"next: python -m analytics rollup {folder / 'BACI_HS92_V202501'} --from baci --out DIR")
    assert (folder / "BACI_HS92_V202501" / "BACI_HS92_Y2020_V202501.csv").exists()
    there.says(f"/{name}", file.getvalue()[:-30])
    with pytest.raises(UnreadableError, match="cut off"):
        downloads.run("baci", opened(), there.address)
    assert (folder / "BACI_HS92_V202501" / "BACI_HS92_Y2020_V202501.csv").exists()


def test_regions_that_the_publisher_added_or_dropped_are_told(
    there: Publisher, opened: Callable[..., Session], folder: Path
) -> None:
    shapes = [{"properties": {"NUTS_ID": code, "CNTR_CODE": code[:2]}} for code in ("FI", "FI1", "NO0C1", "DE1")]
    path = f"/{downloads.DOWNLOADS['gisco'].file}"
    there.says(path, {"type": "FeatureCollection", "features": shapes})
    said = downloads.run("gisco", opened(), there.address)
    assert "2 regions as in the table; new: NO0C1; gone: DK, DK0," in said
    there.says(path, json.loads(json.dumps({"features": shapes}).replace("NUTS_ID", "nutsId")))
    with pytest.raises(DriftError, match=r"'NUTS_ID' .* there is nutsId"):
        downloads.run("gisco", opened(), there.address)
