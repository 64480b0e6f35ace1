"""A programme design and its text in a link."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from analytics.core.language import _

MOST_LEVELS = 4
LONGEST_NAME = 24
LONGEST_TEXT = 400

_NUMBER = r"-?[0-9]{1,6}(?:\.[0-9]{1,3})?"
_WORD = r"[^\W_]+"
_NAME = re.compile(rf"{_WORD}(?:[ -]{_WORD})*")
_LEVEL = re.compile(rf"({_WORD}(?:\.\.?{_WORD})*)-({_NUMBER})-({_NUMBER})-(-?[0-9]{{1,3}})-({_NUMBER})")
_DESIGN = re.compile(rf"([^~]*)~co({_NUMBER})~run({_NUMBER})~y([0-9]{{4}})")


class BadDesign(ValueError):  # noqa: N818
    """A text that is no design, or a design that cannot be worked out; the message is fit for a reader."""


@dataclass(frozen=True)
class Level:
    """A level: new clusters a year from outside, public support (EUR thousand a cluster and year), years on it, and the
    share (percent) of those finishing it that move to the next."""

    name: str
    intake: float
    support_keur: float
    years: int
    moves_up_pct: float = 0


@dataclass(frozen=True)
class Design:
    """A programme: its levels from the lowest up, the clusters' own part (percent of the supported budget), running
    costs (EUR million a year) and first year."""

    levels: tuple[Level, ...]
    cofinancing_pct: float
    running_meur: float
    start_year: int


def write(design: Design) -> str:
    """A design as it stands in a link, such as "Arena-3.67-214-3-55_Arena.Pro-2-643-5-0~co50~run0.7~y2027".

    A level is name-intake-support-years-share, in a name a space is "." and a hyphen "..". At most three decimals.
    """
    levels = "_".join(
        "-".join((_packed(v.name), _short(v.intake), _short(v.support_keur), str(v.years), _short(v.moves_up_pct)))
        for v in design.levels
    )
    return f"{levels}~co{_short(design.cofinancing_pct)}~run{_short(design.running_meur)}~y{design.start_year:04d}"


def read(text: str) -> Design:
    """The design that `write` wrote. Raises BadDesign for any other text; whether it makes sense, `faults` says."""
    whole = _DESIGN.fullmatch(text) if len(text) <= LONGEST_TEXT else None
    parts = [_LEVEL.fullmatch(part) for part in whole[1].split("_")] if whole and whole[1] else []
    if whole is None or not all(parts):
        raise BadDesign(_("This is no programme design: {text}").format(text=text[:80]))
    levels = tuple(
        Level(_unpacked(part[1]), float(part[2]), float(part[3]), int(part[4]), float(part[5]))
        for part in parts
        if part
    )
    if any(len(level.name) > LONGEST_NAME for level in levels):
        raise BadDesign(_("The name of a level is at most {n} characters long.").format(n=LONGEST_NAME))
    return Design(levels, float(whole[2]), float(whole[3]), int(whole[4]))


def clean_name(text: str, otherwise: str) -> str:
    """A name made fit for a link: words of letters and digits with single spaces or hyphens between them."""
    kept = re.sub(r"[^\w -]|_", " ", unicodedata.normalize("NFC", text))
    tidy = re.sub(r"\s*-[\s-]*", "-", " ".join(kept.split()))[:LONGEST_NAME].strip(" -")
    return tidy if _NAME.fullmatch(tidy) else otherwise


def _short(value: float) -> str:
    return f"{round(value, 3) + 0.0:.3f}".rstrip("0").rstrip(".")  # + 0.0 makes -0.0 a 0.0


def _packed(name: str) -> str:
    return name.replace("-", "..").replace(" ", ".")


def _unpacked(name: str) -> str:
    return name.replace("..", "-").replace(".", " ")
