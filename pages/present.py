"""Present: a whole talk of charts, shipped or one's own, on the screen, as PowerPoint, PDF or a web page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from math import ceil
from urllib.parse import quote

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analytics.core.language import _, current, ngettext, number
from analytics.publish import board_parts, file_names, offer, storyboard
from analytics.publish import uploads as incoming
from analytics.publish.figures import StoryboardError
from analytics.publish.storyboard import MINE, Scene, Storyboard
from ui import address, layout, markdown, my_storyboard, share, talk, uploads

BEST = "why-finland"
THUMBNAIL = 260  # pixels
LONGEST_LINK = 7500  # letters; servers before ours often take 8 kB


def page() -> None:
    """Draw the page."""
    layout.heading("present")
    board = choose()
    try:
        drawn = talk.slides(board)
    except StoryboardError as error:  # with tables of a visitor's own some figures are not there
        st.warning(
            _("This presentation cannot be drawn from the data in use. {reason}").format(reason=markdown.escape(error)),
            icon=":material/warning:",
        )
        open_file()
        return
    if drawn:
        headline(board)
        ways_out(board)
    show(board, drawn)
    open_file()


def choose() -> Storyboard:
    """The storyboard that the link asks for."""
    boards = storyboard.shipped()
    names = {id_: board.title.said for id_, board in boards.items()} | {MINE: my_storyboard.mine().title.said}
    chosen = address.choose(
        "board", _("Storyboard"), [*sorted(boards, key=lambda id_: id_ != BEST), MINE], names.__getitem__, BEST
    )
    return my_storyboard.mine() if chosen == MINE else boards[chosen]


def headline(board: Storyboard) -> None:
    """How long the talk is."""
    layout.headline(
        markdown.escape(
            _("“{title}” has {slides} and takes about {minutes}.").format(
                title=board.title.said,
                slides=ngettext("{n} slide", "{n} slides", len(board.slides)),
                minutes=minutes_words(sum(scene.minutes for scene in board.slides), whole=True),
            )
        )
    )


def minutes_words(minutes: float, *, whole: bool = False) -> str:
    """A time in words: to the half minute for a slide, `whole` for a talk."""
    if minutes < 1:
        return _("half a minute")
    if whole or minutes.is_integer():
        return ngettext("{n} minute", "{n} minutes", ceil(minutes))
    return _("{n} minutes").format(n=number(minutes, 1))


def template() -> bytes | None:
    """The presentation file whose look the deck is to take, if one is given; one that cannot be used is refused."""
    with st.expander(_("PowerPoint in your own look"), icon=":material/palette:", key=f"look-{current()}"):
        given = st.file_uploader(
            _("A PowerPoint file (.pptx): its look is used, not its slides"), ["pptx"], key="look", max_upload_size=5
        )
        if given is None:
            return None
        try:
            uploads.kept(incoming.template, given.getvalue())
        except ValueError as error:
            st.error(markdown.escape(error), icon=":material/error:")
            return None
        st.caption(_("PowerPoint (PPTX) above takes the look of {file}.").format(file=markdown.escape(given.name)))
        return given.getvalue()


def ways_out(board: Storyboard) -> None:
    """Present it, or take it along as a file; files are made when asked for."""
    place, look = st.container(), template()
    with place:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            there = link(board)
            st.link_button(_("Present"), there, icon=":material/slideshow:", disabled=len(there) > LONGEST_LINK)
            for kind, form in offer.made_from("storyboard").items():
                _offer(board, kind, form, look)
        if len(there) > LONGEST_LINK:
            st.caption(_("This storyboard is too long to be presented from here: open its web page instead."))
        st.caption(
            _(
                "Present opens in a new tab. The arrows turn the slides, F fills the screen, S opens the speaker view, "
                "L changes the language and B makes the screen black."
            )
            + " "
            + _("The web page is the same presentation as one file, which needs no network.")
        )


def link(board: Storyboard) -> str:
    """The address at which the server presents the storyboard."""
    own = f"&board={storyboard.packed(storyboard.spoken(board))}" if board.id == MINE else ""
    return f"present/{quote(board.id)}.html?lang={current()}{own}"


def _offer(board: Storyboard, kind: str, form: offer.Format, look: bytes | None) -> None:
    def make() -> bytes:
        from analytics.publish import presentation

        return presentation.file(board, kind, current(), look)

    name = file_names.file_name(board.title.said, [current()], date.today(), form.extension)
    icon = ":material/save:" if kind == "toml" else ":material/download:"
    share.offer(_(form.label), kind, make, file_name=name, key=f"download-{kind}", icon=icon)


# ------------------------------------------------------------------ the slides


def show(board: Storyboard, rows: list[talk.Drawn]) -> None:
    """The slides: to read, or to change where they are the visitor's own."""
    if board.id != MINE:
        _listed(rows)
    elif rows:
        _edited(rows)
    else:
        st.info(
            _("Nothing is pinned yet. Open Share at any chart and choose Pin to my storyboard, or open a file below."),
            icon=":material/keep:",
        )


