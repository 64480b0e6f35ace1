"""The codes that tables, queries, charts and pages share: countries, ecosystems, regions, themes and other fixed lists.

Country codes are ISO 3166-1 alpha-2, regions NUTS 2021, ecosystems the EU's 14 industrial ecosystems (European
industrial strategy, 2020 and 2021). Where a list has an order, it is the order of presentation.
"""

from __future__ import annotations


def _codes(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


NORDIC = ("FI", "SE", "NO", "DK", "IS")
BENCHMARKS = ("DE", "NL")  # countries that the Nordic ones are compared with
COMPARED = (*NORDIC, *BENCHMARKS)
REGISTER_COUNTRIES = (*NORDIC, "FO")  # the Faroe Islands are in the register, but not one of the five that are compared
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
NOT_ASSIGNED = "Not assigned"  # of goods that belong to no ecosystem
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
QUALITY_LABELS = ("bronze", "silver", "gold")
READINESS_AREAS = ("strategy", "members", "organisation", "services", "funding", "visibility", "quality")
READINESS_RULE_SETS = ("eccp", "bronze", "silver", "gold", "denmark", "norway")
GUIDE_PAGES = (
    *("map", "programmes", "membership", "fees", "network", "what"),
    *("find", "stories", "funding", "support"),
)
YES_PARTIAL_NO = ("yes", "partial", "no")
# Who says it, from the most official to the most interested; "programme_itself" gives its own figures.
SOURCE_KINDS = (
    *("government", "EU", "OECD", "statistics", "evaluator", "academic"),
    *("agency", "programme_itself", "association", "news", "campaigner"),
)
# What a row of the register is; the first two are what every count is of.
CLUSTER_KINDS = (
    *("cluster_organisation", "business_network", "science_park_or_hub", "industrial_park"),
    *("project", "support_body", "branding_body"),
)
COUNTED_KINDS = CLUSTER_KINDS[:2]
# Tables whose newest dated row says that a cluster was there in that year.
SEEN_IN = (
    *("clusters", "cluster_cell_sources", "cluster_labels", "memberships", "membership_composition"),
    *("membership_fees", "success_stories"),
)
FEATURES = (
    "national_programme",
    "multi_year_funding",
    "open_competitive_calls",
    "status_levels",
    "quality_label_linked",
    "cluster_definition_in_policy",
    "dedicated_support_organisation",
    "national_cluster_association",
    "eccp_national_contact",
    "training_for_managers",
    "internationalisation_support",
    "public_monitoring_and_evaluation",
)
DESIGN_PRESETS = ("NO", "DK")  # countries whose programmes a design starts from
# What a design can start from: the lowest level of Norway's programme, Norway's and Denmark's.
DESIGN_MODELS = ("NO1", "NO", "DK")
MONEY_KINDS = ("cluster_organisations", "other_ecosystem")
# What an amount covers: the whole programme in a year, a mean of several years, a year to come; a part of it, a lower
# bound, several years in one sum, or another figure for a year that has one already.
BUDGET_COVERS = ("year", "mean", "planned", "part", "at_least", "whole_period", "alternative")
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
FEE_CONDITIONS = ("age", "country", "turnover", "activity", "extra_fee", "in_kind", "group", "field")
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
# Languages (ISO 639-1) whose texts the atlas reads.
TEXT_LANGUAGES = ("da", "en", "fi", "is", "no", "sv")
THEME_HALVES = ("seen", "unseen", "published")
# What a column of a file of statements holds, and the words of rows that hold no statement.
COLUMN_MEANINGS = (
    *("statement", "group", "session", "language", "votes"),
    *("email", "person", "other", "total", "no_answer"),
)
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
# Currencies with a euro reference rate, ISO 4217.
CURRENCIES = ("DKK", "ISK", "NOK", "SEK", "USD")
# Publishers that tables are refreshed from, and `derived` for rows that are worked out from others of their table.
REFRESH_SOURCES = (
    "ecb", "worldbank", "eurostat", "comext", "scb", "ssb", "statfin", "hagstofa", "statbank", "comtrade", "derived",
)  # fmt: skip
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
NETWORK_AUDIENCES = ("clusters", "companies", "networks", "cities", "people")
APPLICANT_KINDS = ("cluster", "company", "public", "research")
WANTS = ("partners", "exports", "rd", "skills", "funding")  # what a company wants of a cluster
STORY_THEMES = ("green transition", "innovation", "internationalisation", "regional development", "skills")
FUNDING_THEMES = (
    "cluster development",
    "digitalisation",
    "green transition",
    "innovation",
    "internationalisation",
    "regional development",
)
YEARS = (1900, 2030)  # the first and last that a table may name
LATITUDES = (54.0, 81.0)  # southern Denmark to the north of Svalbard
LONGITUDES = (-25.0, 32.0)  # western Iceland to eastern Finland
