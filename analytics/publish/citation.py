"""How a chart is cited: as text, and as BibTeX for a list of references."""

from __future__ import annotations

import re
from datetime import date

from analytics.core.chart import Chart
from analytics.core.language import _, current
from analytics.publish.printed import printed

# What BibTeX reads as its own in a value; braces keep a title's capitals.
_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL |= {sign: "\\" + sign for sign in "&%$#_"}


def text(chart: Chart, link: str = "", made: date | None = None) -> str:
    """One line: the atlas and the year, title and unit, the source, the link and the day."""
    words = printed(chart, link=link, made=made)
    said = _("{atlas} ({year}): {title}. {source}. {link}, {day}.")
    return said.format(
        atlas=_("Nordic Cluster Atlas"),
        year=words.made.year,
        title=". ".join(filter(None, (words.title, words.subtitle.rstrip(".")))),
        source=words.source_line,
        link=link or words.link,
        day=words.made.isoformat(),
    )


def bibtex(chart: Chart, link: str = "", made: date | None = None) -> str:
    """A BibTeX entry @misc; letters in UTF-8, a key of the chart's id and the day."""
    words = printed(chart, link=link, made=made)
    key = re.sub(r"[^a-z0-9]+", "-", chart.id.lower())
    fields = {
        "author": "{" + _escaped(_("Nordic Cluster Atlas")) + "}",
        "title": ": ".join(filter(None, ("{" + _escaped(words.title) + "}", _escaped(words.subtitle)))),
        "year": str(words.made.year),
        "note": _escaped(words.source_line),
        "urldate": words.made.isoformat(),
        "language": current(),
    }
    # Only an address goes into `url`; the name of a chart alone is none.
    fields |= (
        {"url": link.replace("{", "%7B").replace("}", "%7D")} if "://" in link else {"number": _escaped(words.link)}
    )
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{atlas-{key}-{words.made.isoformat()},\n{lines}}}\n"


def _escaped(value: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in value)
