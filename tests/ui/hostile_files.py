"""What in a file would be run, computed or followed by the program that opens it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from openpyxl import load_workbook

RAW = re.compile(r"<img src=x|<script>alert|onerror=alert(?![^<]*&gt;)")
EVIL = re.compile(r"evil\.example|javascript:|alert\(1\)|cmd\|", re.IGNORECASE)
HIDDEN_IN_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|SubmitForm)\b")


def csv_(content: bytes) -> Iterator[str]:
    """What a spreadsheet would compute."""
    text = content.decode("utf-8-sig") if not content.startswith(b"\xff\xfe") else content.decode("utf-16")
    for row in csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ","):
        for cell in row:
            if cell[:1] in ("=", "@", "+", "\t") or re.match(r"-[^\d]|-\d.*[|!(]", cell):
                yield f"a formula {cell[:40]}"


def svg(content: bytes) -> Iterator[str]:
    """What a browser would run or follow."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    for element in root.iter():
        named = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if named in ("script", "foreignObject", "iframe") or any(at.startswith("on") for at in element.attrib):
            yield f"<{named}>"
        if any(EVIL.search(value) for at, value in element.attrib.items() if at.endswith("href")):
            yield "a link that runs"


def html(content: bytes) -> Iterator[str]:
    """What a browser would run or follow."""
    # What stands in a script is data: only the end of that script would get out of it.
    plain = re.sub(r"(?s)<script\b[^>]*>.*?</script>", "", content.decode())
    if RAW.search(plain):
        yield str(RAW.search(plain))
    if re.search(r"""(?i)(href|src)\s*=\s*["']?\s*javascript:""", plain):
        yield "a link that runs"


def pdf(content: bytes) -> Iterator[str]:
    """What a PDF reader would run or follow."""
    parts = [content]
    for stream in re.finditer(rb"(?s)stream\r?\n(.*?)endstream", content):
        try:
            parts.append(zlib.decompressobj().decompress(stream[1]))
        except zlib.error:
            continue
    for part in parts:
        if HIDDEN_IN_PDF.search(part) and b"/Type" in part:
            yield str(HIDDEN_IN_PDF.search(part))
        for link in re.findall(rb"/URI\s*\((.*?)\)", part):
            if EVIL.search(link.decode("latin-1")):
                yield f"a link {link!r}"


def office(content: bytes) -> Iterator[str]:
    """What Word, PowerPoint or Excel would run or fetch, also in a workbook within."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            part = packed.read(name)
            if name.endswith(".xlsx"):
                yield from office(part)
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(part, etree.XMLParser(resolve_entities=False))
            for element in root.iter():
                named = etree.QName(element).localname if isinstance(element.tag, str) else ""
                if named == "Relationship" and EVIL.search(element.get("Target", "")):
                    yield f"{name}: a link {element.get('Target')}"
                if named in ("instrText", "fldSimple") and EVIL.search(str(element.text) + str(element.attrib)):
                    yield f"{name}: a field"
                if named == "f" and (name.startswith("xl/") or EVIL.search(str(element.text))):
                    yield f"{name}: a formula {element.text}"
    if b"xl/workbook.xml" in content:
        load_workbook(io.BytesIO(content))
