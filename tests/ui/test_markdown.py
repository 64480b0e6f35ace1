"""Words of strangers in Markdown."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from ui import markdown

# What GitHub's Markdown, which Streamlit draws, makes links of when all escapes are read.
BARE = re.compile(r"(https?://|www(?=\.))[-.\w]+|[-.\w+]+@[-\w]+(\.[-\w]+)+", re.I)
PARTS = ("http", "HTTPS", "://", "www", ".", "@", "a", "evil.example", " ", "-", ":", "/")


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
@example("see https://evil.example/a, www.evil.example and me@evil.example")
def test_an_address_in_a_text_is_no_link(text: str) -> None:
    for escaped in (markdown.escape(text), markdown.words(text)):
        read = escaped.replace("\\", "")
        assert not BARE.search(read)
        assert read.replace(":gray[]", "") == text  # which draws nothing
