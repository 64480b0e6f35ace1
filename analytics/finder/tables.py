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


TABLES = (
    Table(
        "ecosystem_words",
        "knowledge/ecosystem_words.csv",
        EcosystemWords,
        N_("Words of the ecosystems in six languages"),
    ),
)
