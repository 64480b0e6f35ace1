"""Questions about what clusters and companies need: themes, statements, what changed, and what answers them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

import pandas as pd

from analytics.core.chart import Source
from analytics.core.collation import alphabetical
from analytics.core.language import LANGUAGES, _, current, listing, number, percent
from analytics.core.remembered import remembered
from analytics.core.sources import cite
from analytics.core.state import of_data
from analytics.warehouse import warehouse
from analytics.workshops import summaries
from analytics.workshops.summaries import Section, Sheet, Summary, theme_name

PARTS = ("event", "session", "group")
STANDINGS = ("answered", "partly", "open")
_PLACE = re.compile(r"[^|]+ \| (?P<section>.+), para (?P<paragraph>[0-9-]+)")


@remembered(48)
def statements(theme: str = "", search: str = "") -> pd.DataFrame:
    """The needs of a theme (empty = all) with all words of a search in any language, latest event first.

    `need` and `service` are in the language in use, `place` says where the need is written.
    """
    rows = warehouse().ask("needs.statements", theme=theme, search=search)
    rows = warehouse().localised(rows, "workshop_needs", "need", "service")
    return rows.assign(
        theme_name=rows["theme"].map(_theme),
        event_name=rows["event"].map(event_name),
        session_name=rows["session"].map(session_name),
        group_names=rows["respondent_group"].map(groups_words),
        place=rows["evidence_paragraph"].map(place_words),
        source_words=rows["source_text"].map(article_words),
    )


@remembered(48)
def themes(by: str = "event") -> pd.DataFrame:
    """Needs by theme and by event, session or group of an event; themes by their names, parts by the event's year.

    Different events are never added up or ranked together. A need of two groups counts in both.
    """
    rows = warehouse().ask("needs.themes", by=by)
    rows = rows[rows["part"] != "all"]
    said = statements()
    years = {row[part]: row["event_year"] for row in said.to_dict("records") for part in ("event", "session")}
    rows = rows.assign(
        theme_name=rows["theme"].map(_theme),
        part_name=[part_name(by, part) for part in rows["part"]],
        event_year=[years[part.rpartition("|")[0] if by == "group" else part] for part in rows["part"]],
    )
    place = {name: at for at, name in enumerate(alphabetical(rows["theme_name"].unique(), str))}
    order = rows.assign(place=rows["theme_name"].map(place)).sort_values(["place", "event_year"], kind="stable").index
    return rows.loc[order].reset_index(drop=True)


@remembered(48)
def most_named() -> pd.DataFrame:
    """The theme that the sentences of each event are on most often, earliest event first."""
    rows = themes("event")
    return rows[rows["needs"] == rows.groupby("part")["needs"].transform("max")].sort_values("event_year")


def finding() -> str:
    """What the two events said, each by itself."""
    return _("The field asked for a programme in 2021. In 2024 it asked for clear information")


@remembered(48)
def services(year: int = 0) -> pd.DataFrame:
    """The services asked for in one event or article, with their `standing`; that of a year, 0 = the latest.

    Kinds of service are in the reader's alphabetical order, those of a kind from answered to open.
    """
    rows = warehouse().localised(warehouse().ask("needs.services", year=year), "workshop_needs", "service")
    rows = rows.assign(
        theme_name=rows["theme"].map(_theme),
        kind_name=rows["service_kind"].map(service_kind_name),
        event_name=rows["event"].map(event_name),
    )
    place = {name: at for at, name in enumerate(alphabetical(rows["kind_name"].unique(), str))}
    order = rows["kind_name"].map(place).sort_values(kind="stable").index
    return rows.loc[order].reset_index(drop=True)


def events() -> dict[int, str]:
    """The names of the events and articles by their years, latest first."""
    rows = statements().drop_duplicates("event_year")
    return dict(zip(rows["event_year"].astype(int), rows["event_name"].astype(str), strict=True))


def answers(page_title: Callable[[str], str]) -> pd.DataFrame:
    """What answers each service, one row an answer, open ones first and without one; `answer` is its name.

    A page of the atlas is named by `page_title`, which turns the page's key into words.
    """
    rows = warehouse().localised(warehouse().ask("needs.answers"), "workshop_needs", "service", "need")
    rows = warehouse().localised(rows, "service_answers", "reason")
    for table in ("networks", "funding"):
        rows = warehouse().localised(rows, table, "name")
    named = [page_title(row.page) if row.kind == "page" else row.name for row in rows.itertuples(index=False)]
    return rows.assign(answer=named, theme_name=rows["theme"].map(_theme))


@remembered(48)
def europe() -> pd.DataFrame:
    """Answers of surveys that ask what a need asks: `share_pct` is in percent of respondents, NA = not published."""
    rows = warehouse().ask("needs.europe")
    rows = warehouse().localised(rows, "eu_needs_survey", "survey", "question", "answer")
    return rows.assign(theme_name=rows["theme"].map(_theme))


def tidy(rows: pd.DataFrame) -> pd.DataFrame:
    """Statements as the general table that `summaries.of` takes, in the language in use."""
    return pd.DataFrame(
        {
            "statement": rows["need"],
            "theme": rows["theme"],
            "group": ["; ".join(group_name(code) for code in cell.split(";")) for cell in rows["respondent_group"]],
            "session": rows["session_name"],
            "event": rows["event_name"],
            "year": rows["event_year"],
            "source": rows["source_words"].str.partition(",")[0] + ", " + rows["place"],
        }
    )


def summary(page_title: Callable[[str], str]) -> Summary:
    """The past workshops summed up in the language in use, with what remains open and what surveys say.

    Pages of the atlas are named by `page_title`, as in `answers`.
    """
    return _summary(current(), page_title)


@of_data(maxsize=2 * len(LANGUAGES))
def _summary(_language: str, page_title: Callable[[str], str]) -> Summary:
    # The tables never change while the process lives; a summary is shared, so nobody may change its tables.
    rows, answered = statements(), answers(page_title)
    sheet = pd.DataFrame(
        {
            _("Service asked for"): answered["service"],
            _("Theme"): answered["theme_name"],
            _("Standing"): answered["standing"].map(standing_name),
            _("Answered by"): answered["answer"].fillna("").map(str),
            _("Why (our judgement)"): answered["reason"],
        }
    )
    whole = summaries.of(tidy(rows), title=_("What clusters need"))
    own = [(name, summaries.of(tidy(part), title=name)) for name, part in _by_event(rows)]
    return replace(
        whole,
        lead=finding() + ".",
        sections=(
            *(
                Section(name, tuple(sentence for part in said.sections for sentence in part.sentences))
                for name, said in own
            ),
            *_open_sections(answered),
            _survey_section(),
        ),
        sheets=(
            *(replace(said.sheets[0], heading=name) for name, said in own),
            whole.sheets[-1],
            Sheet(_("Services asked for, and what answers them"), sheet),
        ),
        sources=(*articles(), *survey_sources(europe())),
    )


def _by_event(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The statements of each event by its name, earliest first."""
    return [(str(name), part) for (_year, name), part in rows.groupby(["event_year", "event_name"])]


