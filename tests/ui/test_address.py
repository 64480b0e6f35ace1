"""State in the link: what is not allowed is left out, what is chosen comes back, former names are still read."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.conftest import OpenPage
from ui import address

OPTIONS = ("FI", "SE", "NO", "DK", "IS")
NAMES = ("country", "cluster", "region", "eco")
SOUND = st.lists(st.sampled_from(OPTIONS), unique=True)
ANYTHING = st.lists(st.sampled_from(OPTIONS) | st.text(max_size=250), max_size=8)


class Link(dict[str, list[str]]):
    """The parameters of a link, as `st.query_params` holds them."""

    def get_all(self, name: str) -> list[str]:
        return self.get(name, [])

    def __setitem__(self, name: str, values: str | list[str]) -> None:
        super().__setitem__(name, [values] if isinstance(values, str) else list(values))

    def from_dict(self, given: dict[str, list[str]]) -> None:
        self.clear()
        self.update(given)


class Page:
    """What `address` needs of Streamlit outside a run: a link, and the notes that a reader was given."""

    def __init__(self, **link: list[str]) -> None:
        self.query_params = Link(link)
        self.notes: list[str] = []

    def info(self, words: str, icon: str) -> None:
        self.notes.append(words)


def opened(patch: pytest.MonkeyPatch, **link: list[str]) -> Page:
    page = Page(**link)
    patch.setattr(address, "st", page)
    return page


@given(values=ANYTHING, default=SOUND, name=st.sampled_from(NAMES))
def test_a_value_that_is_not_allowed_is_ignored_and_named(values: list[str], default: list[str], name: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        page = opened(patch, **{name: values})
        found = address.checked(name, OPTIONS, default, "Label")
        sound = [value for value in dict.fromkeys(values) if value in OPTIONS]
        if values == [address.ANY]:
            assert found == []
        else:
            assert found == (sound or default)
            assert bool(page.notes) == any(value not in OPTIONS for value in values)
        # The link is mended: it gives the same view again, with no note.
        page.notes.clear()
        assert address.checked(name, OPTIONS, default, "Label") == found
        assert page.notes == []


@given(chosen=SOUND, default=SOUND, name=st.sampled_from(NAMES))
def test_what_is_chosen_comes_back_from_the_link(chosen: list[str], default: list[str], name: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        page = opened(patch)
        address.write(name, chosen, default)
        assert address.checked(name, OPTIONS, default, "Label") == chosen
        assert (name in page.query_params) == (chosen != default)
        address.reset([name])
        assert dict(page.query_params) == {}


@given(former=SOUND.filter(bool), present=SOUND, name=st.sampled_from(list(address.FORMER)))
def test_a_former_name_is_read_where_the_present_one_is_not_there(
    former: list[str], present: list[str], name: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        page = opened(patch, **{address.FORMER[name]: former}, **({name: present} if present else {}))
        assert address.checked(name, OPTIONS, (), "Label") == (present or former)
        address.write(name, ["IS"])
        assert dict(page.query_params) == {name: ["IS"]}


@given(number=st.integers(-10, 2000) | st.text(max_size=6))
def test_a_number_out_of_bounds_or_none_at_all_is_ignored(number: int | str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        page = opened(patch, n=[str(number)])
        found = address._whole("n", "Label", 0, 999, 12, ("12",))
        if str(number).isascii() and str(number).isdecimal() and len(str(number)) <= 3:
            assert found == int(number)
        elif number == address.ANY:
            assert found is None
        else:
            assert found == 12
            assert page.notes
            assert "n" not in page.query_params


def test_a_link_gives_at_most_a_hundred_values_of_two_hundred_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    opened(monkeypatch, q=["x" * 300] * 300)
    assert address.read("q") == ["x" * 200] * 100


# --- controls ------------------------------------------------------------------------------------------------


def _controls() -> None:
    import streamlit as st

    from analytics.core import language
    from ui import address

    language.use("en")
    options = ("FI", "SE", "NO")
    found = {
        "many": address.choose_many("many", "Many", options, str.lower, ("FI",)),
        "one": address.choose("one", "One", options, str.lower, "FI"),
        "none": address.choose_or_none("none", "None", options, str.lower),
        "segment": address.choose_segment("segment", "Segment", options, str.lower, "FI"),
        "text": address.write_text("text", "Text"),
        "number": address.write_number("number", "Number", low=0, high=99, default=7),
        "years": address.choose_years("from", "to", "Years", 2000, 2010),
    }
    st.session_state["found"] = found
    st.session_state["link"] = address.full_link()


START = {"many": ("FI",), "one": "FI", "none": None, "segment": "FI", "text": "", "number": 7, "years": (2000, 2010)}


def _drawn(**link: str | list[str]) -> AppTest:
    app = AppTest.from_function(_controls, default_timeout=30)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def test_controls_start_from_the_defaults_and_leave_the_link_empty() -> None:
    app = _drawn()
    assert app.session_state["found"] == START
    assert not app.query_params


def test_controls_show_what_the_link_asks_for() -> None:
    asked = {"many": ["SE", "NO"], "one": "SE", "none": "NO", "segment": "SE", "text": " a b ", "number": "12"}
    app = _drawn(**asked, **{"from": "2003", "to": "2005"})
    expected = {"many": ("SE", "NO"), "one": "SE", "none": "NO", "segment": "SE", "text": "a b", "number": 12}
    assert app.session_state["found"] == {**expected, "years": (2003, 2005)}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("many", lambda app: app.multiselect(key="many:en").set_value(["SE", "NO"])),
        ("many", lambda app: app.multiselect(key="many:en").set_value([])),
        ("one", lambda app: app.selectbox(key="one:en").set_value("NO")),
        ("none", lambda app: app.selectbox(key="none:en").set_value("NO")),
        ("segment", lambda app: app.segmented_control(key="segment:en").set_value("NO")),
        ("text", lambda app: app.text_input(key="text:en").set_value("wind & sea")),
        ("number", lambda app: app.number_input(key="number:en").set_value(50)),
        ("years", lambda app: app.slider(key="from-to:en").set_value((2001, 2009))),
    ],
)
def test_a_change_goes_into_the_link_and_the_link_opens_the_same_view(
    name: str, change: Callable[[AppTest], AppTest]
) -> None:
    app = change(_drawn()).run()
    found = app.session_state["found"]
    assert found[name] != START[name]
    again = _drawn(**parse_qs(urlsplit(app.session_state["link"]).query))
    assert again.session_state["found"] == found
    assert not again.info


# --- former names on the pages --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "name", "value", "widget"),
    [
        *((page, "country", "NO", "selectbox") for page in ("exports", "programmes", "funding", "support")),
        ("stories", "country", ["NO"], "multiselect"),
        ("cluster", "cluster", "no-gce-node", "selectbox"),
        ("what", "cluster", "no-gce-node", "selectbox"),
        ("region", "region", "FI1D5", "selectbox"),
        ("find", "region", "FI1D5", "selectbox"),
    ],
)
def test_links_with_former_names_open_the_view_that_they_did(
    open_page: OpenPage, page: str, name: str, value: str | list[str], widget: str
) -> None:
    app = open_page(page, **{address.FORMER[name]: value})
    assert not app.error
    assert not [note for note in app.info if "does not know" in note.value]
    assert getattr(app, widget)(key=f"{name}:en").value == value


def test_a_copied_link_has_the_present_names(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, c=["NO"], id=["no-gce-node"], measure=["rd"])
    page.context = type("Context", (), {"url": "https://atlas.example/exports?c=NO"})  # type: ignore[attr-defined]
    expected = "https://atlas.example/exports?country=NO&cluster=no-gce-node&measure=rd&lang=en"
    assert address.full_link() == expected


def test_the_country_of_the_link_passes_from_page_to_page(open_page: OpenPage) -> None:
    """Each page has a control of its own for it, and the one of the page before must not be taken for it."""
    for page in ("cost", "programmes", "exports"):
        assert open_page(page, country="SE").selectbox(key="country:en").value == "SE"
