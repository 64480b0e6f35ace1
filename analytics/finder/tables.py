"""The tables of finding clusters by words: what a row of each must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import identity, text, word
from analytics.contracts.table import Table
from analytics.core.codes import ECOSYSTEMS, TEXT_LANGUAGES
from analytics.core.language import N_


class EcosystemWords(pa.DataFrameModel):
    """A word that companies of an industrial ecosystem say of themselves; a word may belong to several ecosystems."""

    ecosystem: str = word("EU industrial ecosystem", ECOSYSTEMS)
    language: str = word("Language (ISO 639-1)", TEXT_LANGUAGES)
    word: str = text("Word or phrase; `vind-` = words that begin so, `-talo` = words that end so")
    topic: str = identity("Topic within the ecosystem that words of all languages share, such as wind", required=False)
    nace: str = text(
        "NACE Rev. 2 division and group whose headings the word follows; such words are read in descriptions only",
        required=False,
        pattern=r"\d\d\.\d",
        expected="a division and group of NACE Rev. 2, such as 27.2",
    )

    class Config:
        unique = ("ecosystem", "language", "word")


class ProcurementWords(pa.DataFrameModel):
    """A product or service of the Common Procurement Vocabulary with its official names."""

    code: str = text("Code of CPV 2008 without its check digit", pattern=r"\d{8}", expected="eight digits")
    en: str = text("Name in English")
    fi: str = text("Name in Finnish")
    sv: str = text("Name in Swedish")
    da: str = text("Name in Danish")
    source_id: str = text("Source, a row of sources", kind="identifier")

    class Config:
        unique = ("code",)


class ProcurementTopics(pa.DataFrameModel):
    """The field of the codes of the Common Procurement Vocabulary that begin so; the longest beginning counts."""

    code: str = text("Beginning of a code of CPV 2008", pattern=r"\d{2,8}", expected="two to eight digits")
    ecosystem: str = word("EU industrial ecosystem", ECOSYSTEMS)
    topic: str = identity("Topic within the ecosystem, as in ecosystem_words; empty: all of it", required=False)

    class Config:
        unique = ("code",)


TABLES = (
    Table(
        "ecosystem_words",
        "knowledge/ecosystem_words.csv",
        EcosystemWords,
        N_("Words of the ecosystems in six languages"),
    ),
    Table(
        "procurement_words",
        "knowledge/procurement_words.csv",
        ProcurementWords,
        N_("Names of products and services in four languages (CPV)"),
        {"source_id": "sources.source_id"},
    ),
    Table(
        "procurement_topics",
        "knowledge/procurement_topics.csv",
        ProcurementTopics,
        N_("Fields of the codes of products and services (CPV)"),
    ),
)
