"""Storyboards, links and PowerPoint templates that attack: refused in words within the limits."""

from __future__ import annotations

import tracemalloc
import zipfile
import zlib
from base64 import urlsafe_b64encode
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from analytics.core import worker
from analytics.publish import storyboard, uploads
from analytics.publish.figures import StoryboardError

TITLE = 'title="x"\n'
BOARDS = {
    "a key of 90,000 parts": TITLE + ".".join("a" * 90_000) + "=1",
    "a header of 90,000 parts": TITLE + "[" + ".".join("a" * 90_000) + "]",
    "a key in an inline table": TITLE + "a={" + ".".join("a" * 90_000) + "=1}",
    "parts in quotation marks": TITLE + ".".join(['"a"'] * 40_000) + "=1",
    "lines of many parts": TITLE + "\n".join(f"k{n}." + ".".join("a" * 40) + "=1" for n in range(2_000)),
    "nested lists": TITLE + "a=" + "[" * 90_000,
    "nested lists on lines": TITLE + "a=" + "[\n" * 90_000,
    "nested tables": TITLE + "a=" + "{a=" * 60_000,
    "a number of 5,000 digits": TITLE + "a=" + "9" * 5_000,
    "open quotation marks": TITLE + 'a="' + '\\"' * 90_000,
    "many open quotation marks": TITLE + '"""' * 60_000,
    "apostrophes": TITLE + "'" * 190_000,
}


def link(content: str) -> str:
    """A link as it was made before links held JSON."""
    return urlsafe_b64encode(zlib.compress(content.encode(), 9)).decode().rstrip("=")


def json_link(content: str) -> str:
    """A link as it is made now."""
    return "j." + link(content)


@pytest.mark.parametrize("name", BOARDS)
def test_a_storyboard_that_attacks_is_refused_as_a_file_and_as_a_link(name: str) -> None:
    with pytest.raises(StoryboardError):
        uploads.board(BOARDS[name].encode())
    tracemalloc.start()
    try:
        for read in (storyboard.read, lambda text: storyboard.unpacked(link(text))):
            with pytest.raises(StoryboardError):
                read(BOARDS[name])
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "content",
    [
        "[" * 50_000,
        '{"a":' * 10_000,
        "9" * 5_000,
        '{"title":' + "9" * 5_000 + "}",
        '{"title":"x","slides":[' + ",".join(["{}"] * 10_000) + "]}",
        '{"title":"' + "x" * 10_000_000 + '"}',
        '{"title":"x","slides":[{"kind":"chart","chart":"exports.rca","params":{"year":NaN}}]}',
        '{"title":"x","slides":[{"kind":"chart","chart":"exports.rca","params":{"year":1e999}}]}',
        "null",
        "[]",
        "",
    ],
)
def test_a_link_with_hostile_json_is_refused(content: str) -> None:
    with pytest.raises(StoryboardError):
        storyboard.unpacked(json_link(content))


def test_a_link_made_before_links_held_json_still_opens() -> None:
    board = storyboard.shipped()["workshops"]
    one = storyboard.Storyboard("mine", storyboard.same("A talk"), storyboard.spoken(board).slides[:3])
    assert storyboard.unpacked(link(storyboard.write(one))) == one
    assert storyboard.unpacked(storyboard.packed(one)) == one


@settings(max_examples=200)
@given(st.text(max_size=200) | st.text("\"'\\\n#a.=[]{}1", max_size=200))
def test_any_text_is_a_table_or_a_clear_error(text: str) -> None:
    with suppress(StoryboardError):
        storyboard.table(text)


@settings(max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["title", "slides", "kind", "chart", "params", "x"]), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_any_values_are_a_storyboard_or_a_clear_error(found: object) -> None:
    with pytest.raises(StoryboardError):
        storyboard.checked(found)


# ------------------------------------------------------------------ templates


def template(**changed: str | bytes) -> bytes:
    """A PowerPoint file with parts changed or added."""
    sound, out = BytesIO(), BytesIO()
    Presentation().save(sound)
    with zipfile.ZipFile(sound) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(name, changed.pop(name) if name in changed else given.read(name))
        for name, part in changed.items():
            made.writestr(name, part)
    return out.getvalue()


def chain(links: int) -> dict[str, str]:
    """Parts each of which names the next."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="{kind}" Target="{n}.xml"/></Relationships>'
    )
    parts = {f"c/_rels/{n}.xml.rels": relations.format(kind=kind, n=n + 1) for n in range(links)}
    return parts | {f"c/{n}.xml": "<x/>" for n in range(links + 1)}


PRESENTATION = "ppt/presentation.xml"
TEMPLATES = {
    "many elements": lambda: template(**{"ppt/x.xml": "<x>" + "<a/>" * 3_000_000 + "</x>"}),
    "many elements in the presentation": lambda: template(**{PRESENTATION: "<x>" + "<a/>" * 2_000_000 + "</x>"}),
    "elements under another name": lambda: template(**{"ppt/x.bin": "<x>" + "<a/>" * 2_000_000 + "</x>"}),
    "attributes": lambda: template(**{"ppt/x.xml": "<x " + " ".join(f'a{n}=""' for n in range(900_000)) + "/>" * 1}),
    "nesting": lambda: template(**{PRESENTATION: "<x>" * 100_000}),
    "a large part": lambda: template(**{"ppt/media/x.png": b"x" * 20_000_000}),
    "many parts": lambda: template(**{f"ppt/{n}.xml": "<x/>" for n in range(2_000)}),
    "a chain of relationships": lambda: template(**chain(3_000)),
    "entities": lambda: template(**{PRESENTATION: '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'}),
    "no presentation": lambda: b"PK\x03\x04" + bytes(1_000),
    "a picture": lambda: b"\x89PNG\r\n",
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_that_attacks_is_refused_in_words(name: str) -> None:
    with pytest.raises(ValueError, match="template cannot be used"):
        uploads.template(TEMPLATES[name]())


def test_a_sound_template_is_taken() -> None:
    uploads.template(template())


@settings(max_examples=25)
@given(st.data())
def test_a_template_with_bytes_changed_is_taken_or_refused(data: st.DataObject) -> None:
    content = bytearray(template())
    for _n in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(worker.RefusedError):
        uploads.template(bytes(content))
