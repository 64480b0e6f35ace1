"""The statements of a reader's own workshop and what was decided on them, kept in the session and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from analytics.workshops.statements import Choices
from analytics.workshops.themes import Entry
from ui import address

PASTE, FILE = "paste", "file"
KEY = "workshop"  # in the session


@dataclass
class Own:
    """What a reader gave and decided, kept for the session whatever page or language they turn to."""

    way: str = PASTE
    typed: str = ""
    file: bytes | None = None
    handed: pd.DataFrame | None = None  # statements of a live workshop, in place of a file
    name: str = ""
    uploads: int = 0  # a new number makes a new, empty field for files
    choices: Choices = field(default_factory=Choices)  # how the file is read
    changes: int = 0  # of the choices; a new number makes new fields for them
    confirmed: bool = False  # a person said that the file is read right
    corrections: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    shown: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)  # corrections under the table drawn
    table: str = ""  # key of the table drawn
    additions: tuple[Entry, ...] = ()
    merge: bool = True
    apart: set[int] = field(default_factory=set)
    worked: tuple[tuple[Any, ...], pd.DataFrame] | None = None  # the last suggestions and what they were made of


def held() -> Own:
    """What the session holds, empty at first."""
    if KEY not in st.session_state:
        st.session_state[KEY] = Own()
    own: Own = st.session_state[KEY]
    return own


def replace(own: Own) -> None:
    """Hold something else."""
    st.session_state[KEY] = own


def seeded(name: str, value: object) -> str:
    """The key of a control that shows a value of the session."""
    return address.seed(f"workshop-{name}", value)


def keep(name: str) -> None:
    """Take over the value of a control (for its callback)."""
    own = held()
    if name in ("way", "typed"):
        own.choices, own.confirmed = Choices(), False
    setattr(own, name, st.session_state[f"workshop-{name}:{st.session_state['language']}"])
