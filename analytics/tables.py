"""The tables as such: what they are called, how full they are, and where their rows come from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

import pandas as pd

from analytics.core.language import LANGUAGES, _, current, percent
from analytics.warehouse import warehouse


def names() -> tuple[str, ...]:
    """The tables that are loaded, clusters first."""
    return tuple(sorted(warehouse().tables, key=lambda name: (name != "clusters", title(name))))


def rows(name: str) -> pd.DataFrame:
    """A table as it is shipped. Raises TableUnavailable."""
    return warehouse().table(name)


def filled(frame: pd.DataFrame) -> str:
    """The share of cells that hold a value, in words."""
    return percent(100 * float(frame.notna().to_numpy().mean()) if frame.size else None, 0)


def coverage(frame: pd.DataFrame) -> pd.DataFrame:
    """For each column: the share of rows with a value (percent) and how many values differ."""
    return pd.DataFrame(
        {
            "column": frame.columns,
            "known_pct": [100 * float(frame[column].notna().mean()) for column in frame.columns],
            "distinct": [int(frame[column].nunique()) for column in frame.columns],
        }
    )


def sources(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Where the rows of a table come from: source, licence, address, number of rows; from row addresses if need be."""
    if "source_id" in frame:
        listed = warehouse().table("sources")
        counted = frame.groupby("source_id").size().rename("rows").reset_index()
        joined = counted.merge(listed, on="source_id", how="left")
        return joined[["citation", "licence", "url", "rows"]].sort_values("rows", ascending=False)
    if "source_url" in frame:
        sites = frame["source_url"].map(lambda url: urlsplit(str(url)).netloc.removeprefix("www."))
        counted = frame.assign(site=sites).groupby("site").agg(url=("source_url", "first"), rows=("site", "size"))
        return counted.reset_index().rename(columns={"site": "citation"}).sort_values("rows", ascending=False)
    return pd.DataFrame(columns=["citation", "licence", "url", "rows"])


def title(name: str) -> str:
    """A table in words."""
    return _titles(current()).get(name, name)


@lru_cache(maxsize=len(LANGUAGES))
def _titles(_language: str) -> Mapping[str, str]:
    return {
        "clusters": _("Clusters"),
        "cluster_regions": _("Regions of clusters"),
        "cluster_texts": _("Cluster texts in three languages"),
        "programme_status_texts": _("Programme standings in three languages"),
        "memberships": _("Memberships"),
        "member_aliases": _("Names of one organisation"),
        "membership_fees": _("Membership fees"),
        "membership_composition": _("Composition of the membership"),
        "programmes": _("Programmes"),
        "programme_features": _("Programme features"),
        "programme_timeline": _("Programme timeline"),
        "programme_figures": _("Programme figures"),
        "figure_texts": _("Programme figures named in three languages"),
        "country_cluster_stats": _("Country figures on clusters"),
        "export_indicators": _("Export indicators"),
        "exports_by_product": _("Exports by product group"),
        "export_partner_shares": _("Export partners"),
        "exports_by_region": _("Exports by region"),
        "exporting_firms": _("Exporting enterprises"),
        "firm_texts": _("Figures on exporting enterprises named in three languages"),
        "product_names": _("Product groups named in three languages"),
        "product_ecosystems": _("Product groups by industrial ecosystem"),
        "design_presets": _("Levels of the programme presets"),
        "design_terms": _("Terms of the programme presets"),
        "regions": _("NUTS regions"),
        "region_neighbours": _("Neighbouring regions"),
        "regional_stats": _("Regional statistics"),
        "workshop_needs": _("Workshop needs"),
        "service_answers": _("What answers the services asked for"),
        "eu_needs_survey": _("European surveys of needs"),
        "theme_words": _("Words of the themes in five languages"),
        "theme_quality": _("How well suggested themes fit"),
        "networks": _("Networks"),
        "label_levels": _("Levels of the quality label"),
        "funding": _("Funding"),
        "success_stories": _("Success stories"),
        "cluster_definitions": _("Definitions of a cluster"),
        "concept_comparison": _("Comparison of concepts"),
        "readiness_criteria": _("Questions of the self-assessment"),
        "readiness_rules": _("Published rules for clusters"),
        "start_steps": _("Steps from idea to maturity"),
        "glossary": _("Glossary"),
        "ecosystem_words": _("Words of the ecosystems in five languages"),
        "sources": _("Sources"),
    }
