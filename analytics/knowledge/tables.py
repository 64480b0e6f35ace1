"""The tables of concepts, networks and labels: what a row of each must look like."""

from __future__ import annotations

import pandera.pandas as pa

from analytics.contracts.fields import (
    BY_ROW,
    BY_TEXT,
    Flag,
    Whole,
    count,
    flag,
    holds,
    identity,
    not_above,
    number,
    rule,
    text,
    url,
    word,
    words,
    year,
)
from analytics.contracts.table import Table
from analytics.core.codes import (
    CONCEPT_DIMENSIONS,
    CONCEPTS,
    ISO_3166,
    NETWORK_AUDIENCES,
    NETWORK_KINDS,
    NETWORK_REACHES,
    QUALITY_LABELS,
)
from analytics.core.language import N_


class Networks(pa.DataFrameModel):
    """A network, platform or support organisation for clusters."""

    network_id: str = identity("Lasting name of the network")
    name: str = text("Name", translated=BY_ROW)
    kind: str = word("Kind", NETWORK_KINDS)
    reach: str = word("How far it reaches", NETWORK_REACHES)
    countries: str = words("ISO 3166 codes of the countries it works in; empty = all of its reach", ISO_3166)
    serves: str = words("Whom it works for, where the row says it", sorted(NETWORK_AUDIENCES))
    founded_year: Whole = year("Year founded")
    operator: str = text("Who runs it", required=False, translated=BY_ROW)
    what_it_offers: str = text("What it offers", translated=BY_ROW)
    who_can_join: str = text("Who can join", required=False, translated=BY_ROW)
    fee: str = text("Fee, in words", required=False, translated=BY_ROW)
    website: str = url("Website", required=False)
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("network_id",)

    placed = rule(
        "countries",
        "countries, because it is regional or national",
        lambda rows: holds(~rows["reach"].isin(["regional", "national"]) | rows["countries"].notna()),
    )


class LabelLevels(pa.DataFrameModel):
    """A level of the European cluster management quality label: what it asks and costs."""

    level: str = word("Level", QUALITY_LABELS)
    rank: Whole = count("Place on the ladder, the lowest first", "place", low=1, required=True)
    asks: str = text("What it asks", translated=BY_ROW)
    fee_min_eur: float = number("Lowest price of a first assessment, without VAT", "EUR", low=0)
    fee_max_eur: float = number("Highest price of a first assessment, without VAT", "EUR", low=0)
    fee_source_url: str = url("Page the price was read from", required=False)
    source_url: str = url("Page that says what it asks")

    class Config:
        unique = ("level",)

    fees = rule("fee_max_eur", "not below fee_min_eur", not_above("fee_min_eur", "fee_max_eur"))
    priced = rule(
        "fee_source_url",
        "an address, because there is a price",
        lambda rows: holds(rows["fee_min_eur"].isna() | rows["fee_source_url"].notna()),
    )


class LabelRules(pa.DataFrameModel):
    """How long a level of the quality label holds, as a page says it."""

    level: str = word("Level", QUALITY_LABELS)
    stage: str = word("First award or renewal", ("first", "renewal"))
    years: Whole = count("Years that it holds", "years", low=1)
    states: str = text("What the page says", translated=BY_TEXT)
    source_url: str = url("Page the rule was read from")

    class Config:
        unique = ("level", "stage", "source_url")


class ClusterDefinitions(pa.DataFrameModel):
    """A definition of a cluster or a neighbouring concept, in our own words."""

    concept: str = word("Concept", CONCEPTS)
    definition: str = text("Definition", translated=BY_TEXT)
    attributed_to: str = text("Whose definition", translated=BY_TEXT)
    lead: Flag = flag("Shown first, as the plainest wording (our choice)")
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("concept", "definition", "source_url")


class ConceptComparison(pa.DataFrameModel):
    """A trait of a concept, for telling concepts apart."""

    concept: str = word("Concept", CONCEPTS)
    dimension: str = word("What is compared", CONCEPT_DIMENSIONS)
    value: str = text("The concept's trait", translated=BY_TEXT)
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("concept", "dimension", "source_url")


class Glossary(pa.DataFrameModel):
    """A term of the field and its names in five languages."""

    term: str = text("Term as used in the tables")
    en: str = text("English")
    fi: str = text("Finnish")
    sv: str = text("Swedish")
    no: str = text("Norwegian")
    da: str = text("Danish")

    class Config:
        unique = ("term",)


class TermDefinitions(pa.DataFrameModel):
    """A term of the field explained in a sentence or two, in our own words."""

    term: str = text("Term", translated=BY_TEXT)
    definition: str = text("What it means", translated=BY_ROW)
    words: str = text("Beginnings of the words that it is met by, `|` between them", translated=BY_ROW)
    source_text: str = text("Where the definition comes from")
    source_url: str = url("Page of that source", required=False)

    class Config:
        unique = ("term",)


# In three groups, because tables of other subjects stand between them in the list of all tables.
SUPPORT_TABLES = (
    Table("networks", "knowledge/networks.csv", Networks, N_("Networks")),
    Table("label_levels", "knowledge/label_levels.csv", LabelLevels, N_("Levels of the quality label")),
    Table("label_rules", "knowledge/label_rules.csv", LabelRules, N_("How long the quality label holds")),
)
CONCEPT_TABLES = (
    Table(
        "cluster_definitions", "knowledge/cluster_definitions.csv", ClusterDefinitions, N_("Definitions of a cluster")
    ),
    Table("concept_comparison", "knowledge/concept_comparison.csv", ConceptComparison, N_("Comparison of concepts")),
)
GLOSSARY_TABLES = (
    Table("glossary", "knowledge/glossary.csv", Glossary, N_("Glossary")),
    Table("term_definitions", "knowledge/term_definitions.csv", TermDefinitions, N_("Terms explained")),
)
