# mypy: disable-error-code="valid-type"
"""What every table of the data room must look like, and the list of everything that is not so.

One pandera model a table is the single statement of its columns: type, unit, allowed values, limits, key.
The data dictionary, the upload templates and the types in DuckDB are made from the same models.
Country codes are ISO 3166-1 alpha-2, regions NUTS 2021, ecosystems the EU's 14 industrial ecosystems
(European industrial strategy, 2020 and 2021), coordinates WGS 84 degrees. Empty means unknown, never zero.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from analytics.core.paths import DATA

# --- words and codes -------------------------------------------------------------------------------------


def _codes(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


NORDIC = ("DK", "FI", "IS", "NO", "SE")
ISO_3166 = _codes(
    """AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
    ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
    HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
    LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
    NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
    SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
    UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"""
)
AREAS = (*ISO_3166, "EU", "EU27", "EU28", "WORLD")
ECOSYSTEMS = (
    "Aerospace and Defence",
    "Agri-Food",
    "Construction",
    "Cultural and Creative Industries",
    "Digital",
    "Electronics",
    "Energy Intensive Industries",
    "Health",
    "Mobility-Transport-Automotive",
    "Proximity, Social Economy and Civil Security",
    "Renewable Energy",
    "Retail",
    "Textile",
    "Tourism",
)
# NUTS 2021, levels 0 to 3, of the five countries.
NUTS_2021 = _codes(
    """DK DK0 DK01 DK011 DK012 DK013 DK014 DK02 DK021 DK022 DK03 DK031 DK032 DK04 DK041 DK042 DK05 DK050
    FI FI1 FI19 FI193 FI194 FI195 FI196 FI197 FI1B FI1B1 FI1C FI1C1 FI1C2 FI1C3 FI1C4 FI1C5
    FI1D FI1D1 FI1D2 FI1D3 FI1D5 FI1D7 FI1D8 FI1D9 FI2 FI20 FI200 IS IS0 IS00 IS001 IS002
    NO NO0 NO02 NO020 NO06 NO060 NO07 NO071 NO074 NO08 NO081 NO082 NO09 NO091 NO092 NO0A NO0A1 NO0A2 NO0A3
    NO0B NO0B1 NO0B2 SE SE1 SE11 SE110 SE12 SE121 SE122 SE123 SE124 SE125 SE2 SE21 SE211 SE212 SE213 SE214
    SE22 SE221 SE224 SE23 SE231 SE232 SE3 SE31 SE311 SE312 SE313 SE32 SE321 SE322 SE33 SE331 SE332"""
)
# Norway's county codes of NUTS 2016, for exports before the reform of 2020.
NUTS_2016_NORWAY = _codes(
    "NO011 NO012 NO021 NO022 NO031 NO032 NO033 NO034 NO041 NO042 NO043 NO051 NO052 NO053 NO072 NO073"
)
LABELS = ("bronze", "silver", "gold")
READINESS_AREAS = ("strategy", "members", "organisation", "services", "funding", "visibility", "quality")
READINESS_RULE_SETS = ("eccp", "bronze", "silver", "gold", "denmark", "norway")
GUIDE_PAGES = (
    *("map", "programmes", "membership", "fees", "network", "what"),
    *("find", "stories", "funding", "support"),
)
YES_PARTIAL_NO = ("yes", "partial", "no")
FEATURES = (
    "cluster_definition_in_policy",
    "dedicated_support_organisation",
    "eccp_national_contact",
    "internationalisation_support",
    "multi_year_funding",
    "national_cluster_association",
    "national_programme",
    "open_competitive_calls",
    "public_monitoring_and_evaluation",
    "quality_label_linked",
    "status_levels",
    "training_for_managers",
)
MEMBER_TYPES = (
    "association",
    "company",
    "education",
    "finance",
    "large",
    "other",
    "public",
    "research",
    "sme",
)
# Kinds of organisation that a fee tier names; any = it names none, so it is for all but private persons.
FEE_KINDS = (
    "any",
    "company",
    "startup",
    "one_person",
    "research",
    "public",
    "association",
    "other",
    "person",
    "student",
)
FEE_CONDITIONS = ("age", "country", "turnover", "activity", "extra_fee", "in_kind")
ALIAS_DECISIONS = ("confirmed", "rejected")
ALIAS_REASONS = ("language variant", "legal form", "abbreviation", "former name", "unit of")
NEED_THEMES = (
    "advocacy",
    "benefits",
    "communication",
    "definition",
    "fees",
    "funding",
    "guides_tools",
    "internationalisation",
    "national_programme",
    "participation_cost",
    "success_stories",
    "visibility",
)
# What the services that people ask for are made of (our grouping).
SERVICE_KINDS = (
    "coordination",
    "voice",
    "money",
    "training",
    "guides",
    "comparison",
    "stories",
    "partners",
    "exchange",
)
# Pages of the atlas that can answer a service.
ANSWER_PAGES = (
    *("programmes", "map", "cluster", "what", "find", "fees", "stories"),
    *("funding", "support", "start", "live"),
)
THEME_HALVES = ("seen", "unseen", "published")
# Indicator -> unit; a code always comes in one unit.
EXPORT_INDICATORS = {
    "BX.GSR.NFSV.CD": "current US$ million",
    "GB.XPD.RSDV.GD.ZS": "% of GDP",
    "NE.EXP.GNFS.CD_derived": "current US$ million",
    "NE.EXP.GNFS.KD": "constant 2015 US$ million",
    "NE.EXP.GNFS.ZS": "% of GDP",
    "NE.IMP.GNFS.ZS": "% of GDP",
    "NE.RSB.GNFS.CD": "current US$",
    "NY.GDP.MKTP.CD": "current US$",
    "NY.GDP.MKTP.CD_derived": "current US$",
    "NY.GDP.MKTP.KD": "constant 2015 US$",
    "NY.GDP.MKTP.KD.ZG_derived": "% change",
    "NY.GDP.PCAP.CD": "current US$",
    "SP.POP.TOTL": "persons",
    "TT.PRI.MRCH.XD.WD": "index 2015=100",
    "TX.VAL.MRCH.CD.WT": "current US$ million",
    "TX.VAL.TECH.MF.ZS": "% of manufactured exports",
}
# The 17 groups that add up to TO (total merchandise), and the sums between them.
PRODUCT_LEAVES = _codes(
    """AGFO AG_RAW MIFU MI_ORES MAIS MACHPH MACH_OTH MAMTOTEP MAMTOTTL MAMTOTIC MAMTAU MAMT_TEOTH MAMT_OTH
    MATE MACL MA_OTH TO_OTH"""
)
PRODUCT_SUMS = ("AG", "MA", "MACH", "MAMT", "MAMTOF", "MAMTTE", "MI", "TO")
REGIONAL_INDICATORS = (
    "active_enterprises",
    "active_enterprises_10plus_employees",
    "gdp_meur",
    "gdp_per_capita_eur",
    "gdp_per_capita_pps",
    "gdp_per_capita_pps_eu27_100",
    "persons_employed_in_active_enterprises",
    "population",
)
CONCEPTS = (
    "business ecosystem",
    "cluster",
    "cluster organisation",
    "ecosystem",
    "innovation ecosystem",
    "innovation platform",
    "knowledge ecosystem",
    "network",
    "value chain",
    "value network",
)
CONCEPT_DIMENSIONS = (
    "actors",
    "baseline",
    "coupling",
    "geography",
    "goal",
    "legal form",
    "management",
    "openness",
    "relationships",
    "scale",
    "task",
    "theme",
    "unit",
)
NETWORK_KINDS = ("association", "funding", "label", "network", "platform", "support")
NETWORK_REACHES = ("regional", "national", "nordic", "european", "world")
NETWORK_AUDIENCES = ("cities", "clusters", "companies", "networks", "people")
APPLICANT_KINDS = ("cluster", "company", "public", "research")
STORY_THEMES = ("green transition", "innovation", "internationalisation", "regional development", "skills")
FUNDING_THEMES = (
    "cluster development",
    "digitalisation",
    "green transition",
    "innovation",
    "internationalisation",
    "regional development",
)
YEARS = (1950, 2030)
LATITUDES = (54.0, 81.0)  # southern Denmark to the north of Svalbard
LONGITUDES = (-25.0, 32.0)  # western Iceland to eastern Finland

# --- kinds of column -------------------------------------------------------------------------------------

Whole = pd.Int64Dtype
Flag = pd.BooleanDtype

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
ADDRESS = r"https?://[^\s/]+\S*"


def _column(description: str, expected: str, unit: str, required: bool, **checks: Any) -> Any:
    return pa.Field(
        nullable=not required,
        description=description,
        metadata={"expected": expected, "unit": unit, "allowed": checks.pop("allowed", "")},
        **checks,
    )


def text(description: str, *, required: bool = True, pattern: str = "", expected: str = "a text") -> Any:
    checks = {"str_matches": rf"^(?:{pattern})\Z"} if pattern else {}
    return _column(description, expected, "", required, allowed=expected if pattern else "", **checks)


def word(description: str, allowed: Iterable[str], *, required: bool = True, expected: str = "") -> Any:
    words = tuple(allowed)
    listed = ", ".join(words) if len(words) <= 30 else expected
    return _column(description, expected or f"one of: {listed}", "", required, allowed=listed, isin=list(words))


def calendar_day(description: str) -> Any:
    say = "a date as year-month-day, such as 2025-06-30"
    return text(description, required=False, pattern=r"[0-9]{4}-[0-9]{2}-[0-9]{2}", expected=say)


def words(description: str, allowed: Iterable[str], *, required: bool = False, expected: str = "") -> Any:
    """Any number of the words, joined by "; "."""
    listed = tuple(allowed)
    one = "|".join(listed)
    say = expected or f"any of these, joined by '; ': {', '.join(listed)}"
    return text(description, required=required, pattern=rf"(?:{one})(?:; (?:{one}))*", expected=say)


def identity(description: str, *, required: bool = True) -> Any:
    say = "a short name in small letters, digits and hyphens, such as no-gce-node"
    return text(description, required=required, pattern=SLUG, expected=say)


def nordic(description: str, *, required: bool = True) -> Any:
    return word(description, NORDIC, required=required)


def country(description: str, *, required: bool = True) -> Any:
    say = "a two-letter ISO 3166 country code in capitals, such as FI (GB for the United Kingdom)"
    return word(description, ISO_3166, required=required, expected=say)


def area(description: str) -> Any:
    return word(description, AREAS, expected="a two-letter ISO 3166 country code, or EU, EU27, EU28 or WORLD")


def nuts(description: str) -> Any:
    say = "a NUTS 2021 code of Denmark, Finland, Iceland, Norway or Sweden, such as FI1D5"
    return word(description, NUTS_2021, expected=say)


def url(description: str, *, required: bool = True) -> Any:
    say = "an address that starts with http:// or https://"
    return text(description, required=required, pattern=ADDRESS, expected=say)


def year(description: str, *, required: bool = False) -> Any:
    low, high = YEARS
    say = f"a year from {low} to {high}, as a whole number"
    return _column(description, say, "year", required, allowed=f"{low} to {high}", ge=low, le=high)


def count(description: str, unit: str, *, low: int = 0, required: bool = False) -> Any:
    say = f"a whole number of at least {low} ({unit})"
    return _column(description, say, unit, required, allowed=f"at least {low}", ge=low)


def number(
    description: str,
    unit: str,
    *,
    low: float | None = None,
    high: float | None = None,
    required: bool = False,
) -> Any:
    limits = {name: limit for name, limit in (("ge", low), ("le", high)) if limit is not None}
    within = ""
    if low is not None:
        within = f"at least {low:g}" if high is None else f"from {low:g} to {high:g}"
    say = f"a number {'of ' if high is None and within else ''}{within}".rstrip() + f" ({unit})"
    return _column(description, say, unit, required, allowed=within, **limits)


def share(description: str, *, required: bool = False) -> Any:
    return number(description, "percent", low=0, high=100, required=required)


def latitude(required: bool = False) -> Any:
    low, high = LATITUDES
    return number("Latitude, WGS 84", "degrees north", low=low, high=high, required=required)


def longitude(required: bool = False) -> Any:
    low, high = LONGITUDES
    return number("Longitude, WGS 84", "degrees east", low=low, high=high, required=required)


def flag(description: str) -> Any:
    return _column(description, "true or false", "", True, allowed="true, false")


# --- rules across columns --------------------------------------------------------------------------------


def rule(column: str, expected: str) -> Any:
    """A check of whole rows; a fault is shown in `column`. Unknown values break no rule."""
    return pa.dataframe_check(error=f"{column}|{expected}", ignore_na=False)


def _holds(outcome: pd.Series) -> pd.Series:
    return outcome.astype("boolean").fillna(True).astype(bool)


def _not_above(frame: pd.DataFrame, low: str, high: str) -> pd.Series:
    return _holds(frame[low].astype("Float64") <= frame[high].astype("Float64"))


def _share_in_range(frame: pd.DataFrame, units: str) -> pd.Series:
    is_share = frame["unit"].str.match(units).astype("boolean").fillna(False)
    return _holds(~is_share | frame["value"].between(0, 100) | frame["value"].isna())


def _in_calendar(days: pd.Series) -> pd.Series:
    return days.isna() | pd.to_datetime(days, format="%Y-%m-%d", errors="coerce").notna()


# --- the models ------------------------------------------------------------------------------------------


class Clusters(pa.DataFrameModel):
    """A cluster organisation or cluster."""

    cluster_id: str = identity("Lasting name of the cluster in links and in other tables")
    name: str = text("Name in its own language")
    name_en: str = text("Name in English", required=False)
    country: str = nordic("Country")
    city: str = text("City of the office", required=False)
    region: str = text("County-level name of 2024 (differs from NUTS 2021 in Norway and Denmark)", required=False)
    lat: float = latitude()
    lon: float = longitude()
    ecosystem: str = word("EU industrial ecosystem", ECOSYSTEMS)
    sector_detail: str = text("Field of work, in English", required=False)
    founded_year: Whole = year("Year founded")
    members_total: Whole = count("Members in all, in counts_year", "members")
    members_sme: Whole = count("Small and medium-sized member companies", "members")
    members_large: Whole = count("Large member companies", "members")
    members_research: Whole = count("Member research and education organisations", "members")
    members_public: Whole = count("Public members", "members")
    member_employees: Whole = count("Employees of the members", "persons")
    staff: Whole = count("Staff of the cluster organisation", "persons")
    counts_year: Whole = year("Year of the member counts")
    programme: str = text("Programme the cluster is or was in; `;` joins two", required=False)
    programme_status: str = text("Level or standing in the programme", required=False)
    esca_label: str = word("Highest known cluster management quality label", LABELS, required=False)
    fee_model: str = word("Whether membership costs", ("paid", "free"), required=False)
    fee_min_eur: float = number("Lowest yearly fee known", "EUR a year", low=0)
    fee_max_eur: float = number("Highest yearly fee known", "EUR a year", low=0)
    website: str = url("Website", required=False)
    status: str = word("Standing of the cluster", ("active", "merged", "ended", "unknown"))
    source_url: str = url("Page the row was read from")
    source_year: Whole = year("Year of that page")
    note: str = text("Remark", required=False)

    class Config:
        unique = ("cluster_id",)

    @rule("lat", "both latitude and longitude, or neither")
    @classmethod
    def located(cls, frame: pd.DataFrame) -> pd.Series:
        return frame["lat"].isna() == frame["lon"].isna()

    @rule("fee_max_eur", "not below fee_min_eur")
    @classmethod
    def fees(cls, frame: pd.DataFrame) -> pd.Series:
        return _not_above(frame, "fee_min_eur", "fee_max_eur")

    @rule("fee_max_eur", "0 or empty, because fee_model is free")
    @classmethod
    def free(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds((frame["fee_model"] != "free") | (frame["fee_max_eur"] == 0) | frame["fee_max_eur"].isna())

    @rule("members_sme", "not above members_total")
    @classmethod
    def some_sme(cls, frame: pd.DataFrame) -> pd.Series:
        return _not_above(frame, "members_sme", "members_total")

    @rule("members_large", "not above members_total")
    @classmethod
    def some_large(cls, frame: pd.DataFrame) -> pd.Series:
        return _not_above(frame, "members_large", "members_total")

    @rule("members_research", "not above members_total")
    @classmethod
    def some_research(cls, frame: pd.DataFrame) -> pd.Series:
        return _not_above(frame, "members_research", "members_total")

    @rule("members_public", "not above members_total")
    @classmethod
    def some_public(cls, frame: pd.DataFrame) -> pd.Series:
        return _not_above(frame, "members_public", "members_total")


class ClusterRegions(pa.DataFrameModel):
    """The NUTS 3 region of a cluster with a known location."""

    cluster_id: str = identity("Cluster")
    nuts_code: str = nuts("NUTS 3 region")
    method: str = word("Point in the polygon, or nearest region just off the coast", ("inside", "nearest"))
    distance_km: float = number("Distance from the point to the region", "km", low=0)

    class Config:
        unique = ("cluster_id",)

    @rule("nuts_code", "a NUTS 3 code (five signs)")
    @classmethod
    def level_three(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds(frame["nuts_code"].str.len() == 5)

    @rule("distance_km", "0 or empty, because the point is inside")
    @classmethod
    def inside(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds((frame["method"] != "inside") | (frame["distance_km"] == 0) | frame["distance_km"].isna())


class ClusterTexts(pa.DataFrameModel):
    """What a cluster does, in three languages, in our own words."""

    cluster_id: str = identity("Cluster")
    sector_en: str = text("Field of work, in English", required=False)
    sector_fi: str = text("Field of work, in Finnish", required=False)
    sector_sv: str = text("Field of work, in Swedish", required=False)
    note_en: str = text("Remark, in English", required=False)
    note_fi: str = text("Remark, in Finnish", required=False)
    note_sv: str = text("Remark, in Swedish", required=False)

    class Config:
        unique = ("cluster_id",)


class ProgrammeStatusTexts(pa.DataFrameModel):
    """A level or standing in a programme, as in clusters.programme_status, in three languages."""

    status_en: str = text("The words in clusters.programme_status")
    status_fi: str = text("In Finnish")
    status_sv: str = text("In Swedish")

    class Config:
        unique = ("status_en",)


class Memberships(pa.DataFrameModel):
    """An organisation's membership in a cluster; lists are partial."""

    cluster_id: str = identity("Cluster")
    member_id: str = text(
        "Folded name of the member",
        pattern=r"[a-z0-9]+([-_.&+][a-z0-9]+)*",
        expected="a name in small letters and digits without blanks",
    )
    member_name: str = text("Name as seen on the page")
    member_type: str = word("Kind of member", MEMBER_TYPES)
    member_country: str = country("Country of the member (GL: Greenland)", required=False)
    member_city: str = text("City of the member", required=False)
    source_url: str = url("Page the row was read from")
    source_year: Whole = year("Year of that page")

    class Config:
        unique = ("cluster_id", "member_id")


