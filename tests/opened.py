"""Opens what a page keeps behind tabs and in closed boxes, as a reader does; it is not drawn before."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from streamlit.testing.v1 import AppTest


def tab(app: AppTest, title: str) -> AppTest:
    """The page with the tab of a title open; `title` may be its beginning."""
    key, label = next((key, label) for key, titles in _tabs(app).items() for label in titles if label.startswith(title))
    return _set(app, {key: label})


def boxes(app: AppTest) -> AppTest:
    """The page with every box and menu open."""
    closed = dict.fromkeys(_boxes(app), True)
    return _set(app, closed) if closed else app


def at_random(app: AppTest, chance: Random) -> AppTest:
    """The page with one tab of each row open, and every box and menu."""
    return boxes(_set(app, {key: chance.choice(titles) for key, titles in _tabs(app).items()}))


def everything(app: AppTest) -> Iterator[AppTest]:
    """The page as often as it takes to see each of its tabs, with its boxes and menus open."""
    yield boxes(app)
    for key, titles in _tabs(app).items():
        for label in titles[1:]:
            if label in _tabs(app).get(key, ()):
                yield boxes(_set(app, {key: label}))


def _set(app: AppTest, values: dict[str, object]) -> AppTest:
    for key, value in values.items():
        app.session_state[key] = value
    return app.run()


def _boxes(app: AppTest) -> list[str]:
    nodes = list(_nodes(app._tree))
    protos = [node.proto for node in nodes if node.type == "expander"]
    protos += [node.proto.popover for node in nodes if node.type == "popover"]
    return [_key(proto.id) for proto in protos if proto.id]


def _tabs(app: AppTest) -> dict[str, list[str]]:
    """The titles of each row of tabs by its key."""
    return {
        _key(node.proto.id): [child.label for child in node.children.values()]
        for node in _nodes(app._tree)
        if node.type == "tab_container" and node.proto.tab_container.id
    }


def _nodes(block: Any) -> Iterator[Any]:
    yield block
    for child in getattr(block, "children", {}).values():
        yield from _nodes(child)


def _key(widget: str) -> str:
    """The key that a page gave to a widget: Streamlit's id is $$ID, a digest and the key."""
    return widget.split("-", 2)[2]
