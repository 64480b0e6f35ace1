"""The words printed on every file that leaves the house, in the language in use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from analytics.core import style
from analytics.core.chart import Chart
from analytics.core.language import N_, _, country_name, day, listing, number, term
from analytics.core.markdown import strip_markdown

_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Printed:
    """What a reader of a file needs: `filters` in words, `source` with years, `link` in its short form.

    `age` marks old figures, empty where they are not.
    """

    title: str
    subtitle: str
    insight: str
    filters: tuple[str, ...]
    source: str
    made: date
    link: str
    age: str = ""

    @property
    def source_line(self) -> str:
        """Such as "Source: World Bank (1995–2024)", after the mark of old figures: a cut line keeps the mark."""
        return " · ".join(filter(None, (self.age, _("Source: {source}").format(source=self.source))))

    @property
    def made_line(self) -> str:
        """Such as "Nordic Cluster Atlas · Made on 21 November 2026 · exports.intensity?country=FI"."""
        return " · ".join((_("Nordic Cluster Atlas"), _("Made on {day}").format(day=day(self.made)), self.link))

    @property
    def filter_line(self) -> str:
        """The filters on one line, empty when there are none."""
        return " · ".join(self.filters)


def printed(
    chart: Chart, *, filters: Sequence[str] = (), link: str = "", made: date | None = None, said: bool = True
) -> Printed:
    """The words of a chart's file.

    `filters` come from the page, before those that the chart's own parameters say (unless `said` is False).
    `link` is the chart's own where none is given, `made` is today.
    """
    own = chosen(chart.params) if said else ()
    return Printed(
        strip_markdown(chart.title),
        strip_markdown(chart.subtitle),
        chart.insight,
        tuple(dict.fromkeys((*filters, *own))),
        "; ".join(dict.fromkeys(source_words(s.text, s.years) for s in chart.sources)),
        made or date.today(),
        short(link or chart.link),
        chart.age.mark(made),
    )


def chosen(params: Mapping[str, Any]) -> tuple[str, ...]:
    """The parameters of a chart in words, such as "Country: Finland"; those without words are left out."""
    said = []
    for name, value in params.items():
        if name in _WORDS and value not in ("", None, 0, -1):
            label, words = _WORDS[name]
            if text := words(value):
                said.append(_("{label}: {value}").format(label=_(label), value=text))
    return tuple(said)


def short(link: str) -> str:
    """A link as it is printed: without https://, and without the host when that is this machine."""
    parts = urlsplit(link)
    if parts.scheme not in ("http", "https"):
        return link
    host = "" if parts.hostname in _HERE else parts.netloc
    return host + parts.path + (f"?{parts.query}" if parts.query else "")


def source_words(text: str, years: str) -> str:
    """A source in plain words with the years that it covers, such as "World Bank (1995–2024)"."""
    text = strip_markdown(text)
    return f"{text} ({years})" if years and years not in text else text


def _countries(value: Any) -> str:
    codes = [code for code in str(value).split(",") if code in style.LIGHT.country]
    return listing(country_name(code) for code in codes) if codes else ""


def _ecosystem(value: Any) -> str:
    return term(str(value))


def _amount(value: Any) -> str:
    return number(int(value))


# A parameter's label and how its value is said.
_WORDS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "country": (N_("Country"), _countries),
    "countries": (N_("Countries"), _countries),
    "benchmarks": (N_("Compared with"), _countries),
    "ecosystem": (N_("Industrial ecosystem"), _ecosystem),
    "eco": (N_("Industrial ecosystem"), _ecosystem),
    "year": (N_("Year"), str),
    "since": (N_("Since"), str),
    "base_year": (N_("Base year of real growth"), str),
    "target_year": (N_("Target year of closing the gap"), str),
    "employees": (N_("Employees"), _amount),
    "turnover_eur": (N_("Turnover, EUR a year"), _amount),
    "without_fuels": (N_("Fuels"), lambda value: _("left out")),
}