# --- words -----------------------------------------------------------------------------------------------


def part_name(by: str, part: str) -> str:
    """A part of the whole in words."""
    if part == "all":
        return _("All")
    if by == "group":
        event, _bar, group = part.rpartition("|")  # the code of a group has no bar, an event's name may
        return _("{group}: {statements}.").format(group=event_name(event), statements=group_name(group)).rstrip(".")
    return {"event": event_name, "session": session_name}[by](part)


def by_name(by: str) -> str:
    """What the needs are split by, in words."""
    return {"event": _("By event"), "session": _("By session"), "group": _("By group")}[by]


def event_name(event: str) -> str:
    """An event or article, in words."""
    return {
        "NordicHub article, Viexpo": _("Article on NordicHub, 2021"),
        "National Finnish Clusters Event, Kokkola": _("National Finnish Clusters Event, Kokkola 2024"),
    }.get(event, event)


def session_name(session: str) -> str:
    """A session or part of an event, in words."""
    return {
        "field message": _("Message from the field"),
        "needs and expectations": _("Needs and expectations"),
        "platform services": _("Services of cluster platforms"),
    }.get(session, session)


def group_name(group: str) -> str:
    """A group of respondents, in words."""
    return {
        "companies": _("companies"),
        "cluster organisations": _("cluster organisations"),
        "stakeholders": _("stakeholders"),
    }.get(group, group)


