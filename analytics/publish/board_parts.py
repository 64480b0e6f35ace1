"""Parts of a storyboard's file, each checked as it is read. Every function raises StoryboardError for a faulty one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from analytics.core.language import DEFAULT, LANGUAGES, _, current, quoted
from analytics.core.unseen import in_order
from analytics.publish.figures import StoryboardError

MOST_MINUTES = 60
LONGEST_TEXT = 4000


@dataclass(frozen=True)
class Text:
    """A text by language; a language that it lacks has the English one."""

    by_language: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """The text in the language in use."""
        return self.by_language.get(current(), self.by_language.get(DEFAULT, ""))

    @property
    def is_one(self) -> bool:
        """Whether all languages have one text."""
        return len(set(self.by_language.values())) <= 1

    def changed(self, text: str) -> Text:
        """With the text of the language in use changed; of every language where they had one text."""
        return Text({DEFAULT: text}) if self.is_one else Text({**self.by_language, current(): text})


def read_minutes(given: dict[str, Any], where: str) -> float:
    """How long a slide is spoken about, in minutes; one where it does not say."""
    minutes = given.get("minutes", 1.0)
    if isinstance(minutes, bool) or not isinstance(minutes, int | float) or not 0 < minutes <= MOST_MINUTES:
        raise fault(where, "minutes", _("{value} is not {kind}.").format(value=shown(minutes), kind=_("a number")))
    return float(minutes)


def read_chart(given: dict[str, Any], where: str) -> str:
    """The id of a slide's chart."""
    from analytics.catalogue import CHARTS

    chart = given.get("chart")
    if isinstance(chart, str) and chart in CHARTS:
        return chart
    if not chart:
        raise fault(where, "chart", _("It is missing. `python -m analytics charts` lists the charts."))
    raise fault(
        where,
        "chart",
        _("There is no chart {value}.").format(value=shown(chart)) + nearest(str(chart), CHARTS),
    )


def read_params(given: dict[str, Any], chart: str, where: str) -> dict[str, str | int | float]:
    """The parameters of a slide's chart that are not its defaults."""
    from analytics.catalogue import CHARTS

    params, defaults = given.get("params", {}), CHARTS[chart].params
    if not isinstance(params, dict):
        raise fault(where, "params", _('Write it as { name = "value" }.'))
    for name, value in params.items():
        key = f"params.{name}"
        if name not in defaults:
            known = _("It takes {known}.").format(known=listed(defaults)) if defaults else _("It takes none.")
            raise fault(
                where, key, _("The chart {chart} has no such parameter.").format(chart=quoted(chart)) + f" {known}"
            )
        wanted = type(defaults[name])
        fits = isinstance(value, wanted) or (wanted is float and isinstance(value, int))
        if not fits or isinstance(value, bool):
            kind = {str: _("a text in quotation marks"), int: _("a whole number"), float: _("a number")}[wanted]
            raise fault(where, key, _("{value} is not {kind}.").format(value=shown(value), kind=kind))
        if not small_enough(value):
            raise fault(where, key, _("The value is too large."))
    return {name: value for name, value in params.items() if value != defaults[name]}


def small_enough(value: str | int | float) -> bool:
    """Whether a value of a parameter can be one."""
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT
    return abs(value) <= 2**53  # also neither infinite nor "not a number"


def read_text(given: dict[str, Any], key: str, where: str, *, needed: bool = False) -> Text:
    """A text, in one language or several."""
    found = given.get(key, "")
    if isinstance(found, dict):
        only(found, tuple(LANGUAGES), f"{where}, {key}")
        if DEFAULT not in found:
            raise fault(where, key, _("The text is missing in: {languages}.").format(languages=DEFAULT))
    texts = found if isinstance(found, dict) else {DEFAULT: found}
    for text in texts.values():
        if not isinstance(text, str):
            raise fault(where, key, _("{value} is not {kind}.").format(value=shown(text), kind=_("a text")))
        if needed and not text.strip():
            raise fault(
                where,
                key,
                _("It is missing. Write a text, or one for each of: {languages}.").format(languages=listed(LANGUAGES)),
            )
        if len(text) > LONGEST_TEXT:
            raise fault(where, key, _("The text is longer than {n} letters. Shorten it.").format(n=LONGEST_TEXT))
    texts = {language: in_order(text) for language, text in texts.items()}
    return Text(texts) if any(texts.values()) else Text()


def only(given: dict[str, Any], keys: tuple[str, ...], where: str) -> None:
    """Refuse keys that are not known."""
    for key in given:
        if key not in keys:
            raise fault(where, key, _("There is no such key. There are {known}.").format(known=listed(keys)))


def fault(where: str, key: str, words: str) -> StoryboardError:
    """An error that names slide and key."""
    return StoryboardError(f"{where}, {key[:80]}: {words}")


def nearest(name: str, known: Mapping[str, Any]) -> str:
    """What may be meant, and where charts are listed."""
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    meant = " " + _("Is {value} meant?").format(value=quoted(near[0])) if near else ""
    return meant + " " + _("`python -m analytics charts` lists the charts.")


def listed(names: Any) -> str:
    """Names in a row."""
    return ", ".join(names)


def shown(value: object) -> str:
    """The beginning of a value, quoted."""
    return quoted(str(value)[:60])
