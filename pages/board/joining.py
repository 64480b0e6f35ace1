"""The screen by which a room joins: a QR code and digits that read from the back row."""

from __future__ import annotations

from html import escape

from analytics.core.language import _, current, ngettext
from analytics.workshops.models import Details
from pages.board import picture as board
from ui import workshop_ui

STYLE = """<style>
.room.join { display: flex; flex-wrap: wrap; gap: 3vw; align-items: center; justify-content: center; }
.room.join > h1, .room.join > .practice { flex: 1 0 100%; text-align: center; }
.room.join .digits { font-size: clamp(3rem, 8vw, 18rem); font-weight: 750; letter-spacing: 0.04em; line-height: 1.1;
  font-variant-numeric: tabular-nums; white-space: nowrap; margin: 0; }
.room.join .where { font-size: clamp(1.2rem, 2.2vw, 5rem); overflow-wrap: anywhere; margin: 0; }
</style>"""
SIZE = "width:min(66vh,86vw);height:min(66vh,86vw);flex:none"


def screen(details: Details, link: str | None) -> str:
    """The screen in HTML; it says why where nobody can join."""
    head = f'{board.practice(details)}<h1 dir="auto">{escape(details.heading(current()))}</h1>'
    if details.locked:
        return _room(f'{head}<p class="where">{escape(_("The door is locked: no more devices come in."))}</p>')
    if link is None:
        return _room(f'{head}<p class="where">{escape(workshop_ui.unreachable())}</p>')
    shown = escape(f"{link.partition('://')[2].partition('/j/')[0]}/join")
    code = escape(workshop_ui.code_in_groups(details.code))
    joined = escape(ngettext("{n} device has joined", "{n} devices have joined", details.devices))
    words = escape(_("Join with your phone"))
    return _room(
        f'{head}{workshop_ui.qr(link, SIZE)}<div><p class="where">{words}<br>{shown}</p>'
        f'<p class="digits">{code}</p><p class="where">{joined}</p></div>'
    )


def _room(body: str) -> str:
    return f'{board.styles()}{STYLE}<div class="room join">{body}</div>'
