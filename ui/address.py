"""State in the page's address: each control has a short name in the link and codes as values, whatever the language.

Streamlit's own `bind="query-params"` writes an option's *label* into the link, so a link made on the Finnish page
would not open on the Swedish one. Here the address holds codes and is the only state: controls are set from it before
they are drawn and write to it when they change, so reload, back button and a copied link all show the same view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.core.language import _, current, listing, quoted

_PAGE, _BOUND = "page drawn", "controls of the page"  # in the session
ANY = "any"  # stands in the link for "nothing chosen" where nothing chosen is not the default
LONGEST, MOST_VALUES = 200, 100
# Names that stood in links before; links in the world keep them.
FORMER: Mapping[str, str] = {"country": "c", "cluster": "id", "region": "nuts"}
_notes: ContextVar[DeltaGenerator | None] = ContextVar("notes", default=None)


def read(name: str) -> list[str]:
    """The values of a parameter of the link as given, at most 100 of them, none longer than 200 characters.

    Under its former name too, if it has one and the link does not have the present one.
    """
    found = st.query_params.get_all(name)
    if not found and name in FORMER:
        found = st.query_params.get_all(FORMER[name])
    return [value[:LONGEST] for value in found[:MOST_VALUES]]


def limited(given: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The parameters of an address, each value once: at most 100 of a name, none longer than 200 characters."""
    return {
        name: list(dict.fromkeys(value[:LONGEST] for value in values[:MOST_VALUES])) for name, values in given.items()
    }


def write(name: str, values: Sequence[str], default: Sequence[str] = (), instead_of: Sequence[str] = ()) -> None:
    """Put values into the link, or take the parameter out when they are the default, and those it is `instead_of`."""
    _change((name, *instead_of), {name: list(values) or [ANY]} if list(values) != list(default) else {})


def _change(taken: Iterable[str], given: Mapping[str, list[str]]) -> None:
    """Take parameters out of the link, under former names too, and put others in: one step of the back button."""
    gone = {known for name in taken for known in (name, FORMER.get(name, name))}
    before = {name: st.query_params.get_all(name) for name in st.query_params}
    after = {**{name: values for name, values in before.items() if name not in gone}, **given}
    if after != before:
        st.query_params.from_dict(after)


def checked(name: str, options: Sequence[str], default: Sequence[str], label: str) -> list[str]:
    """The values of a parameter that are options; others are left out of the link with a note to the reader."""
    given = read(name)
    if not given:
        return list(default)
    if given == [ANY]:
        return []
    good = [value for value in dict.fromkeys(given) if value in options]
    bad = [value for value in given if value not in options]
    if bad:
        write(name, good or default, default)
        note(label, bad)
    return good or (list(default) if bad else [])


def notes_here() -> None:
    """Keep a place for notes on the link; a control drawn in a closed popover could not show its own."""
    _notes.set(st.container())


def note(label: str, bad: Sequence[str]) -> None:
    """Tell the reader that a link asked for something unknown."""
    place = _notes.get() or st
    said = listing(quoted(value[:40]) for value in bad[:3])
    place.info(
        _("The link asks for {values} under “{label}”, which the atlas does not know. It was left out.").format(
            values=said, label=label
        ),
        icon=":material/info:",
    )


def choose_many(
    name: str,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str],
    default: Sequence[str] = (),
    **more: Any,
) -> tuple[str, ...]:
    """A multiselect in the link; returns the codes chosen (none = no restriction)."""
    value = checked(name, options, default, label)
    more = {"placeholder": _("All"), **more, **_choices(options, words)}
    return tuple(_bound(st.multiselect, name, label, value, default, default=value, **more))


def choose(
    name: str, label: str, options: Sequence[str], words: Callable[[str], str], default: str, **more: Any
) -> str:
    """A selectbox in the link; returns the code chosen."""
    value = one(name, options, default, label)
    # A default of the page need not be in a reader's own tables; then the first option is chosen.
    place = list(options).index(value) if value in options else 0
    more = {**more, "index": place, **_choices(options, words)}
    return str(_bound(st.selectbox, name, label, value, (default,), **more))


def choose_or_none(
    name: str,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str],
    instead_of: Sequence[str] = (),
    **more: Any,
) -> str | None:
    """A selectbox that can be left empty, in the link; choosing takes the parameters out that it is `instead_of`."""
    value = next(iter(checked(name, options, (), label)), None)
    more = {"placeholder": _("Type or choose"), **more, **_choices(options, words)}
    index = None if value is None else list(options).index(value)
    chosen = _bound(st.selectbox, name, label, value, (), instead_of, index=index, **more)
    return None if chosen is None else str(chosen)


def choose_segment(
    name: str, label: str, options: Sequence[str], words: Callable[[str], str], default: str, **more: Any
) -> str:
    """A row of buttons, one of which is on, in the link."""
    value = one(name, options, default, label)
    more = {**more, "default": value, **_choices(options, words)}
    return str(_bound(st.segmented_control, name, label, value, (default,), required=True, **more) or default)


def write_text(name: str, label: str, **more: Any) -> str:
    """A line of text in the link, trimmed, at most 200 characters."""
    value = " ".join(read(name)[:1])
    return str(_bound(st.text_input, name, label, value, ("",), value=value, max_chars=LONGEST, **more)).strip()