def _listed(rows: list[talk.Drawn]) -> None:
    _copy([row.scene for row in rows])  # with the figures of their titles filled in: they are the visitor's words then
    for at, row in enumerate(rows, start=1):
        with st.container(border=True, horizontal=True):
            with st.container(width=THUMBNAIL):
                _thumbnail(row)
                st.caption(minutes_words(row.scene.minutes))
            with st.container():
                st.markdown(f"**{at}. {markdown.escape(row.title)}**")
                if row.scene.note.said:
                    st.caption(_("Speaker notes: {note}").format(note=markdown.escape(row.scene.note.said)))


def _thumbnail(row: talk.Drawn) -> None:
    """The slide in small; its words stand beside it, so that it needs none for those who do not see it."""
    st.html(f'<img alt="" src="data:image/svg+xml;base64,{row.picture}" style="width:100%;max-width:{THUMBNAIL}px">')


def _edited(rows: list[talk.Drawn]) -> None:
    with st.container(key="my-title"):
        _field(_("Title of the storyboard"), my_storyboard.mine().title.said, "board-title", my_storyboard.rename)
    for at, row in enumerate(rows):
        with st.container(border=True):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{at + 1}. {markdown.escape(row.title)}**", width="stretch")
                _step(_("Move up"), ":material/arrow_upward:", f"up-{at}", at == 0, my_storyboard.move, at, -1)
                _step(
                    _("Move down"),
                    ":material/arrow_downward:",
                    f"down-{at}",
                    at == len(rows) - 1,
                    my_storyboard.move,
                    at,
                    1,
                )
                _step(_("Remove"), ":material/delete:", f"remove-{at}", False, my_storyboard.remove, at)
            _about(row)
            _words(at, "title", _("Title on the slide"), row.scene.title.said, row.chart_title)
            if not row.scene.chart:
                _words(at, "text", _("Text"), row.scene.text.said, "")
            _words(at, "note", _("Speaker notes"), row.scene.note.said, "")


def _about(row: talk.Drawn) -> None:
    if row.scene.chart:
        st.caption(f"{markdown.escape(row.chart_title)} · {markdown.escape(row.insight)}")


def _copy(scenes: list[Scene]) -> None:
    if st.button(_("Copy the slides into my storyboard"), icon=":material/keep:", key="copy-board"):
        if my_storyboard.add(scenes):
            st.toast(ngettext("{n} slide copied.", "{n} slides copied.", len(scenes)))
        else:
            st.toast(_("Your storyboard is full: it has {n} slides.").format(n=storyboard.MOST_SLIDES))


def _step(label: str, icon: str, key: str, off: bool, act: Callable[..., None], *given: int) -> None:
    st.button(label, icon=icon, key=key, disabled=off, on_click=act, args=given, type="tertiary")


def _words(at: int, name: str, label: str, now: str, otherwise: str) -> None:
    def keep(words: str) -> None:
        my_storyboard.change(at, name, words)

    _field(label, now, f"{name}-{at}", keep, placeholder=otherwise, lines=name != "title")


def _field(
    label: str, now: str, key: str, keep: Callable[[str], None], *, placeholder: str = "", lines: bool = False
) -> None:
    # The words are part of the key: a slide that has moved shows its own, not those of the one before it.
    key = f"{key}:{current()}:{hash(now)}"

    def changed() -> None:
        keep(st.session_state[key])

    kind = st.text_area if lines else st.text_input
    kind(label, now, key=key, placeholder=placeholder or None, on_change=changed, max_chars=board_parts.LONGEST_TEXT)


# ------------------------------------------------------------------ files


def open_file() -> None:
    """Open a storyboard from a file; one that is faulty changes nothing."""
    with st.expander(_("Open a storyboard file"), icon=":material/folder_open:", key=f"open-{current()}"):
        given = st.file_uploader(_("A storyboard (.toml)"), type=["toml"], key="board-file", max_upload_size=5)
        if given is None:
            st.caption(
                _("Save a storyboard by the button Storyboard file above. It is text, and can be written by hand.")
            )
            return
        try:
            board = uploads.kept(incoming.board, given.getvalue())
            talk.slides(board)
        except StoryboardError as error:
            st.error(markdown.escape(error), icon=":material/error:")
            st.caption(_("Your storyboard is as it was."))
            return
        _take_over(board, given)


def _take_over(board: Storyboard, given: UploadedFile) -> None:
    said = _("“{title}”: {slides}").format(
        title=board.title.said, slides=ngettext("{n} slide", "{n} slides", len(board.slides))
    )
    st.markdown(markdown.escape(said))
    with st.container(horizontal=True):
        st.button(_("Use it as my storyboard"), key=f"use-{given.file_id}", on_click=_use, args=(board,))
        if already := len(my_storyboard.mine().slides):
            full = already + len(board.slides) > storyboard.MOST_SLIDES
            key = f"join-{given.file_id}"
            st.button(_("Add its slides to mine"), key=key, on_click=_join, args=(board,), disabled=full)


def _use(board: Storyboard) -> None:
    my_storyboard.keep(replace(board, id=MINE))
    address.write("board", [MINE], [BEST])


def _join(board: Storyboard) -> None:
    my_storyboard.add(board.slides)
    address.write("board", [MINE], [BEST])


if __name__ == "__main__":
    page()
