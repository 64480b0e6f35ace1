"""Each control of each page set to values at random, one after the other: whatever is left, no page fails."""

from __future__ import annotations

import logging
import random
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests import opened
from tests.conftest import OpenPage
from ui import page_registry

WITHOUT_CONTROLS = ("embed", "join", "board")
OPENED = {"cluster": {"cluster": "no-gce-node"}, "region": {"region": "FI1B1"}}
CHANGES = 8


@pytest.mark.parametrize("name", [name for name in page_registry.PAGES if name not in WITHOUT_CONTROLS])
def test_no_choice_makes_a_page_fail(name: str, open_page: OpenPage, caplog: pytest.LogCaptureFixture) -> None:
    chance = random.Random(name)
    app = open_page(name, chance.choice(("en", "fi", "sv")), **OPENED.get(name, {}))
    app = opened.at_random(app, chance)
    chosen: list[tuple[str, object]] = []
    for _turn in range(CHANGES):
        controls = _controls(app)
        if not controls:
            break
        control = chance.choice(controls)
        chosen.append((control.key, _set(control, chance)))
        with caplog.at_level(logging.ERROR):
            app.run()
        assert not app.exception, chosen
        assert not caplog.records, (chosen, caplog.text)


def _controls(app: AppTest) -> list[Any]:
    chosen_from = [*app.selectbox, *app.multiselect, *app.get("button_group"), *app.select_slider]
    set_freely = [*app.checkbox, *app.toggle, *app.slider, *app.number_input, *app.text_input, *app.text_area]
    stays = [one for one in [*chosen_from, *set_freely] if one.key and not one.key.startswith("search-")]
    return [one for one in stays if not one.disabled]


def _set(control: Any, chance: random.Random) -> object:
    """Give the control a value that a visitor could give it."""
    value: object
    if control.type == "multiselect":
        value = chance.sample(list(control.options), chance.randint(0, min(3, len(control.options))))
    elif control.type in ("checkbox", "toggle"):
        value = not control.value
    elif control.type in ("slider", "number_input"):
        ends = [control.min if control.min is not None else 0, control.max if control.max is not None else 10**6]
        value = chance.choice(ends)
        value = (value, value) if isinstance(control.value, list | tuple) else value
    elif control.type in ("text_input", "text_area"):
        value = chance.choice(("", "zzz", "%", "'\"<b>", "å" * 60))
    else:
        value = chance.choice(list(control.options))
        value = [value] if isinstance(control.value, list) else value
    control.set_value(value)
    return value
