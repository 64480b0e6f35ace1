"""A storyboard: a short TOML file that names charts with their parameters, titles and notes, slide by slide.

    title = { en = "...", fi = "...", sv = "..." }

    [[slides]]
    kind = "chart"                      # or "title", "text", "table"
    chart = "exports.gap"
    params = { country = "FI" }
    title = { en = "...", fi = "...", sv = "..." }
    note = "..."                        # one text for every language

Texts may hold figures, worked out of a chart's table: "Norway leads by {lead} points" with

    figures = { lead = { column = "effect_value", pick = "max", digits = 1 } }

(see analytics/publish/figures.py). `minutes` says how long a slide takes where it is not one.

A `title` slide has title and `text` (its subtitle), a `text` slide title and `text` (a line a point), a `chart` and a
`table` slide chart and, if wished, params and title: without one, the chart's own.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from analytics.core import link_text
from analytics.core.language import DEFAULT, LANGUAGES, _, quoted, speaking
from analytics.core.paths import ROOT
from analytics.publish import figures
from analytics.publish.below import said_below
from analytics.publish.board_parts import (
    Text,
    fault,
    listed,
    only,
    read_chart,
    read_minutes,
    read_params,
    read_text,
    shown,
)
from analytics.publish.figures import Figure, StoryboardError

if TYPE_CHECKING:
    from analytics.core.chart import Chart
    from analytics.publish.slides import Slide

Kind = Literal["title", "chart", "text", "table"]

FOLDER = ROOT / "analytics" / "storyboards"
MINE = "mine"
KINDS: tuple[str, ...] = get_args(Kind)
KEYS = ("kind", "chart", "params", "title", "text", "note", "figures", "minutes")
MOST_SLIDES, LARGEST_FILE = 60, 200_000
LARGEST_LINK = 60_000  # bytes of a board in a link when unpacked
MOST_DOTS = 40  # in a line of a file, outside texts: of keys and decimals; and as many opening brackets
_LINK_MARK = "j."  # a link's JSON; those made before began with the letters of zlib and hold TOML
# A text or comment of TOML. Each alternative takes what is not closed to its end, so that the search is linear.
_QUOTED = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""|\Z)|' r"'''.*?(?:'''|\Z)|" r'"(?:\\[^\n]|[^"\\\n])*"?|' r"'[^'\n]*'?|#[^\n]*",
    re.DOTALL,
)


@dataclass(frozen=True)
class Scene:
    """A slide as its author describes it; `params` of its chart are those that differ from the chart's own."""

    kind: Kind
    chart: str = ""
    params: Mapping[str, str | int | float] = field(default_factory=dict)
    title: Text = field(default_factory=Text)
    text: Text = field(default_factory=Text)
    note: Text = field(default_factory=Text)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    minutes: float = 1.0


@dataclass(frozen=True)
class Storyboard:
    """A talk: `id` is the file's name for a shipped one, "mine" for a visitor's own."""

    id: str
    title: Text
    slides: tuple[Scene, ...]


def same(text: str) -> Text:
    """One text for every language."""
    return Text({DEFAULT: text} if text else {})


# ------------------------------------------------------------------ reading


@cache
def shipped() -> Mapping[str, Storyboard]:
    """The storyboards that come with the atlas, by id."""
    return {path.stem: read(path) for path in sorted(FOLDER.glob("*.toml"))}


def known(id_: str) -> Storyboard:
    """The shipped storyboard of this id. Raises StoryboardError."""
    if id_ not in shipped():
        raise StoryboardError(
            _("There is no storyboard {name}. There are: {known}.").format(name=shown(id_), known=listed(shipped()))
        )
    return shipped()[id_]


def read(given: str | bytes | Path, id_: str = "") -> Storyboard:
    """The storyboard in a text or file, its charts and parameters known. Raises StoryboardError, and OSError."""
    if isinstance(given, Path):
        return read(given.read_bytes(), id_ or given.stem)
    return checked(table(given), id_)


