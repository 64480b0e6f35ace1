"""Signs that turn or hide letters: taken out of what strangers write."""

from __future__ import annotations

from analytics.core.language import quoted
from analytics.core.unseen import in_order
from analytics.publish import storyboard
from analytics.workshops import live, uploads
from analytics.workshops.statements import Choices
from ui import markdown

TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


def test_what_strangers_write_is_shown_in_its_order() -> None:
    turned = f"invoice{TURNS}fdp.exe"
    plain = "invoicefdp.exe"
    assert in_order(turned) == plain
    assert TURNS not in quoted(turned)
    assert markdown.escape(turned) == "invoicefdp.exe"
    assert live.clean(turned, 100) == plain
    assert uploads.read_lines(uploads.request(turned.encode(), Choices())).statements["statement"].tolist() == [plain]
    board = storyboard.read(f'title = "{turned}"\n[[slides]]\nkind = "title"\ntitle = "x"')
    assert board.title.said == plain
    assert in_order("👩\u200d🔬") == "👩\u200d🔬"
