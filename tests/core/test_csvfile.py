"""CSV text is read up to where it stops being CSV, and a file's encoding mark is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.core import csvfile


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_marked_encoding_reads_the_text(encoding: str) -> None:
    content = "tarve,äänet\n".encode(encoding)
    assert csvfile.marked_encoding(content) == encoding
    assert content.decode(csvfile.marked_encoding(content)) == "tarve,äänet\n"


def test_most_files_have_no_mark() -> None:
    assert csvfile.marked_encoding(b"") == csvfile.marked_encoding(b"need,votes") == ""


def test_records_are_cells_by_the_separator() -> None:
    assert csvfile.sound_records('a;"b;c"\n"d\ne";f\n', ";") == ([["a", "b;c"], ["d\ne", "f"]], "")


def test_reading_stops_before_the_record_that_is_not_sound() -> None:
    found, why = csvfile.sound_records('a,b\nc,d\n"e,f\n')
    assert found == [["a", "b"], ["c", "d"]]
    assert why == "unexpected end of data"


@given(st.text(max_size=200), st.sampled_from(csvfile.SEPARATORS))
def test_no_text_makes_the_reader_fail(text: str, separator: str) -> None:
    found, why = csvfile.sound_records(text, separator)
    assert all(isinstance(cell, str) for record in found for cell in record)
    assert isinstance(why, str)


def test_the_longest_cell_is_the_callers_whatever_the_process_allows() -> None:
    longest = csvfile.LONGEST_CELL
    assert csvfile.sound_records(f"a,{'b' * longest}") == ([["a", "b" * longest]], "")
    assert csvfile.sound_records(f"a\n{'b' * (longest + 1)}") == ([["a"]], f"a cell has more than {longest} characters")
    assert csvfile.sound_records("b" * (longest + 1), longest=None) == ([["b" * (longest + 1)]], "")
