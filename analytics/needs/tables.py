"""The tables of needs of companies and clusters: what a row of each must look like."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analytics.contracts.fields import BY_ROW, BY_TEXT, Whole, count, identity, rule, share, text, url, word, year
from analytics.contracts.table import Table
from analytics.core.codes import ANSWER_PAGES, NEED_THEMES, SERVICE_KINDS
from analytics.core.language import N_


class WorkshopNeeds(pa.DataFrameModel):
    """A need, expectation or wish reported from a workshop or from the field."""

    need_id: str = identity("Lasting name of the need")
    event: str = text("Event or article")
    event_year: Whole = year("Year", required=True)
    session: str = text("Session or part")
    respondent_group: str = text(
        "Whom the paragraph concerns; `;` joins two",
        pattern=r"((companies|cluster organisations|stakeholders)(;(?!$)|$))+",
        expected="companies, cluster organisations or stakeholders, joined by ;",
    )
    theme: str = word("Theme, a term of the glossary", NEED_THEMES)
    need: str = text("The need", translated=BY_ROW)
    service: str = text("The service that would answer it", translated=BY_ROW)
    service_kind: str = word("Kind of that service (our grouping)", SERVICE_KINDS)
    evidence_paragraph: str = text(
        "Article | section, paragraph",
        pattern=r"[a-z0-9-]+ \| .+, para [0-9]+(-[0-9]+)?",
        expected="article | section, para and its number",
    )
    source_text: str = text("The article in words")
    source_url: str = url("Page of the article, where it is known", required=False)

    class Config:
        unique = ("need_id",)


def _named(rows: pd.DataFrame) -> pd.Series:
    known = {"page": "page", "network": "network_id", "funding": "funding_id"}
    right = pd.Series(True, index=rows.index)
    for kind, column in known.items():
        right &= (rows["kind"] == kind).fillna(False).astype(bool) == rows[column].notna()
    return right


class ServiceAnswers(pa.DataFrameModel):
    """What answers a service that people asked for, by our judgement; nothing named = an open promise."""

    need_id: str = identity("The need whose service it is")
    kind: str = word("What answers it; empty = nothing does", ("page", "network", "funding"), required=False)
    page: str = word("Page of the atlas", ANSWER_PAGES, required=False)
    network_id: str = identity("Network", required=False)
    funding_id: str = identity("Funding instrument", required=False)
    extent: str = word("Whether it answers the whole service or a part", ("whole", "part"), required=False)
    reason: str = text("Why", translated=BY_ROW)

    class Config:
        unique = ("need_id", "page", "network_id", "funding_id")

    named = rule("kind", "the one of page, network_id and funding_id that is filled; empty when none is", _named)
    measured = rule(
        "extent",
        "whole or part where something is named, else empty",
        lambda rows: rows["kind"].notna() == rows["extent"].notna(),
    )
    open_alone = rule(
        "kind",
        "an answer, or no other row of the same need",
        lambda rows: rows["kind"].notna() | ~rows.duplicated("need_id", keep=False),
    )


class EuNeedsSurvey(pa.DataFrameModel):
    """An answer's share in a published European or national survey."""

    survey: str = text("Survey", translated=BY_TEXT)
    year: Whole = year("Year", required=True)
    question: str = text("Question", translated=BY_TEXT)
    answer: str = text("Answer", translated=BY_TEXT)
    theme: str = word(
        "Theme of workshop_needs whose question the survey asks too (our judgement); empty = none",
        NEED_THEMES,
        required=False,
    )
    share_pct: float = share("Share of respondents")
    n_respondents: Whole = count("Respondents", "respondents", low=1)
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("survey", "year", "question", "answer")


TABLES = (
    Table("workshop_needs", "workshops/workshop_needs.csv", WorkshopNeeds, N_("Workshop needs")),
    Table(
        "service_answers",
        "workshops/service_answers.csv",
        ServiceAnswers,
        N_("What answers the services asked for"),
        {"need_id": "workshop_needs.need_id", "network_id": "networks.network_id", "funding_id": "funding.funding_id"},
    ),
    Table("eu_needs_survey", "workshops/eu_needs_survey.csv", EuNeedsSurvey, N_("European surveys of needs")),
)