class MemberAliases(pa.DataFrameModel):
    """A decision whether two member_ids are one organisation."""

    member_id: str = text("The other name's member_id, as in memberships")
    canonical_id: str = text("The member_id that stands for the organisation")
    canonical_name: str = text("The name that it is shown under")
    decision: str = word("One organisation (confirmed), or not (rejected: not suggested again)", ALIAS_DECISIONS)
    reason: str = word("Why the names differ; empty when rejected", ALIAS_REASONS, required=False)
    decided_on: str = text(
        "Day of the decision",
        pattern=r"(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
        expected="a day such as 2026-11-21",
    )
    source_url: str = url("Page that says that the two are one", required=False)
    note: str = text("Remark, in English", required=False)
    note_fi: str = text("Remark, in Finnish", required=False)
    note_sv: str = text("Remark, in Swedish", required=False)

    class Config:
        unique = ("member_id", "canonical_id")

    @rule("canonical_id", "another member_id than the row's own")
    @classmethod
    def two_names(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds(frame["member_id"] != frame["canonical_id"])

    @rule("reason", "a reason when confirmed, empty when rejected")
    @classmethod
    def reasoned(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds((frame["decision"] == "confirmed") == frame["reason"].notna())

    @rule("member_id", "confirmed as one organisation only")
    @classmethod
    def one_organisation(cls, frame: pd.DataFrame) -> pd.Series:
        confirmed = frame["decision"] == "confirmed"
        return _holds(~(confirmed & frame["member_id"].where(confirmed).duplicated(keep=False)))

    @rule("canonical_id", "a member_id that is not itself another name of an organisation")
    @classmethod
    def no_chains(cls, frame: pd.DataFrame) -> pd.Series:
        confirmed = frame["decision"] == "confirmed"
        return _holds(~(confirmed & frame["canonical_id"].isin(frame.loc[confirmed, "member_id"])))

    @rule("canonical_name", "one name for one canonical_id")
    @classmethod
    def one_name(cls, frame: pd.DataFrame) -> pd.Series:
        confirmed = frame["decision"] == "confirmed"
        names = frame[confirmed].groupby("canonical_id")["canonical_name"].nunique()
        return _holds(~(confirmed & frame["canonical_id"].isin(names.index[names > 1])))


class MembershipFees(pa.DataFrameModel):
    """A fee tier of a cluster."""

    cluster_id: str = identity("Cluster")
    cluster_name: str = text("Name the cluster had on the page")
    country: str = nordic("Country")
    member_category: str = text("Whom the tier is for")
    member_category_fi: str = text("Whom the tier is for, in Finnish")
    member_category_sv: str = text("Whom the tier is for, in Swedish")
    member_kind: str = words("Kinds of organisation the tier is for, as read; empty = cannot be told", FEE_KINDS)
    size_basis: str = word(
        "What the tier's size limits count (other: see benefits_note)",
        ("employees", "turnover", "flat", "other"),
    )
    size_min: Whole = count("Lower limit of the tier", "employees, or turnover in fee_currency")
    size_max: Whole = count("Upper limit; empty = open-ended", "employees, or turnover in fee_currency")
    fee_amount: float = number("Fee as stated", "fee_currency a fee_period", low=0, required=True)
    fee_currency: str = word("Currency (ISO 4217)", ("DKK", "EUR", "ISK", "NOK", "SEK"))
    fee_eur: float = number(
        "Fee at SEK 11.4, NOK 11.6, DKK 7.46, ISK 150 to the euro", "EUR a fee_period", low=0, required=True
    )
    fee_bound: str = word(
        "The fee is the lowest or highest of a span; empty = it is the fee itself",
        ("lowest", "highest"),
        required=False,
    )
    fee_period: str = word("Period", ("year", "year per inhabitant"))
    vat_note: str = text("Value added tax", required=False)
    joining_fee: float = number("One-off fee on joining", "fee_currency", low=0)
    condition: str = words("What the remark adds that size and kind do not say", FEE_CONDITIONS)
    fee_year: Whole = year("Year of the fee table")
    is_current: Flag = flag("In the newest fee table of the cluster that was seen")
    benefits_note: str = text("Remark", required=False)
    benefits_note_fi: str = text("Remark, in Finnish", required=False)
    benefits_note_sv: str = text("Remark, in Swedish", required=False)
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("cluster_id", "source_url", "fee_year", "member_category", "size_basis", "size_min")

    @rule("size_max", "not below size_min")
    @classmethod
    def sizes(cls, frame: pd.DataFrame) -> pd.Series:
        return _not_above(frame, "size_min", "size_max")

    @rule("size_min", "empty, because a flat fee has no size limits")
    @classmethod
    def flat(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds((frame["size_basis"] != "flat") | (frame["size_min"].isna() & frame["size_max"].isna()))

    @rule("is_current", "false, because the cluster has a fee table of a later year")
    @classmethod
    def newest(cls, frame: pd.DataFrame) -> pd.Series:
        latest = frame["fee_year"].groupby(frame["cluster_id"]).transform("max")
        return _holds(~frame["is_current"] | (frame["fee_year"] == latest))

    @rule("fee_eur", "the same as fee_amount, because the fee is in euro")
    @classmethod
    def euro(cls, frame: pd.DataFrame) -> pd.Series:
        apart = (frame["fee_eur"] - frame["fee_amount"]).abs() > 0.01
        return _holds((frame["fee_currency"] != "EUR") | ~apart)


class MembershipComposition(pa.DataFrameModel):
    """A cluster's member counts in a year."""

    cluster_id: str = identity("Cluster")
    year: Whole = year("Year of the counts")
    members_total: Whole = count("Members in all", "members")
    companies: Whole = count("Companies", "members")
    sme: Whole = count("Small and medium-sized companies", "members")
    large: Whole = count("Large companies", "members")
    startups: Whole = count("Start-ups", "members")
    research_education: Whole = count("Research and education organisations", "members")
    public: Whole = count("Public members", "members")
    finance: Whole = count("Financiers", "members")
    other: Whole = count("Other members", "members")
    member_employees: Whole = count("Employees of the members", "persons")
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("cluster_id", "year", "source_url")

    @rule("members_total", "not below any of its known parts")
    @classmethod
    def parts(cls, frame: pd.DataFrame) -> pd.Series:
        parts = ["companies", "sme", "large", "startups", "research_education", "public", "finance", "other"]
        largest = frame[parts].astype("Float64").max(axis=1)
        return _holds(largest <= frame["members_total"].astype("Float64"))


class Programmes(pa.DataFrameModel):
    """A cluster programme or instrument of a country."""

    programme_id: str = identity("Lasting name of the programme")
    country: str = country("Country")
    name: str = text("Name in its own language")
    name_en: str = text("Name in English", required=False)
    name_fi: str = text("Short name in Finnish")
    name_sv: str = text("Short name in Swedish")
    start_year: Whole = year("First year")
    end_year: Whole = year("Last year, planned or past")
    status: str = word("Standing", ("active", "ended", "merged"), required=False)
    status_note: str = text("Standing in the source's words, where it says more", required=False)
    operator: str = text("Who runs it", required=False)
    ministry: str = text("Ministry behind it", required=False)
    scope: str = word("Reach", ("national", "regional"))
    levels: str = text("Levels or lines, `;` between them", required=False)
    levels_n: Whole = count("Number of levels", "levels", low=1)
    clusters_supported: Whole = count("Clusters supported", "clusters")
    clusters_supported_year: Whole = year("Year of that count")
    annual_budget_meur: float = number("Yearly budget", "million EUR a year", low=0)
    annual_budget_original: str = text("Amount as stated", required=False)
    annual_budget_original_fi: str = text("Amount as stated, in Finnish", required=False)
    annual_budget_original_sv: str = text("Amount as stated, in Swedish", required=False)
    budget_year: Whole = year("Year of the budget")
    support_years_max: Whole = count("Longest support of a cluster", "years", low=1)
    cofinancing_pct: float = share("Own funding asked of the cluster")
    open_call: str = word("Open call", YES_PARTIAL_NO, required=False)
    selection: str = text("How clusters are chosen", required=False)
    quality_label_required: str = word("Quality label asked for", YES_PARTIAL_NO, required=False)
    international_support: str = word("Help in going abroad", YES_PARTIAL_NO, required=False)
    training_support: str = word("Training of cluster managers", YES_PARTIAL_NO, required=False)
    networking_support: str = word("Networking between clusters", YES_PARTIAL_NO, required=False)
    source_url: str = url("Page the row was read from")
    source_year: Whole = year("Year of that page")
    note: str = text("Remark", required=False)

    class Config:
        unique = ("programme_id",)

    @rule("end_year", "not before start_year")
    @classmethod
    def order(cls, frame: pd.DataFrame) -> pd.Series:
        return _not_above(frame, "start_year", "end_year")


class ProgrammeFeatures(pa.DataFrameModel):
    """A feature of a country's cluster policy; a missing row = unknown."""

    country: str = country("Country")
    feature: str = word("Feature", FEATURES)
    value: str = word("Whether the country has it", YES_PARTIAL_NO)
    evidence: str = text("What the judgement rests on")
    evidence_fi: str = text("What the judgement rests on, in Finnish")
    evidence_sv: str = text("What the judgement rests on, in Swedish")
    since_year: Whole = year("First year of the programme or organisation that the evidence rests on, where dated")
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("country", "feature")


class ProgrammeTimeline(pa.DataFrameModel):
    """A dated event of a country's cluster policy."""

    country: str = area("Country, or EU")
    year: Whole = year("Year", required=True)
    event: str = text("What happened")
    event_fi: str = text("What happened, in Finnish")
    event_sv: str = text("What happened, in Swedish")
    kind: str = word(
        "Kind of event",
        ("programme_start", "programme_end", "organisation", "strategy", "evaluation", "event"),
    )
    source_url: str = url("Page the row was read from", required=False)
    source_text: str = text("Source in words, where it is no page or more than its address", required=False)

    class Config:
        unique = ("country", "year", "event")

    @rule("source_url", "an address, or the source in words in source_text")
    @classmethod
    def sourced(cls, frame: pd.DataFrame) -> pd.Series:
        return frame["source_url"].notna() | frame["source_text"].notna()


class ProgrammeFigures(pa.DataFrameModel):
    """A figure of the Norwegian or Danish programme, or of one of its clusters, in a year."""

    country: str = nordic("Country")
    year: Whole = year("Year", required=True)
    indicator: str = text("What is measured", pattern=r"\w+", expected="a name of letters, digits and _")
    cluster_id: str = identity("Cluster, where the figure is of one", required=False)
    value: float = number("Value", "see unit", required=True)
    unit: str = text("Unit of the value")
    source_url: str = url("Page the row was read from")
    note: str = text("Remark", required=False)

    class Config:
        unique = ("country", "year", "indicator", "cluster_id", "source_url")

    @rule("value", "from 0 to 100, because the unit is percent")
    @classmethod
    def percent(cls, frame: pd.DataFrame) -> pd.Series:
        return _share_in_range(frame, r"percent\Z")


class FigureTexts(pa.DataFrameModel):
    """An indicator or a unit, as in programme_figures, in three languages."""

    kind: str = word("Which column of programme_figures the key is from", ("indicator", "unit"))
    key: str = text("The value in that column")
    text_en: str = text("In English")
    text_fi: str = text("In Finnish; units as they stand after a number")
    text_sv: str = text("In Swedish; units as they stand after a number")

    class Config:
        unique = ("kind", "key")


class DesignPresets(pa.DataFrameModel):
    """A level of a programme design to start from, as in Norway or Denmark, before it is scaled to a country."""

    preset: str = word("Country whose programme it is like", ("DK", "NO"))
    level: Whole = count("Level, 1 is the lowest", "levels", low=1, required=True)
    name_en: str = text("Name of the level in English")
    name_fi: str = text("Name of the level in Finnish")
    name_sv: str = text("Name of the level in Swedish")
    intake: float = number("Clusters taken in from outside a year", "clusters a year", low=0, required=True)
    support_keur: float = number("Public support a cluster and year", "EUR thousand", low=0, required=True)
    years: Whole = count("Years of support on the level", "years", low=1, required=True)
    moves_up_pct: float = share("Clusters finishing the level that move to the next", required=True)
    basis_en: str = text("What is published and what is our assumption, in English")
    basis_fi: str = text("The same in Finnish")
    basis_sv: str = text("The same in Swedish")
    source_url: str = url("Page the published amount was read from")

    class Config:
        unique = ("preset", "level")

    @rule("moves_up_pct", "0 on the last level, because there is none to move to")
    @classmethod
    def ends(cls, frame: pd.DataFrame) -> pd.Series:
        last = frame.groupby("preset")["level"].transform("max") == frame["level"]
        return _holds(~last | (frame["moves_up_pct"] == 0))


class DesignTerms(pa.DataFrameModel):
    """Co-financing and running costs of a programme design to start from."""

    preset: str = word("Country whose programme it is like", ("DK", "NO"))
    cofinancing_pct: float = number("Clusters' part of the total", "percent", low=0, high=99, required=True)
    running_meur: float = number("Running costs of the programme", "EUR million a year", low=0, required=True)
    basis_en: str = text("What is published and what is our assumption, in English")
    basis_fi: str = text("The same in Finnish")
    basis_sv: str = text("The same in Swedish")
    cofinancing_source_url: str = url("Page of the co-financing; empty = our assumption", required=False)
    running_source_url: str = url("Page of the running costs; empty = our assumption", required=False)

    class Config:
        unique = ("preset",)


class CountryClusterStats(pa.DataFrameModel):
    """A comparable cluster figure of a country or area."""

    country: str = area("Country, EU, EU27 or WORLD")
    year: Whole = year("Year; empty = not stated on the page")
    indicator: str = text("What is measured")
    value: float = number("Value", "see unit", low=0, required=True)
    unit: str = text("Unit of the value")
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("country", "year", "indicator", "source_url")

    @rule("value", "from 0 to 100, because the unit is percent")
    @classmethod
    def percent(cls, frame: pd.DataFrame) -> pd.Series:
        return _share_in_range(frame, r"percent\b(?!age)")


class ExportIndicators(pa.DataFrameModel):
    """A country's indicator in a year (World Bank codes; _derived = arithmetic on other rows)."""

    country: str = area("Country, EU27 or WORLD")
    year: Whole = year("Year", required=True)
    indicator: str = word("Indicator", EXPORT_INDICATORS)
    value: float = number("Value", "see unit", required=True)
    unit: str = word("Unit of the value", sorted(set(EXPORT_INDICATORS.values())))
    source_id: str = text("Source, a row of sources")

    class Config:
        unique = ("country", "year", "indicator")

    @rule("unit", "the unit that belongs to the indicator")
    @classmethod
    def one_unit(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds(frame["indicator"].map(EXPORT_INDICATORS).astype("string") == frame["unit"])


class ExportsByProduct(pa.DataFrameModel):
    """A country's merchandise exports of a WTO product group in a year."""

    country: str = area("Country, EU27 or WORLD")
    year: Whole = year("Year", required=True)
    product_code: str = word("WTO product group", (*PRODUCT_LEAVES, *PRODUCT_SUMS))
    product_name: str = text("Name of the group")
    is_leaf: Flag = flag("One of the 17 groups that add up to TO")
    exports_usd_million: float = number("Exports", "million current USD", low=0, required=True)
    source_id: str = text("Source, a row of sources")

    class Config:
        unique = ("country", "year", "product_code")

    @rule("is_leaf", "true for the 17 groups that add up to TO, false for the sums")
    @classmethod
    def leaves(cls, frame: pd.DataFrame) -> pd.Series:
        known = frame["product_code"].isin((*PRODUCT_LEAVES, *PRODUCT_SUMS))
        return _holds(~known | (frame["product_code"].isin(PRODUCT_LEAVES) == frame["is_leaf"]))


class ProductNames(pa.DataFrameModel):
    """The name of a leaf product group in three languages, in full and short enough for a chart."""

    product_code: str = word("WTO product group", PRODUCT_LEAVES)
    name_en: str = text("In English")
    name_fi: str = text("In Finnish")
    name_sv: str = text("In Swedish")
    short_en: str = text("Short, in English")
    short_fi: str = text("Short, in Finnish")
    short_sv: str = text("Short, in Swedish")

    class Config:
        unique = ("product_code",)


class ProductEcosystems(pa.DataFrameModel):
    """The part of a product group that goes to an industrial ecosystem, by the atlas's own judgement."""

    product_code: str = word("WTO product group", PRODUCT_LEAVES)
    ecosystem: str = word("EU industrial ecosystem, or Not assigned", (*ECOSYSTEMS, "Not assigned"))
    weight: float = number("Part of the group's value; the parts add up to 1", "share", low=0, high=1, required=True)
    reason_en: str = text("Why, in English")
    reason_fi: str = text("Why, in Finnish")
    reason_sv: str = text("Why, in Swedish")
    source_url: str = url("What the ecosystems are, by the European Commission; the weights are ours")

    class Config:
        unique = ("product_code", "ecosystem")

    @rule("weight", "weights of a product group that add up to 1")
    @classmethod
    def whole(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds((frame.groupby("product_code")["weight"].transform("sum") - 1).abs() < 1e-9)


class ExportPartnerShares(pa.DataFrameModel):
    """A partner's share of a country's goods exports; series break between 2018 and 2019."""

    country: str = nordic("Country")
    year: Whole = year("Year", required=True)
    partner: str = text("Partner as the source names it")
    partner_iso3: str = text(
        "Partner; NORDIC = the other four Nordic countries",
        pattern=r"[A-Z]{3}|NORDIC",
        expected="a three-letter ISO 3166 country code in capitals, or NORDIC",
    )
    share_pct: float = share("Share of goods exports", required=True)
    source_id: str = text("Source, a row of sources")

    class Config:
        unique = ("country", "year", "partner_iso3")


class ExportsByRegion(pa.DataFrameModel):
    """A region's goods exports; units differ from country to country."""

    country: str = nordic("Country")
    region_name: str = text("Region")
    region_code: str = word(
        "NUTS 2021 code; Norway before 2020: NUTS 2016; empty where the row is no region of these",
        (*NUTS_2021, *NUTS_2016_NORWAY),
        required=False,
        expected="a NUTS 2021 code (Norway's counties before 2020: NUTS 2016)",
    )
    year: Whole = year("Year", required=True)
    value: float = number("Value", "see unit", required=True)
    unit: str = text("Unit of the value")
    source_id: str = text("Source, a row of sources")

    class Config:
        unique = ("country", "region_name", "year", "unit")

    @rule("region_code", "a code that starts with the country")
    @classmethod
    def at_home(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds(frame["region_code"].str[:2] == frame["country"])

    @rule("value", "from 0 to 100, because the unit is a share")
    @classmethod
    def percent(cls, frame: pd.DataFrame) -> pd.Series:
        return _share_in_range(frame, r"% of (national|regional)")


class ExportingFirms(pa.DataFrameModel):
    """A published figure on exporting enterprises; definitions differ between countries."""

    country: str = area("Country, EU27 or EU28")
    year: Whole = year("Year", required=True)
    indicator: str = text("What is measured")
    value: float = number("Value", "see unit", low=0, required=True)
    unit: str = text("Unit of the value")
    source_id: str = text("Source, a row of sources")

    class Config:
        unique = ("country", "year", "indicator")

    @rule("value", "from 0 to 100, because the unit is a share")
    @classmethod
    def percent(cls, frame: pd.DataFrame) -> pd.Series:
        return _share_in_range(frame, r"%\Z")


class FirmTexts(pa.DataFrameModel):
    """An indicator or a unit, as in exporting_firms, in three languages."""

    kind: str = word("Which column of exporting_firms the key is from", ("indicator", "unit"))
    key: str = text("The value in that column")
    text_en: str = text("In English")
    text_fi: str = text("In Finnish; units as they stand after a number")
    text_sv: str = text("In Swedish; units as they stand after a number")

    class Config:
        unique = ("kind", "key")


class RegionalStats(pa.DataFrameModel):
    """A NUTS region's indicator in a year; population on 1 January."""

    country: str = nordic("Country")
    region_name: str = text("Region")
    nuts_code: str = nuts("NUTS 2021 code, levels 0 to 3")
    year: Whole = year("Year", required=True)
    indicator: str = word("Indicator; its name says the unit", REGIONAL_INDICATORS)
    value: float = number("Value", "see indicator", low=0, required=True)
    source_id: str = text("Source, a row of sources")

    class Config:
        unique = ("nuts_code", "year", "indicator")

    @rule("nuts_code", "a code that starts with the country")
    @classmethod
    def at_home(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds(frame["nuts_code"].str[:2] == frame["country"])


class Regions(pa.DataFrameModel):
    """A NUTS 2021 region of the five countries."""

    nuts_code: str = nuts("NUTS 2021 code")
    name: str = text("Name in the country's own language")
    name_en: str = text("Name in English", required=False)
    name_fi: str = text("Name in Finnish", required=False)
    name_sv: str = text("Name in Swedish", required=False)
    level: Whole = _column("NUTS level", "0, 1, 2 or 3", "level", True, allowed="0 to 3", ge=0, le=3)
    parent: str = text("NUTS code one level up; empty for a country", required=False)
    country: str = nordic("Country")
    area_km2: float = number("Area of the boundary polygon", "km2", low=0)
    lat: float = latitude()
    lon: float = longitude()

    class Config:
        unique = ("nuts_code",)

    @rule("level", "the level the code's length says (two signs = 0)")
    @classmethod
    def level_of_code(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds(frame["nuts_code"].str.len().astype("Int64") - 2 == frame["level"])

    @rule("parent", "the code without its last sign; empty for a country")
    @classmethod
    def parent_of_code(cls, frame: pd.DataFrame) -> pd.Series:
        above = frame["nuts_code"].str[:-1].where(frame["nuts_code"].str.len() > 2)
        return _holds(above.fillna("") == frame["parent"].fillna(""))

    @rule("country", "the first two signs of the code")
    @classmethod
    def at_home(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds(frame["nuts_code"].str[:2] == frame["country"])


class RegionNeighbours(pa.DataFrameModel):
    """A pair of NUTS 3 regions that share a border; each pair stands both ways round."""

    nuts_code: str = nuts("NUTS 3 region")
    neighbour: str = nuts("A region beside it")

    class Config:
        unique = ("nuts_code", "neighbour")

    @rule("neighbour", "another region than nuts_code")
    @classmethod
    def apart(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds(frame["nuts_code"] != frame["neighbour"])


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
    need_en: str = text("The need in English")
    need_fi: str = text("The need in Finnish")
    need_sv: str = text("The need in Swedish")
    service_en: str = text("The service that would answer it, in English")
    service_fi: str = text("The service that would answer it, in Finnish")
    service_sv: str = text("The service that would answer it, in Swedish")
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


class ServiceAnswers(pa.DataFrameModel):
    """What answers a service that people asked for, by our judgement; nothing named = an open promise."""

    need_id: str = identity("The need whose service it is")
    kind: str = word("What answers it; empty = nothing does", ("page", "network", "funding"), required=False)
    page: str = word("Page of the atlas", ANSWER_PAGES, required=False)
    network_id: str = identity("Network", required=False)
    funding_id: str = identity("Funding instrument", required=False)
    extent: str = word("Whether it answers the whole service or a part", ("whole", "part"), required=False)
    reason_en: str = text("Why, in English")
    reason_fi: str = text("Why, in Finnish")
    reason_sv: str = text("Why, in Swedish")

    class Config:
        unique = ("need_id", "page", "network_id", "funding_id")

    @rule("kind", "the one of page, network_id and funding_id that is filled; empty when none is")
    @classmethod
    def named(cls, frame: pd.DataFrame) -> pd.Series:
        known = {"page": "page", "network": "network_id", "funding": "funding_id"}
        right = pd.Series(True, index=frame.index)
        for kind, column in known.items():
            right &= (frame["kind"] == kind).fillna(False).astype(bool) == frame[column].notna()
        return right

    @rule("extent", "whole or part where something is named, else empty")
    @classmethod
    def measured(cls, frame: pd.DataFrame) -> pd.Series:
        return frame["kind"].notna() == frame["extent"].notna()

    @rule("kind", "an answer, or no other row of the same need")
    @classmethod
    def open_alone(cls, frame: pd.DataFrame) -> pd.Series:
        return frame["kind"].notna() | ~frame.duplicated("need_id", keep=False)


class EuNeedsSurvey(pa.DataFrameModel):
    """An answer's share in a published European or national survey."""

    survey: str = text("Survey")
    survey_fi: str = text("Survey, in Finnish; names of its own stay")
    survey_sv: str = text("Survey, in Swedish; names of its own stay")
    year: Whole = year("Year", required=True)
    question: str = text("Question")
    question_fi: str = text("Question, in Finnish")
    question_sv: str = text("Question, in Swedish")
    answer: str = text("Answer")
    answer_fi: str = text("Answer, in Finnish")
    answer_sv: str = text("Answer, in Swedish")
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


class ThemeWords(pa.DataFrameModel):
    """A word by which a statement of a workshop speaks of a theme; several words together say more than one."""

    theme: str = word("Theme, a term of the glossary", NEED_THEMES)
    language: str = word("Language (ISO 639-1)", ("da", "en", "fi", "no", "sv"))
    word: str = text(
        "Word or phrase; `rahoitu-` = words that begin so, `-maksu` = words that end so",
        pattern=r"[^-\s][^-\s]*-|-[^-\s]+|[^-\s](?:.*[^-\s])?",
        expected="a word or phrase; only a single word has a hyphen at its start or end",
    )
    weight: float = number(
        "How much it says: 2 alone enough, 1 usual, 0.5 a hint", "weight", low=0.1, high=3, required=True
    )

    class Config:
        unique = ("theme", "language", "word")


class ThemeQuality(pa.DataFrameModel):
    """How well suggested themes meet themes given by hand; made by `python -m analytics themes FILE --measure`."""

    half: str = word(
        "seen = looked at while the words were chosen, unseen = not, published = workshop_needs", THEME_HALVES
    )
    theme: str = word("Theme; none = no theme fits, macro = mean over the themes", (*NEED_THEMES, "none", "macro"))
    n: Whole = count("Statements with the theme by hand; for macro all statements", "statements", required=True)
    precision: float = number("Part of the suggestions that are right", "share", low=0, high=1)
    recall: float = number("Part of those by hand that are suggested", "share", low=0, high=1)
    f1: float = number("Harmonic mean of the two", "share", low=0, high=1)

    class Config:
        unique = ("half", "theme")


class Networks(pa.DataFrameModel):
    """A network, platform or support organisation for clusters."""

    network_id: str = identity("Lasting name of the network")
    name: str = text("Name")
    name_fi: str = text("Name in Finnish; names of its own stay")
    name_sv: str = text("Name in Swedish; names of its own stay")
    kind: str = word("Kind", NETWORK_KINDS)
    reach: str = word("How far it reaches", NETWORK_REACHES)
    countries: str = words("ISO 3166 codes of the countries it works in; empty = all of its reach", ISO_3166)
    serves: str = words("Whom it works for, where the row says it", NETWORK_AUDIENCES)
    founded_year: Whole = year("Year founded")
    operator: str = text("Who runs it", required=False)
    operator_fi: str = text("Who runs it, in Finnish", required=False)
    operator_sv: str = text("Who runs it, in Swedish", required=False)
    what_it_offers: str = text("What it offers")
    what_it_offers_fi: str = text("What it offers, in Finnish")
    what_it_offers_sv: str = text("What it offers, in Swedish")
    who_can_join: str = text("Who can join", required=False)
    who_can_join_fi: str = text("Who can join, in Finnish", required=False)
    who_can_join_sv: str = text("Who can join, in Swedish", required=False)
    fee: str = text("Fee, in words", required=False)
    fee_fi: str = text("Fee, in words, in Finnish", required=False)
    fee_sv: str = text("Fee, in words, in Swedish", required=False)
    website: str = url("Website", required=False)
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("network_id",)

    @rule("countries", "countries, because it is regional or national")
    @classmethod
    def placed(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds(~frame["reach"].isin(["regional", "national"]) | frame["countries"].notna())


class LabelLevels(pa.DataFrameModel):
    """A level of the European cluster management quality label: what it asks and costs."""

    level: str = word("Level", LABELS)
    rank: Whole = count("Place on the ladder, the lowest first", "place", low=1, required=True)
    asks: str = text("What it asks")
    asks_fi: str = text("What it asks, in Finnish")
    asks_sv: str = text("What it asks, in Swedish")
    fee_min_eur: float = number("Lowest price of a first assessment, without VAT", "EUR", low=0)
    fee_max_eur: float = number("Highest price of a first assessment, without VAT", "EUR", low=0)
    fee_source_url: str = url("Page the price was read from", required=False)
    valid_years: Whole = count("Years that a first label holds", "years", low=1)
    source_url: str = url("Page that says what it asks")

    class Config:
        unique = ("level",)

    @rule("fee_max_eur", "not below fee_min_eur")
    @classmethod
    def fees(cls, frame: pd.DataFrame) -> pd.Series:
        return _not_above(frame, "fee_min_eur", "fee_max_eur")

    @rule("fee_source_url", "an address, because there is a price")
    @classmethod
    def priced(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds(frame["fee_min_eur"].isna() | frame["fee_source_url"].notna())


class Funding(pa.DataFrameModel):
    """A funding instrument that clusters use."""

    funding_id: str = identity("Lasting name of the instrument")
    name: str = text("Name")
    name_fi: str = text("Name in Finnish; names of its own stay")
    name_sv: str = text("Name in Swedish; names of its own stay")
    provider: str = text("Who gives the money")
    provider_fi: str = text("Who gives the money, in Finnish")
    provider_sv: str = text("Who gives the money, in Swedish")
    countries: str = text("Countries, in words; `;` between them")
    country_codes: str = words(
        "The same in codes: ISO 3166, EU for all 27 countries of the Union, associated for countries that countries "
        "does not name",
        (*ISO_3166, "EU", "associated"),
        required=True,
        expected="two-letter ISO 3166 country codes, EU or associated, joined by '; '",
    )
    who_can_apply: str = text("Who can apply", required=False)
    who_can_apply_fi: str = text("Who can apply, in Finnish", required=False)
    who_can_apply_sv: str = text("Who can apply, in Swedish", required=False)
    applicant_kinds: str = words("Kinds of applicant, where it is clear", APPLICANT_KINDS)
    for_clusters: str = word("Whether it is meant for clusters", YES_PARTIAL_NO)
    grant_min_keur: float = number("Smallest grant", "thousand EUR", low=0)
    grant_max_keur: float = number("Largest grant", "thousand EUR", low=0)
    cofinancing_pct: float = share("Share of the cost that is paid")
    period_start: Whole = year("First year")
    period_end: Whole = year("Last year")
    call_opens: str = calendar_day("First day on which one can apply, where the remark says it")
    call_closes: str = calendar_day("Last day on which one can apply, where the remark says it")
    stated_status: str = word("What the remark says of the call without a day", ("closed",), required=False)
    theme: str = text("Theme", required=False)
    theme_fi: str = text("Theme, in Finnish", required=False)
    theme_sv: str = text("Theme, in Swedish", required=False)
    theme_kinds: str = words("Kinds of theme, where theme is clearly of one", FUNDING_THEMES)
    website: str = url("Website", required=False)
    source_url: str = url("Page the row was read from")
    source_year: Whole = year("Year of that page")
    note: str = text("Remark", required=False)
    note_fi: str = text("Remark, in Finnish", required=False)
    note_sv: str = text("Remark, in Swedish", required=False)

    class Config:
        unique = ("funding_id",)

    @rule("grant_max_keur", "not below grant_min_keur")
    @classmethod
    def grants(cls, frame: pd.DataFrame) -> pd.Series:
        return _not_above(frame, "grant_min_keur", "grant_max_keur")

    @rule("period_end", "not before period_start")
    @classmethod
    def period(cls, frame: pd.DataFrame) -> pd.Series:
        return _not_above(frame, "period_start", "period_end")

    @rule("call_opens", "a day of the calendar")
    @classmethod
    def opening(cls, frame: pd.DataFrame) -> pd.Series:
        return _in_calendar(frame["call_opens"])

    @rule("call_closes", "a day of the calendar")
    @classmethod
    def closing(cls, frame: pd.DataFrame) -> pd.Series:
        return _in_calendar(frame["call_closes"])

    @rule("call_closes", "not before call_opens")
    @classmethod
    def call(cls, frame: pd.DataFrame) -> pd.Series:
        return _holds(frame["call_opens"] <= frame["call_closes"])


class SuccessStories(pa.DataFrameModel):
    """A reported success of a cluster or, where cluster_id is empty, of a whole programme."""

    story_id: str = identity("Lasting name of the story")
    cluster_id: str = identity("Cluster; empty = a whole programme", required=False)
    cluster_name: str = text("Cluster or programme")
    country: str = nordic("Country")
    year: Whole = year("Year")
    theme: str = word(
        "Theme",
        STORY_THEMES,
    )
    headline_en: str = text("The story in a sentence")
    headline_fi: str = text("The story in a sentence, in Finnish")
    headline_sv: str = text("The story in a sentence, in Swedish")
    metric_name: str = text("What is measured", required=False)
    metric_name_fi: str = text("What is measured, in Finnish", required=False)
    metric_name_sv: str = text("What is measured, in Swedish", required=False)
    metric_value: float = number("Value", "see metric_unit")
    metric_unit: str = text("Unit of the value", required=False)
    metric_unit_fi: str = text("Unit of the value, in Finnish, as it stands after a number", required=False)
    metric_unit_sv: str = text("Unit of the value, in Swedish, as it stands after a number", required=False)
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("story_id",)

    @rule("metric_unit", "a unit, because metric_value is given")
    @classmethod
    def measured(cls, frame: pd.DataFrame) -> pd.Series:
        return frame["metric_value"].isna() | frame["metric_unit"].notna()


class ClusterDefinitions(pa.DataFrameModel):
    """A definition of a cluster or a neighbouring concept, in our own words."""

    concept: str = word("Concept", CONCEPTS)
    definition_en: str = text("Definition in English")
    definition_fi: str = text("Definition in Finnish")
    definition_sv: str = text("Definition in Swedish")
    attributed_to: str = text("Whose definition")
    attributed_to_fi: str = text("Whose definition, in Finnish")
    attributed_to_sv: str = text("Whose definition, in Swedish")
    lead: Flag = flag("Shown first, as the plainest wording (our choice)")
    source_url: str = url("Page the row was read from")

    class Config:
        unique = ("concept", "definition_en", "source_url")


class ConceptComparison(pa.DataFrameModel):
    """A trait of a concept, for telling concepts apart."""

    concept: str = word("Concept", CONCEPTS)
    dimension: str = word("What is compared", CONCEPT_DIMENSIONS)
    value: str = text("The concept's trait")
    value_fi: str = text("The concept's trait, in Finnish")
    value_sv: str = text("The concept's trait, in Swedish")
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


class ReadinessCriteria(pa.DataFrameModel):
    """A question of the self-assessment of a cluster; the rules that it stands for are in readiness_rules."""

    place: Whole = count(
        "Place of the answer in a link; a place once given is never given to another question",
        "place",
        low=1,
        required=True,
    )
    criterion_id: str = identity("Lasting name of the question")
    area: str = word("Area of the result", READINESS_AREAS)
    title_en: str = text("The question in a few words")
    title_fi: str = text("The question in a few words, in Finnish")
    title_sv: str = text("The question in a few words, in Swedish")
    question_en: str = text("The question, answered by yes, partly, not yet or don't know")
    question_fi: str = text("The question, in Finnish")
    question_sv: str = text("The question, in Swedish")
    why_en: str = text("Why it is asked")
    why_fi: str = text("Why it is asked, in Finnish")
    why_sv: str = text("Why it is asked, in Swedish")
    next_step_en: str = text("What to do when it is not met")
    next_step_fi: str = text("What to do when it is not met, in Finnish")
    next_step_sv: str = text("What to do when it is not met, in Swedish")
    page: str = word("Page of the atlas that helps", GUIDE_PAGES)
    network_id: str = identity("Body that helps", required=False)
    source_url: str = url("Page that the question rests on")

    class Config:
        unique = ("criterion_id",)

    @rule("place", "each whole number from 1 on, once")
    @classmethod
    def places(cls, frame: pd.DataFrame) -> pd.Series:
        return ~frame["place"].duplicated(keep=False) & _holds(frame["place"] <= len(frame))


class ReadinessRules(pa.DataFrameModel):
    """A published requirement of a body for being admitted or labelled, tied to a question of the self-assessment."""

    rule_set: str = word("Whose rule", READINESS_RULE_SETS)
    criterion_id: str = identity("Question of the self-assessment")
    requirement_en: str = text("What is required, in our own words")
    requirement_fi: str = text("What is required, in Finnish")
    requirement_sv: str = text("What is required, in Swedish")
    threshold: float = number("Published threshold; empty = none", "see threshold_unit", low=0)
    threshold_unit: str = word(
        "Unit of the threshold",
        (
            "activities",
            "areas of improvement",
            "full-time equivalents",
            "indicators",
            "kinds of members",
            "members",
            "percent",
            "years",
        ),
        required=False,
    )
    source_year: Whole = year("Year that the rule is of, where the page says it")
    source_url: str = url("Page that publishes the rule")

    class Config:
        unique = ("rule_set", "criterion_id")

    @rule("threshold_unit", "a unit if there is a threshold, else empty")
    @classmethod
    def measured(cls, frame: pd.DataFrame) -> pd.Series:
        return frame["threshold"].isna() == frame["threshold_unit"].isna()


class StartSteps(pa.DataFrameModel):
    """A step from the idea of a cluster to its maturity, with an example from the atlas."""

    step: Whole = count("Place in the order", "step", low=1, required=True)
    title_en: str = text("The step in a few words")
    title_fi: str = text("The step in a few words, in Finnish")
    title_sv: str = text("The step in a few words, in Swedish")
    what_en: str = text("What to do")
    what_fi: str = text("What to do, in Finnish")
    what_sv: str = text("What to do, in Swedish")
    example_en: str = text("How a cluster did it")
    example_fi: str = text("How a cluster did it, in Finnish")
    example_sv: str = text("How a cluster did it, in Swedish")
    cluster_id: str = identity("The cluster of the example")
    funding_id: str = identity("Funding that may help", required=False)
    network_id: str = identity("Body that may help", required=False)
    page: str = word("Page of the atlas that helps", GUIDE_PAGES)
    source_url: str = url("Page that the example was read from")

    class Config:
        unique = ("step",)


class EcosystemWords(pa.DataFrameModel):
    """A word that companies of an industrial ecosystem say of themselves; a word may belong to several ecosystems."""

    ecosystem: str = word("EU industrial ecosystem", ECOSYSTEMS)
    language: str = word("Language (ISO 639-1)", ("da", "en", "fi", "no", "sv"))
    word: str = text("Word or phrase; `vind-` = words that begin so, `-talo` = words that end so")
    topic: str = identity("Topic within the ecosystem that words of all languages share, such as wind", required=False)

    class Config:
        unique = ("ecosystem", "language", "word")


class Sources(pa.DataFrameModel):
    """A source of the statistics."""

    source_id: str = text(
        "Lasting name of the source",
        pattern=r"[a-z0-9][a-z0-9-]*",
        expected="a short name in small letters, digits and hyphens",
    )
    citation: str = text("Citation as it is to be shown")
    url: str = url("Address; empty = worked out from other rows", required=False)
    licence: str = text("Licence as stated")
    publisher: str = text("Who published it, from the citation; `;` joins two", required=False)
    read: str = text("Month it was read", pattern=r"(19|20)\d\d-(0[1-9]|1[0-2])", expected="a month such as 2026-11")

    class Config:
        unique = ("source_id",)


# --- the tables ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Table:
    """A table of the data room: its file (relative to data/), its model and where its values must be known.

    `references` maps a column to "table.column"; empty cells refer to nothing.
    """

    name: str
    path: str
    model: type[pa.DataFrameModel]
    title: str
    references: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(self.schema.unique or ())

    @property
    def schema(self) -> pa.DataFrameSchema:
        return self.model.to_schema()

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.schema.columns)


_CLUSTER = {"cluster_id": "clusters.cluster_id"}
_SOURCE = {"source_id": "sources.source_id"}
_REGION = {"nuts_code": "regions.nuts_code"}

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("clusters", "clusters/clusters.csv", Clusters, "Clusters"),
        Table(
            "cluster_regions",
            "clusters/cluster_regions.csv",
            ClusterRegions,
            "Regions of the clusters",
            _CLUSTER | _REGION,
        ),
        Table(
            "cluster_texts",
            "clusters/cluster_texts.csv",
            ClusterTexts,
            "Clusters in three languages",
            _CLUSTER,
        ),
        Table(
            "programme_status_texts",
            "clusters/programme_status_texts.csv",
            ProgrammeStatusTexts,
            "Standings in three languages",
        ),
        Table("memberships", "memberships/memberships.csv", Memberships, "Memberships", _CLUSTER),
        Table(
            "member_aliases",
            "memberships/member_aliases.csv",
            MemberAliases,
            "Names of one organisation",
            {"member_id": "memberships.member_id", "canonical_id": "memberships.member_id"},
        ),
        Table("membership_fees", "memberships/membership_fees.csv", MembershipFees, "Membership fees", _CLUSTER),
        Table(
            "membership_composition",
            "memberships/membership_composition.csv",
            MembershipComposition,
            "Members by kind",
            _CLUSTER,
        ),
        Table("programmes", "programmes/programmes.csv", Programmes, "Cluster programmes"),
        Table(
            "programme_features",
            "programmes/programme_features.csv",
            ProgrammeFeatures,
            "Features of cluster policy",
        ),
        Table(
            "programme_timeline",
            "programmes/programme_timeline.csv",
            ProgrammeTimeline,
            "Timeline of cluster policy",
        ),
        Table(
            "programme_figures",
            "programmes/programme_figures.csv",
            ProgrammeFigures,
            "Figures of the programmes",
            _CLUSTER,
        ),
        Table(
            "figure_texts",
            "programmes/figure_texts.csv",
            FigureTexts,
            "Indicators and units in three languages",
        ),
        Table(
            "design_presets",
            "programmes/design_presets.csv",
            DesignPresets,
            "Levels of programme designs",
            {"preset": "design_terms.preset"},
        ),
        Table("design_terms", "programmes/design_terms.csv", DesignTerms, "Terms of programme designs"),
        Table(
            "country_cluster_stats",
            "programmes/country_cluster_stats.csv",
            CountryClusterStats,
            "Cluster figures of countries",
        ),
        Table(
            "export_indicators",
            "exports/export_indicators.csv",
            ExportIndicators,
            "Export indicators",
            _SOURCE,
        ),
        Table(
            "exports_by_product",
            "exports/exports_by_product.csv",
            ExportsByProduct,
            "Exports by product",
            _SOURCE,
        ),
        Table("product_names", "exports/product_names.csv", ProductNames, "Product groups in three languages"),
        Table(
            "product_ecosystems",
            "exports/product_ecosystems.csv",
            ProductEcosystems,
            "Product groups by industrial ecosystem",
            {"product_code": "product_names.product_code"},
        ),
        Table(
            "export_partner_shares",
            "exports/export_partner_shares.csv",
            ExportPartnerShares,
            "Export partners",
            _SOURCE,
        ),
        Table(
            "exports_by_region",
            "exports/exports_by_region.csv",
            ExportsByRegion,
            "Exports by region",
            _SOURCE,
        ),
        Table("exporting_firms", "exports/exporting_firms.csv", ExportingFirms, "Exporting enterprises", _SOURCE),
        Table("firm_texts", "exports/firm_texts.csv", FirmTexts, "Figures on exporting enterprises in three languages"),
        Table(
            "regional_stats",
            "regions/regional_stats.csv",
            RegionalStats,
            "Regional statistics",
            _SOURCE | _REGION,
        ),
        Table("regions", "regions/regions.csv", Regions, "Regions", {"parent": "regions.nuts_code"}),
        Table(
            "region_neighbours",
            "regions/region_neighbours.csv",
            RegionNeighbours,
            "Regions side by side",
            _REGION | {"neighbour": "regions.nuts_code"},
        ),
        Table("workshop_needs", "workshops/workshop_needs.csv", WorkshopNeeds, "Needs from workshops"),
        Table(
            "service_answers",
            "workshops/service_answers.csv",
            ServiceAnswers,
            "What answers the services asked for",
            {
                "need_id": "workshop_needs.need_id",
                "network_id": "networks.network_id",
                "funding_id": "funding.funding_id",
            },
        ),
        Table("eu_needs_survey", "workshops/eu_needs_survey.csv", EuNeedsSurvey, "Answers in surveys"),
        Table("theme_words", "workshops/theme_words.csv", ThemeWords, "Words of the themes"),
        Table("theme_quality", "workshops/theme_quality.csv", ThemeQuality, "Quality of suggested themes"),
        Table("networks", "knowledge/networks.csv", Networks, "Networks"),
        Table("label_levels", "knowledge/label_levels.csv", LabelLevels, "Levels of the quality label"),
        Table("funding", "knowledge/funding.csv", Funding, "Funding"),
        Table("success_stories", "knowledge/success_stories.csv", SuccessStories, "Success stories", _CLUSTER),
        Table("cluster_definitions", "knowledge/cluster_definitions.csv", ClusterDefinitions, "Definitions"),
        Table("concept_comparison", "knowledge/concept_comparison.csv", ConceptComparison, "Concepts compared"),
        Table(
            "readiness_criteria",
            "knowledge/readiness_criteria.csv",
            ReadinessCriteria,
            "Questions of the self-assessment",
            {"network_id": "networks.network_id"},
        ),
        Table(
            "readiness_rules",
            "knowledge/readiness_rules.csv",
            ReadinessRules,
            "Published rules for clusters",
            {"criterion_id": "readiness_criteria.criterion_id"},
        ),
        Table(
            "start_steps",
            "knowledge/start_steps.csv",
            StartSteps,
            "Steps from idea to maturity",
            _CLUSTER | {"funding_id": "funding.funding_id", "network_id": "networks.network_id"},
        ),
        Table("glossary", "knowledge/glossary.csv", Glossary, "Glossary"),
        Table("ecosystem_words", "knowledge/ecosystem_words.csv", EcosystemWords, "Words of the ecosystems"),
        Table("sources", "sources.csv", Sources, "Sources of the statistics"),
    )
}

# --- faults ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a table.

    `row` is the row a spreadsheet shows (the header is row 1); None where the fault is of the whole file.
    """

    table: str
    file: str
    row: int | None
    column: str
    value: str
    expected: str

    @property
    def where(self) -> str:
        """The place in the file, in words: "row 3, column lat"."""
        row = [f"row {self.row}"] if self.row is not None else []
        column = [f"column {self.column}"] if self.column else []
        return ", ".join(row + column) or "the whole file"

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= 80 else self.value[:79] + "…"
        found = f"found {shown!r}, " if shown else ""
        return f"{self.file or self.table}, {self.where}: {found}expected {self.expected}"


_WHOLE = re.compile(r"[+-]?[0-9]{1,18}\Z")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\Z")
_TEXT = re.compile(r"[^\s\x00-\x1f\x7f]([^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f])?\Z")
_ODD = object()  # a cell that is not of its column's type


def _whole(cell: Any) -> Any:
    if isinstance(cell, str):
        return int(cell) if _WHOLE.match(cell) else _ODD
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell != cell // 1 or abs(cell) >= 2**63:
        return _ODD
    return int(cell)


def _real(cell: Any) -> Any:
    if isinstance(cell, str):
        cell = float(cell) if _NUMBER.match(cell) else math.nan
    elif isinstance(cell, bool) or not isinstance(cell, int | float):
        return _ODD
    return float(cell) if math.isfinite(cell) else _ODD


def _truth(cell: Any) -> Any:
    if isinstance(cell, bool):
        return cell
    return {"true": True, "false": False}.get(cell, _ODD) if isinstance(cell, str) else _ODD


def _words(cell: Any) -> Any:
    return cell if isinstance(cell, str) and _TEXT.match(cell) else _ODD


# pandera's name of a column's type -> (pandas type of the checked frame, reader of a cell, DuckDB type)
_KINDS: dict[str, tuple[str, Any, str]] = {
    "Int64": ("Int64", _whole, "BIGINT"),
    "float64": ("float64", _real, "DOUBLE"),
    "boolean": ("boolean", _truth, "BOOLEAN"),
    "string": ("string", _words, "VARCHAR"),
}


def _kind(column: Any) -> tuple[str, Any, str]:
    return _KINDS[str(column.dtype).split("[")[0]]


def _missing(cell: Any) -> bool:
    return cell is None or cell is pd.NA or cell is pd.NaT or cell == "" or cell != cell


def _plain(cell: Any) -> Any:
    """A numpy scalar as the Python value it stands for; anything else as it is."""
    return cell.item() if hasattr(cell, "item") and getattr(cell, "ndim", 0) == 0 else cell


def _shown(cell: Any) -> str:
    return "" if _missing(cell) else str(cell)


def _expected(column: Any) -> str:
    return str((column.metadata or {}).get("expected", "a value"))


def check(name: str, frame: pd.DataFrame, references: Mapping[str, pd.DataFrame] | None = None) -> list[Fault]:
    """Every fault of a frame against the contract of table `name`.

    Cells may be texts as in a file or typed values; `references` are the other tables by name, for the
    columns that refer to them (a table not given is not looked into). The first row of the frame is row 2.

    Raises KeyError when there is no table of that name.
    """
    table = TABLES[name]
    twice = frame.columns.duplicated()
    rows = frame.loc[:, ~twice].set_axis(pd.RangeIndex(2, len(frame) + 2))
    faults = [
        Fault(name, table.path, 1, str(column), str(column), "a column name used once")
        for column in frame.columns[twice]
    ]
    return faults + _check_rows(table, rows, references or {}, table.path)


def _check_rows(
    table: Table,
    frame: pd.DataFrame,
    references: Mapping[str, pd.DataFrame],
    file: str,
    known_bad: Iterable[tuple[int, str]] = (),
) -> list[Fault]:
    """As `check`, for a frame whose index is the rows in the file; `known_bad` cells are told already."""
    schema = table.schema
    faults = [
        Fault(
            table.name,
            file,
            1,
            str(column),
            "",
            f"one of the columns {', '.join(schema.columns)}",
        )
        for column in frame.columns
        if column not in schema.columns
    ]
    for column in schema.columns:
        if column not in frame.columns:
            faults.append(
                Fault(
                    table.name,
                    file,
                    1,
                    column,
                    "",
                    f"a column of this name: {_expected(schema.columns[column])}",
                )
            )
    given = frame.loc[:, [c for c in schema.columns if c in frame.columns]]
    bad = set(known_bad)
    typed = {}
    for column in schema.columns:
        cells = given[column] if column in given else pd.Series(pd.NA, index=given.index, dtype="object")
        typed[column], odd = _typed(cells, schema.columns[column])
        for row, cell in odd:
            if (row, column) not in bad:
                expected = _expected(schema.columns[column]) + _hint(cell)
                faults.append(Fault(table.name, file, row, column, _shown(cell), expected))
                bad.add((row, column))
    whole = pd.DataFrame(typed, index=given.index)
    faults += _model_faults(table, whole, given, file, bad)
    faults += _reference_faults(table, whole, references, file, bad)
    order = {column: place for place, column in enumerate(schema.columns)}
    return sorted(faults, key=lambda f: (f.row or 0, order.get(f.column.split(",")[0], 99), f.column, f.expected))


def _hint(cell: Any) -> str:
    """What is most likely wrong with a cell that is not of its type."""
    if not isinstance(cell, str):
        return ""
    if cell != cell.strip():
        return ", without blanks at its ends"
    if re.fullmatch(r"[+-]?[0-9 .]*,[0-9]+", cell):
        return ", with a decimal point and no commas"
    return "" if cell.isprintable() else ", without line breaks and control characters"


def _typed(cells: pd.Series, column: Any) -> tuple[pd.Series, list[tuple[int, Any]]]:
    """The column in its own type, and the (row, cell) that are not of it, which become unknown."""
    dtype, read, _ = _kind(column)
    values: list[Any] = []
    odd = []
    for row, raw in zip(cells.index, cells.array, strict=True):
        cell = _plain(raw)
        value = None if _missing(cell) else read(cell)
        if value is _ODD:
            odd.append((row, cell))
            value = None
        values.append(value)
    return pd.Series(values, index=cells.index, dtype=dtype), odd


def _model_faults(
    table: Table, whole: pd.DataFrame, given: pd.DataFrame, file: str, bad: set[tuple[int, str]]
) -> Iterator[Fault]:
    """What pandera finds. Cells told already, and columns that are not there, are passed over."""
    schema = table.schema
    try:
        schema.validate(whole, lazy=True)
        return
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    seen: set[tuple[int, str, str]] = set()
    for column, found, row in zip(cases["column"], cases["check"], cases["index"], strict=True):
        found = str(found)
        if found == "multiple_fields_uniqueness":
            continue
        expected = _expected(schema.columns[column])
        place, bar, said = found.partition("|")  # a rule; a pattern may hold a bar too
        if bar and place in schema.columns:
            column, expected = place, said
        elif found == "not_nullable":
            expected = f"a value, not an empty cell: {expected}"
        if column not in given or (row, column) in bad or (row, column, expected) in seen:
            continue
        seen.add((row, column, expected))
        yield Fault(table.name, file, int(row), column, _shown(_plain(given.at[row, column])), expected)
    yield from _repeated_keys(table, whole, given, file, bad)


def _repeated_keys(
    table: Table, whole: pd.DataFrame, given: pd.DataFrame, file: str, bad: set[tuple[int, str]]
) -> Iterator[Fault]:
    """A fault for each row whose key was used in a row before it."""
    key = list(table.key)
    if not all(column in given for column in key):
        return
    told = [any((row, column) in bad for column in key) for row in whole.index]
    keys = whole.loc[[not t for t in told], key].astype("string").fillna("")
    first: dict[tuple[str, ...], int] = {}
    for row, values in zip(keys.index, keys.itertuples(index=False, name=None), strict=True):
        if values not in first:
            first[values] = row
        elif any(values):
            expected = f"a {' + '.join(key)} that is used once (it is in row {first[values]} too)"
            yield Fault(table.name, file, int(row), ", ".join(key), ", ".join(values), expected)


def _reference_faults(
    table: Table,
    whole: pd.DataFrame,
    references: Mapping[str, pd.DataFrame],
    file: str,
    bad: set[tuple[int, str]],
) -> Iterator[Fault]:
    for column, target in table.references.items():
        other, other_column = target.split(".")
        there = whole if other == table.name else references.get(other)
        if there is None or other_column not in there:
            continue
        known = {_shown(_plain(cell)) for cell in there[other_column]}
        for row, value in whole[column].items():
            if not _missing(value) and value not in known and (row, column) not in bad:
                expected = f"a {other_column} that is in the table {other}"
                yield Fault(table.name, file, int(str(row)), column, str(value), expected)


# --- files -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Sheet:
    """A file as read: texts by row number, and what was wrong with the file itself."""

    frame: pd.DataFrame | None
    faults: list[Fault]
    bad_cells: set[tuple[int, str]]


def _read(table: Table, path: Path, file: str) -> _Sheet:
    """Reads a CSV file so that nothing in it can raise; bytes that are not UTF-8 are laid to their cells."""

    def stop(row: int | None, value: str, expected: str) -> _Sheet:
        return _Sheet(None, [Fault(table.name, file, row, "", value, expected)], set())

    try:
        raw = path.read_bytes()
    except OSError:
        return stop(None, "", "a readable file here; there is none")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return stop(None, "UTF-16", "a file in UTF-8")
    if not raw.strip():
        return stop(None, "", f"a header row with the columns {', '.join(table.columns)}; the file is empty")
    content = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="surrogateescape")
    records, broken = _records(content)
    faults = []
    if broken:
        faults.append(Fault(table.name, file, len(records) + 1, "", broken, "cells with closed quotation marks"))
    if not records:
        return _Sheet(None, faults, set())
    header = [_legible(cell) for cell in records[0]]
    wrong = _wrong_delimiter(header, table.columns)
    if wrong:
        return stop(1, records[0][0][:80], f"columns parted by commas; the file uses {wrong!r}")
    return _sheet(table, file, header, records[1:], faults)


def _records(content: str) -> tuple[list[list[str]], str]:
    """The rows of a CSV text, and why reading stopped early ("" if it did not)."""
    records: list[list[str]] = []
    limit = csv.field_size_limit(max(len(content), 131_072))
    try:
        for record in csv.reader(io.StringIO(content, newline=""), strict=True):
            records.append(record)
    except csv.Error as error:
        return records, str(error)
    finally:
        csv.field_size_limit(limit)
    while records and not any(records[-1]):  # blank lines at the end are no rows
        records.pop()
    return records, ""


def _legible(cell: str) -> str:
    """The text with the bytes that are not UTF-8 shown as \\xNN."""
    return cell.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="backslashreplace")


def _wrong_delimiter(header: list[str], columns: tuple[str, ...]) -> str:
    for mark, name in ((";", ";"), ("\t", "tab"), ("|", "|")):
        parts = {part.strip().strip('"') for part in mark.join(header).split(mark)}
        if len(header) < 2 and len(parts) > 1 and parts & set(columns):
            return name
    return ""


def _sheet(table: Table, file: str, header: list[str], records: list[list[str]], faults: list[Fault]) -> _Sheet:
    names: list[str] = []
    for place, column in enumerate(header):
        if column in names or not column:
            expected = "a column name used once" if column else f"a name for column {place + 1}"
            faults.append(Fault(table.name, file, 1, column, column, expected))
            column = f"\0{place}"  # kept apart until the frame is made, then dropped
        names.append(column)
    rows: dict[int, list[str]] = {}
    bad: set[tuple[int, str]] = set()
    for row, record in enumerate(records, start=2):
        if not any(record):
            faults.append(Fault(table.name, file, row, "", "", "a row with values; it is blank"))
            continue
        if len(record) != len(header):
            expected = f"{len(header)} cells, as many as the header"
            if len(record) > len(header):
                expected += " (a cell with a comma needs quotation marks)"
            faults.append(Fault(table.name, file, row, "", f"{len(record)} cells", expected))
            bad |= {(row, name) for name in names[len(record) :]}
        cells = (record + [""] * len(header))[: len(header)]
        for name, cell in zip(names, cells, strict=True):
            if any("\udc80" <= sign <= "\udcff" for sign in cell):
                faults.append(Fault(table.name, file, row, name.lstrip("\0"), _legible(cell), "text in UTF-8"))
                bad.add((row, name))
        rows[row] = [_legible(cell) for cell in cells]
    frame = pd.DataFrame(list(rows.values()), index=list(rows), columns=names, dtype="object")
    return _Sheet(frame.loc[:, [not name.startswith("\0") for name in names]], faults, bad)


def check_file(
    name: str, path: Path, references: Mapping[str, pd.DataFrame] | None = None, file: str = ""
) -> list[Fault]:
    """Every fault of a CSV file against the contract of table `name`; faults of the file itself included.

    Without `references` the tables it refers to are the shipped ones. Nothing in the file raises.
    Raises KeyError when there is no table of that name.
    """
    table = TABLES[name]
    file = file or path.as_posix()
    sheet = _read(table, path, file)
    if references is None:
        references = referred_tables(name)
    return _sheet_faults(table, sheet, references, file)


def _sheet_faults(table: Table, sheet: _Sheet, references: Mapping[str, pd.DataFrame], file: str) -> list[Fault]:
    faults = list(sheet.faults)
    if sheet.frame is not None:
        faults += _check_rows(table, sheet.frame, references, file, sheet.bad_cells)
    return sorted(faults, key=lambda fault: fault.row or 0)


def referred_tables(name: str, root: Path = DATA) -> dict[str, pd.DataFrame]:
    """The tables under `root` that table `name` refers to, as texts; unreadable ones are left out."""
    others = {target.split(".")[0] for target in TABLES[name].references.values()} - {name}
    sheets = {other: _read(TABLES[other], root / TABLES[other].path, TABLES[other].path) for other in others}
    return {other: sheet.frame for other, sheet in sheets.items() if sheet.frame is not None}


def check_all(root: Path = DATA) -> list[Fault]:
    """Every fault of every table under `root`, references between them included."""
    sheets = {table.name: _read(table, root / table.path, table.path) for table in TABLES.values()}
    frames = {name: sheet.frame for name, sheet in sheets.items() if sheet.frame is not None}
    return [
        fault for table in TABLES.values() for fault in _sheet_faults(table, sheets[table.name], frames, table.path)
    ]


def file_rows(name: str, path: Path) -> int:
    """Rows of a table's file, the header and blank rows not counted; 0 when it cannot be read."""
    frame = _read(TABLES[name], path, path.as_posix()).frame
    return 0 if frame is None else len(frame)


# --- what is made from the models ------------------------------------------------------------------------


def checksum(content: bytes) -> str:
    """SHA-256 of a file's bytes, the same on systems that check files out with CRLF."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def duckdb_types(name: str) -> dict[str, str]:
    """Column -> DuckDB type of a table, in the model's order."""
    return {column: _kind(model)[2] for column, model in TABLES[name].schema.columns.items()}


def manifest(root: Path = DATA) -> dict[str, dict[str, Any]]:
    """The compiled contracts of the tables as they are on disk, for loading them without a second reading.

    Columns come in the file's own order. A table that is missing or whose header is not exactly its
    model's columns is left out. This checks no cell: only tables without a fault may be loaded by it.
    """
    compiled = {}
    for table in TABLES.values():
        sheet = _read(table, root / table.path, table.path)
        types = duckdb_types(table.name)
        if sheet.frame is None or set(sheet.frame.columns) != set(types):
            continue
        compiled[table.name] = {
            "path": table.path,
            "sha256": checksum((root / table.path).read_bytes()),
            "title": table.title,
            "key": list(table.key),
            "columns": {column: types[column] for column in sheet.frame.columns},
        }
    return compiled


def write_manifest(root: Path = DATA) -> Path:
    """Writes manifest.json under `root`. For tables without a fault only: see `analytics.validate`."""
    path = root / "manifest.json"
    path.write_text(json.dumps(manifest(root), indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n")
    return path


def dictionary() -> pd.DataFrame:
    """The data dictionary: one row a column (table, column, type, unit, allowed, required, description)."""
    return pd.DataFrame(
        [
            {
                "table": table.name,
                "column": name,
                "type": _kind(column)[2],
                "unit": column.metadata["unit"],
                "allowed": column.metadata["allowed"],
                "required": not column.nullable,
                "description": column.description,
            }
            for table in TABLES.values()
            for name, column in table.schema.columns.items()
        ]
    )


def template(name: str) -> str:
    """The header line of an empty table to fill in. Raises KeyError when there is no such table."""
    return ",".join(TABLES[name].columns) + "\n"
