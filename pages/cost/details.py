"""The details of a design: its levels, own funding and administration, each a field that writes into the link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from analytics.core.language import _
from analytics.programmes import design_plan as plan
from analytics.programmes.design_plan import Design, Level
from ui import address

LINK = "d"  # name in the link; kept, links in the world depend on it


def fields(design: Design) -> None:
    """The fields of a design; a change makes it the reader's own."""
    _levels(design)
    _terms(design)


def keep(design: Design) -> None:
    """Put a design into the link."""
    address.write(LINK, [plan.write(design)])


def seed(name: str, value: Any) -> str:
    """The key of a control that shows a value of the design."""
    return address.seed(f"design {name}", value)


def _levels(design: Design) -> None:
    """One row of fields a level; a change makes the design the reader's own."""
    for place, level in enumerate(design.levels):
        last = place == len(design.levels) - 1

        def field(name: str, place: int = place) -> tuple[str, Callable[[], None]]:
            key = seed(f"{name} {place}", getattr(design.levels[place], name))
            return key, lambda: keep(_with_level(design, place, name, st.session_state[key]))

        with st.container(horizontal=True, vertical_alignment="bottom", key=f"design-level-{place}"):
            key, change = field("name")
            st.text_input(
                _("Level {n}").format(n=place + 1),
                key=key,
                on_change=change,
                max_chars=plan.LONGEST_NAME,
                width=180,
                help=_("Letters, digits, spaces and hyphens."),
            )
            _number(_("New clusters a year"), *field("intake"), step=0.5)
            _number(_("Support, EUR 1,000 a year"), *field("support_keur"), step=10.0, width=190)
            _number(_("Years of support"), *field("years"), step=1, high=99)
            if not last or level.moves_up_pct:
                _number(_("Move up, %"), *field("moves_up_pct"), step=5.0, high=100)
    with st.container(horizontal=True):
        if len(design.levels) < plan.MOST_LEVELS:
            st.button(_("Add a level"), icon=":material/add:", key="design-add", on_click=keep, args=(_longer(design),))
        if len(design.levels) > 1:
            st.button(
                _("Remove the last level"),
                icon=":material/remove:",
                key="design-remove",
                on_click=keep,
                args=(_shorter(design),),
            )


def _terms(design: Design) -> None:
    """The fields of the whole programme."""

    def field(name: str) -> tuple[str, Callable[[], None]]:
        key = seed(name, getattr(design, name))

        def change() -> None:
            value = st.session_state[key]
            keep(design if value is None else replace(design, **{name: value}))

        return key, change

    with st.container(horizontal=True, vertical_alignment="bottom", key="design-terms"):
        _number(
            _("Clusters' own part, %"),
            *field("cofinancing_pct"),
            step=5.0,
            high=95,
            width=180,
            help=_("Of the supported budget: public support and own funding together. The support above is public."),
        )
        _number(_("Administration, EUR million a year"), *field("running_meur"), step=0.1, width=240)
        _number(_("First year"), *field("start_year"), step=1, low=2000, high=2100)


def _number(
    label: str,
    key: str,
    change: Callable[[], None],
    *,
    step: float,
    low: float = 0,
    high: float = 999_999,
    width: int = 150,
    help: str | None = None,
) -> None:
    # A value from a link may lie outside the limits; it is shown as it is, beside the words on what is wrong.
    value = st.session_state[key]
    kind = type(step)
    st.number_input(
        label,
        min_value=kind(min(low, value)),
        max_value=kind(max(high, value)),
        step=step,
        format="%d" if kind is int else "%g",
        key=key,
        on_change=change,
        width=width,
        help=help,
    )


def _with_level(design: Design, place: int, name: str, value: Any) -> Design:
    level = design.levels[place]
    if name == "name":
        value = plan.clean_name(str(value), otherwise=level.name)
    changed = level if value is None else replace(level, **{name: value})
    return replace(design, levels=(*design.levels[:place], changed, *design.levels[place + 1 :]))


def _longer(design: Design) -> Design:
    support = design.levels[-1].support_keur if design.levels else 100.0
    name = _("Level {n}").format(n=len(design.levels) + 1)
    return replace(design, levels=(*design.levels, Level(name, 1.0, support, 3)))


def _shorter(design: Design) -> Design:
    kept = design.levels[:-1]
    return replace(design, levels=(*kept[:-1], replace(kept[-1], moves_up_pct=0.0)) if kept else ())
