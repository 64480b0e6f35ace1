"""The list of all tables of the data room. Which columns a table has is said by its subject's `tables` module."""

from __future__ import annotations

from analytics.clusters import tables as clusters
from analytics.contracts import shared
from analytics.contracts.table import Table, by_name
from analytics.effects import tables as effects
from analytics.exports import tables as exports
from analytics.fees import tables as fees
from analytics.finder import tables as finder
from analytics.funding import tables as funding
from analytics.knowledge import tables as knowledge
from analytics.markets import tables as markets
from analytics.membership import tables as membership
from analytics.needs import tables as needs
from analytics.network import tables as network
from analytics.own_tables import tables as own_tables
from analytics.product_space import tables as product_space
from analytics.programmes import tables as programmes
from analytics.readiness import tables as readiness
from analytics.regions import tables as regions
from analytics.specialisation import tables as specialisation
from analytics.stories import tables as stories
from analytics.workshops import tables as workshops

TABLES: dict[str, Table] = by_name(
    clusters.TABLES,
    network.TABLES,
    fees.TABLES,
    membership.TABLES,
    programmes.TABLES,
    effects.TABLES,
    exports.TABLES,
    specialisation.TABLES,
    product_space.TABLES,
    markets.TABLES,
    regions.TABLES,
    needs.TABLES,
    workshops.TABLES,
    knowledge.SUPPORT_TABLES,
    funding.TABLES,
    stories.TABLES,
    knowledge.CONCEPT_TABLES,
    readiness.TABLES,
    knowledge.GLOSSARY_TABLES,
    finder.TABLES,
    own_tables.TABLES,
    shared.SOURCE_TABLES,
)