def table(given: str | bytes) -> dict[str, Any]:
    """What stands in a TOML file, as plain values that are not checked yet. Raises StoryboardError."""
    if len(given) > LARGEST_FILE:
        raise StoryboardError(_("The file is too large to be a storyboard."))
    try:
        text = given.decode("utf-8-sig") if isinstance(given, bytes) else given
        _shallow(text)
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise StoryboardError(_("The file is not text in UTF-8. Save it as UTF-8 and try again.")) from error
    except (ValueError, RecursionError, MemoryError) as error:
        reason = error if isinstance(error, tomllib.TOMLDecodeError) else type(error).__name__
        raise StoryboardError(_("The file cannot be read as TOML: {reason}").format(reason=reason)) from error


def _shallow(text: str) -> None:
    """Raise ValueError for what makes TOML's reader slow: it takes the square of a key's parts and of the nesting."""
    bare = _QUOTED.sub("", text)
    for line in bare.splitlines():
        if line.count(".") > MOST_DOTS or line.count("[") + line.count("{") > MOST_DOTS:
            raise ValueError


def checked(found: Any, id_: str = "") -> Storyboard:
    """The storyboard that plain values describe, its charts and parameters known. Raises StoryboardError."""
    if not isinstance(found, dict):
        raise StoryboardError(_("The link holds no storyboard, or only a part of one."))
    only(found, ("title", "slides"), _("The storyboard"))
    title = read_text(found, "title", _("The storyboard"), needed=True)
    scenes = found.get("slides")
    if not isinstance(scenes, list) or not scenes or not all(isinstance(scene, dict) for scene in scenes):
        raise StoryboardError(_("The storyboard has no slides. Add one that begins with the line [[slides]]."))
    if len(scenes) > MOST_SLIDES:
        raise StoryboardError(_("The storyboard has more than {n} slides. Divide it.").format(n=MOST_SLIDES))
    return Storyboard(id_ or MINE, title, tuple(_scene(scene, at) for at, scene in enumerate(scenes, start=1)))


def _scene(given: dict[str, Any], at: int) -> Scene:
    where = _("Slide {n}").format(n=at)
    only(given, KEYS, where)
    kind = given.get("kind")
    if kind not in KINDS:
        raise fault(where, "kind", _("{value} is not one of {known}.").format(value=shown(kind), known=listed(KINDS)))
    drawn = kind in ("chart", "table")
    for key in ("chart", "params") if not drawn else ("text",):
        if key in given:
            raise fault(where, key, _("A slide of the kind {kind} has none. Take it out.").format(kind=quoted(kind)))
    chart = read_chart(given, where) if drawn else ""
    return Scene(
        kind,
        chart,
        read_params(given, chart, where) if drawn else {},
        read_text(given, "title", where, needed=not drawn),
        read_text(given, "text", where, needed=kind == "text"),
        read_text(given, "note", where),
        figures.read(given.get("figures", {}), chart, where),
        read_minutes(given, where),
    )


# ------------------------------------------------------------------ writing


def write(board: Storyboard) -> str:
    """The storyboard as a TOML file, which `read` understands."""
    lines = [f"title = {_toml(board.title)}\n"]
    for scene in board.slides:
        lines.append(f"\n[[slides]]\nkind = {_toml(scene.kind)}\n")
        for key in ("chart", "params", "title", "text", "note"):
            value = getattr(scene, key)
            if value and value != Text():
                lines.append(f"{key} = {_toml(value)}\n")
        if scene.figures:
            told = {name: figure.told() for name, figure in scene.figures.items()}
            lines.append(f"figures = {_toml(told)}\n")
        if scene.minutes != 1.0:
            lines.append(f"minutes = {scene.minutes!r}\n")
    return "".join(lines)


def _toml(value: object) -> str:
    if isinstance(value, Text):
        return _toml(value.by_language if value.by_language.keys() - {DEFAULT} else value.said)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_toml(part)}" for name, part in value.items()) + " }"
    if isinstance(value, str):
        # JSON's escapes are TOML's too, but for the one control character that JSON lets stand.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(part) for part in value) + "]"
    return repr(value)