def groups_words(cell: str) -> str:
    """The groups that a need is of, in words."""
    return listing(group_name(code) for code in cell.split(";"))


def service_kind_name(kind: str) -> str:
    """A kind of service, in words."""
    return {
        "coordination": _("National programme and coordination"),
        "voice": _("A common voice"),
        "money": _("Money"),
        "training": _("Training and advice"),
        "guides": _("Guides and explanations"),
        "comparison": _("Open comparisons"),
        "stories": _("Examples and stories"),
        "partners": _("Partners and platforms"),
        "exchange": _("Tools for members"),
    }.get(kind, kind)


def standing_name(standing: str) -> str:
    """How far a service is answered, in words."""
    return {"answered": _("answered"), "partly": _("answered in part"), "open": _("open")}.get(standing, standing)


def place_words(evidence: str) -> str:
    """Where in its article a need is written; the names of sections are the article's own."""
    found = _PLACE.fullmatch(evidence)
    if not found:
        return evidence
    return _("section “{section}”, paragraph {paragraph}").format(
        section=found["section"], paragraph=found["paragraph"].replace("-", "–")
    )


def article_words(text: str) -> str:
    """An article by its authors and year, in words."""
    return {
        "Buss 2021, article on NordicHub, Viexpo": _("Buss 2021, article on NordicHub, Viexpo"),
        "Haapala and Laitila 2024, article on the National Finnish Clusters Event, Seinäjoki University of Applied "
        "Sciences": _(
            "Haapala and Laitila 2024, article on the National Finnish Clusters Event, Seinäjoki University of "
            "Applied Sciences"
        ),
    }.get(text, text)


@remembered(48)
def articles(event: str = "") -> tuple[Source, ...]:
    """The articles that the needs are from: of one event, "" = of all."""
    rows = statements()
    rows = rows[rows["event"] == event] if event else rows
    return tuple(
        Source(row.source_words, "workshop_needs", url="" if pd.isna(row.source_url) else row.source_url)
        for row in rows.drop_duplicates("source_text").itertuples()
    )


def survey_sources(rows: pd.DataFrame) -> tuple[Source, ...]:
    """The pages that survey answers are from, by site."""
    return tuple(
        cite(
            "eu_needs_survey",
            survey=row.survey,
            site=urlsplit(row.source_url).netloc.removeprefix("www."),
            url=row.source_url,
        )
        for row in rows.drop_duplicates("source_url").itertuples()
    )


# --- parts -----------------------------------------------------------------------------------------------


def _open_sections(answered: pd.DataFrame) -> tuple[Section, ...]:
    """What remains open of each event, earliest first."""
    return tuple(
        Section(_("What remains open: {event}").format(event=events()[year]), _open_sentences(year, answered))
        for year in sorted(events())
    )


def _open_sentences(year: int, answered: pd.DataFrame) -> tuple[str, ...]:
    asked = services(year)
    counts = asked["standing"].value_counts()
    said = {name: number(int(counts.get(name, 0))) for name in STANDINGS}
    sentences = [
        _(
            "{all} services are asked for. A page of the atlas, a network or funding answers {answered} of them, "
            "{partly} are answered in part and {open} not at all. This is our judgement, and the reasons are listed."
        ).format(all=number(len(asked)), **said)
    ]
    still = answered.loc[(answered["standing"] == "open") & answered["need_id"].isin(asked["need_id"]), "service"]
    if len(still):
        sentences.append(_("Nothing is known to answer: {services}.").format(services=listing(still)))
    return tuple(sentences)


def _survey_section() -> Section:
    rows = europe()
    sentences = [
        _("{theme}: {answer}, {share} ({survey}).").format(
            theme=row.theme_name,
            answer=row.answer,
            share=percent(row.share_pct, 0),
            survey=row.survey,
        )
        for row in rows[rows["share_pct"].notna()].itertuples()
    ]
    sentences.append(
        _(
            "These are shares of respondents of other surveys, of other years and people. They are not comparable "
            "with the sentences above."
        )
    )
    return Section(_("What surveys say on the same questions"), tuple(sentences))


def _theme(theme: str) -> str:
    words = theme_name(theme)
    return words[:1].upper() + words[1:]
