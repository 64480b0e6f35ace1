"""The file of statements to fill in: names of its columns, example rows and instructions."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from analytics.core.language import _, current, number
from analytics.workshops.statements import CHARACTERS, FIELDS, STATEMENTS


def field_name(name: str) -> str:
    """A field in the language in use; a column of that name is recognised."""
    return {
        "statement": _("statement"),
        "group": _("group"),
        "session": _("session"),
        "language": _("language"),
        "votes": _("votes"),
    }[name]


def example() -> pd.DataFrame:
    """Six statements to try with, in three languages, two of which say the same; the template's rows."""
    firms, clusters = _("company"), _("cluster organisation")
    rows = [
        ("Membership fees should depend on turnover", firms, "en", 4),
        ("Jäsenmaksut liikevaihdon mukaan", firms, "fi", 3),
        ("Jäsenmaksujen pitäisi olla liikevaihdon mukaan", firms, "fi", 2),
        ("Hjälp att hitta partner utomlands", firms, "sv", 5),
        ("Rahoitusta kansainvälisiin yhteishankkeisiin", clusters, "fi", 6),
        ("En handbok för den som vill starta ett kluster", clusters, "sv", 1),
    ]
    session = _("Afternoon")
    return pd.DataFrame([(text, group, session, spoken, votes) for text, group, spoken, votes in rows], columns=FIELDS)


def template(kind: Literal["csv", "xlsx"]) -> bytes:
    """A file to fill in, with the column names of the language in use and the example's rows.

    A spreadsheet splits CSV by the list separator of its language, which is the semicolon in the Nordic ones.
    """
    from analytics.publish import workbook

    frame = example().rename(columns=field_name)
    if kind == "csv":
        separator = "," if current() == "en" else ";"
        text: str = frame.to_csv(index=False, sep=separator, lineterminator="\r\n")
        return text.encode("utf-8-sig")
    return workbook.to_xlsx(frame, title=_("Statements"), sources=(), notes=instructions())


def instructions() -> tuple[str, ...]:
    """How a file of statements is filled in, in the language in use."""
    return (
        _("One statement a row. Only the column of statements is needed; the others may be left out or empty."),
        _("Group: whom the writer stands for. Session: the part of the workshop. Votes: a whole number."),
        _("Language: fi, sv, en, no or da. Left empty, it is recognised."),
        _("A statement has {most} characters at most, a file {rows} statements.").format(
            most=number(CHARACTERS), rows=number(STATEMENTS)
        ),
        _("Write over the examples. Leave names of people out."),
    )