def write_number(name: str, label: str, *, low: int, high: int, default: int | None, **more: Any) -> int | None:
    """A whole number in the link, from `low` to `high`; None when the field is left empty."""
    start = () if default is None else (str(default),)
    value = _whole(name, label, low, high, default, start)
    more = {"placeholder": _("not given"), **more, "min_value": low, "max_value": high, "value": None}
    # A number that begins with one could not be left empty, so it is set by its key in every run instead.
    st.session_state[seed(name, value)] = value
    given = _bound(st.number_input, name, label, value, start, **more)
    return None if given is None else int(given)


def slide_number(name: str, label: str, *, low: int, high: int, default: int, **more: Any) -> int:
    """A slider over whole numbers in the link, from `low` to `high`."""
    start = (str(default),)
    value = _whole(name, label, low, high, default, start)
    shown = default if value is None else value
    more = {**more, "min_value": low, "max_value": high, "value": shown}
    return int(_bound(st.slider, name, label, shown, start, **more))


def choose_years(first_name: str, last_name: str, label: str, first: int, last: int) -> tuple[int, int]:
    """A range of years in the link under two names; returns first and last."""
    years = [str(year) for year in range(first, last + 1)]
    start = int(one(first_name, years, str(first), label))
    end = int(one(last_name, years, str(last), label))
    shown = (min(start, end), max(start, end))
    key = seed(f"{first_name}-{last_name}", shown)
    st.slider(
        label,
        first,
        last,
        shown,
        key=key,
        on_change=_keep_years,
        args=(first_name, last_name, key, first, last),
        format="%d",
    )
    chosen = st.session_state[key]
    return int(chosen[0]), int(chosen[1])


def reset(names: Sequence[str]) -> None:
    """Take parameters out of the link, under former names too (for a button's callback)."""
    _change(names, {})


def reset_button(names: Sequence[str]) -> None:
    """A button that brings the page's default view back by taking its parameters out of the link."""
    st.button(_("Reset"), icon=":material/restart_alt:", on_click=reset, args=(tuple(names),))


def on_page(path: str) -> None:
    """Forget the controls of the page before when another one is drawn.

    Under the same name they are other controls to Streamlit: one that seems to hold the link's value already would not
    be given it, and would begin with its first option.
    """
    if st.session_state.get(_PAGE) != path:
        for key in st.session_state.pop(_BOUND, set()):
            st.session_state.pop(key, None)
        st.session_state[_PAGE] = path


def origin() -> str:
    """Where the atlas answers, such as "https://atlas.example"."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}" if here.netloc else ""


def full_link() -> str:
    """The address that reopens this view in this language."""
    from urllib.parse import urlencode

    given, present = st.query_params, {former: name for name, former in FORMER.items()}
    named = {name: present.get(name, name) for name in given if name not in present or present[name] not in given}
    values = {**{said: given.get_all(name) for name, said in named.items()}, "lang": current()}
    base = (st.context.url or "").split("?")[0]
    return f"{base}?{urlencode(values, doseq=True)}"


def _bound(
    widget: Callable[..., Any],
    name: str,
    label: str,
    shown: Any,
    default: Sequence[str],
    instead_of: Sequence[str] = (),
    /,
    **more: Any,
) -> Any:
    """Draw a control with a value from the link, let it write what is chosen into the link, and return that.

    The value is also the one that it begins with (`default`, `index` or `value` in `more`): a browser makes a control
    in a closed box when that is opened, runs after its key was set, and would begin with none and say so.
    """
    key = seed(name, shown)
    widget(label, key=key, on_change=_keep, args=(name, key, tuple(default), tuple(instead_of)), **more)
    return st.session_state[key]


def one(name: str, options: Sequence[str], default: str, label: str) -> str:
    """The value of a parameter that has exactly one; the default for none and for nonsense."""
    return (checked(name, options, (default,), label) or [default])[0]


def _choices(options: Sequence[str], words: Callable[[str], str]) -> dict[str, Any]:
    return {"options": options, "format_func": _labels(options, words)}


def _whole(name: str, label: str, low: int, high: int, default: int | None, start: tuple[str, ...]) -> int | None:
    """The number that the link gives; what is none or out of bounds is left out with a note."""
    given = read(name)
    if not given:
        return default
    if given == [ANY]:
        return None
    # The digits of other scripts are digits to Python too; the length keeps int() off endless ones.
    if len(given) == 1 and given[0].isascii() and given[0].isdecimal() and len(given[0]) <= len(str(high)):
        value = int(given[0])
        if low <= value <= high:
            return value
    write(name, start, start)
    note(label, given)
    return default


def _labels(options: Sequence[str], words: Callable[[str], str]) -> Callable[[str], str]:
    # Streamlit also asks for labels outside a run, where no language is set; they are fixed as they are drawn.
    labels = {option: words(option) for option in options}
    return lambda option: labels.get(option, option)


def seed(name: str, value: Any) -> str:
    """The key of a control that shows a value held elsewhere, such as in the link; the control is set to it."""
    # The language is part of the key because options are sent as labels: a widget kept across a change of language
    # would hold labels that no longer exist.
    key = f"{name}:{current()}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    st.session_state.setdefault(_BOUND, set()).add(key)
    return key


def _keep(name: str, key: str, default: tuple[str, ...], instead_of: tuple[str, ...] = ()) -> None:
    value = st.session_state[key]
    values = value if isinstance(value, list | tuple) else [] if value is None else [value]
    write(name, [str(v) for v in values], default, instead_of)


def _keep_years(first_name: str, last_name: str, key: str, first: int, last: int) -> None:
    given = dict(zip((first_name, last_name), map(str, st.session_state[key]), strict=True))
    start = {first_name: str(first), last_name: str(last)}
    _change(given, {name: [year] for name, year in given.items() if year != start[name]})