def spoken(board: Storyboard) -> Storyboard:
    """The storyboard in the language in use alone."""
    scenes = (
        replace(scene, title=same(scene.title.said), text=same(scene.text.said), note=same(scene.note.said))
        for scene in board.slides
    )
    return replace(board, title=same(board.title.said), slides=tuple(scenes))


def packed(board: Storyboard) -> str:
    """The storyboard in letters that may stand in a link; `unpacked` reads them."""
    plain: dict[str, Any] = {"title": _plain(board.title), "slides": []}
    for scene in board.slides:
        values = {key: _plain(getattr(scene, key)) for key in KEYS}
        plain["slides"].append({key: value for key, value in values.items() if value})
    content = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return _LINK_MARK + link_text.packed(content)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: part.told() if isinstance(part, Figure) else part for name, part in value.items()}
    if isinstance(value, Text):
        return dict(value.by_language) if value.by_language.keys() - {DEFAULT} else value.said
    return dict(value) if isinstance(value, Mapping) else value


def unpacked(letters: str) -> Storyboard:
    """The storyboard that a link holds, checked like a file. Raises StoryboardError."""
    refused = _("The link holds no storyboard, or only a part of one.")
    is_json = letters.startswith(_LINK_MARK)
    try:
        content = link_text.unpacked(letters.removeprefix(_LINK_MARK), LARGEST_LINK)
        return checked(json.loads(content) if is_json else table(content))
    except StoryboardError:
        raise
    except (ValueError, RecursionError) as error:
        raise StoryboardError(refused) from error


# ------------------------------------------------------------------ drawing


def filled(board: Storyboard) -> Storyboard:
    """The storyboard with the figures in its texts, in every language of theirs. Raises StoryboardError."""
    return replace(board, slides=tuple(_filled(scene, at) for at, scene in enumerate(board.slides, start=1)))


def _filled(scene: Scene, at: int) -> Scene:
    if not scene.figures:
        return scene
    found: dict[str, dict[str, str]] = {"title": {}, "text": {}, "note": {}}
    for code in LANGUAGES:
        with speaking(code):
            said = figures.said(scene.figures, scene.chart, scene.params, _("Slide {n}").format(n=at))
            for key, texts in found.items():
                text = getattr(scene, key)
                if text.said:
                    texts[code] = figures.put(text.said, said)
    texts_of: dict[str, Any] = {key: Text(texts) for key, texts in found.items()}
    return replace(scene, **texts_of, figures={})


def charts(board: Storyboard) -> list[Chart | None]:
    """The chart of each slide in the language in use, None where a slide has none. Raises StoryboardError."""
    return [drawn(scene, at) for at, scene in enumerate(board.slides, start=1)]


def drawn(scene: Scene, at: int) -> Chart | None:
    """The chart of the slide number `at`. Raises StoryboardError."""
    from analytics import catalogue

    if not scene.chart:
        return None
    try:
        return catalogue.chart(scene.chart, **scene.params)
    except Exception as error:  # a value that a chart does not know fails in each chart's own way
        given = ", ".join(f"{name} = {shown(value)}" for name, value in scene.params.items())
        words = _("The chart {chart} cannot be drawn with {given}. Change or leave out the values.")
        raise fault(
            _("Slide {n}").format(n=at), "params", words.format(chart=quoted(scene.chart), given=given or "–")
        ) from error


def slides(board: Storyboard) -> list[Slide]:
    """The slides as the PowerPoint writer takes them, in the language in use. Raises StoryboardError."""
    from analytics.publish.printed import printed
    from analytics.publish.slides import Slide

    out = []
    for scene, chart in zip(filled(board).slides, charts(board), strict=True):
        if scene.kind == "table" and chart is not None:
            words = printed(chart)
            out.append(
                Slide(
                    "table",
                    scene.title.said or words.title,
                    text=said_below(scene.title.said, chart),
                    note=scene.note.said,
                    table=chart.table,
                    alt=chart.alt,
                    source=words.source,
                )
            )
        else:
            said = scene.text.said if chart is None else said_below(scene.title.said, chart) if scene.title.said else ""
            out.append(Slide(scene.kind, scene.title.said, chart, said, scene.note.said))
    return out
